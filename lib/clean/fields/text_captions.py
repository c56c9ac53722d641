"""Captions and credits of pictures, told by how pages print them."""

import re
from dataclasses import dataclass

from lib.clean.fields.captions import unwrapped
from lib.clean.fields.dateline import is_agency
from lib.clean.text.lines import Line, weight

LONGEST = 90.0  # words of caption and credit together
_SHORT = 45.0  # of a line that only its shape makes a caption

_MARK = (
    r"(?:photos?|fotos?|photograph(?:er|s)?|picture|images?|bild(?:rechte|quelle|nachweis)?|credits?"
    r"|crédits?|quelle|illustration|grafik"
    r"|video|source|fot\.?|zdj\.?|фото|credit line|photo credit|image credit|photographed"
    r"|picture alliance|写真|사진|file photo|courtesy)"
)
_LABEL = re.compile(
    rf"(?<!\w){_MARK}(?:\s(?:by|courtesy of|credit|von|de|par))?\s*[:：]|(?<!\w)(?:photo(?:graph)?|image"
    rf"|illustration|foto) (?:by|par|von)\s|©|\(c\)\s",
    re.I,
)
_OPENING_LABEL = re.compile(
    rf"^\W*(?:{_MARK}(?:\s?(?:by|credit|von|de|par|courtesy of))?\s*[:：]|(?:photo(?:graph)?|image"
    rf"|illustration|foto) (?:by|par|von|courtesy)\s|©)\s*\S",
    re.I,
)
_TRAILING = re.compile(r"(?P<credit>[(\[](?P<inside>[^()\[\]]{2,90})[)\]])\.?$")
_AGENCY = re.compile(
    r"\b(?:AFP|AP|Reuters|REUTERS|dpa|DPA|EPA|EFE|ANSA|TASS|Getty|Shutterstock|Alamy|PA|Pool|POOL"
    r"|Images|Imago|imago|IMAGO|Press|Photo|Foto|Bloomberg"
    r"|Xinhua|Anadolu|Ukrinform|Unsplash|Pexels|Pixabay|iStock|Adobe Stock|Wikimedia|Commons|CC|File"
    r"|Archive?|Handout|Courtesy|Instagram|Twitter|Facebook|YouTube|NurPhoto|PTI|ANI|CP|AAP|TT|NTB|ČTK"
    r"|ČTK|PAP|Keystone|Belga|ANP|MTI)\b"
)
_SLASHED = re.compile(r"(?<=[.!?])\s+(?P<credit>[A-ZÀ-Þ][^.!?]{1,60}\s?/\s?[^.!?]{2,40})$")
_AFTER_STOP = re.compile(r"(?<=[.!?…])[\"”»)]?\s(?P<credit>[^\s.!?…][^.!?…]{1,40})$")
_KOREAN = re.compile(r"^(?:[가-힣]{1,4}뉴스\d?|[가-힣]{2,4}시스|[가-힣]{2,4} 기자|[가-힣]{2,5} 제공)$")
_ALONE = re.compile(
    r"^(?:getty(?: images)?|afp|ap(?: photo)?|reuters|dpa|epa|imago|shutterstock|alamy|istock|xinhua|tass"
    r"|anadolu)$",
    re.IGNORECASE,
)
_HOLDER = 7.0  # words of a line that names who holds the rights to a picture
_HELD = re.compile(r"^\W*©\s*(?P<name>[^\W\d_][^\d.;:]*)$")
_RIGHTS = re.compile(
    r"\b(?:rights|rechte|droits|derechos|diritti|direitos|prawa|licen[cs]\w*|copyright|права)\b",
    re.IGNORECASE,
)
_BARE_CREDIT = re.compile(r"^[^.!?]{2,80}(?:\s?/\s?|\s?\|\s?)[^.!?]{2,60}$")


# What a picture shows, a wide equals sign, then place, day and who took it.
_JAPANESE = re.compile(
    r"^[^。＝]{3,160}＝(?:[^。＝]{0,60}[、\s月日で])?(?P<credit>[^、。＝\s]{1,18}(?:撮影|提供|配信)|ロイター|AP|AFP(?:時事)?"
    r"|共同|時事|ゲッティ)$"
)
_JAPANESE_DAY = re.compile(r"^[^。＝]{3,160}＝[^。＝]{0,50}\d{1,2}月(?:\d{1,2}日)?[^。＝]{0,16}$")


@dataclass(frozen=True, slots=True)
class Caption:
    """Where a line's caption ends and its credit stands; offsets into the line's text."""

    end: int  # of the caption; 0 when the line is a credit alone, all of it when nothing credits it
    credit_start: int
    credit_end: int
    sure: bool  # False: shape alone, to be believed only near the headline


def caption_of(line: Line) -> Caption | None:
    """Split a caption from the credit that closes it, or know a credit that stands alone."""
    if line.weight > LONGEST:
        return None
    text = line.text
    if _OPENING_LABEL.match(text):
        return Caption(0, 0, len(text), True) if line.weight <= 25 else None
    return (
        _credited_in_japanese(text)
        or _bracketed(text)
        or _labelled(text)
        or _slashed(text)
        or _bare(text)
        or _trailing(text)
    )


def names_holder(line: Line) -> bool:
    """Return whether a line is nothing but © and a name.

    Under a picture its credit, at the foot the paper.
    """
    held = _HELD.match(line.text) if line.weight <= _HOLDER and not _RIGHTS.search(line.text) else None
    return held is not None and (len(held["name"].split()) > 1 or is_agency(held["name"]))


def caption_by_shape(line: Line) -> Caption | None:
    """Under a headline only: words closed by a name in brackets, such as '(Ministry of Fisheries)'."""
    match = _TRAILING.search(line.text[-100:])
    if not match or line.terminal or line.weight > _SHORT or line.sentences > 2:
        return None
    words = match["inside"].split()
    named = 2 <= len(words) <= 8 and words[0][0].isupper() and not re.search(r"[\d.:;!?]", match["inside"])
    start = max(0, len(line.text) - 100) + match.start()
    end = len(line.text[:start].rstrip())
    if not named or weight(line.text[:end]) < 3:
        return None
    return Caption(end, start, len(line.text), False)


def plain_credit(text: str) -> str:
    """Return the credit without its brackets and its label."""
    bare = unwrapped(text)
    return re.sub(
        rf"^(?:{_MARK}(?:\s(?:by|courtesy of|credit|von|de|par))?\s*[:：]|©|(?:photo(?:graph)?|image"
        rf"|illustration|foto) (?:by|par|von)\s)\s*",
        "",
        bare,
        flags=re.I,
    )


def _credited_in_japanese(text: str) -> Caption | None:
    """'The old market＝Minato, 9 March, taken by Sato': what it shows, then where, when and by whom."""
    if match := _JAPANESE.match(text):
        start = match.start("credit")
        return Caption(len(text[:start].rstrip("＝、 ")), start, len(text), True)
    return Caption(len(text), len(text), len(text), True) if _JAPANESE_DAY.match(text) else None


def _bracketed(text: str) -> Caption | None:
    match = _TRAILING.search(text[-100:])
    if not match:
        return None
    shift = max(0, len(text) - 100)
    inside = match["inside"]
    named = bool(_LABEL.search(inside) or _AGENCY.search(inside))
    sure = bool(_LABEL.search(inside)) or (named and ("/" in inside or "via" in inside or "Image" in inside))
    if not named and not _reads_as_names(inside):
        return None
    start = match.start() + shift
    return Caption(len(text[:start].rstrip()), start, match.end() + shift, sure)


def _reads_as_names(inside: str) -> bool:
    words = re.findall(r"[^\s/,|]+", inside)
    capital = [word for word in words if word[0].isupper()]
    return (
        2 <= len(words) <= 7
        and len(capital) >= 0.8 * len(words)
        and not re.search(r"\d", inside)
        and "/" in inside
    )


def _labelled(text: str) -> Caption | None:
    """Return a label such as 'Photo:' or the sign © late in the line opens the credit."""
    hits = [hit for hit in _LABEL.finditer(text) if weight(text[hit.start() :]) <= 12]
    if not hits or re.search(r"[.!?]\s+\S+\s+\S+", text[hits[-1].end() :]):
        return None
    start = hits[-1].start()
    start = start - 1 if start and text[start - 1] in "([|" else start
    return Caption(len(text[:start].rstrip(" |–-")), start, len(text), True)


def _slashed(text: str) -> Caption | None:
    """Return names parted by strokes after the caption's full stop.

    '... in the harbour. ANNA OKAFOR / AFP'.
    """
    shift = max(0, len(text) - 110)
    match = _SLASHED.search(text[shift:])
    if not match or not (_AGENCY.search(match["credit"]) or _AGENCY.search(match["credit"].title())):
        return None
    return Caption(shift + match.start(), shift + match.start("credit"), len(text), True)


def _bare(text: str) -> Caption | None:
    """Return names parted by strokes: 'Anna Okafor / Harbour Images'."""
    if _BARE_CREDIT.match(text) and _AGENCY.search(text) and weight(text) <= 10:
        return Caption(0, 0, len(text), True)
    return None


def _trailing(text: str) -> Caption | None:
    """Return an agency's name after the caption's full stop: '... in the harbour. AP Photo'.

    Or nothing but it.
    """
    if _ALONE.match(text):
        return Caption(0, 0, len(text), True)
    shift = max(0, len(text) - 60)
    match = _AFTER_STOP.search(text[shift:])
    if not match or weight(text[: shift + match.start()]) < 4:
        return None
    credit = match["credit"]
    named = bool(_AGENCY.search(credit)) and all(word[0].isupper() for word in credit.split())
    if not named and not _KOREAN.match(credit):
        return None
    return Caption(shift + match.start("credit") - 1, shift + match.start("credit"), len(text), True)
