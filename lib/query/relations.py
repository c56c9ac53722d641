"""What a filter counts, as tables: stored sums if the filter is the one they were made for, else computed.

Computed tables use the SQL that also writes the stored sums (lib.store.summaries), once while the archive is
open. No other module of lib.query but pair_table knows which sums are stored. A table is SQL to put after
FROM. Names count in the filter's zones and roles, actors of its kinds and cast.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from lib.model.article import DEFAULT_ZONES
from lib.model.filter import Filter
from lib.model.mention import DEFAULT_ROLES, KINDS
from lib.query.filter.conditions import EPOCH
from lib.query.filter.selection import Selection, existing_table, selection, temp_table
from lib.query.pairs import PairRequest
from lib.stats.origins import groups
from lib.store import summaries
from lib.store.archive import ArchiveReader
from lib.store.schema import SHOWN

MOST_ROWS = 500_000  # of the table of names; above it pairs are sought among the most named actors only
MOST_NAMED = 150


@dataclass(frozen=True, slots=True)
class Relations:
    """The tables of one filter for an open archive: each property or method that returns SQL returns one."""

    db: ArchiveReader
    criteria: Filter

    @property
    def stories(self) -> Selection:
        """The selected stories, as SQL."""
        return selection(self.db, self.criteria)

    @property
    def number_of_stories(self) -> int:
        """The number of selected stories."""
        return self.count(self.stories.rows)

    @property
    def undated(self) -> int:
        """The number of selected stories without a date."""
        return self.count(f"{self.stories.rows} where day is null")

    @property
    def totals(self) -> Sequence[Any]:
        """Numbers of stories, briefs, publishers, authors, tags; first, last day; undated, zone assumed."""
        if self.is_everything and self.db.totals:
            return list(self.db.totals["numbers"])
        sql = summaries.totals(self.stories.rows, self.stories.of)
        return list(self._asked(sql)[0])

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
        return self.number_of_stories - int(self._asked(sql)[0][0])

    @property
    def last_day(self) -> date | None:
        """The day of the newest story; None if no story has a date."""
        if self.is_everything and self.db.totals:
            day = self.db.totals["numbers"][summaries.LAST_DAY]
        else:
            (day,) = self._asked(f"select max(day) from {self.stories.rows}")[0]
        return None if day is None else EPOCH + timedelta(days=day)

    @property
    def days(self) -> str:
        """SQL of the table (day since 1970, stories, texts); texts counts stories that are no briefs."""
        if self.is_everything:
            return "(select day, stories, texts from whole_day where field = '')"
        return self.table("days", summaries.days(self.stories.rows))

    def days_by(self, field: str, top: Sequence[int]) -> str:
        """Return SQL of the table (day, number, stories): number is a story's first of these ids, else -1."""
        if self.is_everything and len(top) == summaries.TOP:
            return f"(select day, number, stories from whole_day where field = '{field}')"
        sql = summaries.days_by(field, top, self._rows_with(field))
        return self.table(("days", field, tuple(top)), sql)

    def newest_days(self, stories: int) -> str:
        """Return an SQL condition on the day that keeps at least so many of the newest stories, or "true"."""
        if not self.is_everything:
            return "true"
        found = self._asked(f"""
            select max(day) from (
                select day, sum(stories) over (order by day desc) as until from {self.days})
            where until >= {stories}""")[0][0]
        # A clock set back may repeat minutes of a day, and a day of another zone begins on the one before.
        return "true" if found is None else f"day >= {found - 2}"

    def carried(self, field: str) -> str:
        """Return SQL for (number, id, day): the id of a field's name, a story that has it, the story's day.

        For the field "actor" the names are the actors that the stories name.
        """
        if field == "actor":
            return self.table("named with days", f"""
                select distinct actor_id as number, id, day from {self._entries} join article using (id)
                where {self._kinds_condition}""")  # fmt: skip
        return summaries.names_sql(field, self._rows_with(field))

    def links(self, field: str) -> str:
        """Return SQL of the table (number, stories): how many of the stories have each name of a field."""
        if self.is_everything:
            return f"(select number, stories from whole_link where field = '{field}')"
        return self.table(("links", field), summaries.links(field, self._rows_with(field)))

    def share_of_largest(self, field: str) -> float:
        """Return the share, 0 to 1, of dated stories that have one of the LARGEST names of a field."""
        if self.is_everything and self.db.totals:
            stories, *_, undated, _ = self.db.totals["numbers"]
            return float(self.db.totals["covered"][field] / max(stories - undated, 1))
        by_size = f"from {self.links(field)} order by stories desc, number limit {summaries.LARGEST}"
        has = summaries.having(field, [number for (number,) in self._asked(f"select number {by_size}")])
        dated = f"from {self.stories.rows} where day is not null"
        share = self._asked(f"select count(*) filter ({has}) / greatest(count(*), 1) {dated}")[0][0]
        return float(share)

    @property
    def names(self) -> str:
        """SQL of the table (id, actor_id, chunk, smask, pmask, mentions) of the actors named in the stories.

        Masks are the sentences and paragraphs that name the actor, 64 a chunk; a chunk has one row.
        """
        return self._selected_names(())

    def _selected_names(self, actors: Sequence[int]) -> str:
        """Return SQL for (id, actor_id, chunk, smask, pmask, mentions) of these actors; of all for none."""
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
        """Return SQL of (id, chunk, mask) over all stories; bits are sentences that name one of these."""
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
        return (self._asked(f"select sum(stories) from {self.actors}")[0][0] or 0) <= MOST_ROWS

    @property
    def sought_note(self) -> str:
        """The sentence for a result that covers only the most named actors."""
        return f"Only the {MOST_NAMED} actors named most in the selection were looked at."

    @property
    def most_named(self) -> list[int]:
        """The row ids of the actors among whom pairs are searched if all would be too many."""
        sql = f"select actor_id from {self.actors} order by mentions desc, actor_id limit {MOST_NAMED}"
        return [number for (number,) in self._asked(sql)]

    @property
    def is_everything(self) -> bool:
        """Whether all shown stories are selected and the archive stores the sums over them."""
        return self.stories.whole and self.db.totals is not None

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

    def _rows_with(self, field: str) -> str:
        """Return SQL, to put after FROM, for the selected stories with the column of a field."""
        return self.stories.articles if field in summaries.LISTED else self.stories.rows

    def table(self, name: object, sql: str) -> str:
        """Return the name of a temporary table with the statement's rows, one for each name and filter."""
        return temp_table(self.db, (name, self.criteria), sql)

    def _asked(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of an SQL statement."""
        return self.db.execute(sql).fetchall()

    def counting_stories(self, table: str) -> str:
        """Return the SQL that counts each story once in a table of names that is grouped by actor."""
        return "count(*)" if self._is_single(table) else "count(distinct id)"  # takes ten times as long

    def _is_single(self, table: str) -> bool:
        """Return whether a table of names has only one row for each story and actor."""
        return not self._asked(f"select max(chunk) > 0 from {table}")[0][0]

    def count(self, table: str) -> int:
        """Return the number of rows of a table."""
        return int(self._asked(f"select count(*) from {table}")[0][0])


def one_of(column: str, actors: Sequence[int]) -> str:
    """Return the SQL condition that the column is one of these ids; "true" if none is given."""
    return f"{column} in ({', '.join(map(str, actors))})" if actors else "true"
