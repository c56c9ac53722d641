"""Records cards (teasers) for other stories, each with the box around it and its position there.

The box is the smallest element around a card that has its own heading, or a name for screen readers, and
contains nothing of the story. A box without either may be just below its heading.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple

from lxml.html import HtmlElement

from lib.clean.addresses import canonical, host_of
from lib.clean.label.labels import Labels
from lib.clean.links import absolute
from lib.clean.measure import SENTENCE_ENDS
from lib.clean.says.furniture import furniture_rule
from lib.clean.says.name_lists import clean_names
from lib.clean.segment import Segment
from lib.clean.segments.boxes import LINKED
from lib.clean.segments.elements import heading_level, nearest, stands_in
from lib.clean.segments.page import Page
from lib.clean.words import pattern
from lib.model.article import Link
from lib.model.cleaned import Related
from lib.model.length import DENSE, word_count
from lib.model.rules import RULES

SHORTEST = 20  # characters of a card's headline
CARD = 6  # segments of one card
DECK = 40  # characters of the shortest deck
SIGNED = 80  # of the longest byline
LONGEST = 60  # characters of a box's heading
REACH = 120  # segments from a card back to its box's heading
# Shares of a segment's text in links.
MOSTLY = 0.6  # a headline is a link, perhaps with a section or a time beside it
WHOLE = 0.95  # what is beside the link is a comma or a mark

_BEGINS = frozenset(name for name, rule in RULES.items() if rule.card == "begins")
_ENDS = frozenset(name for name, rule in RULES.items() if rule.card == "ends")

_HOLDERS = frozenset({"li", "article", "section", "figure"})
_ITEMS = frozenset({"li", "article"})
_UNITS = frozenset({"li", "article", "figure", "a"})


class Card(NamedTuple):
    """The numbers of a card's segments, and the card as it is stored."""

    segments: range
    related: Related


def cards(page: Page, labels: Labels, marks: Sequence[frozenset[str]]) -> Iterator[Card]:
    """Yield each card with its segments and, if it is in a box, the box's heading and its place there.

    A segment without a label belongs to something else.
    """
    found = _found(page, [label.rule for label in labels], marks, labels.base)
    kept = [number for number, label in enumerate(labels) if label.zone]
    carded = frozenset(number for segments, _ in found for number in segments)
    boxes = _Boxes(page=page, kept=kept, carded=carded)
    ranks: dict[tuple[HtmlElement, str], dict[str | None, int]] = {}
    for segments, card in found:
        if box := boxes.around(segments.start):
            held = ranks.setdefault(box, {})
            rank = held.setdefault(card.url, len(held) + 1 + boxes.passed(box[0], segments.start))
            card = replace(card, slot=box[1], rank=rank)
        yield Card(segments, card)


def _found(
    page: Page, rules: Sequence[str | None], marks: Sequence[frozenset[str]], own: str | None
) -> list[Card]:
    """Return each card and the range of its segments; a deck with the same link joins its card."""
    found: list[Card] = []
    number = 0
    while number < len(page.segments):
        segment = page.segments[number]
        url = _leads_away(segment, own) if rules[number] in _BEGINS else None
        if url is None:
            number += 1
            continue
        taken = range(number, _end(page, rules, number))
        number = taken.stop
        segments, above = found[-1] if found else (range(0), None)
        reads_as_deck = len(segment.links) == 1 and segment.text[-1] in SENTENCE_ENDS  # what it is about
        if above and segments.stop == taken.start and above.url == url and reads_as_deck:
            deck, end = above.deck or segment.text, page.segments[number - 1].end
            found[-1] = Card(range(segments.start, number), replace(above, deck=deck, end=end))
        else:
            found.append(Card(taken, _record(page, marks, taken, url=url, own=own)))
    return found


def _main_link(segment: Segment) -> Link:
    """Return the first link of a segment that is long enough for a headline, else its longest link."""
    longest = max(segment.links, key=lambda link: link.end - link.start)
    texts = zip(segment.links, segment.link_texts, strict=True)
    return next((link for link, text in texts if _may_be_headline(text)), longest)


def _may_be_headline(text: str) -> bool:
    return _length(text) >= SHORTEST and word_count(text) >= 3


def _length(text: str) -> int:
    """Return the number of letters; a Chinese character counts as two."""
    return len(text) + (0 if pattern("letters", "kana").search(text) else len(DENSE.findall(text)))


def _leads_away(segment: Segment, own: str | None) -> str | None:
    """Return the URL of a card's headline; None if the segment is no card. `own` is the page's address."""
    if segment.linked < MOSTLY or not _may_be_headline(segment.text):
        return None
    if furniture_rule(segment.text) in _ENDS | {"related"}:  # "related" heads a list of cards
        return None
    url = absolute(_main_link(segment).url, own)
    return url if url and canonical(url) != own else None


def _end(page: Page, rules: Sequence[str | None], start: int) -> int:
    """Return the number of the segment behind a card: where its element ends, or another card begins."""
    head = page.segments[start]
    holder = nearest(head.element, *_HOLDERS)
    held = page.within(holder) if holder is not None else range(start, start + 1)
    stop = min(held.stop, start + CARD)
    for number in range(start + 1, stop):
        segment = page.segments[number]
        ends = rules[number] is None or {rules[number], furniture_rule(segment.text)} & _ENDS
        linked = segment.linked > MOSTLY and _length(segment.text) >= SHORTEST
        if ends or (linked and _main_link(segment).url != _main_link(head).url):
            return number
    return stop


def _record(
    page: Page, marks: Sequence[frozenset[str]], taken: range, *, url: str, own: str | None
) -> Related:
    first, rest = page.segments[taken.start], page.segments[taken.start + 1 : taken.stop]
    signed = [segment.text for segment, of_segment in zip(rest, marks[taken.start + 1 :], strict=False)
              if "byline" in of_segment and len(segment.text) < SIGNED]  # fmt: skip
    link = _main_link(first)
    linked = first.text[link.start : link.end]
    sections = len(first.links) > 1 and _may_be_headline(linked)
    host = host_of(url)
    return Related(
        headline=linked if first.linked < WHOLE or sections else first.text,
        deck=next((segment.text for segment in rest if _length(segment.text) > DECK), None),
        publisher=host if host != host_of(own) else None,
        authors=clean_names(signed, frozenset()),
        url=url,
        at=first.at,
        end=page.segments[taken.stop - 1].end,
    )


@dataclass(frozen=True, kw_only=True)
class _Boxes:
    page: Page
    kept: Sequence[int]  # segments of the story, in order
    carded: frozenset[int]

    def around(self, number: int) -> tuple[HtmlElement, str] | None:
        """Return the box around the card at a segment, and the box's heading; None without one."""
        inner, top = self.page.segments[number].inner, None
        for box in (inner, *inner.iterancestors()):
            held = self.page.within(box) or range(number, number + 1)
            place = bisect_left(self.kept, held.start)
            if box.tag == "body" or (place < len(self.kept) and self.kept[place] in held):
                break
            if heading := self._heading(box, held.start, number) or self._named(box):
                return box, heading
            top = box
        heading = self._over(top, number) if top is not None else None
        return (top, heading) if top is not None and heading else None

    def passed(self, box: HtmlElement, number: int) -> int:
        """Return how many items with links and without cards stand in a box before the item of a card.

        The card is at segment `number`. Such items are the open story itself or very short headlines: they
        count for the rank of the card.
        """
        segments, element = self.page.segments, self.page.segments[number].element
        around = takewhile(lambda node: node is not box, (element, *element.iterancestors()))
        item = next((node for node in around if node.tag in _ITEMS), None)
        above = item.itersiblings(*_ITEMS, preceding=True) if item is not None else ()
        held = map(self.page.within, above)
        return sum(self.carded.isdisjoint(each) and any(segments[n].links for n in each) for each in held)

    def _heading(self, box: HtmlElement, opening: int, card: int) -> str | None:
        """Return the nearest heading above the card in the box, a link only if it begins the box; or None."""
        start = bisect_left(self._heads, max(opening, card - REACH))
        for number in reversed(self._heads[start : bisect_left(self._heads, card)]):
            segment = self.page.segments[number]
            # One in an item of the box is a card's headline.
            own = not stands_in(segment.element, _UNITS, box)
            if own and (segment.linked < LINKED or number == opening):
                return segment.text
        return None

    @cached_property
    def _heads(self) -> list[int]:
        """The numbers of segments that may be a box's heading."""
        segments = enumerate(self.page.segments)
        return [number for number, segment in segments if number not in self.carded and _may_head(segment)]

    def _named(self, box: HtmlElement) -> str | None:
        """Return a box's short name for screen readers, or None; the items of a box have none."""
        if box.tag in _UNITS:
            return None
        label = box.get("aria-labelledby", "").partition(" ")[0]
        name = self._texts.get(label) or " ".join(box.get("aria-label", "").split())
        return name if 0 < len(name) <= LONGEST else None

    @cached_property
    def _texts(self) -> dict[str, str]:
        nodes = ((node.get("id"), node) for node in self.page.tree.iterfind(".//*[@id]"))
        return {name: " ".join(" ".join(node.itertext()).split()) for name, node in nodes if name}

    def _over(self, box: HtmlElement, card: int) -> str | None:
        """Return the heading just before a box, if it is no part of the story; or None."""
        number = (self.page.within(box) or range(card, card + 1)).start - 1
        segment = self.page.segments[max(0, number)]
        beside = box.getparent() in (segment.element.getparent(), segment.element)
        if number in self.kept or number in self.carded or not beside or segment.linked >= LINKED:
            return None
        heads = _may_head(segment) or (segment.strong and len(segment.text) <= LONGEST)
        return segment.text if heads else None


def _may_head(segment: Segment) -> bool:
    is_short = len(segment.text) <= LONGEST and any(map(str.isalpha, segment.text))
    return is_short and heading_level(segment.element) > 0
