"""Links to tags: marked with rel=tag, or leading to a tag's page from beside the story."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from lib.clean.html.layout import Layout
from lib.clean.html.pieces import Piece

LONGEST = 60  # characters of one linked tag
LINE = 400  # characters of a line of them
WORDS = 6  # of one tag
APART = 2  # pieces between two tags of one list

_TAG_PAGE = re.compile(
    r"/(?:tags?|topics?|themen?|themenseite|tema|temas|tegs?|tagi|sujets?|etiquetas?|etiket|schlagwort(?:e)?|stichwort"
    r"|keywords?|emne[rs]?|amne|dossiers?|mavzu|temy|argomenti|noticias-sobre|subjects?|thematiques?|word)/[^/?#]+",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\s*\(\d[^()]*\)$")
_ELSEWHERE = frozenset(
    {
        "menu",
        "footer",
        "related",
        "comments",
        "ad",
        "promo",
        "newsletter",
        "hidden",
        "head",
        "share",
        "consent",
    }
)


def marked_tags(tree: HtmlElement) -> list[str]:
    """Return the texts of rel=tag links; a category is one only where no link is to a tag alone."""
    links = [(a, rel) for a in tree.iter("a") if (rel := a.get("rel")) and "tag" in rel.split()]
    marked = [(set(rel.split()), text) for a, rel in links if (text := _text(a))]
    plain = [text for rel, text in marked if "category" not in rel]
    return plain or [text for _, text in marked]


def linked_tags(layout: Layout) -> list[str]:
    """Return the texts of links to tags' pages in lines that hold nothing else, from their first place on.

    Only one such place counts: what comes later is a list of all tags.
    """
    found: list[str] = []
    last = 0
    for number in _near(layout):
        texts = list(_in_line(layout.page.pieces[number]))
        if texts and (not found or number <= last + APART):
            found += texts
            last = number
    return found


def _near(layout: Layout) -> Iterator[int]:
    for number in sorted({*layout.inside, *layout.head, *layout.tail}):
        if not layout.marks[number] & _ELSEWHERE:
            yield number


def _in_line(piece: Piece) -> Iterator[str]:
    if len(piece.text) > LINE or piece.linked < 0.7:
        return
    for link in piece.links:
        text = _COUNT.sub("", piece.text[link.start : link.end]).strip(" ,;|·")
        fits = len(text) <= LONGEST and len(text.split()) <= WORDS and text[-1:] not in ".!?"
        if text and fits and _TAG_PAGE.search(_path(link.url)):
            yield text


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:  # no address
        return ""


def _text(element: HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())
