"""Finds cards (teasers) for other stories in a copied text."""

import re
from dataclasses import dataclass, replace

from lib.clean.fields.publication import unglue
from lib.clean.label.labels import Labels
from lib.clean.says.names import is_button, is_person
from lib.clean.says.stamps import ticker_opening
from lib.clean.segment import Segment
from lib.clean.words import pattern
from lib.model.cleaned import Related

_BETWEEN_NAMES = pattern("authors", "between names of a card")
_MAC = re.compile(r"\bMa?c(?=[A-Z])")
_LONGEST = 6  # lines of one card
_DECK = 60.0  # words of its deck
_HEADING = 6.0  # words of a line that heads a box
_NUMBER = 3  # characters of a place in a box
_HEADLINE = range(4, 29)  # words of a card's headline
_SIGNING = 10  # words of the longest line that signs a card


@dataclass(frozen=True, slots=True)
class _Signature:
    """What a line under a card says: the publisher of the other story and its authors, or only its time."""

    publisher: str | None = None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Card:
    """A headline, the last line that belongs to it, and what stands between them."""

    head: Segment
    last: Segment
    deck: str | None = None
    signature: _Signature = _Signature()

    @property
    def numbers(self) -> range:
        """The numbers of the card's lines."""
        return range(self.head.number, self.last.number + 1)

    @property
    def is_bare(self) -> bool:
        """Whether the card is a headline over two capitalised words and nothing else."""
        return self.deck is None and self.signature.publisher is None and not self.last.mark.kind


@dataclass(frozen=True, slots=True)
class _Box:
    """A list of cards: its heading, such as "Related", and how many cards it has held so far."""

    heading: str | None = None
    of_one: bool = False  # its heading points to one story, such as "Read more"
    count: int = 0

    def placed(self, card: _Card) -> Related:
        """Return the record of the box's next card."""
        return Related(
            headline=card.head.text,
            deck=card.deck,
            publisher=card.signature.publisher,
            authors=card.signature.authors,
            at=card.head.at,
            end=card.last.end,
            slot=self.heading,
            rank=self.count + 1 if self.heading else None,
        )

    def below(self, line: Segment) -> "_Box":
        """Return the box below a line that is no card: a new one under a heading, the same under a number."""
        if line.mark.leads_away:
            heading = line.text if line.weight <= _HEADING else None
            return _Box(heading, of_one=line.mark.rule_name == "read more")
        is_place = line.text.strip(" .").isdigit() and len(line.text) <= _NUMBER
        return self if is_place else _Box()


def find_cards(labels: Labels, publisher: str, *, top: int) -> tuple[Related, ...]:
    """Return the cards for other stories in a copied text, and take their lines out of the story.

    A card is a headline, perhaps a deck, and a line that signs it ("Ada Holm, 3 min read"). A heading such as
    "Related" begins a box of cards; anything but cards and numbers ends the box. `publisher` is the domain of
    the text, `top` the number of the line of the story's headline, above which there are menus.
    """
    cards: list[Related] = []
    position, box = 0, _Box()
    while position < len(labels.segments):
        card = _signed_card_in(box, labels, position, publisher)
        if card is None and position > top:
            card = _unsigned_card_in(box, labels, position)
        if card and top not in card.numbers:
            labels.take(card.numbers)
            cards.append(box.placed(card))
            position, box = card.numbers.stop, replace(box, count=box.count + 1)
            continue
        line = labels.segments[position]
        if line.prose and box.count:  # its lines were headlines and decks: places are not known
            cards[-box.count :] = [replace(each, rank=None) for each in cards[-box.count :]]
        position, box = position + 1, box.below(line)
    return tuple(cards)


def _signed_card_in(box: _Box, labels: Labels, position: int, publisher: str) -> _Card | None:
    """Return the signed card that begins at `position`, a bare one only in a box or beside another; or None.

    Elsewhere two entries of a menu look like a headline and a name.
    """
    card = _signed_card(labels, position, publisher)
    if card is None or not card.is_bare or box.heading or box.count:
        return card
    return card if _signed_card(labels, card.numbers.stop, publisher) else None


def _unsigned_card_in(box: _Box, labels: Labels, position: int) -> _Card | None:
    """Return the card of a headline without a signature, perhaps above a line of authors; None for others.

    It stands in a box with a heading. As the first card there it needs another headline in the two lines
    after it; behind the card of a heading for one story, a line over the text is the story's sub-heading.
    """
    line, *below = labels.segments[position : position + 2]
    if not box.heading or not _is_headline(line, labels) or ticker_opening(line):
        return None
    over_text = any(each.prose and not each.mark.kind for each in below)
    if box.of_one and box.count and over_text and line.gap_before and not line.gap_after:
        return None
    authors = _names(below[0]) if below and labels.is_open(below[0]) else ()
    last = below[0] if authors else line
    after = labels.segments[last.number + 1 : last.number + 3]
    if not box.count and not any(_is_headline(each, labels) for each in after):
        return None
    return _Card(head=line, last=last, signature=_Signature(authors=authors))


def _names(line: Segment) -> tuple[str, ...]:
    """Return the persons on a line that names nothing else; () for any other line."""
    parts = tuple(part.strip() for part in _BETWEEN_NAMES.split(line.text) if part.strip())
    return parts if all(map(_may_sign, parts)) else ()


def _may_sign(text: str) -> bool:
    """Return whether a text is a person's name, and spelt as names are: not "Apple's View" or "CloseUps"."""
    parts = _MAC.sub("", text).split()
    return is_person(text) and all(part.istitle() or part.islower() for part in parts)


def _signed_card(labels: Labels, position: int, publisher: str) -> _Card | None:
    """Return the signed card whose headline is the line at `position`; None if no such card begins there.

    It ends at a gap, or at the first line that is neither a deck nor a signature.
    """
    if position == len(labels.segments):
        return None
    head, *below = labels.segments[position : position + _LONGEST]
    if head.gap_after or not _is_headline(head, labels):
        return None
    above = labels.segments[position - 1] if position else None
    if above and not head.gap_before and above.prose:
        return None  # a question, or a heading, in running text
    deck, signed, last = None, None, head
    for line in below:
        if not labels.is_open(line) or line.mark.kind == "rule":
            break
        if found := _signature(line, publisher):
            over = signed or _Signature()
            signed = _Signature(found.publisher or over.publisher, found.authors or over.authors)
        elif line.prose and deck is None and signed is None and line.weight <= _DECK:
            deck = line.text
        else:
            break
        last = line
        if line.gap_after:
            break
    timed = above is not None and above.mark.kind == "clock"  # the time below is the next item's
    if signed is None or (timed and signed == _Signature()):
        return None
    return _Card(head=head, last=last, deck=deck, signature=signed)


def _is_headline(line: Segment, labels: Labels) -> bool:
    return (
        labels.is_open(line)
        and not line.mark.kind
        and _HEADLINE[0] <= line.weight <= _HEADLINE[-1]
        and not line.text.endswith((".", ":", ","))
        and line.sentences <= (1 if line.terminal else 2)  # a headline of two sentences ends in no stop
    )


def _signature(line: Segment, publisher: str) -> _Signature | None:
    """Return what a line below a card says of the other story; None if the line signs nothing."""
    if line.mark.kind == "byline" and line.mark.byline:
        return _Signature(authors=line.mark.byline.authors)
    if line.mark.kind in ("time", "clock"):
        return _Signature()
    if line.mark.kind or line.weight > _SIGNING or line.terminal:
        return None
    glued = unglue(line.text, publisher)
    if glued and is_person(glued[1]) and len(pattern("letters", "word").findall(glued[0])) <= 5:
        return _Signature(glued[0], (glued[1],))
    if publisher and line.text == publisher:
        return _Signature(publisher)
    if _may_sign(line.text) and not is_button(line.text) and line.weight <= 4:
        return _Signature(authors=(line.text,))
    return None
