"""Recognises bylines, the printed lines that say who wrote a story: behind a label, bare, or in a text."""

import re

from lib.clean.says.bare_names import OPENING, bare_name
from lib.clean.says.name_lists import LINE, part_glued, read_names
from lib.clean.says.names import (
    BARE_DENSE,
    DENSE,
    capital_share,
    has_role,
    is_agency,
    is_button,
    is_desk,
    is_outlet,
    is_person,
    is_uncased_name,
)
from lib.clean.says.relative_times import find_relative
from lib.clean.says.times import TIME_WORDS
from lib.clean.says.timezones import timezone_of_city
from lib.clean.segment import Byline, PrintedTime, Segment
from lib.clean.words import pattern

_OPENING_LINE = 80  # characters in which a text names its reporters
_LONGEST_BIOGRAPHY = 600  # characters of the text under a story that says who wrote it
_REPORTER_LINE = 8.0  # words of a line that names a Korean reporter
_LONGEST_OPENED = 140  # characters of a byline that is known by its opening alone
_LONGEST_LINE = 45.0  # words of a line that may hold a byline, a time and more
_LONGEST_OPENING = 80  # characters of the label or "by" of a line
_DENSE_LINE = 16  # characters of a byline without spaces
_LONGEST_LABEL = 40  # characters between names and their time
_LONGEST_BARE = 14.0  # words of a line of names alone
_MOSTLY = 0.5  # of the words around names that open with a capital, with an office among them more
_WITH_OFFICE = 0.6
_OF_NAMES = 0.34  # of a byline's words that are its names: with fewer "by" begins a sentence
_MARKS = " ,|·•"  # between names and a time

_LETTER = pattern("letters", "letter")


def opens_byline(text: str) -> bool:
    """Return whether a short line begins like a byline and continues with a name."""
    found = OPENING.match(text) if len(text) < _LONGEST_OPENED else None
    if not found or not (found["by"] or found["colon"]):
        return False
    rest = text[found.end() :][:1]
    return rest.isupper() or (rest.isalpha() and not rest.isascii())


def is_label(line: Segment) -> bool:
    """Return whether a line is just "By" or "Author:", above the line of the names."""
    return line.weight <= 5 and bool(OPENING.fullmatch(line.text))


def is_joint(text: str) -> bool:
    """Return whether a text is just the word between two names: "and"."""
    return bool(pattern("bylines", "joint").fullmatch(text))


def byline_of(line: Segment, times: list[PrintedTime]) -> Byline | None:
    """Return the byline of a copied line that begins with "by", "Authors:" or the like; None for others.

    A Korean line names its reporters before their office: 김하늘·박바다 기자.
    """
    if line.weight > _LONGEST_LINE:
        return None
    return _korean_byline(line) or _labelled(line.text, times)


def _korean_byline(line: Segment) -> Byline | None:
    found = [*pattern("bylines", "korean reporter").finditer(line.text)]
    if not found or line.weight > _REPORTER_LINE:
        return None
    names = [name for each in found for name in pattern("bylines", "korean name").findall(each["names"])]
    return Byline(found[0].start(), found[-1].end(), tuple(dict.fromkeys(names)), (), True)


def _labelled(text: str, times: list[PrintedTime]) -> Byline | None:
    """Return the byline behind a "by" or label that opens the line or follows its time; None without one."""
    later = pattern("bylines", "later").search(text) if times or DENSE.search(text) else None
    start = later.end() if later else 0
    opening = OPENING.match(text[start : start + _LONGEST_OPENING])
    if not opening or not (opening["by"] or opening["colon"]) or not _is_parted(opening, text[start:]):
        return None
    end = _byline_end(text, start + opening.end(), times)
    named = text[start + opening.end() : end]
    authors, outlets = read_names(named)
    name = bare_name(named) if times and not authors else None
    if name and pattern("bylines", "pen name").fullmatch(name):
        authors = (name,)
    if not authors or (not opening["colon"] and not _only_names(named, authors)):
        return None
    return Byline(start, end, authors, outlets, True)


def _is_parted(opening: re.Match[str], text: str) -> bool:
    """Return whether a space, sign or capital separates the opening word of a byline from the name."""
    after = text[opening.end() : opening.end() + 2]
    return bool(after) and (
        not opening.group()[-1].isalpha()
        or (after[:1].isupper() and after[1:].islower())
        or (len(text) < _DENSE_LINE and bool(DENSE.match(after)))
    )


def bare_byline(line: Segment, times: list[PrintedTime]) -> Byline | None:
    """Return the byline of a line of names without "by", for places where bylines usually stand; or None."""
    weight = line.weight - TIME_WORDS * len(times)
    if weight > _LONGEST_BARE or len(line.text) > LINE or line.terminal or line.text[0].islower():
        return None
    if pattern("bylines", "post").match(line.text):
        return None
    start, end = _bare_span(line.text, times)
    named = line.text[start:end].rstrip(" :：")
    if line.text[start + len(named) :].lstrip().startswith((":", "：")):  # the label of a time
        named = "; ".join(part_glued(named)[:-1])
    authors, outlets = read_names(named)
    if not authors or not _only_names(named, authors) or not all(map(_signs_bare, authors)):
        return None
    if all(map(is_agency, authors)) or len(outlets) > 1:  # a picture's agency, a list of sections
        return None
    is_place = pattern("bylines", "place").fullmatch(named)
    return None if is_place else Byline(start, end, authors, outlets, False)


def _bare_span(text: str, times: list[PrintedTime]) -> tuple[int, int]:
    """Return start and end of the names without "by" in a line: behind its times, else before them."""
    tail = text[times[-1].end :].lstrip(_MARKS) if times else ""
    if times and (is_person(tail.rstrip(_MARKS)) or not _LETTER.search(text[: times[0].start])):
        return len(text) - len(tail), len(text)
    label = OPENING.match(text[:_LONGEST_OPENING])
    return label.end() if label else 0, _byline_end(text, 0, times)


def _signs_bare(name: str) -> bool:
    """Return whether a name may sign without a label: a person's but no city's, a desk's or an agency's."""
    if is_uncased_name(name) and not is_outlet(name):
        return bool(BARE_DENSE.fullmatch(name)) if DENSE.match(name) else " " in name
    is_place = timezone_of_city(name) or pattern("bylines", "place of a copy").match(name)
    person = is_person(name) and not is_place and not is_button(name)
    return person or is_desk(name) or is_agency(name)


def _byline_end(text: str, start: int, times: list[PrintedTime]) -> int:
    """Return where the byline ends: before a time, a reading time or other text."""
    stops = [time.start for time in times if time.start >= start]
    other = pattern("bylines", "end").search(text, start + 1)
    stops += [other.start()] if other else []
    relative = find_relative(text) if not times else None
    stops += [relative.start] if relative and relative.start > start else []
    cut = min(stops, default=len(text))
    near = max(start, cut - _LONGEST_LABEL)
    label = pattern("bylines", "label of a time").search(text[near:cut])
    cut = near + label.start() if label else cut
    return start + len(text[start:cut].rstrip(" ,|•·–—-("))


def _only_names(named: str, authors: tuple[str, ...]) -> bool:
    """Return whether a third of the words or more are the names; else "by" begins a sentence."""
    if all(is_desk(author) for author in authors):
        return True
    named = pattern("bylines", "aside").split(named)[0] or named
    if has_role(named) and capital_share(named) >= _WITH_OFFICE:
        return True
    count, of_names = (len(pattern("letters", "word").findall(text)) for text in (named, " ".join(authors)))
    return of_names >= _OF_NAMES * count and (count <= 4 or capital_share(named) >= _MOSTLY)


def reporters_in(text: str) -> Byline | None:
    """Return the byline in brackets that opens a text: [항구=김하늘 기자], （记者李明、王芳）; or None."""
    if found := pattern("bylines", "korean opening").match(text):
        return Byline(0, found.end(), (found["name"] or found["agent"],), (), True)
    if found := pattern("bylines", "chinese opening").search(text[:_OPENING_LINE]):
        names = pattern("bylines", "correspondent of a chinese paper").sub(" ", found["names"])
        authors = tuple(pattern("bylines", "between chinese names").split(names))
        return Byline(0, 0, authors, (), True)  # the sentence goes on around them
    return None


def of_biography(text: str) -> tuple[str, ...]:
    """Return the person whom a short text describes as a writer or teacher: "Ada Holm is a writer".

    () for other texts.
    """
    if (reached := pattern("bylines", "contact").match(text)) and is_person(reached["name"]):
        return (reached["name"],)
    found = pattern("bylines", "biography").match(text) if len(text) < _LONGEST_BIOGRAPHY else None
    writes = found and is_person(found["name"]) and pattern("bylines", "writer").search(found["office"])
    return (found["name"],) if found and writes else ()
