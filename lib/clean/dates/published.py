"""When a story was published and updated: own sources first, each instant with its time zone.

Order: JSON-LD, meta tags, microdata, time elements near the headline, the printed line near the headline, the
day in the address; htmldate, which knows no year before 1995, comes last and only for the day.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import htmldate
from htmldate import extractors
from lxml.html import HtmlElement

from lib.clean.dates.instants import Instant, instant_in_line, of_iso, read_instant
from lib.clean.dates.printed import find_times
from lib.clean.html.structured import Structured, texts
from lib.model.article import Timezone

_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?=[/_.-]|$)")
_PUBLISHED_MARK = re.compile(r"publi|posted|creat")
_UPDATED_MARK = re.compile(r"updat|modif|chang|revis|aktualis")

PUBLISHED_META = (
    "article:published_time", "og:article:published_time", "og:published_time", "parsely-pub-date",
    "datepublished", "article:published", "sailthru.date", "dc.date.issued", "dcterms.issued",
    "dc.date.created", "dcterms.created", "dcterms.date", "dc.date", "pubdate", "publishdate",
    "publish-date", "publish_date", "published_time", "article.published", "cxenseparse:recs:publishtime",
    "cxenseparse:recs:articlepublishtime", "datecreated", "vr:published_time", "rnews:datepublished",
    "article_date_original", "originalpublicationdate", "published_at", "article:post_date",
    "article-published-time", "displaydate", "timestamp", "pub_date", "bt:pubdate",
    "analyticsattributes.articledate", "date", "citation_publication_date", "citation_date",
    "last-published",
)  # fmt: skip
UPDATED_META = (
    "article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified",
    "article:modified", "lastmod", "last-modified", "dcterms.modified", "dc.date.modified",
    "article:updated_time", "article.updated", "revision_date", "updated_time", "modified_time",
    "bt:moddate",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """When a story was published, with its zone and where both come from."""

    at: datetime | None
    printed: str | None
    timezone: Timezone | None
    source: str


NOT_DATED = Dating(at=None, printed=None, timezone=None, source="none")


def published(
    data: Structured, near: Iterable[str], times: Iterable[HtmlElement], address: str | None
) -> Instant | None:
    """Return the first source that knows when the story was published."""
    return next(_published(data, near, times, address), None)


def _published(
    data: Structured, near: Iterable[str], times: Iterable[HtmlElement], address: str | None
) -> Iterator[Instant]:
    """Yield every source's instant, best source first; a day alone waits for a source that has the time."""
    days: list[Instant] = []
    for each in _candidates(data, near, times, address):
        if each.day_only:
            days.append(each)
        elif not days or abs(each.moment.replace(tzinfo=None) - days[0].moment) < timedelta(days=1, hours=14):
            yield each
        else:
            break
    yield from days


def _candidates(
    data: Structured, near: Iterable[str], times: Iterable[HtmlElement], address: str | None
) -> Iterator[Instant]:
    for key in ("datePublished", "dateCreated", "uploadDate"):
        yield from _read(texts(data.article.get(key)), "json-ld")
    for name in PUBLISHED_META:
        yield from _read(data.meta.get(name, ())[:1], f"meta {name}")
    yield from _read(data.items.get("datePublished", ())[:1], "microdata")
    for node in times:
        value = (
            node.get("datetime") or node.get("content") or (node.tag == "abbr" and node.get("title")) or ""
        )
        yield from _read((value,), "time element")
    for line in near:
        if moment := _line(line):
            yield moment
    if found := _IN_ADDRESS.search(address or ""):
        yield from _read(("-".join(found.groups()),), "address")


def updated(data: Structured) -> Instant | None:
    """Return the first source that knows when the story was last changed."""
    for each in _read(texts(data.article.get("dateModified")), "json-ld"):
        return each
    for name in UPDATED_META:
        for each in _read(data.meta.get(name, ())[:1], f"meta {name}"):
            return each
    return next(_read(data.items.get("dateModified", ())[:1], "microdata"), None)


def printed_update(near: Iterable[str], times: Iterable[HtmlElement]) -> Instant | None:
    """Return the time of the last change as the page prints it, where machines are told none."""
    for node in times:
        for value in (node.get("datetime"), "".join(node.itertext())):
            for each in _read((value or "",), "time element"):
                return each
    for line in near:
        for found in find_times(line):
            if found.role == "updated":
                return instant_in_line(line, found)
    return None


def machine_times(data: Structured) -> Iterator[Instant]:
    """Yield the time of publication as every source for machines gives it, one each."""
    yield from _read(texts(data.article.get("datePublished"))[:1], "json-ld")
    for name in PUBLISHED_META:
        yield from _read(data.meta.get(name, ())[:1], f"meta {name}")
    yield from _read(data.items.get("datePublished", ())[:1], "microdata")


def is_dated(node: HtmlElement) -> bool:
    """Return whether an abbreviation is a time in the old way of microformats: its title holds it."""
    named = bool(_PUBLISHED_MARK.search(node.get("class", "")))
    return named and of_iso((node.get("title") or "").strip()) is not None


def is_update(node: HtmlElement) -> bool:
    """Return whether a time element is marked or worded as the time of a later change."""
    marks = f"{node.get('class', '')} {node.get('itemprop', '')}".casefold()
    if _PUBLISHED_MARK.search(marks):
        return False
    if _UPDATED_MARK.search(marks):
        return True
    parent, before = node.getparent(), node.getprevious()
    label = (before.tail if before is not None else parent.text if parent is not None else "") or ""
    times = find_times(" ".join(f"{label} {''.join(node.itertext())}".split())[:200])
    return bool(times) and times[0].role == "updated"


def guessed_day(tree: HtmlElement, address: str | None) -> Instant | None:
    """Return the day htmldate finds, when the page's own metadata is silent.

    It gives the first day for a month or a year alone and for days that no calendar has, so a first day is
    believed only where the page prints it.
    """
    try:
        found = htmldate.find_date(tree, original_date=True, url=address, outputformat="%Y-%m-%d")
    except (ValueError, TypeError, AttributeError, RecursionError, OverflowError):  # the page stays undated
        return None
    day = str(found) if found else ""
    if not day or (day.endswith("-01") and not _prints(tree, address, day)):
        return None
    return read_instant(day, "htmldate")


class PrintedDates:
    """Stands where htmldate expects dateparser, which takes over a second to load its 200 languages."""

    def get_date_data(self, text: str) -> dict[str, datetime | None]:
        """Return the first date that a text prints in words; numbers alone htmldate has read before."""
        found = next((each for each in find_times(text) if each.order != "either"), None)
        return {"date_obj": found.local if found else None}


extractors.get_external_parser = PrintedDates  # type: ignore[assignment] # only that one method is called


def _prints(tree: HtmlElement, address: str | None, day: str) -> bool:
    """Return whether a day stands in the page's words, in a value of its markup, or in its address."""
    digits = day.replace("-", "")
    values = (str(value) for node in tree.iter() if isinstance(node.tag, str) for value in node.values())
    if any(digits in re.sub(r"[-/.]", "", value[:200]) for value in (address or "", *values)):
        return True
    lines = (text[:200] for text in tree.itertext() if day[:4] in text[:200])
    return any(each.day.isoformat() == day for line in lines for each in find_times(line))


def dating(instant: Instant | None, assumed: Callable[[], Timezone]) -> Dating:
    """Return the instant in UTC, with the time zone that was printed or, when none was, the assumed one."""
    if instant is None:
        return NOT_DATED
    moment, timezone = instant.decided(assumed)
    source = f"{instant.source}, day only" if instant.day_only else instant.source
    return Dating(at=moment.astimezone(UTC), printed=instant.printed, timezone=timezone, source=source)


def _read(values: Iterable[str], source: str) -> Iterator[Instant]:
    for value in values:
        if value and (instant := read_instant(value, source)):
            yield instant


def _line(line: str) -> Instant | None:
    found = next((each for each in find_times(line) if each.role != "updated"), None)
    return instant_in_line(line, found) if found else None
