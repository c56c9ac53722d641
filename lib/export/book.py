"""Stories to read away from the app: one HTML page, or an EPUB 3 with a chapter for each story.

Both are well-formed XML without script, style sheets or pictures from elsewhere; an EPUB is a zip of them by
the standard (https://www.w3.org/TR/epub-33/).
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import groupby
from uuid import NAMESPACE_URL, uuid5

from lib.export.article import body, origin, web_address
from lib.export.policy import hashes
from lib.export.render import render
from lib.model.article import Article, Block

STYLE = """\
body { font: 1.05rem/1.6 Georgia, serif; margin: 2rem auto; max-width: 38rem; padding: 0 1rem; }
a { overflow-wrap: anywhere; }
h1 { font-size: 1.7rem; line-height: 1.2; } article + article { border-top: 1px solid; margin-top: 3rem; }
.deck { font-size: 1.15rem; } .origin, .caption, .tags, nav { color: #555; font-size: .9rem; }
@media (prefers-color-scheme: dark) { body { background: #161616; color: #e8e6e1; } a { color: #9cc3ff; }
  .origin, .caption, .tags, nav { color: #aaa; } }
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownBlock:
    """A block of a book: text, zone, heading level, items of a list, times of updates that begin with it."""

    text: str = ""
    zone: str = ""
    level: int = 0  # of a heading, 0 for none
    items: tuple[str, ...] = ()
    times: tuple[str, ...] = ()  # of the updates that begin with it


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A story in a book: headline, language, deck, source line, web address, blocks and tags."""

    headline: str
    language: str
    deck: str
    origin: str
    address: str  # of the web, "" for any other
    blocks: tuple[ShownBlock, ...]
    tags: str


def page(articles: Iterable[Article], title: str) -> bytes:
    """Return the bytes of one HTML page with a table of contents and all stories, under the title."""
    entries = [(f"#story-{number}", _chapter(story)) for number, story in enumerate(articles, 1)]
    return render(
        "book/page.html", {"style": STYLE}, title=title, entries=entries, styles=hashes(STYLE)
    ).encode()


def epub(articles: Iterable[Article], title: str) -> bytes:
    """Return the bytes of an EPUB 3 with a chapter for each story."""
    held = list(articles)
    entries = [(f"story-{number}.xhtml", _chapter(story)) for number, story in enumerate(held, 1)]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        # Readers know the format by these bytes at this place: first, and not packed.
        book.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        book.writestr("META-INF/container.xml", render("book/container.xml"))
        book.writestr("book.opf", _package(held, [name for name, _ in entries], title))
        book.writestr("style.css", STYLE)
        document = partial(render, "book/document.xhtml", entries=entries)
        book.writestr("contents.xhtml", document(title=title, language="en", story=None))
        for name, story in entries:
            book.writestr(name, document(title=story.headline, language=story.language, story=story))
    return out.getvalue()


def _package(articles: Sequence[Article], names: Sequence[str], title: str) -> str:
    """Return the EPUB's package document: its metadata and the order of its chapters."""
    parts = "".join(f"{story.id} {story.revision} " for story in articles)
    languages = [story.language for story in articles if story.language]
    return render(
        "book/package.opf",
        identity=uuid5(NAMESPACE_URL, parts),
        title=title,
        language=max(sorted(set(languages)), key=languages.count) if languages else "und",
        modified=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        names=names,
    )


def _chapter(article: Article) -> Chapter:
    """Return a story as a chapter of the book; only an address of the web becomes a link."""
    return Chapter(
        headline=article.headline or "Story",
        language=article.language or "",
        deck=article.deck or "",
        origin=origin(article),
        address=web_address(article.canonical_url),
        blocks=tuple(_blocks(article)),
        tags=", ".join(article.tags),
    )


def _blocks(article: Article) -> Iterator[ShownBlock]:
    """Yield the story's blocks, with consecutive list items joined into one list."""
    for listed, group in groupby(body(article), key=_is_list_item):
        if listed:
            yield ShownBlock(items=tuple(block.text for _, block in group))
            continue
        for times, block in group:
            level = min(block.level + 1, 6) if block.level else 0
            items = (block.text,) if block.zone == "list" and not level else ()
            yield ShownBlock(text=block.text, zone=block.zone, level=level, items=items, times=tuple(times))


def _is_list_item(piece: tuple[list[str], Block]) -> bool:
    """Return whether a block, given with its times, is a list item before which no live-blog entry begins."""
    times, block = piece
    return block.zone == "list" and not block.level and not times
