"""Splits printed lists of authors into names, without addresses, times, roles and outlets beside them."""

from collections.abc import Iterable, Iterator
from html import unescape

from lib.clean.says.bare_names import BY, OPENING, ROLE, bare_name
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
from lib.clean.words import pattern
from lib.model.controls import in_one_line
from lib.model.folding import folded

LINE = 1_000  # characters of a printed list that are read
_MOST = 20  # authors of one story

# What stands among the names of a list, in the order in which it goes, and what parts the names in its place.
_AMONG = (
    (pattern("names", "reported in chinese"), ""),
    (pattern("names", "edited"), ""),
    (pattern("names", "wrote"), "; "),
    (pattern("names", "with"), r", \1"),
    (pattern("names", "taker in brackets"), ""),
    (pattern("names", "aside in brackets"), " "),
    (pattern("names", "handle"), "; "),
)


def clean_names(
    printed: Iterable[str], outlets: frozenset[str], *, with_sites: bool = False
) -> tuple[str, ...]:
    """Return the authors in printed names, at most 20: split, without roles, addresses and buttons.

    A name of `outlets` counts only if no one but agencies signs with it; a site's address only `with_sites`.
    """
    names: dict[str, str] = {}
    for text in printed:
        head, stroke, house = text.partition("|")
        for part in split_names(head if stroke and is_outlet(house.strip()) else text):
            if (name := bare_name(part)) and (with_sites or not pattern("names", "site").fullmatch(name)):
                names.setdefault(folded(name), name)
    own = ((fold, name) for fold, name in names.items() if fold not in outlets)
    others = [name for _, name in own if not _is_employed(name.split(), outlets)]
    if others and all(map(is_agency, others)):
        return tuple(list(names.values())[:_MOST])
    named = (name for name in others if folded(name.split()[0]) not in outlets)
    persons = [name for name in named if not timezone_of_city(name)]
    return tuple((persons or others)[:_MOST])


def _is_employed(parts: list[str], outlets: frozenset[str]) -> bool:
    """Return whether a name is just the outlet and an office: "Hafenbote Reporter"."""
    return len(parts) == 2 and folded(parts[0]) in outlets and bool(ROLE.fullmatch(parts[1]))


def read_names(printed: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the authors in a byline of a copied text, and the outlets named beside them."""
    authors: dict[str, str] = {}
    outlets: list[str] = []
    addressed = False  # behind an address stands the paper
    head, *aside = pattern("names", "beside names").split(printed.strip(" |"))
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


def split_names(printed: str) -> list[str]:
    """Return the parts of a printed list that may be names; "News and Politics Desk" stays one."""
    return [segment for segment, may_be_name in _segments(printed) if may_be_name]


def _segments(printed: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a printed list, each with whether it may be a name, not a role or place."""
    for part in _parts(_bare_list(printed)):
        pieces = [piece for piece in pattern("names", "comma").split(part) if piece]
        if len(pieces) == 2 and _is_inverted(*pieces):
            yield (f"{pieces[1]} {pieces[0]}" if not ROLE.search(pieces[1]) else pieces[0]), True
            continue
        single = [glued for piece in pieces for glued in part_glued(piece)]
        yield from ((piece, not number or _follows(piece, single[0])) for number, piece in enumerate(single))


def _is_inverted(surname: str, given: str) -> bool:
    """Return whether two texts are a name with its surname first: "Obi, Ada", "Holm, Ada van den"."""
    if is_agency(surname) or is_agency(given) or len(surname.split()) > 1 or DENSE.search(surname + given):
        return False
    first, *small = given.split()
    return not small or (first[0].isupper() and small[-1].islower() and is_person(f"{given} {surname}"))


def _bare_list(printed: str) -> str:
    """Return a printed list in one line, without its label, addresses, times and other words."""
    text = _without_label(in_one_line(pattern("names", "tag of markup").sub(" ", unescape(printed[:LINE]))))
    for sign, part in _AMONG:
        text = sign.sub(part, text)
    # "Text und Fotos: ..." opens, "..., Fotos: ..." ends.
    text = BY.sub("", text) if is_desk(text) else pattern("names", "domain").sub(" ", _without_label(text))
    text = pattern("names", "enclosed").sub(r"\1", pattern("names", "address").sub(" ", text))
    return pattern("names", "words of a time").sub("", _before_time(text))


def _without_label(text: str) -> str:
    """Return a text without "By" or "Text:" before it; a desk's name that opens with it stays whole."""
    return text if is_desk(text) else OPENING.sub("", text)


def _parts(text: str) -> list[str]:
    """Return the parts of a list between strokes and an "and"; "news and politics desk" is one."""
    parts: list[str] = []
    start = last = 0
    for found in [*pattern("names", "between names").finditer(text), None]:
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
    """Return the text before a printed time, without day and month; if that is empty, all of the text."""
    before = pattern("names", "day and month").sub("", text)
    times = find_times(before) if any(map(str.isdigit, before)) else ()
    before = before[: times[0].start].rstrip(" ,|·•–—-") if times else before
    bare = pattern("names", "short weekday").sub("", before) if before != text else text
    return bare if len(bare.split()) > 1 else before or text


def _follows(text: str, first: str) -> bool:
    """Return whether the text behind a comma is another name, and no office or paper of `first` before it."""
    if is_agency(text):
        return True
    is_house = text.isupper() and not any(len(word) > 1 and word.isupper() for word in first.split())
    # "Ada Obi, Harbour Post": the paper for which she wrote; its desk signs with her.
    is_paper = not is_desk(text) and pattern("names", "paper").search(text)
    is_house = is_house or (is_person(first) and bool(is_paper))
    is_office = text[0].islower() if is_desk(text) else ROLE.search(text)
    has_degree = pattern("names", "degree").match(text) and not text.isupper()
    return not (is_house or is_office or has_degree) and (len(text.split()) > 1 or not text.isascii())


def part_glued(printed: str) -> list[str]:
    """Return the names and offices run together in a text, split: "Ada Obi", "senior reporter"."""
    for found in pattern("names", "glued office").finditer(printed):
        at = found.start()
        if at and is_person(printed[:at]):
            return [printed[:at], printed[at:]]
    for found in pattern("names", "glued capital").finditer(printed):
        at = found.start()
        if is_person(printed[:at]) and not pattern("names", "prefix").search(printed[:at]):
            return [printed[:at], *part_glued(printed[at:])]
    for found in pattern("names", "joined in arabic").finditer(printed):
        first, *others = printed[: found.start()], *part_glued(printed[found.end() :])
        if is_uncased_name(first) and is_uncased_name(others[0]):
            return [first, *others]
    return [printed]
