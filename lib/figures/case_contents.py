"""The files of a case file: its page, its account, its tables and texts, from what was gathered for it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

import pandas as pd

from lib.export import case_page, tables
from lib.export import figure as press
from lib.export.article import file_name, heading, plain, with_front_matter
from lib.export.json_lines import json_lines
from lib.figures.drawn import Drawn
from lib.figures.files import meanings
from lib.model.article import Article
from lib.model.decision_words import sentence_of
from lib.model.ledger import Decision
from lib.model.recipe import Recipe
from lib.model.wording import count, listed

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
class Case:
    """The data of a case file: recipe, stories, evidence, receipts, decisions, articles and figures."""

    recipe: Recipe
    stories: pd.DataFrame  # of lib.query.listing, without texts
    proofs: pd.DataFrame
    receipts: pd.DataFrame
    decided: Sequence[Decision]
    headlines: Mapping[str, str]  # of the stories that decisions are about, by id
    articles: Sequence[Article]  # in the order of `stories`
    figures: Sequence[tuple[Drawn, Recipe]]

    @property
    def title(self) -> str:
        """The title of the case file, as "Case file: Who is named?", for its page and its text files."""
        return f"Case file: {self.recipe.title}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What a case file holds besides: full texts or not, pictures, hashes of originals (None without any)."""

    texts: bool
    originals: Collection[str] | None
    pictures: Sequence[Mapping[str, str]]  # of lib.export.case_page.figure


def path_of_original(sha256: str) -> str:
    """Return the path of an original in a case file: as a .txt file, so that a click runs nothing."""
    return f"originals/{sha256}.txt"


def files_of(case: Case, added: Added) -> Iterator[tuple[str, bytes]]:
    """Yield the name and bytes of each file of a case file, except the originals and figures."""
    yield "README.md", _readme(case, added).encode(errors="replace")
    yield "index.html", _page(case, added)
    yield "stories.parquet", tables.as_parquet(case.stories)
    yield "evidence.parquet", tables.as_parquet(case.proofs)
    yield "evidence.md", "".join(_evidence(case)).encode(errors="replace")
    yield "receipts.csv", tables.as_csv(case.receipts)
    yield "decisions.jsonl", json_lines(_decision_fields(each, case.headlines) for each in case.decided)
    columns = (*case.stories.columns, *case.proofs.columns, *case.receipts.columns)
    drawn = (column for each, _ in case.figures for column in each.frame.columns)
    yield "columns.csv", meanings(dict.fromkeys((*columns, *drawn)))
    if added.texts:
        for story in case.articles:
            yield f"texts/{file_name(story)}", with_front_matter(story).encode(errors="replace")


def _decision_fields(decision: Decision, headlines: Mapping[str, str]) -> dict[str, Any]:
    """Return a decision's fields that are not empty, and under "sentence" the decision in words."""
    fields = {name: value for name, value in asdict(decision).items() if value}
    return {**fields, "sentence": sentence_of(decision, headlines.get(decision.article, ""))}


def _page(case: Case, added: Added) -> bytes:
    """Return the bytes of the page index.html, which lists and searches the case's stories."""
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
        if sha256 in (added.originals or ()):
            own[article].append(path_of_original(sha256))
    stories = []
    for article, day in zip(case.articles, case.stories["day"], strict=True):
        on = None if day is None or pd.isna(day) else str(day)[:10]
        shown = case_page.story(article, on, rows.get(article.id, ()), places, with_text=added.texts)
        stories.append({**shown, "originals": own[article.id]} if article.id in own else shown)
    return case_page.page(
        title=case.title, note=f"{case.recipe.source} · recipe {case.recipe.code}",
        actors=[called[key] for key in keys], stories=stories, figures=added.pictures,
    )  # fmt: skip


def _by_story(proofs: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """Return rows of evidence as dicts, grouped by the id of their story."""
    rows: Iterable[Any] = proofs.to_dict("records")
    return {key: list(group) for key, group in groupby(rows, key=lambda row: row["article_id"])}


def _evidence(case: Case) -> Iterator[str]:
    """Yield the Markdown of evidence.md: for each story a heading, then its sentences with who is named."""
    yield f"# {plain(case.title)}\n\n{plain(case.recipe.source)}\n"
    rows = _by_story(case.proofs)
    for article in case.articles:
        first, *rest = heading(article)
        yield "\n\n".join(("", f"#{first}", *rest)) + "\n\n"
        for row in rows.get(article.id, ()):
            named = plain(listed(list(dict.fromkeys(row["actors"]))))
            yield f"- {plain(row['sentence']).replace(chr(10), ' ')} ({named})\n"


def _readme(case: Case, added: Added) -> str:
    """Return the Markdown of README.md: the case's source, its contents, how to check it, what is missing."""
    recipe = case.recipe
    parts = [
        f"# {plain(case.title)}",
        plain(recipe.source),
        f"Made {recipe.made_at} by {recipe.version}. Recipe {recipe.code}. The same selection in Wireroom: "
        f"`{recipe.address or 'no filter'}`.",
        _CONTENTS,
        _HASHES,
    ]
    if added.texts or added.originals is not None:
        parts.append(COPYRIGHT)
    if added.originals is not None:
        missing = case.receipts["sha256"].nunique() - len(added.originals)
        parts.append(
            "`originals` holds the captures byte for byte, named by their SHA-256, as text. Renamed to "
            ".html, one opens as a page, which may load from the network."
            + (f" Not kept, and so not here: {count(missing, 'capture')}." if missing else "")
        )
    if case.figures and not press.available().able:
        parts.append("The figures are interactive pages: there was no Chromium to draw pictures.")
    return "\n\n".join(parts) + "\n"
