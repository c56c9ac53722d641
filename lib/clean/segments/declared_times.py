"""Reads the times in a page's metadata: JSON-LD, meta tags, microdata, attributes and URL."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from lxml.html import HtmlElement

from lib.clean import words
from lib.clean.says.instants import LATEST, Instant, of_iso, read_instant
from lib.clean.says.times import find_times, says_updated
from lib.clean.segment import PrintedLine
from lib.clean.segments.metadata import Structured, texts

_IN_ADDRESS = re.compile(r"(?:/|(?<=[a-z])-)((?:19|20)\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?=[/_.?#-]|$)")
# No mark is of a publisher, a creative (an advertisement) or what is public, nor names who created something.
_PUBLISHED_MARK = re.compile(
    r"(?:publi(?!c(?![ae])|sher)|posted|creat(?!iv|or))(?!\w*[-_]?(?:by|id)\b)", re.IGNORECASE
)
_UPDATED_MARK = re.compile(r"updat|modif|chang|revis|aktualis")
PUBLISHED_META: Sequence[str] = words.read("metadata")["published"]
UPDATED_META: Sequence[str] = words.read("metadata")["updated"]
_ONE_DAY = timedelta(days=1, hours=14)  # two times of one day lie no further apart, whatever their time zones
LABEL = 40  # characters before a time element that may say what it stands for
_FIGURES = 40  # characters of a declared time


def published_times(data: Structured) -> Iterator[Instant]:
    """Yield the declared times of publication, then those of creation and upload."""
    yield from _declared(data, ("datePublished", "dateCreated", "uploadDate"), PUBLISHED_META)


def updated(data: Structured) -> Instant | None:
    """Return the declared time of the last change from the first source that has it; None if none has."""
    return next(_declared(data, ("dateModified",), UPDATED_META), None)


def in_address(address: str | None) -> Iterator[Instant]:
    """Yield the date in a page's URL, "/2024/04/10/", if it has one."""
    if found := _IN_ADDRESS.search(address or ""):
        yield from read_instants(("-".join(found.groups()),), "address")


def first_known(instants: Iterable[Instant], *, latest: int = LATEST) -> Instant | None:
    """Return the first time up to the year `latest`, or None; a day gives way to the same day with a time."""
    day: Instant | None = None
    for found in instants:
        if found.moment.year > latest:
            continue
        if found.day_only:
            day = day or found
        elif day is None or abs(found.moment.replace(tzinfo=None) - day.moment) < _ONE_DAY:
            return found
    return day


def in_attributes(tree: HtmlElement) -> Iterator[Instant]:
    """Yield the times in attributes named after publishing or creating, such as "data-published".

    An attribute that has several values on the page is skipped: cards for other stories have it.
    """
    found: dict[str, set[str]] = {}
    for node in tree.iter("*"):
        for name, value in node.attrib.items():
            if _PUBLISHED_MARK.search(name) and len(value) < LABEL * 4:
                found.setdefault(name, set()).add(value)
    for name, values in found.items():
        if len(values) == 1:
            yield from read_instants(values, f"attribute {name}")


def declared_in_figures(tree: HtmlElement) -> list[PrintedLine]:
    """Return the contents of meta tags with ambiguous dates (3/4/2024), each with the dates in it."""
    found: list[PrintedLine] = []
    for meta in tree.iter("meta"):
        content = " ".join((meta.get("content") or "").split())
        times = [each for each in find_times(content[:_FIGURES]) if each.order == "either"]
        found += [(content, times)] if times else []
    return found


def machine_times(data: Structured) -> Iterator[Instant]:
    """Yield the times of publication that JSON-LD, meta tags and microdata declare."""
    yield from _declared(data, ("datePublished",), PUBLISHED_META)


def is_dated(node: HtmlElement) -> bool:
    """Return whether an <abbr> gives a publication time, by its class and a date in its title."""
    named = _PUBLISHED_MARK.search(node.get("class", ""))
    return bool(named) and of_iso(node.get("title", "").strip()) is not None


def is_update(node: HtmlElement) -> bool:
    """Return whether a time element is marked or labelled as an update."""
    marks = f"{node.get('class', '')} {node.get('itemprop', '')}".casefold()
    if _PUBLISHED_MARK.search(marks):
        return False
    if _UPDATED_MARK.search(marks):
        return True
    parent, before = node.getparent(), node.getprevious()
    label = " ".join(((parent.text if before is None else before.tail) or "").split())[-LABEL:]
    own = label[max((each.end for each in find_times(label)), default=0) :]  # behind the dates in it
    times = find_times(" ".join(f"{own} {''.join(node.itertext())}".split())[:200])
    return times[0].role == "updated" if times else says_updated(label)


def _declared(data: Structured, keys: Sequence[str], names: Iterable[str]) -> Iterator[Instant]:
    """Yield the times under these JSON-LD keys, these meta names, and the first key in microdata."""
    for key in keys:
        yield from read_instants(texts(data.article.get(key)), "json-ld")
    for name in names:
        yield from read_instants(data.meta.get(name, ())[:1], f"meta {name}")
    yield from read_instants(data.items.get(keys[0], ())[:1], "microdata")


def read_instants(values: Iterable[str], source: str) -> Iterator[Instant]:
    """Yield the times that the values of one source can be read as."""
    for value in values:
        if value and (instant := read_instant(value, source)):
            yield instant
