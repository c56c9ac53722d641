"""Which of a capture's addresses tell its story from all others, and which count only beside its words.

A page has the address where it was found, one that it claims for itself, and those from which redirects led
to it. A claim may be wrong for a whole site (one address on every page, that of the page before), and
redirects may lead many stories to one login: so these hold where the addresses themselves agree, and are
otherwise only said. An address without any number is the least sure: a page that always shows the newest
report has one.
"""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from lib.clean.addresses.address import canonical, slug_of
from lib.clean.addresses.declared import is_front, is_section_above
from lib.model.parsed import Names

_YEAR = re.compile(r"(?:19|20)\d\d")
_DATE = re.compile(r"(?:19|20)\d{6}")
_LONG = 5  # digits that no two stories of a site share
_TOKEN = re.compile(r"[^\W_]+")
_SHARED = 3  # words of a slug from which on it tells a story, whatever number stands behind it


def names_of(believed: str | None, found: str | None, led_here: Iterable[str] = ()) -> Names:
    """Return the names of a story: by the address that the page is believed about, where it was found, and
    ways.
    """
    main, found = canonical(believed) or canonical(found), canonical(found)
    if main is None:
        return Names()
    sure, said = _of_page(main, found)
    for each in _ways(main, led_here):
        (sure if sure and _agree(each, main) else said).append(each)
    unsure = (each for each in said if each not in sure)
    return Names(sure=tuple(dict.fromkeys(sure)), said=tuple(dict.fromkeys(unsure)))


def _of_page(main: str, found: str | None) -> tuple[list[str], list[str]]:
    if found in (None, main) or _is_above(found, main):
        return [main], []
    if _agree(found, main):
        return [main, found], []
    return ([found], [main]) if _is_numbered(found) else ([], [main, found])


def _ways(main: str, led_here: Iterable[str]) -> Iterator[str]:
    """Yield the addresses from which redirects led to a story; to a front page they lead in vain."""
    for each in map(canonical, led_here):
        if each and each != main and not is_front(main) and not _is_above(main, each):
            yield each


def _is_above(address: str, story: str) -> bool:
    """Return whether an address leads to the front page or the section of a story."""
    return (is_front(address) and not is_front(story)) or is_section_above(address, story)


def _agree(one: str, other: str) -> bool:
    """Return whether two addresses name one story by themselves: by a long number, or by their words."""
    numbers, other_numbers = _numbers(one), _numbers(other)
    if any(len(each) >= _LONG for each in numbers & other_numbers):
        return True
    if not _within(numbers, other_numbers):  # of other days, or other numbers in one series
        return False
    words, others = _tokens(one), _tokens(other)
    more, shared = words ^ others, len(words & others)
    return shared > 0 and (
        not more or (shared >= _SHARED and all(map(_is_id, more)) and _within(words, others))
    )


def _within(words: set[str], others: set[str]) -> bool:
    return words <= others or others <= words


def _is_id(token: str) -> bool:
    return len(token) >= _LONG and any(letter.isdigit() for letter in token)


def _tokens(address: str) -> set[str]:
    return set(_TOKEN.findall((slug_of(address) or "").casefold()))


def _numbers(address: str) -> set[str]:
    path = urlsplit(address).path
    return {each for each in re.findall(r"\d+", path) if not _DATE.fullmatch(each)}


def _is_numbered(address: str) -> bool:
    """Return whether an address holds the number of a story.

    In its parameters, or in the last part of its path.
    """
    parts = urlsplit(address)
    last = _TOKEN.findall(parts.path.rpartition("/")[2])
    return bool(re.search(r"\d", parts.query)) or any(
        re.search(r"\d", each) and not _YEAR.fullmatch(each) for each in last
    )
