"""A case file: one zip of a selection with its evidence, figures, receipts and hashes, readable without the
app.

Its index.html searches and opens evidence from the disk. No column of it holds a path of a machine, and
neither labels nor notes of the reader are in it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

import pandas as pd

from lib.export import case_page, tables
from lib.export import figure as press
from lib.export.article import web_address
from lib.export.signed_zip import Sign, SignedZipWriter
from lib.figures.asking import asking
from lib.figures.basket import OnProgress, draw_with_settings
from lib.figures.case_contents import Added, Case, files_of, path_of_original
from lib.figures.drawn import Drawn
from lib.figures.files import complete_file, keep, with_recipe_of
from lib.figures.recipes import recipe_of, rows_of, slice_of, version_and_time
from lib.figures.source_line import coverage_of, filter_sentence, source_line
from lib.model.errors import FigureError
from lib.model.filter import Filter
from lib.model.ledger import Decision
from lib.model.recipe import Recipe
from lib.query import captures, decisions
from lib.query import listing as query_listing
from lib.query.filter.address import filter_of, to_query
from lib.query.proofs import proofs as proofs_of
from lib.store import originals
from lib.store.archive import ArchiveReader, open_for_reading
from lib.store.paths import files

CHART = "case file"  # what its recipe is called among those of charts
FIGURES = ("timeline", "network")
MOST = 20_000  # stories: the page of more would open slowly


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a reader adds to a case file: full texts, originals, figures."""

    texts: bool = False
    originals: bool = False
    figures: Sequence[str] = FIGURES  # names of charts, each with its settings: "network?unit=paragraph"


def write(
    archive: Path,
    criteria: Filter,
    out: IO[bytes],
    contents: Contents,
    *,
    sign: Sign | None = None,
    on_progress: OnProgress = lambda done, of, what: None,
) -> Recipe:
    """Write the case file of a selection into `out`, save its recipe in the journal, and return it.

    `sign` returns the signature of the manifest's bytes. Raises FigureError for no story or too many of them.
    """
    steps = 2 + len(contents.figures) + contents.originals
    on_progress(0, steps, "reading the stories")
    with open_for_reading(archive) as db:
        case = _gather(db, criteria, contents)
    pictures: list[dict[str, str]] = []
    held: set[str] | None = None
    with SignedZipWriter(out) as writer:
        for number, (drawn, recipe) in enumerate(case.figures, 1):
            on_progress(number, steps, f"drawing {drawn.name}")
            if picture := _add_figure(writer, f"{number}-{drawn.name}", drawn, recipe):
                pictures.append(picture)
        if contents.originals:
            on_progress(steps - 2, steps, "packing originals")
            held = _add_originals(writer, case, files(archive).originals)
        on_progress(steps - 1, steps, "writing the page")
        for name, content in files_of(case, Added(texts=contents.texts, originals=held, pictures=pictures)):
            writer.add(name, content)
        writer.finish({"kind": CHART, "recipe": case.recipe.fields()}, sign)
    keep(archive, case.recipe, to_query(criteria))
    on_progress(steps, steps, "done")
    return case.recipe


def export(
    address: str,
    *,
    archive: Path,
    out: Path,
    contents: Contents,
    sign: Sign | None = None,
    on_progress: OnProgress = lambda done, of, what: None,
) -> Recipe:
    """Write the case file of a filter's address to `out`, in full or not at all; return its saved recipe.

    Raises FigureError for no story or too many of them, UnreadableFilter for the address.
    """
    criteria = filter_of(address)
    with complete_file(out) as file:
        return write(archive, criteria, file, contents, sign=sign, on_progress=on_progress)


def recipe(db: ArchiveReader, criteria: Filter) -> Recipe:
    """Return the recipe of a filter's case file as the archive gives it now; nothing is written."""
    proofs = proofs_of(db, criteria)
    return _recipe(db, criteria, proofs, decisions.affecting(db, _actor_keys(proofs)))


def _recipe(
    db: ArchiveReader, criteria: Filter, proofs: pd.DataFrame, decided: Collection[Decision]
) -> Recipe:
    """Return the recipe of a case file with this evidence and these decisions, without labels."""
    public, ask = replace(criteria, labels=()), asking(db)
    revisions = query_listing.revisions(db, criteria)
    words = filter_sentence(db, criteria)
    numbers = {"stories": [len(revisions)], "sentences": [len(proofs)], "actors": [len(_actor_keys(proofs))]}
    return Recipe(
        chart=CHART, address=to_query(public), title=words,
        source=source_line(
            ask, criteria, proofs, coverage=coverage_of(ask, criteria, proofs).full, decisions=len(decided)
        ),
        rows={"frame": rows_of(pd.DataFrame(numbers))}, slice=slice_of(revisions),
        decisions=sorted(each.id for each in decided), figure="",
        withheld=bool(criteria.labels), **version_and_time(),
    )  # fmt: skip


def _actor_keys(proofs: pd.DataFrame) -> set[str]:
    return {key for keys in proofs["actor_ids"] for key in keys}


def _gather(db: ArchiveReader, criteria: Filter, contents: Contents) -> Case:
    """Return all that the case file holds; raises FigureError for a selection of no or too many stories."""
    stories = query_listing.listing(db, criteria).drop(columns="text")
    if stories.empty:
        words = f"Nothing was written: no story fits the selection: {filter_sentence(db, criteria)}."
        raise FigureError(CHART, words)
    if len(stories) > MOST:
        words = f"Nothing was written: {too_many(len(stories))}"
        raise FigureError(CHART, words)
    stories["canonical_url"] = stories["canonical_url"].map(web_address)
    proofs = proofs_of(db, criteria)
    decided = decisions.affecting(db, _actor_keys(proofs))
    address = to_query(criteria)
    drawn = [draw_with_settings(db, wanted, address) for wanted in contents.figures]
    return Case(
        recipe=_recipe(db, criteria, proofs, decided), stories=stories, proofs=proofs,
        receipts=captures.of_selection(db, criteria), decided=decided,
        headlines=decisions.headlines(db, tuple(each.article for each in decided if each.article)),
        articles=[
            replace(each, canonical_url=web_address(each.canonical_url) or None)
            for each in query_listing.articles(db, criteria)
        ],
        figures=[(each, recipe_of(db, each)) for each in drawn if not each.frame.empty],
    )  # fmt: skip


def too_many(stories: int) -> str:
    """Return the error message for a selection with more stories than a case file may hold."""
    words = f"a case file holds up to {MOST:,} stories, and the selection has {stories:,}"
    return f"{words}: narrow it by days, tags or actors."


def _add_figure(writer: SignedZipWriter, name: str, drawn: Drawn, recipe: Recipe) -> dict[str, str] | None:
    """Add a figure and its data; return its picture for index.html, None where no Chromium can draw it."""
    suffix = "svg" if press.available().able else "html"
    content = with_recipe_of(drawn, suffix, recipe)
    writer.add(f"figures/{name}.{suffix}", content)
    writer.add(f"figures/{name}.csv", tables.as_csv(drawn.frame, digits=tables.DIGITS))
    return case_page.figure(content, f"{drawn.title} {drawn.alt}") if suffix == "svg" else None


def _add_originals(writer: SignedZipWriter, case: Case, folder: Path) -> set[str]:
    """Add the captures' original bytes, except damaged and lost ones; return the hashes of those added."""
    held = set()
    for sha256 in dict.fromkeys(case.receipts["sha256"]):
        try:
            writer.add(path_of_original(sha256), originals.load(folder, sha256).content)
        except originals.OriginalDamaged:
            continue
        held.add(sha256)
    return held
