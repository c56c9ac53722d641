"""Who wrote a story, from the line that says so."""

import re
from dataclasses import dataclass

from lib.clean.dates.printed import PrintedTime, find_relative
from lib.clean.fields.glued_names import part_glued
from lib.clean.fields.text_names import ROLE, is_desk, is_person, is_uncased_name
from lib.clean.text.lines import Line

LONGEST = 45.0  # words of a line that may hold a byline, a time and more

_OPENING = re.compile(
    r"^\W*(?:(?P<label>(?:authors?|written by|words by|reported by|reporting by|story by|text(?: by)?|текст"
    r"|autor(?:in|en|innen|es|ka|zy)?(?:/autor)?"
    r"|auteurs?|autore|автор[ыи]?|penulis|redaktion|ein (?:artikel|beitrag|kommentar|interview) von"
    r"|(?:eine )?(?:analyse|reportage|kolumne) von"
    r"|(?:a|an )?(?:analysis|opinion|review|column|comment) by|postado por|publicado por|escrito por"
    r"|記者|记者|文|撰文|بقلم|كتب|كتبت|إعداد|نویسنده|מאת)\s*[:：]?)"
    r"|(?P<by>by|von|par|por|di|av|af|door|oleh|od|tekst)\s*[:：]?)"
    r"(?:\s+(?=\S)|(?-i:(?=[A-ZÀ-ÞА-Я][a-zß-ÿа-я])))",
    re.IGNORECASE,
)
_AND = r"(?:and|und|et|y|och|og|en|dan|e|i|и|та|і|й|&)"
_SEPARATOR = re.compile(rf"\s*[,;/|•·]\s*(?:{_AND}\s+)?|\s+{_AND}\s+", re.IGNORECASE)
_STOP = re.compile(
    r"\s{2,}|\s(?:mit|with)\s|\s*[|•·]\s*|\s*@\w|\s+[-–—]\s+|\s*\(|\s*\b(?:updated|published|posted"
    r"|last modified"
    r"|veröffentlicht|aktualisiert|publié|mis à jour|for the)\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\d\s*(?:Uhr)?\s*[|•·–—]\s*(?=(?:by|von|par|por|di|av|af|door)\s)"
    r"|\d(?:\s?[ap]\.?m\.?)?,?\s+(?=(?:by|von|par|por|di|av|door)\s+(?-i:[A-ZÀ-ÞА-Я]))",
    re.IGNORECASE,
)
_LABEL_ALONE = re.compile(
    r"^\W*(?:by|von|par|por|di|av|af|door|authors?(?: of the article)?|written by|text|autor(?:in"
    r"|en)?)\s*:?$",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?<!\d)\d+\s?min|\s*\|\s*(?=\d|publ|upd|post)|(?:\b|(?-i:(?<=[a-zß-ÿ])(?=[A-Z])))(?:published|posted|updated|veröffentlicht"
    r"|aktualisiert|publié|uppdaterad"
    r"|publicerad|publikacja|aktualizacja)\b|\W+\d{1,2}[:.]\d\d\b",
    re.IGNORECASE,
)
_SEAT = re.compile(r"(?<=\w)\s+(?:in|à|en|aus|aan|в|у|w)\s+[A-ZÀ-ÞА-ЯІЇЄ][^,]*$")
_WIRES = """
afp ap dpa reuters apa sda keystone-sda epd kna efe ansa tass pap čtk pti ani xinhua sid afx belga anp
"""


@dataclass(frozen=True, slots=True)
class Byline:
    """The byline printed at text[start:end] of a line and the authors it names."""

    start: int
    end: int
    authors: tuple[str, ...]
    outlets: tuple[str, ...]  # names beside the authors that are no persons
    labelled: bool


def byline_of(line: Line, times: list[PrintedTime]) -> Byline | None:
    """Read a line that opens with 'by', 'Authors:' or their like in other languages."""
    if line.weight > LONGEST:
        return None
    later = _LATER.search(line.text) if times else None
    start = later.end() if later else 0
    opening = _OPENING.match(line.text[start : start + 80])
    if not opening:
        return None
    end = _byline_end(line.text, start + opening.end(), times)
    named = line.text[start + opening.end() : end]
    authors, outlets = read_names(named)
    tells = bool(opening["by"]) or (line.terminal and not re.search("[:：]", opening.group()))
    if not authors or (tells and not _only_names(named, authors)):
        return None
    return Byline(start, end, authors, outlets, True)


def bare_byline(line: Line, times: list[PrintedTime]) -> Byline | None:
    """Read a line of names without a word before them; the caller knows it stands where bylines stand."""
    if line.weight > 14 or line.terminal or not line.text[0].isupper():
        return None
    label = _OPENING.match(line.text[:80])
    start, end = label.end() if label else 0, _byline_end(line.text, 0, times)
    tail = line.text[times[-1].end :].strip(" ,|·•") if times else ""
    if times and (is_person(tail) or not re.search(r"[^\W\d_]", line.text[: times[0].start])):
        end = len(line.text)
        start = end - len(line.text[times[-1].end :].lstrip(" ,|·•"))
    named = line.text[start:end]
    authors, outlets = read_names(_without_role(named))
    bare = _without_role(named)
    if (
        not authors
        or not _only_names(bare, authors)
        or not all(is_person(name) or is_desk(name) for name in authors)
    ):
        return None
    return Byline(start, end, authors, outlets, False)


def opens_byline(line: Line) -> bool:
    """Recognise a 'By' or 'Author:' alone on its line; the names stand on the next."""
    return line.weight <= 5 and bool(_LABEL_ALONE.match(line.text))


def read_names(printed: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the authors in a printed list of names, and the outlets named beside them."""
    authors: list[str] = []
    outlets: list[str] = []
    parts = re.split(r"\s*\|\s*", printed.strip(" |"))
    if all(is_person(part) and len(part_glued(part)) == 1 for part in parts):
        return tuple(_calm(part) for part in parts), ()
    printed = ", ".join(part_glued(printed)) if "@" in printed else printed
    stop = _STOP.search(printed)
    head, tail = (printed[: stop.start()], printed[stop.end() :]) if stop and stop.start() else (printed, "")
    office = False
    for segment, joined in (piece for glued in part_glued(head) for piece in _segments(glued)):
        name = _without_role(segment)
        office = office and not joined
        if is_desk(segment) or ((is_person(name) or is_uncased_name(name)) and not office):
            chosen = segment if is_desk(segment) else _calm(name)
            authors += [chosen] if chosen not in authors else []
        elif segment.casefold() in _WIRES.split():
            authors.append(segment)
        else:
            # What follows an office after a comma is where it is held, not who holds it.
            office = office or bool(ROLE.search(segment))
            outlets += [segment] if _capital_share(segment) > 0.5 else []
    if re.fullmatch(r"(?:The )?[A-Z][\w.]+(?: [A-Z][\w.]+){1,3}", tail.strip()):
        outlets.append(tail.strip())
    return tuple(authors), tuple(outlets)


def _byline_end(text: str, start: int, times: list[PrintedTime]) -> int:
    """Return the byline ends where a time or a reading time begins."""
    stops = [time.start for time in times if time.start >= start]
    other = _END.search(text, start + 1)
    stops += [other.start()] if other else []
    relative = find_relative(text) if not times else None
    stops += [relative.start] if relative and relative.start > start else []
    cut = min(stops, default=len(text))
    label = re.search(
        r"\W*\b(?:published|posted|updated|last|first|originally|on|vom|am|le|stand)(?:\s+\w+day,?)?\s*:?\s*$",
        text[start:cut],
        re.IGNORECASE,
    )
    cut = start + label.start() if label else cut
    return start + len(text[start:cut].rstrip(" ,|•·–—-("))


def _segments(head: str) -> list[tuple[str, bool]]:
    """Split at commas and conjunctions, and mend a desk whose own name holds one.

    Beside each segment stands whether a conjunction, not a comma, joins it to the one before.
    """
    segments: list[tuple[str, bool]] = []
    position, joined = 0, True
    for match in [*_SEPARATOR.finditer(head), None]:
        segment = head[position : match.start() if match else len(head)].strip(" ,.")
        if segments and segment and segment[0].islower() and is_desk(segment):
            last, before = segments[-1]
            segments[-1] = (head[head.index(last) : position + len(segment)].strip(), before)
        elif segment:
            segments.append((segment, joined))
        position = match.end() if match else position
        joined = match is not None and match.group().strip() != ","
    return segments


def _without_role(segment: str) -> str:
    """'Ada Obi Redakteurin' is Ada Obi; 'Political reporter Ada Obi' and 'Ada Obi in Kyiv' too."""
    words = _SEAT.sub("", part_glued(segment)[0]).split()
    while len(words) > 2 and ROLE.fullmatch(words[-1]):
        words.pop()
    while len(words) > 2 and ROLE.fullmatch(words[0]) and words[0].casefold() != "the":
        words.pop(0)
    return " ".join(words)


def _only_names(named: str, authors: tuple[str, ...]) -> bool:
    """Return most of the words are the names themselves; else 'by' opened a sentence."""
    stop = _STOP.search(named)
    named = named[: stop.start()] if stop and stop.start() else named
    words = len(re.findall(r"\w+", named))
    if all(is_desk(author) for author in authors):
        return True
    if _capital_share(named) >= 0.8 and ROLE.search(named):
        return True
    return sum(len(re.findall(r"\w+", author)) for author in authors) >= 0.34 * words and (
        words <= 4 or _capital_share(named) >= 0.5
    )


def _capital_share(text: str) -> float:
    words = [
        word
        for word in re.findall(r"[^\W\d_]+", text)
        if word.casefold() not in ("and", "und", "et", "y", "och")
    ]
    return sum(word[0].isupper() for word in words) / len(words) if words else 0.0


def _calm(name: str) -> str:
    return name.title() if name.isupper() and len(name) > 4 else name
