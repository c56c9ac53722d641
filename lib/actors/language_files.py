"""The files of languages: inflected words, those that names of bodies are made of, endings of persons' names.

A pattern such as "Владимир|,а,у Путин|,а,у" gives one form for each set of endings: nominative with
nominative and so on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from lib.actors.yaml_file import read_yaml

LANGUAGES = Path(__file__).parent / "languages"
_VARIETIES = {"nb": "no", "nn": "no"}  # written languages that share the names of another
GERMANIC = frozenset(("da", "de", "nb", "nl", "nn", "no", "sv"))  # they join nouns; names take an s


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Return the codes of languages other than English in which the actor file has names."""
    return tuple(sorted(path.stem for path in LANGUAGES.glob("*.yaml")))


def file_code(language: str | None) -> str | None:
    """Return the code of the file that a language has, "no" for "nb"; None if it has none."""
    code = _VARIETIES.get(language or "", language)
    return code if code in languages() else None


@lru_cache(maxsize=8)
def rows_of(language: str | None) -> Any:
    """Return the parsed YAML file of a language, a dict of its sections; {} if it has none."""
    code = file_code(language)
    return read_yaml(LANGUAGES / f"{code}.yaml") if code else {}


def inflected(pattern: str) -> list[str]:
    """Return all forms of an inflection pattern, the base form first: "Путин|,а" gives "Путин", "Путина"."""
    words = [word.partition("|") for word in pattern.split(" ")]
    count = max(len(endings.split(",")) for _, _, endings in words)
    forms = [
        [stem + ending for ending in (endings.split(",") if mark else [""] * count)]
        for stem, mark, endings in words
    ]
    return list(dict.fromkeys(" ".join(form) for form in zip(*forms, strict=True)))


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyWords:
    """The words with which names of bodies begin and end in a language, each with its base form."""

    heads: Mapping[str, str]
    tails: Mapping[str, str]
    before_quotes: Mapping[str, str]
    links: frozenset[str]  # small words inside a name
    inner_ends: tuple[str, ...]  # of words in small letters inside a name
    indefinite: frozenset[str]  # words before what is no one's name: "une Cour"
    one_word: bool  # of names behind their first one, as a noun may follow
    unspaced: bool


@lru_cache(maxsize=8)
def body_words(language: str | None) -> BodyWords | None:
    """Return the words of bodies in a language; None if its file lists none."""
    rows = rows_of(language)
    kinds = ("heads", "tails", "before_quotes")
    if rows.keys().isdisjoint(kinds):
        return None
    heads, tails, before_quotes = (
        {form: forms[0] for pattern in rows.get(key, ()) for forms in [inflected(pattern)] for form in forms}
        for key in kinds
    )
    return BodyWords(
        heads=heads, tails=tails, before_quotes=before_quotes, links=frozenset(rows.get("links", ())),
        inner_ends=tuple(rows.get("inner_ends", ())), indefinite=frozenset(rows.get("indefinite", ())),
        one_word=language == "de", unspaced=language in ("ja", "ko"),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Endings:
    """The endings of the cases of persons' names in a language: rows, each with the nominative's first."""

    given_men: tuple[tuple[str, ...], ...]
    given_women: tuple[tuple[str, ...], ...]
    surname_men: tuple[tuple[str, ...], ...]
    surname_women: tuple[tuple[str, ...], ...]
    given: frozenset[str]  # given names of the language, in the nominative
    men: frozenset[str]  # given names of men that end as those of women do


@lru_cache(maxsize=8)
def endings_of(language: str | None) -> Endings | None:
    """Return the endings of persons' names in a language; None if its file lists none."""
    rows = rows_of(language)
    if "surname_men" not in rows:
        return None
    given_men, given_women, surname_men, surname_women = (
        tuple(tuple(row.split(",")) for row in rows[kind])
        for kind in ("given_men", "given_women", "surname_men", "surname_women")
    )
    return Endings(
        given_men=given_men, given_women=given_women, surname_men=surname_men, surname_women=surname_women,
        given=frozenset(rows["given"]), men=frozenset(rows["men"]),
    )  # fmt: skip
