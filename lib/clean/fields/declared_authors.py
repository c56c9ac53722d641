"""Reads the authors that a page declares in its metadata, and the names under which its outlet signs."""

from collections.abc import Collection, Sequence

from lib.clean.found import Found
from lib.clean.says.bare_names import bare_name
from lib.clean.says.name_lists import clean_names
from lib.clean.says.names import DENSE, is_agency, is_desk, is_outlet
from lib.clean.segments.metadata import Node, Structured, texts, types
from lib.clean.words import pattern, read
from lib.model.folding import folded

_META: Sequence[str] = read("authors")["meta"]
_SYSTEM = pattern("authors", "profile of a system")
_OWNERS = frozenset({"Organization", "NewsMediaOrganization", "WebSite"})
_BODIES = frozenset({"Organization", "NewsMediaOrganization", "Corporation"})
Authors = Found[tuple[str, ...]]


def declared_authors(data: Structured, outlets: frozenset[str], publisher: str) -> list[Authors]:
    """Return the authors of each metadata source that names any, with the source, best one first."""
    persons, bodies = _json_ld(data, data.article)
    signed = [body for body in bodies if is_agency(body)] if persons else []
    sources = [(persons + signed, "json-ld")]
    for name in _META:
        # "Harbour Post | Portal" is a paper and the portal that shows its story.
        parted = [(value, *value.partition(" | ")[:2]) for value in data.meta.get(name, ())]
        values = [value for value, paper, stroke in parted if not (stroke and is_outlet(paper))]
        own = [value for value in values if publisher and _names_site(value, publisher)]
        sources.append(([value for value in values if value not in own], f"meta {name}"))
    sources.append(([*data.items.get("author", ())], "microdata"))
    found = [Found(clean_names(printed, outlets), source) for printed, source in sources]

    def is_of_houses(names: Authors) -> bool:
        return all(is_outlet(name) and not is_desk(name) for name in names.value)

    return sorted((names for names in found if names.value), key=is_of_houses)


def page_authors(data: Structured, outlets: frozenset[str]) -> tuple[str, ...]:
    """Return the authors of the page as a whole (JSON-LD WebPage); none if the page declares an article."""
    pages = (node for node in data.nodes if "WebPage" in types(node) and not data.article)
    return clean_names(_json_ld(data, next(pages, {}))[0], outlets)


def _names_site(value: str, publisher: str) -> bool:
    """Return whether a declared author is the website: its domain, or the domain's words joined by "&"."""
    joined = {folded(value.replace("&", sign)) for sign in ("", "n", "and", "und", "et", "y")}
    return publisher in value.casefold() or ("&" in value and folded(publisher.rsplit(".", 1)[0]) in joined)


def declared_outlet(data: Structured) -> tuple[str, ...]:
    """Return the outlet or else the person declared as the story's author, at most one name."""
    persons, bodies = _json_ld(data, data.article)
    names = (name for name in bodies + persons if not pattern("authors", "address").search(name))
    return tuple([name for name in names if bare_name(name)][:1])  # "admin" names nobody


def is_account(name: str, data: Structured) -> bool:
    """Return whether a declared author is only the account of whoever entered the story.

    That is a name written like a login ("aholm2"), or a profile URL of a system account.
    """
    if name.isascii() and name.islower() and " " not in name:
        return not is_agency(name)  # dpa
    for node in data.nodes:
        profile = next((url for key in ("url", "@id") if isinstance(url := node.get(key), str)), "")
        if folded(name) in map(folded, texts(node.get("name"))) and _SYSTEM.search(profile):
            return True
    return False


def _json_ld(data: Structured, story: Node) -> tuple[list[str], list[str]]:
    """Return the persons and the organisations that a JSON-LD node names as authors, else as creators."""
    persons: list[str] = []
    bodies: list[str] = []
    for key in ("author", "creator"):
        for given in data.listed(story.get(key)):
            held = given.get(key) if isinstance(given, dict) and not given.get("name") else None
            node = data.resolve(held) if held else given  # a role holds who plays it
            is_body = not _BODIES.isdisjoint(types(node))
            names = texts(node)
            if isinstance(node, dict) and not node.get("name"):
                parts = [" ".join(texts(node.get(key))) for key in ("givenName", "familyName")]
                is_dense = DENSE.match(parts[1])  # the family name comes first in 山田花子
                names = ["".join(parts[::-1]) if is_dense else " ".join(filter(None, parts))]
            for name in filter(None, names):
                (bodies if is_body and not is_desk(name) else persons).append(name)
        if persons:
            break
    return persons, bodies


def outlets_of(data: Structured, publisher: str) -> frozenset[str]:
    """Return the names under which the page's own outlet may sign, as letters alone: "nordenpost"."""
    own = [
        data.named("og:site_name", "application-name", "publisher", "twitter:site", "al:ios:app_name") or "",
        publisher,
        publisher.rsplit(".", 1)[0],
        publisher.split(".", 1)[0],
        *data.publishers,
    ]
    owners = [name for node in data.nodes if _OWNERS & set(types(node)) for name in texts(node.get("name"))]
    authors = data.meta.get("author", ()) if publisher else ()
    signed = [author.split("(")[0] for author in authors if publisher in author.casefold()]
    # An agency among the organisations of a page is an author of the story, not the page's owner.
    names = (*own, *signed, *(name for name in owners if not is_agency(name)))
    return frozenset(folded(name) for name in names if not is_desk(name)) - {""}


def names_site(name: str, outlets: Collection[str]) -> bool:
    """Return whether a name is the outlet's domain, or a name of it that begins a longer one in `outlets`.

    "Norden Post" is the site's name beside "Norden Post Online"; other names may be those of sections.
    """
    fold = folded(name)
    of_domain = "." in name or any(each.startswith(fold) and each != fold for each in outlets)
    return fold in outlets and of_domain
