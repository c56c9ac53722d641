"""Recognises bylines: the printed line that says who wrote a story."""

import re

from lib.clean import words
from lib.clean.says.name_lists import LINE, OPENING, bare_name, part_glued, read_names
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

_OPENING_LINE = 80  # characters in which such a line names them
_REPORTER_LINE = 8.0  # words of a line that names one
_LONGEST_BIOGRAPHY = 600  # characters of the text under a story that says who wrote it
_LONGEST_OPENED = 140  # characters of a byline that is known by its opening alone
_LONGEST_LINE = 45.0  # words of a line that may hold a byline, a time and more
_DENSE_LINE = 16  # characters of a byline without spaces
_LONGEST_LABEL = 40  # characters between names and their time
_LONGEST_BARE = 14.0  # words of a line of names alone
_MOSTLY = 0.5  # of the words around names that open with a capital, with an office among them more
_WITH_OFFICE = 0.6
_OF_NAMES = 0.34  # of a byline's words that are its names: with fewer "by" begins a sentence

_REPORTER = words.pattern("bylines", "korean reporter")
_KOREAN_NAME = words.pattern("bylines", "korean name")
_KOREAN_OPENING = words.pattern("bylines", "korean opening")
_CHINESE_OPENING = words.pattern("bylines", "chinese opening")
_CHINESE_CORRESPONDENT = words.pattern("bylines", "correspondent of a chinese paper")
_BETWEEN_CHINESE = words.pattern("bylines", "between chinese names")
_BIOGRAPHY = words.pattern("bylines", "biography")
_REACHED = words.pattern("bylines", "contact")
_WRITER = words.pattern("bylines", "writer")
_PLACE = words.pattern("bylines", "place")
_COPY_PLACE = words.pattern("bylines", "place of a copy")
_PEN_NAME = words.pattern("bylines", "pen name")
_POST = words.pattern("bylines", "post")
_LATER = words.pattern("bylines", "later")
_END = words.pattern("bylines", "end")
_TIME_LABEL = words.pattern("bylines", "label of a time")
_ASIDE = words.pattern("bylines", "aside")
_JOINT = words.pattern("bylines", "joint")
_LETTER = words.pattern("letters", "letter")
_WORD = words.pattern("letters", "word")


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


def byline_of(line: Segment, times: list[PrintedTime]) -> Byline | None:
    """Return the byline of a copied line that begins with "by", "Authors:" or the like; None without."""
    if line.weight > _LONGEST_LINE:
        return None
    later = _LATER.search(line.text) if times or DENSE.search(line.text) else None
    start = later.end() if later else 0
    if line.weight <= _REPORTER_LINE and (found := [*_REPORTER.finditer(line.text)]):
        names = [name for each in found for name in _KOREAN_NAME.findall(each["names"])]
        return Byline(found[0].start(), found[-1].end(), tuple(dict.fromkeys(names)), (), True)
    opening = OPENING.match(line.text[start : start + 80])
    if not opening or not (opening["by"] or opening["colon"]) or not _is_parted(opening, line.text[start:]):
        return None
    end = _byline_end(line.text, start + opening.end(), times)
    named = line.text[start + opening.end() : end]
    authors, outlets = read_names(named)
    if not authors and times and (name := bare_name(named)) and _PEN_NAME.fullmatch(name):
        authors = (name,)
    if not authors or (not opening["colon"] and not _only_names(named, authors)):
        return None
    return Byline(start, end, authors, outlets, True)


def _is_parted(opening: re.Match[str], text: str) -> bool:
    """Return whether the opening word of a byline is set off from the name by a space, sign or capital."""
    after = text[opening.end() : opening.end() + 2]
    return bool(after) and (
        not opening.group()[-1].isalpha()
        or (after[:1].isupper() and after[1:].islower())
        or (len(text) < _DENSE_LINE and bool(DENSE.match(after)))
    )


def bare_byline(line: Segment, times: list[PrintedTime]) -> Byline | None:
    """Return the byline of a line of names without "by", for where bylines usually are; or None."""
    if (
        line.weight - TIME_WORDS * len(times) > _LONGEST_BARE
        or len(line.text) > LINE
        or line.terminal
        or line.text[0].islower()
        or _POST.match(line.text)
    ):
        return None
    label = OPENING.match(line.text[:80])
    start, end = label.end() if label else 0, _byline_end(line.text, 0, times)
    tail = line.text[times[-1].end :].strip(" ,|·•") if times else ""
    if times and (is_person(tail) or not _LETTER.search(line.text[: times[0].start])):
        end = len(line.text)
        start = end - len(line.text[times[-1].end :].lstrip(" ,|·•"))
    named = line.text[start:end].rstrip(" :：")
    if line.text[start + len(named) :].lstrip().startswith((":", "：")):  # the label of a time
        named = "; ".join(part_glued(named)[:-1])
    authors, outlets = read_names(named)
    if not authors or not _only_names(named, authors) or not all(map(_signs_bare, authors)):
        return None
    if all(map(is_agency, authors)) or len(outlets) > 1:  # a picture's agency, a list of sections
        return None
    if _PLACE.fullmatch(named):
        return None
    return Byline(start, end, authors, outlets, False)


def _signs_bare(name: str) -> bool:
    """Return whether a name may sign without a label: a person's but no city's, a desk's or an agency's."""
    if is_uncased_name(name) and not is_outlet(name):
        return bool(BARE_DENSE.fullmatch(name)) if DENSE.match(name) else " " in name
    is_place = timezone_of_city(name) or _COPY_PLACE.match(name)
    person = is_person(name) and not is_place and not is_button(name)
    return person or is_desk(name) or is_agency(name)


def reporters_in(text: str) -> Byline | None:
    """Return the byline in brackets that opens a text, or None: [항구=김하늘 기자], （记者李明、王芳）."""
    if found := _KOREAN_OPENING.match(text):
        return Byline(0, found.end(), (found["name"] or found["agent"],), (), True)
    if found := _CHINESE_OPENING.search(text[:_OPENING_LINE]):
        names = _CHINESE_CORRESPONDENT.sub(" ", found["names"])
        authors = tuple(_BETWEEN_CHINESE.split(names))
        return Byline(0, 0, authors, (), True)  # the sentence goes on around them
    return None


def is_joint(text: str) -> bool:
    """Return whether a text is just the word between two names: "and"."""
    return bool(_JOINT.fullmatch(text))


def _byline_end(text: str, start: int, times: list[PrintedTime]) -> int:
    """Return where the byline ends: before a time, a reading time or other text."""
    stops = [time.start for time in times if time.start >= start]
    other = _END.search(text, start + 1)
    stops += [other.start()] if other else []
    relative = find_relative(text) if not times else None
    stops += [relative.start] if relative and relative.start > start else []
    cut = min(stops, default=len(text))
    near = max(start, cut - _LONGEST_LABEL)
    label = _TIME_LABEL.search(text[near:cut])
    cut = near + label.start() if label else cut
    return start + len(text[start:cut].rstrip(" ,|•·–—-("))


def _only_names(named: str, authors: tuple[str, ...]) -> bool:
    """Return whether a third of the words or more are the names; else "by" begins a sentence."""
    if all(is_desk(author) for author in authors):
        return True
    named = _ASIDE.split(named)[0] or named
    if has_role(named) and capital_share(named) >= _WITH_OFFICE:
        return True
    count, of_names = (len(_WORD.findall(text)) for text in (named, " ".join(authors)))
    return of_names >= _OF_NAMES * count and (count <= 4 or capital_share(named) >= _MOSTLY)


def of_biography(text: str) -> tuple[str, ...]:
    """Return the person that a short text describes as a writer or teacher at its start, else ()."""
    if (reached := _REACHED.match(text)) and is_person(reached["name"]):
        return (reached["name"],)
    found = _BIOGRAPHY.match(text) if len(text) < _LONGEST_BIOGRAPHY else None
    return (found["name"],) if found and is_person(found["name"]) and _WRITER.search(found["office"]) else ()
