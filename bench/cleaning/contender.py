"""What takes part in the comparison: Wireroom and other libraries, each asked for the same fields."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lib.capture import read
from lib.model.capture import Capture

MEASURES = ("body", "title", "authors", "day", "minute", "tags", "caption", "credit")

# A row in the scorer's terms: title, authors, published, tags, text, image.
Prediction = dict[str, object]


class Refused(Exception):
    """A page that a contender does not take for a story, with its reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of the corpus; `content` is its decoded text, for libraries that are not asked to decode."""

    name: str
    path: Path
    content: str
    url: str | None
    fold: int | None = None  # of its publisher, where the model may have seen the page


@dataclass(frozen=True, slots=True, kw_only=True)
class Remains:
    """What is looked at beside the prediction: whether kept and cut are the whole, and what no rule knows."""

    words: int
    unclassified: int  # words
    violations: tuple[str, ...]
    confidence: float = 1.0


def _as_it_is(result: Prediction) -> Prediction:
    return result


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """A library and its settings; `gives` says which measures it has an answer for at all."""

    name: str
    extract: Callable[[Page], Any]
    gives: frozenset[str]
    predict: Callable[[Any], Prediction] = _as_it_is  # from what was extracted; timed too
    remains: Callable[[Any], Remains] | None = None  # of what was extracted; not timed


def name_of(path: Path) -> str:
    """Return the id in the truth of a page's file."""
    return path.name.split(".html")[0].removesuffix(".txt")


def page_at(path: Path, fold: int | None = None) -> Page:
    """Return a page of the corpus, decoded once for all."""
    name = name_of(path)
    for found in read(path):
        if isinstance(found, Capture):
            return Page(name=name, path=path, content=found.content, url=found.url, fold=fold)
    data = path.read_bytes()
    data = gzip.decompress(data) if path.suffix == ".gz" else data
    return Page(name=name, path=path, content=data.decode("utf-8", "replace"), url=None, fold=fold)
