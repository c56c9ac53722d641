"""The publisher's own section and tags, in its order."""

import re
from collections.abc import Collection, Iterable, Iterator

from lib.clean.html.pieces import Piece
from lib.clean.html.structured import Structured, texts
from lib.clean.html.votes import folded

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
    r"^\W*(?:tags?|tagged(?: with| as| in)?|topics?|keywords?|filed under|published under|posted in"
    r"|related topics|themen|schlagw[oö]rter?|stichwörter|mots[- ]clés|thèmes|etiquetas|temas|etichette"
    r"|ämnen|emner|tagi|tematy|témata|štítky|теги|темы|теми|marcadores|palavras-chave|parole chiave"
    r"|キーワード|タグ|关键词|標籤|标签|الكلمات المفتاحية|الوسوم|टैग)\s*[:：]\s*",
    re.IGNORECASE,
)
_PARTED = re.compile(r"\s+[-–—|/>:•]\s+|\s*[,;|>]\s*")
_SEPARATOR = re.compile(r"\s*[,;|、，]\s*")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_MACHINE = re.compile(
    r"^(?:[a-z_]+:|tag:|https?:|/)|^(?!(?:19|20)\d\d$)\d+$|[=_{}<>]|^[a-z]+(?:-[a-z]+){3,}$"
    r"|^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}$"
)
_FIELD = re.compile(r"^(?P<label>[A-Z][\w ]{1,24}):\s+(?P<value>\S.*)$")
_SUBJECT = re.compile(
    r"^(?:subjects?|topics?|categor(?:y|ies)|tags?|keywords?|themes?|(?:\w+ )?entit(?:y|ies)(?: tokens?)?"
    r"|thema|themen?|stichw\w+|sujets?|th[eè]mes?|temas?|argoment[oi])$",
    re.IGNORECASE,
)
_CODE = re.compile(r"^[A-Z0-9:_-]{2,24}$")
_FOR_MACHINES = re.compile(r"^[A-Z0-9]{3,}$|^[a-z]{14,}$|-")
_IDLE = frozenset(
    [
        *(
            "news",
            "nachrichten",
            "noticias",
            "notizie",
            "actualités",
            "actualité",
            "actu",
            "новости",
            "новини",
        ),
        *(
            "haber",
            "haberler",
            "ニュース",
            "新聞",
            "뉴스",
            "新闻",
            "wiadomości",
            "nyheter",
            "nyheder",
            "nieuws",
        ),
    ]
)


def printed_tags(pieces: Iterable[Piece]) -> tuple[str, ...]:
    """Return the tags in a line that says so, from its links or else its commas."""
    for piece in pieces:
        if len(piece.text) <= LINE and (label := _LABEL.match(piece.text)):
            linked = [piece.text[link.start : link.end] for link in piece.links]
            if found := _listed(linked or [piece.text[label.end() :]], commas=not linked):
                return found
    return ()


def tags(
    data: Structured,
    linked: Iterable[str],
    *,
    printed: Collection[str] = (),
    outlets: frozenset[str] = frozenset(),
) -> tuple[tuple[str, ...], str]:
    """Return the tags and the source that gave them.

    `linked` are the texts of links to tags, `printed` all that the page prints, folded, and `outlets` the
    names of its own outlet. Of several lists the one that the page prints as links wins, then the first. A
    tag that another list leaves out and the page prints nowhere is one for machines.
    """
    shown = _listed(linked, commas=False)
    lists = [
        (kept, source)
        for told, source in _told(data)
        if (kept := tuple(tag for tag in told if not _is_idle(tag, source, outlets)))
    ]
    if not lists:
        return shown, "links to tags" if shown else "none"
    folds = set(map(folded, shown))
    best = max(lists, key=lambda each: len(folds & set(map(folded, each[0])))) if len(folds) > 1 else lists[0]
    others = [told for told, source in lists if source != best[1]]
    return _without_machine_tags(best[0], others, {*folds, *printed}), best[1]


def _told(data: Structured) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the lists of tags that machines are told, in the order of their worth."""
    yield _listed(texts(list(data.listed(data.article.get("keywords")))), commas=True), "json-ld"
    for name in META:
        yield _listed(data.meta.get(name, ()), commas=True), f"meta {name}"
    yield _listed(data.items.get("keywords", ()), commas=True), "microdata"


def _is_idle(tag: str, source: str, outlets: frozenset[str]) -> bool:
    """Return whether a tag says nothing of a story.

    The outlet's domain, or what a site puts on every page.
    """
    own = folded(tag) in outlets
    return (own and "." in tag) or (source == "meta keywords" and (own or tag.casefold() in _IDLE))


def _without_machine_tags(
    told: tuple[str, ...], others: Iterable[tuple[str, ...]], printed: Collection[str]
) -> tuple[str, ...]:
    own = set(map(folded, told))
    for other in others:
        shared = own & set(map(folded, other))
        if len(shared) < 2 or 2 * len(shared) < len(other):
            continue
        alone = [tag for tag in told if folded(tag) not in shared and folded(tag) not in printed]
        gone = alone if len(alone) > 1 else [tag for tag in alone if _FOR_MACHINES.search(tag)]
        return tuple(tag for tag in told if tag not in gone)
    return told


def section(data: Structured) -> tuple[str | None, str]:
    """Return the section a story stands in, and its source."""
    return next(sections(data), (None, "none"))


def sections(data: Structured) -> Iterator[tuple[str, str]]:
    """Yield the section as every source gives it, best source first."""
    for name in texts(data.article.get("articleSection"))[:1]:
        yield _once(name), "json-ld"
    if name_in_meta := data.named(*SECTION_META):
        yield _once(name_in_meta), "meta"
    for name in data.items.get("articleSection", ())[:1]:
        yield _once(name), "microdata"


def _once(name: str) -> str:
    """Return a section that is said twice ("News - News") said once."""
    parts = [part.strip() for part in _PARTED.split(name)]
    return parts[0] if parts[0] and len({part.casefold() for part in parts}) == 1 else name


def _listed(values: Iterable[str], *, commas: bool) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for part in _fields(list(_parts(list(values), commas=commas))):
        tag = part.strip(" #＃\"'[]")
        if tag and len(tag) <= LONGEST and not _MACHINE.search(tag):
            found.setdefault(folded(tag) or tag, tag)
    listed = tuple(list(found.values())[:MOST])
    codes = sum(bool(_CODE.match(tag)) for tag in listed)
    return () if len(listed) >= 5 and codes > 0.6 * len(listed) else listed


def _parts(values: list[str], *, commas: bool) -> Iterator[str]:
    """Yield the single tags; a list of several values is split already, and a comma in one is part of a
    name.
    """
    if not commas or len(values) != 1:
        yield from values
        return
    parts = _SEPARATOR.split(values[0])
    if len(parts) == 1 and _HAN.search(values[0]) and values[0].count(" ") >= 2:
        parts = values[0].split()
    yield from parts


def _fields(parts: list[str]) -> Iterator[str]:
    """Yield the parts, unless many of them are fields of a content system.

    Then only those that name a subject.
    """
    fields = [_FIELD.match(part) for part in parts]
    if sum(map(bool, fields)) < 3:
        yield from parts
        return
    for part, field in zip(parts, fields, strict=True):
        if field is None:
            yield part
        elif _SUBJECT.match(field["label"]):
            yield field["value"]
