"""A case file: one zip of a selection with its evidence, figures, receipts and hashes, readable without the
app.

Its index.html searches and opens evidence from the disk. No column of it holds a path of a machine, and
neither labels nor notes of the reader are in it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlencode

import pandas as pd

from lib.export import case_page, tables
from lib.export import figure as press
from lib.export.article import file_name, heading, plain, with_front_matter
from lib.export.case_page import web_address
from lib.export.evidence import lines_of
from lib.export.signed_zip import Sign, SignedZipWriter
from lib.figures.asking import asking
from lib.figures.basket import OnProgress, draw_with_settings
from lib.figures.drawing import Drawn
from lib.figures.files import complete_file, keep, meanings, with_recipe_of
from lib.figures.recipes import recipe_of, rows_of, slice_of, version_and_time
from lib.figures.source_line import selected, source_line
from lib.model.article import Article
from lib.model.decision_words import sentence_of
from lib.model.errors import FigureError
from lib.model.filter import Filter
from lib.model.ledger import Decision
from lib.model.recipe import Recipe
from lib.model.wording import count, listed
from lib.query import captures, decisions, evidence
from lib.query import listing as query_listing
from lib.query.filter.address import filter_of, to_address
from lib.store import originals
from lib.store.archive import ArchiveReader, open_for_reading
from lib.store.paths import files

CHART = "case file"  # what its recipe is called among those of charts
FIGURES = ("timeline", "network")
MOST = 20_000  # stories: the page of more would open slowly
COPYRIGHT = (
    "Full texts and originals belong to their publishers: they are for your own study and for proof, and are "
    "not to be passed on or published without leave."
)
_CONTENTS = (
    "Open `index.html` in a browser: it searches, filters and opens evidence with no server and no network. "
    "`evidence.md` and `evidence.parquet` hold the same sentences: every one that names two of the actors, "
    "and of each story the first that names an actor. `columns.csv` says what the columns mean, "
    "`receipts.csv` which captures the stories came from, `decisions.jsonl` what was decided by hand about "
    "the actors in it."
)
_HASHES = (
    "`python -m lib verify FILE.zip` compares every file with its hash in `manifest.json`, and the stories "
    "with an archive. A hash shows accidents, not who made the file: for that, sign it with "
    "`ssh-keygen -Y sign -f KEY -n wireroom manifest.json` and put `manifest.json.sig` beside it."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a reader adds to a case file: full texts, originals, figures."""

    texts: bool = False
    originals: bool = False
    figures: Sequence[str] = FIGURES  # names of charts, each with its settings: "network?unit=paragraph"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gathered:
    """The data of a case file: recipe, stories, evidence, receipts, decisions, articles and figures."""

    recipe: Recipe
    stories: pd.DataFrame
    proofs: pd.DataFrame
    receipts: pd.DataFrame
    decided: Sequence[Decision]
    headlines: Mapping[str, str]
    articles: Sequence[Article]
    figures: Sequence[tuple[Drawn, Recipe]]


def write(
    archive: Path,
    criteria: Filter,
    out: IO[bytes],
    contents: Contents,
    *,
    sign: Sign | None = None,
    on_progress: OnProgress = lambda done, of, what: None,
) -> Recipe:
    """Write the case file of a selection and return its recipe; FigureError for no story or too many."""
    steps = 2 + len(contents.figures) + contents.originals
    on_progress(0, steps, "reading the stories")
    with open_for_reading(archive) as db:
        case = _gather(db, criteria, contents)
    pictures, held = [], set[str]()
    with SignedZipWriter(out) as writer:
        for number, (drawn, recipe) in enumerate(case.figures, 1):
            on_progress(number, steps, f"drawing {drawn.name}")
            if picture := _add_figure(writer, f"{number}-{drawn.name}", drawn, recipe):
                pictures.append(picture)
        if contents.originals:
            on_progress(steps - 2, steps, "packing originals")
            held = _add_originals(writer, case, files(archive).originals)
        on_progress(steps - 1, steps, "writing the page")
        for name, content in _files(case, contents, pictures, held):
            writer.add(name, content)
        writer.finish({"kind": CHART, "recipe": case.recipe.fields()}, sign)
    keep(archive, case.recipe, urlencode(to_address(criteria), doseq=True))
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
    """Write the case file of an address to `out`, in full or not at all, and return its recipe."""
    criteria = filter_of(address)
    with complete_file(out) as file:
        return write(archive, criteria, file, contents, sign=sign, on_progress=on_progress)


def recipe(db: ArchiveReader, criteria: Filter) -> Recipe:
    """Return a case file's recipe: its filter, stories, and numbers of stories, sentences and actors."""
    proofs = evidence.proofs(db, criteria)
    return _recipe(db, criteria, proofs, decisions.affecting(db, _actors_in(proofs)))


def _recipe(
    db: ArchiveReader, criteria: Filter, proofs: pd.DataFrame, decided: Collection[Decision]
) -> Recipe:
    """Return the recipe by which the case file can be checked: selection, revisions, decisions, counts.

    The reader's labels are not in its address: `withheld` says that there were some.
    """
    public = replace(criteria, labels=())
    revisions = query_listing.revisions(db, criteria)
    words = selected(db, criteria)
    numbers = {"stories": [len(revisions)], "sentences": [len(proofs)], "actors": [len(_actors_in(proofs))]}
    return Recipe(
        chart=CHART, address=urlencode(to_address(public), doseq=True), title=words,
        source=source_line(asking(db), criteria, proofs, len(decided)),
        rows={"frame": rows_of(pd.DataFrame(numbers))}, slice=slice_of(revisions),
        decisions=sorted(each.id for each in decided), figure="",
        withheld=bool(criteria.labels), **version_and_time(),
    )  # fmt: skip


def _actors_in(proofs: pd.DataFrame) -> set[str]:
    return {key for keys in proofs["actor_ids"] for key in keys}


def _gather(db: ArchiveReader, criteria: Filter, contents: Contents) -> _Gathered:
    """Ask the archive for all that the case file holds; raises FigureError for no story, or too many."""
    stories = query_listing.listed(db, criteria).drop(columns="text")
    if stories.empty:
        words = f"Nothing was written: no story fits the selection: {selected(db, criteria)}."
        raise FigureError(CHART, words)
    if len(stories) > MOST:
        words = f"Nothing was written: {too_many(len(stories))}"
        raise FigureError(CHART, words)
    stories["canonical_url"] = stories["canonical_url"].map(web_address)
    proofs = evidence.proofs(db, criteria)
    decided = decisions.affecting(db, _actors_in(proofs))
    address = urlencode(to_address(criteria), doseq=True)
    drawn = [draw_with_settings(db, wanted, address) for wanted in contents.figures]
    return _Gathered(
        recipe=_recipe(db, criteria, proofs, decided), stories=stories, proofs=proofs,
        receipts=captures.behind(db, criteria), decided=decided,
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


def _path_of_original(sha256: str) -> str:
    return f"originals/{sha256}.txt"  # as text: a click shows it, and runs and loads nothing


def _add_originals(writer: SignedZipWriter, case: _Gathered, folder: Path) -> set[str]:
    """Add the original bytes of the captures; return the hashes of those that are not missing or damaged."""
    held = set()
    for sha256 in dict.fromkeys(case.receipts["sha256"]):
        try:
            writer.add(_path_of_original(sha256), originals.load(folder, sha256).content)
        except originals.OriginalDamaged:
            continue
        held.add(sha256)
    return held


def _files(
    case: _Gathered, contents: Contents, pictures: Sequence[Mapping[str, str]], held: Collection[str]
) -> Iterator[tuple[str, bytes]]:
    """Yield the case file's own files by name; originals and figures are added beside them."""
    yield "README.md", _readme(case, contents, held).encode(errors="replace")
    yield "index.html", _page(case, contents, pictures, held)
    yield "stories.parquet", tables.as_parquet(case.stories)
    yield "evidence.parquet", tables.as_parquet(case.proofs)
    yield "evidence.md", "".join(_evidence(case)).encode(errors="replace")
    yield "receipts.csv", tables.as_csv(case.receipts)
    yield "decisions.jsonl", lines_of(_decision_fields(each, case.headlines) for each in case.decided)
    columns = (*case.stories.columns, *case.proofs.columns, *case.receipts.columns)
    drawn = (column for each, _ in case.figures for column in each.frame.columns)
    yield "columns.csv", meanings(dict.fromkeys((*columns, *drawn)))
    if contents.texts:
        for story in case.articles:
            yield f"texts/{file_name(story)}", with_front_matter(story).encode(errors="replace")


def _decision_fields(decision: Decision, headlines: Mapping[str, str]) -> dict[str, Any]:
    fields = {name: value for name, value in asdict(decision).items() if value}
    return {**fields, "sentence": sentence_of(decision, headlines.get(decision.article, ""))}


def _page(
    case: _Gathered, contents: Contents, pictures: Sequence[Mapping[str, str]], held: Collection[str]
) -> bytes:
    """Return the page that lists and searches the case's stories; actors are numbers into one list."""
    rows = _by_story(case.proofs)
    called = {
        key: name
        for keys, names in zip(case.proofs["actor_ids"], case.proofs["actors"], strict=True)
        for key, name in zip(keys, names, strict=True)
    }
    keys = sorted(called, key=lambda key: (called[key].casefold(), key))
    places = {key: number for number, key in enumerate(keys)}
    own = defaultdict(list)
    for article, sha256 in zip(case.receipts["article_id"], case.receipts["sha256"], strict=True):
        if sha256 in held:
            own[article].append(_path_of_original(sha256))
    stories = []
    for article, day in zip(case.articles, case.stories["day"], strict=True):
        on = None if day is None or pd.isna(day) else str(day)[:10]
        shown = case_page.story(article, on, rows.get(article.id, ()), places, with_text=contents.texts)
        stories.append({**shown, "originals": own[article.id]} if article.id in own else shown)
    return case_page.page(
        title=_title(case), note=f"{case.recipe.source} · recipe {case.recipe.code}",
        actors=[called[key] for key in keys], stories=stories, figures=pictures,
    )  # fmt: skip


def _by_story(proofs: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    rows: Iterable[Any] = proofs.to_dict("records")
    return {key: list(group) for key, group in groupby(rows, key=lambda row: row["article_id"])}


def _title(case: _Gathered) -> str:
    return f"Case file: {case.recipe.title}"


def _evidence(case: _Gathered) -> Iterator[str]:
    """Yield the evidence as Markdown, one story after another."""
    yield f"# {plain(_title(case))}\n\n{plain(case.recipe.source)}\n"
    rows = _by_story(case.proofs)
    for article in case.articles:
        first, *rest = heading(article)
        yield "\n\n".join(("", f"#{first}", *rest)) + "\n\n"
        for row in rows.get(article.id, ()):
            named = plain(listed(list(dict.fromkeys(row["actors"]))))
            yield f"- {plain(row['sentence']).replace(chr(10), ' ')} ({named})\n"


def _readme(case: _Gathered, contents: Contents, held: Collection[str]) -> str:
    """Return the account of the case file: its source, contents, how to check it, what is missing."""
    recipe, missing = case.recipe, case.receipts["sha256"].nunique() - len(held)
    parts = [
        f"# {plain(_title(case))}",
        plain(recipe.source),
        f"Made {recipe.made_at} by {recipe.version}. Recipe {recipe.code}. The same selection in Wireroom: "
        f"`{recipe.address or 'no filter'}`.",
        _CONTENTS,
        _HASHES,
    ]
    if contents.texts or contents.originals:
        parts.append(COPYRIGHT)
    if contents.originals:
        parts.append(
            "`originals` holds the captures byte for byte, named by their SHA-256, as text. Renamed to "
            ".html, one opens as a page, which may load from the network."
            + (f" Not kept, and so not here: {count(missing, 'capture')}." if missing else "")
        )
    if not press.available().able:
        parts.append("The figures are interactive pages: there was no Chromium to draw pictures.")
    return "\n\n".join(parts) + "\n"
