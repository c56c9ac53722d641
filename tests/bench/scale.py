"""Prints what each page asks of a large archive: `python -m tests.bench.scale STORIES [ARCHIVE]`.

Columns are filters, rows pages: opening the archive, the totals and the page's own questions, each page in a
reading of its own; CPU milliseconds of all threads, in brackets those of the wall, medians. BASE stories are
generated and written by save(), the others are copies of them, shifted in time and with other sketches; a
compaction ends it. SQLite and polars are asked too (tests.bench.peers): an answer other than Wireroom's ends
it with 1. `--to FILE` keeps the figures, with the machine, as JSON; `--against FILE` prints how many times as
fast as those. An archive that is named and lies there is measured as it is; else it is kept there.
"""

import argparse
import json
import os
import platform
import resource
import sys
import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb

from lib.model.filter import Choice, Filter
from lib.query import (
    actors,
    attention,
    authors,
    compare,
    coverage,
    desk,
    ego,
    evidence,
    facets,
    network,
    stories,
    tags,
)  # fmt: skip
from lib.store.archive import ArchiveReader, open_for_reading, open_for_writing
from lib.store.upkeep.compact import DERIVED, ORDER, compact
from tests.bench import peers
from tests.bench.generate import make
from tests.bench.timing import cost

BASE, SHIFT = 20_000, 37  # stories, days
BYTES = 12_000  # of disk for each story while it is made: the archive and its compaction
Question = Callable[[ArchiveReader, Filter], object]
PAIR = ("person/actor-0", "organisation/actor-1")
FILTERS = {
    "none": Filter(),
    "90 days": Filter(since=date(2024, 4, 1), until=date(2024, 6, 29)),
    "2 tags": Filter(tags=Choice(any=("tag 3", "tag 12"))),
    "1 actor": Filter(actors=Choice(any=("Actor 5",))),
    "a word": Filter(text="abc"),
}


def _network(db: ArchiveReader, criteria: Filter) -> object:
    return network.layout(db, network.NetworkRequest(criteria=criteria))


def _matrix(db: ArchiveReader, criteria: Filter) -> object:
    return network.heads(db, network.MatrixRequest(criteria=criteria))


def _timeline(db: ArchiveReader, criteria: Filter) -> object:
    return coverage.over_time(db, criteria, by=coverage.fitting(db, criteria)[0])


def _drawer(db: ArchiveReader, criteria: Filter) -> object:
    between = network.between(db, criteria, first=PAIR[0], second=PAIR[1])
    return between, evidence.sentences(db, criteria, actor=PAIR[0], other=PAIR[1])


PAGES: Mapping[str, tuple[Question, ...]] = {
    "totals": (),
    "Desk": (desk.desk, actors.named),
    "Timeline": (_timeline,),
    "Read list": (stories.newest,),
    "network": (_network,),
    "matrix": (_matrix,),
    "one actor": (lambda db, criteria: ego.layout(db, ego.EgoRequest(criteria=criteria)),),
    "compare": (lambda db, criteria: compare.layout(db, compare.ComparisonRequest(criteria=criteria)),),
    "actors over time": (attention.shares,),
    "table": (actors.counts,),
    "drawer of a pair": (_drawer,),
    "Browse tags": (tags.counts,),
    "Browse authors": (authors.counts,),
    "Browse publishers": (facets.publishers,),
    "options of actors": (lambda db, criteria: facets.options(db, criteria, field="actors", like="actor 1"),),
}


def main() -> int:
    """Measure, print, keep and compare as asked for; return 1 where a peer answers otherwise."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("count", type=int)
    given.add_argument("archive", type=Path, nargs="?")
    given.add_argument("--to", type=Path)
    given.add_argument("--against", type=Path)
    asked = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = asked.archive or Path(folder) / "archive.duckdb"
        if not path.exists():
            print(
                f"Makes {asked.count:,} stories; needs {asked.count * BYTES / 1e9:.1f} GB of disk.",
                flush=True,
            )
            grow(path, asked.count)
        result = measured(path)
        plain = {name: criteria for name, criteria in FILTERS.items() if not criteria.text}
        asking = peers.engines(path, Path(folder) / "peer.sqlite", PAIR)
        result["peers"], differs = peers.measured(path, asking, plain, PAIR)
    show(result)
    peers.show(result["peers"])
    if asked.to:
        asked.to.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    if asked.against:
        compare_with(result, json.loads(asked.against.read_text(encoding="utf-8")))
    print(*differs, sep="\n", file=sys.stderr)
    return 1 if differs else 0


def grow(path: Path, count: int) -> None:
    """Make an archive of so many stories, a multiple of BASE, and compact it."""
    base = min(count, BASE)
    make(path, base)
    if count > base:
        with open_for_writing(path, checkpointed=False) as connection:
            for table in ORDER:
                if table not in DERIVED:
                    _copy(connection, table, count // base)
    compact(path)


def _copy(connection: duckdb.DuckDBPyConnection, table: str, times: int) -> None:
    columns = [name for name, *_ in connection.execute(f"describe {table}").fetchall()]
    values = ", ".join(_shifted(table, f'"{name}"') for name in columns)
    connection.execute(
        f"insert into {table} select {values} from {table}, range(1, {times}) copy(k) where id <= {BASE}"
    )


def _shifted(table: str, column: str) -> str:
    """Return the SQL of a column of a copy, k being the copy's number."""
    match column.strip('"'):
        case "id":
            return f"(id + {BASE} * k)::integer"
        case "article":
            return "article || '-' || k"
        case "day":
            return f"(day + {SHIFT} * k)::integer"
        case "published_at" | "captured_at":
            return f"{column} + to_days(({SHIFT} * k)::integer)"
        case "a" | "b" | "c" if table == "sentence_sketch":
            return f"xor({column}, hash(k))"
    return column


def measured(path: Path) -> dict[str, Any]:
    """Return the machine, the archive and what each page costs under each filter."""
    with open_for_reading(path) as db:
        held = db.execute("select count(*) from article").fetchall()[0][0]
    pages = {
        page: {name: _cost(path, criteria, asked) for name, criteria in FILTERS.items()}
        for page, asked in PAGES.items()
    }
    opening = cost(lambda: _open(path))
    return {
        "machine": {
            "processor": platform.processor() or platform.machine(), "cores": os.cpu_count(),
            "load": os.getloadavg()[0], "python": platform.python_version(), "duckdb": duckdb.__version__,
        },
        "at": datetime.now(UTC).isoformat(timespec="seconds"), "stories": held,
        "file_mb": round(path.stat().st_size / 1e6), "open": opening,
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024), "pages": pages,
    }  # fmt: skip


def _open(path: Path) -> None:
    with open_for_reading(path) as db:
        _ = db.state


def _cost(path: Path, criteria: Filter, asked: tuple[Question, ...]) -> dict[str, float]:
    def page() -> None:
        with open_for_reading(path) as db:
            for question in (stories.totals, *asked):
                question(db, criteria)

    return cost(page)


def show(result: dict[str, Any]) -> None:
    """Print the figures of a run."""
    machine = ", ".join(f"{name} {value}" for name, value in result["machine"].items())
    print(f"{result['stories']:,} stories; {machine}")
    print(
        f"{result['file_mb']:,} MB, {result['memory_mb']:,} MB of memory, open {result['open']['cpu']:.0f} ms"
    )
    print(f"{'CPU ms (wall)':<20}" + "".join(f"{name:>16}" for name in FILTERS))
    for page, costs in result["pages"].items():
        cells = (f"{cost['cpu']:.0f} ({cost['wall']:.0f})" for cost in costs.values())
        print(f"{page:<20}" + "".join(f"{cell:>16}" for cell in cells))


def compare_with(result: dict[str, Any], before: dict[str, Any]) -> None:
    """Print how many times as fast as before each page is, in CPU time."""
    print(f"times as fast as {before['at']} ({before['stories']:,} stories)")
    for page, costs in result["pages"].items():
        was = before["pages"].get(page, {})
        ratios = (
            f"{was[name]['cpu'] / cost['cpu']:.1f}" if name in was else "" for name, cost in costs.items()
        )
        print(f"{page:<20}" + "".join(f"{ratio:>16}" for ratio in ratios))


if __name__ == "__main__":
    sys.exit(main())
