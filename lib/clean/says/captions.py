"""Recognises captions and credits of pictures, and splits them if they share a line."""

from lib.clean import words
from lib.clean.measure import weight
from lib.clean.says.names import is_agency, is_person
from lib.clean.segment import Caption, Segment

CREDIT = 90  # characters of the longest credit without a label
CAPTION = 1_500  # characters of the longest caption
_LONGEST = 90.0  # words of a line that holds a caption and its credit
_LETTERS = 4_000  # of a caption: the patterns take the square of a run of blanks
_LABELLED_LINE = 25.0  # words of a line that opens with a label
_SHORT = 45.0  # words of a line that only its shape makes a caption
_HOLDER = 7.0  # words of a line that names who holds the rights to a picture

_LABEL = words.pattern("credits", "label")
_ORIGIN = words.pattern("credits", "origin")
_LATE_LABEL = words.pattern("credits", "late label")
_BOTH = words.pattern("credits", "words and pictures")
_CAPTION_LABEL = words.pattern("credits", "caption label")
_AGENCY = words.pattern("credits", "agency")
_STRONG = words.pattern("credits", "agency or stroke")
_OPENS = words.pattern("credits", "opens with agency")
_ALONE = words.pattern("credits", "agency alone")
_CLOSES = words.pattern("credits", "closes with agency")
_VIA = words.pattern("credits", "via")
_SENTENCE = words.pattern("credits", "inner sentence")
_SENTENCE_BEHIND = words.pattern("credits", "sentence behind")
_WHOLE = words.pattern("credits", "in brackets")
_BRACKETED = words.pattern("credits", "closing brackets")
_NAMED_LAST = words.pattern("credits", "label last")
_BY_SENTENCE = words.pattern("credits", "name behind sentence")
_AFTER_SENTENCE = words.pattern("credits", "behind sentence")
_SIGNED = words.pattern("credits", "signs a text")
_SLASHED = words.pattern("credits", "behind stroke")
_KOREAN = words.pattern("credits", "korean")
_STROKED = words.pattern("credits", "stroke between names")
_TAKEN = words.pattern("credits", "japanese taker")
_JAPANESE = words.pattern("credits", "japanese credit")
_JAPANESE_DAY = words.pattern("credits", "japanese day")
_TOOK = words.pattern("credits", "took")
_CAPITALS = words.pattern("credits", "capitals")
_HELD = words.pattern("credits", "holder")
_NO_MAKER = words.pattern("credits", "no maker")
_RIGHTS = words.pattern("credits", "rights")
_NAMES = words.pattern("letters", "word between strokes")
_NO_NAME = words.pattern("credits", "no name")
_OPEN = {"(": ")", "[": "]", "（": "）"}


def heads_caption(text: str) -> bool:
    """Return whether a line is a label above a caption, as for screen readers."""
    return bool(_CAPTION_LABEL.fullmatch(text))


def is_credit(text: str) -> bool:
    """Return whether a line beside a picture is its credit, by a label, an agency or brackets."""
    if len(text) > CREDIT:
        return False
    short = len(text.split()) <= 4 and not _SENTENCE.search(text)
    return bool(_LABEL.search(text) or _OPENS.search(text) or _WHOLE.match(text)) or (
        short and bool(_CLOSES.search(text))
    )


def says_credit(text: str) -> bool:
    """Return whether a line is a credit by its words alone, without a picture nearby."""
    if len(text) > CREDIT:
        return False
    stopped = text.rstrip("\"'”’»“)")[-1:] in tuple(".!?…")
    is_sentence = stopped and len(text.split()) > 4  # that goes on from an agency's name
    return bool(_LABEL.search(text) or (_OPENS.search(text) and not is_sentence))


def credits_picture(text: str) -> bool:
    """Return whether a line is a credit by its words alone, and does not name where a text is from."""
    return says_credit(text) and not _ORIGIN.match(text)


def is_maker(text: str) -> bool:
    """Return whether a line in a credit's place may name who made it: no call, no source of the text."""
    return not _NO_MAKER.search(text)


def bare_credit(text: str) -> str:
    """Return a credit without label and brackets: "Ada Obi" of "Photo: Ada Obi"; "" of a label alone."""
    bare = _unwrapped(_LABEL.sub("", _LABEL.sub("", text)))
    return "" if is_label(f"{bare}:") or bare.endswith((":", "：")) else bare


def is_label(text: str) -> bool:
    """Return whether a line is a credit's label without a name: "Photo:"."""
    return not any(map(str.isalnum, _LABEL.sub("", text))) and bool(_LABEL.search(text))


def _unwrapped(text: str) -> str:
    """Return a credit without brackets around it; pairs inside it stay."""
    bare = text.strip(" |;")
    bare = bare[:-1] if bare[-2:-1] in _OPEN.values() and bare[-1] == "." else bare
    while bare[:1] in _OPEN and (bare[-1:] == _OPEN[bare[0]] or _OPEN[bare[0]] not in bare):
        bare = bare[1 : -1 if bare[-1] == _OPEN[bare[0]] else None].strip(" |;")
    for opens, closes in _OPEN.items():
        if bare.endswith(closes) and opens not in bare:
            bare = bare[:-1].strip(" |;")
    return bare


def split_credit(text: str) -> int | None:
    """Return where the credit at the end of a caption begins, with its bracket; None without both."""
    start = _credit_start(text)
    return (start and _opened(text, start)) or None


def _opened(text: str, start: int) -> int:
    """Return where the bracket around a place in a text opens; the place itself if it stands in none."""
    opens = max(text.rfind(sign, 0, start) for sign in _OPEN)
    is_inside = opens >= 0 and _OPEN[text[opens]] not in text[opens:start]
    return opens if is_inside and _OPEN[text[opens]] in text[start:] else start


def _credit_start(text: str) -> int | None:
    """Return where the words of a credit at a caption's end begin, the surest sign first; None without."""
    if len(text) > _LETTERS or _BOTH.match(text):
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
            return None if _SIGNED.fullmatch(found[1]) else found.start(1)
    # A label such as "Photo:" or the sign © late in the line.
    late = [hit.start() for hit in _LATE_LABEL.finditer(text) if weight(text[hit.start() :]) <= 12]
    if not late or not late[-1] or _SENTENCE_BEHIND.search(text[late[-1] :].partition(" ")[2]):
        return None
    return late[-1] - 1 if text[late[-1] - 1] in "([|" else late[-1]


def _names_source(inside: str) -> bool:
    """Return whether words in brackets name the maker of a picture."""
    if any(pattern.search(inside) for pattern in (_AGENCY, _LABEL, _VIA, _TOOK)):
        return True
    if "/" not in inside or any(map(str.isdecimal, inside)):
        return False
    names = _NAMES.findall(inside)
    return 2 <= len(names) <= 7 and sum(name[0].isupper() for name in names) >= 0.8 * len(names)


def caption_of(line: Segment) -> Caption | None:
    """Return where a copied line's credit is, and the caption before it; None for a line without a credit.

    A Japanese caption that opens with its day needs none.
    """
    text, whole = line.text, Caption(0, 0, len(line.text), True)
    if line.weight > _LONGEST:
        return None
    if _LABEL.match(text):
        return whole if line.weight <= _LABELLED_LINE else None
    if _ALONE.match(text) or (_STROKED.match(text) and _AGENCY.search(text) and line.weight <= 10):
        return whole
    words_at = _credit_start(text)
    start = None if words_at is None else _opened(text, words_at)
    if start == 0:
        return whole
    if start is None:
        return Caption(len(text), len(text), len(text), True) if _JAPANESE_DAY.match(text) else None
    return Caption(len(text[:start].rstrip(" |–-＝、/")), start, len(text), _is_sure(text[start:]))


def _is_sure(credit: str) -> bool:
    """Return whether a credit is one wherever it stands, being more than a name in brackets."""
    inside = credit.strip(" .()[]（）|")
    if not _BRACKETED.match(credit) or _LATE_LABEL.search(inside):
        return True
    joined = "/" in inside or "Image" in inside or bool(_VIA.search(inside))
    return joined and bool(_AGENCY.search(inside))


def names_holder(line: Segment) -> bool:
    """Return whether a line is just © and a name, as below a picture or in a footer."""
    held = _HELD.match(line.text) if line.weight <= _HOLDER and not _RIGHTS.search(line.text) else None
    return held is not None and (len(held["name"].split()) > 1 or is_agency(held["name"]))


def caption_by_shape(line: Segment) -> Caption | None:
    """Return where caption and credit are in a line whose shape alone shows them, or None.

    It ends with a name in brackets, or is a person, a stroke and a company, which credit the line above.
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
    named = 2 <= len(inside) <= 8 and inside[0][0].isupper() and not _NO_NAME.search(found["inside"])
    if not named or weight(line.text[: found.start()]) < 3:
        return None
    start = found.end() - len(found.group().lstrip())
    return Caption(found.start(), start, len(line.text), False)
