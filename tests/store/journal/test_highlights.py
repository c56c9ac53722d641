"""Highlighted passages keep their words, find them again in a later text, and say when they are gone."""

from pathlib import Path
from threading import Thread

import pytest

from lib.store.journal import highlights, marks, views
from lib.store.journal.highlights import Highlight, Place
from lib.store.journal.journal import Journal
from tests.builders import archive
from tests.cases import every_case
from tests.store.noted import noted


def passage(quote: str, before: str = "", after: str = "") -> Highlight:
    return Highlight(key="k", article="a", quote=quote, before=before, after=after)


TEXTS = ["The tide was low. The quay was crowded.", "The tide was high.", "Nobody came."]
PLACED = [
    (passage("Nobody"), Place(block=2, start=0, end=6)),
    (passage("The tide was", after=" high"), Place(block=1, start=0, end=12)),
    (passage("The tide was", after=" low"), Place(block=0, start=0, end=12)),
    (passage("The", before="low. ", after=" quay"), Place(block=0, start=18, end=21)),
    (passage("The tide turned"), None),
]


@every_case(("highlight", "place"), PLACED)
def test_a_passage_is_found_by_its_words_and_what_stands_beside_them(
    highlight: Highlight, place: Place | None
) -> None:
    assert highlights.place(highlight, TEXTS) == place


def test_a_passage_that_is_sent_twice_is_one_and_keeps_its_note(tmp_path: Path) -> None:
    path = archive(tmp_path)
    words = {"quote": "The quay", "before": "low. ", "after": " was"}
    highlights.add(path, "a", **words)
    (only,) = highlights.of_story(path, "a")
    highlights.set_note(path, only, "Compare “both”.")
    highlights.add(path, "a", **words)
    highlights.add(path, "a", quote=" \n", before="", after="")
    (only,) = highlights.of_story(path, "a")
    assert (only.quote, only.note) == ("The quay", "Compare “both”.")
    highlights.add(path, "b", **words)
    assert len(highlights.all_highlights(path)) == 2
    highlights.remove(path, only)
    assert highlights.of_story(path, "a") == []
    long = "The quay is low. " * 400
    highlights.add(path, "a", quote=long, before="", after="It was raised.")
    (only,) = highlights.of_story(path, "a")
    assert (
        only.quote + only.after == long[: highlights.LONGEST + highlights.CONTEXT]
    )  # cut, with what follows


def test_what_another_window_wrote_or_deleted_unseen_is_united_with_what_is_written_here(
    tmp_path: Path,
) -> None:
    path = archive(tmp_path)
    highlights.add(path, "a", quote="The quay", before="", after="")
    (seen,) = highlights.of_story(path, "a")
    highlights.set_note(path, seen, "Written elsewhere.")
    highlights.set_note(path, seen, "Written here.")
    (both,) = highlights.of_story(path, "a")
    assert both.note == "Written elsewhere.\n\nWritten here."
    highlights.set_note(path, both, "All anew.")
    assert [each.note for each in highlights.of_story(path, "a")] == ["All anew."]
    highlights.remove(path, both)
    highlights.set_note(path, both, "")
    assert highlights.of_story(path, "a") == []
    highlights.set_note(path, both, "Ask Ida.")  # it comes back with words alone
    assert [each.note for each in highlights.of_story(path, "a")] == ["Ask Ida."]


def test_what_another_window_writes_at_the_same_moment_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, in_place_of = archive(tmp_path), marks.in_place_of
    highlights.add(path, "a", quote="The quay", before="", after="")
    (seen,) = highlights.of_story(path, "a")
    elsewhere = Thread(target=highlights.set_note, args=(path, seen, "Written elsewhere."))

    def slowly(former: str, held: str, note: str) -> str:
        monkeypatch.undo()
        elsewhere.start()
        elsewhere.join(0.5)  # long enough to end, unless it waits
        return in_place_of(former, held, note)

    monkeypatch.setattr(marks, "in_place_of", slowly)
    highlights.set_note(path, seen, "Written here.")
    elsewhere.join()
    (both,) = highlights.of_story(path, "a")
    assert both.note == "Written here.\n\nWritten elsewhere."


def test_a_passage_of_two_stories_that_are_merged_is_highlighted_once(tmp_path: Path) -> None:
    path = archive(tmp_path)
    words = {"quote": "The quay", "before": "low. ", "after": " was"}
    for story, note in (("former", "Ask Ida."), ("a", "Which quay?"), ("other", ""), ("third", "Ask Ida.")):
        highlights.add(path, story, **words)
        (made,) = highlights.of_story(path, story)
        highlights.set_note(path, made, note)
    marks.move(path, {"former": "a", "other": "a", "third": "a"})
    highlights.add(path, "a", **words)
    (only,) = highlights.of_story(path, "a")
    assert sorted(only.note.split("\n\n")) == ["Ask Ida.", "Which quay?"]
    highlights.set_note(path, only, "Done.")
    assert [each.note for each in highlights.of_story(path, "a")] == ["Done."]
    highlights.add(path, "former", **words)
    marks.move(path, {"former": "a"})
    highlights.remove(path, highlights.of_story(path, "a")[0])
    assert highlights.of_story(path, "a") == []


def test_highlights_move_with_a_merged_story_and_go_with_a_removed_one(tmp_path: Path) -> None:
    path = archive(tmp_path)
    highlights.add(path, "former", quote="The quay", before="", after="")
    marks.move(path, {"former": "a"})
    (moved,) = highlights.of_story(path, "a")
    highlights.set_note(path, moved, "A secret")
    views.save(path, "Ports", "tags=Ports", batch=1)
    Journal(path).erase(["a"])
    assert [each.name for each in views.all_views(path)] == ["Ports"]
    assert highlights.all_highlights(path) == [] and "secret" not in noted(path)


def test_the_note_on_a_story_stands_before_its_passages_with_its_day(tmp_path: Path) -> None:
    path = archive(tmp_path)
    highlights.add(path, "a", quote="The quay", before="", after="")
    marks.set_note(path, "former", "Ask Ida.")
    marks.set_note(path, "b", "Later.")
    marks.set_note(path, "b", "")
    marks.move(path, {"former": "a"})
    whole, passage = highlights.all_notes(path)
    assert (whole.article, whole.quote, whole.note, whole.at[:2]) == ("a", "", "Ask Ida.", "20")
    assert (passage.article, passage.quote) == ("a", "The quay")
    Journal(path).erase(["a", "former"])
    assert highlights.all_notes(path) == [] and "Ask Ida" not in noted(path)
