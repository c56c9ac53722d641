"""Queries on decisions about actors: whom a name means, what a decision would change, which ones apply."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from lib.model.article import ALL_ZONES, SILENT_ZONES
from lib.model.ledger import Decision, rests_on
from lib.query.filter import names
from lib.store import joined_views
from lib.store.archive import ArchiveReader
from lib.store.followed import followed

Field = Literal["text", "article", "publisher"]
_SILENT = ", ".join(str(ALL_ZONES.index(zone)) for zone in sorted(SILENT_ZONES))
_HOLDS = f"(contains(text, $text) and zone not in ({_SILENT}) and regexp_matches(text, $whole))"
_KANA, _UNSPACED = "ァ-ー", "ぁ-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # letters without spaces


@dataclass(frozen=True, slots=True)
class Known:
    """An actor of the archive: key, name and kind."""

    key: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Impact:
    """How many mentions and stories a decision would change."""

    mentions: int
    stories: int


def _whole(text: str) -> str:
    """Return the regular expression that finds a text as whole words, much as lib.actors.decided does."""
    return f"(?:^|{_beside(text[:1], '_@#')}){re.escape(text)}(?:$|{_beside(text[-1:], '_')})"


def _beside(letter: str, but: str) -> str:
    """Return the regular expression of what may stand beside a word that begins or ends with this letter.

    The characters of `but` may not.
    """
    if re.match(f"[{_KANA}]", letter):
        return f"[^{_KANA}{but}]"
    if re.match(f"[{_UNSPACED}]", letter):
        return f"[^{but}]"
    return rf"(?:[^\p{{L}}\p{{N}}{but}]|[{_UNSPACED}])"


def candidates(db: ArchiveReader, written: str) -> list[Known]:
    """Return the actors that a reader may mean by a name or key, those in most stories first."""
    ids = [number for number, _ in names.matches(db, "actor", [written])[0]]
    rows = db.execute(
        """select key, name, kind from actor join actor_article using (actor_id)
        where actor_id in (select unnest($ids::integer[])) group by all order by count(*) desc, key""",
        {"ids": ids},
    ).fetchall()
    return [Known(*row) for row in rows]


def reach(
    db: ArchiveReader, *, actor: str = "", text: str = "", article: str = "", publisher: str = ""
) -> Impact:
    """Return how many mentions and stories name the actor or, without an actor, contain the text.

    `article` limits them to one story, `publisher` to the publisher that a story was first stored with;
    `text` limits mentions of an actor to these words. A text counts once in a block, also where no actor was
    found.
    """
    given = {"article": article, "publisher": publisher, "text": text}
    given |= {"actor": actor} if actor else {"whole": _whole(text)}
    rows, test = "article_block", _HOLDS
    if actor:
        rows = "mention join actor using (actor_id)"
        test = "key = $actor and ($text = '' or surface = $text)"
    sql = f"""
        select count(*), count(distinct article) from {rows} join {_articles(db)} using (id)
        where {test} and ($article = '' or article = $article)
            and ($publisher = '' or publisher = $publisher) and shown"""
    return Impact(*db.execute(sql, given).fetchall()[0])


def _articles(db: ArchiveReader) -> str:
    """Return SQL for each text: (id, article, whether it is shown, publisher as it was first stored)."""
    tables = joined_views.stored_schema(db)
    return f"""(
        select id, article, shown, coalesce(name, '') as publisher
        from {tables}.article left join {tables}.publisher using (publisher_id))"""


def affecting(db: ArchiveReader, keys: Collection[str]) -> list[Decision]:
    """Return the decisions that led to these actors' present mentions."""
    decisions = followed(db)
    return rests_on(decisions, keys) if decisions else []


@dataclass(frozen=True, slots=True)
class Bound:
    """A part of an actor's mentions that a decision can be limited to: by words, publisher or story."""

    field: Field
    value: str
    label: str  # the words, the headline (with the id where several stories have it), the publisher
    mentions: int


def bounds(db: ArchiveReader, actor: str, *, limit: int = 60) -> list[Bound]:
    """Return the words, then publishers, then stories that an actor's mentions can be limited to.

    There are up to `limit` of each, those with most mentions first.
    """
    rows = db.execute(
        f"""with named as (
            select surface, article, publisher, a.id from mention m
            join actor using (actor_id) join {_articles(db)} a using (id)
            where key = $actor and shown),
        found as (
            select 1 as part, 'text' as field, surface as value, surface as label, count(*) as mentions
            from named group by all
            union all select 2, 'publisher', publisher, publisher, count(*) from named
            where publisher <> '' group by all
            union all select 3, 'article', article, any_value(headline), count(*)
            from named join article_text using (id) group by article)
        select field, value, {_distinct("label", "value", "field, label")}, mentions from found
        qualify row_number() over (partition by part order by mentions desc, value) <= $limit
        order by part, mentions desc, value""",
        {"actor": actor, "limit": limit},
    ).fetchall()
    return [Bound(*row) for row in rows]


def _distinct(label: str, key: str, alike: str) -> str:
    """Return SQL for the label of a choice, with its key in brackets where several rows have the same label.

    All are SQL expressions: `label`, `key`, and `alike`, by which rows count as the same.
    """
    alone = f"count(*) over (partition by {alike}) = 1"
    return f"case when {alone} then {label} else concat({label}, ' (', {key}, ')') end"


def stories_with(db: ArchiveReader, text: str, *, limit: int = 60) -> dict[str, str]:
    """Return {story id: headline} of the `limit` newest stories that hold the text as whole words.

    Stories of one headline have their id behind it.
    """
    rows = db.execute(
        f"""select a.article, {_distinct("headline", "a.article", "headline")}
        from article a join article_text using (id)
        where a.shown and id in (select id from article_block where {_HOLDS})
        order by published_at desc nulls last, a.article limit $limit""",
        {"text": text, "whole": _whole(text), "limit": limit},
    ).fetchall()
    return dict(rows)


def headlines(db: ArchiveReader, articles: tuple[str, ...]) -> dict[str, str]:
    """Return {story id: headline} of these stories, without stories that are not in the archive."""
    rows = db.execute(
        """select article, headline from article join article_text using (id)
        where shown and article in (select unnest($articles::varchar[]))""",
        {"articles": list(articles)},
    ).fetchall()
    return dict(rows)


def keys(db: ArchiveReader, named: Collection[str]) -> set[str]:
    """Return the keys of actors with one of these exact names or keys, now or before a decision."""
    return {key for each in named for key in names.keys(db, each)}
