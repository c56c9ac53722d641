"""Prints what it costs to take many pages in: `python -m bench.intake CORPUS [PAGES]`.

CORPUS is a folder of saved pages. They are taken in turn, as often as it needs, each time with other words,
another address and headline: each is a story of its own. `--names` and `--jobs` are those of the verb.
Seconds of the wall and of the processor, workers included, reach from the folder to the compacted archive.
What 100,000 pages would take is reckoned from the pages taken, as if each cost the same, and where nothing
else runs from the processor's time, as if the workers shared it evenly.
"""

import argparse
import gzip
import os
import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count, islice
from multiprocessing.forkserver import _forkserver
from pathlib import Path

from lib.ingest.run import ingest

MANY = 100_000
_PIECE = re.compile(r"(<(?P<raw>script|style)\b.*?</(?P=raw)>|<!--.*?-->|<[^>]*>)", re.DOTALL | re.IGNORECASE)
_WORD = re.compile(r"\b[a-z]{5,}\b")
_ADDRESS = re.compile(r"""(?:canonical|og:url)["'][^>]*?\b(?:href|content)=["']([^"']+)["']""", re.IGNORECASE)
_HEADLINE = re.compile(r"""("(?:headline|name)"\s*:\s*"|og:title["'][^>]*?content=["'])""", re.IGNORECASE)


def altered(page: str, number: int) -> str:
    """Return a page with half of its words in the place of others, another address and another headline."""
    for address in set(_ADDRESS.findall(page)):
        page = page.replace(address, f"{address.rstrip('/')}-{number}")
    page = _HEADLINE.sub(rf"\g<1>{number}: ", page)
    pieces = _PIECE.split(page)
    texts = range(0, len(pieces), 3)  # between them stand a piece of markup and the name of its group
    words = sorted({word for place in texts for word in _WORD.findall(pieces[place])})
    chosen = random.Random(number).sample(words, len(words) // 2)
    other = dict(zip(chosen, [*chosen[1:], *chosen[:1]], strict=True))
    for place in texts:
        pieces[place] = _WORD.sub(lambda found: other.get(found[0], found[0]), pieces[place])
    return "".join(piece for place, piece in enumerate(pieces) if place % 3 != 2)


def pages_of(corpus: Path) -> Iterator[tuple[str, bytes]]:
    """Yield names and pages, altered from the second round on, without end."""
    files = sorted(path for path in corpus.rglob("*") if path.name.endswith((".html", ".html.gz")))
    for number in count():
        for path in files:
            data = path.read_bytes()
            page = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8", "replace")
            yield f"{number}-{path.name.removesuffix('.gz')}.gz", altered(page, number).encode()


def main() -> None:
    """Take the pages in and print what that costs."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("corpus", type=Path)
    given.add_argument("pages", type=int, nargs="?", default=5_000)
    given.add_argument("--jobs", type=int, default=2)
    given.add_argument("--names", choices=("all", "file"), default="all")
    asked = given.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "pages"
        folder.mkdir()
        for name, page in islice(pages_of(asked.corpus), asked.pages):
            (folder / name).write_bytes(gzip.compress(page, 1))
        wall, cpu = time.monotonic(), _cpu()
        archive = Path(scratch) / "archive.duckdb"
        done = ingest([folder], archive=archive, jobs=asked.jobs, sought=asked.names, pooled=True)
        if done.counts.stopped:
            sys.exit("The ingest was stopped before its end, so nothing is reckoned from it; run this again.")
        wall, cpu = time.monotonic() - wall, _cpu() - cpu
        size = archive.stat().st_size / 1e6
    each = 1000 * cpu / asked.pages
    print(f"{asked.pages:,} pages, {asked.jobs} jobs, names: {asked.names}")
    print(f"{done.counts.stored:,} stories, {len(done.rejected):,} pages rejected, {size:,.0f} MB")
    print(f"{wall:.0f} s of the wall, {cpu:.0f} s of the processor, {each:.0f} ms a page")
    hours = MANY / asked.pages / 3600
    alone = cpu * hours / min(asked.jobs, os.cpu_count() or 1)
    print(f"{MANY:,} pages would take {wall * hours:.2f} h as here, {alone:.2f} h where nothing else runs")


def _cpu() -> float:
    """Return the seconds of processor of this process and of its workers, which are ended for that."""
    _forkserver._stop()  # type: ignore[attr-defined]  # else what it has used is not known yet
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    main()
