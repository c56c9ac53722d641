"""Measures the cleaning of text captures: `python -m tests.bench.text_cleaning CORPUS SCORER`.

CORPUS is a folder with `pages/ID.txt` and `truth.jsonl`; SCORER is the script that compares them.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from lib.clean.clocks import clock_of
from lib.clean.text_lines import weight
from lib.clean.text_page import clean_text
from lib.model.article import Article, Cleaned
from lib.model.capture import Capture
from lib.model.errors import CaptureError

NOT_MEASURED = 3
CAPTURED = datetime(2026, 11, 1, tzinfo=UTC)


@dataclass
class Measured:
    """What one run over a corpus found."""

    predictions: list[dict[str, object]] = field(default_factory=list)
    words: Counter[str] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    seconds: float = 0.0


def main(arguments: Sequence[str]) -> int:
    """Prints the scorer's table, the speed, the unclassified share and every gap in the coverage."""
    if len(arguments) != 2 or not all(Path(argument).exists() for argument in arguments):
        print("not measured: give a corpus (a folder with pages/ and truth.jsonl) and its scorer")
        return NOT_MEASURED
    corpus, scorer = map(Path, arguments)
    measured = measure(sorted((corpus / "pages").glob("*.txt")))
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder) / "predictions.jsonl"
        predictions.write_text("\n".join(json.dumps(each) for each in measured.predictions), encoding="utf-8")
        subprocess.run(
            [sys.executable, str(scorer), str(predictions), str(corpus / "truth.jsonl")], check=True
        )
    report(measured)
    return 1 if measured.violations else 0


def measure(pages: Sequence[Path]) -> Measured:
    """Cleans every page once."""
    measured = Measured()
    for page in pages:
        capture = captured(page)
        start = time.process_time()
        try:
            cleaned = clean_text(capture)
        except CaptureError as error:
            measured.refused.append(f"{page.stem}: {error}")
            continue
        finally:
            measured.seconds += time.process_time() - start
        measured.predictions.append(prediction(page.stem, cleaned.article))
        measured.violations += [
            f"{page.stem}: {each}" for each in coverage_violations(capture.content, cleaned)
        ]
        measured.words["all"] += round(weight(capture.content))
        for cut in cleaned.cuts:
            measured.words[cut.rule] += round(weight(cut.text))
    return measured


def captured(page: Path) -> Capture:
    """The page as capture would hand it over."""
    data = page.read_bytes()
    return Capture(
        url=None,
        captured_at=CAPTURED,
        captured_assumed="a fixed day of the bench",
        media_type="text/plain",
        content=data.decode("utf-8"),
        origin=page.name,
        sha256=sha256(data).hexdigest(),
        original=data,
    )


def prediction(name: str, article: Article) -> dict[str, object]:
    """The article in the scorer's terms; its time as the publisher's clock shows it."""
    lead = next((image for image in article.images if image.lead), None)
    local = None
    if article.published_at and article.published_zone:
        local = article.published_at.astimezone(clock_of(article.published_zone)).isoformat()
    return {
        "id": name,
        "title": article.headline,
        "authors": list(article.authors),
        "published": local,
        "tags": list(article.tags),
        "text": article.text,
        "image": {"caption": lead.caption, "credit": lead.credit} if lead else {},
    }


def coverage_violations(content: str, cleaned: Cleaned) -> list[str]:
    """Every place where pieces overlap, or where more than white space is left uncovered."""
    articles = (cleaned.article, *cleaned.briefs)
    pieces = [(block.at, block.end) for article in articles for block in article.blocks]
    pieces += [(card.at, card.end) for card in cleaned.related]
    pieces += [(cut.at, cut.end) for cut in cleaned.cuts]
    found, position = [], 0
    for at, end in [*sorted(pieces), (len(content), len(content))]:
        if at < position:
            found.append(f"overlap at {at}")
        elif content[position:at].strip():
            found.append(f"uncovered at {position}: {content[position:at].strip()[:40]!r}")
        position = max(position, end)
    return found


def report(measured: Measured) -> None:
    """Prints what the scorer does not know."""
    pages = len(measured.predictions) + len(measured.refused)
    total = measured.words["all"] or 1
    print(f"   speed     {pages / measured.seconds:.0f} texts/s of CPU time, {pages} texts")
    print(f"   cuts      unclassified {measured.words['unclassified'] / total:.3f} of the words")
    print(f"   refused   {len(measured.refused)}", *measured.refused, sep="\n             ")
    print(f"   coverage  {len(measured.violations)} violations", *measured.violations, sep="\n             ")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
