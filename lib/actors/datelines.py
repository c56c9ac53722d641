"""The names of datelines, bylines, credits and sign-offs, which are not the story's actors."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import ahocorasick_rs

from lib.actors.dictionary import Sense
from lib.actors.story import Name, Overlap, Passage, Story, free, in_order
from lib.actors.words import any_capital, word_set

_TOWN = any_capital(r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}")
_DATELINE = re.compile(  # "KYIV, Ukraine (Reuters) —", "PARIS/LONDON —"
    rf"^[ \t]*(?P<towns>{_TOWN}(?:\s?/\s?{_TOWN}){{0,3}})"
    r"(?:\s?,\s?[\w .'’]{2,28}){0,2}\s*(?:\(\s?[\w /.’'-]{2,40}\s?\)\s*(?:[–—-]{1,2}|$)|[–—]|--| - )",
    re.MULTILINE,
)
_LABELS = word_set("labels")
_AGENCIES = ("associated press", "reuters", "afp", "ap", "epa", "getty images", "tass", "upi")
_MADE = sorted(word_set("made_by"))
_SIGNS = ahocorasick_rs.AhoCorasick(
    ["©", "photo/", "photo /", *(f"{made} by " for made in _MADE)]
    + [end.format(agency) for agency in _AGENCIES for end in (", {}", ", the {}", "{}/", "{} /")]
)  # in small letters, what any sign-off holds
_TO_STATE = 3  # characters between the town and its state
_SPLIT = re.compile(r"\s?/\s?")
_SIGN_OFF = re.compile(  # "© Jane Quarn", "Photo by Jane Quarn", "AP Photo/Jane Quarn", "Jane Quarn, AP"
    rf"©\s?[^\n,)]{{3,24}}|\b(?:{'|'.join(_MADE)}) by [^)\n]{{3,200}}|"
    rf"(?:{'|'.join(_AGENCIES)})(?: Photo)? ?/ ?[^\n,)]{{3,40}}|"
    rf"^[^\n,/|.]{{3,40}}, (?:the )?(?:{'|'.join(_AGENCIES)})(?: photo)?$",
    re.IGNORECASE | re.MULTILINE,
)
_LINE = re.compile(  # a byline, a credit or an author in brackets
    r"^By (?:[A-Z][\w.'’-]+,? (?:and )?){1,8}[A-Z][\w.'’-]+$|"
    r"^(?:Credit|Image|Photo|Photograph|Picture)s?: ?[^\n]{3,60}$|"
    r"\((?<=[.!?”] \()[A-Z][\w'’-]+(?: [A-Z][\w.'’-]*){1,3}\)$",
    re.MULTILINE,
)


def with_datelines(story: Story, names: Sequence[Name]) -> list[Name]:
    """Add the towns of datelines; make names in bylines, credits and sign-offs outlets; return all names."""
    towns = [town for passage in story for town in _towns(passage)]
    # a name in a dateline is its town or the state behind it
    filed = Overlap(replace(town, end=town.end + _TO_STATE + 1) for town in towns)
    kept = [name for name in names if name.source == "records" or not filed.touching(name)]
    sign_offs = [
        [found.span() for pattern in (_SIGN_OFF, _LINE) for found in pattern.finditer(passage.text)]
        if _SIGNS.find_matches_as_indexes(passage.text.lower())
        else [found.span() for found in _LINE.finditer(passage.text)]
        for passage in story
    ]
    for place, name in enumerate(kept):
        made = any(start <= name.start < end for start, end in sign_offs[name.passage])
        if made and name.sense != "never" and name.kind in ("person", "organisation"):
            full = name.source == "recogniser" and " " in name.surface
            kind = "person" if full else name.kind
            kept[place] = replace(name, kind=kind, sense="outlet", record=None)
    return in_order([*kept, *free(towns, kept)]) if towns else kept


def _towns(passage: Passage) -> Iterator[Name]:
    """Yield the towns of a passage's datelines: London and Paris of "LONDON / PARIS (AP) –".

    A label there, such as "EXCLUSIVE", gets the sense "never": it is no actor.
    """
    for line in _DATELINE.finditer(passage.text):
        start = line.start("towns")
        for part in _SPLIT.split(line["towns"]):
            at = passage.text.index(part, start)
            start = at + len(part)
            label = _LABELS.issuperset(part.split())
            sense: Sense | None = "never" if label else None
            town = part.title().replace("i\u0307", "i")  # of Turkish capitals
            yield passage.name(at, start, "place", "rule", canonical=town, sense=sense)
