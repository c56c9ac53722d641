"""What a page says about itself to machines: JSON-LD with references resolved, meta tags, microdata."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

ARTICLES = (
    "LiveBlogPosting", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle",
    "BackgroundNewsArticle", "ReviewNewsArticle", "AskPublicNewsArticle", "AdvertiserContentArticle",
    "Article", "BlogPosting", "Report", "SocialMediaPosting", "TechArticle", "ScholarlyArticle", "Review",
    "CriticReview", "SatiricalArticle", "VideoObject",
)  # fmt: skip
SCRIPT = 3_000_000  # characters of one script that are read
NODES = 5_000

_TRAILING_COMMA = re.compile(r",\s*([}\]])")
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)+|(?:-->|//\]\]>|\]\]>|;)+\s*$", re.DOTALL
)

Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Structured:
    """The page's own metadata, as found."""

    article: Node  # the JSON-LD node of the story; empty when there is none
    nodes: tuple[Node, ...]
    ids: Mapping[str, Node]
    meta: Mapping[str, tuple[str, ...]]
    items: Mapping[str, tuple[str, ...]]  # microdata by itemprop

    def resolve(self, value: Any) -> Any:
        """A node for a bare reference to it; anything else as it is."""
        if isinstance(value, dict) and isinstance(name := value.get("@id"), str):
            whole = self.ids.get(name)
            if whole is not None and len(whole) > len(value):
                return whole
        return value

    def named(self, *keys: str) -> str | None:
        """The first non-empty meta value of the keys, in their order."""
        return next((text for key in keys for text in self.meta.get(key, ()) if text), None)

    def all_named(self, *keys: str) -> tuple[str, ...]:
        """Every value of the first key that has one."""
        return next((self.meta[key] for key in keys if self.meta.get(key)), ())


def structured(tree: HtmlElement) -> Structured:
    """All metadata of a page."""
    nodes = tuple(_nodes(tree))
    ids: dict[str, Node] = {}
    for node in nodes:
        name = node.get("@id")
        if isinstance(name, str) and len(node) > len(ids.get(name, ())):
            ids[name] = node
    meta = _meta(tree)
    return Structured(
        article=_story(nodes, _own_address(tree, meta)), nodes=nodes, ids=ids, meta=meta, items=_items(tree)
    )


def types(node: Any) -> tuple[str, ...]:
    """The JSON-LD types of a node, without their vocabulary."""
    value = node.get("@type", ()) if isinstance(node, dict) else ()
    listed = value if isinstance(value, list) else [value]
    return tuple(each.rsplit("/", 1)[-1] for each in listed if isinstance(each, str))


def texts(value: Any) -> list[str]:
    """The strings in a JSON-LD value: of a list, of objects their name."""
    if isinstance(value, str):
        return [folded] if (folded := " ".join(value.split())) else []
    if isinstance(value, list):
        return [text for each in value for text in texts(each)]
    if isinstance(value, dict):
        return texts(value.get("name") or value.get("@value") or value.get("termCode"))
    return [str(value)] if isinstance(value, int | float) and not isinstance(value, bool) else []


def first_text(value: Any) -> str | None:
    """The first string in a JSON-LD value."""
    return next(iter(texts(value)), None)


def _nodes(tree: HtmlElement) -> Iterator[Node]:
    count = 0
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").casefold():
            continue
        for node in _flattened(_loaded(script.text or "")):
            count += 1
            if count > NODES:
                return
            yield node


def _loaded(text: str) -> Any:
    if len(text) > SCRIPT:
        return None
    bare = _WRAPPING.sub("", text.strip())
    for attempt in (bare, _TRAILING_COMMA.sub(r"\1", bare)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):  # broken scripts are common and say nothing
            continue
    return None


def _flattened(value: Any) -> Iterator[Node]:
    """Every object in a JSON-LD document, outer ones first."""
    waiting = [value]
    while waiting:
        current = waiting.pop()
        if isinstance(current, list):
            waiting.extend(reversed(current))
        elif isinstance(current, dict):
            yield current
            waiting.extend(each for each in reversed(current.values()) if isinstance(each, dict | list))


def _story(nodes: Iterable[Node], address: str | None) -> Node:
    """The node that describes the story itself, not a card for another one."""
    best: Node = {}
    best_rank: tuple[int, ...] = ()
    for position, node in enumerate(nodes):
        kinds = [ARTICLES.index(kind) for kind in types(node) if kind in ARTICLES]
        if not kinds:
            continue
        rank = (
            int("VideoObject" not in types(node)),
            int(_is_at(node, address)),
            int("LiveBlogPosting" in types(node)),  # its updates are stories of their own
            int("datePublished" in node) + int("author" in node) + int("headline" in node),
            -position,
        )
        if rank > best_rank:
            best, best_rank = node, rank
    return best


def _is_at(node: Node, address: str | None) -> bool:
    if address is None:
        return False
    page = node.get("mainEntityOfPage")
    named = (node.get("url"), node.get("@id"), page.get("@id") if isinstance(page, dict) else page)
    return any(isinstance(each, str) and _bare(each) == _bare(address) for each in named)


def _bare(address: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|[?#].*$", "", address).rstrip("/")


def _own_address(tree: HtmlElement, meta: Mapping[str, tuple[str, ...]]) -> str | None:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").casefold().split():
            return link.get("href") or None
    return next(iter(meta.get("og:url", ())), None)


def _meta(tree: HtmlElement) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for tag in tree.iter("meta"):
        content = " ".join((tag.get("content") or "").split())
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key = (tag.get(attribute) or "").strip().casefold()
            if key and content and content not in found.get(key, ()):
                found.setdefault(key, []).append(content)
    return {key: tuple(values) for key, values in found.items()}


def _items(tree: HtmlElement) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for node in tree.iterfind(".//*[@itemprop]"):
        value = node.get("content") or node.get("datetime") or " ".join(node.itertext())
        value = " ".join(value.split())[:1000]
        for name in (node.get("itemprop") or "").split():
            if value:
                found.setdefault(name, []).append(value)
    return {name: tuple(values) for name, values in found.items()}
