"""Stories to read away from the app: one HTML page, or an EPUB 3 with a chapter for each story.

Both are well-formed XML without script, style sheets or pictures from elsewhere; an EPUB is a zip of them by
the standard (https://www.w3.org/TR/epub-33/).
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from html import escape
from itertools import groupby
from uuid import NAMESPACE_URL, uuid5

from lib.export.article import body, origin
from lib.export.policy import hashes
from lib.model.article import Article, Block

STYLE = """\
body { font: 1.05rem/1.6 Georgia, serif; margin: 2rem auto; max-width: 38rem; padding: 0 1rem; }
a { overflow-wrap: anywhere; }
h1 { font-size: 1.7rem; line-height: 1.2; } article + article { border-top: 1px solid; margin-top: 3rem; }
.deck { font-size: 1.15rem; } .origin, .caption, .tags, nav { color: #555; font-size: .9rem; }
@media (prefers-color-scheme: dark) { body { background: #161616; color: #e8e6e1; } a { color: #9cc3ff; }
  .origin, .caption, .tags, nav { color: #aaa; } }
"""
# What XML has no way to write.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONTAINER = """\
<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
"""


def page(articles: Iterable[Article], title: str) -> bytes:
    """Return one HTML page with all stories, its contents first; the title says what was selected."""
    held = list(articles)
    parts = "".join(_article(story, f"story-{number}") for number, story in enumerate(held, 1))
    policy = f"default-src 'none'; style-src {hashes(STYLE)}"
    head = (
        '<meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/>'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"/><title>{_said(title)}</title>'
        f"<style>{STYLE}</style>"
    )
    links = _contents([(f"#story-{number}", story) for number, story in enumerate(held, 1)])
    inner = f"<head>{head}</head><body><nav><p>{_said(title)}</p>{links}</nav>{parts}</body>"
    return f"<!DOCTYPE html>\n<html>{inner}</html>\n".encode()


def epub(articles: Iterable[Article], title: str) -> bytes:
    """Return an EPUB 3 with a chapter for each story."""
    held = list(articles)
    names = [f"story-{number}.xhtml" for number in range(1, len(held) + 1)]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        # Readers know the format by these bytes at this place: first, and not packed.
        book.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        book.writestr("META-INF/container.xml", _CONTAINER)
        book.writestr("book.opf", _package(held, names, title))
        book.writestr("style.css", STYLE)
        links = _contents(list(zip(names, held, strict=True)))
        book.writestr("contents.xhtml", _document(title, f'<nav epub:type="toc">{links}</nav>', "en"))
        for name, story in zip(names, held, strict=True):
            chapter = _document(story.headline or "Story", _article(story, "story"), story.language)
            book.writestr(name, chapter)
    return out.getvalue()


def _package(articles: Sequence[Article], names: Sequence[str], title: str) -> str:
    """Return the package document: what the book is and in which order its parts are read."""
    parts = "".join(f"{story.id} {story.revision} " for story in articles)
    languages = [story.language for story in articles if story.language]
    language = max(sorted(set(languages)), key=languages.count) if languages else "und"
    items = "".join(
        f'<item id="s{number}" href="{name}" media-type="application/xhtml+xml"/>'
        for number, name in enumerate(names, 1)
    )
    spine = "".join(f'<itemref idref="s{number}"/>' for number in range(1, len(names) + 1))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:identifier id="id">urn:uuid:{uuid5(NAMESPACE_URL, parts)}</dc:identifier>'
        f"<dc:title>{_said(title)}</dc:title><dc:language>{_said(language)}</dc:language>"
        f'<meta property="dcterms:modified">{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}</meta></metadata>'
        '<manifest><item id="nav" href="contents.xhtml" properties="nav" '
        'media-type="application/xhtml+xml"/><item id="css" href="style.css" media-type="text/css"/>'
        f'{items}</manifest><spine><itemref idref="nav"/>{spine}</spine></package>\n'
    )


def _document(title: str, inner: str, language: str | None) -> str:
    known = f' lang="{_said(language)}" xml:lang="{_said(language)}"' if language else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"{known}><head><title>{_said(title)}</title>'
        f'<link rel="stylesheet" href="style.css"/></head><body>{inner}</body></html>\n'
    )


def _contents(entries: Sequence[tuple[str, Article]]) -> str:
    """Return the list of the stories, each with where it is."""
    rows = "".join(f'<li><a href="{at}">{_said(story.headline or "Story")}</a></li>' for at, story in entries)
    return f"<ol>{rows}</ol>"


def _article(article: Article, identity: str) -> str:
    known = f' lang="{_said(article.language)}" dir="auto"' if article.language else ' dir="auto"'
    address = article.canonical_url or ""
    source = f' · <a href="{_said(address)}">{_said(address)}</a>' if _is_web(address) else ""
    deck = f'<p class="deck">{_said(article.deck)}</p>' if article.deck else ""
    tags = f'<p class="tags">Tags: {_said(", ".join(article.tags))}</p>' if article.tags else ""
    return (
        f'<article id="{identity}"{known}><h1>{_said(article.headline or "Story")}</h1>{deck}'
        f'<p class="origin">{_said(origin(article))}{source}</p>{"".join(_blocks(article))}{tags}</article>'
    )


def _blocks(article: Article) -> Iterator[str]:
    """Yield the story's blocks; items that follow one another make one list."""
    for listed, group in groupby(body(article), key=_is_item):
        if listed:
            yield f"<ul>{''.join(f'<li>{_said(block.text)}</li>' for _, block in group)}</ul>"
            continue
        for times, block in group:
            yield from (f"<p><strong>{_said(time)}</strong></p>" for time in times)
            yield _block(block)


def _is_item(piece: tuple[list[str], Block]) -> bool:
    times, block = piece
    return block.zone == "list" and not block.level and not times


def _block(block: Block) -> str:
    said = _said(block.text).replace("\n", "<br/>")
    if block.level:
        level = min(block.level + 1, 6)
        return f"<h{level}>{said}</h{level}>"
    if block.zone == "quote":
        return f"<blockquote><p>{said}</p></blockquote>"
    if block.zone == "caption":
        return f'<p class="caption">Picture: {said}</p>'
    return f"<ul><li>{said}</li></ul>" if block.zone == "list" else f"<p>{said}</p>"


def _said(text: str) -> str:
    """Return text that XML shows letter by letter."""
    return escape(_UNWRITABLE.sub("", text))


def _is_web(address: str) -> bool:
    return address.startswith(("https://", "http://"))
