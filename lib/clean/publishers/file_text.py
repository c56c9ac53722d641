"""Writes the text of a publisher's file: a new one, or one with more to cut and keep in each of its rows."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import yaml

from lib.clean.publishers import Rules, rows_of


def written(rules: Rules) -> str:
    """Return the text of a new publisher's file with these rules, without dates."""
    row = {"reason": rules.reason, "domains": list(rules.domains)}
    mappings = {name: dict(held) for name, held in (("cut", rules.cut), ("keep", rules.keep)) if held}
    return _dumped([row | mappings])


def added(text: str, more: Rules) -> str:
    """Return the text of a publisher's file with more to cut and keep in each row of the domain.

    Only one row is applied to a page, so each gets all additions; a row is added for days without one. The
    file's comments stay.
    """
    lines, after, gone = text.splitlines(), defaultdict[int, list[str]](list), set[int]()
    rows = [row for row in rows_of(text, "") if set(row.domains) & set(more.domains)]
    whole: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    for row in whole.value:
        nodes = {key.value: value for key, value in row.value}
        if not {domain.value for domain in nodes["domains"].value} & set(more.domains):
            continue
        extra = {"cut": more.cut, "keep": more.keep}
        for name in sorted(filter(extra.get, extra), key=lambda name: name not in nodes):
            new = extra[name]
            held = {key.value: (key, value) for key, value in nodes[name].value} if name in nodes else {}
            for key, value in (held[selector] for selector in new if selector in held):
                gone |= {*range(key.start_mark.line, _last_line(value) + 1)}
            place = after[_last_line(nodes.get(name, row))]
            margin = " " * row.value[0][0].start_mark.column
            place += [] if name in nodes else [f"{margin}{name}:"]
            place += [f"{margin}  {_dumped({selector: new[selector]}).strip()}" for selector in new]
    kept = [line for n, line in enumerate(lines) for line in ([] if n in gone else [line]) + after[n]]
    return "\n".join(kept) + "\n" + ("" if _without_gap(rows) else written(more))


def _last_line(node: yaml.Node) -> int:
    """Return the number of the last line of a YAML node, before blank lines and comments that follow."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _last_line(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.line)


def _without_gap(rows: Iterable[Rules]) -> bool:
    """Return whether the rows' periods cover every day."""
    open_from: date | None = date.min
    for since, until in sorted((row.since or date.min, row.until or date.max) for row in rows):
        if open_from is not None and since <= open_from <= until:
            open_from = None if until == date.max else until + timedelta(days=1)
    return open_from is None


def _dumped(held: object) -> str:
    return str(yaml.safe_dump(held, allow_unicode=True, sort_keys=False, width=10_000))
