"""Finds the names near a headline that the lines around them support best."""

from collections.abc import Mapping, Sequence
from enum import IntEnum

from lib.clean.fields.regions import Regions
from lib.clean.fields.signed import Labelled, Signed, is_office, is_timed, names_on
from lib.clean.label.labels import Label, Labels
from lib.clean.says.bylines import is_joint, is_label
from lib.clean.segment import Segment
from lib.model.rules import RULES

_DEEP_LINES = 5  # of text that may come before a name: a deck, captions
_MOST_LINES = 120  # from a headline on that are looked through


class Support(IntEnum):
    """How much the lines around a line of names show that it signs the story."""

    NONE = 0
    APART = 1  # it is under the headline, bold, or between gaps
    NEAR = 2  # an office is below it, or a time within two lines
    TIMED = 3  # a time is on it or beside it
    LABELLED = 4  # "By" is on the line above


def by_neighbours(regions: Regions) -> Signed | None:
    """Return the line of names near the headline that its neighbours support best.

    Names on the lines that continue it are joined to it. None if no line has support.
    """
    near = [*regions.head, *regions.opening(_DEEP_LINES)][:_MOST_LINES]
    shown = [line for line in near if not (line.mark.rule and RULES[line.mark.rule.name].button)]
    read = {at: names_on(shown[at], regions.labels, under_headline=at == 1) for at in range(1, len(shown))}
    named = {at: signed for at, signed in read.items() if signed}
    supports = {at: _support(signed, shown, at, regions) for at, signed in named.items()}
    first = max(supports, key=supports.__getitem__, default=0)
    if not (first and supports[first]):
        return None
    labels = [(shown[first - 1], Label("byline"))] if supports[first] is Support.LABELLED else []
    while (above := named.get(first - 1)) and above.is_alone and not shown[first].gap_before:
        if picture := _picture(*shown[first - 2 : first + 1], labels=regions.labels):
            labels += picture
            break
        first -= 1
    signed = Signed(shown[first], named[first].byline, tuple(labels))
    return signed.joined_by(*_followers(shown, named, first))


def _support(signed: Signed, shown: Sequence[Segment], at: int, regions: Regions) -> Support:
    """Return how much the lines around shown[at] support its names; NONE if such names need more."""
    line, support = shown[at], _shown_around(signed, shown, at)
    is_section = line.key in regions.menu or line.number > regions.head[-1].number
    needs_label = support < Support.LABELLED and any(map(regions.needs_label, signed.byline.authors))
    return Support.NONE if needs_label or (is_section and support < Support.TIMED) else support


def _shown_around(signed: Signed, shown: Sequence[Segment], at: int) -> Support:
    line = signed.line
    if is_label(shown[at - 1]):
        return Support.LABELLED
    if any(map(is_timed, shown[at - 1 : at + 2])):
        return Support.TIMED
    if any(map(is_office, shown[at + 1 : at + 2])) or any(map(is_timed, shown[max(0, at - 2) : at + 3])):
        return Support.NEAR
    apart = at == 1 or line.strong or (line.gap_before and line.gap_after)
    return Support.APART if signed.is_alone and apart else Support.NONE


def _picture(caption: Segment, name: Segment, below: Segment, *, labels: Labels) -> list[Labelled]:
    """Return labels for a caption and for its photographer, a name alone in capitals; [] for other lines."""
    over = labels.segments[max(0, caption.number - 1)]  # what a picture says to those who listen has a rule
    apart = caption.gap_before or over.mark.rule
    if not name.text.isupper() or below.text.isupper() or not (caption.terminal and apart):
        return []
    return [(caption, Label("caption")), (name, Label("credit"))]


def _followers(
    shown: Sequence[Segment], named: Mapping[int, Signed], first: int
) -> tuple[list[str], list[Segment]]:
    """Return the names on the lines that continue the list of shown[first], and these lines."""
    authors, joined, between = list[str](), list[Segment](), list[Segment]()
    for at in range(first + 1, len(shown)):
        line, signed, office = shown[at], named.get(at), is_office(shown[at])
        signs = signed and not office and (signed.is_alone or signed.opens_line)
        if line.gap_before or not (is_joint(line.text) or signs or office):
            break
        between.append(line)
        if signed and signs:
            authors += signed.byline.authors
            joined += between
            between.clear()
    return authors, joined
