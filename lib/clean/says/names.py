"""Says what a name is: a person's, a desk's, an agency's, an outlet's, or the words of a button."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from lib.clean.words import pattern, read

_AGENCIES = {name.casefold(): name for name in read("agencies")["news"]}
_WORDS = read("names")
_OF_LISTS = frozenset(_WORDS["of_lists"].split())
_PARTICLES = frozenset(_WORDS["particles"].split())
_JOINED = tuple(_WORDS["joined_particles"].split())
_PARTS = range(2, 6)  # words of a person's name
_ABBREVIATED = range(3, 5)  # letters of a word in capitals that is no surname in a name with small letters
_DESK_WORDS = 8  # of the longest name of a desk
_UNSPACED, _SPACED = range(2, 9), range(2, 5)  # letters, or words, of a name in a script without capitals
_LONGEST_WORD = 20  # letters of one of these words; a Thai sentence has no spaces either

_ROLE = pattern("names", "role")
_DESK = pattern("names", "desk")
_ONE_OFFICE = pattern("names", "office at the end")
_NO_WORDS = pattern("names", "address or handle")
_SMALL = pattern("names", "small word")
BARE_DENSE = pattern("names", "asian without label")
DENSE = pattern("letters", "dense")
_AND = pattern("names", "between names")


def agency_of(name: str) -> str | None:
    """Return a news agency's name in its usual spelling: "Reuters" for "REUTERS"; None for other names."""
    return _AGENCIES.get(name.casefold())


def is_agency(name: str) -> bool:
    """Return whether the name is a news agency's."""
    return agency_of(name) is not None


def is_wire(printed: str) -> bool:
    """Return whether a credit begins with an agency, such as "dpa/lno" or "AP-Reuters"."""
    return is_agency(printed) or is_agency(pattern("names", "end of an agency").split(printed)[0])


@dataclass(frozen=True)
class SmallWords:
    """The words that a page's texts have in lower case: a "name" of these alone is a section or heading."""

    texts: Iterable[str]

    @cached_property
    def _words(self) -> frozenset[str]:
        found = (word for text in self.texts for word in _SMALL.findall(_NO_WORDS.sub(" ", text)))
        return frozenset(word.casefold() for word in found if word[0].islower())

    def hold(self, name: str) -> bool:
        """Return whether the page has all words of a name in lower case; False for an agency."""
        if is_agency(name) or not _is_cased(name):
            return False
        return all(word.casefold() in self._words for word in name.split())


def is_desk(name: str) -> bool:
    """Return whether the name is a desk's: a newsroom, a team."""
    return bool(_DESK.search(name)) and len(name.split()) <= _DESK_WORDS and not _ONE_OFFICE.search(name)


def has_role(text: str) -> bool:
    """Return whether the text has a word for an office, such as "reporter"."""
    return bool(_ROLE.search(text))


def is_button(name: str) -> bool:
    """Return whether a possible name has a word of a button or heading, such as "Share"."""
    return bool(pattern("names", "button").search(name))


def is_outlet(name: str) -> bool:
    """Return whether a name reads like a newspaper's, station's or website's."""
    return bool(pattern("names", "outlet").search(name))


def is_person(name: str) -> bool:
    """Return whether a name is two to five capitalised words, none of them of an office or a paper."""
    name = name.removesuffix(", Jr").removesuffix(", Sr")
    parts = name.split()
    if len(parts) not in _PARTS or parts[0].casefold() in _OF_LISTS:
        return False
    if _ROLE.search(name) or is_outlet(name) or pattern("names", "no name").search(name):
        return False
    short = (part for part in parts if len(part) in _ABBREVIATED and part.isalpha() and part != "III")
    if not name.isupper() and any(map(str.isupper, short)):  # abbreviations; longer ones are surnames
        return False
    capital = all(part[0].isupper() or part.casefold() in _PARTICLES or _bare(part) != part for part in parts)
    return capital and _bare(parts[-1])[:1].isupper() and len(parts[-1]) > 1


def _bare(part: str) -> str:
    """Return a part of a name without the article or preposition that is joined to it: "Arc" of "d'Arc"."""
    return next((part[len(small) :] for small in _JOINED if part.startswith(small)), part)


def is_name_like(name: str) -> bool:
    """Return whether words without a label read like the name of a person or desk."""
    count = len(name.split())
    if is_desk(name):
        return count > 1 or "-" in name
    return bool(pattern("names", "asian").fullmatch(name)) if count == 1 else is_person(name)


def is_uncased_name(name: str) -> bool:
    """Return whether words in a script without capitals, such as Arabic, can be a name."""
    bare = pattern("letters", "vowel sign").sub("", name)
    if not pattern("names", "letters in words").fullmatch(bare) or _is_cased(name):
        return False
    if DENSE.match(name):
        return len(name) in _UNSPACED
    parts = name.split()
    return len(parts) in _SPACED and max(map(len, parts)) <= _LONGEST_WORD


def _is_cased(text: str) -> bool:
    """Return whether the script of a text begins names with capitals; Georgian's are for headings alone."""
    return text.lower() != text.title()


def capital_share(text: str) -> float:
    """Return the share of words that begin with a capital, 0 to 1; an "and" does not count."""
    found = [word for word in pattern("letters", "letters").findall(text) if not _AND.fullmatch(f" {word} ")]
    return sum(word[0].isupper() for word in found) / len(found) if found else 0.0
