"""Finds the tags that a copied text prints near its headline or below its story, and cuts their lines."""

import re

from lib.clean.fields.printed_tags import LABEL
from lib.clean.fields.tag_lists import is_short, listed
from lib.clean.label.labels import Labels
from lib.clean.label.text_lists import LIST_SIGNS
from lib.clean.segment import Segment
from lib.clean.words import pattern

_ABOVE, _BELOW = 6, 14  # lines over a headline and under a text that may list labelled tags
_LAST = 3  # and at the end of the text
_UNLABELLED = 10  # and under it that may list tags without a label
_LABELLED_LINE = 40  # words of a line that a label opens
_UNDER_LABEL, _TAG = 25, 5  # tags one a line, and words of one
_LEAST = 3  # tags of a line without a label
_CAPITALS = 0.8  # of them that open with a capital or a letter that knows none

_GLUED_COUNT = pattern("tags", "glued count")
_LISTING = re.compile(r".[,;|、，،]")  # behind a label without a colon, within what it labels
_HASHTAGS = pattern("tags", "hashtags")


def find_tags(labels: Labels, headline: int, first: int, last: int) -> tuple[str, ...]:
    """Return the tags that a copied text prints near its headline or below the story, and cut their lines."""
    lines = labels.segments
    above = lines[max(0, headline - _ABOVE) : headline]
    between = lines[headline + 1 : first]
    below = lines[max(first, last - _LAST) : last + 1 + _BELOW]
    for line in [*below, *between, *above[::-1]]:
        if found := _labelled(line, labels):
            return found
    hashed = [line for line in below if labels.is_open(line) and _hashtags(line)]
    if len(found := listed([tag for line in hashed for tag in _hashtags(line)])) > 1:
        for line in hashed:
            labels.cut(line, "field: tags")
        return found
    for line in [*above[::-1], *between, *below[:_UNLABELLED]]:
        if _may_be_tags(line, labels) and (found := _names_in(line.text, least=_LEAST)):
            labels.cut(line, "field: tags")
            return found
    return ()


def _hashtags(line: Segment) -> list[str]:
    """Return the hashtags of a line that has nothing else, or the few words behind a single "#"; or []."""
    if _HASHTAGS.fullmatch(line.text):
        return line.text.replace(",", " ").split()
    one = line.text.count("#") == 1 and line.weight <= _TAG and not line.terminal
    return [line.text] if one and _HASHTAGS.match(line.text) else []


def _may_be_tags(line: Segment, labels: Labels) -> bool:
    """Return whether an uncut line without a label is no sentence, list entry, headline, time or caption."""
    heads = labels.segments[max(0, line.number - 1)].mark.leads_away
    entry = any(sign in line.text for sign in LIST_SIGNS)
    timed = bool(line.mark.times)  # a name and a day
    pictured = line.mark.caption is not None  # who took a picture
    return labels.is_open(line) and not (line.terminal or heads or entry or timed or pictured)


def _labelled(line: Segment, labels: Labels) -> tuple[str, ...]:
    label = LABEL.match(line.text) if line.weight <= _LABELLED_LINE and labels.is_open(line) else None
    if not label or (label["weak"] and not label["colon"]):
        return ()
    if not label["rest"]:
        return _under_label(line, labels)
    found = _names_in(label["rest"], least=1) if label["colon"] or _LISTING.search(label["rest"]) else ()
    if found:
        labels.cut(line, "field: tags")
    return found


def _under_label(label: Segment, labels: Labels) -> tuple[str, ...]:
    """Return the tags below their label, one a line or all on one line, and cut these lines."""
    members: list[Segment] = []
    for line in labels.segments[label.number + 1 : label.number + 1 + _UNDER_LABEL]:
        ends = bool(members) and (
            line.mark.kind in ("rule", "time", "clock")
            or members[-1].gap_after
            or (members[0].text.startswith("#") and not line.text.startswith("#"))
        )
        if ends or not labels.is_open(line) or line.weight > _TAG or line.terminal or line.text.endswith(":"):
            break
        members.append(line)
    for line in (label, *members) if members else ():
        labels.cut(line, "field: tags")
    # One number is the tag's own, as in "Euro 2024".
    counted = len(members) > 1 and all(_GLUED_COUNT.search(line.text) for line in members)
    texts = [_GLUED_COUNT.sub("", line.text) if counted else line.text for line in members]
    single = _names_in(texts[0], least=1) if len(texts) == 1 else ()
    heads = [(found := LABEL.match(text)) is not None and not found["rest"] for text in texts]
    names = (text.strip(" #,") for text, head in zip(texts, heads, strict=True) if not head)
    return single or tuple(dict.fromkeys(filter(None, names)))  # a comma may have a line of its own


def _names_in(text: str, *, least: int) -> tuple[str, ...]:
    """Return the comma-separated tags on a line; () if they are fewer than `least`, long or sentences.

    Without a label (`least` over 1) most must have a capital.
    """
    found = listed([text])
    short = all(is_short(tag) and not pattern("tags", "sign of a sentence").search(tag) for tag in found)
    capital = sum(tag[0] == tag[0].title() for tag in found)  # Georgian opens no word with its capitals
    reads = short and (least == 1 or capital >= _CAPITALS * len(found))
    return found if len(found) >= least and reads else ()
