"""Finding an actor by what a reader types: a name, a spelling of the stories, an alias of the actor file."""

from dataclasses import dataclass

from lib.model.filter import Filter
from lib.model.mention import KINDS
from lib.model.spelling import fold, folded
from lib.query.filter.names import other_names_sql, word_begins
from lib.query.relations import Relations
from lib.store.archive import ArchiveReader

MOST = 8  # actors that are suggested


@dataclass(frozen=True, slots=True)
class Suggested:
    """An actor that a reader may mean; `spelling` is the alias or spelling that has what was typed."""

    key: str
    name: str
    kind: str
    stories: int
    spelling: str  # "" where the name itself has what was typed


def matching_actors(db: ArchiveReader, *, like: str, limit: int = MOST) -> list[Suggested]:
    """Return up to `limit` actors with a name, spelling or alias in which a word begins with `like`.

    All kinds of actors are sought. Those that stories name in ways that count come before those that they
    name only in other ways, such as uncertain names; of both, those named exactly so come first, then those
    in most stories. [] for a blank text.
    """
    typed = fold(like).strip()
    if not typed:
        return []
    name_begins, typed_word = word_begins("name", like)
    other_names, parameters = other_names_sql(like)
    sql = f"""
        with found as (
            select actor_id, '' as spelling from actor where {name_begins}
            union all select actor_id, surface from ({other_names})),
        once as (  -- the name itself comes before its spellings, of these the shortest
            select actor_id, arg_min(spelling, (length(spelling), spelling)) as spelling
            from found group by actor_id)
        select key, name, kind, coalesce(stories, 0) as stories, spelling
        from once join actor using (actor_id)
        left join {Relations(db, Filter(kinds=KINDS)).actors} counted using (actor_id)
        order by stories = 0, $typed not in ({folded("name")}, {folded("spelling")}), stories desc, name, key
        limit $limit"""
    rows = db.execute(sql, {**typed_word, **parameters, "typed": typed, "limit": limit}).fetchall()
    return [
        Suggested(key=key, name=name, kind=kind, stories=stories, spelling=spelling)
        for key, name, kind, stories, spelling in rows
    ]
