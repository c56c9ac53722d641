"""Why a selection is empty: a word that no story has, with similar spellings, or conditions that conflict."""

from dataclasses import dataclass

from lib.model.filter import Filter
from lib.model.spelling import fold, folded
from lib.query.filter.tree import Words
from lib.query.snippets import words_of
from lib.query.story_sums import StorySums
from lib.store.archive import ArchiveReader

MAX_SPELLINGS = 3  # that are offered for a word
MAX_RESPELLED = 3  # words for which they are looked for: each reads the newest texts
NEWEST_READ = 500  # stories whose whole text is looked through for spellings
SLIPS_BY_LENGTH = ((2, 0), (4, 1), (8, 2))  # letters up to which so many slips are forgiven: "fort" of "port"
MAX_SLIPS = 3  # in a longer word


@dataclass(frozen=True, slots=True, kw_only=True)
class Emptied:
    """Why a search finds nothing: its other conditions, words of no story, or words never in one story."""

    without: int = 0  # stories that fit the search, were there no other condition
    missing: tuple[tuple[str, tuple[str, ...]], ...] = ()  # else words of no story, with near spellings
    apart: tuple[tuple[str, int], ...] = ()  # else each word with its stories, none of which holds all


def explain(db: ArchiveReader, criteria: Filter) -> Emptied:
    """Return why a search finds nothing; an empty answer for a search without words."""
    words = [*dict.fromkeys(each for word in words_of(criteria.text) for each in word.parts)]
    if not words:
        return Emptied()
    if alone := StorySums(db, Filter(text=criteria.text)).number_of_stories:
        return Emptied(without=alone)
    counts = [(word, StorySums(db, Filter(text=_as_typed(word))).number_of_stories) for word in words]
    if missing := [word.text for word, stories in counts if not stories]:
        near = [_nearest(db, word) for word in missing[:MAX_RESPELLED]]
        return Emptied(
            missing=(*zip(missing, near, strict=False), *((each, ()) for each in missing[MAX_RESPELLED:]))
        )
    return Emptied(apart=tuple((_as_typed(word), stories) for word, stories in counts))


def _as_typed(word: Words) -> str:
    """Return a word as a search that finds it: in quotation marks if it was exact."""
    return f'"{word.text}"' if word.exact else word.text


def _nearest(db: ArchiveReader, word: str) -> tuple[str, ...]:
    """Return words of the archive of similar spelling, MAX_SPELLINGS at most, nearest and frequent first.

    They are from headlines, from names of tags, authors and actors, and from the newest texts.
    """
    given = fold(word)
    most = next((slips for letters, slips in SLIPS_BY_LENGTH if len(given) <= letters), MAX_SLIPS)
    split = r"string_split_regex({}, '[^\pL\pN''’-]+')".format
    sql = f"""
        with named as (
            select id, headline as text from article_text
            union all select id, body from article_body
                where id in (
                    select id from article where shown
                    order by published_at desc nulls last limit {NEWEST_READ})
            union all select id, name from tag_article join tag using (tag_id)
            union all select id, name from author_article join author using (author_id)
            union all select id, name from actor_article join actor using (actor_id)),
        word as (
            select distinct id, unnest({split(folded("text"))}) as word from named
            where id in (select id from article where shown))
        select word, damerau_levenshtein(word, $given) as slips, count(*) as stories from word
        where length(word) between length($given) - {most} and length($given) + {most} and word <> ''
        group by 1 having slips between 1 and {most}
        order by slips, stories desc, word limit {MAX_SPELLINGS}"""
    return tuple(str(row[0]) for row in db.execute(sql, {"given": given}).fetchall())
