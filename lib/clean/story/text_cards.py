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
class _Card:
    related: Related
    numbers: range
    bare: bool = False  # a headline over two capitalised words and nothing else


def find_cards(labels: Labels, publisher: str, *, top: int) -> tuple[Related, ...]:
    """Return the cards for other stories in a copied text, and take their lines out of the story.

    A card is a headline, perhaps a deck, and a line that signs it ("Ada Holm, 3 min read"). A heading such as
    "Related" begins a box of cards; anything but cards and numbers ends the box. `publisher` is the domain of
    the text, `top` the number of the line of the story's headline, above which there are menus.
    """
    cards: list[Related] = []
    position, slot, held = 0, None, 0  # the heading of the box, and how many stories it has held so far
    single = False  # whether that points to one story: a second line over the text is the story's sub-heading
    while position < len(labels.segments):
        line = labels.segments[position]
        card = _card_at(labels, position, publisher)
        if card and card.bare and not (slot or held) and not _card_at(labels, card.numbers.stop, publisher):
            card = None  # two entries of a menu look like a headline and a name
        if card is None and slot and position > top:  # over the headline stand menus
            below = labels.segments[position + 1 : position + 2]
            over_text = any(each.prose and not each.mark.kind for each in below)
            heads = single and held > 0 and over_text and line.gap_before and not line.gap_after
            card = None if heads else _listed(labels, position, first=not held)
        if card and (card.numbers[0] > top or card.numbers[-1] < top):
            labels.take(card.numbers)
            held += 1
            cards.append(replace(card.related, slot=slot, rank=held if slot else None))
            position = card.numbers.stop
            continue
        if line.prose and held:  # its lines were headlines and decks: places are not known
            cards[-held:] = [replace(each, rank=None) for each in cards[-held:]]
        if line.mark.leads_away:
            slot, held = line.text if line.weight <= _HEADING else None, 0
            single = line.mark.rule_name == "read more"
        elif not line.text.strip(" .").isdigit() or len(line.text) > _NUMBER:
            slot, held = None, 0
        position += 1
    return tuple(cards)


def _listed(labels: Labels, position: int, *, first: bool) -> _Card | None:
    """Return the card of a headline without a signature, perhaps above a line of authors; None for others.

    `first` says that the box has no card yet: then another headline must stand in the two lines after it.
    """
    line, *below = labels.segments[position : position + 2]
    if not _is_headline(line, labels) or ticker_opening(line):
        return None
    authors = _names(below[0]) if below and labels.is_open(below[0]) else ()
    last = below[0] if authors else line
    after = labels.segments[last.number + 1 : last.number + 3]
    if first and not any(_is_headline(each, labels) for each in after):
        return None
    related = Related(
        headline=line.text, deck=None, publisher=None, authors=authors, at=line.at, end=last.end
    )
    return _Card(related, range(position, last.number + 1))


def _names(line: Segment) -> tuple[str, ...]:
    """Return the persons on a line that names nothing else; () for any other line."""
    parts = tuple(part.strip() for part in _BETWEEN_NAMES.split(line.text) if part.strip())
    return parts if all(map(_may_sign, parts)) else ()


def _may_sign(text: str) -> bool:
    """Return whether a text is a person's name, and spelt as names are: not "Apple's View" or "CloseUps"."""
    parts = _MAC.sub("", text).split()
    return is_person(text) and all(part.istitle() or part.islower() for part in parts)


def _card_at(labels: Labels, position: int, publisher: str) -> _Card | None:
    """Return the card whose headline is the line at `position`; None if no card begins there.

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
        if signature := _signature(line, publisher):
            earlier = signed or (None, ())
            signed = (signature[0] or earlier[0], signature[1] or earlier[1])
        elif line.prose and deck is None and signed is None and line.weight <= _DECK:
            deck = line.text
        else:
            break
        last = line
        if line.gap_after:
            break
    timed = above is not None and above.mark.kind == "clock"  # the time below is the next item's
    if signed is None or (timed and signed == (None, ())):
        return None
    paper, authors = signed
    related = Related(
        headline=head.text, deck=deck, publisher=paper, authors=authors, at=head.at, end=last.end
    )
    bare = deck is None and paper is None and not last.mark.kind
    return _Card(related, range(position, last.number + 1), bare)


def _is_headline(line: Segment, labels: Labels) -> bool:
    return (
        labels.is_open(line)
        and not line.mark.kind
        and _HEADLINE[0] <= line.weight <= _HEADLINE[-1]
        and not line.text.endswith((".", ":", ","))
        and line.sentences <= (1 if line.terminal else 2)  # a headline of two sentences ends in no stop
    )


def _signature(line: Segment, publisher: str) -> tuple[str | None, tuple[str, ...]] | None:
    """Return the publisher (or None) and the authors that a line below a card names; None for other lines."""
    if line.mark.kind == "byline" and line.mark.byline:
        return None, line.mark.byline.authors
    if line.mark.kind in ("time", "clock"):
        return None, ()
    if line.mark.kind or line.weight > _SIGNING or line.terminal:
        return None
    glued = unglue(line.text, publisher)
    if glued and is_person(glued[1]) and len(pattern("letters", "word").findall(glued[0])) <= 5:
        return glued[0], (glued[1],)
    if publisher and line.text == publisher:
        return publisher, ()
    if _may_sign(line.text) and not is_button(line.text) and line.weight <= 4:
        return None, (line.text,)
    return None
