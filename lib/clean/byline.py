"""Who wrote a story: persons and desks, never outlets, widgets, addresses or commenters.

Order: JSON-LD persons, meta tags, microdata, the byline in the markup, trafilatura's rules, a line that opens
with "by". The first source that names somebody wins.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from lib.clean.structured import Structured, texts, types
from lib.clean.votes import folded

LONGEST = 60  # characters of one name
MOST = 20  # authors of one story

META = (
    "author", "parsely-author", "sailthru.author", "article:author_name", "dc.creator", "dcterms.creator", "byl",
    "article.author", "cxenseparse:author", "cxenseparse:recs:author", "vr:author", "citation_author", "authors",
    "dc.contributor", "creator", "rnews:creator", "article:author", "og:author", "twitter:creator:name", "bt:author",
)  # fmt: skip

_OPENING = re.compile(
    r"^\W*(?:(?:written |words |reported |story |reporting |posted |published |text |analysis |opinion )?by|authors?"
    r"|von|par|por|door|av|af|di|da|text|texte?|foto|autor(?:in|en|es|a)?|автор[иы]?|текст|redaktion|reportage|penulis|redator"
    r"|oprac|opracował\w*|napsal\w*|redaktor|skriven av|tekst|skrevet af|γράφει ο|γράφει η|ein (?:artikel|kommentar|gastbeitrag) von"
    r"|(?:eine? )?(?:analyse|kolumne|interview) von|記者|文)\b\s*[:：]?\s*",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*(?:;|\||/(?!\w*[.:])|·|•|\n|&)\s*|\s*,\s*(?:and|und|et|y|та|і|и)\s+|\s+(?:and|und|et|y|e|och|og|en|та|і|й|и|ve|dan|sowie|with|mit)\s+"
)
_COMMA = re.compile(r"\s*[,、，]\s*")
_ADDRESS = re.compile(
    r"\S+@\S+|https?://\S*|www\.\S*|(?:^|\s)@\w+|\w+\.(?:com|org|net|de|uk|php)\b\S*", re.IGNORECASE
)
_DESK = re.compile(
    r"\b(?:desk|newsroom|staff|team|editorial board|editors|reporters|correspondents|agenc(?:y|ies)|agentur\w*|wire"
    r"|service|bureau|redaktion\w*|rédaction|redacción|redazione|redacția|redakcj\w+|redakc\w+|редакц\w+|press|news)\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:reporter|editor|correspondent|writer|journalist|columnist|contributor|producer|photographer|chief|head"
    r"|director|analyst|fellow|critic|professor|lecturer|redakteur(?:in)?|korrespondent(?:in)?|chefredakteur\w*|volont\w+"
    r"|journaliste|rédacteur|rédactrice|envoyée?|correspondant\w*|redactor\w*|autorin|ressortleiter\w*|reporterin|leiter\w*"
    r"|university|universität|freelance\w*|ph\.?d|m\.?d|phd|jr|sr)\b\.?",
    re.IGNORECASE,
)
_WIDGET = re.compile(
    r"\b(?:e-?mail|follow|share|tweet|facebook|twitter|instagram|linkedin|subscribe|newsletter|comments?|print|updated?"
    r"|published|posted|read more|view (?:all|profile)|show|bio|about|contact|profile|admin(?:istrator)?|webmaster|guest"
    r"|unknown|anonymous|null|undefined|none|staff writers?|user|login|sign in|minutes?|min read|copyright|image|photo)\b"
    r"|^(?:editor|author|autor|redakteur|news|staff|writer|contributor|home|more|the)$|^\W*$",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"\s*(?:\(.*?\)|\[.*?\]|[-–—|]\s.*|\bfor\s+[A-Z].*|\bin\s+[A-Z]\w+.*)$")


def told_authors(data: Structured, outlets: frozenset[str]) -> tuple[tuple[str, ...], str]:
    """Authors from what the page tells machines, and the source that named them."""
    for names, source in _told(data):
        authors = clean_names(names, outlets)
        if authors:
            return authors, source
    return (), "none"


def _told(data: Structured) -> Iterator[tuple[list[str], str]]:
    persons, bodies = _json_ld(data)
    yield persons, "json-ld"
    for name in META:
        yield [value for value in data.meta.get(name, ()) if "/" not in value or " " in value], f"meta {name}"
    yield bodies, "json-ld organisation"


def _json_ld(data: Structured) -> tuple[list[str], list[str]]:
    persons: list[str] = []
    bodies: list[str] = []
    for key in ("author", "creator"):
        value = data.article.get(key)
        for each in value if isinstance(value, list) else [value]:
            node = data.resolve(each)
            names = _names_in(node)
            (bodies if _is_body(node) else persons).extend(names)
        if persons:
            break
    return persons, bodies


def _is_body(node: Any) -> bool:
    return bool({"Organization", "NewsMediaOrganization", "Corporation"} & set(types(node)))


def _names_in(node: Any) -> list[str]:
    if isinstance(node, dict) and not node.get("name"):
        whole = " ".join(texts([node.get("givenName"), node.get("familyName")]))
        return [whole] if whole else []
    return texts(node)


def outlets_of(data: Structured, publisher: str) -> frozenset[str]:
    """The folded names under which the page's own outlet may sign."""
    names = [
        data.named("og:site_name", "application-name", "publisher", "twitter:site", "al:ios:app_name") or "",
        publisher,
    ]
    names += texts(data.resolve(data.article.get("publisher")))
    names += [publisher.rsplit(".", 1)[0], publisher.split(".", 1)[0]]
    return frozenset(filter(None, map(folded, names)))


def clean_names(printed: Iterable[str], outlets: frozenset[str]) -> tuple[str, ...]:
    """The authors in printed names: split, without roles, addresses, widgets and the outlet itself."""
    names: dict[str, str] = {}
    for text in printed:
        for part in split_names(text):
            name = _bare_name(part)
            if name and folded(name) not in outlets:
                names.setdefault(folded(name), name)
    return tuple(list(names.values())[:MOST])


def split_names(printed: str) -> list[str]:
    """The single names in a printed list; a desk whose name holds "and" stays whole."""
    text = _ADDRESS.sub(" ", _OPENING.sub("", " ".join(printed.split())))
    parts: list[str] = []
    for part in _SPLIT.split(text):
        parts.extend(_by_comma(part))
    return [part for part in parts if part]


def _by_comma(part: str) -> list[str]:
    """Names before a comma, but not what follows it when that is a role or a place."""
    pieces = [piece for piece in _COMMA.split(part) if piece]
    if len(pieces) == 2 and all(len(piece.split()) == 1 for piece in pieces):
        return [f"{pieces[1]} {pieces[0]}"] if not _ROLE.search(pieces[1]) else [pieces[0]]
    return [piece for number, piece in enumerate(pieces) if not number or _is_name(piece)]


def _is_name(text: str) -> bool:
    return not (_ROLE.search(text) and not _DESK.search(text)) and (
        len(text.split()) > 1 or not text.isascii()
    )


def _bare_name(part: str) -> str | None:
    name = _TRAILING.sub("", _OPENING.sub("", part)).strip(" .,:;–—-|\"'")
    if not name or len(name) > LONGEST or _WIDGET.search(name) or any(letter.isdigit() for letter in name):
        return None
    if not _DESK.search(name):
        name = _without_role(name)
    words = name.split()
    if not words or len(words) > 8 or not any(letter.isalpha() for letter in name):
        return None
    return name.title() if name.isupper() and len(words) > 1 and name.isascii() else name


def _without_role(name: str) -> str:
    words = name.split()
    while len(words) > 2 and _ROLE.fullmatch(words[-1]):
        words.pop()
    return " ".join(words)


_BY = re.compile(
    r"^\W*(?:(?:(?:written|words|reported|story|reporting|posted) )?by|authors?:|von|par|por|text:|autor(?:in|en|es)?:|автор[иы]?:?)\s+(?=\S)",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    [
        "von",
        "van",
        "de",
        "der",
        "den",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "du",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "ter",
        "ten",
        "zu",
        "zum",
        "y",
        "e",
        "af",
        "av",
        "und",
        "mac",
        "st",
        "d'",
    ]
)


def opens_byline(text: str) -> bool:
    """Whether a short line opens as a byline does and goes on with a name."""
    found = _BY.match(text) if len(text) < 140 else None
    return bool(found and text[found.end() :][:1].isupper())


def is_name_like(name: str) -> bool:
    """Whether words found in the markup read as a person's name or a desk's."""
    if _DESK.search(name):
        return len(name.split()) <= 6
    words = name.split()
    if not name.isascii() and len(words) == 1:
        return len(name) >= 2 and not name[0].isupper()  # a name in a script without capitals
    return 2 <= len(words) <= 5 and all(
        word[0].isupper() or word.casefold() in _PARTICLES or not word[0].isalpha() for word in words
    )
