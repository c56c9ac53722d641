"""One spelling for variants of a printed name, and recognising codes of content systems that are no names."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from lib.model.article import Article

LONGEST = 80  # letters of a tag, section or kicker; a longer one is a paragraph in the wrong field
MANY = 20_000  # names that recur from story to story
ACRONYM = 4  # capitals that still read as one
CODE = re.compile(r"\S*\d{6,}\S*")  # an id with a word before it
DOMAIN = re.compile(r"(?:[\w-]+\.)+[\w-]{2,}")
ENDINGS = r"(?:\.(?:com?|org|net|gov|info|news|example|[a-z]{2}))+"


@cache
def _data() -> Any:
    return yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))


@lru_cache(MANY)
def subject(name: str) -> str | None:
    """Return a tag, section or kicker in its listed spelling; None if it is empty, too long or a code."""
    said = " ".join(name.split()).strip(" ,;:|/_")
    first, _, rest = said.lower().partition("_")
    if rest and re.split(r"[\W_]", rest)[0] == first:  # NEWS_NEWS, culture_culture-lifestyle
        return None
    said = said.replace("_", " ")
    if not said or len(said) > LONGEST or CODE.fullmatch(said) or key(said) in _keys("codes"):
        return None
    return said


def tags(article: Article) -> Iterator[tuple[str, str]]:
    """Yield (printed, listed) for each tag of an article that names a subject.

    Left out are tags by which pages are filed, tags for machines, the story's agency, and its headline.
    """
    signed = (author(each) for each in (article.wire or "", *article.authors) if agency(each))
    of_story = {key(article.headline), *map(key, signed)}
    for printed in article.tags:
        listed = subject(printed)
        if listed and not _is_filing(listed) and key(author(listed)) not in of_story:
            yield printed, listed


@lru_cache(MANY)
def _is_filing(name: str) -> bool:
    return key(name) in _keys("filing") or bool(_routing().fullmatch(name))


@cache
def _routing() -> re.Pattern[str]:
    return re.compile("|".join((*_data()["routing"], f"(?:{'|'.join(_data()['layout'])}){{3,}}")))


def publisher(article: Article) -> str:
    """Return the publisher of an article as it is listed.

    An edition or other part of a site (de.harbourpost.com) that has the site's name (Harbour Post) is listed
    as the site: harbourpost.com.
    """
    called = {*publisher_keys(article.site_name or "")}
    labels = article.publisher.lower().split(".") if called and is_domain(article.publisher) else []
    parents = (".".join(labels[place:]) for place in range(1, len(labels) - 1))
    return next((each for each in parents if called & {*publisher_keys(each)}), article.publisher)


def author(name: str) -> str:
    """Return an author in the listed spelling; an agency under one of its names."""
    said = " ".join(name.split())
    return _agencies().get(key(said), said)


def is_house(name: str) -> bool:
    """Return whether a declared author is a publishing company."""
    return key(name) in _keys("houses")


def agency(name: str) -> bool:
    """Return whether an author's name is a name of a news agency."""
    return key(name) in _agencies()


@cache
def _agencies() -> dict[str, str]:
    """Return the listed name of each agency, by the keys of all its names."""
    listed = _data()["agencies"].items()
    return {key(each): name for name, others in listed for each in (name, *others)}


@cache
def _keys(listed: str) -> frozenset[str]:
    return frozenset(map(key, _data()[listed]))


@lru_cache(MANY)
def key(name: str) -> str:
    """Return a key that variants of a name share: lower case, single spaces, no full stops, one form."""
    small = "".join(map(str.lower, name)).replace("i\u0307", "i")  # letter by letter, as DuckDB does
    bare = re.sub(r"[\s/–-]+", " ", small.replace(".", "")).strip()
    return _forms().get(bare, bare)


def key_sql(column: str) -> str:
    """Return the SQL expression that computes `key` of a column."""
    bare = rf"trim(regexp_replace(replace(lower({column}), '.', ''), '[\s/–-]+', ' ', 'g'))"
    return f"coalesce(map({[*_forms()]}, {[*_forms().values()]})[{bare}], {bare})"


@cache
def _forms() -> dict[str, str]:
    """Return the key of each name's main form by the keys of its other forms."""
    return {form: name for name, forms in _data()["forms"].items() for form in forms}


@lru_cache(MANY)
def publisher_keys(name: str) -> tuple[str, ...]:
    """Return keys that a printed name ("The Harbour Post") shares with its domain (harbourpost.com).

    A domain that begins with "the" has two: The Harbour Post may be at theharbourpost.com, TheTide at
    thetide.com. Stories that were stored before are known by the first.
    """
    folded = re.sub(r"^(www\.|the\s+)", "", name.casefold().strip())
    found = "".join(re.findall(r"\w", re.sub(rf"{ENDINGS}$", "", folded)))
    bare = found.removeprefix("the") if is_domain(name) else ""
    return (found, bare) if bare and bare != found else (found,) if found else ()


def is_domain(publisher: str) -> bool:
    """Return whether the text is a domain name."""
    return bool(DOMAIN.fullmatch(publisher))


def best(spellings: Iterable[str]) -> str:
    """Return the best spelling: neither all lower case nor all capitals, unless it is an acronym.

    Of several forms of a name it is the longest.
    """
    return min(spellings, key=lambda each: (_shouted(each), -len(each.replace(".", "")), each))


def _shouted(name: str) -> bool:
    letters = [each for each in name if each.isalpha()]
    return name == name.lower() != name.upper() or (
        name == name.upper() != name.lower() and len(letters) > ACRONYM
    )
