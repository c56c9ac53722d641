"""The publisher's own section and tags, in its order."""

import re
from collections.abc import Iterable

from lib.clean.pieces import Piece
from lib.clean.structured import Structured, texts
from lib.clean.votes import folded

LONGEST = 80  # characters of one tag
LINE = 400  # characters of a line of tags
MOST = 60

META = (
    "article:tag", "news_keywords", "parsely-tags", "sailthru.tags", "keywords", "article.tags",
    "article:tags", "cxenseparse:keywords", "dc.subject", "dcterms.subject", "og:article:tag",
    "bt:keywords", "tags",
)  # fmt: skip
SECTION_META = (
    "article:section", "parsely-section", "og:article:section", "og:section",
    "cxenseparse:recs:articlesection", "section", "article.section", "dc.type.section", "category",
    "cre:section", "articlesection",
)  # fmt: skip
_LABEL = re.compile(
    r"^\W*(?:tags?|topics?|keywords?|filed under|published under|posted in|related topics"
    r"|themen|schlagw[oö]rter?|stichwörter|mots[- ]clés|thèmes|etiquetas|temas|etichette|ämnen|emner|tagi"
    r"|tematy|témata|štítky|теги|темы|теми)\s*:\s*",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*[,;|、，]\s*")
_MACHINE = re.compile(r"^(?:[a-z_]+:|tag:|https?:)|^\d+$|[=_{}<>]|^[a-z]+(?:-[a-z]+){3,}$")


def printed_tags(pieces: Iterable[Piece]) -> tuple[str, ...]:
    """The tags in a line that says so, from its links or else its commas."""
    for piece in pieces:
        if len(piece.text) <= LINE and (label := _LABEL.match(piece.text)):
            linked = [piece.text[link.start : link.end] for link in piece.links]
            if found := _listed(linked or [piece.text[label.end() :]], commas=not linked):
                return found
    return ()


def tags(data: Structured, linked: Iterable[str]) -> tuple[tuple[str, ...], str]:
    """The tags and the source that gave them; `linked` are the texts of rel=tag links."""
    if found := _listed(texts(data.article.get("keywords")), commas=True):
        return found, "json-ld"
    for name in META:
        if found := _listed(data.meta.get(name, ()), commas=True):
            return found, f"meta {name}"
    if found := _listed(data.items.get("keywords", ()), commas=True):
        return found, "microdata"
    found = _listed(linked, commas=False)
    return found, "rel=tag" if found else "none"


def section(data: Structured) -> tuple[str | None, str]:
    """The section a story stands in."""
    for name in texts(data.article.get("articleSection")):
        return name, "json-ld"
    if name_in_meta := data.named(*SECTION_META):
        return name_in_meta, "meta"
    return next(iter(data.items.get("articleSection", ())), None), "microdata" if data.items.get(
        "articleSection"
    ) else "none"


def _listed(values: Iterable[str], *, commas: bool) -> tuple[str, ...]:
    values = list(values)
    found: dict[str, str] = {}
    for value in values:
        # A list of several values is split already; a comma in one of them is part of a name.
        parts = _SEPARATOR.split(value) if commas and len(values) == 1 else [value]
        for part in parts:
            tag = part.strip(" #\"'[]")
            if tag and len(tag) <= LONGEST and not _MACHINE.search(tag):
                found.setdefault(folded(tag) or tag, tag)
    return tuple(list(found.values())[:MOST])
