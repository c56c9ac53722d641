"""Recognises, by wording, what follows the last paragraph of a page's story but is not part of it."""

from collections.abc import Collection, Mapping, Sequence

from lib.clean import words
from lib.clean.measure import ends_a_sentence, weight
from lib.clean.says.furniture import furniture_rule
from lib.clean.segment import Segment
from lib.clean.segments.elements import HEADINGS
from lib.model.folding import folded

STRIP = 15  # characters of the longest label of a row of links
LAST = 8  # segments at the end that are looked at

_ENDS = words.pattern("closing", "end of a release")
_PAPER = words.pattern("closing", "what a paper is")
OPENING = 3  # words with which a note on the paper names it
SENTENCE = 15  # words of a paragraph that is only dressed as a heading
STEM = 4  # letters of the shortest name of one that is known in a longer word


def closing(
    segments: Sequence[Segment],
    chosen: Sequence[int],
    *,
    paper: Sequence[str] = (),
    beside: Collection[int] = (),
) -> Mapping[int, str]:
    """Return the rule for each of the last segments worded like an ending, and for headings above them.

    `chosen` are the numbers of the story's segments, `paper` the publication's names, `beside` the numbers of
    segments whose markup excludes them from the story.
    """
    last = ((number, closing_rule(segments[number].text, paper)) for number in chosen[1:][-LAST:])
    found = {number: rule for number, rule in last if rule}
    end = end_of_release([segments[number].text for number in chosen])
    found |= dict.fromkeys(chosen[end:], "note")
    # A row of short links is none of the story, as tags are; several are a list that the story gives.
    strips = [_is_strip(segments[number]) for number in chosen[-2:]]
    found |= {chosen[-1]: "link"} if strips == [False, True] else {}
    rest = [number for number in chosen if number not in found]
    while len(rest) > 1 and segments[rest[-1]].element.tag in HEADINGS:
        text = segments[rest[-1]].text
        heads = rest[-1] < max(found, default=-1) or rest[-1] + 1 in beside
        if not heads or (ends_a_sentence(text) and weight(text) >= SENTENCE):
            break
        found[rest.pop()] = "read more"
    return found


def closing_rule(text: str, names: Sequence[str]) -> str | None:
    """Return the rule that cuts a text at a story's end, by wording or as a note on one of `names`.

    None if no rule cuts it.
    """
    opening = folded(" ".join(text.split()[:OPENING]))
    bare = (max(name.split("."), key=len) for name in names)  # of a domain its name
    stems = (folded(name).removeprefix("the") for name in bare)
    if _PAPER.match(text) and any(len(each) >= STEM and each in opening for each in stems):
        return "note"
    return furniture_rule(text, "closing")


def end_of_release(texts: Sequence[str]) -> int:
    """Return the index of the line that ends a press release ("- ENDS -"); their number if no line does.

    A sign that occurs twice, or has more text after it than before, only divides sections.
    """
    ends = [place for place, text in enumerate(texts) if _ENDS.fullmatch(text)]
    if len(ends) != 1 or sum(map(len, texts[: ends[0]])) < sum(map(len, texts[ends[0] :])):
        return len(texts)
    return ends[0]


def _is_strip(segment: Segment) -> bool:
    """Return whether a segment is a row of short links, perhaps behind a label: "Topics: Boats, Storms"."""
    words = segment.link_texts
    rest = len(segment.text) - sum(map(len, words))
    return len(words) > 2 and rest < STRIP + 3 * len(words) and all(weight(each) < 4 for each in words)
