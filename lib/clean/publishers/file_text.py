"""Writes the text of a publisher's file: a new one, or one with more to cut and keep in each of its rows."""

from collections.abc import Iterable, Iterator
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

    Only one row is applied to a page, so each gets them all; if days have no row, `more` is added as one. The
    file's comments stay. Raises SubjectError if its rules are not written each on a line of its own.
    """

    def of_domain(row: Rules) -> bool:
        return not {*row.domains}.isdisjoint(more.domains)

    out = text = text if text.endswith("\n") else f"{text}\n"
    rows = rows_of(text, "")
    fresh = [] if _without_gap(filter(of_domain, rows)) else [more]
    whole: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    theirs = (node for node, row in zip(whole.value, rows, strict=True) if of_domain(row))
    edits = sorted((edit for node in theirs for edit in _edits(text, node, more)), key=itemgetter(0))
    for start, end, new in reversed(edits):
        out = out[:start] + new + out[end:]
    out += "".join(map(written, fresh))
    wider = (replace(row, cut={**row.cut, **more.cut}, keep={**row.keep, **more.keep}) for row in rows)
    meant = (wide if of_domain(row) else row for row, wide in zip(rows, wider, strict=True))
    try:
        faithful = rows_of(out, "") == (*meant, *fresh)
    except ValueError:
        faithful = False
    if not faithful:
        raise SubjectError(
            more.domains[0],
            f"To the publisher file of {more.domains[0]} no rules can be added as it is written; "
            "write each of its rules on a line of its own, as the files beside it do.",
        )
    return out


def _edits(text: str, row: yaml.MappingNode, more: Rules) -> Iterator[tuple[int, int, str]]:
    """Yield the edits that add rules to a row: from where to where, and the value or lines to stand there."""
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
