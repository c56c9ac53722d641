"""Measures the cleaning of saved pages or text captures: `python -m tests.bench.cleaning CORPUS SCORER`.

CORPUS is a folder with `pages/ID.html.gz` or `pages/ID.txt` and `truth.jsonl`; SCORER is the script that
compares them.
"""

import json
import logging
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lib.capture import read
from lib.clean import clean
from lib.clean.clocks import clock_of
from lib.clean.source import source_text
from lib.model.article import Article, Cleaned
from lib.model.capture import Capture, Rejected
from lib.model.errors import CaptureError

NOT_MEASURED = 3
TOGETHER = ("scrapinghub", "funduseval", "fundus")  # the sets whose body text was marked by hand


@dataclass
class Measured:
    """What one run over a corpus found."""

    predictions: list[dict[str, object]] = field(default_factory=list)
    words: Counter[str] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    seconds: float = 0.0


def main(arguments: Sequence[str]) -> int:
    """Prints the scorer's table by set, the speed, the unclassified share and every gap in the coverage."""
    if len(arguments) != 2 or not all(Path(argument).exists() for argument in arguments):
        print("not measured: give a corpus (a folder with pages/ and truth.jsonl) and its scorer")
        return NOT_MEASURED
    logging.disable(logging.CRITICAL)  # the libraries log each page they find hard
    corpus, scorer = map(Path, arguments)
    measured = measure(sorted((corpus / "pages").iterdir()))
    score(measured, corpus / "truth.jsonl", scorer)
    report(measured)
    return 1 if measured.violations else 0


def measure(pages: Sequence[Path]) -> Measured:
    """Reads and cleans every page once."""
    measured = Measured()
    for path in pages:
        name = path.name.split(".html")[0].removesuffix(".txt")
        start = time.process_time()
        for capture in read(path):
            if isinstance(capture, Capture):
                _page(measured, name, capture, start)
            elif isinstance(capture, Rejected):
                measured.refused.append(f"{name}: {capture.message}")
    return measured


def _page(measured: Measured, name: str, capture: Capture, start: float) -> None:
    try:
        cleaned = clean(capture)
    except CaptureError as error:
        measured.refused.append(f"{name}: {error}")
        return
    finally:
        measured.seconds += time.process_time() - start
    measured.predictions.append(prediction(name, cleaned.article))
    source = source_text(capture)
    measured.violations += [f"{name}: {each}" for each in coverage_violations(source, cleaned)]
    measured.words["all"] += len(source.split())
    for cut in cleaned.cuts:
        measured.words[cut.rule] += len(cut.text.split())


def prediction(name: str, article: Article) -> dict[str, object]:
    """The article in the scorer's terms; its time as the publisher's clock shows it."""
    lead = next((image for image in article.images if image.lead), None)
    local = None
    if article.published_at and article.published_zone:
        zone = article.published_zone
        moment = article.published_at.astimezone(clock_of(zone))
        # Where the page gives no zone the truth gives none either.
        local = (moment.replace(tzinfo=None) if zone.assumed and zone.name != "UTC" else moment).isoformat()
    return {
        "id": name,
        "title": article.headline,
        "authors": list(article.authors),
        "published": local,
        "tags": list(article.tags),
        "text": article.text,
        "image": {"caption": lead.caption, "credit": lead.credit} if lead else {},
    }


def coverage_violations(source: str, cleaned: Cleaned) -> list[str]:
    """Every place where pieces overlap, or where more than white space is left uncovered."""
    articles = (cleaned.article, *cleaned.briefs)
    blocks = (block for article in articles for block in article.blocks)
    pieces = [(block.at, block.end) for block in blocks if block.end > block.at]
    pieces += [(piece.at, piece.end) for piece in (*cleaned.related, *cleaned.cuts)]
    found, position = [], 0
    for at, end in [*sorted(pieces), (len(source), len(source))]:
        if at < position:
            found.append(f"overlap at {at}")
        elif source[position:at].strip():
            found.append(f"uncovered at {position}: {source[position:at].strip()[:40]!r}")
        position = max(position, end)
    return found


def score(measured: Measured, truth: Path, scorer: Path) -> None:
    """Prints the scorer's tables: all sets, each set, and the sets marked by hand together."""
    rows = [json.loads(line) for line in truth.read_text(encoding="utf-8").splitlines() if line]
    with tempfile.TemporaryDirectory() as folder:
        predictions, together = Path(folder) / "predictions.jsonl", Path(folder) / "together.jsonl"
        predictions.write_text("\n".join(map(json.dumps, measured.predictions)), encoding="utf-8")
        chosen = [row for row in rows if row.get("set") in TOGETHER]
        together.write_text("\n".join(map(json.dumps, chosen)), encoding="utf-8")
        command = [sys.executable, str(scorer), str(predictions)]
        subprocess.run([*command, str(truth), "--by", "set"], check=True)
        if chosen:
            print(f"== {', '.join(TOGETHER)} together")
            subprocess.run([*command, str(together)], check=True)


def report(measured: Measured) -> None:
    """Prints what the scorer does not know."""
    pages = len(measured.predictions) + len(measured.refused)
    total = measured.words["all"] or 1
    print(f"   speed     {pages / (measured.seconds or 1):.0f} pages/s of CPU time, {pages} pages")
    print(f"   cuts      unclassified {measured.words['unclassified'] / total:.3f} of the words")
    print(f"   refused   {len(measured.refused)}", *measured.refused, sep="\n             ")
    print(f"   coverage  {len(measured.violations)} violations", *measured.violations, sep="\n             ")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
