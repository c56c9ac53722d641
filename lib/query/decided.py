"""What the reader has decided about actors: whom a name means, what would change, what rests on it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from lib.model.ledger import Decision, rests_on
from lib.query import names
from lib.store import ledger
from lib.store.archive import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An actor of the archive."""

    key: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How much a decision touches."""

    mentions: int
    stories: int


def who(db: Reading, written: str) -> list[Known]:
    """The actors that a reader can mean by a name or key, the most named first."""
    ids = [number for number, _ in names.matches(db, "actor", written)]
    rows = db.execute(
        """select key, name, kind from actor join actor_article using (actor_id)
        where actor_id in (select unnest($ids::integer[])) group by all order by count(*) desc, key""",
        {"ids": ids},
    ).fetchall()
    return [Known(key=key, name=name, kind=kind) for key, name, kind in rows]


def reach(db: Reading, *, actor: str = "", text: str = "", article: str = "", publisher: str = "") -> Reach:
    """How many mentions and stories name the actor, or hold the words, within these bounds.

    Words count once a block: they are looked for where nobody was found too.
    """
    sql = (
        """
        select count(*), count(distinct article) from mention m
            join actor using (actor_id) join article a using (id) left join publisher p using (publisher_id)
        where key = $actor and ($text = '' or surface = $text)"""
        if actor
        else """
        select count(*), count(distinct article) from article_block m
            join article a using (id) left join publisher p using (publisher_id)
        where contains(text, $text) and $actor = ''"""
    )
    sql += (
        " and ($article = '' or article = $article) and ($publisher = '' or p.name = $publisher) and a.shown"
    )
    asked = {"actor": actor, "text": text, "article": article, "publisher": publisher}
    mentions, stories = db.execute(sql, asked).fetchall()[0]
    return Reach(mentions=mentions, stories=stories)


def followed(db: Reading) -> tuple[Decision, ...]:
    """The decisions that the archive's mentions follow."""
    return ledger.followed(db)


def resting(db: Reading, keys: Collection[str]) -> list[Decision]:
    """The decisions that have made these actors what they are."""
    decisions: Sequence[Decision] = followed(db)
    return rests_on(decisions, keys) if decisions else []
