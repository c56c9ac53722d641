"""Who wrote a story, as the page tells machines: persons and desks, the outlet only when it signs alone.

Order: JSON-LD persons, meta tags; then what is printed (signature); an outlet that the page itself declares
as the author stands in only when nobody else is named.
"""

import re
from collections.abc import Iterator
from typing import Any

from lib.clean.fields.dateline import is_agency
from lib.clean.fields.names import clean_names, is_desk
from lib.clean.html.structured import Structured, texts, types
from lib.model.folding import folded

META = (
    "citation_author", "author", "parsely-author", "sailthru.author", "article:author_name", "dc.creator",
    "dcterms.creator",
    "byl", "article.author", "cxenseparse:author", "cxenseparse:recs:author", "vr:author",
    "dc:creator", "authors", "dc.contributor", "creator", "rnews:creator", "article:author",
    "og:author", "og:article:author", "twitter:creator:name", "bt:author",
)  # fmt: skip

_SYSTEM = re.compile(r"/(?:author|autor|user)s?/(?:\w*admin\w*|webmaster|root|editor|wordpress)/?$")
_OWNERS = frozenset({"Organization", "NewsMediaOrganization", "WebSite"})
_BY = re.compile(
    r"^\W*(?:(?:(?:written|words|reported|story|reporting|posted) )?by|authors?:|von|par|por|text:"
    r"|autor(?:in|en|es)?(?:/autor|:)|автор[иы]?:?|oleh|postado por|publicado por|escrito por"
    r"|interview:|текст:|tekst:)\s+(?=\S)|^\W*(?:责编|責任編集|作者|記者|文|كتبت?|بقلم|إعداد)\s*[:：]\s*",
    re.IGNORECASE,
)


def told_authors(data: Structured, outlets: frozenset[str], publisher: str) -> tuple[tuple[str, ...], str]:
    """Return authors from what the page tells machines, and the source that named them."""
    return next(told_lists(data, outlets, publisher), ((), "none"))


def told_lists(
    data: Structured, outlets: frozenset[str], publisher: str
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the authors of every source that names any, best source first."""
    persons, bodies = _json_ld(data)
    signed = [body for body in bodies if is_agency(body)] if persons else []
    if authors := clean_names(persons + signed, outlets):
        yield authors, "json-ld"
    for name in META:
        if authors := clean_names(_told_in_meta(data, name, publisher), outlets):
            yield authors, f"meta {name}"
    if authors := clean_names(data.items.get("author", ()), outlets):
        yield authors, "microdata"


def _told_in_meta(data: Structured, name: str, publisher: str) -> list[str]:
    values = [value for value in data.meta.get(name, ()) if "/" not in value or " " in value]
    return [value for value in values if not (publisher and _names_site(value, publisher))]


def _names_site(value: str, publisher: str) -> bool:
    """Return whether a told author is the site: its domain stands in it, or its words make up the domain."""
    joined = {folded(value.replace("&", sign)) for sign in ("", "n", "and", "und", "et", "y")}
    return publisher in value.casefold() or ("&" in value and folded(publisher.rsplit(".", 1)[0]) in joined)


def declared_outlet(data: Structured) -> tuple[str, ...]:
    """Return the outlet or body that the page declares as the author of the story."""
    persons, bodies = _json_ld(data)
    return tuple((bodies + persons)[:1])


def is_account(name: str, data: Structured) -> bool:
    """Return whether a told author is only the account under which the story was entered.

    That is a name written like a login, or a profile whose address is that of the system's own account.
    """
    if name.isascii() and name.islower() and " " not in name:
        return True
    for node in data.nodes:
        profile = next((each for key in ("url", "@id") if isinstance(each := node.get(key), str)), "")
        if folded(name) in map(folded, texts(node.get("name"))) and _SYSTEM.search(profile):
            return True
    return False


def _json_ld(data: Structured) -> tuple[list[str], list[str]]:
    persons: list[str] = []
    bodies: list[str] = []
    for key in ("author", "creator"):
        for node in data.listed(data.article.get(key)):
            names = _names_in(node)
            for name in names:
                (bodies if _is_body(node) and not is_desk(name) else persons).append(name)
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
    """Return the folded names under which the page's own outlet may sign."""
    own = [
        data.named("og:site_name", "application-name", "publisher", "twitter:site", "al:ios:app_name") or "",
        publisher,
        publisher.rsplit(".", 1)[0],
        publisher.split(".", 1)[0],
        *(name for each in data.listed(data.article.get("publisher")) for name in texts(each)),
    ]
    owners = [name for node in data.nodes if _OWNERS & set(types(node)) for name in texts(node.get("name"))]
    signed = [
        author.split("(")[0]
        for author in data.meta.get("author", ())
        if publisher and publisher in author.casefold()
    ]
    # An agency among the organisations of a page is an author of the story, not the page's owner.
    names = (*own, *signed, *(name for name in owners if not is_agency(name)))
    return frozenset(folded(name) for name in names if not is_desk(name)) - {""}


def opens_byline(text: str) -> bool:
    """Return whether a short line opens as a byline does and goes on with a name."""
    found = _BY.match(text) if len(text) < 140 else None
    rest = text[found.end() :][:1] if found else ""
    return rest.isupper() or (rest.isalpha() and not rest.isascii())
