"""Captions and credits of pictures: split where they stand in one line or in one picture."""

import re
from dataclasses import dataclass

from lib.clean import words
from lib.clean.measure import Line, weight
from lib.clean.says.names import is_agency, is_person

CREDIT = 90  # characters of the longest credit without a label
CAPTION = 1_500  # characters of the longest caption
_LONGEST = 90.0  # words of a line that holds a caption and its credit
_LETTERS = 4_000  # of a caption: the patterns take the square of a run of blanks
_LABELLED_LINE = 25.0  # words of a line that opens with a label
_SHORT = 45.0  # words of a line that only its shape makes a caption
_HOLDER = 7.0  # words of a line that names who holds the rights to a picture

_WORDS = words.read("credits")
_LABELS = words.any_of(_WORDS["labels"])
_AGENCIES = rf"(?i:{words.any_of(_WORDS['agencies'])})"
_BY = r"(?:credits?|by|courtesy of|courtesy|von|de|par)"
_LABEL = re.compile(
    rf"^\W*(?:{_LABELS}\s*{_BY}?\s*(?:[:：/|©●]|(?<=image source),|[-–]\s)|{_LABELS} {_BY}\b|©|\(c\))\s*",
    re.IGNORECASE,
)
_LATE_LABEL = re.compile(
    rf"(?:(?<=\s)[-–—|/]\s+|(?<!\w))(?:{_LABELS}(?:\s{_BY})?\s*[:：©]|©|\(c\)\s"
    r"|(?:photo(?:graph)?|image|picture|illustration|foto) (?:by|par|von)\s)",
    re.IGNORECASE,
)
_CAPTION_LABEL = re.compile(
    r"(?:(?:image|photo|picture) caption|bildunterschrift|légende|pie de foto)\s?[,:]?", re.IGNORECASE
)
_AGENCY = re.compile(rf"(?<!\w)(?:{_AGENCIES}|{words.any_of(_WORDS['sources'])})(?!\w)")
_STRONG = re.compile(rf"(?<!\w){_AGENCIES}(?!\w)|\w/\w*[A-Z]")
_OPENS = re.compile(rf"^\W*{_AGENCIES}(?!\w)")
_ALONE = re.compile(rf"^\W*{_AGENCIES}(?: photo)?\W*$", re.IGNORECASE)
_CLOSES = re.compile(rf"(?:[/|–—-]\s*|\bvia\s+){_AGENCIES}\W*$")
_VIA = re.compile(r"©|\bvia\s[A-Z]")
_SENTENCE = re.compile(r"\w{3}[.!?]\s")
_OPEN = {"(": ")", "[": "]", "（": "）"}
_WHOLE = re.compile(r"^\s*[(\[（]([^()\[\]]{2,60})[)\]）]\s*$")
_BRACKETED = re.compile(r"\s*[(\[（](?P<inside>[^()\[\]（）]{2,90})[)\]）]\s*\.?\s*$")
_NAMED_LAST = re.compile(
    r"\s*[/|]\s*([^/|]{2,60}(?:/[^/|]{2,40})?\s(?:nuotr|фото|foto|fotó|photo)\.?)$", re.IGNORECASE
)
_BY_SENTENCE = re.compile(
    r"(?<=[.!?…»”\"])\s?((?:[A-ZÀ-Þ][\w.'’-]+ ?){2,4})$"
)  # before an agency in brackets
_AFTER_SENTENCE = re.compile(r"(?<=[.!?…»”\"“’'|])\s*(?:\|\s*)?(?![a-z]+/)([^.!?|]{2,70})$")
_SLASHED = re.compile(r"(?<=\s)[/|–-]\s+([^.!?|]{2,70})$")
_KOREAN = re.compile(
    r"(?<=[.!?])\s+((?:[가-힣]{1,4}뉴스\d?|[가-힣]{2,4}시스|[가-힣]{2,4} 기자|[가-힣]{2,5} 제공))$"
)
_STROKED = re.compile(r"^[^.!?]{2,80}\s?[/|]\s?[^.!?]{2,60}$")
# What closes a Japanese caption, after a wide equals sign: place and day, then who took it or let it be used.
_TAKEN = re.compile(r"(?<=[、＝=\s])([^、。＝=\s]{2,18}(?:撮影|提供|配信))$")
_JAPANESE = re.compile(
    r"^[^。＝]{3,160}＝(?:[^。＝]{0,60}[、\s月日で])?(?P<credit>[^、。＝\s]{1,18}(?:撮影|提供|配信)|ロイター|AP|AFP(?:時事)?|共同|時事|ゲッティ)$"
)
_JAPANESE_DAY = re.compile(r"^[^。＝]{3,160}＝[^。＝]{0,50}\d{1,2}月(?:\d{1,2}日)?[^。＝]{0,16}$")
_TOOK = re.compile(r"(?:攝|摄|撮影|提供)$")
# In capitals behind a sentence or a stroke: "The boats at the quay. ADA OBI / QUAY", "... | QUAY-PRESS".
_CAPITALS = re.compile(
    r"(?:(?<=[.!?…»”\"])\s+"
    r"(?P<name>[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ.'’-]+){1,3} ?(?:/\s?[^./]{2,40})?)"
    r"|\s\|\s+(?P<house>[A-ZÀ-Þ][A-ZÀ-Þ '’-]{3,30}))$"
)
_HELD = re.compile(r"^\W*©\s*(?P<name>[^\W\d_][^\d.;:]*)$")
_RIGHTS = re.compile(
    r"\b(?:rights|rechte|droits|derechos|diritti|direitos|prawa|licen[cs]\w*|copyright|права)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Caption:
    """Where a line's caption ends and its credit stands; offsets into the line's text."""

    end: int  # of the caption; 0 when the line is a credit alone, all of it when nothing credits it
    credit_start: int
    credit_end: int
    sure: bool  # False: shape alone, to be believed only near the headline


def heads_caption(text: str) -> bool:
    """Return whether a line is the label over a caption, as layouts tell it to those who listen."""
    return bool(_CAPTION_LABEL.fullmatch(text))


def is_credit(text: str) -> bool:
    """Return whether a whole line beside a picture is its credit."""
    if len(text) > CREDIT:
        return False
    short = len(text.split()) <= 4 and not _SENTENCE.search(text)
    return bool(_LABEL.search(text) or _OPENS.search(text) or _WHOLE.match(text)) or (
        short and bool(_CLOSES.search(text))
    )


def says_credit(text: str) -> bool:
    """Return whether a line says by itself that it is a credit, even where no picture is near."""
    if len(text) > CREDIT:
        return False
    return bool(_LABEL.search(text) or (_OPENS.search(text) and not _is_sentence(text)))


def _is_sentence(text: str) -> bool:
    """Return whether a line that opens with an agency's name goes on as a sentence."""
    return len(text.split()) > 4 and text.rstrip("\"'”’»“)")[-1:] in tuple(".!?…")


def bare_credit(text: str) -> str:
    """Return the credit without its label and its brackets."""
    bare = _unwrapped(_LABEL.sub("", _LABEL.sub("", text)))
    return "" if is_label(f"{bare}:") else bare


def is_label(text: str) -> bool:
    """Return whether a line is a credit's label and names nobody."""
    return not any(map(str.isalnum, _LABEL.sub("", text))) and bool(_LABEL.search(text))


def _unwrapped(text: str) -> str:
    """Return a credit without the brackets around it; one that stands inside it keeps its other half."""
    bare = text.strip(" |;")
    bare = bare[:-1] if bare[-2:-1] in _OPEN.values() and bare[-1] == "." else bare
    while bare[:1] in _OPEN and (bare[-1:] == _OPEN[bare[0]] or _OPEN[bare[0]] not in bare):
        bare = bare[1 : -1 if bare[-1] == _OPEN[bare[0]] else None].strip(" |;")
    for opens, closes in _OPEN.items():
        if bare.endswith(closes) and opens not in bare:
            bare = bare[:-1].strip(" |;")
    return bare


def split_credit(text: str) -> int | None:
    """Return where the credit at the end of a caption begins; None when there is none."""
    if len(text) > _LETTERS:
        return None
    if (found := _BRACKETED.search(text)) and found.start() > 0 and _names_source(found["inside"]):
        named = _BY_SENTENCE.search(text[: found.start()])
        return named.start(1) if named else found.start()
    for pattern in (_NAMED_LAST, _TAKEN, _KOREAN):
        if (found := pattern.search(text)) and found.start() > 0:
            return found.start(1)
    if (found := _JAPANESE.match(text)) is not None:
        return found.start("credit")
    for pattern in (_AFTER_SENTENCE, _SLASHED):
        if (found := pattern.search(text)) and _STRONG.search(found[1]) and len(found[1].split()) <= 8:
            return found.start(1)
    return _late_label(text)


def _late_label(text: str) -> int | None:
    """Return where a label such as "Photo:" or the sign © opens the credit late in a line."""
    found = [hit.start() for hit in _LATE_LABEL.finditer(text) if weight(text[hit.start() :]) <= 12]
    if (
        not found
        or not found[-1]
        or re.search(r"\w{3}[.!?]\s+\S+\s+\S+", text[found[-1] :].partition(" ")[2])
    ):
        return None
    return found[-1] - 1 if text[found[-1] - 1] in "([|" else found[-1]


def _names_source(inside: str) -> bool:
    """Return whether words in brackets name who made a picture."""
    said = _AGENCY.search(inside) or _LABEL.search(inside) or _VIA.search(inside) or _TOOK.search(inside)
    return bool(said) or _are_names(inside)


def _are_names(text: str) -> bool:
    """Return whether words with strokes between them are names."""
    found = re.findall(r"[^\s/,|]+", text)
    capital = sum(word[0].isupper() for word in found)
    return "/" in text and 2 <= len(found) <= 7 and capital >= 0.8 * len(found) and not re.search(r"\d", text)


def caption_of(line: Line) -> Caption | None:
    """Split a caption in a copied text from the credit that closes it, or find a credit that stands alone."""
    text, whole = line.text, Caption(0, 0, len(line.text), True)
    if line.weight > _LONGEST:
        return None
    if _LABEL.match(text):
        return whole if line.weight <= _LABELLED_LINE else None
    if _ALONE.match(text) or (_STROKED.match(text) and _AGENCY.search(text) and line.weight <= 10):
        return whole
    start = split_credit(text)
    if start is None:
        return Caption(len(text), len(text), len(text), True) if _JAPANESE_DAY.match(text) else None
    return Caption(len(text[:start].rstrip(" |–-＝、/")), start, len(text), _is_sure(text[start:]))


def _is_sure(credit: str) -> bool:
    """Return whether a credit is one wherever it stands: not only words in brackets that name somebody."""
    inside = credit.strip(" .()[]（）|")
    bracketed = _BRACKETED.match(credit) is not None
    return (
        not bracketed
        or bool(_LATE_LABEL.search(inside))
        or (bool(_AGENCY.search(inside)) and any(sign in inside for sign in ("/", "via", "Image")))
    )


def names_holder(line: Line) -> bool:
    """Return whether a line is nothing but © and a name, as under a picture or at the foot."""
    held = _HELD.match(line.text) if line.weight <= _HOLDER and not _RIGHTS.search(line.text) else None
    return held is not None and (len(held["name"].split()) > 1 or is_agency(held["name"]))


def caption_by_shape(line: Line) -> Caption | None:
    """Find under a headline a line closed by a name in brackets, such as "(Ministry of Fisheries)".

    A person and a house on both sides of a stroke credit the line above.
    """
    taker, stroke, house = line.text.partition("/")
    if stroke and is_person(taker.strip()) and house.strip()[:1].isupper() and len(line.text) <= CREDIT:
        return Caption(0, 0, len(line.text), False)
    if line.weight <= _SHORT and (closing := _CAPITALS.search(line.text)):
        start = closing.start("name" if closing["name"] else "house")
        return Caption(len(line.text[:start].rstrip(" |")), start, len(line.text), False)
    found = _BRACKETED.search(line.text)
    if not found or line.terminal or line.weight > _SHORT or line.sentences > 2:
        return None
    inside = found["inside"].split()
    named = 2 <= len(inside) <= 8 and inside[0][0].isupper() and not re.search(r"[\d.:;!?]", found["inside"])
    if not named or weight(line.text[: found.start()]) < 3:
        return None
    start = found.end() - len(found.group().lstrip())
    return Caption(found.start(), start, len(line.text), False)
