"""Prints what a search of each shape costs: `python -m bench.searches [STORIES] [ARCHIVE]`.

CPU milliseconds of all threads for the count and the list by relevance of a selection, with opening the
archive; or the sentence that refuses it. An archive that is named and lies there is measured as it is; else
one is generated, and kept if it was named. Ends with 1 where a search of up to 10 kB costs more than LIMIT.
"""

import argparse
import string
import sys
import tempfile
from pathlib import Path

from bench.generate import make
from bench.timing import timed
from lib.model.errors import SearchRefused
from lib.model.filter import Filter
from lib.query import stories
from lib.store.archive import ArchiveReader, open_for_reading
from lib.store.statements import value

LIMIT = 500.0
LONGEST = 10_000  # letters


def shapes(common: list[str]) -> dict[str, str]:
    """Return searches of every shape, of the words that most stories hold where that costs most."""
    a, b, c, d, *_ = common
    letters = string.ascii_lowercase
    two = [x + y for x in letters for y in letters]
    pairs = [f'"{x} {y}"' for x in common for y in common if x != y]
    return {
        "a common word": a, "a letter": "a",
        "10 letters": " ".join(letters[:10]), "20 letters": " ".join(letters[:20]),
        "letters, any": " OR ".join(letters[:20]), "150 letters": " ".join(two[:150]),
        "50 beginnings": " ".join(two[:50]), "50 beginnings, any": " OR ".join(two[:50]),
        "48 without": " ".join(f"-{each}" for each in two[:48]),
        "75 with commas": ",".join(two[:75]), "500 with commas": "a,b,c," * 500,
        "2,000 stars": "a* " * 2000, "20,000 words": f'"{"a " * 10_000}"',
        "a common phrase": pairs[0], "3 common phrases": " ".join(pairs[:3]),
        "20 common phrases": " ".join(pairs[:20]), "any of 3": " OR ".join(pairs[:3]),
        "any of 20": " OR ".join(pairs[:20]),
        "20 phrases without": " ".join(f"-{each}" for each in pairs[:20]),
        "a long phrase": f'"{" ".join(common * 4)}"',
        "a common hyphen": f"{a}-{b}", "a near phrase": f'"{a} {b}"~5',
        "3 near phrases": f'"{a} {b} {c} {d}"~100 "{b} {c}"~5 "{c} {d}"~9',
        "a word of a zone": f"zone:body {a}", "20 words of a zone": f"zone:body {' '.join(common)}",
        "any of a zone": f"zone:body ({' OR '.join(common)})", "letters of a zone": "zone:body a b c",
        "a headline's": f"title:{a}", "75 of headlines": "title:" + ",".join(two[:75]),
        "75 actors": "actor:" + ",".join(two[:75]), "26 letters of actors": "actor:" + ",".join(letters),
        "20 actors, all": " ".join(f"actor:{each}" for each in letters[:20]),
        "75 tags": "tag:" + ",".join(two[:75]), "20 tags, all": " ".join(f"#{each}" for each in letters[:20]),
        "40 actors, all": " ".join(f"actor:{each}" for each in two[:40]),
        "with 20": "with:" + ",".join(letters[:20]), "with 75": "with:" + ",".join(two[:75]),
        "75 sources": "source:" + ",".join(two[:75]), "75 authors": "author:" + ",".join(two[:75]),
        "Chinese": "東京", "5 Chinese": "東京 大阪 上海 北京 香港",
        "any of 5 Chinese": "東京 OR 大阪 OR 上海 OR 北京 OR 香港",
        "brackets": "(" * 39 + "a" + ")" * 39, "5,000 brackets": "(" * 5000,
        "79 times not": "NOT " * 79 + "a",
        "one long word": "a" * LONGEST, "a word of 2,000": "a" * 2000, "79 equal words": f'"{"ab " * 79}"',
        "dots": "." * LONGEST, "quotes": '"' * LONGEST, "colons": "a:" * 5000, "10 kB of OR": "OR " * 3000,
    }  # fmt: skip


def _asked(archive: Path, criteria: Filter) -> str:
    with open_for_reading(archive) as db:
        try:
            found = int(stories.totals(db, criteria)["stories"].iloc[0])
            stories.newest(db, criteria, order="relevance")
        except SearchRefused as error:
            return error.message
    return f"{found:,} stories"


def _common(db: ArchiveReader) -> list[str]:
    sql = (
        "select list(word) from (select word from word_article group by 1 order by count(*) desc, 1 limit 20)"
    )
    found = value(db, sql)
    assert isinstance(found, list)
    return found


def main(count: int, path: Path) -> int:
    """Print a row a shape; return 1 where one costs too much."""
    if not path.exists():
        make(path, count)
    with open_for_reading(path) as db:
        common = _common(db)
    dear = []
    for name, text in shapes(common).items():
        criteria = Filter(text=text[:LONGEST])
        runs = [timed(lambda criteria=criteria: _asked(path, criteria)) for _ in range(2)]  # type: ignore[misc]
        said, cpu = runs[0][0], min(cost["cpu"] for _, cost in runs)
        dear += [name] if cpu > LIMIT else []
        print(f"{name:22}{cpu:7.0f} ms  {said[:110]}", flush=True)
    print(f"over {LIMIT:.0f} ms: {', '.join(dear) or 'none'}")
    return 1 if dear else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", nargs="?", type=int, default=20_000)
    parser.add_argument("archive", nargs="?", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(main(given.stories, given.archive or Path(folder) / "archive.duckdb"))
