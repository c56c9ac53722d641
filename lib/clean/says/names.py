"""Splits printed lists of authors into names, without roles, addresses, buttons and outlets."""

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
    """Return a news agency's name in its usual spelling; None for other names."""
    return _AGENCIES.get(name.casefold())


def is_agency(name: str) -> bool:
    """Return whether the name is a news agency's."""
    return agency_of(name) is not None


def is_wire(printed: str) -> bool:
    """Return whether a credit begins with an agency, such as "dpa/lno" or "AP-Reuters"."""
    return is_agency(printed) or is_agency(_AGENCY_ENDS.split(printed)[0])


_LONGEST = 60  # characters of one name
LINE = 1_000  # characters of a printed list that are read
_MOST = 20  # authors of one story

_WORDS = words.read("names")
_OF_LISTS = frozenset(_WORDS["of_lists"].split())
_PARTICLES = frozenset(_WORDS["particles"].split())
_OF_HOUSES = frozenset(_WORDS["of_houses"].split())

OPENING = words.pattern("names", "opening")
_OFFICE = words.pattern("names", "office")
_OFFICE_ALONE = words.pattern("names", "office alone")
_ONE_OFFICE = words.pattern("names", "office at the end")
_NOBODY = words.pattern("names", "office of nobody")
_ROLE = words.pattern("names", "role")
_OUTLET = words.pattern("names", "outlet")
_DESK = words.pattern("names", "desk")
_BEAT = words.pattern("names", "beat")
_WIDGET = words.pattern("names", "widget")
_BUTTON = words.pattern("names", "button")
_FOLLOW = words.pattern("names", "call to follow")
_TOOK = words.pattern("names", "taker of pictures")
_NO_WORDS = words.pattern("names", "address or handle")
_SMALL = words.pattern("names", "small word")
_NO_NAME = words.pattern("names", "no name")
_VOWEL_SIGN = words.pattern("letters", "vowel sign")
DENSE = words.pattern("letters", "dense")
_ASIAN = words.pattern("names", "asian")
BARE_DENSE = words.pattern("names", "asian without label")
_ASIAN_ROLE = words.pattern("names", "asian role")
_BY = words.pattern("names", "by of a desk")
_SPLIT = words.pattern("names", "between names")
_COMMA = words.pattern("names", "comma")
_MARKUP = words.pattern("names", "tag of markup")
_HANDLE = words.pattern("names", "handle")
_ADDRESS = words.pattern("names", "address")
_ENCLOSED = words.pattern("names", "enclosed")
_DOMAIN = words.pattern("names", "domain")
_DATE = words.pattern("names", "day and month")
_WHEN = words.pattern("names", "words of a time")
_INNER_I = words.pattern("names", "inner I")
_DAY = words.pattern("names", "short weekday")
_REPORTED = words.pattern("names", "reported in chinese")
_WROTE = words.pattern("names", "wrote")
_EDITED = words.pattern("names", "edited")
_INSIDE = words.pattern("names", "aside in brackets")
_TAKER = words.pattern("names", "taker in brackets")
_WITH = words.pattern("names", "with")
_TRAILING = words.pattern("names", "trailing")
_GLUED_OFFICE = words.pattern("names", "glued office")
_GLUED_CAPITAL = words.pattern("names", "glued capital")
_PREFIX = words.pattern("names", "prefix")
_LETTERS = words.pattern("names", "letters in words")
_WORD = words.pattern("letters", "letters")
_ASIDE = words.pattern("names", "beside names")
_AGENCY_ENDS = words.pattern("names", "end of an agency")


@dataclass(frozen=True)
class SmallWords:
    """The words that a page's texts have in lower case: a "name" of these alone is a section or heading."""

    texts: Iterable[str]

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word for text in self.texts for word in _SMALL.findall(_NO_WORDS.sub(" ", text)))

    def hold(self, name: str) -> bool:
        """Return whether the page has all words of a name in lower case; False for a desk or an agency."""
        if is_desk(name) or is_agency(name) or name.lower() == name.upper():
            return False
        return all(word.casefold() in self._words for word in name.split())


def is_desk(name: str) -> bool:
    """Return whether the name is a desk's: a newsroom, a team."""
    return bool(_DESK.search(name)) and len(name.split()) <= 8 and not _ONE_OFFICE.search(name)


def has_role(text: str) -> bool:
    """Return whether the text has a word for an office, such as "reporter"."""
    return bool(_ROLE.search(text))


def is_button(name: str) -> bool:
    """Return whether a possible name has a word of a button or heading, such as "Share"."""
    return bool(_BUTTON.search(name))


def is_outlet(name: str) -> bool:
    """Return whether a name reads like a newspaper's, station's or website's."""
    return bool(_OUTLET.search(name))


def is_person(name: str) -> bool:
    """Return whether a name is two to five capitalised words, none of them of an office or a paper."""
    name = name.removesuffix(", Jr").removesuffix(", Sr")
    parts = name.split()
    if not 2 <= len(parts) <= 5 or parts[0].casefold() in _OF_LISTS:
        return False
    if _ROLE.search(name) or is_outlet(name) or _NO_NAME.search(name):
        return False
    short = (part for part in parts if 2 < len(part) < 5 and part.isalpha() and part != "III")
    if not name.isupper() and any(map(str.isupper, short)):  # abbreviations; longer ones are surnames
        return False
    capital = all(
        part[0].isupper() or part.casefold() in _PARTICLES or part[:2] in ("d'", "d’") for part in parts
    )
    return capital and parts[-1].removeprefix("d'")[:1].isupper() and len(parts[-1]) > 1


def is_name_like(name: str) -> bool:
    """Return whether words without a label read like the name of a person or desk."""
    count = len(name.split())
    if is_desk(name):
        return ":" not in name and count <= 6 and (count > 1 or "-" in name)
    return bool(_ASIAN.fullmatch(name)) if count == 1 else is_person(name)


def is_uncased_name(name: str) -> bool:
    """Return whether words in a script without capitals, such as Arabic, can be a name."""
    bare = _VOWEL_SIGN.sub("", name)
    if not _LETTERS.fullmatch(bare) or name.lower() != name.upper():
        return False
    return 2 <= len(name) <= 8 if DENSE.match(name) else 2 <= len(name.split()) <= 4


def clean_names(printed: Iterable[str], outlets: frozenset[str]) -> tuple[str, ...]:
    """Return the authors in printed names, at most 20: split, without roles, addresses and buttons.

    The outlet itself counts only if no one but agencies signs with it.
    """
    names: dict[str, str] = {}
    for text in printed:
        head, stroke, house = text.partition("|")
        for part in split_names(head if stroke and is_outlet(house.strip()) else text):
            if name := bare_name(part):
                names.setdefault(folded(name), name)
    others = {
        fold: name
        for fold, name in names.items()
        if fold not in outlets and not _is_employed(name.split(), outlets)
    }
    if others and all(map(is_agency, others.values())):
        return tuple(list(names.values())[:_MOST])
    persons = [
        name
        for name in others.values()
        if folded(name.split()[0]) not in outlets and not timezone_of_city(name)
    ]
    return tuple((persons or list(others.values()))[:_MOST])


def _is_employed(parts: list[str], outlets: frozenset[str]) -> bool:
    """Return whether a name is just the outlet and an office: "Hafenbote Reporter"."""
    return len(parts) == 2 and folded(parts[0]) in outlets and bool(_ROLE.fullmatch(parts[1]))


def read_names(printed: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the authors in a byline of a copied text, and the outlets named beside them."""
    authors: dict[str, str] = {}
    outlets: list[str] = []
    addressed = False  # behind an address stands the paper
    head, *aside = _ASIDE.split(printed.strip(" |"))
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
    """Return the share of words that begin with a capital, not counting an "and"."""
    found = [word for word in _WORD.findall(text) if not _SPLIT.fullmatch(f" {word} ")]
    return sum(word[0].isupper() for word in found) / len(found) if found else 0.0


def split_names(printed: str) -> list[str]:
    """Return what may be names in a printed list; a desk's name with an "and" stays one."""
    return [segment for segment, may_be_name in _segments(printed) if may_be_name]


def _segments(printed: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a printed list, and whether each may be a name, not a role or place."""
    text = in_one_line(_MARKUP.sub(" ", unescape(printed[:LINE])))
    text = (
        text if is_desk(text) else OPENING.sub("", text)
    )  # "Text und Fotos: ..." opens, "..., Fotos: ..." ends
    text = _WROTE.sub("; ", _EDITED.sub("", _REPORTED.sub("", text)))
    text = _WITH.sub(r", \1", text)
    text = _HANDLE.sub("; ", _INSIDE.sub(" ", _TAKER.sub("", text)))
    text = _BY.sub("", text) if is_desk(text) else _DOMAIN.sub(" ", OPENING.sub("", text))
    text = _WHEN.sub("", _before_time(_ENCLOSED.sub(r"\1", _ADDRESS.sub(" ", text))))
    for part in _parts(text):
        pieces = [piece for piece in _COMMA.split(part) if piece]
        if len(pieces) == 2 and not any(
            len(piece.split()) != 1 or DENSE.search(piece) or is_agency(piece) for piece in pieces
        ):  # "Obi, Ada"
            yield (f"{pieces[1]} {pieces[0]}" if not _ROLE.search(pieces[1]) else pieces[0]), True
            continue
        single = [glued for piece in pieces for glued in part_glued(piece)]
        yield from ((piece, not number or _follows(piece, single[0])) for number, piece in enumerate(single))


def _parts(text: str) -> list[str]:
    """Return the parts of a list between strokes and an "and"; "news and politics desk" is one."""
    parts: list[str] = []
    start = last = 0
    for found in [*_SPLIT.finditer(text), None]:
        part = text[start : found.start() if found else len(text)].strip()
        if parts and part[:1].islower() and is_desk(part):
            if not is_person(parts[-1]):  # as in "Ada Obi and wire reports"
                parts[-1] = text[last : start + len(part)]
        elif part:
            parts.append(part)
            last = start
        start = found.end() if found else start
    return parts


def _before_time(text: str) -> str:
    """Return the text before a printed time, without day and month; all of it if nothing else is left."""
    before = _DATE.sub("", text)
    times = find_times(before) if any(map(str.isdigit, before)) else ()
    before = before[: times[0].start].rstrip(" ,|·•–—-") if times else before
    bare = _DAY.sub("", before) if before != text else text
    return bare if len(bare.split()) > 1 else before or text


def _follows(text: str, first: str) -> bool:
    """Return whether the text after a comma is another name."""
    if is_agency(text):
        return True
    is_house = text.isupper() and not any(len(word) > 1 and word.isupper() for word in first.split())
    is_office = text[0].islower() if is_desk(text) else _ROLE.search(text)
    return not (is_house or is_office) and (len(text.split()) > 1 or not text.isascii())


def part_glued(printed: str) -> list[str]:
    """Return the names and offices run together in a text, split: "Ada Obi", "senior reporter"."""
    for found in _GLUED_OFFICE.finditer(printed):
        at = found.start()
        if at and is_person(printed[:at]):
            return [printed[:at], printed[at:]]
    for found in _GLUED_CAPITAL.finditer(printed):
        at = found.start()
        if is_person(printed[:at]) and not _PREFIX.search(printed[:at]):
            return [printed[:at], *part_glued(printed[at:])]
    return [printed]


def bare_name(part: str) -> str | None:
    part = _BY.sub("", part) if is_desk(part) else OPENING.sub("", part)
    whole = _FOLLOW.sub("", _ASIAN_ROLE.sub("", part))
    bare = _TRAILING.sub("", whole)
    name = (bare if " " in bare.strip() or " for " not in whole else whole).strip(" .,:;–—-|\"'()[]（）【】")
    if not 1 < len(name) <= _LONGEST or _WIDGET.search(name) or _TOOK.search(name):
        return None
    if any(map(str.isdigit, name)) and not is_desk(name):
        return None
    parts = name.split() if is_desk(name) else _without_roles(name.split())
    if not parts or len(parts) > 8 or not any(map(str.isalpha, name)) or _NOBODY.fullmatch(name):
        return None
    bare = " ".join(parts)
    if bare != name and (parts[0].casefold() == "the" or (is_desk(bare) and not is_desk(name))):
        return None  # "The Harbour Post Reporter", "Harbour Staff Writer"
    return in_normal_case(bare)


def in_normal_case(name: str) -> str:
    """Return a name of several words in capitals as "Ada Obi"; other names unchanged."""
    if not name.isupper() or " " not in name:
        return name
    # Turkish has two letters where others have one: İSMAİL YILMAZ is İsmail Yılmaz.
    return (
        _INNER_I.sub(lambda letter: "ı" if letter[0] == "I" else "i", name) if "İ" in name else name
    ).title()


def _without_roles(parts: list[str]) -> list[str]:
    """Return the words of a name without roles around it and an agency behind it.

    "Correspondent of the Harbour Post" gives [].
    """
    offices = (n for n in range(2, len(parts)) if _OFFICE.match(" ".join(parts[n:])))
    office = next(offices, len(parts))
    parts, last = parts[:office], "".join(parts[office:])
    while len(parts) > 2 and (
        _ROLE.fullmatch(parts[-1]) or (last and (is_outlet(parts[-1]) or _BEAT.fullmatch(parts[-1])))
    ):  # before an office stands what it covers
        last = parts.pop()
    while len(parts) > 2 and _OFFICE_ALONE.fullmatch(parts[0]):
        parts.pop(0)
        if parts[0] in _OF_HOUSES:
            return []
    ends = (n for n in range(2, len(parts)) if is_agency(" ".join(parts[n:])))
    return parts[: next(ends, len(parts))]
