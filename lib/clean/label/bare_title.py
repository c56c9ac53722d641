"""Strips from a declared title what a site adds to it: its name, or a section."""

from html import unescape

from lib.clean.addresses import host_of
from lib.clean.segments.metadata import Structured
from lib.clean.words import pattern
from lib.model.folding import folded
from lib.model.length import word_count

STROKE = pattern("headlines", "stroke")
LONG = 4  # words of a line that can only be a headline
_SHORT = 4  # words behind a stroke that are a site or a section
_LABEL = 2  # and before one
_DOMAIN = 6  # letters of a domain that may open a site's name
SEPARATORS = " |–—»·•:-ㅣ｜：<>›‹~/"

_CJK_SECTION = pattern("headlines", "asian section")


def bare_title(title: str, data: Structured) -> str:
    """Return a declared title without the site's name or a section at its ends."""
    title = unescape(title)
    bare = without_site(title, data)
    if bare != title:
        return _CJK_SECTION.sub("", bare)
    if bars := list(pattern("headlines", "bar").finditer(title)):
        tail = list(STROKE.finditer(title))[-1]
        before, behind = title[: tail.start()], title[tail.end() :]
        # Of words that are not spaced, what stands behind may be the headline, if it is longer.
        if len(behind.split()) <= _SHORT and word_count(behind) <= max(_SHORT, word_count(before)):
            return _CJK_SECTION.sub("", before)
        if len(title[: bars[0].start()].split()) <= _LABEL and word_count(title[bars[0].end() :]) >= LONG:
            return title[bars[0].end() :]
    bare = pattern("headlines", "asian ending").sub("", title)
    return _CJK_SECTION.sub("", bare) if bare != title else title


def without_site(title: str, data: Structured) -> str:
    """Return a title without the site's name before the first or after the last stroke in it."""
    strokes = list(STROKE.finditer(title))
    if not strokes:
        return title
    first, last = strokes[0], strokes[-1]
    if is_site(title[last.end() :], data):
        return title[: last.start()].rstrip(SEPARATORS)
    return title[first.end() :] if is_site(title[: first.start()], data) else title


def is_site(part: str, data: Structured) -> bool:
    """Return whether part of a title is the site's name, a label of its domain, or begins with its domain."""
    host, name = host_of(data.address), folded(part)
    before_ending = host.rpartition(".")[0]
    domain, bare = folded(before_ending), name.removeprefix("the")
    known = {folded(each) for each in (*data.site_names, host)}
    if name in known or bare in {domain, *map(folded, before_ending.split("."))}:
        return bool(name)
    return len(domain) >= _DOMAIN and bare.startswith(domain)
