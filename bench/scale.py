"""Prints what each page asks of a large archive: `python -m bench.scale STORIES [ARCHIVE]`.

Columns are filters, rows pages: opening the archive, the totals and the page's own questions, each page in a
reading of its own; CPU milliseconds of all threads, in brackets those of the wall, medians. The archive is
made by bench.growing; above a million stories it has no texts, and what needs them is left out. SQLite
and polars are asked too (bench.peers), but of no more than that: an answer other than Wireroom's ends
it with 1. `--to FILE` keeps the figures, with the machine, as JSON; `--against FILE` prints how many times as
fast as those, `--growth FILE...` how figures that were kept grow with the archive. An archive that is named
and lies there is measured as it is; else it is kept there.
"""

import argparse
import json
import os
import platform
import resource
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb

from bench import peers
from bench.growing import WITH_TEXTS, grow, needed
from bench.timing import cost
from lib.model.article import DEFAULT_ZONES, ZONES
from lib.model.filter import Choice, Filter
from lib.model.mention import DEFAULT_ROLES
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
    publishers,
    stories,
    tags,
)  # fmt: skip
from lib.store.archive import ArchiveReader, open_for_reading

SHOWN = 100  # sentences in the drawer, as the page asks for them
Question = Callable[[ArchiveReader, Filter], object]
PAIR = ("person/actor-0", "organisation/actor-1")
FILTERS = {
    "none": Filter(),
    "90 days": Filter(since=date(2024, 4, 1), until=date(2024, 6, 29)),
    "2 tags": Filter(tags=Choice(any=("tag 3", "tag 12"))),
    "1 actor": Filter(actors=Choice(any=("Actor 5",))),
    "a word": Filter(text="abc"),
    "all zones": Filter(zones=ZONES),
    "names alone": Filter(roles=("name",)),
    "90 days, zones": Filter(since=date(2024, 4, 1), until=date(2024, 6, 29), zones=ZONES),
}
# What peers are asked too: they have no index of words, and no names but those that count by default.
OF_PEERS = {
    name: criteria
    for name, criteria in FILTERS.items()
    if not criteria.text and (criteria.zones, criteria.roles) == (DEFAULT_ZONES, DEFAULT_ROLES)
}


def _network(db: ArchiveReader, criteria: Filter) -> object:
    return network.layout(db, network.NetworkRequest(criteria=criteria))


def _matrix(db: ArchiveReader, criteria: Filter) -> object:
    return network.heads(db, network.MatrixRequest(criteria=criteria))


def _timeline(db: ArchiveReader, criteria: Filter) -> object:
    return coverage.over_time(db, criteria, by=coverage.fitting(db, criteria)[0])


def _drawer(db: ArchiveReader, criteria: Filter) -> object:
    between = network.between(db, criteria, first=PAIR[0], second=PAIR[1])
    return between, evidence.sentences(db, criteria, actor=PAIR[0], other=PAIR[1], limit=SHOWN)


PAGES: Mapping[str, tuple[Question, ...]] = {
    "totals": (),
    "Desk": (desk.desk, actors.most_named),
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
    "Browse publishers": (publishers.counts,),
    "options of actors": (lambda db, criteria: facets.options(db, criteria, field="actors", like="actor 1"),),
}


NEEDS_TEXTS = ("drawer of a pair",)


def main() -> int:
    """Measure, print, keep and compare as asked for; return 1 where a peer answers otherwise."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("count", type=int, nargs="?")
    given.add_argument("archive", type=Path, nargs="?")
    given.add_argument("--to", type=Path)
    given.add_argument("--against", type=Path)
    given.add_argument("--growth", type=Path, nargs="+")
    asked = given.parse_args()
    if asked.growth:
        growth([json.loads(file.read_text(encoding="utf-8")) for file in asked.growth])
        return 0
    with tempfile.TemporaryDirectory() as folder:
        path = asked.archive or Path(folder) / "archive.duckdb"
        if not path.exists():
            note = f"Makes {asked.count:,} stories; needs {needed(asked.count) / 1e9:.1f} GB of disk."
            print(note, flush=True)
            grow(path, asked.count)
        result = measured(path)
        differs: list[str] = []
        if result["stories"] <= WITH_TEXTS:
            with peers.engines(path, Path(folder) / "peer.sqlite", PAIR) as asking:
                result["peers"], differs = peers.measured(path, asking, OF_PEERS, PAIR)
    show(result)
    if "peers" in result:
        peers.show(result["peers"])
    if asked.to:
        asked.to.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    if asked.against:
        compare_with(result, json.loads(asked.against.read_text(encoding="utf-8")))
    print(*differs, sep="\n", file=sys.stderr)
    return 1 if differs else 0


def measured(path: Path) -> dict[str, Any]:
    """Return the machine, the archive and what each page costs under each filter."""
    with open_for_reading(path) as db:
        held = db.execute("select count(*) from article").fetchall()[0][0]
    texts = held <= WITH_TEXTS
    pages = {
        page: {
            name: _cost(path, criteria, asked)
            for name, criteria in FILTERS.items()
            if texts or not criteria.text
        }
        for page, asked in PAGES.items()
        if texts or page not in NEEDS_TEXTS
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


def growth(results: Sequence[dict[str, Any]]) -> None:
    """Print each page's CPU milliseconds without a filter, file, memory and opening, by number of stories."""
    results = sorted(results, key=lambda result: result["stories"])
    rows = {"file, MB": [f"{each['file_mb']:,}" for each in results]}
    rows["memory, MB"] = [f"{each['memory_mb']:,}" for each in results]
    rows["open"] = [f"{each['open']['cpu']:.0f}" for each in results]
    for page in PAGES:
        costs = [each["pages"].get(page, {}).get("none") for each in results]
        rows[page] = [f"{cost['cpu']:.0f}" if cost else "" for cost in costs]
    print(f"{'CPU ms, no filter':<20}" + "".join(f"{each['stories']:>16,}" for each in results))
    for name, cells in rows.items():
        print(f"{name:<20}" + "".join(f"{cell:>16}" for cell in cells))


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
