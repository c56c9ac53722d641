"""Which pieces are the story: extractors vote, the page's own marks decide what their votes are worth.

trafilatura's own precise rules vote first. Where their text looks short or odd its whole cascade is asked,
then its default mode where the page's main part holds much more, which wins when it finds that;
readability-lxml when both find next to nothing.
The text of a live blog and of a story behind a script comes from the page's scripts: JSON-LD, or state for
the browser to draw. No library is shown a page that its own algorithm would take minutes over.
"""

import copy
import html
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import trafilatura
from lxml import etree
from lxml import html as markup
from lxml.html import HtmlElement
from readability import Document

from lib.clean.says.bylines import opens_byline
from lib.clean.says.instants import Instant, read_instant
from lib.clean.says.times import find_times
from lib.clean.segments.html import Piece
from lib.clean.segments.marks import Marks
from lib.clean.segments.metadata import SCRIPT, first_text, types
from lib.clean.segments.page import Page, voted
from lib.model.controls import without_controls
from lib.model.feed import SUMMARY


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredUpdate:
    """One update of a live blog as JSON-LD tells it."""

    headline: str | None
    paragraphs: tuple[str, ...]
    instant: Instant | None


def declared_text(page: Page) -> str:
    """Return the story's text as JSON-LD gives it: of a live blog its updates in order."""
    parts = [_bare(text)] if (text := _whole(page.data.article.get("articleBody"))) else []
    for update in declared_updates(page):
        parts += [update.headline, *update.paragraphs] if update.headline else update.paragraphs
    return "\n".join(part for part in parts if part)


def declared_updates(page: Page) -> tuple[DeclaredUpdate, ...]:
    """Return the updates of a live blog in the order of its JSON-LD; none for any other story."""
    article = page.data.article
    if "LiveBlogPosting" not in types(article):
        return ()
    updates = article.get("liveBlogUpdate")
    nodes = (page.data.resolve(each) for each in (updates if isinstance(updates, list) else [updates]))
    return tuple(_update(node) for node in nodes if isinstance(node, dict))


def _update(node: dict[str, object]) -> DeclaredUpdate:
    headline, body = _whole(node.get("headline")), _whole(node.get("articleBody"))
    dates = (first_text(node.get(name)) for name in ("datePublished", "dateCreated"))
    date = next((each for each in dates if each), None)
    return DeclaredUpdate(
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
    """Return text without the markup and character references that some publishers leave in JSON-LD."""
    if "<" not in text or ">" not in text:
        return html.unescape(text)
    try:
        tree = markup.fromstring(f"<div>{text}</div>")
    except (ValueError, etree.LxmlError):  # no markup after all
        return html.unescape(text)
    for node in tree.iter("p", "br", "li", "h2", "h3"):
        node.tail = f"\n{node.tail or ''}"
    return "\n".join(filter(None, map(str.strip, tree.text_content().splitlines())))


PARAGRAPHS = 3  # of the shortest text
LEAST = 400  # and its characters
NESTED = 3  # strings of JSON may hold JSON again

# A quotation mark behind a backslash begins none: to ask so at each takes the square of their number.
_STRING = re.compile(rf'(?<!\\)"((?:[^"\\]|\\.){{{LEAST},}}+)"', re.DOTALL)
_PARAGRAPH = re.compile(r"<p[\s>]", re.IGNORECASE)
_LINES = ("p", "h2", "h3", "h4", "li", "blockquote")
_ASIDE = frozenset({"caption", "credit", "figure", "related", "newsletter", "ad", "share", "promo"})


def text_in_scripts(tree: HtmlElement) -> str:
    """Return the paragraphs of the longest text in a page's scripts, a line each.

    Empty when there is none.
    """
    scripts = (node.text or "" for node in tree.iter("script") if node.get("type") != "application/ld+json")
    texts = (text for script in scripts if len(script) < SCRIPT for text in _markup(script, NESTED))
    return max(map(_paragraphs, texts), key=len, default="")


def _markup(source: str, depth: int) -> Iterator[str]:
    """Yield the strings of markup in JSON, also in JSON within its strings."""
    for found in _STRING.finditer(source):
        try:
            text = without_controls(json.loads(f'"{found[1]}"', strict=False))
        except ValueError:  # no JSON string
            continue
        if text.lstrip().startswith("<"):
            if len(_PARAGRAPH.findall(text)) >= PARAGRAPHS:
                yield text
        elif depth and '"' in text:
            yield from _markup(text, depth - 1)


def _paragraphs(text: str) -> str:
    try:
        tree = markup.fragment_fromstring(text, create_parent="div")
    except (etree.LxmlError, ValueError):  # no markup after all
        return ""
    marks = Marks()
    lines = []
    for node in tree.iter(*_LINES):
        if (
            next(node.iterdescendants(*_LINES), None) is None
            and not marks.above(node, below=frozenset()) & _ASIDE
        ):
            lines.append(" ".join(node.text_content().split()))
    joined = "\n".join(filter(None, lines))
    return joined if len(joined) >= LEAST else ""


LONGER = 1.67  # how much longer the default mode's text must be to win
PROSE = 60  # characters from which a piece reads like prose
SOME = 1.3  # how much more the page's main part must hold for a second look at a text
SHORT = 250  # characters: too little to be a story
MOST_TEXT = 1_500_000  # characters

_UNCLEAN = frozenset(
    """aside audio button fencedframe fieldset figure footer iframe input label link nav noindex noscript
    object option select source svg time""".split()  # noqa: SIM905 - one row of words
)

# What the two libraries are known to raise on broken pages; anything else is a fault of ours.
RAISED = (
    ValueError,
    TypeError,
    AttributeError,
    KeyError,
    IndexError,
    RecursionError,
    AssertionError,
    etree.LxmlError,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The pieces that are the story's text, before zones and cuts look at them."""

    chosen: frozenset[int]
    main: HtmlElement | None  # the lowest element that holds most of it
    source: str
    other_stories: frozenset[int] = frozenset()  # the pieces of further stories that the page prints whole
    unprinted: tuple[str, ...] = ()  # paragraphs that only JSON-LD or a script holds

    def end(self, count: int) -> int:
        """Return the end of the pieces that may tell of the story, of as many as the page has."""
        return min(self.other_stories, default=count)


def body(page: Page) -> Body:
    """Return the story's pieces, by the first opinion that holds."""
    opinion, source = _opinion(page)
    chosen = _printed(page, opinion)
    declared, origin = declared_text(page), "json-ld text"
    held = sum(len(page.folds[number]) for number in chosen)
    if not declared and held < SHORT and _is_story(page):
        declared, origin = text_in_scripts(page.tree), "script"
    if declared and len(declared) > 1.5 * held + SHORT:
        chosen, source = chosen | _printed(page, declared), f"{source}, {origin}"
    main = main_element(page.pieces, chosen)
    chosen = without_repeats(page.pieces, page.folds, chosen, main)
    held = sum(len(page.folds[number]) for number in chosen)
    unprinted = tuple(declared.splitlines()) if declared and held < SHORT and len(declared) > 2 * held else ()
    return Body(chosen=chosen, main=main, source=source, unprinted=unprinted)


def _is_story(page: Page) -> bool:
    """Return whether a page tells machines that it is an article."""
    data = page.data
    return bool(data.article or data.named("article:published_time")) or data.named("og:type") == "article"


def _printed(page: Page, text: str) -> frozenset[int]:
    return frozenset(
        number
        for number in voted(page.folds, text)
        if page.pieces[number].element.tag not in ("title", "option", "button", "textarea")
    )


def _opinion(page: Page) -> tuple[str, str]:
    if page.capture.partial == SUMMARY:  # nothing else stands on the page that was made of it
        summary = (piece.text for piece in page.pieces if piece.element.tag not in ("title", "h1"))
        return "\n".join(summary), "a feed's summary"
    if page.is_big or len(page.source.text) > MOST_TEXT:
        return _long_paragraphs(page), "own rule: page too big for the libraries"
    best, source = _precise(page), "trafilatura precise"
    if _looks_short(page, best) and _holds_more(page, best, LONGER):
        full = _default(page)
        if len(full) > LONGER * len(best):
            best, source = full, "trafilatura"
    if len(best) >= SHORT:
        return best, source
    other = _readability(page)
    return (other, "readability") if len(other) > len(best) else (best, source)


def _looks_short(page: Page, text: str) -> bool:
    """Return whether the page holds much more prose than a text.

    Only then a second opinion is worth its time.
    """
    prose = sum(len(piece.text) for piece in page.pieces if len(piece.text) > PROSE and piece.linked < 0.3)
    return len(text) < SHORT or prose > LONGER * len(text)


def _holds_more(page: Page, text: str, share: float) -> bool:
    """Return whether the opinion that keeps nearly everything holds so much more than a text."""
    return len(text) < SHORT or page.main_text is None or len(page.main_text) > share * len(text)


def _precise(page: Page) -> str:
    """Return the text of trafilatura's precise mode; compared with others only where in doubt."""
    own = _by_trafilatura(page, precise=True, fast=True)
    text = (own.text or "") if own else ""
    short = _looks_short(page, text) and _holds_more(page, text, SOME)
    if own is not None and not short and not _is_odd(own.body):
        return text
    compared = _by_trafilatura(page, precise=True)
    return (compared.text or "") if compared else text


def _default(page: Page) -> str:
    """Return the text of trafilatura's default mode."""
    found = _by_trafilatura(page)
    return (found.text or "") if found else ""


def _by_trafilatura(page: Page, *, precise: bool = False, fast: bool = False) -> Any:
    """Return what trafilatura makes of a page in one of its modes; None where it finds nothing."""
    try:
        return trafilatura.bare_extraction(
            page.tree, url=page.capture.url, include_comments=False, favor_precision=precise, fast=fast
        )
    except RAISED:  # the next opinion is asked
        return None


def _is_odd(body: etree.ElementBase) -> bool:
    """Return whether a text holds what trafilatura's own rules leave out, no paragraph, or mostly tables."""
    tags = Counter(node.tag for node in body.iter())
    paragraphs = any((text or "").strip() for node in body.iter("p") for text in node.itertext())
    return not _UNCLEAN.isdisjoint(tags) or not paragraphs or tags["table"] > tags["p"]


def _readability(page: Page) -> str:
    try:
        summary = Document(copy.deepcopy(page.tree)).summary(html_partial=True)
        tree = markup.fromstring(summary)
    except RAISED:  # the page has no second opinion
        return ""
    for node in tree.iter("p", "div", "li", "h2", "h3", "h4", "br", "blockquote", "td"):
        node.tail = f"\n{node.tail or ''}"
    return "\n".join(line.strip() for line in tree.text_content().splitlines() if line.strip())


def _long_paragraphs(page: Page) -> str:
    """Return every piece that reads like prose: what is left when no library can be asked."""
    return "\n".join(
        piece.text
        for piece in page.pieces
        if piece.linked < 0.5 and (len(piece.text) > PROSE or piece.element.tag == "p")
    )


def main_element(pieces: Sequence[Piece], chosen: Iterable[int], share: float = 0.75) -> HtmlElement | None:
    """Return the lowest element that holds most of the chosen text."""
    weights: dict[HtmlElement, int] = {}
    total = 0
    for number in chosen:
        piece = pieces[number]
        total += len(piece.text)
        node = piece.element
        while node is not None:
            weights[node] = weights.get(node, 0) + len(piece.text)
            node = node.getparent()
    holders = [node for node, weight in weights.items() if weight >= share * total]
    return max(holders, key=_depth, default=None)


def _depth(element: HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())


def without_repeats(
    pieces: Sequence[Piece], folds: Sequence[str], chosen: frozenset[int], main: HtmlElement | None
) -> frozenset[int]:
    """Of pieces with the same text, the one inside the main element, else the first, is the story's."""
    inside = set(main.iter()) if main is not None else set()
    best: dict[str, int] = {}
    for number in sorted(chosen, key=lambda each: (pieces[each].element not in inside, each)):
        best.setdefault(folds[number], number)
    return frozenset(best.values())


LEVELS = 4  # elements around a story whose siblings are looked at
OWN = 200  # characters of text that an element around the headline must hold to be the story's
PARAGRAPH = 60  # and of one that shows a story
SIGNED = 4  # pieces of a story in which a byline or a time may stand

_TITLES = frozenset({"h1", "h2"})
_SIGNS = frozenset({"byline", "time"})


def own_story(page: Page, body: Body, headline: int | None) -> Body:
    """Return the body without the stories that stand after it in elements like its own, each titled and
    signed.
    """
    own = _own_element(page.pieces, body.chosen, headline)
    if own is None or headline is None:
        return body
    others = list(_others(page, own, page.pieces[headline].element.tag))
    if not others:
        return body
    inner = {node for other in others for node in other.iter()}
    foreign = frozenset(number for number, piece in enumerate(page.pieces) if piece.element in inner)
    chosen = body.chosen - foreign
    return replace(body, chosen=chosen, main=main_element(page.pieces, chosen), other_stories=foreign)


def _own_element(pieces: Sequence[Piece], chosen: frozenset[int], headline: int | None) -> HtmlElement | None:
    """Return the lowest element that holds the headline and some of the text."""
    if headline is None or pieces[headline].element.tag not in _TITLES:
        return None
    above = [node for node in pieces[headline].element.iterancestors() if node.tag != "body"]
    sizes = dict.fromkeys(above, 0)
    for number in chosen:
        for node in pieces[number].element.iterancestors():
            if node in sizes:
                sizes[node] += len(pieces[number].text)
    return next((node for node in above if sizes[node] >= OWN), None)


def _others(page: Page, own: HtmlElement, title: str) -> Iterator[HtmlElement]:
    """Yield the elements after a story's that are built like it, on the first level that has any."""
    for node, _ in zip((own, *own.iterancestors()), range(LEVELS), strict=False):
        alike = [
            each
            for each in node.itersiblings(node.tag)
            if each.get("class") == node.get("class") and _tells_a_story(page, each, title)
        ]
        if alike and _is_signed(page, node, title):
            yield from alike
            return


def _tells_a_story(page: Page, node: HtmlElement, title: str) -> bool:
    if next(node.iter(title), None) is None:
        return False
    told = any(len("".join(each.itertext())) >= PARAGRAPH for each in node.iter("p"))
    return told and _is_signed(page, node, title)


def _is_signed(page: Page, node: HtmlElement, title: str) -> bool:
    """Return whether a part of a page has a byline or a time: by its markup, or printed under its h1."""
    inner = [each for each in node.iter() if isinstance(each.tag, str)]
    if any(not _SIGNS.isdisjoint(page.marks.own(each)) for each in inner):
        return True
    inside = frozenset(inner if title == "h1" else ())
    lines = [piece.text for piece in page.pieces if piece.element in inside][:SIGNED]
    return any(len(line) < PARAGRAPH and (find_times(line) or opens_byline(line)) for line in lines)
