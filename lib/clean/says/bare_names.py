"""Bares one printed name: without the label, role, office, button or house that stands with it."""

from lib.clean.says.names import agency_of, is_agency, is_desk, is_outlet
from lib.clean.words import pattern, read

_LONGEST = 60  # characters of one name
_WORDS_OF_NAME = 8  # of the longest name; longer ones are sentences
_NUMERALS = frozenset({"II", "III", "IV"})  # behind the names of sons
_SIGNS = " .,:;–—-|\"'()[]（）【】"  # around a name
_OF_HOUSES = frozenset(read("names")["of_houses"].split())

OPENING = pattern("names", "opening")
ROLE = pattern("names", "role")
BY = pattern("names", "by of a desk")
_STOPPED = pattern("names", "stop of an abbreviation")
_BEAT = pattern("names", "beat")
_TOOK = pattern("names", "taker of pictures")
_NOBODY = (pattern("names", "office of nobody"), pattern("names", "heading of a list"))


def bare_name(part: str) -> str | None:
    """Return the name in one part of a list, without label, role and button; None if it holds no name."""
    part = BY.sub("", part) if is_desk(part) else OPENING.sub("", part)
    whole = pattern("names", "call to follow").sub("", pattern("names", "asian role").sub("", part))
    bare = pattern("names", "trailing").sub("", whole)
    name = bare if " " in bare.strip() or " for " not in whole else whole
    stop = "." if _STOPPED.search(name.rstrip(_SIGNS.replace(".", ""))) else ""  # of "Alex D.", "Davis Jr."
    name = name.strip(_SIGNS) + stop
    if not 1 < len(name) <= _LONGEST or pattern("names", "widget").search(name) or _TOOK.search(name):
        return None
    if any(nobody.fullmatch(name) for nobody in _NOBODY):
        return None
    if not any(map(str.isalpha, name)) or (any(map(str.isdigit, name)) and not is_desk(name)):
        return None
    parts = name.split() if is_desk(name) else _without_roles(name.split())
    if not 0 < len(parts) <= _WORDS_OF_NAME:
        return None
    bare = " ".join(parts)
    if bare != name and (parts[0].casefold() == "the" or (is_desk(bare) and not is_desk(name))):
        return None  # "The Harbour Post Reporter", "Harbour Staff Writer"
    return in_normal_case(bare)


def in_normal_case(name: str) -> str:
    """Return a name of several words in capitals as "Ada Obi III" or "AP Staff"; other names unchanged."""
    if not name.isupper() or " " not in name:
        return name
    if "İ" in name:  # Turkish has two letters where others have one: İSMAİL YILMAZ is İsmail Yılmaz
        name = pattern("names", "inner I").sub(lambda letter: "ı" if letter[0] == "I" else "i", name)
    return " ".join(word if word in _NUMERALS else agency_of(word) or word.title() for word in name.split())


def _without_roles(parts: list[str]) -> list[str]:
    """Return the words of a name without roles around it and an agency behind it.

    "Correspondent of the Harbour Post" gives [].
    """
    offices = (n for n in range(2, len(parts)) if pattern("names", "office").match(" ".join(parts[n:])))
    office = next(offices, len(parts))
    parts, last = parts[:office], "".join(parts[office:])
    while len(parts) > 2 and (
        ROLE.fullmatch(parts[-1]) or (last and (is_outlet(parts[-1]) or _BEAT.fullmatch(parts[-1])))
    ):  # before an office stands what it covers
        last = parts.pop()
    while len(parts) > 2 and pattern("names", "office alone").fullmatch(parts[0]):
        parts.pop(0)
        if parts[0] in _OF_HOUSES:
            return []
    ends = (n for n in range(2, len(parts)) if is_agency(" ".join(parts[n:])))
    return parts[: next(ends, len(parts))]
