"""Cleans a corpus with Wireroom and beside other libraries, and holds the figures against their floors.

`python -m bench.cleaning CORPUS SCORER [--raise] [--alone] [--unseen] [--thresholds PART]`: CORPUS is a
folder with `pages/ID.html.gz` or `pages/ID.txt` and `truth.jsonl`; SCORER is the script that compares them.
`--raise` lifts the floors to what was measured; `--alone` leaves out the other libraries, and what each part
of the cleaner does by folds of publishers; `--thresholds label.notes` tries the numbers of that module a
quarter lower and higher. Each page is cleaned by the weights of the model that did not see its publisher;
`--unseen` says that the model saw none of the corpus, and takes the weights of all pages.
"""

import argparse
import logging
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bench import floors
from bench.cleaning import folds, paired, printed, rivals, trust, wireroom
from bench.cleaning.account import account, left_out
from bench.cleaning.contender import Contender, name_of, page_at
from bench.cleaning.figures import TOGETHER, Figures, Row, figures, lower, page_scores, truth_rows
from bench.cleaning.held_out import fold_of
from bench.cleaning.race import Lap, race
from bench.cleaning.table import table

NOT_MEASURED = 3
WANTED, GOAL = 0.7, 1.0  # of the speed of trafilatura's precise mode with its metadata


def main(arguments: Sequence[str]) -> int:
    """Print the table, what Wireroom left over, and the floors; 0 when nothing is missed."""
    given = _given(arguments)
    if given.corpus is None or given.scorer is None or not (given.corpus.exists() and given.scorer.exists()):
        print("not measured: give a corpus (a folder with pages/ and truth.jsonl) and its scorer")
        return NOT_MEASURED
    logging.disable(logging.CRITICAL)  # the libraries log each page they find hard
    truth = {row["id"]: row for row in truth_rows(given.corpus)}
    pages = [
        page_at(path, None if given.unseen or name_of(path) not in truth else fold_of(truth[name_of(path)]))
        for path in sorted((given.corpus / "pages").iterdir())
    ]
    as_text = all(page.path.suffix == ".txt" for page in pages)
    laps = race(pages, contenders(printed=as_text, alone=given.alone))
    if not given.alone:
        print(
            *folds.lines(folds.measured(given.corpus, list(truth.values()), part=given.thresholds)),
            sep="\n",
        )
    texts = {page.name: page.content for page in pages if as_text}
    return report(laps, given.corpus, given.scorer, texts=texts, raising=given.raising)


def _given(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.cleaning", description=__doc__)
    parser.add_argument("corpus", nargs="?", type=Path)
    parser.add_argument("scorer", nargs="?", type=Path)
    parser.add_argument("--raise", dest="raising", action="store_true")
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--unseen", action="store_true")
    parser.add_argument("--thresholds", default="", metavar="PART")
    return parser.parse_args(arguments)


def contenders(*, printed: bool, alone: bool) -> Sequence[Contender]:
    """Return who takes part: with pages the other libraries, with text captures the text as it is."""
    if alone:
        return wireroom.CONTENDERS
    return (*wireroom.CONTENDERS, *(rivals.FOR_TEXT if printed else rivals.FOR_PAGES))


def report(
    laps: Sequence[Lap], corpus: Path, scorer: Path, *, texts: Mapping[str, str], raising: bool
) -> int:
    """Print what was found; 1 when a floor is missed, words are lost or Wireroom raised.

    `texts` are those of a corpus of copied text, by name.
    """
    truth = truth_rows(corpus)
    scored = {lap.contender.name: figures(lap.predictions, truth, scorer) for lap in laps}
    words = account(laps[0].shown, {row["id"]: str(row.get("set")) for row in truth})
    print(
        table(laps, scored),
        *speed(laps),
        *words.lines(),
        *left_out(laps),
        *trust.lines(laps[0], truth, scorer),
        *beside(laps, truth, scorer),
        *(printed.lines(laps[0], texts, truth, scorer) if texts else ()),
        sep="\n",
    )
    missed = floors.check("cleaning", held(scored, printed=bool(texts)), raising=raising)
    crashed = any(lap.failed for lap in laps[: len(wireroom.CONTENDERS)])
    return 1 if missed or crashed or words.missed() else 0


def beside(laps: Sequence[Lap], truth: Sequence[Row], scorer: Path) -> Iterator[str]:
    """Yield for each set the paired difference of the body to each mode of trafilatura."""
    own = page_scores(laps[0].predictions, truth, scorer)
    for lap in laps:
        if lap.contender.name in rivals.MODES:
            yield from paired.lines(
                own, page_scores(lap.predictions, truth, scorer), lap.contender.name, truth
            )


def held(scored: Mapping[str, Figures], *, printed: bool) -> Figures:
    """Return what the floors are compared with: the lower of the figures with and without publishers' rules.

    Text captures have floors of their own, "text" for all sets that were marked by hand.
    """
    found = lower(scored[wireroom.NAME], scored[wireroom.WITHOUT])
    if not printed:
        return found
    return {"text" if name == TOGETHER else f"text {name}": row for name, row in found.items()}


def speed(laps: Sequence[Lap]) -> list[str]:
    """Return a sentence on Wireroom's speed beside that of the fastest library that comes near its
    figures.
    """
    speeds = {lap.contender.name: lap.speed for lap in laps}
    if rivals.PRECISION not in speeds:
        return []
    ratio = speeds[wireroom.NAME] / speeds[rivals.PRECISION]
    return [f"speed: {ratio:.2f} of {rivals.PRECISION} with its metadata (wanted {WANTED}, goal {GOAL})"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
