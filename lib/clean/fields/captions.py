"""Captions and credits: told apart when they stand in one line or in one picture."""

import re
from collections.abc import Sequence
from itertools import pairwise

from lxml.html import HtmlElement

from lib.clean.html.marks import Marks
from lib.clean.html.pieces import Piece

CREDIT = 90  # characters of the longest credit without a label
CAPTION = 1_500  # characters of the longest caption

_LABELS = (
    r"(?:photo(?:graph(?:y|ie)?)?s?|images?|pictures?|illustrations?|fotos?|fotograf|bild(?:er"
    r"|quelle|nachweis)?|grafik|graphic"
    r"|cr[ée]ditos?|credits?|crédit(?: photo)?|sources?|quelle|фото|коллаж|колаж|isithombe"
    r"|picha|zdjęcie|kuva|nuotr|collage|composite|bildrechte|foto(?:nachweis|credit)|bildcredit|imagen"
    r"|billede|fotoğraf|写真|撮影|사진|摄影|صورة|الصورة)"
)
_LABEL = re.compile(
    rf"^\W*(?:{_LABELS}\s*(?:credits?|by|von|de|courtesy of|:)?\s*[:：/|©●-]|{_LABELS} (?:by|von"
    rf"|courtesy of)\b|©|\(c\))\s*",
    re.IGNORECASE,
)
_AGENCY_NAMES = (
    r"getty(?: images)?|afp|reuters|associated press|ap|ap photo|dpa|epa(?:-efe)?|imago"
    r"|shutterstock|alamy|istock|keystone"
    r"|pa (?:wire|images|media)|picture[- ]alliance|bloomberg|unsplash|pexels|pixabay"
    r"|zuma(?: press)?|rex features|sipa"
    r"|abaca(?:press)?|xinhua|tass|ansa|efe|apa|ntb|ritzau|scanpix|wikimedia(?: commons)?"
    r"|handout|supplied|uncredited"
    r"|adobe ?stock|stock\.adobe\.com|ukrinform|연합뉴스|뉴시스|뉴스1"
    r"|رويترز|فرانس برس|أ ف ب|الأناضول|ロイター"
)
_AGENCY = re.compile(
    rf"(?<!\w)(?:{_AGENCY_NAMES}|courtesy|pool|via|instagram|facebook|youtube)(?!\w)|/|©", re.IGNORECASE
)
_STRONG = re.compile(rf"(?<!\w)(?:{_AGENCY_NAMES})(?!\w)|\w/\w*[A-Z]", re.IGNORECASE)
_OPENS = re.compile(rf"^\W*(?:{_AGENCY_NAMES})(?!\w)", re.IGNORECASE)
_SENTENCE = re.compile(r"\w{3}[.!?]\s")
_OPEN = {"(": ")", "[": "]", "（": "）"}
# What closes a Japanese caption: who took the picture or let it be used.
_TAKEN = re.compile(r"(?<=[、＝=\s])([^、。＝=\s]{2,18}(?:撮影|提供))$")
_CLOSES = re.compile(rf"(?:[/|–—-]\s*|\bvia\s+)(?:{_AGENCY_NAMES})\W*$", re.IGNORECASE)
_WHOLE = re.compile(r"^\s*[(\[（]([^()\[\]]{2,60})[)\]）]\s*$")
_NAMED_LAST = re.compile(
    r"\s*[/|]\s*([^/|]{2,60}(?:/[^/|]{2,40})?\s(?:nuotr|фото|foto|fotó|photo)\.?)$", re.IGNORECASE
)
_BRACKETED = re.compile(r"\s*[\(\[（]([^()\[\]（）]{2,90})[\)\]）]\s*\.?\s*$")
_LABELLED = re.compile(
    rf"\s*(?:\s[-–—|/]\s|[.|•·])?\s*(?:\b{_LABELS}\s*(?:credits?|by|von|de)?\s*[:©/]|©"
    rf"|\b(?:photo|photograph|image|picture|foto) (?:by|von)\s)"
    r"\s*(.{2,90})$",
    re.IGNORECASE,
)
_AFTER_SENTENCE = re.compile(r"(?<=[.!?»”\"“’'|])\s*(?:\|\s*)?([^.!?|]{2,70})$")
_SLASHED = re.compile(r"(?<=\s)[/|–-]\s+([^.!?|]{2,70})$")


def is_credit(text: str) -> bool:
    """Return whether a whole line is the credit of a picture."""
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
    """Return whether a line that opens with an agency's name goes on to tell something."""
    return len(text.split()) > 4 and text.rstrip("\"'”’»“)")[-1:] in tuple(".!?…")


def bare_credit(text: str) -> str:
    """Return the credit without its label."""
    bare = unwrapped(_LABEL.sub("", _LABEL.sub("", text)))
    return "" if is_label(f"{bare}:") else bare


def is_label(text: str) -> bool:
    """Return whether a line is a credit's label and names nobody."""
    return not any(map(str.isalnum, _LABEL.sub("", text))) and bool(_LABEL.search(text))


def unwrapped(text: str) -> str:
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
    if (found := _BRACKETED.search(text)) and found.start() > 0 and _names_source(found[1]):
        return found.start()
    if (found := _NAMED_LAST.search(text)) and found.start() > 0:
        return found.start(1)
    if found := _TAKEN.search(text):
        return found.start(1)
    for pattern in (_AFTER_SENTENCE, _SLASHED):
        if (found := pattern.search(text)) and _STRONG.search(found[1]) and len(found[1].split()) <= 8:
            return found.start(1)
    if (found := _LABELLED.search(text)) and found.start() > 0:
        return found.start() + 1 if text[found.start()] in ".!?" else found.start()
    return None


def _names_source(text: str) -> bool:
    return bool(_AGENCY.search(text) or _LABEL.search(text))


def credits_among(numbers: Sequence[int], pieces: Sequence[Piece], marks: Marks) -> frozenset[int]:
    """Return the credits among the pieces that caption pictures: marked so, worded so, or last and short."""
    found = {n for n in numbers if is_credit(pieces[n].text) or _is_marked(pieces[n], marks)}
    beside = (n for above, n in pairwise(numbers) if n == above + 1)
    found |= {n for n in beside if _is_named_by(pieces[n - 1].text, pieces[n].text)}
    for place, number in enumerate(numbers):
        holder = figure_of(pieces[number].element)
        after = numbers[place + 1] if place + 1 < len(numbers) else None
        is_last = after is None or figure_of(pieces[after].element) is not holder
        before = numbers[place - 1] if place else None
        follows = before is not None and before not in found and figure_of(pieces[before].element) is holder
        if is_last and follows and holder is not None and _is_short_name(pieces[number].text):
            found.add(number)
    return frozenset(found)


def _is_named_by(label: str, text: str) -> bool:
    """Return whether a line of nothing but "Photo:" says of the next one that it is the credit."""
    return _is_short_name(text) and is_label(label)


def figure_of(element: HtmlElement) -> HtmlElement | None:
    """Return the figure around an element."""
    return next((node for node in (element, *element.iterancestors()) if node.tag == "figure"), None)


def _is_marked(piece: Piece, marks: Marks) -> bool:
    """Return whether the innermost elements of a piece, below its caption as a whole, are marked as
    credit.
    """
    node: HtmlElement | None = piece.inner
    while node is not None and node.tag not in ("figcaption", "figure", "body"):
        own = marks.own(node)
        if "caption" in own:
            return "credit" in own and len(piece.text) <= CREDIT
        if own & {"credit", "byline"}:
            return len(piece.text) <= CREDIT
        node = node.getparent()
    return False


def _is_short_name(text: str) -> bool:
    return len(text) <= 60 and text[-1] not in ".!?" and len(text.split()) <= 7
