"""Two actors set against each other: the tags, publishers and partners of their stories."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal, NamedTuple

import pandas as pd

from lib.model.filter import Filter
from lib.query import actors, ego, publishers, tags
from lib.query.filter.names import actor_name, keys
from lib.query.frames import EVERY_ROW, Columns, frame
from lib.query.pairs import Unit
from lib.query.relations import Relations
from lib.store.archive import ArchiveReader

What = Literal["tags", "publishers", "partners"]
COLUMNS: Columns = {
    "name": "text", "name_id": "text",
    "actor": "text", "actor_id": "text", "actor_stories": "count", "actor_of": "count",
    "actor_share": "share",
    "versus": "text", "versus_id": "text", "versus_stories": "count", "versus_of": "count",
    "versus_share": "share",
}  # fmt: skip
MEANINGS = {
    "name": "a tag, a publisher, or an actor that is named together with one of the two",
    "name_id": "the tag, the publisher's domain, or the key of the actor",
    "actor_stories": "stories that name the first actor and have the tag, publisher or partner of the row",
    "actor_of": "selected stories that name the first actor",
    "actor_share": "the row's stories out of those that name the first actor: 0 to 1",
    "versus": "the second of two actors",
    "versus_id": "the key of the second actor",
    "versus_stories": "stories that name the second actor and have the tag, publisher or partner of the row",
    "versus_of": "selected stories that name the second actor",
    "versus_share": "the row's stories out of those that name the second actor: 0 to 1",
}


class Side(NamedTuple):
    """One of two compared actors: key, name, its stories (of), and how many have each name of a row."""

    key: str
    name: str
    of: int
    stories: Mapping[str, int]


def comparison(
    db: ArchiveReader, criteria: Filter, *, actor: str = "", versus: str = "", what: What = "tags",
    unit: Unit = "sentence",
) -> pd.DataFrame:  # fmt: skip
    """Return the tags, publishers or partners of two actors' stories, those with the largest shares first.

    stories are those that name the actor and have the tag or publisher; a partner is named with it in one
    sentence, or in the place of another unit, outside lists. Shares are of the stories that name each actor.
    Without two actors they are the most named. Empty where the selection names fewer than two.
    """
    pair = chosen(db, criteria, actor, versus)
    if len(pair) < 2:
        return frame([], COLUMNS)
    first, second = (_side(db, criteria, key, what, unit) for key in pair)
    found = (first.stories.keys() | second.stories.keys()) - {*pair}
    called = _called(db, what, found)
    rows = []
    for each in found:
        mine, others = first.stories.get(each, 0), second.stories.get(each, 0)
        shares = mine / max(first.of, 1), others / max(second.of, 1)
        one = (first.name, first.key, mine, first.of, shares[0])
        other = (second.name, second.key, others, second.of, shares[1])
        rows.append((-sum(shares), called[each].casefold(), each, (called[each], each, *one, *other)))
    answer = frame([row for *_, row in sorted(rows)], COLUMNS)
    answer.attrs = {"what": what, "unit": unit}
    return answer


def chosen(db: ArchiveReader, criteria: Filter, actor: str = "", versus: str = "") -> tuple[str, ...]:
    """Return the keys of two actors, given by key or name; those that are not given are the most named.

    If both are one actor, given by its name and its key, the second is the most named other. The result is
    shorter if the selection names fewer actors.
    """
    given = dict.fromkeys(key for each in (actor, versus) if each for key in keys(db, each)[:1])
    most = actors.counts(db, criteria, limit=3)["actor_id"].tolist() if len(given) < 2 else []
    return tuple(dict.fromkeys((*given, *most)))[:2]


def _side(db: ArchiveReader, criteria: Filter, key: str, what: What, unit: Unit) -> Side:
    """Return an actor with how many of its stories have each tag, publisher or partner."""
    naming = replace(criteria, actors=replace(criteria.actors, all=(*criteria.actors.all, key)))
    if what == "partners":
        request = ego.EgoRequest(criteria=criteria, ego=key, unit=unit, minimum=1, most=EVERY_ROW)
        own = ego.partners(db, request)
        names = ego.partner_keys(own, key)
    elif what == "tags":
        own = tags.counts(db, naming, limit=EVERY_ROW)
        names = own["tag"]
    else:
        own = publishers.counts(db, naming, limit=EVERY_ROW)
        names = own["publisher"]
    stories = dict(zip(names.tolist(), own["stories"].tolist(), strict=True))
    return Side(key, actor_name(db, key), Relations(db, naming).number_of_stories, stories)


def _called(db: ArchiveReader, what: What, found: set[str]) -> Mapping[str, str]:
    """Return {tag, publisher or key of an actor: the name to show}."""
    if what == "publishers":
        return publishers.display_names(db, sorted(found))
    if what == "tags":
        return {each: each for each in found}
    sql = "select key, name from actor where key in (select unnest($keys::varchar[]))"
    return dict(db.execute(sql, {"keys": sorted(found)}).fetchall())
