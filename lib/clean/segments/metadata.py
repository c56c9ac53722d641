"""Reads a page's metadata: JSON-LD with references resolved, meta tags, microdata."""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from itertools import chain, islice
from typing import Any

from lxml.html import HtmlElement

from lib.clean.says.titles import alike
from lib.clean.segments.microdata import ARTICLES, microdata
from lib.model.controls import in_one_line, without_controls_in

SCRIPT = 3_000_000  # characters of one script that are read
NODES = 5_000
TITLES = 20  # of a page, with which the headlines in its JSON-LD are compared

_TRAILING_COMMA = re.compile(r",\s*([}\]])")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_STRAY = re.compile(r"""(\\["\\/bfnrtu])|\\""")  # a backslash that begins no escape of JSON
_BETWEEN = re.compile(r"[\s,;]*")
_OPENING = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)+", re.DOTALL)
_CLOSING = re.compile(r"(?:-->|//\]\]>|\]\]>|;)+\s*$")
_END = 100  # characters of a script in which it is closed: the pattern takes the square of a run of signs

Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Structured:
    """A page's metadata: JSON-LD nodes, meta tags, microdata and its declared address."""

    article: Node  # the JSON-LD node of the story; empty when there is none
    nodes: tuple[Node, ...]
    ids: Mapping[str, Node]
    meta: Mapping[str, tuple[str, ...]]
    items: Mapping[str, tuple[str, ...]]  # microdata by itemprop
    address: str | None = None  # the page's own, as it declares it

    @property
    def is_of_article(self) -> bool:
        """Whether the metadata declares an article."""
        return bool(self.article) or self.named("og:type") == "article"

    @property
    def publishers(self) -> list[str]:
        """The names that JSON-LD gives the story's publisher."""
        return [name for node in self.listed(self.article.get("publisher")) for name in texts(node)]

    @property
    def site_names(self) -> list[str]:
        """The names that the page declares for its site, those of its publisher last."""
        named = (name for key in ("og:site_name", "application-name") for name in self.meta.get(key, ()))
        return [*named, *self.publishers]

    def resolve(self, value: Any) -> Any:
        """Return the full node for a reference, {"@id": ...} or its id alone; other values unchanged."""
        name = value.get("@id") if isinstance(value, dict) else value
        return self.ids.get(name, value) if isinstance(name, str) else value

    def listed(self, value: Any) -> Iterator[Any]:
        """Yield the single values in a JSON-LD value, up to 5,000: lists opened, references resolved."""
        waiting = [value]
        for _ in range(NODES):
            if not waiting:
                return
            current = self.resolve(waiting.pop())
            if isinstance(current, dict) and isinstance(current.get("@list"), list):
                current = current["@list"]
            if isinstance(current, list):
                waiting.extend(reversed(current))
            elif current is not None:
                yield current

    def named(self, *keys: str) -> str | None:
        """Return the first meta value of the first of these keys that has one; None if no key has."""
        return next((text for key in keys for text in self.meta.get(key, ())), None)


def structured(tree: HtmlElement, saved: str | None = None) -> Structured:
    """Return all metadata of a page; `saved` is the address that it was saved from, None if unknown."""
    scripts = (each for each in tree.iter("script") if "ld+json" in each.get("type", "").casefold())
    found = (_flattened(_loaded(each.text or "")) for each in scripts)
    nodes = tuple(islice(chain.from_iterable(found), NODES))
    ids = _named_nodes(nodes)
    meta = _meta(tree)
    address = next(chain(canonical_links(tree), meta.get("og:url", ())), None)
    shown = ("".join(node.itertext()) for node in islice(tree.iter("title", "h1"), TITLES))
    titles = [*shown, *meta.get("og:title", ()), *meta.get("twitter:title", ())]
    own = frozenset(_bare(each) for each in (address, *meta.get("og:url", ()), saved) if each)
    story = _story([node for node in nodes if not _is_of_another(node, own, titles)], address)
    whole = ids.get(str(story.get("@id")), story)
    return Structured(
        article=whole if set(types(story)) <= set(types(whole)) else story,
        nodes=nodes,
        ids=ids,
        meta=meta,
        items=microdata(tree),
        address=address,
    )


def canonical_links(tree: HtmlElement) -> Iterator[str]:
    """Yield the addresses in a page's canonical links, empty ones left out."""
    for link in tree.iter("link"):
        if "canonical" in link.get("rel", "").casefold().split() and (address := link.get("href")):
            yield address


def _named_nodes(nodes: Iterable[Node]) -> dict[str, Node]:
    """{"@id": node}; nodes of one id and type are joined, of different types the first stays."""
    ids: dict[str, Node] = {}
    for node in nodes:
        name = node.get("@id")
        if isinstance(name, str) and len(node) > 1:
            known = ids.get(name, {})
            # A page and its story under one name stay apart.
            if not types(known) or not types(node) or set(types(known)) & set(types(node)):
                ids[name] = {**node, **known}
    return ids


def types(node: Any) -> tuple[str, ...]:
    """Return a node's JSON-LD types without their vocabulary: "NewsArticle"."""
    value = node.get("@type", ()) if isinstance(node, dict) else ()
    listed = value if isinstance(value, list) else [value]
    return tuple(_bare_type(each) for each in listed if isinstance(each, str))


@lru_cache(maxsize=1_000)
def _bare_type(name: str) -> str:
    bare = re.split(r"[/:#]", name)[-1]
    return bare[:1].upper() + bare[1:]


def texts(value: Any) -> list[str]:
    """Return the strings in a JSON-LD value without markup: a list's items, an object's name."""
    found: list[str] = []
    waiting = [value]
    while waiting:
        current = waiting.pop()
        if isinstance(current, list):
            waiting.extend(reversed(current))
        elif isinstance(current, dict):
            waiting.append(current.get("name") or current.get("@value"))
        elif isinstance(current, str):
            # Many publishers escape for HTML what a script does not unescape.
            found.append(in_one_line(_TAG.sub(" ", unescape(current))))
        elif isinstance(current, int | float) and not isinstance(current, bool):
            found.append(str(current))
    return list(filter(None, found))


def first_text(value: Any) -> str | None:
    """Return the first string in a JSON-LD value; None if it has none."""
    return next(iter(texts(value)), None)


def _loaded(text: str) -> Any:
    """Return the value of a JSON-LD script, mended if broken; else the values before the first error."""
    if len(text) > SCRIPT:
        return None
    text = text.strip().removeprefix("\ufeff")
    bare = _OPENING.sub("", text[:-_END] + _CLOSING.sub("", text[-_END:]))
    # Each mend puts right what has one reading only.
    mended = _STRAY.sub(r"\1", _TRAILING_COMMA.sub(r"\1", bare))
    for attempt in (bare, mended, unescape(mended)):
        try:
            return without_controls_in(json.loads(attempt, strict=False))
        except (ValueError, RecursionError):  # broken scripts are common and say nothing
            continue
    return _several(mended)


def _several(text: str) -> list[Any]:
    """Return the JSON values that follow one another in a script, up to the first invalid one."""
    found: list[Any] = []
    decoder = json.JSONDecoder(strict=False)
    at = 0
    with suppress(ValueError, RecursionError):  # at the end of the text, or where the rest says nothing
        while True:
            value, at = decoder.raw_decode(text, at)
            found.append(without_controls_in(value))
            at = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]
    return found


def _flattened(value: Any) -> Iterator[Node]:
    """Yield every object in a JSON-LD document, outer ones first."""
    waiting = [value]
    while waiting:
        current = waiting.pop()
        if isinstance(current, list):
            waiting.extend(reversed(current))
        elif isinstance(current, dict):
            yield current
            waiting.extend(reversed(current.values()))


def _story(nodes: Iterable[Node], address: str | None) -> Node:
    """Return the node of the story itself, not of a card for another story; {} if there is none."""
    own = _bare(address or "")

    def rank(node: Node) -> tuple[int, ...]:
        return (
            "VideoObject" not in types(node),
            any(_bare(each) == own for each in addresses_of(node)),
            "LiveBlogPosting" in types(node),  # its updates are stories of their own
            sum(each in node for each in ("datePublished", "author", "headline")),
        )

    articles = (node for node in nodes if not set(ARTICLES).isdisjoint(types(node)))
    return max(articles, key=rank, default={})


def _is_of_another(node: Node, own: Collection[str], titles: Sequence[str]) -> bool:
    """Return whether a node is of another story: no address in `own`, a headline unlike all `titles`."""
    headline, addresses = first_text(node.get("headline") or node.get("name")), addresses_of(node)
    if not (headline and addresses and titles) or any(_bare(each) in own for each in addresses):
        return False
    return not any(alike(headline, title) for title in titles)


def addresses_of(node: Node) -> list[str]:
    """Return the addresses that a node gives for itself or its page."""
    page = node.get("mainEntityOfPage")
    named = (node.get("url"), node.get("@id"), page.get("@id") if isinstance(page, dict) else page)
    return [each for each in named if isinstance(each, str) and "/" in each]


def _bare(address: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|[?#].*$", "", address).rstrip("/")


def _meta(tree: HtmlElement) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for tag in tree.iter("meta"):
        if content := in_one_line(tag.get("content") or tag.get("value") or ""):  # some write it so
            for attribute in ("property", "name", "http-equiv"):
                if key := tag.get(attribute, "").strip().casefold():
                    found.setdefault(key, {})[content] = None
    return {key: tuple(values) for key, values in found.items()}
