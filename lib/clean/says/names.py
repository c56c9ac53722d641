"""Names of authors in printed lists, split, without roles, addresses, widgets and outlets."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape

from lib.clean import words
from lib.clean.says.times import find_times
from lib.clean.says.timezones import timezone_of_city
from lib.model.controls import in_one_line
from lib.model.folding import folded

_AGENCIES = {name.casefold(): name for name in words.read("agencies")["news"]}


def agency_of(name: str) -> str | None:
    """Return the name of a news agency in the spelling of our list; None for any other name."""
    return _AGENCIES.get(name.casefold())


def is_agency(name: str) -> bool:
    """Return whether a name is that of a news agency."""
    return agency_of(name) is not None


def is_wire(printed: str) -> bool:
    """Return whether a credit opens with an agency, such as "dpa/lno" or "AP-Reuters"."""
    return is_agency(printed) or is_agency(re.split(r"[/, -]", printed)[0])


_LONGEST = 60  # characters of one name
LINE = 1_000  # characters of a printed list that are read
_MOST = 20  # authors of one story

_WORDS = words.read("names")
OFFICE = words.any_of(_WORDS["offices"])
AND = words.any_of(_WORDS["and"])
BY = words.any_of(_WORDS["by"])
LABELS = words.any_of(_WORDS["labels"])
OPENING = re.compile(
    rf"^\W*(?:(?P<by>{BY})|{LABELS})(?:\b|(?<=[^\x00-\x7f])|(?-i:(?<=[Bb]y)(?=[A-Z])))\s*(?P<colon>[:：●・／/＝=|])?\s*",
    re.IGNORECASE,
)
_OFFICE = re.compile(rf"(?:{OFFICE}|head of)\b", re.IGNORECASE)
_ROLE = re.compile(rf"\b(?:{OFFICE}|{words.any_of(_WORDS['roles'])})\b\.?", re.IGNORECASE)
_OUTLET = re.compile(
    rf"\b{words.any_of(_WORDS['outlets'])}\b|\.\w{{2,3}}$|(?:新聞|新闻|通信|放送|[日新晩晚早時时商]報|[日新晚早时商]报|뉴스|일보|신문)$",
    re.IGNORECASE,
)
_DESK = re.compile(
    rf"\b{words.any_of(_WORDS['desks'])}\b|redaktion$|(?:編集|取材|報道)[部局班]$|편집부$|编辑部$",
    re.IGNORECASE,
)
_BEAT = re.compile(words.any_of(_WORDS["beats"]), re.IGNORECASE)
_ONE_OFFICE = re.compile(
    r"\b(?:writers?|reporter|correspondent|editor|journalist|photographer)$", re.IGNORECASE
)
_WIDGET = re.compile(
    rf"\b{words.any_of(_WORDS['widgets'])}\b|^{words.any_of(_WORDS['widgets_alone'])}$|^\W*$", re.IGNORECASE
)
_BUTTON = re.compile(rf"\b{words.any_of(_WORDS['buttons'])}\b", re.IGNORECASE)
_FOLLOW = re.compile(r"\s+(?:follow|folgen|suivre|seguir|segui|подписаться)$", re.IGNORECASE)
_TOOK = re.compile(rf"\s{words.any_of(_WORDS['pictures'])}\w*$", re.IGNORECASE)
_NO_WORDS = re.compile(r"\S*[@/_]\S*|\S+\.\S+")  # addresses and handles, which hold names written small
_SMALL = re.compile(r"(?<!\w)[^\W\d_A-ZÀ-ÞА-Я]\w*")
_OF_LISTS = frozenset(_WORDS["of_lists"].split())
_PARTICLES = frozenset(_WORDS["particles"].split())
_NO_NAME = re.compile(r"\b[A-Z][a-z]{2,}\.|[\d:!?,@\"“”„»#%/+]")
# Vowels of India, Hebrew and Arabic, which are no letters to the expressions.
_VOWEL_SIGN = re.compile(r"(?!\w)[\u0591-\u05bd\u064b-\u065f\u0900-\u0963\u0970-\u0dff]")
DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_ASIAN = re.compile(
    r"[\u4e00-\u9fff]{2,4}|[\u30a0-\u30ff]{2,12}|[\uac00-\ud7a3]{2,4}"
    r"|[\u4e00-\u9fff々]{1,3}(?!.*(?:した|ます|です|する|ない|れる|など|から|まで)$)[\u3041-\u309f\u30a0-\u30ff]{1,5}"
)
BARE_DENSE = re.compile(
    rf"[{_WORDS['korean']}][가-힣]{{2}}|[\u4e00-\u9fff々]{{3,5}}"
    r"|[\u4e00-\u9fff々]{1,3} [\u3041-\u30ff\u4e00-\u9fff々]{1,4}"
)
_ASIAN_ROLE = re.compile(r"\s*(?:기자|특파원|記者|记者|特派員|报道|報道|報導)$")

_BY = re.compile(r"^\W*(?:by|von|par|por)\s+", re.IGNORECASE)  # all that may go before a desk's own name
_SPLIT = re.compile(rf"\s*(?:;|\||／|/(?!\w*[.:])|·|•|\n|&)\s*|(?:\s*,)?\s+(?:{AND}|AND|UND)\s+")
_COMMA = re.compile(r"\s*[,、，]\s*")
_MARKUP = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_HANDLE = re.compile(r"\s*@(?:\w*?[a-z\d_](?=[A-ZÀ-Þ][a-zß-ÿ])|\w+(?![\w.]*\w))")
_ADDRESS = re.compile(r"\(?\S+@\S+|\(?https?://\S*|\(?www\.\S*", re.IGNORECASE)
_ENCLOSED = re.compile(r"^\s*\(([^()]+)\)\s*$")  # the name behind an address: "mail@paper.example (Ada Obi)"
_DOMAIN = re.compile(r"\w+\.(?:com|org|net|de|uk|php)\b\S*", re.IGNORECASE)
# A day without its year is no time of its own: "Wednesday, November 20".
_DATE = re.compile(
    r"\s*[,|·•-]?\s*\b(?:on\s+)?(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?\.?,?\s*)?"
    r"(?:(?:jan|febr?|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d{1,2}\b.*"
    r"|\d{1,2}\.?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b.*)$",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\s+(?:(?:veröffentlicht|publié|published|posted|updated|erstellt)\s+)?(?:on|am|le|at)"
    r"(?:\s+(?:\w+day|\w+tag|mittwoch|sonnabend))?\W*$",
    re.IGNORECASE,
)
_INNER_I = re.compile(r"(?<=\w)[Iİ]")
_DAY = re.compile(r"[\s,(]+(?:Mo|Di|Mi|Do|Fr|Sa|So|lun|mar|mer|jeu|ven|sam|dim)\.?,?$", re.IGNORECASE)
_GLUED_BY = re.compile(r"^By(?=[A-Z])")
# The foot of an agency's story: who wrote it is an author, who edited it is none.
_REPORTED = re.compile(r"\s*[／/]\s*[\u4e00-\u9fff]{2,4}(?:报道|報導|電)$")
_WROTE = re.compile(r"[\s;,.]+(?:writing|written) by\s+", re.IGNORECASE)
_EDITED = re.compile(
    r"[\s;,.(|/]+(?:(?:additional reporting|editing|edited|production|graphics|translat(?:ed|ion)"
    r"|illustrat\w+|(?:medically )?reviewed|fact[- ]checked) by\b"
    rf"|{words.any_of(_WORDS['pictures'])}\w*\.?(?:\s+(?:by|von|av|af|door|par|de|di)\b"
    r"|\s*[:：／]|(?=\s+(?-i:[A-ZÀ-ÞА-Я])[a-zß-ÿа-я]))).*$",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"\s*\([^()]*\)(?!$)|\s*\([^()]*,[^()]*\)$")
_WITH = re.compile(r"\s*\((?:with|mit|avec|con|met|med|com|z|с|за участю)\s+([^()]*)\)")
_TRAILING = re.compile(
    r"\s*(?:\(.*?(?:\)|$)|\[.*?\]|\s[-–—|@]\s.*|\b(?:for|FOR)\s+(?:the\s+)?[A-Z].*|\b(?:in|at|à|aus|aan|в|у|w)\s+[A-ZА-ЯІЇЄ]\w+.*)$"
)
# A copy runs together what a layout held apart: a name and an office, or two names.
_GLUED_OFFICE = re.compile(rf"(?<=[^\W\d_]{{2}})(?=(?:{OFFICE})\b)")
_GLUED_CAPITAL = re.compile(r"(?<=[a-zß-ÿа-яіїєґ])(?=[A-ZÀ-ÞА-ЯІЇЄҐ])")
# A capital inside a name after these is the name's own: McKay, DeSantis, FitzGerald.
_PREFIX = re.compile(
    r"(?:^|[\s'’-])(?:[MD]a?c|De|Del|Di|Da|Du|La|Le|Lo|Van|Von|Fitz|Abu|Ben|El|Al|Jo|Mary|San|Ter|Ten)$"
)


@dataclass(frozen=True)
class SmallWords:
    """The words that a page writes small somewhere: what is made of them alone is a section or a heading."""

    texts: Iterable[str]

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word for text in self.texts for word in _SMALL.findall(_NO_WORDS.sub(" ", text)))

    def hold(self, name: str) -> bool:
        """Return whether all words of a name are among them; a desk's and one without capitals never are."""
        if is_desk(name) or name.lower() == name.upper():
            return False
        return all(word.casefold() in self._words for word in name.split())


def is_desk(name: str) -> bool:
    """Return whether a name is a desk's: a newsroom, a team, agencies."""
    return bool(_DESK.search(name)) and len(name.split()) <= 8 and not _ONE_OFFICE.search(name)


def has_role(text: str) -> bool:
    """Return whether a word for an office stands in a text."""
    return bool(_ROLE.search(text))


def is_button(name: str) -> bool:
    """Return whether a word of a button or a heading stands in what might be a name."""
    return bool(_BUTTON.search(name))


def is_outlet(name: str) -> bool:
    """Return whether a name reads as that of a paper, a station or a site."""
    return bool(_OUTLET.search(name))


def is_person(name: str) -> bool:
    """Return whether a name is two to five words with capitals, without a word of an office or a paper."""
    parts = name.split()
    if not 2 <= len(parts) <= 5 or parts[0].casefold() in _OF_LISTS:
        return False
    if _ROLE.search(name) or is_outlet(name) or _NO_NAME.search(name):
        return False
    if not name.isupper() and any(map(_is_abbreviation, parts)):
        return False
    capital = all(
        part[0].isupper() or part.casefold() in _PARTICLES or part[:2] in ("d'", "d’") for part in parts
    )
    return capital and parts[-1].removeprefix("d'")[:1].isupper() and len(parts[-1]) > 1


def _is_abbreviation(word: str) -> bool:
    return (
        2 < len(word) < 5 and word.isalpha() and word.isupper() and word != "III"
    )  # longer ones are surnames


def is_name_like(name: str) -> bool:
    """Return whether words found without a label read as a person's name or a desk's."""
    count = len(name.split())
    if is_desk(name):
        return ":" not in name and count <= 6 and (count > 1 or "-" in name)
    return bool(_ASIAN.fullmatch(name)) if count == 1 else is_person(name)


def is_uncased_name(name: str) -> bool:
    """Return whether words in a script without capitals, such as Arabic, are a name behind a label."""
    bare = _VOWEL_SIGN.sub("", name)
    if not re.fullmatch(r"[^\W\d_]+(?:[ ・·'’-][^\W\d_]+)*", bare) or name.lower() != name.upper():
        return False
    return 2 <= len(name) <= 8 if DENSE.match(name) else 2 <= len(name.split()) <= 4


def clean_names(printed: Iterable[str], outlets: frozenset[str]) -> tuple[str, ...]:
    """Return the authors in printed names: split, without roles, addresses and widgets.

    The outlet itself signs only where nobody but an agency signs with it.
    """
    names: dict[str, str] = {}
    for text in printed:
        head, stroke, house = text.partition("|")
        for part in split_names(head if stroke and is_outlet(house.strip()) else text):
            if name := bare_name(part):
                names.setdefault(folded(name), name)
    others = {fold: name for fold, name in names.items() if fold not in outlets}
    if others and all(map(is_agency, others.values())):
        return tuple(list(names.values())[:_MOST])
    persons = [
        name
        for name in others.values()
        if folded(name.split()[0]) not in outlets and not timezone_of_city(name)
    ]
    return tuple((persons or list(others.values()))[:_MOST])


def read_names(printed: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the authors in a byline of a copied text, and the outlets named beside them."""
    authors: dict[str, str] = {}
    outlets: list[str] = []
    addressed = False  # behind an address stands the paper
    head, *aside = re.split(r"\s{2,}|\s*\|\s*|\s(?:mit|with)\s", printed.strip(" |"))
    for part in (head, *aside):
        for segment, may_be_name in _segments(part):
            name = bare_name(segment) if may_be_name else None
            signs = name and (is_desk(name) or is_agency(name)) and part is head
            if name and not addressed and (signs or is_person(name) or is_uncased_name(name)):
                authors.setdefault(folded(name), name)
            elif capital_share(segment) > 0.5 and not has_role(segment):
                outlets.append(segment)
        addressed = "@" in part
    return tuple(authors.values()), tuple(outlets)


def capital_share(text: str) -> float:
    """Return the share of words with a capital, conjunctions aside."""
    found = [word for word in re.findall(r"[^\W\d_]+", text) if not _SPLIT.fullmatch(f" {word} ")]
    return sum(word[0].isupper() for word in found) / len(found) if found else 0.0


def split_names(printed: str) -> list[str]:
    """Return the single names in a printed list; a desk whose name holds "and" stays whole."""
    return [segment for segment, may_be_name in _segments(printed) if may_be_name]


def _segments(printed: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a printed list, and whether each may be a name: no role or place behind a comma."""
    text = _WROTE.sub(
        "; ", _EDITED.sub("", _REPORTED.sub("", in_one_line(_MARKUP.sub(" ", unescape(printed[:LINE])))))
    )
    text = _WITH.sub(r", \1", _GLUED_BY.sub("", text))
    text = _HANDLE.sub("; ", _INSIDE.sub(" ", text))
    text = _BY.sub("", text) if is_desk(text) else _DOMAIN.sub(" ", OPENING.sub("", text))
    text = _WHEN.sub("", _before_time(_ENCLOSED.sub(r"\1", _ADDRESS.sub(" ", text))))
    for part in _parts(text):
        pieces = [piece for piece in _COMMA.split(part) if piece]
        if len(pieces) == 2 and all(map(_is_half, pieces)):
            yield (f"{pieces[1]} {pieces[0]}" if not _ROLE.search(pieces[1]) else pieces[0]), True
            continue
        single = [glued for piece in pieces for glued in part_glued(piece)]
        yield from ((piece, not number or _follows(piece)) for number, piece in enumerate(single))


def _parts(text: str) -> list[str]:
    """Return what stands between strokes and conjunctions; "news and politics desk" is one part."""
    parts: list[str] = []
    start = last = 0
    for found in [*_SPLIT.finditer(text), None]:
        part = text[start : found.start() if found else len(text)].strip()
        if parts and part[:1].islower() and is_desk(part):
            parts[-1] = text[last : start + len(part)]
        elif part:
            parts.append(part)
            last = start
        start = found.end() if found else start
    return parts


def _before_time(text: str) -> str:
    """Return what stands before a printed time; all of it when nothing does."""
    before = _DATE.sub("", text)
    times = find_times(before) if any(map(str.isdigit, before)) else ()
    before = before[: times[0].start].rstrip(" ,|·•–—-") if times else before
    bare = _DAY.sub("", before) if before != text else text
    return bare if len(bare.split()) > 1 else before or text


def _is_half(piece: str) -> bool:
    """Return whether what stands at a comma may be half a name."""
    return len(piece.split()) == 1 and not DENSE.search(piece) and not is_agency(piece)


def _follows(text: str) -> bool:
    """Return whether what stands after a comma is another name."""
    if is_agency(text):
        return True
    return not (_ROLE.search(text) and not is_desk(text)) and (len(text.split()) > 1 or not text.isascii())


def part_glued(printed: str) -> list[str]:
    """Return the names and offices that a copy has run together, such as "Ada Obisenior reporter"."""
    office = next((at for at in _places(_GLUED_OFFICE, printed) if is_person(printed[:at])), None)
    if office:
        return [printed[:office], printed[office:]]
    for at in _places(_GLUED_CAPITAL, printed):
        if is_person(printed[:at]) and not _PREFIX.search(printed[:at]):
            return [printed[:at], *part_glued(printed[at:])]
    return [printed]


def _places(pattern: re.Pattern[str], text: str) -> list[int]:
    return [match.start() for match in pattern.finditer(text)]


def bare_name(part: str) -> str | None:
    part = _BY.sub("", part) if is_desk(part) else OPENING.sub("", part)
    whole = _FOLLOW.sub("", _ASIAN_ROLE.sub("", part))
    bare = _TRAILING.sub("", whole)
    name = (bare if " " in bare.strip() or " for " not in whole else whole).strip(" .,:;–—-|\"'()[]（）【】")
    if not name or len(name) > _LONGEST or _WIDGET.search(name) or _TOOK.search(name):
        return None
    if any(map(str.isdigit, name)) and not is_desk(name):
        return None
    parts = name.split() if is_desk(name) else _without_roles(name.split())
    if not parts or len(parts) > 8 or not any(map(str.isalpha, name)):
        return None
    return in_normal_case(" ".join(parts))


def in_normal_case(name: str) -> str:
    """Return a name of several words without its capitals, when it is all in capitals."""
    if not name.isupper() or " " not in name:
        return name
    # Turkish has two letters where others have one: İSMAİL YILMAZ is İsmail Yılmaz.
    return (
        _INNER_I.sub(lambda letter: "ı" if letter[0] == "I" else "i", name) if "İ" in name else name
    ).title()


def _covers(word: str) -> bool:
    """Return whether a word before an office says what it covers."""
    return is_outlet(word) or bool(_BEAT.fullmatch(word))


def _without_roles(parts: list[str]) -> list[str]:
    """Return the words of a name without the roles around it and the agency behind it."""
    offices = (n for n in range(2, len(parts)) if _OFFICE.match(" ".join(parts[n:])))
    office = next(offices, len(parts))
    parts, last = parts[:office], "".join(parts[office:])
    while len(parts) > 2 and (_ROLE.fullmatch(parts[-1]) or (last and _covers(parts[-1]))):
        last = parts.pop()
    while len(parts) > 2 and re.fullmatch(OFFICE, parts[0], re.IGNORECASE):
        parts.pop(0)
    ends = (n for n in range(2, len(parts)) if is_agency(" ".join(parts[n:])))
    return parts[: next(ends, len(parts))]
