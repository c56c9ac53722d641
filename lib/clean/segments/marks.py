"""Reads the role of page elements, such as "menu", from tags, classes and roles."""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from lib.clean import words


def _patterns() -> dict[str, re.Pattern[str]]:
    """{first two letters of a word: pattern for the marks, such as "menu", of words that begin so}."""
    found: dict[str, dict[str, list[str]]] = {}
    for mark, listed in words.read("markup")["marks"].items():
        for word in listed.split():
            found.setdefault(word[:2], {}).setdefault(mark, []).append(word)
    group = "(?:(?={}-)(?P<{}>))?".format
    return {
        start: re.compile("".join(group(words.any_of(listed), mark) for mark, listed in held.items()))
        for start, held in found.items()
    }


_MARKS = _patterns()
_TAGS: Mapping[str, str] = words.read("markup")["tags"]
_ROLES: Mapping[str, str] = words.read("markup")["roles"]
_ATTRIBUTES = ("class", "id", "itemprop", "data-testid", "data-component", "data-module", "data-qa", "rel")

_READ = frozenset({*_ATTRIBUTES, "role", "style", "hidden", "aria-expanded"})

_UNSEEN = frozenset(words.read("markup")["hiding"].split())
# Words of a class, an id or an attribute of what opens and shuts a part of the text.
_TOGGLE = re.compile(r"toggle|accordion|collaps|expand|faq|question", re.IGNORECASE)
_TOGGLING = ("aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle")
_NOTHING: frozenset[str] = frozenset()
_STATES = frozenset({"has", "with", "without"})  # "has-caption" says what is inside, not what it is
PARAGRAPH = 80  # characters of one that is folded away beside a button
LONGEST = 500  # characters of an element's words that are read
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NO_WORD = re.compile(r"[^a-z0-9]+")
_LONG = re.compile(r"[A-Za-z0-9]{8,}")


def _is_folded(element: HtmlElement) -> bool:
    """Return whether an element is text that opens below its question or beside its button."""
    before = element.getprevious()
    if any(each is not None and each.tag == "button" for each in (before, element.getnext())) and any(
        len("".join(text.itertext())) >= PARAGRAPH for text in element.iterchildren("p")
    ):
        return True
    if before is None or not isinstance(before.tag, str):
        return False
    named = _TOGGLE.search(f"{before.get('class', '')} {before.get('id', '')}")
    near = islice(before.iter(etree.Element), 4)
    return bool(named) or any(name in each.attrib for each in near for name in _TOGGLING)


class Marks:
    """The marks of a page's elements, such as "menu", read from tags, classes and roles; cached."""

    def __init__(self) -> None:
        self._own: dict[HtmlElement, frozenset[str]] = {}
        self._above: dict[frozenset[HtmlElement], dict[HtmlElement, frozenset[str]]] = {}

    def own(self, element: HtmlElement) -> frozenset[str]:
        """Return the marks of one element."""
        found = self._own.get(element)
        if found is None:
            found = self._own[element] = self._read(element)
        return found

    def above(self, element: HtmlElement, *, below: frozenset[HtmlElement]) -> frozenset[str]:
        """Return the marks of an element and the elements around it, up to the first one in `below`."""
        known = self._above.setdefault(below, {})
        fresh: list[HtmlElement] = []
        node: HtmlElement | None = element
        while node is not None and node not in known and node not in below:
            fresh.append(node)
            node = node.getparent()
        marks = known.get(node, _NOTHING)
        for each in reversed(fresh):
            own = self.own(each)
            known[each] = marks = marks | own if own else marks
        return marks

    def _read(self, element: HtmlElement) -> frozenset[str]:
        items = element.items() if isinstance(element.tag, str) else ()
        marks, hidden = _marks_of(element.tag, *[pair for pair in items if pair[0] in _READ])
        if (hidden or element.get("aria-hidden") == "true") and _is_folded(element):
            return marks | {"folded"}
        return marks | {"unseen"} if hidden else marks


@lru_cache(maxsize=20_000)  # the pages of one publisher are built of the same elements
def _marks_of(tag: object, *items: tuple[str, str]) -> tuple[frozenset[str], bool]:
    """Return the marks that a tag and these attributes give, and whether they hide the element."""
    held, marks = dict(items), {_TAGS.get(str(tag)), _ROLES.get(dict(items).get("role", ""))}
    hidden = (
        "hidden" in held
        or "display:none" in "".join(held.get("style", "").lower().split())
        or not _UNSEEN.isdisjoint(held.get("class", "").split())
    )
    if "aria-expanded" in held:
        marks.add("folded")
    marks |= _worded(" ".join(filter(None, map(held.get, _ATTRIBUTES)))[:LONGEST])
    return frozenset(filter(None, marks)), hidden


@lru_cache(maxsize=20_000)  # the pages of one publisher are built of the same words
def _worded(written: str) -> frozenset[str]:
    small = _CAMEL.sub("-", _LONG.sub(_unless_random, written)).lower()
    parts = _NO_WORD.sub(" ", small).split()
    folded = "-".join([*parts, ""])
    marks: set[str] = set()
    at, before = 0, ""
    for part in parts:
        pattern = _MARKS.get(folded[at : at + 2]) if before not in _STATES else None
        found = pattern.match(folded, at) if pattern else None
        if found:
            marks.update(mark for mark, text in found.groupdict().items() if text is not None)
        at, before = at + len(part) + 1, part
    return frozenset(marks)


def _unless_random(word: re.Match[str]) -> str:
    """Return a word of a class or id; "" for a random key: "n1AuAdJlVL" is no "ad"."""
    parts = _CAMEL.split(word[0])
    return "" if len(parts) > 3 and len(word[0]) < 3 * len(parts) else word[0]
