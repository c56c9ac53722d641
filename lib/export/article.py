"""One story as a text file: Markdown in which nothing of the page can act, or plain text."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from lib.export.filenames import file_name as named
from lib.model.article import Article, Block

_STARTS = re.compile(r"^(\s*)([#>+\-=*|:]|\d+[.)])", re.MULTILINE)
_INSIDE = re.compile(r"([\\`*_\[\]<>|~$^&])")
_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\]+")
_SHOWN = frozenset(("headline", "byline", "credit", "related", "ticker"))


def markdown(article: Article) -> str:
    """The story as Markdown: what it says, with every sign of markup in its text disarmed."""
    parts = [f"# {_plain(article.headline)}", *_deck(article), _plain(_origin(article)), _source(article)]
    parts += [_block(block) for block in _body(article)]
    if article.tags:
        parts.append("Tags: " + ", ".join(map(_plain, article.tags)))
    return "\n\n".join(part for part in parts if part) + "\n"


def text(article: Article) -> str:
    """The story as plain text."""
    parts = [article.headline, article.deck or "", _origin(article), article.canonical_url or ""]
    parts += [block.text for block in _body(article)]
    return "\n\n".join(part.strip() for part in parts if part.strip()) + "\n"


def file_name(article: Article, suffix: str = "md") -> str:
    """A name for the story's file: its id and its headline."""
    return named(article.id or "story", article.headline, suffix)


def _deck(article: Article) -> list[str]:
    return [f"**{_plain(article.deck)}**"] if article.deck else []


def _body(article: Article) -> list[Block]:
    """The blocks below the furniture; the deck has been printed already."""
    hidden = _SHOWN | ({"deck"} if article.deck else frozenset())
    return [block for block in article.blocks if block.zone not in hidden]


def _block(block: Block) -> str:
    said = _plain(block.text)
    if block.level:
        return f"{'#' * min(block.level + 1, 6)} {said}"
    if block.zone == "quote":
        return "\n".join(f"> {line}" for line in said.splitlines())
    if block.zone == "list":
        return f"- {said}"
    if block.zone == "caption":
        return f"*Picture: {said}*"
    return said


def _origin(article: Article) -> str:
    said = [", ".join(article.authors), article.publisher, _when(article)]
    return " · ".join(part for part in said if part)


def _when(article: Article) -> str:
    if article.published_at is None:
        return article.published_as or "no date"
    zone = article.published_zone.name if article.published_zone else "UTC"
    local = _in_zone(article.published_at, zone)
    assumed = " (zone assumed)" if article.published_zone and article.published_zone.assumed else ""
    return f"{local.day} {local:%B %Y, %H:%M} {zone}{assumed}"


def _in_zone(moment: datetime, zone: str) -> datetime:
    try:
        return moment.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError):
        # A zone printed as an offset, "+02:00", is one that datetime reads itself.
        return moment.astimezone(datetime.fromisoformat(f"2000-01-01T00:00{zone}").tzinfo)


def _source(article: Article) -> str:
    address = article.canonical_url or ""
    return f"<{address}>" if _ADDRESS.fullmatch(address) else _plain(address)


def _plain(said: str) -> str:
    """Text that Markdown shows letter by letter."""
    flat = re.sub(r"[ \t]*\n[ \t]*", "\n", said.strip())
    return _STARTS.sub(r"\1\\\2", _INSIDE.sub(r"\\\1", flat))
