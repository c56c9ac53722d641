"""What stands around a story's text and is none of it: what follows its last paragraph, what leads elsewhere.

What follows is its author, appeals to the reader and notes of the publisher.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice

from lxml.html import HtmlElement

from lib.clean.addresses import absolute, host_of
from lib.clean.label.notes import Asides
from lib.clean.label.text_sheet import Sheet
from lib.clean.measure import Line, weight
from lib.clean.says.furniture import said
from lib.clean.says.names import is_person
from lib.clean.segments.html import Piece, pieces_around
from lib.clean.segments.marks import HEADINGS
from lib.clean.words import any_of, read
from lib.model.article import Zone
from lib.model.folding import folded_words

STRIP = 15  # characters of the longest label of a row of links
LAST = 8  # pieces or lines at the end that are looked at
LONG = 60.0  # words above which a line is read as a paragraph of the story
VERY_LONG = 180.0  # of an appeal, which can be long

_ZONES: Mapping[str, Zone] = {"author bio": "biography", "newsletter": "appeal", "promotion": "appeal"}
_WORDS = read("closing")
_CALLS = any_of(read("calls")["opens"])
_READER = re.compile(rf"\b{any_of(read('calls')['reader'])}\b", re.IGNORECASE)
_CALL = re.compile(rf"^\W*(?:please |bitte |to |for more\b.{{0,60}}?,? )?{_CALLS}\b", re.IGNORECASE)
_ASKS = re.compile(rf"^\W*{any_of(_WORDS['asks'])}\b[^.?!]{{0,110}}\?", re.IGNORECASE)
_ENDS = re.compile(r"\W*(?:ENDS?|ENDE)\W*|[-–—*]\W*(?i:ends?|ende)\W*[-–—*]|#(?:\s?#){2,}")
_OURS = re.compile(any_of(_WORDS["ours"]), re.IGNORECASE)


def closing(pieces: Sequence[Piece], chosen: Sequence[int]) -> Mapping[int, str]:
    """Return the last pieces with the wording of an ending, and headings over them, each with its rule."""
    last = ((number, said(pieces[number].text, "closing")) for number in chosen[1:][-LAST:])
    found = {number: rule for number, rule in last if rule}
    end = end_of_release([pieces[number].text for number in chosen])
    found |= dict.fromkeys(chosen[end:], "note")
    strips = [_is_strip(pieces[number]) for number in chosen[-2:]]
    found |= {chosen[-1]: "link"} if strips == [False, True] else {}
    rest = [number for number in chosen if number not in found]
    while found and len(rest) > 1 and pieces[rest[-1]].element.tag in HEADINGS and rest[-1] < max(found):
        found[rest.pop()] = "read more"
    return found


def end_of_release(texts: Sequence[str]) -> int:
    """Return the place of the line that ends a press release and opens its notes to editors; else the length.

    A sign that stands twice parts the sections of a text, as one does that more text follows than precedes.
    """
    ends = [place for place, text in enumerate(texts) if _ENDS.fullmatch(text)]
    if len(ends) != 1 or sum(map(len, texts[: ends[0]])) < sum(map(len, texts[ends[0] :])):
        return len(texts)
    return ends[0]


def _is_strip(piece: Piece) -> bool:
    """Return whether a piece is a row of short links, perhaps behind a label: tags, places to share.

    Alone at the end it is none of the story; several are a list that the story gives.
    """
    words = [piece.text[link.start : link.end] for link in piece.links]
    rest = len(piece.text) - sum(map(len, words))
    return len(words) > 2 and rest < STRIP + 3 * len(words) and all(weight(each) < 4 for each in words)


def cut_closing(lines: Sequence[Line], authors: Sequence[str], publisher: str, sheet: Sheet) -> None:
    """Place what follows a story's text among its last lines, until a line of the text is met.

    Notes on its authors and appeals to its reader are kept in zones of their own.
    """
    names = [folded_words(author) for author in authors]
    known = Asides(authors=authors, publication=(publisher,))
    for line in lines[end_of_release([line.text for line in lines]) :]:
        if sheet.is_open(line):
            sheet.cut(line, "note")
    last = [line for line in lines if sheet.is_open(line)][-LAST:]
    for line in reversed(last):
        rule = ending(line, names, publisher)
        zone = known.zone(line.text, line.links, last=True) or (
            _ZONES.get(rule or "") if line.terminal else None
        )
        if zone:
            sheet.keep(line, zone)
        elif rule:
            sheet.cut(line, rule)
        elif line.prose or line.terminal:
            return


def cut_signatures(lines: Sequence[Line], authors: Sequence[str], sheet: Sheet) -> None:
    """Cut the lines inside a story that hold an author's name and nothing else."""
    names = {folded_words(author) for author in authors}
    for line in lines:
        if sheet.is_open(line) and line.weight <= 6 and line.key in names:
            sheet.cut(line, "field: byline")


def ending(line: Line, names: Sequence[str] = (), publisher: str = "") -> str | None:
    """Return the rule by which the last line of a text capture is no part of the story.

    Its authors' names are folded. Appeals are no matter of pages: there their marks tell them from sentences
    that open alike.
    """
    if rule := said(line.text, "closing"):
        return rule
    if any(line.key.startswith(f"{name} is ") for name in names if " " in name):  # and wrote “A Book”
        return "author bio"
    if any(mark in line.text for mark in '"“”„«»'):
        return None
    if line.key in names:
        return "field: byline"
    if _describes_author(line, names):
        return "author bio"
    addressed = line.weight <= VERY_LONG and bool(_READER.search(line.text))
    if line.weight <= VERY_LONG and (_OURS.search(line.text) or (addressed and _ASKS.match(line.text))):
        return "promotion"
    if line.weight <= LONG and addressed and _CALL.match(line.text):
        return "promotion"
    opens = bool(publisher) and line.text.startswith(publisher) and line.weight <= LONG / 2
    return "note" if opens and addressed else None


def _describes_author(line: Line, names: Sequence[str]) -> bool:
    """Return whether a line opens with an author's name, or with the first name alone.

    Before a colon the name is that of who speaks, as in an interview.
    """
    firsts = [name.split(" ", 1)[0] for name in names if is_person(name.title())]
    speaker, colon, _ = line.text.replace("：", ":").partition(":")
    if colon and folded_words(speaker) in (*names, *firsts):
        return False
    beats = [f"{name.rsplit(' ', 1)[-1]} {verb} " for name in names for verb in ("covers", "writes")]
    short = line.weight <= LONG and line.key.startswith((*(f"{first} " for first in firsts), *beats))
    return short or any(line.key.startswith(name) for name in names)


LEAD_LABEL = 6  # words before the headline in "See this too: A headline"
HEADLINE = 4  # words of the shortest linked headline
MOSTLY = 0.5  # of an item's text that stands in its link, in a list of links
CARD = 4  # pieces of the largest card of another story
TEASER = 200  # characters of the longest text on one
NEAR = 20  # boxes on each side among which others of its kind are sought
MUCH = 0.5  # of the text: a page of which this much leads away is about its links

_SENTENCE_ENDS = tuple(".!?…。！？")
_LABEL_ENDS = re.compile(r"[:|>»→]\s*$")
_NO_LINE = frozenset({"td", "th", "h1", "h2", "h3", "h4", "h5", "h6"})


def links_away(pieces: Sequence[Piece], chosen: Sequence[int], own: str | None) -> Mapping[int, str]:
    """Return the pieces that lead to other stories, each with its rule; `own` is the page's address.

    A label with a linked headline, or one that stands alone, leads away on the same site, and anywhere at the
    end of a story.
    Where they make up much of the text the page is about its links, and none of them goes.
    """
    found = {
        number
        for number in chosen
        if (url := _line(pieces[number])) and (number == chosen[-1] or _is_own(url, own))
    }
    found.update(_link_lists(pieces, chosen, own))
    found.update(number for number in chosen if number and _is_of_card(pieces, number, own))
    size = sum(len(pieces[number].text) for number in found)
    if size > MUCH * sum(len(pieces[number].text) for number in chosen):
        return {}
    return dict.fromkeys(found, "read more")


def _line(piece: Piece) -> str | None:
    """Return where a piece leads that is a label with a linked headline and nothing else."""
    if piece.element.tag in _NO_LINE or len(piece.links) != 1:
        return None
    link = piece.links[0]
    label, headline = piece.text[: link.start], piece.text[link.start : link.end]
    labelled = _LABEL_ENDS.search(label) and len(label.split()) <= LEAD_LABEL
    alone = not label.strip() and not headline.rstrip().endswith(_SENTENCE_ENDS)
    leads = (
        (labelled or alone)
        and len(headline.split()) >= HEADLINE
        and not piece.text[link.end :].strip(" .]»" if labelled else " ]»")
    )
    return link.url if leads else None


def _is_of_card(pieces: Sequence[Piece], number: int, own: str | None) -> bool:
    """Return whether a piece is the short text under the linked headline that opens a small box of its own.

    A box beside others of its kind is a section of the story.
    """
    box = pieces[number].element.getparent()
    if box is None or not (kind := box.get("class")) or len(pieces[number].text) > TEASER:
        return False
    around = pieces_around(pieces, number, box, most=CARD)
    kicker = range(around.start, number - 1)
    if around.start == number or len(around) > CARD or len(kicker) > 1:
        return False
    if any(weight(pieces[each].text) > LEAD_LABEL for each in kicker):
        return False
    url = _line(pieces[number - 1])
    if not url or not _is_own(url, own):
        return False
    near = chain(*(islice(box.itersiblings(preceding=before), NEAR) for before in (False, True)))
    return all(each.get("class") != kind for each in near)


def _link_lists(pieces: Sequence[Piece], chosen: Sequence[int], own: str | None) -> Iterator[int]:
    """Yield the items of lists of which each one is the card of another page."""
    items: dict[HtmlElement, list[int]] = {}
    for number in chosen:
        whole = next(pieces[number].element.iterancestors("ul", "ol"), None)
        if whole is not None:
            items.setdefault(whole, []).append(number)
    for numbers in items.values():
        if len(numbers) > 1 and all(_is_card(pieces[number], own) for number in numbers):
            yield from numbers


def _is_card(piece: Piece, own: str | None) -> bool:
    """Return whether an item is mostly links to other pages of the site, or opens with a linked headline."""
    if not piece.links:
        return False
    first = piece.links[0]
    headed = first.start == 0 and len(piece.text[: first.end].split()) >= HEADLINE
    return (piece.linked > MOSTLY and _are_own(piece, own)) or (headed and _is_own(first.url, own))


def _are_own(piece: Piece, own: str | None) -> bool:
    return all(_is_own(link.url, own) for link in piece.links)


def _is_own(url: str, own: str | None) -> bool:
    """Return whether a link leads to another page of the same site; a table of contents stays on this one."""
    base = own or "https://unknown.invalid"
    return bool(url) and not url.startswith("#") and host_of(absolute(url, base)) == host_of(base)
