"""Writes the text of a publisher's file: a new one, or one with more to cut and keep in each of its rows."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from operator import itemgetter
from typing import Any

import yaml

from lib.clean.publishers import Rules, rows_of
from lib.model.errors import SubjectError


def written(rules: Rules) -> str:
    """Return the text of a new publisher's file with these rules, without dates."""
    row = {"reason": rules.reason, "domains": list(rules.domains)}
    mappings = {name: dict(held) for name, held in (("cut", rules.cut), ("keep", rules.keep)) if held}
    return _dumped([row | mappings])


def with_added(text: str, more: Rules) -> str:
    """Return the text of a publisher's file with the selectors of `more` in each row of its domain.

    Only one row is applied to a page, so each row gets all of them; if some days have no row, `more` is added
    as a row. The file's comments stay. Raises SubjectError if the text has no rows, or rules that do not
    stand each on a line of its own: the edited text must read back as what is meant.
    """
    text = text if text.endswith("\n") else f"{text}\n"
    try:
        rows = rows_of(text, more.domains[0])
        of_domain = [not {*row.domains}.isdisjoint(more.domains) for row in rows]
        missing = [] if _without_gap(itertools.compress(rows, of_domain)) else [more]
        wide = [replace(row, cut={**row.cut, **more.cut}, keep={**row.keep, **more.keep}) for row in rows]
        meant = [new if its else old for old, new, its in zip(rows, wide, of_domain, strict=True)]
        out = _edited(text, of_domain, more) + "".join(map(written, missing))
        if rows_of(out, more.domains[0]) == (*meant, *missing):
            return out
    except ValueError:
        pass  # it is no publisher's file before or after
    raise SubjectError(
        more.domains[0],
        f"To the publisher file of {more.domains[0]} no rules can be added as it is written; "
        "write each of its rules on a line of its own, as the files beside it do.",
    )


def _edited(text: str, of_domain: Sequence[bool], more: Rules) -> str:
    """Return a file's text with the rules added in each row for which `of_domain` is true."""
    rows: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    found = (edit for row in itertools.compress(rows.value, of_domain) for edit in _edits(text, row, more))
    # Rows that share a mapping ("cut: &a", "cut: *a") ask for the same edit, which is made once. From the
    # end on, so that the places before it hold; of edits at one place the first stands first.
    for start, end, new in sorted(dict.fromkeys(found), key=itemgetter(0))[::-1]:
        text = text[:start] + new + text[end:]
    return text


def _edits(text: str, row: yaml.MappingNode, more: Rules) -> Iterator[tuple[int, int, str]]:
    """Yield the edits that add rules to a row: start, end, and the value or lines to put there."""
    nodes = {key.value: value for key, value in row.value}
    margin = row.value[0][0].start_mark.column
    added = {name: new for name, new in (("cut", more.cut), ("keep", more.keep)) if new}
    for name, new in sorted(added.items(), key=lambda item: item[0] not in nodes):
        held = list(nodes[name].value) if name in nodes else []
        values = {key.value: value for key, value in held}
        indent = held[0][0].start_mark.column if held else margin + 2
        lines = [] if name in nodes else [" " * margin + f"{name}:"]
        for selector, value in new.items():
            if selector in values:
                yield values[selector].start_mark.index, _end(text, values[selector]), str(value)
            else:
                lines.append(" " * indent + _dumped({selector: value}).strip())
        at = text.index("\n", _end(text, nodes.get(name, row)))
        yield at, at, "".join(f"\n{line}" for line in lines)


def _end(text: str, node: yaml.Node) -> int:
    """Return where the last value in a YAML node ends, before blanks and comments that follow."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last)
    return node.start_mark.index + len(text[node.start_mark.index : node.end_mark.index].rstrip())


def _without_gap(rows: Iterable[Rules]) -> bool:
    """Return whether the rows' periods cover every day."""
    open_from: date | None = date.min
    for since, until in sorted((row.since or date.min, row.until or date.max) for row in rows):
        if open_from is not None and since <= open_from <= until:
            open_from = None if until == date.max else until + timedelta(days=1)
    return open_from is None


def _dumped(held: object) -> str:
    return str(yaml.safe_dump(held, allow_unicode=True, sort_keys=False, width=10_000))
