"""Then and now: which stories and sentences differ between two states of an archive, and what that moves."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from lib.model.filter import Choice, Filter
from lib.model.mention import Kind
from lib.model.parsed import Parsed
from lib.query.selection_diff import between, moments
from lib.store.archive import ArchiveReader, open_for_reading, open_for_writing
from lib.store.batches.stories import save
from tests.builders import archive, article, parsed

NAMES: dict[str, Kind] = {"Norland": "country", "Sudmark": "country", "Westvale": "country"}
NOW = Filter()


def page(day: int, *body: str, hour: int = 9, **fields: Any) -> Parsed:
    when = datetime(2024, 4, day, 9, tzinfo=UTC)
    story = article(
        f"Harbour story {day}", *body, published_at=when, canonical_url=f"https://harbour.example/{day}",
        captured_at=when + timedelta(hours=hour), **fields,
    )  # fmt: skip
    return parsed(story, names=NAMES)


@pytest.fixture(scope="module")
def revised(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Filter]:
    """An archive in which one story was revised and one came in since, and the filter of its former state."""
    first = page(
        1, "Norland spoke with Sudmark. Westvale kept out of it. Ferries left at noon.", tags=("Talks",)
    )
    path = archive(tmp_path_factory.mktemp("revised"), first, page(2, "Westvale wrote to Sudmark."))
    with open_for_reading(path) as db:
        (then,) = db.execute("select max(stored_at) from batch").fetchall()[0]
    later = page(1, "Norland spoke with Westvale. Ferries left at noon. Nobody met.", hour=30)
    save(path, [later, page(5, "Norland thanked Sudmark.")])
    _age(path, then)
    return path, Filter(as_of=then.replace(tzinfo=UTC))


def _age(path: Path, then: datetime) -> None:
    """Let the last batch have come a day after the first: a test stores both within one second."""
    with open_for_writing(path) as connection:
        later = {"then": then + timedelta(days=1)}
        connection.execute(
            "update batch set stored_at = $then where batch = (select max(batch) from batch)", later
        )


def test_a_revision_shows_its_sentences_and_the_pairs_that_it_took_and_brought(
    revised: tuple[Path, Filter],
) -> None:
    path, then = revised
    with open_for_reading(path) as db:
        found = between(db, then, NOW)
    assert found.numbers == {"added": 1, "removed": 0, "revised": 1}
    edited, came = found.stories
    assert (edited.headline, edited.change) == ("Harbour story 1", "revised")
    assert edited.said == (
        ("Norland spoke with Sudmark.", "Norland spoke with Westvale."), ("Westvale kept out of it.", ""),
        ("", "Nobody met."),
    )  # fmt: skip
    assert (edited.gained, edited.lost) == ((("Norland", "Westvale"),), (("Norland", "Sudmark"),))
    assert (came.headline, came.change, came.gained) == (
        "Harbour story 5",
        "added",
        (("Norland", "Sudmark"),),
    )
    assert found.days == {date(2024, 4, 5): 1}


def test_the_way_back_is_the_mirror_and_the_same_state_is_empty(revised: tuple[Path, Filter]) -> None:
    path, then = revised
    with open_for_reading(path) as db:
        back, same = between(db, NOW, then), between(db, NOW, NOW)
    assert back.numbers == {"added": 0, "removed": 1, "revised": 1}
    assert back.stories[0].said == (
        ("Norland spoke with Westvale.", "Norland spoke with Sudmark."), ("", "Westvale kept out of it."),
        ("Nobody met.", ""),
    )  # fmt: skip
    assert back.stories[0].lost == (("Norland", "Westvale"),) and back.days == {date(2024, 4, 5): -1}
    assert same.stories == () and not any(same.numbers.values()) and same.days == {}


def test_a_revision_that_no_longer_fits_leaves_the_selection(revised: tuple[Path, Filter]) -> None:
    path, then = revised
    tagged = Choice(any=("Talks",))
    with open_for_reading(path) as db:
        found = between(db, Filter(tags=tagged, as_of=then.as_of), Filter(tags=tagged))
    assert found.numbers == {"added": 0, "removed": 1, "revised": 0}


def test_mornings_are_those_before_which_the_archive_held_less(revised: tuple[Path, Filter]) -> None:
    path, then = revised

    def states(db: ArchiveReader) -> list[int]:
        return [sum(between(db, Filter(as_of=each), NOW).numbers.values()) for each in moments(db)]

    with open_for_reading(path) as db:
        assert states(db) == [2] and moments(db)[0] > (then.as_of or datetime.min)
