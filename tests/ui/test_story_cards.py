"""A list shows the pictures that were fetched, asks nobody for one, and folds what other papers tell."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from lib.model.article import DAY_ONLY, Image
from lib.model.filter import Filter
from lib.query import evidence
from lib.query.stories import newest
from lib.store import pictures
from lib.store.archive import open_for_reading
from lib.store.paths import archive_path
from lib.ui import wording
from lib.ui.evidence import evidence_list
from lib.ui.render import Markup, render
from lib.ui.session import session
from lib.ui.story_cards import pictures_of, story_cards
from lib.ui.view import View, view_of
from tests import builders
from tests.papers import captures, story

LEAD, OTHER = "https://harbour.example/lead.jpg", "https://harbour.example/other.jpg"


def story_list(frame: pd.DataFrame, view: View, zone: str) -> Markup:
    """Return the list of a frame's stories as a page shows it."""
    cards = story_cards(frame, view, zone)
    return render("lists/stories.html", stories=cards, shape="", chosen="", pick=False, decks=True)


def test_a_card_has_the_first_picture_that_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path))
    images = tuple(
        Image(url=url, alt="A crane", caption=None, credit="B. Roe", lead=url == LEAD)
        for url in (OTHER, LEAD)
    )
    with_two = builders.parsed(builders.article("Crane", "It came.", images=images))
    path = builders.archive(tmp_path, with_two, builders.parsed(builders.article("Bread", "It rose.")))
    assert path == archive_path()
    with open_for_reading(path) as db:
        frame = newest(db, Filter())
    with session(path):
        assert pictures_of(frame) == {}
        pictures.save(path, OTHER, b"other")
        assert [each.url for each in pictures_of(frame).values()] == [
            f"/pictures/{pictures.file_name(OTHER)}"
        ]
        pictures.save(path, LEAD, b"lead")
        listed = story_list(frame, view_of("read", {}, "own"), "UTC")
    assert listed.count('class="thumb"') == 1 and f'src="/pictures/{pictures.file_name(LEAD)}"' in listed
    assert listed.index("pictured") < listed.index("Crane")


WIRE = (
    "Otto Lund of the Northern Line met Eva Roth of the Harbour Union on the slip at noon. "
    "Eva Roth gave Otto Lund a list of eleven wishes, and the Northern Line has kept it."
)
FOLDED = "and 1 copy; first printed by coast.example"


def test_desk_and_evidence_fold_the_copy_under_the_newer_story(tmp_path: Path) -> None:
    papers = (
        story("Wishes on the slip", 4, WIRE, publisher="coast.example"),
        story("Eleven wishes", 5, WIRE, publisher="inland.example"),
    )
    path, view = builders.archive(tmp_path, *captures(*papers)), view_of("", {}, "own")
    with open_for_reading(path) as db:
        frame = newest(db, Filter(text="wishes"))
        sentences = evidence.sentences(db, Filter(text="wishes"), actor="Otto Lund", other="Eva Roth")
    ids = ("person/otto-lund", "person/eva-roth")
    with session(path):
        cards = story_list(frame, view, "UTC")
        listed = evidence_list(sentences, view, "UTC", ids)
    for shown, item, most in ((cards, "<h3", 2), (listed, "<blockquote", 4)):
        above, _, under = shown.partition("<details")
        assert FOLDED in under and above.count(item) == under.count(item) == most / 2
        assert "Eleven wishes" in above and "Wishes on the slip" in under


def test_copies_of_one_sentence_are_folded_under_it(tmp_path: Path) -> None:
    wire = WIRE.partition(". ")[0] + "."
    more = f"Ida Brandt of Norland wept. {wire} Tom Hale left Sudland for the islands."
    papers = (
        story("Wishes on the slip", 4, f"{wire} Mona Vik <b>sang</b>.", publisher="coast.example"),
        story("Eleven wishes", 5, more, publisher="inland.example"),
    )
    path, view = builders.archive(tmp_path, *captures(*papers)), view_of("", {}, "own")
    with open_for_reading(path) as db:
        found = evidence.sentences(db, Filter(text="slip"), actor="Otto Lund", other="Eva Roth", copies=True)
    with session(path):
        listed = evidence_list(found, view, "UTC", ("person/otto-lund",))
    above, _, under = listed.partition("<details")
    assert "<summary>and 1 copy; first printed by coast.example, 4 April 2024, 9:00 am</summary>" in under
    assert above.count("<blockquote") == under.count("<blockquote") == 1
    assert "Eleven wishes" in above and "Wishes on the slip" in under


BY_DAY = {"published_at": f"json-ld, {DAY_ONLY}"}
FIRST = [
    ({"publisher": ""}, "and 1 copy; first printed 4 April 2024, 9:00 am<"),
    ({"publisher": "coast.example", "provenance": BY_DAY}, "and 1 copy<"),
    ({"publisher": "coast.example", "published_at": None}, "and 1 copy<"),
]


@pytest.mark.parametrize(("first", "said"), FIRST)
def test_a_first_printing_is_told_by_its_time_and_by_its_publisher_where_these_are_known(
    tmp_path: Path, first: dict[str, Any], said: str
) -> None:
    papers = (
        replace(story("Wishes on the slip", 4, WIRE), **first),
        story("Eleven wishes", 5, WIRE, publisher="inland.example"),
    )
    path, view = builders.archive(tmp_path, *captures(*papers)), view_of("", {}, "own")
    with open_for_reading(path) as db:
        frame = newest(db, Filter(text="wishes"))
    with session(path):
        assert said in story_list(frame, view, "UTC")


def test_publishers_of_one_name_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        wording, "publisher_names", lambda: {"coast.example": "Coast", "inland.example": "In"}
    )
    note = wording.publishers_called(["coast.example", "Coast", "inland.example"])
    assert list(note.values()) == ["coast.example", "Coast", "In"]


def test_a_story_without_a_headline_can_be_opened(tmp_path: Path) -> None:
    path = builders.archive(tmp_path, *captures())
    with open_for_reading(path) as db:
        frame = newest(db, Filter(), limit=1).assign(headline="")
    with session(path):
        listed = story_list(frame, view_of("read", {}, "own"), "UTC")
    assert ">A story without a headline</a></h3>" in listed


def evidenced(path: Path) -> str:
    """Return the evidence of Otto Lund in an archive."""
    with open_for_reading(path) as db:
        sentences = evidence.sentences(db, Filter(), actor="Otto Lund")
    with session(path):
        return evidence_list(sentences, view_of("", {}, "own"), "UTC", ("person/otto-lund",))


def test_evidence_that_begins_in_another_paragraph_begins_with_an_ellipsis(tmp_path: Path) -> None:
    text = "The order was given\n\nto let Otto Lund of the Northern Line ashore with all his crew on Monday."
    listed = evidenced(builders.archive(tmp_path, *captures(story("The order", 4, text))))
    assert ">… to let <mark>Otto Lund</mark> of" in listed and "“… to let Otto Lund" in listed


@pytest.mark.parametrize(("authors", "signed"), [(("Ada Lund",), "Ada Lund · "), ((), "")])
def test_a_sentence_names_its_publisher_and_day(
    tmp_path: Path, authors: tuple[str, ...], signed: str
) -> None:
    printed = replace(story("The order", 4, WIRE, publisher="coast.example"), authors=authors)
    listed = evidenced(builders.archive(tmp_path, *captures(printed)))
    assert f"<br>coast.example · {signed}<time" in listed
