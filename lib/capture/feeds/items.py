"""The items of a feed: key, link and dates of each, and whether it is only a summary."""

import hashlib
import re
from calendar import timegm
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urljoin

from lib.capture.item_page import words_of
from lib.capture.moments import NO_YEAR, READABLE, as_text, moment_of, parse_time
from lib.model.controls import without_controls
from lib.model.feed import Item

DECK = 500  # letters of a line under the headline
BEGINNING = 5_000  # letters of a text among which a summary of it is looked for
SAME = 60  # letters by which a summary is known as the beginning of its text
THIN = 1_200  # letters: an item with fewer is a summary; a Chinese or Japanese character counts as three
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NO_LETTER = re.compile(r"[\W_]+")
_APPEARED = re.compile(r"\s*The post .{1,300} (?:appeared first|first appeared) on .{1,100}\.$")  # WordPress
_BREAKS_OFF = re.compile(
    r"(?:\[?(?:…|\.\.\.|&hellip;|&#8230;)\]?|read more|continue reading)\W*$", re.IGNORECASE
)
_SECONDS = re.compile(r"\d{9,20}")  # since 1970, or parts of them


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One entry as its feed gives it: address, title, dates, text, summary, authors, tags."""

    guid: str | None
    link: str | None
    title: str  # may hold markup
    published: str
    published_at: datetime | None  # as the feed's parser reads `published`, UTC
    updated: str
    updated_at: datetime | None
    text: str
    plain: bool
    summary: str = ""  # where it stands beside the text; may hold markup
    whole: bool  # the feed gives a summary as well, and this is much more
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    language: str


def items_of(drafts: Iterable[FeedEntry]) -> tuple[Item, ...]:
    """Return the feed's entries as items, in order; those that share an id differ in their keys."""
    listed = list(drafts)
    names = Counter(draft.guid or draft.link for draft in listed)
    return tuple(
        _item(draft, position, alone=names[draft.guid or draft.link] == 1)
        for position, draft in enumerate(listed)
    )


def _item(draft: FeedEntry, position: int, *, alone: bool) -> Item:
    """Return an entry as an item, with its key, its times and whether its text is a mere summary ("thin").

    The key is a hash of the entry's id or address; of its title and date too if other entries have the same
    id, so that it is not `alone`.
    """
    dated, moment = _dated(draft.published, draft.published_at)
    updated, changed = _dated(draft.updated, draft.updated_at)
    name = draft.guid or draft.link
    parts = [name] if name and alone else [name or "", draft.link or "", draft.title, draft.published]
    text = words_of(draft.text)
    weight = len(text) + 2 * len(_DENSE.findall(text))
    # Short, unless the feed gives a summary beside it, or broken off.
    thin = weight < THIN and (not draft.whole or bool(_BREAKS_OFF.search(text)))
    return Item(
        key=hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:16], guid=draft.guid,
        link=draft.link, title=words_of(draft.title), published_at=moment, position=position, thin=thin,
        text=draft.text, plain=draft.plain, deck=_deck(draft), dated=dated,
        updated=updated if (changed or updated) != (moment or dated) else "", authors=_unique(draft.authors),
        tags=_unique(draft.tags), language=draft.language,
    )  # fmt: skip


def _unique(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the distinct texts without markup; empty ones are left out."""
    return tuple(dict.fromkeys(line for line in map(words_of, words) if line)) if words else ()


def _deck(draft: FeedEntry) -> str:
    """Return the feed's summary; "" if it is long, breaks off or only repeats the text's beginning."""
    words = _APPEARED.sub("", words_of(draft.summary)) if draft.summary else ""
    if not words or len(words) > DECK or _BREAKS_OFF.search(words):
        return ""
    text = _letters_only(f"{words_of(draft.title)} {words_of(draft.text)}")
    return "" if _letters_only(words)[:SAME] in text else words


def _letters_only(words: str) -> str:
    """Return the letters and digits of the first 5,000 characters, in lower case."""
    return _NO_LETTER.sub("", words[:BEGINNING].casefold())


def instant_of(parsed: Any) -> datetime | None:
    """Return a struct_time as a UTC datetime; None if there is no time, or its year is not in 2 to 9998."""
    try:
        moment = datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (OverflowError, ValueError, OSError):
        return None
    # Programs print the first and the last day of their calendar for no time; neither has a day beside it.
    return moment if moment and 1 < moment.year < 9999 else None


def _dated(printed: str, parsed: datetime | None) -> tuple[str, datetime | None]:
    """Return a feed's date as (ISO form or as printed, UTC time); "" and None if it is no date.

    `parsed` is how feedparser reads it. A date with its own zone is parsed here, as feedparser reads some of
    them as days alone. A date with a year in another language or notation stays as printed: the cleaning
    knows more of them.
    """
    printed = as_text(printed)
    if NO_YEAR.search(printed):
        return "", None
    if not printed:
        return (parsed.isoformat() if parsed else ""), parsed
    if _SECONDS.fullmatch(printed):
        moment = moment_of(printed)
        return (moment.isoformat() if moment else ""), moment
    fields = parse_time(printed)
    if fields is not None and fields.tzinfo:
        return fields.isoformat(), fields.astimezone(UTC)
    parsed = parsed if parsed and _is_printed(parsed, printed) else None
    moment = parsed or (fields and fields.replace(tzinfo=UTC))
    return (printed if READABLE.search(printed) else parsed.isoformat() if parsed else ""), moment


def _is_printed(parsed: datetime, printed: str) -> bool:
    """Return whether the parsed day, or the day before or after, is in the printed date.

    Feedparser guesses some days that are not.
    """
    figures = {int(number) for number in re.findall(r"\d+", printed)}
    near = [parsed + timedelta(days=days) for days in (-1, 0, 1)] if figures else []
    named = re.search(r"[^\W\d_]{3}", printed)
    return not figures or any(each.day in figures and (named or each.month in figures) for each in near)


def web_link(link: object, base: str) -> str | None:
    """Return the link as an absolute address; None if it is empty, no string, or not http or https."""
    if not isinstance(link, str) or not link.strip():
        return None
    try:
        whole = urljoin(base, without_controls(link).strip())
    except ValueError:
        return None
    return whole if whole.lower().startswith(("http://", "https://")) else None
