"""Who is named in the selected stories, as tables: stored sums where these are of all, else computed.

Beside this one only story_sums and pair_table know which sums are stored. A table is SQL to put
after FROM. Names count in the filter's zones and roles, actors of its kinds and cast.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from lib.model.article import DEFAULT_ZONES
from lib.model.mention import DEFAULT_ROLES, KINDS
from lib.query.filter.selection import existing_table, temp_table
from lib.query.pairs import PairRequest
from lib.query.story_sums import StorySums
from lib.stats.origins import groups
from lib.store import summaries
from lib.store.schema import SHOWN
from lib.store.statements import column, value

MOST_ROWS = 500_000  # of the table of names; above it pairs are sought among the most named actors only
MOST_NAMED = 150


@dataclass(frozen=True, slots=True)
class Relations(StorySums):
    """The sums of selected stories, and the tables of actors and copies in them, each as SQL."""

    @property
    def number_of_actors(self) -> int:
        """How many of the actors that the filter counts are named in the stories."""
        if self.is_everything and self.is_default and self.db.totals:
            held = self.db.totals["actors"]
            return sum(number for kind, number in held if KINDS[kind] in self.criteria.kinds)
        if self._runs_condition or (self.is_default and self._is_single("counted_name")):
            return self.count(self.actors)  # which most pages ask for too
        columns = "actor_id, kind" if self.is_default else "actor_id"
        return self.count(f"(select distinct {columns} from {self._entries}) where {self._kinds_condition}")

    @property
    def number_of_reports(self) -> int:
        """The number of independent reports among the stories."""
        if self.is_everything and self.db.totals:
            return int(self.db.totals["reports"])
        sql = f"""
            select count(*) - count(distinct report) from {self.copies}"""
        return self.number_of_stories - int(value(self.db, sql))

    def carried(self, field: str) -> str:
        """Return SQL for (number, id, day): the id of a field's name, a story that has it, the story's day.

        For the field "actor" the names are the actors that the stories name.
        """
        if field == "actor":
            return self.table("named with days", f"""
                select distinct actor_id as number, id, day from {self._entries} join article using (id)
                where {self._kinds_condition}""")  # fmt: skip
        return summaries.names_sql(field, self._rows_with(field))

    @property
    def names(self) -> str:
        """SQL of the table (id, actor_id, chunk, smask, pmask, mentions) of the actors named in the stories.

        Masks are the sentences and paragraphs that name the actor, 64 a chunk; a chunk has one row.
        """
        return self._selected_names(())

    def _selected_names(self, actors: Sequence[int]) -> str:
        """Return SQL for (id, actor_id, chunk, smask, pmask, mentions) of these actors; if none, of all."""
        is_one = one_of("actor_id", actors)
        if actors and (table := existing_table(self.db, (("names", ()), self.criteria))):
            return f"(select * from {table} where {is_one})"
        if self.is_default:
            sql = f"select id, actor_id, chunk, smask, pmask, mentions from {self._entries}"
            sql = f"{sql} where {self._kinds_condition} and {is_one}"
        else:
            sql = summaries.names(f"{self._kinds_condition} and {is_one}", source=self._entries)
        return self.table(("names", tuple(actors)), sql)

    def names_in_stories(self, ids: str, source: str = "") -> str:
        """Return SQL for names (id, actor_id, chunk, smask) in stories of these ids, selected or not.

        An actor may have several rows in a chunk. They are read from `source`, a table with some of the
        stored names, else from all of these.
        """
        tests = f"id in ({ids}) and {self._counted_condition} and {self._kinds_condition}"
        return f"(select id, actor_id, chunk, smask from {source or self._kept_names} where {tests})"

    def names_anywhere(self, actors: Collection[int]) -> str:
        """Return SQL for names (id, actor_id, chunk, smask) of these actors in any story, selected or not."""
        numbers = ", ".join(map(str, actors)) or "null"  # as values, which the scan sorts out by itself
        test = f"actor_id in ({numbers}) and {self._counted_condition}"
        return f"(select id, actor_id, chunk, smask from {self._kept_names} where {test})"

    def masks_of(self, actors: Collection[int]) -> str:
        """Return SQL of (id, chunk, mask) over all stories; bits are sentences that name one of `actors`."""
        if self.is_default and len(actors) == 1:
            return f"(select id, chunk, smask as mask from {self.names_anywhere(actors)})"
        return f"(select id, chunk, bit_or(smask) as mask from {self.names_anywhere(actors)} group by all)"

    @property
    def actors(self) -> str:
        """SQL of the table (actor_id, stories, mentions) of the actors named in the stories."""
        if self.is_default:
            names = self._names_of_any_kind
            return f"(select actor_id, stories, mentions from {names} where {self._kinds_condition})"
        if test := self._runs_condition:
            shown = f"(from {summaries.begun('story_actor', test)} where {SHOWN})"
            sql = f"from ({summaries.actors(shown, stories=summaries.BEGUN)}) where {self._kinds_condition}"
            return self.table("actors", sql)
        return self.table("actors", summaries.actors(self.names, stories=self.counting_stories(self.names)))

    @property
    def reported(self) -> str:
        """SQL of the table (actor_id, reports) of the number of independent reports that name each actor."""
        if self.is_everything and self.is_default:
            return f"(select actor_id, reports from whole_name where {self._kinds_condition})"
        sql = summaries.reports_sql(self.actors, self.names_in_copies(self.copies), self.copies)
        return self.table("reported", f"select actor_id, reports from ({sql})")

    @property
    def copies(self) -> str:
        """The name of a table (id, report): selected stories with copies, by the first story of a report.

        Most sentences of both that name an actor are copies (lib.store.batches.sketches).
        """
        if self.is_everything:
            return "whole_copy"
        key = ("copies", self.criteria)
        if table := existing_table(self.db, key):
            return table
        sized = self.db.totals is not None
        found = self.db.execute(summaries.copies(self.copied, sized=sized)).fetchall()
        report = groups(pair for id, first in found for pair in ((first, first), (id, first)))
        sql = "select unnest($ids::integer[]) as id, unnest($reports::integer[]) as report"
        return temp_table(self.db, key, sql, {"ids": [*report], "reports": [*report.values()]})

    @property
    def copied(self) -> str:
        """The name of a temp table (id, sent, band, first) of sentences that occur in several stories."""
        return self.table("copied", summaries.copies_sql(self.stories.of("copied_sketch")))

    @property
    def lists(self) -> str:
        """The name of a temp table (id, sent, para, names) of sentences that are lists of actors."""
        return self.table("lists", f"from list_sentence where {self.stories.within}")

    def unlisted(self, request: PairRequest, actors: Sequence[int] = ()) -> str:
        """Return SQL of the table (id, actor_id, chunk, mask) of names outside lists, for some or all actors.

        A bit of the mask is a sentence or paragraph, as the request counts. If lists weigh, names in them
        count.
        """
        paragraphs = request.unit == "paragraph"
        mask, lists, names = "pmask" if paragraphs else "smask", self.lists, self._selected_names(actors)
        if request.weighted or not self.count(lists):
            return f"(select id, actor_id, chunk, {mask} as mask from {names})"
        sql = summaries.unlisted_sql(names, lists, paragraphs=paragraphs)
        return self.table(("unlisted", mask, tuple(actors)), sql)

    @property
    def is_exact(self) -> bool:
        """Whether pairs are searched among all actors, not only the most named."""
        return (value(self.db, f"select sum(stories) from {self.actors}") or 0) <= MOST_ROWS

    @property
    def sought_note(self) -> str:
        """The sentence for a result that covers only the most named actors."""
        return f"Only the {MOST_NAMED} actors named most in the selection were looked at."

    @property
    def most_named(self) -> list[int]:
        """The row ids of the actors among whom pairs are searched if all would be too many."""
        sql = f"select actor_id from {self.actors} order by mentions desc, actor_id limit {MOST_NAMED}"
        return column(self.db, sql)

    @property
    def is_default(self) -> bool:
        """Whether the filter's zones, roles and cast are those that the stored tables count."""
        asked = self.criteria
        usual = set(asked.zones) == set(DEFAULT_ZONES) and set(asked.roles) == set(DEFAULT_ROLES)
        return usual and asked.cast == "all"

    @property
    def _kept_names(self) -> str:
        """The name of the table of stored names of all stories, some perhaps in other zones and roles."""
        return "counted_name" if self.is_default else "story_actor"

    @property
    def _counted_condition(self) -> str:
        """The SQL condition that a stored name is in the filter's zones and roles."""
        if self.is_default:
            return "true"
        return summaries.counted_condition(self.criteria.zones, self.criteria.roles, "story_actor")

    @property
    def _runs_condition(self) -> str:
        """The SQL condition on rows of story_actor, if the stories are all or few runs of ids; else ""."""
        run = "true" if self.stories.whole else self.stories.runs
        return f"{self._counted_condition} and {run}" if run and not self.is_default else ""

    @property
    def _entries(self) -> str:
        """SQL for the stored names of selected stories, in the filter's zones and roles."""
        kept = self.stories.of(self._kept_names)
        return f"(select * from {kept} where {self._counted_condition})"

    @property
    def _kinds_condition(self) -> str:
        """The SQL condition that the actor of a row is of the filter's kinds and cast."""
        asked = self.criteria
        if self.is_default:
            return f"kind in ({', '.join(str(KINDS.index(kind)) for kind in asked.kinds) or 'null'})"
        left_out = [f"kind = '{kind}'" for kind in KINDS if kind not in asked.kinds]
        if asked.cast == "recorded":
            left_out.append("contains(key, '/~')")
        others = f"select actor_id from actor where {' or '.join(left_out)}"
        return f"actor_id not in ({others})" if left_out else "true"

    @property
    def _names_of_any_kind(self) -> str:
        """The name of a table (actor_id, kind, stories, mentions) of the stories' actors of any kind."""
        if self.is_everything:
            return "whole_name"
        kept, stories = self.stories.of("counted_name"), self.counting_stories("counted_name")
        sql = summaries.actors(kept, stories=stories, more="any_value(kind) as kind,")
        key = ("names of any kind", replace(self.criteria, kinds=(), cast="all"))
        return temp_table(self.db, key, sql)

    def names_in_copies(self, table: str) -> str:
        """Return SQL for names (id, actor_id, chunk, smask) in the stories of a table (id, ...) of copies."""
        source = "copied_name" if self.is_default and self.db.totals else self._kept_names
        return self.names_in_stories(f"select id from {table}", source)

    def counting_stories(self, table: str) -> str:
        """Return the SQL that counts each story once in a table of names that is grouped by actor."""
        return "count(*)" if self._is_single(table) else "count(distinct id)"  # takes ten times as long

    def _is_single(self, table: str) -> bool:
        """Return whether a table of names has only one row for each story and actor."""
        return not value(self.db, f"select max(chunk) > 0 from {table}")


def one_of(column: str, actors: Sequence[int]) -> str:
    """Return the SQL condition that the column is one of these ids; "true" if none is given."""
    return f"{column} in ({', '.join(map(str, actors))})" if actors else "true"
