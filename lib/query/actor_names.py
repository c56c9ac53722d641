"""Finding an actor by what a reader types: a name, a spelling of the stories, an alias of the actor file."""

from dataclasses import dataclass

from lib.model.filter import Filter
from lib.model.mention import KINDS
from lib.model.spelling import fold, folded
from lib.query.filter.names import begun, other_names_sql
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

    All kinds of actors are sought. Those named exactly so come first, then those in most stories, and last
    those that stories name only in ways that do not count, such as uncertain names. [] for a blank text.
    """
    typed = fold(like).strip()
    if not typed:
        return []
    parameters: dict[str, object] = {"limit": limit}
    sql = f"""
        with found as (
            select actor_id, '' as spelling from actor where {begun("name", like, parameters)}
            union all select actor_id, surface from ({other_names_sql(like, parameters)})),
        once as (  -- the name itself comes before its spellings, of these the shortest
            select actor_id, arg_min(spelling, (length(spelling), spelling)) as spelling
            from found group by actor_id)
        select key, name, kind, coalesce(stories, 0) as stories, spelling
        from once join actor using (actor_id)
        left join {Relations(db, Filter(kinds=KINDS)).actors} counted using (actor_id)
        order by stories = 0, $typed not in ({folded("name")}, {folded("spelling")}), stories desc, name, key
        limit $limit"""
    rows = db.execute(sql, {**parameters, "typed": typed}).fetchall()
    return [Suggested(*row) for row in rows]
