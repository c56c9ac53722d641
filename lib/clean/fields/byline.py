"""The line that says who wrote a story, as pages print it."""

import re
from dataclasses import dataclass

from lib.clean.dates.printed import PrintedTime, find_relative
from lib.clean.fields.names import BY, OPENING, capital_share, has_role, is_desk, is_person, read_names
from lib.clean.text.lines import Line

_LONGEST = 140  # characters of a byline that its opening alone tells
_LONGEST_LINE = 45.0  # words of a line that may hold a byline, a time and more
_LONGEST_BARE = 14.0  # words of a line of names alone
_LATER = re.compile(
    rf"\d(?:\s?[ap]\.?m\.?|\s?Uhr)?\s*(?:[|•·–—]\s*|,?\s+)(?={BY}\s+(?-i:[A-ZÀ-ÞА-Я]))", re.IGNORECASE
)
_END = re.compile(
    r"(?<!\d)\d+\s?min|\s*\|\s*(?=\d|publ|upd|post)|(?:\b|(?-i:(?<=[a-zß-ÿ])(?=[A-Z])))(?:published|posted"
    r"|updated|last modified|veröffentlicht|aktualisiert|publié|mis à jour|uppdaterad|publicerad|publikacja"
    r"|aktualizacja)\b|\W+\d{1,2}[:.]\d\d\b",
    re.IGNORECASE,
)
_TIME_LABEL = re.compile(
    r"\W*\b(?:published|posted|updated|last|first|originally|on|vom|am|le|stand)(?:\s+\w+day,?)?\s*:?\s*$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s{2,}|\s*[|•·(]|\s[-–—]\s|\s(?:mit|with)\s|\s*@\w")


@dataclass(frozen=True, slots=True)
class Byline:
    """The byline printed at text[start:end] of a line and the authors it names."""

    start: int
    end: int
    authors: tuple[str, ...]
    outlets: tuple[str, ...]  # names beside the authors that are no persons
    labelled: bool


def opens_byline(text: str) -> bool:
    """Return whether a short line opens as a byline does and goes on with a name."""
    found = OPENING.match(text) if len(text) < _LONGEST else None
    if not found or not (found["by"] or found["colon"]):
        return False
    rest = text[found.end() :][:1]
    return rest.isupper() or (rest.isalpha() and not rest.isascii())


def is_label(line: Line) -> bool:
    """Return whether a line is a "By" or "Author:" alone; the names stand on the next."""
    return line.weight <= 5 and bool(OPENING.fullmatch(line.text))


def byline_of(line: Line, times: list[PrintedTime]) -> Byline | None:
    """Read a line of a copied text that opens with "by", "Authors:" or their like in other languages."""
    if line.weight > _LONGEST_LINE:
        return None
    later = _LATER.search(line.text) if times else None
    start = later.end() if later else 0
    opening = OPENING.match(line.text[start : start + 80])
    if not opening or not (opening["by"] or opening["colon"]) or not _is_parted(opening, line.text[start:]):
        return None
    end = _byline_end(line.text, start + opening.end(), times)
    named = line.text[start + opening.end() : end]
    authors, outlets = read_names(named)
    if not authors or (not opening["colon"] and not _only_names(named, authors)):
        return None
    return Byline(start, end, authors, outlets, True)


def _is_parted(opening: re.Match[str], text: str) -> bool:
    """Return whether a space, a colon or at least a capital stands behind the word that opens a line."""
    after = text[opening.end() : opening.end() + 2]
    return bool(after) and (
        not opening.group()[-1].isalpha() or (after[:1].isupper() and after[1:].islower())
    )


def bare_byline(line: Line, times: list[PrintedTime]) -> Byline | None:
    """Read a line of names without a word before them; the caller knows it stands where bylines stand."""
    if line.weight > _LONGEST_BARE or line.terminal or not line.text[0].isupper():
        return None
    label = OPENING.match(line.text[:80])
    start, end = label.end() if label else 0, _byline_end(line.text, 0, times)
    tail = line.text[times[-1].end :].strip(" ,|·•") if times else ""
    if times and (is_person(tail) or not re.search(r"[^\W\d_]", line.text[: times[0].start])):
        end = len(line.text)
        start = end - len(line.text[times[-1].end :].lstrip(" ,|·•"))
    named = line.text[start:end]
    authors, outlets = read_names(named)
    if not authors or not _only_names(named, authors) or not all(is_person(n) or is_desk(n) for n in authors):
        return None
    return Byline(start, end, authors, outlets, False)


def _byline_end(text: str, start: int, times: list[PrintedTime]) -> int:
    """Return where the byline ends, at the latest where a time or a reading time begins."""
    stops = [time.start for time in times if time.start >= start]
    other = _END.search(text, start + 1)
    stops += [other.start()] if other else []
    relative = find_relative(text) if not times else None
    stops += [relative.start] if relative and relative.start > start else []
    cut = min(stops, default=len(text))
    label = _TIME_LABEL.search(text[start:cut])
    cut = start + label.start() if label else cut
    return start + len(text[start:cut].rstrip(" ,|•·–—-("))


def _only_names(named: str, authors: tuple[str, ...]) -> bool:
    """Return whether most of the words are the names themselves; else "by" opened a sentence."""
    if all(is_desk(author) for author in authors):
        return True
    named = _ASIDE.split(named)[0] or named
    if has_role(named) and capital_share(named) >= 0.6:
        return True
    count, of_names = (len(re.findall(r"\w+", text)) for text in (named, " ".join(authors)))
    return of_names >= 0.34 * count and (count <= 4 or capital_share(named) >= 0.5)
