"""Prints the CPU time of each dashboard question: `python -m bench.questions [STORIES] [ARCHIVE]`.

An archive that is named and lies there is measured as it is; else one is generated, and kept if it was named.
CPU time is that of all threads: about 1.9 times what a quiet machine of two cores lets the reader wait.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median

from bench.generate import make
from lib.model.filter import Choice, Filter
from lib.query import (
    actor_names,
    actors,
    authors,
    browse_index,
    coverage,
    evidence,
    facets,
    network,
    publishers,
    stories,
    tags,
    two_actors,
)
from lib.query.filter.selection import selection
from lib.query.relations import Relations
from lib.store.archive import ArchiveReader, open_for_reading

GOAL = 30
ROUNDS = 5
FILTERS = {
    "no filter": Filter(),
    "90 days": Filter(since=date(2024, 4, 1), until=date(2024, 6, 29)),
    "2 tags": Filter(tags=Choice(any=("tag 3", "tag 12"))),
    "1 actor": Filter(actors=Choice(any=("Actor 5",))),
}
QUESTIONS: dict[str, Callable[[ArchiveReader, Filter], object]] = {
    "open": lambda db, criteria: db.state,
    "selection (shared)": selection,
    "names (shared)": lambda db, criteria: Relations(db, criteria).names,
    "totals": stories.totals,
    "newest 50": stories.newest,
    "over time": coverage.over_time,
    "over time by tag": lambda db, criteria: coverage.over_time(db, criteria, by="tag", unit="month"),
    "over time by author": lambda db, criteria: coverage.over_time(db, criteria, by="author"),
    "over time by publisher": lambda db, criteria: coverage.over_time(db, criteria, by="publisher"),
    "tags": tags.counts,
    "authors": authors.counts,
    "publishers": publishers.counts,
    "actors": actors.counts,
    "edges by sentence": lambda db, criteria: network.edges(db, network.NetworkRequest(criteria=criteria)),
    "layout": lambda db, criteria: network.layout(db, network.NetworkRequest(criteria=criteria)),
    "edges by article": lambda db, criteria: network.edges(
        db, network.NetworkRequest(criteria=criteria, unit="article")
    ),
    "evidence of an edge": lambda db, criteria: evidence.sentences(
        db, criteria, actor="Actor 5", other="Actor 6"
    ),
    "options of tags": lambda db, criteria: facets.options(db, criteria, field="tags"),
    "options of actors": lambda db, criteria: facets.options(db, criteria, field="actors", like="actor 1"),
    "index of names": lambda db, criteria: browse_index.names(db, criteria, field="actors"),
    "index of names, searched": lambda db, criteria: browse_index.names(
        db, criteria, field="actors", like="actor 1"
    ),
    "suggested names": lambda db, criteria: actor_names.matching_actors(db, like="actor 1"),
    "two actors by tags": lambda db, criteria: two_actors.comparison(
        db, criteria, actor="Actor 5", versus="Actor 6"
    ),
    "two actors by partners": lambda db, criteria: two_actors.comparison(
        db, criteria, actor="Actor 5", versus="Actor 6", what="partners"
    ),
    "search": lambda db, criteria: stories.totals(db, replace(criteria, text="abc")),
}


def main(count: int, path: Path | None) -> None:
    """Print a row a question and a column a filter."""
    with tempfile.TemporaryDirectory() as folder:
        archive = path or Path(folder) / "archive.duckdb"
        if not archive.exists():
            make(archive, count)
        measured = [measure(archive, criteria) for criteria in FILTERS.values()]
    print(f"CPU ms, median of {ROUNDS} (goal {GOAL})")
    print(f"{'':24}" + "".join(f"{name:>12}" for name in FILTERS))
    for question in QUESTIONS:
        print(f"{question:24}" + "".join(f"{column[question]:12.1f}" for column in measured))


def measure(path: Path, criteria: Filter) -> dict[str, float]:
    """Return the median CPU milliseconds of each question, each round in a reading of its own."""
    rounds = [_round(path, criteria) for _ in range(ROUNDS)]
    return {question: median(each[question] for each in rounds) for question in QUESTIONS}


def _round(path: Path, criteria: Filter) -> dict[str, float]:
    spent = {}
    before = time.process_time()
    with open_for_reading(path) as db:
        for question, ask in QUESTIONS.items():
            ask(db, criteria)
            spent[question] = (time.process_time() - before) * 1000
            before = time.process_time()
    return spent


def _arguments(given: Sequence[str]) -> tuple[int, Path | None]:
    return int(given[0]) if given else 100_000, Path(given[1]) if len(given) > 1 else None


if __name__ == "__main__":
    main(*_arguments(sys.argv[1:]))
