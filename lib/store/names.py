"""One name for what publishers print in variants, and what is no name but a code of a content system."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

LONGEST = 80  # letters of a tag, section or kicker; a longer one is a paragraph in the wrong field
ACRONYM = 4  # capitals that still read as one
CODE = re.compile(r"\S*\d{6,}\S*")  # an id with a word before it
DOMAIN = re.compile(r"(?:[\w-]+\.)+[\w-]{2,}")
ENDINGS = r"(?:\.(?:com?|org|net|gov|info|news|example|[a-z]{2}))+"


@cache
def _data() -> Any:
    return yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))


def subject(name: str) -> str | None:
    """Return a tag, section or kicker as it is listed; None where it is a code of a content system."""
    said = _joined_words(" ".join(name.split()).strip(" ,;:|/_"))
    if not said or len(said) > LONGEST or CODE.fullmatch(said) or key(said) in _codes():
        return None
    return said


def _joined_words(name: str) -> str:
    """Return words joined by underscores as words; "" for a code: NEWS_NEWS, culture_culture-lifestyle."""
    first, _, rest = name.lower().partition("_")
    return "" if rest and re.split(r"[\W_]", rest)[0] == first else name.replace("_", " ")


def author(name: str) -> str:
    """Return an author as listed: an agency by one of the names it signs with."""
    said = " ".join(name.split())
    return _agencies().get(key(said), said)


def agency(name: str) -> bool:
    """Return whether an author's name is one of a news agency."""
    return key(name) in _agencies()


@cache
def _agencies() -> dict[str, str]:
    """Return the name that each agency is listed by, by the keys of all its names."""
    listed = _data()["agencies"].items()
    return {key(each): name for name, others in listed for each in (name, *others)}


@cache
def _codes() -> frozenset[str]:
    return frozenset(map(key, _data()["codes"]))


def key(name: str) -> str:
    """Return what variants of a name share: letters without case, words however they are joined."""
    small = "".join(map(str.lower, name)).replace("i\u0307", "i")  # letter by letter, as DuckDB does
    return re.sub(r"[\s/–-]+", " ", small.replace(".", "")).strip()


def key_sql(column: str) -> str:
    """Return the SQL expression of `key`."""
    return rf"trim(regexp_replace(replace(lower({column}), '.', ''), '[\s/–-]+', ' ', 'g'))"


def publisher_key(name: str) -> str:
    """Return what a printed name ("The Harbour Post") shares with its domain (harbourpost.com)."""
    folded = re.sub(r"^(www\.|the\s+|the(?=\w+\.))", "", name.lower().strip())
    return "".join(re.findall(r"\w", re.sub(rf"{ENDINGS}$", "", folded)))


def is_domain(publisher: str) -> bool:
    """Return whether a publisher is called by its domain."""
    return bool(DOMAIN.fullmatch(publisher))


def best(spellings: Iterable[str]) -> str:
    """Return the spelling that reads best: not in small letters alone, not in capitals unless an acronym."""
    return min(spellings, key=lambda each: (_shouted(each), each))


def _shouted(name: str) -> bool:
    letters = [each for each in name if each.isalpha()]
    return name == name.lower() != name.upper() or (
        name == name.upper() != name.lower() and len(letters) > ACRONYM
    )
