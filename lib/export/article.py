"""One story as a text file: Markdown with all markup in its text escaped, or plain text."""

import re
from collections.abc import Iterator
from datetime import datetime

import yaml

from lib.export.filenames import file_name as named
from lib.model.article import ASIDE_ZONES, Article, Block, Timezone, in_zone

_STARTS = re.compile(r"^(\s*(?:\d+(?=[.)]))?)([>+\-=:]|(?<=\d)[.)])", re.MULTILINE)
_INSIDE = re.compile(r"([\\`*_\[\]<>|~$^&#])")
_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\]+")
_SHOWN = frozenset(("headline", "byline", "credit", "related", "ticker", *ASIDE_ZONES))


def markdown(article: Article) -> str:
    """Return the story as Markdown, with all markup in its text escaped."""
    parts = heading(article)
    for times, block in body(article):
        parts += [*(f"**{plain(time)}**" for time in times), _block(block)]
    if article.tags:
        parts.append("Tags: " + ", ".join(map(plain, article.tags)))
    return "\n\n".join(part for part in parts if part) + "\n"


def with_front_matter(article: Article) -> str:
    """Return the story as Markdown with its metadata as YAML front matter, as note programs read it."""
    published = in_zone(article.published_at, article.published_zone)
    day_only = article.published_precision == "day"
    fields = {
        "id": article.id, "title": article.headline, "subtitle": article.deck, "authors": [*article.authors],
        "publisher": article.publisher, "section": article.section,
        "date": published.date() if published and day_only else published, "updated": article.updated_at,
        "tags": [*article.tags], "language": article.language, "url": article.canonical_url,
        "captured": article.captured_at,
    }  # fmt: skip
    known = {name: value for name, value in fields.items() if value}
    return f"---\n{yaml.safe_dump(known, allow_unicode=True, sort_keys=False)}---\n\n{markdown(article)}"


def web_address(address: object) -> str:
    """Return an http or https address; "" for any other, which could be a script or a file of the disk."""
    return address if isinstance(address, str) and address.startswith(("https://", "http://")) else ""


def heading(article: Article) -> list[str]:
    """Return the story's headline, deck, source line and address, if it has one, as Markdown paragraphs."""
    address = article.canonical_url or ""
    parts = (
        f"# {plain(article.headline or 'Story')}",
        f"**{plain(article.deck)}**" if article.deck else "",
        plain(origin(article)),
        f"<{address}>" if _ADDRESS.fullmatch(address) else plain(address),
    )
    return [part for part in parts if part]


def text(article: Article) -> str:
    """Return the story as plain text."""
    parts = [article.headline, article.deck or "", origin(article), article.canonical_url or ""]
    for times, block in body(article):
        parts += [*times, block.text]
    return "\n\n".join(part.strip() for part in parts if part.strip()) + "\n"


def file_name(article: Article, suffix: str = "md") -> str:
    """Return a file name for the story, made of its id and headline."""
    return named(article.id or "story", article.headline, suffix)


def body(article: Article) -> Iterator[tuple[list[str], Block]]:
    """Yield each text block of the story, with the times, in words, of live-blog entries that begin with it.

    The deck is left out, as `heading` has it. If an entry begins with a block that is left out, such as a
    credit, its time is given with the next block.
    """
    hidden = _SHOWN | ({"deck"} if article.deck else frozenset())
    if article.form == "brief":
        hidden -= {"ticker"}  # where its text stands
    updates = {update.block: update for update in article.updates}
    times: list[str] = []
    for number, block in enumerate(article.blocks):
        if update := updates.get(number):
            times.append(
                _printed_time(update.published_at, update.published_as, update.timezone) or "no time"
            )
        if block.zone not in hidden:
            yield times, block
            times = []


def _block(block: Block) -> str:
    """Return a block of text as Markdown: a heading, quotation, list entry, caption or paragraph."""
    text = plain(block.text)
    if block.level:
        return f"{'#' * min(block.level + 1, 6)} {text}"
    if block.zone == "quote":
        return "\n".join(f"> {line}" for line in text.splitlines())
    if block.zone == "list":
        return f"- {text}"
    if block.zone == "caption":
        return f"*Picture: {text}*"
    return text


def origin(article: Article) -> str:
    """Return the story's authors, publisher and time in one line."""
    at, printed, zone = article.published_at, article.published_as, article.published_zone
    moment = _printed_time(at, printed, zone, day_only=article.published_precision == "day") or "no date"
    parts = [", ".join(article.authors), article.site_name or article.publisher, moment]
    return " · ".join(part for part in parts if part)


def _printed_time(
    at: datetime | None, printed: str | None, zone: Timezone | None, *, day_only: bool = False
) -> str:
    """Return a time as "9 April 2024, 14:30 CEST", in the story's timezone.

    A time that is not understood is returned as printed, "" if the page prints none.
    """
    local = in_zone(at, zone)
    if local is None:
        return printed or ""
    day = f"{local.day} {local:%B %Y}"
    assumed = " (zone assumed)" if zone and zone.assumed else ""
    return day if day_only else f"{day}, {local:%H:%M} {zone.name if zone else 'UTC'}{assumed}"


def plain(text: str) -> str:
    """Return text with the characters escaped that Markdown would interpret."""
    flat = re.sub(r"[ \t]*\n[ \t]*", "\n", text.strip())
    return _STARTS.sub(r"\1\\\2", _INSIDE.sub(r"\\\1", flat))
