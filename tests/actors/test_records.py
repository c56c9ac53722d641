"""Every actor record is sound, whoever edits it: unique, sorted, no name claimed by two at the same time."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from lib.actors.find import names_in, passages
from lib.actors.languages import dictionary
from lib.actors.story import Story
from tests.cases import every_case

RECORDS = Path(__file__).parents[2] / "lib" / "actors" / "records"
FILES = sorted(RECORDS.glob("*.yaml"))
KINDS = {"person", "organisation", "country", "place", "group"}

TEXTS = {"id", "name", "capital", "surname", "medium"}
LISTS = {"aliases", "guarded", "demonyms", "capital_aliases", "seats"}
DATES = {"from", "until"}
FLAGS = {"famous_surname"}
ONLY_FOR = {  # field -> kinds that may have it
    "demonyms": {"country"},
    "capital_aliases": {"country"},
    "surname": {"person"},
    "famous_surname": {"person"},
    "medium": {"organisation"},
}
# Brussels: the one capital that stands for more than its country.
METONYM_OF_A_UNION = {"organisation/european-union"}

COMMON_WORDS = frozenset(
    (Path(__file__).parents[1] / "data" / "actors" / "common_words.txt").read_text(encoding="utf-8").split()
)
# Common words that name an actor on their own all the same, told from the word by their capitals.
NAMES_LIKE_WORDS = {
    ("country/united-states", "US"),
    ("organisation/world-health-organization", "WHO"),
    ("person/donald-trump", "Trump"),
}

NO_DEMONYM = {
    "country/central-african-republic",  # "Central African" is the region too
    "country/dominica",  # "Dominican" is ambiguous
    "country/dominican-republic",
    "country/guinea",  # "Guinean" is ambiguous
    "country/nazi-germany",
    "country/republic-of-the-congo",  # "Congolese" is ambiguous
    "country/vatican",
}

Record = dict[str, Any]


@cache
def read(path: Path) -> list[Record]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    assert isinstance(loaded, list), f"{path.name} is not a list of records"
    return loaded


def fold(text: str) -> str:
    """Plain ASCII, as ids and the order of names use it."""
    for letter, plain in {"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "ß": "ss"}.items():
        text = text.replace(letter, plain)
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def slug(name: str) -> str:
    """U.S. State Department -> us-state-department."""
    without_marks = re.sub(r"[.'’]", "", fold(name).lower())
    return re.sub(r"[^a-z0-9]+", "-", without_marks).strip("-")


def kind(record: Record) -> str:
    return str(record["id"]).partition("/")[0]


def surname(record: Record) -> str:
    return str(record.get("surname") or record["name"].split()[-1])


def names(record: Record) -> list[str]:
    """Return every form by which a text may name the record, guarded ones included."""
    forms = [record["name"]]
    if "capital" in record:
        forms.append(record["capital"])
    for field in sorted(LISTS):
        forms += record.get(field, [])
    if record.get("famous_surname"):
        forms.append(surname(record))
    return forms


def overlap(one: Record, other: Record) -> bool:
    starts = max(one.get("from", date.min), other.get("from", date.min))
    ends = min(one.get("until", date.max), other.get("until", date.max))
    return bool(starts <= ends)


def unguarded(record: Record) -> set[str]:
    return set(names(record)) - set(record.get("guarded", []))


def is_filled(form: object) -> bool:
    return isinstance(form, str) and form.strip() == form != ""


def rivals(forms_of: Callable[[Record], set[str]]) -> list[str]:
    """Return forms that two records claim on the same day; accents make no difference, capitals do."""
    claims = defaultdict(list)
    for record in EVERY:
        for form in {fold(form) for form in forms_of(record)}:
            claims[form].append(record)
    return [
        f"{form}: {one['id']} and {other['id']}"
        for form, claimants in claims.items()
        for one, other in combinations(claimants, 2)
        if overlap(one, other)
    ]


EVERY: list[Record] = [record for path in FILES for record in read(path)]

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)


def test_there_are_records() -> None:
    countries = sum(kind(record) == "country" for record in EVERY)
    assert countries >= 195
    assert sum(kind(record) in ("person", "organisation") for record in EVERY) >= 600


@each_file
def test_names_are_sorted(path: Path) -> None:
    keys = [(fold(record["name"]).casefold(), record["id"]) for record in read(path)]
    assert keys == sorted(keys)


def test_ids_are_unique() -> None:
    times = Counter(record["id"] for record in EVERY)
    assert [record_id for record_id, count in times.items() if count > 1] == []


@each_file
def test_id_is_kind_and_slug(path: Path) -> None:
    for record in read(path):
        assert kind(record) in KINDS, record
        assert record["id"] == f"{kind(record)}/{slug(record['name'])}"


@each_file
def test_fields_are_known_and_filled(path: Path) -> None:
    for record in read(path):
        who = record["id"]
        assert set(record) <= TEXTS | LISTS | DATES | FLAGS, who
        for field, kinds in ONLY_FOR.items():
            assert field not in record or kind(record) in kinds, (who, field)
        for field in TEXTS & set(record):
            assert is_filled(record[field]), (who, field)
        for field in FLAGS & set(record):
            assert record[field] is True, (who, f"leave {field} out instead")
        for field in LISTS & set(record):
            assert record[field], (who, f"leave {field} out instead of an empty list")
            filled = all(is_filled(form) for form in record[field])
            assert filled, (who, field, "quote what YAML takes for a value")


@each_file
def test_no_form_is_listed_twice(path: Path) -> None:
    for record in read(path):
        who, guarded = record["id"], record.get("guarded", [])
        forms = [form for field in sorted(LISTS - {"guarded"}) for form in record.get(field, [])]
        assert record["name"] not in record.get("aliases", []), who
        assert len(forms) == len(set(forms)), who
        assert len(guarded) == len(set(guarded)), who
        assert not set(record.get("aliases", [])) & set(guarded), (who, "an alias is safe or guarded")


@each_file
def test_guarded_forms_have_something_to_lean_on(path: Path) -> None:
    for record in read(path):
        assert unguarded(record), record["id"]


@each_file
def test_dates(path: Path) -> None:
    for record in read(path):
        for field in DATES & set(record):
            assert type(record[field]) is date, (record["id"], field)
        assert record.get("from", date.min) <= record.get("until", date.max), record["id"]


@each_file
def test_surnames(path: Path) -> None:
    for record in read(path):
        if kind(record) != "person":
            continue
        who = record["id"]
        assert surname(record) in record["name"], who
        assert not re.fullmatch(r"[JS]r\.?|[IVX]+", surname(record)), (who, "say the surname")
        assert record.get("surname") != record["name"].split()[-1], (who, "the last word need not be said")


@each_file
def test_countries_have_a_capital_and_a_demonym(path: Path) -> None:
    for record in read(path):
        who = record["id"]
        if kind(record) == "country":
            assert "capital" in record, who
            assert ("demonyms" in record) != (who in NO_DEMONYM), who
        else:
            assert "capital" not in record or who in METONYM_OF_A_UNION, who


CLAIMS: dict[str, tuple[Callable[[Record], set[str]], list[str]]] = {
    "a name": (unguarded, ["America: country/united-states and place/americas"]),  # América is a continent
    "a demonym": (lambda record: set(record.get("demonyms", [])), []),
    "a seat": (lambda record: set(record.get("seats", [])), []),
    "a famous surname": (lambda record: {surname(record)} if record.get("famous_surname") else set(), []),
}


@every_case(("form", "claim"), CLAIMS.items())
def test_a_form_belongs_to_one_actor_at_a_time(
    form: str, claim: tuple[Callable[[Record], set[str]], list[str]]
) -> None:
    forms_of, known = claim
    assert rivals(forms_of) == known


def test_a_common_word_is_guarded() -> None:
    alike = {(r["id"], form) for r in EVERY for form in unguarded(r) if fold(form).lower() in COMMON_WORDS}
    assert alike == NAMES_LIKE_WORDS


SHORT_FORMS = {
    "The GOP met.": {"organisation/republican-party"},
    "VW says it will be late.": {"organisation/volkswagen"},
    "Jonas Gahr Støre met them. Støre left.": {"person/jonas-gahr-store"},
    "The Quarn Store closed, and the App Store opened.": set(),  # a shop is no statesman
}


@every_case(("text", "ids"), SHORT_FORMS.items())
def test_a_short_form_is_its_record_s(text: str, ids: set[str]) -> None:
    names = names_in(Story(passages=passages([(0, text)]), day=None), dictionary(), use_recogniser=False)
    assert {name.record.id for name in names if name.record} == ids
