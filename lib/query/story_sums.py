"""The selected stories in numbers, by day and by name: stored sums where these are of all, else computed.

Computed tables use the SQL that also writes the stored sums (lib.store.summaries), once while the archive is
open. A table is SQL to put after FROM.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from lib.model.filter import Filter
from lib.query.filter.conditions import EPOCH
from lib.query.filter.selection import Selection, selection, temp_table
from lib.store import summaries
from lib.store.archive import ArchiveReader
from lib.store.statements import column, value


@dataclass(frozen=True, slots=True)
class StorySums:
    """The selected stories of an open archive in numbers, and tables of these by day and by name."""

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
        return list(self.db.execute(sql).fetchall()[0])

    @property
    def last_day(self) -> date | None:
        """The day of the newest story; None if no story has a date."""
        if self.is_everything and self.db.totals:
            day = self.db.totals["numbers"][summaries.LAST_DAY]
        else:
            day = value(self.db, f"select max(day) from {self.stories.rows}")
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
        sql = f"""
            select max(day) from (
                select day, sum(stories) over (order by day desc) as until from {self.days})
            where until >= {stories}"""
        found = value(self.db, sql)
        # A clock set back may repeat minutes of a day, and a day of another zone begins on the one before.
        return "true" if found is None else f"day >= {found - 2}"

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
        has = summaries.having(field, column(self.db, f"select number {by_size}"))
        dated = f"from {self.stories.rows} where day is not null"
        return float(value(self.db, f"select count(*) filter ({has}) / greatest(count(*), 1) {dated}"))

    @property
    def is_everything(self) -> bool:
        """Whether all shown stories are selected and the archive stores the sums over them."""
        return self.stories.whole and self.db.totals is not None

    def _rows_with(self, field: str) -> str:
        """Return SQL, to put after FROM, for the selected stories with the column of a field."""
        return self.stories.articles if field in summaries.LISTED else self.stories.rows

    def table(self, name: object, sql: str) -> str:
        """Return the name of a temporary table with the statement's rows, one for each name and filter."""
        return temp_table(self.db, (name, self.criteria), sql)

    def count(self, table: str) -> int:
        """Return the number of rows of a table."""
        return int(value(self.db, f"select count(*) from {table}"))
