"""Authors as they are listed: news agencies under one name, publishing companies not at all; desks apart."""

import re
from collections.abc import Mapping
from functools import cache

from lib.store.names.listings import listing
from lib.store.names.spelling import key, keys_in

_DESK = re.compile(
    r"\b(desk|staff|newsroom|editors?|editorial|team|bureau|agenc(y|ies)|correspondents|reporters|"
    r"wire|redaktion|rédaction|redacción|redação|redazione|redactie|redakcja|redakce|редакция|редакція|"
    r"reuters|afp|associated press|ap|upi|dpa|efe|ansa|interfax|xinhua|tass|bloomberg)\b",
    re.I,
)


def listed_author(name: str) -> str:
    """Return an author's name as it is listed: in single spaces, of a news agency its one listed name."""
    printed = " ".join(name.split())
    return _agencies().get(key(printed), printed)


def is_house(name: str) -> bool:
    """Return whether a declared author is a publishing company, which is never listed as an author."""
    return key(name) in keys_in("authors", "houses")


def is_agency(name: str) -> bool:
    """Return whether an author's name is a name of a news agency."""
    return key(name) in _agencies()


def is_desk(author: str) -> bool:
    """Return whether an author's name has a word of desks, such as "staff", or names an agency."""
    return bool(_DESK.search(author))


@cache
def _agencies() -> Mapping[str, str]:
    """Return the listed name of each agency, by the keys of all its names."""
    agencies = listing("authors")["agencies"].items()
    return {key(name): listed for listed, others in agencies for name in (listed, *others)}
