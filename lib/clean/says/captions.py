"""Recognises captions and credits of pictures, and splits them if they share a line."""

from lib.clean.measure import ends_a_sentence, weight
from lib.clean.segment import Caption, Segment
from lib.clean.words import pattern

CREDIT = 90  # characters of the longest credit
CAPTION = 1_500  # characters of the longest caption
_LONGEST = 90.0  # words of a line that holds a caption and its credit
_LETTERS = 4_000  # of a caption: the patterns take the square of a run of blanks
_LABELLED_LINE = 25.0  # words of a line that opens with a label
_LATE = 12.0  # words of a credit behind a label late in a line
_SHORT = 45.0  # words of the longest line that a name in brackets at its end makes a caption
_LEAST = 3.0  # and of the words before that name
_OPEN = {"(": ")", "[": "]", "（": "）"}

_LABEL = pattern("credits", "label")
_AGENCY = pattern("credits", "agency")
_ALONE = pattern("credits", "agency alone")
_OPENS = pattern("credits", "opens with agency")
_WHOLE = pattern("credits", "in brackets")
_STROKED = pattern("credits", "stroke between names")
_JAPANESE_DAY = pattern("credits", "japanese day")
_LATE_LABEL = pattern("credits", "late label")
# The end of a caption is a credit, the surest sign first.
_ENDS = (
    pattern("credits", "source in brackets"),
    pattern("credits", "label last"),
    pattern("credits", "japanese taker"),
    pattern("credits", "korean"),
    pattern("credits", "japanese credit"),
    pattern("credits", "behind sentence"),
    pattern("credits", "behind stroke"),
)


def heads_caption(text: str) -> bool:
    """Return whether a line is a label above a caption, as for screen readers."""
    return bool(pattern("credits", "caption label").fullmatch(text))


def is_credit(text: str) -> bool:
    """Return whether a line beside a picture is its credit, by a label, an agency or brackets."""
    if len(text) > CREDIT:
        return False
    words = text.split()
    closes = len(words) <= 4 and pattern("credits", "closes with agency").search(text)
    is_sentence = len(words) > 4 and words[1].islower() and ends_a_sentence(text)
    opens = _OPENS.search(text) and not is_sentence  # "EPA officials leave the quay."
    return bool(closes or opens or _LABEL.search(text) or _WHOLE.search(text))


def says_credit(text: str) -> bool:
    """Return whether a line is a credit without a picture nearby: by its label, or by an agency first."""
    if len(text) > CREDIT:
        return False
    return bool(_LABEL.search(text) or (_OPENS.search(text) and not ends_a_sentence(text)))


def credits_picture(text: str) -> bool:
    """Return whether a line is a credit by its words alone, and does not name where a text is from."""
    return says_credit(text) and not pattern("credits", "origin").match(text)


def names_holder(text: str) -> bool:
    """Return whether a line is just © and a name of two words or more, as below a picture or in a footer."""
    return bool(pattern("credits", "holder").match(text))


def is_label(text: str) -> bool:
    """Return whether a line is a credit's label without a name: "Photo:"."""
    return not any(map(str.isalnum, _LABEL.sub("", text))) and bool(_LABEL.search(text))


def bare_credit(text: str) -> str:
    """Return a credit without label and brackets: "Ada Obi" of "Photo: Ada Obi"; "" for a label alone."""
    bare = _unwrapped(_LABEL.sub("", _LABEL.sub("", text)))
    return "" if is_label(f"{bare}:") or bare.endswith((":", "：")) else bare


def _unwrapped(text: str) -> str:
    """Return a credit without brackets around it; brackets inside it stay."""
    bare = text.strip(" |;")
    if bare.endswith((").", "].", "）.")):
        bare = bare[:-1]
    for opens, closes in _OPEN.items():
        around = bare.endswith(closes) and (bare.count(closes) == 1 or opens in bare[1 : bare.find(closes)])
        if bare.startswith(opens) and (around or closes not in bare):
            bare = bare[1:].strip(" |;")
        if bare.endswith(closes) and bare.count(opens) < bare.count(closes):
            bare = bare[:-1].strip(" |;")
    return bare


def split_credit(text: str) -> int | None:
    """Return where the credit at the end of a text begins, with its bracket; None if it ends with no credit.

    0 says that all of the text is a credit.
    """
    if len(text) > _LETTERS or pattern("credits", "signs a text").search(text):
        return None
    ends = (found.start("credit") for end in _ENDS if (found := end.search(text)))
    late = (
        hit.start()
        for hit in _LATE_LABEL.finditer(text)
        if weight(text[hit.start() :]) <= _LATE
        and not (hit[0].startswith("(") and "(b)" in text[: hit.start()].lower())  # one of several pictures
    )
    start = next(ends, max(late, default=None))
    if start is None:
        return None
    opens = max(text.rfind(sign, 0, start) for sign in _OPEN)
    return opens if opens >= 0 and _OPEN[text[opens]] not in text[opens:start] else start


def caption_of(line: Segment) -> Caption | None:
    """Return where the caption and the credit of a copied line are; None for a line without a credit.

    A Japanese caption that opens with its day needs no credit.
    """
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
    if start == 0:
        return whole
    return Caption(len(text[:start].rstrip(" |–-＝、/")), start, len(text), _is_sure(text[start:]))


def _is_sure(credit: str) -> bool:
    """Return whether a credit is certain wherever it stands: it is more than a name in brackets."""
    inside = credit.strip(" .()[]（）|")
    if not pattern("credits", "closing brackets").match(credit) or _LATE_LABEL.search(inside):
        return True
    return "/" in inside and bool(_AGENCY.search(inside))


def caption_by_shape(line: Segment) -> Caption | None:
    """Return where caption and credit are in a line that ends with a name in brackets; None for others.

    Only near the headline such a line captions a picture: "The quay at dawn (Ministry of Fisheries)".
    """
    if line.terminal or line.weight > _SHORT or line.sentences > 2 or len(line.text) > CAPTION:
        return None
    found = pattern("credits", "name in brackets").search(line.text)
    if not found or weight(line.text[: found.start()]) < _LEAST:
        return None
    return Caption(found.start(), found.start("credit"), len(line.text), False)
