"""SQL conditions on rows of `article` by ids of names, days and zones.

Lists use link tables, as the engine's list_has_any is slow.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from lib.model.article import ZONES, Zone
from lib.model.mention import MANNERS, Manner
from lib.store.summaries import counted_condition, in_zones

EPOCH = date(1970, 1, 1)
PLACEHOLDER = re.compile(r"\$(\w+)")
NOTHING = "false"
FEW = 100  # values that a scan sorts out by itself


@dataclass(slots=True)
class Parameters:
    """The named values of an SQL statement, each with its placeholder."""

    values: dict[str, object] = field(default_factory=dict)
    _keys: dict[tuple[str, object], str] = field(default_factory=dict)
    _numbers: dict[str, int] = field(default_factory=dict)

    def named(self, name: str, value: object) -> str:
        """Add a value and return its placeholder, as $word_0; equal values of one name share it."""
        kept = (name, tuple(value) if isinstance(value, list) else value)
        if kept not in self._keys:
            number = self._numbers[name] = self._numbers.get(name, -1) + 1
            self._keys[kept] = f"{name}_{number}"
            self.values[self._keys[kept]] = value
        return f"${self._keys[kept]}"

    def of(self, sql: str) -> dict[str, object]:
        """Return {name: value} of the parameters whose placeholders occur in a part of the statement."""
        return {name: self.values[name] for name in set(PLACEHOLDER.findall(sql))}


def joined(*conditions: str) -> str:
    """Return SQL conditions joined by "and", each in brackets, without empty ones."""
    return " and ".join(f"({each})" for each in conditions if each)


def members(ids: Collection[int]) -> str:
    """Return SQL to put in brackets after `in`: a few ids as literals, which is faster, many as one list."""
    numbers = ", ".join(map(str, ids))
    return numbers if len(ids) <= FEW else f"select unnest([{numbers}])"


def link_condition(link: str, ids: Collection[int]) -> str:
    """Return the SQL condition: the story has one of these tags, authors or actors; `link` names which."""
    return f"id in (select id from {link}_article where {link}_id in ({members(ids)}))" if ids else NOTHING


def day_condition(since: date | None, until: date | None) -> str:
    """Return the SQL condition: the story is dated within the days, both included; None is an open end."""
    first = f"day >= {(since - EPOCH).days}" if since else "day is not null"
    last = f" and day <= {(until - EPOCH).days}" if until else ""
    return f"({first}{last})"


def actor_condition(ids: Collection[int], zones: Sequence[Zone], roles: Sequence[Manner]) -> str:
    """Return the SQL condition: the story names one of these actors in the zones and roles."""
    if not ids:
        return NOTHING
    if set(zones) == set(ZONES) and set(roles) == set(MANNERS):
        return link_condition("actor", ids)
    there = counted_condition(zones, roles, "story_actor")
    return f"id in (select id from story_actor where actor_id in ({members(ids)}) and {there})"


def joint_condition(groups: Sequence[Collection[int]], zones: Sequence[Zone], roles: Sequence[Manner]) -> str:
    """Return the SQL condition: one sentence of the story names an actor of every group."""
    if not all(groups):
        return NOTHING
    everyone = sorted({actor for group in groups for actor in group})
    masks = " & ".join(
        f"coalesce(bit_or(smask) filter (actor_id in ({', '.join(map(str, group))})), 0)" for group in groups
    )
    there = counted_condition(zones, roles, "story_actor")
    return f"""id in (
        select id from story_actor where actor_id in ({members(everyone)}) and {there}
        group by id, chunk having ({masks}) <> 0)"""


def zone_condition(zones: Sequence[Zone]) -> str:
    """Return the SQL condition: the story has a block in one of the zones."""
    return f"id in (select id from article_block where zone in ({in_zones(zones)}))"
