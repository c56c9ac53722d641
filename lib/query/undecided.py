"""Queries on what awaits a decision: names that may be no actor, and surnames that several persons bear."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lib.actors.language_files import endings_of
from lib.actors.nominatives import surname_cases
from lib.model.mention import DOUBT_BITS, ROLE_CODES, ROLES
from lib.model.spelling import UNSPACED
from lib.query.decisions import Known
from lib.store.archive import ArchiveReader

_UNDECIDED, _UNSURE = DOUBT_BITS["undecided"], DOUBT_BITS["unsure"]


@dataclass(frozen=True, slots=True)
class UncertainName:
    """A name without a record that may be no actor, how often it is named, and how many such names wait."""

    key: str
    name: str
    mentions: int
    stories: int
    elsewhere: int  # stories of other publishers in which something speaks for it
    waiting: int  # names in doubt, with those beyond the limit


def doubtful(db: ArchiveReader, *, limit: int = 40) -> list[UncertainName]:
    """Return uncertain names to decide on, first those that most stories of other publishers are sure of."""
    sql = f"""
        with named as (
            select actor_id, role, id, publisher_id from mention join article using (id) where shown),
        doubt as (from named where role & {_UNSURE} > 0 and role & {_UNDECIDED} = 0),
        sure as (
            select actor_id, count(distinct id) as stories
            from named anti join doubt using (actor_id, publisher_id)
            where role < {min(_UNDECIDED, _UNSURE)} and publisher_id is not null group by actor_id)
        select key, name, count(*) as mentions, count(distinct id), coalesce(any_value(sure.stories), 0)
            as elsewhere, count(*) over ()
        from doubt join actor using (actor_id) left join sure using (actor_id) group by actor_id, key, name
        order by elsewhere desc, mentions desc, key limit $limit"""
    return [UncertainName(*row) for row in db.execute(sql, {"limit": limit}).fetchall()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surname:
    """A surname that may mean several people of a story: how often, whom; and how many surnames wait."""

    surface: str
    article: str
    headline: str
    mentions: int
    waiting: int  # surnames that wait, with those beyond the limit
    bearers: tuple[Known, ...]  # the one named nearest to most of its places first


def surnames(db: ArchiveReader, *, article: str = "", limit: int = 40) -> list[Surname]:
    """Return the undecided surnames, of one story or of all, those with most mentions first.

    If the story names only one bearer, two of the actor file are offered as well, those with most stories.
    """
    rows = db.execute(
        f"""
        select m.surface, a.article, t.headline, count(*), count(*) over (), id, list(key order by key)
        from mention m join actor using (actor_id) join article a using (id) join article_text t using (id)
        where a.shown and m.role & {_UNDECIDED} > 0 and ($article = '' or a.article = $article)
        group by m.surface, a.article, t.headline, id order by count(*) desc, m.surface, a.article
        limit $limit""",
        {"article": article, "limit": limit},
    ).fetchall()
    found = []
    for surface, story, headline, mentions, waiting, number, meant in rows:
        nearest = [key for key, _ in Counter(meant).most_common()]
        bearers = _bearers(db, surface, number, nearest)
        found.append(
            Surname(
                surface=surface, article=story, headline=headline, mentions=mentions, waiting=waiting,
                bearers=bearers if len(bearers) > 1 else bearers + _recorded(db, surface, nearest),
            )
        )  # fmt: skip
    return found


def _bearers(db: ArchiveReader, surname: str, number: int, nearest: Sequence[str]) -> tuple[Known, ...]:
    """Return the persons in a story who have the surname, first those with the keys `nearest`.

    `number` is the story's row of `article`.
    """
    rows = db.execute(
        f"""
        select key, name, kind, code, list(m.surface) filter (kind = 'person' and m.role % {ROLE_CODES} = 0)
        from mention m join actor using (actor_id) join article a using (id)
            left join language using (language_id) where id = $id group by key, name, kind, code
        order by coalesce(nullif(list_position($nearest::varchar[], key), 0), 99), name, key""",
        {"id": number, "nearest": list(nearest)},
    ).fetchall()
    return tuple(
        Known(*row)
        for *row, language, called in rows
        if row[0] in nearest
        or (called and any(_bears(each, surname, language) for each in (row[1], *called)))
    )


def _bears(called: str, surname: str, language: str | None) -> bool:
    """Return whether a person called so has the surname, also inflected or joined to the given name."""
    if UNSPACED.match(surname):  # as Chinese and Japanese names are
        return surname in called
    return f" {surname} " in f" {called} " or surname in surname_cases(called, endings_of(language))


def _recorded(db: ArchiveReader, surface: str, but: Sequence[str]) -> tuple[Known, ...]:
    """Return the two persons of the actor file with this surname who are in most stories.

    Persons whose keys are in `but` are left out.
    """
    rows = db.execute(
        f"""
        select key, name, kind from actor join actor_article using (actor_id)
        where kind = 'person' and not contains(key, '/~') and not list_contains($but::varchar[], key)
            and (ends_with(name, concat(' ', $surface)) or actor_id in (
                select actor_id from mention where surface = $surface and role = {ROLES.index("surname")}))
        group by all order by count(*) desc, key limit 2""",
        {"surface": surface, "but": list(but)},
    ).fetchall()
    return tuple(Known(*row) for row in rows)
