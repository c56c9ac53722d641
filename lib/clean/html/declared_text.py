"""The story's text as its JSON-LD tells it, and the updates of a live blog."""

import html
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml import html as markup

from lib.clean.dates.dates import Instant, read_instant
from lib.clean.html.page import Page
from lib.clean.html.structured import first_text, types


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One update of a live blog as JSON-LD tells it."""

    headline: str | None
    paragraphs: tuple[str, ...]
    instant: Instant | None


def told_text(page: Page) -> str:
    """Return the story's text as JSON-LD gives it: of a live blog its updates in order."""
    parts = [_bare(text)] if (text := _whole(page.data.article.get("articleBody"))) else []
    for update in told_updates(page):
        parts += [update.headline, *update.paragraphs] if update.headline else update.paragraphs
    return "\n".join(part for part in parts if part)


def told_updates(page: Page) -> tuple[Told, ...]:
    """Return the updates of a live blog in the order of its JSON-LD; none for any other story."""
    article = page.data.article
    if "LiveBlogPosting" not in types(article):
        return ()
    updates = article.get("liveBlogUpdate")
    nodes = (page.data.resolve(each) for each in (updates if isinstance(updates, list) else [updates]))
    return tuple(_update(node) for node in nodes if isinstance(node, dict))


def _update(node: dict[str, object]) -> Told:
    headline, body = _whole(node.get("headline")), _whole(node.get("articleBody"))
    dates = (first_text(node.get(name)) for name in ("datePublished", "dateCreated"))
    date = next((each for each in dates if each), None)
    return Told(
        headline=" ".join(_bare(headline).split()) or None if headline else None,
        paragraphs=tuple(_lines(_bare(body))) if body else (),
        instant=read_instant(date, "json-ld") if date else None,
    )


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if folded := " ".join(line.split()):
            yield folded


def _whole(value: object) -> str | None:
    return value if isinstance(value, str) else first_text(value)


def _bare(text: str) -> str:
    """Text without the markup and the character references some publishers leave in JSON-LD."""
    if "<" not in text or ">" not in text:
        return html.unescape(text)
    try:
        tree = markup.fromstring(f"<div>{text}</div>")
    except (ValueError, etree.LxmlError):  # no markup after all
        return html.unescape(text)
    for node in tree.iter("p", "br", "li", "h2", "h3"):
        node.tail = f"\n{node.tail or ''}"
    return "\n".join(filter(None, map(str.strip, tree.text_content().splitlines())))
