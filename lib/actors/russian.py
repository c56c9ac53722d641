"""Names of a Russian story that slovnet's news model finds, an optional extra.

Model, word vectors and a list of given names come from natasha's wheel, whose code is not loaded; their
hashes are checked.
"""

import importlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from lib.actors.recogniser import RecogniserState, package_folder, state_of_extra
from lib.actors.story import Name, Story, free, in_order
from lib.model.mention import Kind

_MODEL, _VECTORS = "model/slovnet_ner_news_v1.tar", "emb/navec_news_v1_1B_250K_300d_100q.tar"
WEIGHTS = {
    _MODEL: "16c3343a6572ddf0e2b2fc1923113de15a7f5ca5bde90e780dd590418665603e",
    _VECTORS: "f07270833d78523edc5781538d67038e95b43975e4a7ae757c693b687f9cbfca",
}
_GIVEN_NAMES = "dict/first.txt"
_KINDS: dict[str, Kind] = {"PER": "person", "ORG": "organisation"}
_LINE = re.compile(r"^[^\n\w]*+\w[^\n]*", re.MULTILINE)  # the model fails on a text without a word
_QUOTES = "«»\"„“”'’ "
_OPEN = re.compile(r"[^«»„“”\"]*(?:«[^»]*|[„“][^“”]*|\"[^\"]*)")  # a name with a mark that is not closed
_CLOSING = re.compile(r"[»“”\"]")


def with_russian(story: Story, names: Sequence[Name]) -> list[Name]:
    """Add the organisations that slovnet finds outside the names, as unsure; return all names."""
    seen = (replace(name, unsure=True) for name in russian_names(story) if name.kind == "organisation")
    return in_order([*names, *free(seen, names)])


def russian_names(story: Story) -> Iterator[Name]:
    """Yield the persons named in full and the organisations that slovnet finds; nothing without the extra.

    Quotation marks around a whole name are no part of it, quotation marks at its end are: АО «Кварн».
    """
    lines = [(passage, line) for passage in story for line in _LINE.finditer(passage.text)]
    for (passage, line), spans in zip(lines, spans_in(tuple(line[0] for _, line in lines)), strict=True):
        for span in (span for span in spans if span.type in _KINDS):
            start, end = _unquoted(passage.text, line.start() + span.start, line.start() + span.stop)
            words = passage.text[start:end].split()
            if len(words) > 1 or (words and span.type == "ORG"):
                yield passage.name(start, end, _KINDS[span.type], "recogniser")


def _unquoted(text: str, start: int, end: int) -> tuple[int, int]:
    """Return start and end of a name without the marks around it; a mark that closes one inside it stays."""
    quoted = text[start:end]
    bare = quoted.strip(_QUOTES)
    start += quoted.find(bare)
    end = start + len(bare)
    return start, end + bool(_OPEN.fullmatch(bare) and _CLOSING.match(text, end))


@lru_cache(maxsize=1)  # two stages ask for those of a story
def spans_in(lines: tuple[str, ...]) -> list[Sequence[Any]]:
    """Return for each line the spans that slovnet finds in it; none without the extra."""
    recogniser = load_recogniser()
    return [markup.spans for markup in recogniser.map(lines)] if recogniser else [()] * len(lines)


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Return the Russian given names of the extra, each with a capital; empty if it is missing."""
    folder = model_folder()
    text = (folder / _GIVEN_NAMES).read_text(encoding="utf-8") if folder else ""
    return frozenset(text.title().split())


@lru_cache(maxsize=1)
def russian_state() -> RecogniserState:
    """Return whether Russian names outside the actor file can be found; does not load the model."""
    found = "Russian names beyond the actor file are found by slovnet."
    return state_of_extra("Russian", model_folder(), ("slovnet", "navec"), WEIGHTS, found)


@lru_cache(maxsize=1)
def load_recogniser() -> Any:
    """Return the Russian recogniser with its word vectors, or None if unavailable."""
    folder = model_folder()
    if folder is None or not russian_state().available:
        return None
    recogniser = importlib.import_module("slovnet").NER.load(str(folder / _MODEL))
    recogniser.navec(importlib.import_module("navec").Navec.load(str(folder / _VECTORS)))
    return recogniser


def model_folder() -> Path | None:
    """Return the folder of natasha's data, without importing the package; None if it is missing."""
    folder = package_folder("natasha")
    return folder / "data" if folder else None
