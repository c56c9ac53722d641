"""Every actor record is sound, whoever edits it: unique, sorted, no name claimed by two at the same time."""

import re
import unicodedata
from collections import defaultdict
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

RECORDS = Path(__file__).parents[2] / "lib" / "actors" / "records"
FILES = sorted(RECORDS.glob("*.yaml"))
KINDS = {"person", "organisation", "country", "place", "group"}

TEXTS = {"id", "name", "kind", "capital", "surname"}
LISTS = {"aliases", "guarded", "demonyms", "capital_aliases", "seats"}
DATES = {"from", "until"}
FLAGS = {"famous_surname"}
ONLY_FOR = {  # field -> kinds that may have it
    "demonyms": {"country"},
    "capital_aliases": {"country"},
    "surname": {"person"},
    "famous_surname": {"person"},
}
# Brussels: the one capital that stands for more than its country.
METONYM_OF_A_UNION = {"organisation/european-union"}

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


def read(path: Path) -> list[Record]:
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(loaded, list), f"{path.name} is not a list of records"
    return loaded


def fold(text: str) -> str:
    """Plain ASCII, as ids and the order of names use it."""
    for letter, plain in {"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "đ": "d", "ß": "ss"}.items():
        text = text.replace(letter, plain)
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def slug(name: str) -> str:
    """U.S. State Department -> us-state-department."""
    without_marks = re.sub(r"[.'’]", "", fold(name).lower())
    return re.sub(r"[^a-z0-9]+", "-", without_marks).strip("-")


def surname(record: Record) -> str:
    return str(record.get("surname") or record["name"].split()[-1])


def names(record: Record) -> list[str]:
    """Every form by which a text may name the record, guarded ones included."""
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
    return starts <= ends


def rivals(claims: dict[str, list[Record]]) -> list[str]:
    return [
        f"{form}: {one['id']} and {other['id']}"
        for form, claimants in claims.items()
        for one, other in combinations(claimants, 2)
        if overlap(one, other)
    ]


def claims_of(field: str) -> dict[str, list[Record]]:
    claims = defaultdict(list)
    for record in EVERY:
        for form in record.get(field, []):
            claims[form].append(record)
    return claims


EVERY: list[Record] = [record for path in FILES for record in read(path)]

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
each_record = pytest.mark.parametrize("record", EVERY, ids=lambda record: str(record.get("id")))


def test_there_are_records() -> None:
    assert len([record for record in EVERY if record["kind"] == "country"]) >= 195
    assert len([record for record in EVERY if record["kind"] != "country"]) >= 350


@each_file
def test_names_are_sorted(path: Path) -> None:
    keys = [(fold(record["name"]).casefold(), record["id"]) for record in read(path)]
    assert keys == sorted(keys)


def test_ids_are_unique() -> None:
    seen: dict[str, int] = defaultdict(int)
    for record in EVERY:
        seen[record["id"]] += 1
    assert [record_id for record_id, times in seen.items() if times > 1] == []


@each_record
def test_id_is_kind_and_slug(record: Record) -> None:
    assert record["kind"] in KINDS
    assert record["id"] == f"{record['kind']}/{slug(record['name'])}"


@each_record
def test_fields_are_known_and_filled(record: Record) -> None:
    assert set(record) <= TEXTS | LISTS | DATES | FLAGS
    for field, kinds in ONLY_FOR.items():
        assert field not in record or record["kind"] in kinds, field
    for field in TEXTS & set(record):
        assert isinstance(record[field], str), field
        assert record[field].strip() == record[field] != "", field
    for field in FLAGS & set(record):
        assert record[field] is True, f"leave {field} out instead"
    for field in LISTS & set(record):
        assert record[field], f"leave {field} out instead of an empty list"
        for form in record[field]:
            assert isinstance(form, str), f"{field}: quote {form!r}"
            assert form.strip() == form != "", f"{field}: {form!r}"


@each_record
def test_no_form_is_listed_twice(record: Record) -> None:
    assert record["name"] not in record.get("aliases", [])
    unguarded = [field for field in sorted(LISTS) if field != "guarded"]
    forms = [form for field in unguarded for form in record.get(field, [])]
    assert len(forms) == len(set(forms))
    assert len(record.get("guarded", [])) == len(set(record.get("guarded", [])))
    assert not set(record.get("aliases", [])) & set(record.get("guarded", [])), "an alias is safe or guarded"


@each_record
def test_guarded_forms_have_something_to_lean_on(record: Record) -> None:
    assert set(names(record)) - set(record.get("guarded", []))


@each_record
def test_dates(record: Record) -> None:
    for field in DATES & set(record):
        assert type(record[field]) is date, f"{field}: {record[field]!r} is no ISO date"
    assert record.get("from", date.min) <= record.get("until", date.max)


@each_record
def test_surname_is_said_only_when_it_must_be(record: Record) -> None:
    if "surname" in record:
        assert record["surname"] != record["name"].split()[-1]
        assert record["surname"] in record["name"]


@each_record
def test_surname_is_a_name(record: Record) -> None:
    if record["kind"] == "person":
        assert not re.fullmatch(r"[JS]r\.?|[IVX]+", surname(record)), "say the surname"


@each_record
def test_countries_have_a_capital_and_a_demonym(record: Record) -> None:
    if record["kind"] == "country":
        assert "capital" in record
        assert ("demonyms" in record) != (record["id"] in NO_DEMONYM)
    else:
        assert "capital" not in record or record["id"] in METONYM_OF_A_UNION


def test_a_name_belongs_to_one_actor_at_a_time() -> None:
    claims = defaultdict(list)
    for record in EVERY:
        for form in set(names(record)) - set(record.get("guarded", [])):
            claims[form].append(record)
    assert rivals(claims) == []


def test_a_demonym_belongs_to_one_state_at_a_time() -> None:
    assert rivals(claims_of("demonyms")) == []


def test_a_seat_belongs_to_one_actor_at_a_time() -> None:
    assert rivals(claims_of("seats")) == []


def test_a_famous_surname_belongs_to_one_person_at_a_time() -> None:
    claims = defaultdict(list)
    for record in EVERY:
        if record.get("famous_surname"):
            claims[surname(record)].append(record)
    assert rivals(claims) == []
