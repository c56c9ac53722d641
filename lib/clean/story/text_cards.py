"""Cards on a text page that lead to other stories."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lib.clean import words
from lib.clean.fields.publication import unglue
from lib.clean.label.labels import Sheet
from lib.clean.says.line import TextLine
from lib.clean.says.names import is_button, is_person
from lib.clean.says.stamps import ticker_opening
from lib.model.article import Related

_BETWEEN_NAMES = words.pattern("authors", "between names of a card")
_WORD = words.pattern("letters", "word")
_LONGEST = 6  # lines of one card
_DECK = 60.0  # words of its deck
_HEADINGS = frozenset({"related", "read more"})  # rules of lines that head a box
_HEADING = 6.0  # words of such a line
_NUMBER = 3  # characters of a place in a box


def find_cards(lines: Sequence[TextLine], publisher: str, sheet: Sheet, *, top: int) -> tuple[Related, ...]:
    """Return every tight group of a headline, perhaps a deck, and a line that signs it, but for the story's
    own.
    """
    cards: list[Related] = []
    position, box = 0, _NO_BOX
    while position < len(lines):
        card = _card_at(lines, position, publisher, sheet)
        if card and card.bare and box == _NO_BOX and not _is_followed(lines, card, publisher, sheet):
            card = None
        if card is None and position > top:  # over the headline stand menus
            card = _listed(lines, position, box, sheet)
        if card and (card.numbers[0] > top or card.numbers[-1] < top):
            sheet.labels.update(dict.fromkeys(card.numbers, ()))
            box = replace(box, held=box.held + 1)
            cards.append(replace(card.related, slot=box.slot, rank=box.held if box.slot else None))
            position = card.numbers[-1] + 1
        else:
            if lines[position].prose and box.held:  # its lines were headlines and decks: places are not known
                cards[-box.held :] = [replace(each, rank=None) for each in cards[-box.held :]]
            box = _box(lines, position, box)
            position += 1
    return tuple(cards)


def _is_followed(lines: Sequence[TextLine], card: "_Card", publisher: str, sheet: Sheet) -> bool:
    """Return whether another card stands right below.

    Two entries of a menu look like a headline and a name.
    """
    after = card.numbers[-1] + 1
    return after < len(lines) and _card_at(lines, after, publisher, sheet) is not None


@dataclass(frozen=True, slots=True)
class _Box:
    """A list of other stories that is being read: its heading, and how many stories it has held so far."""

    slot: str | None
    held: int = 0


_NO_BOX = _Box(None)


def _box(lines: Sequence[TextLine], position: int, box: _Box) -> _Box:
    """Return the box after one more line.

    A heading opens one, a bare number leaves it open, all else ends it.
    """
    line, rule = lines[position], lines[position].mark.rule
    if rule and rule.name in _HEADINGS:
        return _Box(line.text) if line.weight <= _HEADING else _NO_BOX
    return box if line.text.strip(" .").isdigit() and len(line.text) <= _NUMBER else _NO_BOX


def _listed(lines: Sequence[TextLine], position: int, box: _Box, sheet: Sheet) -> "_Card | None":
    """Return a bare headline in a box that lists several."""
    line = lines[position]
    if box.slot is None or not _is_headline(line, sheet) or _names(line):
        return None
    if ticker_opening(line):  # an item of a ticker
        return None
    below = lines[position + 1 : position + 2]
    authors = _names(below[0]) if below and sheet.is_open(below[0]) else ()
    last = below[0] if authors else line
    after = lines[last.number + 1 : last.number + 3]
    follows = any(_is_headline(each, sheet) for each in after)
    if not box.held and not follows:
        return None
    related = Related(
        headline=line.text, deck=None, publisher=None, authors=authors, at=line.at, end=last.end
    )
    return _Card(related, range(position, last.number + 1))


def _names(line: TextLine) -> tuple[str, ...]:
    """Return the persons of a line that names nobody and nothing else."""
    parts = tuple(part.strip() for part in _BETWEEN_NAMES.split(line.text) if part.strip())
    return parts if all(is_person(part) and part.istitle() for part in parts) else ()


@dataclass(frozen=True, slots=True)
class _Card:
    related: Related
    numbers: range
    bare: bool = False  # a headline over two capitalised words and nothing else


@dataclass(frozen=True, slots=True)
class _Signed:
    publisher: str | None
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Rest:
    """What stands under a card's headline so far."""

    deck: str | None
    signed: _Signed | None
    last: int  # number of its last line


def _card_at(lines: Sequence[TextLine], position: int, publisher: str, sheet: Sheet) -> _Card | None:
    """Return a card that opens at the position: the group ends at an empty line or at the next headline."""
    head = lines[position]
    if head.gap_after or not _is_headline(head, sheet):
        return None
    if position and not head.gap_before and lines[position - 1].prose and not lines[position - 1].mark.kind:
        return None  # a question, or a heading, in running text
    rest = _Rest(None, None, position)
    for line in lines[position + 1 : position + _LONGEST]:
        longer = _longer(rest, line, publisher, sheet)
        if longer is None:
            break
        rest = longer
        if line.gap_after:
            break
    timed = position > 0 and lines[position - 1].mark.kind == "clock"  # the time below is the next item's
    if rest.signed is None or (timed and rest.signed == _Signed(None, ())):
        return None
    related = Related(
        headline=head.text,
        deck=rest.deck,
        publisher=rest.signed.publisher,
        authors=rest.signed.authors,
        at=head.at,
        end=lines[rest.last].end,
    )
    bare = rest.deck is None and rest.signed.publisher is None and lines[rest.last].mark.kind == ""
    return _Card(related, range(position, rest.last + 1), bare)


def _longer(rest: _Rest, line: TextLine, publisher: str, sheet: Sheet) -> _Rest | None:
    """Return the card with one more line: a deck, or a line that signs; None when the line is neither."""
    if not sheet.is_open(line) or line.mark.kind == "rule":
        return None
    signature = _signature(line, publisher)
    if signature is not None:
        earlier = rest.signed or _Signed(None, ())
        signed = _Signed(signature.publisher or earlier.publisher, signature.authors or earlier.authors)
        return _Rest(rest.deck, signed, line.number)
    if line.prose and rest.deck is None and rest.signed is None and line.weight <= _DECK:
        return _Rest(line.text, None, line.number)
    return None


def _is_headline(line: TextLine, sheet: Sheet) -> bool:
    return (
        sheet.is_open(line)
        and not line.mark.kind
        and 4 <= line.weight <= 28
        and not line.text.endswith((".", ":", ","))
        and line.sentences <= (1 if line.terminal else 2)  # a headline of two sentences ends in no stop
    )


def _signature(line: TextLine, publisher: str) -> _Signed | None:
    """Return a glued publisher and author, a byline, a name alone or a time."""
    if line.mark.kind == "byline" and line.mark.byline:
        return _Signed(None, line.mark.byline.authors)
    if line.mark.kind in ("time", "clock"):
        return _Signed(None, ())
    if line.mark.kind or line.weight > 10 or line.terminal:
        return None
    glued = unglue(line.text, publisher)
    if glued and is_person(glued[1]) and len(_WORD.findall(glued[0])) <= 5:
        return _Signed(glued[0], (glued[1],))
    if publisher and line.text == publisher:
        return _Signed(publisher, ())
    if is_person(line.text) and not is_button(line.text) and line.weight <= 4 and line.text.istitle():
        return _Signed(None, (line.text,))
    return None
