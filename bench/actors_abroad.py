"""Measures the actors of real news pages in seventeen languages against the names that a reader noted.

`python -m bench.actors_abroad PAGES [--show]`, where PAGES holds the folders `open` and `further`. In
`judged_abroad.jsonl` each page has its set, id, language and the hash of its text, and kind and places of
each actor, no text. The text is that of the page's truth, or, where it has none, what cleaning makes of the
page ("of": "cleaned"); if that changes, the page is left out and named. A third was judged twice; what one
pass left out or called unsure is neither right nor wrong, and so are cited media and countries that only an
adjective of descent names. Prominent is who stands in the headline or the first two paragraphs, or thrice.

Rules and rows may be learnt from the pages of side "tuning", never from those "held": the hash of the
publisher decides. Adjectives, parties, courts and the like are added for a whole language, not for a page.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.actors_judged import Judged, actors_of, compared, instant_of, text_of, truths_of
from lib.capture import read
from lib.clean.clean import clean
from lib.model.article import TEXT_ZONES
from lib.model.capture import Capture

JUDGED = Path(__file__).with_name("judged_abroad.jsonl")
MEASURES = {"precision": "nodes", "prominent": "prominent", "all": "all", "organisations": "organisations"}
_Row = tuple[str, str]  # language or "all languages", and side


def main() -> int:
    """Print precision and how many prominent actors, actors and organisations are found, by language."""
    parser = argparse.ArgumentParser(prog="python -m bench.actors_abroad", description=__doc__)
    parser.add_argument("pages", type=Path)
    parser.add_argument(
        "--show", action="store_true", help="names what is wrong and missed; never of held pages"
    )
    given = parser.parse_args()
    counts: defaultdict[_Row, Counter[str]] = defaultdict(Counter)
    for side, judged in texts(given.pages):
        found = compared(judged, show=given.show and side == "tuning")
        for row in ((judged.language, side), ("all languages", side), ("all languages", "both")):
            counts[row] += found
    print(*lines(counts), sep="\n")
    return 0


def texts(pages: Path) -> Iterator[tuple[str, Judged]]:
    """Yield side and text of each judged page; print the id of a page whose text is another one now."""
    truths = truths_of(pages)
    for line in map(json.loads, JUDGED.read_text(encoding="utf-8").splitlines()):
        truth = truths[line["set"], line["id"]]
        headline, text = text_of(truth) if line["of"] == "truth" else _cleaned(pages, line["set"], line["id"])
        if hashlib.sha256(text.encode()).hexdigest() != line["sha256"]:
            print(f"left out, as its text is not the one that was judged: {line['id']}")
            continue
        published = instant_of(truth["published"])
        yield (
            line["side"],
            Judged(
                id=line["id"],
                politics=False,
                text=text,
                headline=headline,
                published=published,
                actors=actors_of(line),
                language=line["language"],
            ),
        )


def _cleaned(pages: Path, folder: str, name: str) -> tuple[str, str]:
    """Return headline and text of a page as cleaned: paragraphs parted by blank lines, the headline first."""
    file = next((pages / folder / "pages").glob(f"{name}.html*"))
    capture = next(found for found in read(file) if isinstance(found, Capture))
    made = clean(capture).article
    texts = [block.text for block in made.blocks if block.zone in TEXT_ZONES and block.zone != "table"]
    return made.headline or "", "\n\n".join((made.headline or "", *texts))


def lines(counts: dict[_Row, Counter[str]]) -> Iterable[str]:
    """Return a table: of each language and side, the share that is right in each measure and of how many."""
    yield f"{'':14} {'':7} " + " ".join(f"{name:>18}" for name in MEASURES)
    for (language, side), found in sorted(counts.items()):
        cells = []
        for measure in MEASURES.values():
            right, wrong = found[f"{measure} right"], found[f"{measure} wrong"]
            share = f"{right / (right + wrong):.3f}" if right + wrong else "-"
            cells.append(f"{share} ({right} of {right + wrong})".rjust(18))
        yield f"{language:14} {side:7} " + " ".join(cells)


if __name__ == "__main__":
    sys.exit(main())
