from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from lib.model.filter import Filter
from lib.query.filter.compile import compile_filter
from lib.query.filter.names import Named, actor_name, ids, matches, names
from lib.store.archive import ArchiveReader, open_for_reading
from tests import builders

MATCHES: list[tuple[Named, str, list[str]]] = [
    ("tag", "HARBOUR", ["Harbour"]),
    ("tag", "har", ["Harbour"]),
    ("tag", "bour", []),
    ("author", "desk", ["The city desk"]),
    ("author", "ada lind", ["Ada Lind"]),
    ("publisher", "coast", ["coast.example"]),
    ("language", "en", ["en"]),
    ("actor", "harbour union", ["Harbour Union"]),
    ("actor", "union", ["Harbour Union"]),
    ("actor", "place/old-quay", ["Old Quay"]),
    ("actor", "%", []),
]


@pytest.mark.parametrize(("dimension", "written", "expected"), MATCHES)
def test_a_name_is_meant_whole_or_by_how_a_word_of_it_begins(
    db: ArchiveReader, dimension: Named, written: str, expected: list[str]
) -> None:
    assert [name for _, name in matches(db, dimension, [written])[0]] == expected


def test_a_whole_name_hides_longer_ones(tmp_path: Path) -> None:
    story = builders.article("One", tags=("War", "War crimes", "Trade war"))
    with open_for_reading(builders.archive(tmp_path, builders.parsed(story))) as db:
        assert [name for _, name in matches(db, "tag", ["war"])[0]] == ["War"]
        assert sorted(name for _, name in matches(db, "tag", ["wa"])[0]) == ["Trade war", "War", "War crimes"]


def test_ids_and_names_lead_to_each_other(db: ArchiveReader) -> None:
    known = ids(db, "actor", ["Tom Hale", "country/norland", "Nobody"])
    assert sorted(names(db, "actor", known).values()) == ["Norland", "Tom Hale"]
    assert ids(db, "tag", ["harbour"]) == ids(db, "tag", ["Harbour"])
    assert names(db, "tag", []) == {}


def test_a_key_is_printed_as_its_name(db: ArchiveReader) -> None:
    assert actor_name(db, "person/tom-hale") == "Tom Hale"
    assert actor_name(db, "person/nobody") == "person/nobody"


OTHERWISE: list[tuple[Named, str, list[str]]] = [
    ("publisher", "The Evening Gazette", ["tidepost.example"]),
    ("publisher", "gaz", ["tidepost.example"]),
    ("publisher", "The Tide Post", ["tidepost.example"]),
    ("publisher", "Morning", []),
    ("language", "GERMAN", ["de"]),
    ("language", "germ", ["de"]),
    ("language", "Dutch", []),
    ("tag", "German", []),
]


@pytest.mark.parametrize(("dimension", "written", "expected"), OTHERWISE)
def test_a_publisher_and_a_language_are_meant_as_lists_call_them(
    tmp_path: Path, dimension: Named, written: str, expected: list[str]
) -> None:
    story = builders.article(
        "One", publisher="tidepost.example", site_name="The Evening Gazette", language="de", tags=("Ice",)
    )
    with open_for_reading(builders.archive(tmp_path, builders.parsed(story))) as db:
        assert [name for _, name in matches(db, dimension, [written])[0]] == expected


def statements(monkeypatch: pytest.MonkeyPatch, work: Callable[[], object]) -> list[str]:
    """Return what the archive is asked by the work."""
    asked: list[str] = []
    execute = ArchiveReader.execute
    with monkeypatch.context() as patched:
        patched.setattr(
            ArchiveReader, "execute", lambda db, sql, *given: asked.append(sql) or execute(db, sql, *given)
        )
        work()
    return asked


MANY = [first + second for first in "abcdefgh" for second in "abcdefghi"]


@pytest.mark.parametrize("dimension", get_args(Named))
def test_many_names_ask_no_more_than_one(
    db: ArchiveReader, dimension: Named, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = statements(monkeypatch, lambda: matches(db, dimension, ["zz"]))
    many = statements(monkeypatch, lambda: matches(db, dimension, [*MANY, "zz"]))
    assert max(map(len, many)) < 1000 and len(many) <= len(one) + 1  # what is found has names


@pytest.mark.parametrize("field", ["with", "headline", "source"])
def test_many_values_of_a_field_ask_no_more_than_two(
    db: ArchiveReader, field: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def compiled(values: list[str]) -> list[str]:
        criteria = Filter(text=f"{field}:{','.join(values)}")
        asked = statements(monkeypatch, lambda: compile_filter(criteria, db))
        return [*asked, *compile_filter(criteria, db).condition.split("regexp_matches")]

    assert len(compiled(MANY)) <= len(compiled(MANY[:2])) + 1


def test_of_many_names_each_finds_its_own(db: ArchiveReader) -> None:
    written = ["union", "place/old-quay", "%", "har", "Norland", "harbour union"]
    assert matches(db, "actor", written) == [matches(db, "actor", [each])[0] for each in written]
    said = compile_filter(Filter(text='actor:union,nobody headline:fog,"the tide"'), db)
    assert said.notes == ("No actor of this archive is called “nobody”.",)


def test_names_of_many_fields_are_asked_together(db: ArchiveReader, monkeypatch: pytest.MonkeyPatch) -> None:
    def compiled(values: list[str]) -> int:
        text = " ".join(f"-actor:{each} (tag:{each} OR with:{each},hale)" for each in values)
        return len(statements(monkeypatch, lambda: compile_filter(Filter(text=text), db)))

    assert compiled(MANY[:7]) == compiled(MANY[:1])
