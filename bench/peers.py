"""The same questions of the same archive in SQLite and in polars, beside Wireroom's own answers.

Both hold the archive's rows as plain tables and are asked in the same SQL: stories, their tags and authors,
who is named in them, and who with whom in a sentence. SQLite has an index for each way through them and a
warm cache, polars all of them in memory. Wireroom is asked through `lib.query`, in an open reading; what its
answers tell besides (names, reports, a sentence) is in its time. Each engine selects once for each filter.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa

from bench import timing
from bench.timing import Cost, medians, timed
from lib.model.filter import Filter
from lib.model.mention import DEFAULT_KINDS
from lib.query import actors, authors, coverage, evidence, network, stories, tags
from lib.query.filter.conditions import EPOCH
from lib.query.filter.selection import selection
from lib.query.pair_table import pair_table
from lib.query.pairs import PairRequest
from lib.query.relations import Relations
from lib.store.archive import ArchiveReader, open_for_reading
from lib.store.schema import SHOWN

Rows = list[tuple[Any, ...]]
Pair = tuple[str, str]  # keys of actors
Engine = Callable[[str, Filter], Rows]  # the answer to a question; the first one selects
Costs = dict[str, dict[str, dict[str, Cost]]]  # question -> filter -> engine
LISTED, MOST = 50, 100  # rows of a list; actors among whom edges are sought
TABLES = {
    "article": """select id, day, strftime(date '1970-01-01' + day, '%Y-%m') as month,
        epoch_us(published_at) as published, publisher_id, (form = 'brief')::integer as brief
        from article where shown""",
    "article_tag": "select id, unnest(tags) as tag_id from article where shown",
    "article_author": "select id, unnest(authors) as author_id from article where shown",
    "named": f"""select id, actor_id, sum(mentions)::bigint as mentions from counted_name
        where {SHOWN} group by all""",
    "pair": f"select x, y, id, sum(sentences)::bigint as n from named_pair where {SHOWN} group by all",
    "tag": "select tag_id, name from tag",
    "author": "select author_id, name from author",
    "actor": "select actor_id, key, name, kind from actor",
}
INDEXES = (
    "article(day)", "article(month)", "article(published, id)", "article(publisher_id)",
    "article_tag(tag_id, id)", "article_tag(id, tag_id)", "article_author(author_id, id)",
    "article_author(id, author_id)", "named(actor_id, id, mentions)", "named(id, actor_id, mentions)",
    "pair(x, y, id, n)", "pair(id, x, y, n)", "tag(name)", "tag(tag_id)", "author(author_id)",
    "actor(name)", "actor(actor_id)",
)  # fmt: skip
KIND = f"kind in {DEFAULT_KINDS}"
NAMED = """(select actor_id, count(*) as stories, sum(mentions) as mentions
    from named where {within} group by actor_id) as counted join actor using (actor_id)"""
SQL = {
    "selection": "select count(*) from article where {within}",
    "totals": f"""
        select count(*), coalesce(sum(brief), 0), count(distinct publisher_id),
            (select count(distinct author_id) from article_author where {{within}}),
            (select count(distinct tag_id) from article_tag where {{within}}),
            (select count(*) from {NAMED} where {KIND}), min(day), max(day)
        from article where {{within}}""",
    "months": """
        select month, count(*) from article where {within} and day is not null
        group by month order by month""",
    **{
        f"{link}s": f"""
            select name, n from (
                select {link}_id, count(*) as n from article_{link} where {{within}} group by {link}_id
            ) as counted join {link} using ({link}_id) order by n desc, name limit {LISTED}"""
        for link in ("tag", "author")
    },
    "actors": f"""
        select key, stories, mentions from {NAMED} where {KIND}
        order by stories desc, name, key limit {LISTED}""",
    "edges": f"""
        with top as (
            select actor_id from {NAMED} where {KIND} order by stories desc, name, key limit {MOST})
        select x, y, sum(n) as weight, count(*) as stories from pair
        where {{within}} and x in (select actor_id from top) and y in (select actor_id from top)
        group by x, y order by weight desc, x, y limit {LISTED}""",
    "newest": f"""
        select id from article where {{within}} order by published desc nulls last, id desc limit {LISTED}""",
    "evidence": "select coalesce(sum(n), 0), count(*) from pair where {within} and x = {x} and y = {y}",
}  # fmt: skip


def _selected(db: ArchiveReader, criteria: Filter, _: Pair) -> Rows:
    chosen = selection(db, criteria)
    return db.execute(f"select count(*) from {chosen.rows}").fetchall()


def _totals(db: ArchiveReader, criteria: Filter, _: Pair) -> Rows:
    *numbers, first, last = stories.totals(db, criteria).iloc[0, :8]
    return [(*numbers, *(day and (day - EPOCH).days for day in (first, last)))]


def _months(db: ArchiveReader, criteria: Filter, _: Pair) -> Rows:
    found = coverage.over_time(db, criteria, unit="month")
    return _rows(found.assign(day=found["day"].dt.strftime("%Y-%m"))[["day", "stories"]])


def _edges(db: ArchiveReader, criteria: Filter, _: Pair) -> Rows:
    most = actors.counts(db, criteria, limit=MOST)["actor_id"]
    request = PairRequest(criteria=criteria, minimum=1)
    table = pair_table(Relations(db, request.criteria), request, among=network.numbers(db, list(most)))
    sql = f"select x, y, weight, stories from {table} order by weight desc, x, y limit {LISTED}"
    return db.execute(sql).fetchall()


def _evidence(db: ArchiveReader, criteria: Filter, pair: Pair) -> Rows:
    found = evidence.sentences(db, criteria, actor=pair[0], other=pair[1], limit=1).attrs
    return [(found["total"], found["stories"])]


def _rows(frame: pd.DataFrame) -> Rows:
    return list(frame.itertuples(index=False, name=None))


OWN: Mapping[str, Callable[[ArchiveReader, Filter, Pair], Rows]] = {
    "selection": _selected,
    "totals": _totals,
    "months": _months,
    "tags": lambda db, criteria, _: _rows(tags.counts(db, criteria)[["tag", "stories"]]),
    "authors": lambda db, criteria, _: _rows(authors.counts(db, criteria)[["author", "stories"]]),
    "actors": lambda db, criteria, _: _rows(
        actors.counts(db, criteria)[["actor_id", "stories", "mentions"]]
    ),
    "edges": _edges,
    "newest": lambda db, criteria, _: [
        (row,) for row in stories.newest_rows(db, criteria, limit=LISTED)
    ],
    "evidence": _evidence,
}  # fmt: skip


@contextmanager
def engines(path: Path, file: Path, pair: Pair) -> Iterator[dict[str, Engine]]:
    """Yield SQLite, in a new file, and polars, each with the archive's rows."""
    with open_for_reading(path) as db:
        x, y = (sorted(network.numbers(db, pair)) * 2)[:2]
    with duckdb.connect(path, read_only=True) as held:
        tables = {name: held.sql(sql).to_arrow_table() for name, sql in TABLES.items()}
    kept = _in_sqlite(tables, file)
    frames = pl.SQLContext({name: pl.from_arrow(table) for name, table in tables.items()})

    def in_sqlite(question: str, criteria: Filter) -> Rows:
        if question == "selection":
            kept.execute("drop table if exists chosen")
            kept.execute("create temp table chosen(id integer primary key)")
            kept.execute(f"insert into chosen {_chosen(criteria)}")
        return kept.execute(_sql(question, criteria, x, y)).fetchall()

    def in_polars(question: str, criteria: Filter) -> Rows:
        if question == "selection":
            frames.register("chosen", frames.execute(_chosen(criteria), eager=True))
        return frames.execute(_sql(question, criteria, x, y), eager=True).rows()

    with closing(kept):
        yield {"SQLite": in_sqlite, "polars": in_polars}


def _in_sqlite(tables: Mapping[str, pa.Table], file: Path) -> sqlite3.Connection:
    kept = sqlite3.connect(file)
    kept.execute("pragma cache_size = -1000000")  # KB
    for name, table in tables.items():
        columns = ", ".join(table.column_names)
        if name == "article":
            columns = columns.replace("id", "id integer primary key", 1)
        kept.execute(f"create table {name}({columns})")
        marks = ", ".join("?" * table.num_columns)
        for batch in table.to_batches():
            rows = zip(*(column.to_pylist() for column in batch.columns), strict=True)
            kept.executemany(f"insert into {name} values ({marks})", rows)
    for number, index in enumerate(INDEXES):
        kept.execute(f"create index index_{number} on {index}")
    kept.execute("analyze")
    kept.commit()
    return kept


def _sql(question: str, criteria: Filter, x: int, y: int) -> str:
    within = "true" if criteria == Filter() else "id in (select id from chosen)"
    return SQL[question].format(within=within, x=x, y=y)


def _chosen(criteria: Filter) -> str:
    """Return the peers' statement for the stories of the days, of one of the tags or of the actors."""
    if criteria.since and criteria.until:
        first, last = ((day - EPOCH).days for day in (criteria.since, criteria.until))
        return f"select id from article where day between {first} and {last}"
    for link, table, names in (("tag", "article_tag", criteria.tags), ("actor", "named", criteria.actors)):
        if names.any:
            listed = ", ".join(f"'{name}'" for name in names.any)
            among = f"select {link}_id from {link} where name in ({listed})"
            return f"select distinct id from {table} where {link}_id in ({among})"
    return "select id from article limit 0"  # all are


def measured(
    path: Path, asking: Mapping[str, Engine], filters: Mapping[str, Filter], pair: Pair
) -> tuple[Costs, list[str]]:
    """Return what each question costs each engine under each filter, and a sentence for each other answer."""
    costs: Costs = {question: {name: {} for name in filters} for question in SQL}
    differs = []
    for name, criteria in filters.items():
        spent, rows = defaultdict[tuple[str, str], list[Cost]](list), dict[tuple[str, str], Rows]()
        for _ in range(timing.ROUNDS):
            with open_for_reading(path) as db:
                every: dict[str, Engine] = {"Wireroom": partial(_own, db, pair), **asking}
                for engine, question in product(every, SQL):
                    rows[engine, question], cost = timed(partial(every[engine], question, criteria))
                    spent[engine, question].append(cost)
        for (engine, question), rounds in spent.items():
            costs[question][name][engine] = medians(rounds)
            found, own = rows[engine, question], rows["Wireroom", question]
            if found != own:
                row = next((each for each in zip(own, found, strict=False) if each[0] != each[1]), "")
                counted = f"{len(found)} rows of {len(own)}"
                differs.append(f"{engine} answers {question} ({name}) otherwise: {counted}, {row}.")
    return costs, differs


def _own(db: ArchiveReader, pair: Pair, question: str, criteria: Filter) -> Rows:
    return OWN[question](db, criteria, pair)


def show(costs: Costs) -> None:
    """Print Wireroom's CPU milliseconds, and how many times as many SQLite and polars take."""
    filters = list(costs["selection"])
    print(f"{'CPU ms, SQLite, polars':<24}" + "".join(f"{name:>22}" for name in filters))
    for question in [*costs, "all"]:
        rows = list(costs.values()) if question == "all" else [costs[question]]
        cells = (_times([row[name] for row in rows]) for name in filters)
        print(f"{question:<24}" + "".join(f"{cell:>22}" for cell in cells))


def _times(cells: Sequence[Mapping[str, Cost]]) -> str:
    own, *others = (sum(cell[engine]["cpu"] for cell in cells) for engine in cells[0])
    return " ".join([f"{own:.1f}", *(f"{other / max(own, 0.1):.1f}x" for other in others)])
