"""Other libraries that clean news pages, each as its own documentation calls it, with all fields it has.

They are imported when they are asked for: only the bench needs them, and two take a second to load.
"""

import warnings
from functools import cache
from typing import Any

from lxml import html

from bench.cleaning.contender import Contender, Page, Prediction

BLOCKS = ("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "br", "blockquote", "td", "tr", "pre")
NOWHERE = "https://news.invalid/"  # newspaper4k wants an address


def trafilatura_default(page: Page) -> Prediction:
    """Text and metadata by trafilatura, one parse for both."""
    return _trafilatura(page, precise=False)


def trafilatura_precision(page: Page) -> Prediction:
    """Precise text and metadata by trafilatura, one parse for both, htmldate as it comes."""
    return _trafilatura(page, precise=True)


def _trafilatura(page: Page, *, precise: bool) -> Prediction:
    import trafilatura

    found: Any = trafilatura.bare_extraction(
        page.content, url=page.url, include_comments=False, favor_precision=precise, with_metadata=True
    )
    if found is None:
        raise ValueError("no text found")
    return {
        "title": found.title,
        "authors": _listed(found.author),
        "published": found.date,
        "tags": list(found.tags or ()),
        "text": found.text or "",
    }


def _listed(authors: str | None) -> list[str]:
    return [name.strip() for name in (authors or "").split(";") if name.strip()]


def readability(page: Page) -> Prediction:
    """Text, short title and author by readability-lxml."""
    from readability import Document

    document = Document(page.content, url=page.url)
    title, author = document.short_title(), document.author()
    return {
        "title": title,
        "authors": [] if author == "[no-author]" else [author],
        "text": _laid_out(document.summary(html_partial=True)),
    }


def _laid_out(markup: str) -> str:
    """Return the text of a summary with a line for each block."""
    tree = html.fromstring(markup)
    for node in tree.iter(*BLOCKS):
        node.tail = f"\n{node.tail or ''}"
    return "\n".join(line.strip() for line in tree.text_content().splitlines() if line.strip())


def newspaper(page: Page) -> Prediction:
    """Text and metadata by newspaper4k, from the page at hand alone."""
    article = _newspaper()(page.url or NOWHERE, fetch_images=False)
    article.download(input_html=page.content)
    article.parse()
    when = article.publish_date
    return {
        "title": article.title,
        "authors": list(article.authors),
        "published": when.isoformat() if when else None,
        "tags": list(article.meta_keywords or ()),
        "text": article.text,
    }


@cache
def _newspaper() -> Any:
    with warnings.catch_warnings():  # it says that nltk is missing, which only its summaries need
        warnings.simplefilter("ignore")
        from newspaper import Article
    return Article


def resiliparse(page: Page) -> Prediction:
    """Main content and the title element by resiliparse."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse(page.content)
    return {"title": tree.title, "text": extract_plain_text(tree, main_content=True)}


def as_it_is(page: Page) -> Prediction:
    """Return the whole text of a capture without markup."""
    return {"text": page.content}


_ALL = frozenset({"body", "title", "authors", "day", "tags"})
DEFAULT, PRECISION = "trafilatura default", "trafilatura precision"
MODES = (DEFAULT, PRECISION)
FOR_PAGES = (
    Contender(name=DEFAULT, extract=trafilatura_default, gives=_ALL),
    Contender(name=PRECISION, extract=trafilatura_precision, gives=_ALL),
    Contender(name="readability-lxml", extract=readability, gives=frozenset({"body", "title", "authors"})),
    Contender(name="newspaper4k", extract=newspaper, gives=_ALL | {"minute"}),
    Contender(name="resiliparse", extract=resiliparse, gives=frozenset({"body", "title"})),
)
FOR_TEXT = (Contender(name="text as it is", extract=as_it_is, gives=frozenset({"body"})),)
