"""Finds the URL of a story as its page declares it, and all URLs under which the story is known.

A page has the URL where it was captured, those that it declares, and those that redirected to it. A
declaration may be wrong for a whole site (one URL on all pages, or the previous page's), and redirects may
lead many stories to one login: these count as sure only if the URLs themselves agree, otherwise as merely
declared. A URL without a number is the least sure: a page that always shows the latest report has one.

Nothing contradicts the URL of a page that was saved without one, which is believed and sure, unless it is a
front page: most such pages are copies that declare their own story's, and only so are known as copies.
"""

import re
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from lib.clean.addresses import canonical, slug_of
from lib.clean.links import absolute
from lib.clean.segments.metadata import Structured, addresses_of, canonical_links
from lib.model.parsed import StoryAddresses
from lib.model.site import site_of

_YEAR = re.compile(r"(?:19|20)\d\d")
_DATE = re.compile(r"(?:19|20)\d{6}")
_LONG = 5  # digits of a story's number, unless they are a day, a month or a round amount
_TOKEN = re.compile(r"[^\W_]+")
_SHARED = 3  # words of a slug from which on it identifies a story, whatever number stands behind it


def page_address(tree: HtmlElement, data: Structured, captured: str | None) -> tuple[str | None, str]:
    """Return the story's URL or None, and its source, with a declared URL that was refused and why.

    `captured` is the URL where the page was captured.
    """
    own = canonical(captured)
    declared = (
        *((address, "canonical link") for address in canonical_links(tree)),
        *((address, "og:url") for address in data.meta.get("og:url", ())[:1]),
        *((address, "json-ld") for address in addresses_of(data.article)),
    )
    whole = ((canonical(absolute(address, captured)), source) for address, source in declared)
    given = [(address, source) for address, source in whole if address]
    refused: list[str] = []
    every = [each for each, _ in given]
    for address, source in given:
        others = [each for each, other in given if other != source]
        if (why := _refusal(address, own, every, others)) is None:
            return address, "; ".join([source, *refused[:1]])
        refused.append(f"{source} not believed: {address} {why}")
    if own:
        return own, "; ".join(["saved address", *refused[:1]])
    return given[0] if given else (None, "none")


def _refusal(address: str, own: str | None, every: list[str], others: list[str]) -> str | None:
    """Return why a declared URL is not believed beside the other URLs of the page; None if it is believed.

    `own` is the URL of the capture, `every` are all declared URLs, `others` those of other sources.
    """
    rest = [own, *every] if own else every
    if _is_front(address) and any(not _is_front(each) for each in rest):
        return "is a front page"
    if any(_is_section_above(address, each) for each in rest):
        return "is a section's page"
    if own and not _same_site(address, own) and not _agree(address, own) and address not in others:
        return "is another site's page"
    return None


def _is_front(address: str) -> bool:
    """Return whether a URL is a site's front page, perhaps of one language: /, /de."""
    parts = urlsplit(address)
    return not parts.query and not parts.fragment and len(parts.path) <= len("/de")


def _is_section_above(address: str, other: str) -> bool:
    """Return whether a URL is a section's, "/world", below which the other adds a part of several words."""
    above, below = urlsplit(address), urlsplit(other)
    if not _same_site(address, other) or above.query or not below.path.startswith(f"{above.path}/"):
        return False
    rest = below.path.removeprefix(above.path)
    return len(_tokens(address)) < _SHARED <= len(_tokens(rest))


def _same_site(one: str, other: str) -> bool:
    return site_of(urlsplit(one).hostname or "") == site_of(urlsplit(other).hostname or "")


def story_addresses(believed: str | None, found: str | None, led_here: Iterable[str] = ()) -> StoryAddresses:
    """Return all addresses of a story: the believed one (or else where it was found), others, redirects."""
    main, found = canonical(believed) or canonical(found), canonical(found)
    if main is None:
        return StoryAddresses()
    if found is None and _is_front(main):  # a site may declare it on all of its pages
        sure, said = [], [main]
    elif found in (None, main) or _is_above(found, main):
        sure, said = [main], list[str]()
    elif _agree(found, main):
        sure, said = [main, found], []
    else:
        sure, said = ([found], [main]) if _is_numbered(found) else ([], [main, found])
    for each in map(canonical, () if _is_front(main) else led_here):
        # Redirects that led to a front page lost the story.
        if each and each != main and not _is_above(main, each):
            (sure if sure and _agree(each, main) else said).append(each)
    unsure = (each for each in said if each not in sure)
    return StoryAddresses(main=main, sure=tuple(dict.fromkeys(sure)), said=tuple(dict.fromkeys(unsure)))


def _is_above(address: str, story: str) -> bool:
    """Return whether a URL is the front page or section of a story's."""
    return (_is_front(address) and not _is_front(story)) or _is_section_above(address, story)


def _agree(one: str, other: str) -> bool:
    """Return whether two URLs are of one story, by a long number in common or by their words."""
    numbers, other_numbers = _path_numbers(one), _path_numbers(other)
    differ = all(any(map(_is_long, each)) for each in (numbers - other_numbers, other_numbers - numbers))
    if any(map(_is_long, numbers & other_numbers)) and not differ:
        return True
    if not (numbers <= other_numbers or other_numbers <= numbers):
        return False  # of other days, or other numbers in one series
    fewer, more = sorted((_tokens(one), _tokens(other)), key=len)
    if fewer == more:
        return bool(fewer)
    if len(fewer) < _SHARED or not fewer <= more:
        return False
    # The same slug, once with the story's number or key behind it.
    return all(len(each) >= _LONG and any(map(str.isdigit, each)) for each in more - fewer)


def _is_long(number: str) -> bool:
    """Return whether a number can be a story's: it is long, and no day (240410), month (202404) or amount."""
    century, middle, end = number[:2], number[2:4], number[4:]
    is_day = "01" <= middle <= "12" and "01" <= end <= "31"
    is_month = century in ("19", "20") and "01" <= end <= "12"
    is_date = len(number) == 6 and (is_day or is_month)
    return len(number) >= _LONG and not is_date and not number.endswith("000")


def _tokens(address: str) -> set[str]:
    """Return the words and numbers of a URL's slug, in lower case."""
    return set(_TOKEN.findall((slug_of(address) or "").casefold()))


def _path_numbers(address: str) -> set[str]:
    path = unquote(urlsplit(address).path)  # %D0%9F is a letter, and no number
    return {each for each in re.findall(r"\d+", path) if not _DATE.fullmatch(each)}


def _is_numbered(address: str) -> bool:
    """Return whether a URL has a digit in its query, or in its path's last part other than a year."""
    parts = urlsplit(address)
    last = _TOKEN.findall(unquote(parts.path.rpartition("/")[2]))
    numbered = any(re.search(r"\d", each) and not _YEAR.fullmatch(each) for each in last)
    return numbered or bool(re.search(r"\d", unquote(parts.query)))
