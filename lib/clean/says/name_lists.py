"""Splits printed lists of authors into names, without roles, addresses, buttons and outlets."""

from collections.abc import Iterable, Iterator
from html import unescape

from lib.clean import words
from lib.clean.says.names import (
    DENSE,
    capital_share,
    has_role,
    is_agency,
    is_desk,
    is_outlet,
    is_person,
    is_uncased_name,
)
from lib.clean.says.times import find_times
from lib.clean.says.timezones import timezone_of_city
from lib.model.controls import in_one_line
from lib.model.folding import folded

LINE = 1_000  # characters of a printed list that are read
_MOST = 20  # authors of one story
_WORDS_OF_NAME = 8  # of the longest name; longer ones are sentences
_SIGNS = " .,:;–—-|\"'()[]（）【】"  # around a name

OPENING = words.pattern("names", "opening")
# What stands among the names of a list, in the order in which it goes, and what parts the names in its place.
_AMONG = (
    (words.pattern("names", "reported in chinese"), ""),
    (words.pattern("names", "edited"), ""),
    (words.pattern("names", "wrote"), "; "),
    (words.pattern("names", "with"), r", \1"),
    (words.pattern("names", "taker in brackets"), ""),
    (words.pattern("names", "aside in brackets"), " "),
    (words.pattern("names", "handle"), "; "),
)
_MARKUP = words.pattern("names", "tag of markup")
_BY = words.pattern("names", "by of a desk")
_ADDRESS = words.pattern("names", "address")
_ENCLOSED = words.pattern("names", "enclosed")
_DOMAIN = words.pattern("names", "domain")
_WHEN = words.pattern("names", "words of a time")
_DATE = words.pattern("names", "day and month")
_SPLIT = words.pattern("names", "between names")
_COMMA = words.pattern("names", "comma")
_ASIDE = words.pattern("names", "beside names")
_GLUED_OFFICE = words.pattern("names", "glued office")
_GLUED_CAPITAL = words.pattern("names", "glued capital")
_PREFIX = words.pattern("names", "prefix")
_FOLLOW = words.pattern("names", "call to follow")
_ASIAN_ROLE = words.pattern("names", "asian role")
_TRAILING = words.pattern("names", "trailing")
_WIDGET = words.pattern("names", "widget")
_STOPPED = words.pattern("names", "stop of an abbreviation")
_PAPER = words.pattern("names", "paper")
_NOBODY = words.pattern("names", "office of nobody")
_ROLE = words.pattern("names", "role")
_OFFICE = words.pattern("names", "office")
_OFFICE_ALONE = words.pattern("names", "office alone")
_INNER_I = words.pattern("names", "inner I")


def clean_names(printed: Iterable[str], outlets: frozenset[str]) -> tuple[str, ...]:
    """Return the authors in printed names, at most 20: split, without roles, addresses and buttons.

    The outlet itself, of the given folded names, counts only if no one but agencies signs with it.
    """
    names: dict[str, str] = {}
    for text in printed:
        head, _, house = text.partition("|")
        for part in split_names(head if is_outlet(house.strip()) else text):
            if name := bare_name(part):
                names.setdefault(folded(name), name)
    others = [name for fold, name in names.items() if fold not in outlets]
    if others and all(map(is_agency, others)):
        return tuple(names.values())[:_MOST]
    persons = [
        name for name in others if folded(name.split()[0]) not in outlets and not timezone_of_city(name)
    ]
    return tuple(persons or others)[:_MOST]


def read_names(printed: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the authors in a byline of a copied text, and the outlets named beside them."""
    authors: dict[str, str] = {}
    outlets: list[str] = []
    addressed = False  # behind an address stands the paper
    for number, part in enumerate(_ASIDE.split(printed.strip(" |"))):
        for segment, may_be_name in _segments(part):
            name = bare_name(segment) if may_be_name else None
            signs = name and not number and (is_desk(name) or is_agency(name))
            if name and not addressed and (signs or is_person(name) or is_uncased_name(name)):
                authors.setdefault(folded(name), name)
            elif capital_share(segment) > 0.5 and not has_role(segment):
                outlets.append(segment)
        addressed = "@" in part
    return tuple(authors.values()), tuple(outlets)


def split_names(printed: str) -> list[str]:
    """Return what may be names in a printed list, without the offices, papers and places behind commas."""
    return [segment for segment, may_be_name in _segments(printed) if may_be_name]


def _segments(printed: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a printed list, and whether each may be a name, not a role or place."""
    for part in filter(None, _SPLIT.split(_bare_list(printed))):
        pieces = [piece for piece in _COMMA.split(part) if piece]
        single_words = all(len(piece.split()) == 1 and not DENSE.search(piece) for piece in pieces)
        if len(pieces) == 2 and single_words and not any(map(is_agency, pieces)):  # "Obi, Ada"
            yield f"{pieces[1]} {pieces[0]}", True
            continue
        single = [glued for piece in pieces for glued in part_glued(piece)]
        yield from ((piece, not number or _follows(piece, single[0])) for number, piece in enumerate(single))


def _bare_list(printed: str) -> str:
    """Return a printed list in one line, without its label, addresses, times and what else is no name."""
    text = _without_label(in_one_line(_MARKUP.sub(" ", unescape(printed[:LINE]))))
    for pattern, part in _AMONG:
        text = pattern.sub(part, text)
    # "Text und Fotos: ..." opens, "..., Fotos: ..." ends.
    text = _without_label(text)
    text = _ADDRESS.sub(" ", text if is_desk(text) else _DOMAIN.sub(" ", text))
    text = _DATE.sub("", _ENCLOSED.sub(r"\1", text))
    times = find_times(text)
    before = text[: times[0].start].rstrip(" ,|·•–—-") if times else text
    return _WHEN.sub("", before or text)


def _without_label(text: str) -> str:
    """Return a text without "By" or "Text:" before it; before a desk's name only without "By"."""
    return _BY.sub("", text) if is_desk(text) else OPENING.sub("", text)


def _follows(text: str, first: str) -> bool:
    """Return whether the text after a comma is another name, not an office, a paper or a single word."""
    if is_agency(text):
        return True
    if is_desk(text):
        return not text[0].islower()
    if _ROLE.search(text) or (len(text.split()) == 1 and text.isascii()):
        return False
    is_house = text.isupper() and not any(len(word) > 1 and word.isupper() for word in first.split())
    # "Ada Obi, Harbour Post": the paper for which she wrote.
    return not (is_house or (is_person(first) and _PAPER.search(text)))


def part_glued(printed: str) -> list[str]:
    """Return the names and offices run together in a text, split: "Ada Obi", "senior reporter"."""
    for found in _GLUED_OFFICE.finditer(printed):
        at = found.start()
        if is_person(printed[:at]):
            return [printed[:at], printed[at:]]
    for found in _GLUED_CAPITAL.finditer(printed):
        at = found.start()
        if is_person(printed[:at]) and not _PREFIX.search(printed[:at]):
            return [printed[:at], *part_glued(printed[at:])]
    return [printed]


def bare_name(part: str) -> str | None:
    """Return the name in one part of a list, without label, role and button; None if it holds none."""
    whole = _FOLLOW.sub("", _ASIAN_ROLE.sub("", _without_label(part)))
    bare = _TRAILING.sub("", whole)
    name = bare if " " in bare.strip() or " for " not in whole else whole  # "Centre for Tides"
    stop = "." if _STOPPED.search(name.rstrip(_SIGNS.replace(".", ""))) else ""  # of "Alex D.", "Davis Jr."
    name = name.strip(_SIGNS) + stop
    is_number = any(map(str.isdigit, name)) and not is_desk(name)
    if len(name) < 2 or is_number or _WIDGET.search(name) or _NOBODY.fullmatch(name):
        return None
    parts = name.split() if is_desk(name) else _without_roles(name.split())
    return in_normal_case(" ".join(parts)) if len(parts) <= _WORDS_OF_NAME else None


def in_normal_case(name: str) -> str:
    """Return a name of several words in capitals as "Ada Obi"; other names unchanged."""
    if not name.isupper() or " " not in name:
        return name
    # Turkish has two letters where others have one: İSMAİL YILMAZ is İsmail Yılmaz.
    return (
        _INNER_I.sub(lambda letter: "ı" if letter[0] == "I" else "i", name) if "İ" in name else name
    ).title()


def _without_roles(parts: list[str]) -> list[str]:
    """Return the words of a name without offices around and an agency behind it; two or more stay."""
    offices = (n for n in range(2, len(parts)) if _OFFICE.match(" ".join(parts[n:])))
    parts = parts[: next(offices, len(parts))]
    while len(parts) > 2 and _ROLE.fullmatch(parts[-1]):
        parts.pop()
    if _OFFICE_ALONE.fullmatch(parts[0]) and is_person(" ".join(parts[1:])):
        parts = parts[1:]
    ends = (n for n in range(2, len(parts)) if is_agency(" ".join(parts[n:])))
    return parts[: next(ends, len(parts))]
