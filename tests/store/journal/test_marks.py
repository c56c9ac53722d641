"""The reader's marks lie beside the archive and hang on a story's id."""

import os
from functools import partial
from pathlib import Path

import pytest

from lib.model.errors import ArchiveBusy, ArchiveError
from lib.store.journal import arrival_rules, highlights, mailings, marks, views
from lib.store.journal.journal import Journal
from lib.store.journal.marks import Marked
from lib.store.paths import files
from lib.store.upkeep.backup import backup
from tests.builders import archive, parsed
from tests.store.noted import noted


def test_a_story_without_marks_is_unread_and_every_archive_has_marks_of_its_own(tmp_path: Path) -> None:
    path = archive(tmp_path)
    assert marks.marks_on(path, "a") == Marked(read=False, starred=False, labels=(), note="")
    assert (marks.in_state(path, "read"), marks.labelled_stories(path, ["x"])) == ([], [])
    Journal(path).erase(["a"])
    assert not (tmp_path / "journal.sqlite").exists()
    marks.set_read(path, "a", True)
    assert marks.in_state(tmp_path / "sample.duckdb", "read") == []


def test_marks_are_set_and_taken_away(tmp_path: Path) -> None:
    path = archive(tmp_path)
    marks.set_read(path, "a", True)
    marks.set_starred(path, "a", True)
    marks.set_note(path, "a", "Compare with the archive’s own.")
    marks.add_label(path, "a", "war")
    marks.add_label(path, "a", "war")
    marks.add_label(path, "a", "fog")
    text = Marked(read=True, starred=True, labels=("fog", "war"), note="Compare with the archive’s own.")
    assert marks.marks_on(path, "a") == text
    marks.set_read(path, "a", False)
    marks.set_starred(path, "a", False)
    assert marks.marks_on(path, "a") == Marked(labels=("fog", "war"), note="Compare with the archive’s own.")


@pytest.mark.parametrize(
    ("seen", "note", "held"),
    [
        ("One.", "Two.", "Two."),
        ("One.", "", ""),
        (None, "Two.", "Two."),
        ("", "Two.", "One.\n\nTwo."),
        ("Former.", "", "One."),
    ],
)
def test_a_note_that_another_window_wrote_unseen_stays(
    tmp_path: Path, seen: str | None, note: str, held: str
) -> None:
    path = archive(tmp_path)
    marks.set_note(path, "a", "One.")
    marks.set_note(path, "a", note, instead_of=seen)
    assert marks.marks_on(path, "a").note == held


A = Marked(read=True, starred=True, labels=("fog", "war"), note="Compare “both” letters.")
B = Marked(starred=True)


def marked(folder: Path) -> Path:
    """Return an archive with marks on two stories."""
    path = folder / "archive.duckdb"
    marks.set_read(path, "a", True)
    marks.set_starred(path, "former", True)
    marks.move(path, {"former": "a"})
    marks.set_note(path, "a", "Compare “both” letters.")
    for name in ("war", "fog"):
        marks.add_label(path, "a", name)
    marks.set_starred(path, "b", True)
    return path


def test_the_marks_of_two_stories_that_became_one_are_joined(tmp_path: Path) -> None:
    path = marked(tmp_path)
    assert (marks.marks_on(path, "a"), marks.marks_on(path, "b")) == (A, B)
    marks.set_note(path, "former", "Ask Ida.")
    marks.move(path, {"former": "a", "unmarked": "b"})
    assert (
        marks.marks_on(path, "a").note == f"{A.note}\n\nAsk Ida."
        and marks.marks_on(path, "former") == Marked()
    )
    Journal(path).erase(["a"])
    assert "both" not in noted(path) and "Ida" not in noted(path)
    assert (marks.marks_on(path, "a"), marks.marks_on(path, "b")) == (Marked(), B)


@pytest.mark.parametrize("at", ["before the log", "behind it"])
def test_a_removal_that_is_killed_leaves_no_word_among_what_is_set_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    calls = iter(range(9))
    sync = os.fsync

    def killed(number: int) -> None:
        if next(calls) == {"before the log": 0, "behind it": 1}[at]:
            raise KeyboardInterrupt
        sync(number)

    path = marked(tmp_path)
    marks.set_note(path, "a", "Zanzibarquux")
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr("os.fsync", killed)
        Journal(path).erase(["a"])
    Journal(path).check_at_start()
    Journal(path).erase(["a"])  # as the next start does
    assert "Zanzibarquux" not in noted(path) and not files(path).aside.exists()
    assert (marks.marks_on(path, "a"), marks.marks_on(path, "b")) == (Marked(), B)


def test_labels_are_set_as_one_list_and_listed_for_all_stories(tmp_path: Path) -> None:
    path = archive(tmp_path)
    assert marks.all_labels(path) == []
    marks.set_labels(path, "a", ["war", "fog"], instead_of=[])
    marks.set_labels(path, "b", ["sea"], instead_of=[])
    marks.set_labels(path, "a", ["war", "ice"], instead_of=["war", "fog"])
    marks.set_labels(path, "b", [], instead_of=["fog"])  # that of another window stays
    assert marks.marks_on(path, "a").labels == ("ice", "war")
    assert marks.all_labels(path) == ["ice", "sea", "war"]
    files(path).journal.unlink()
    assert marks.marks_on(path, "a").labels == ("ice", "war")


def test_stories_are_found_by_their_marks_and_the_marks_of_a_list_at_once(tmp_path: Path) -> None:
    path = archive(tmp_path)
    assert marks.marks_by_story(path, ["a"]) == {}
    marks.set_read(path, ["a", "b"], True)
    marks.set_read(path, ["b"], False)
    marks.set_starred(path, "b", True)
    marks.set_labels(path, "c", ["sea"], instead_of=[])
    assert marks.marks_by_story(path, ["a", "b", "c", "d"]) == {
        "a": Marked(read=True), "b": Marked(starred=True), "c": Marked(labels=("sea",)),
    }  # fmt: skip
    assert marks.marks_by_story(path, []) == {}
    marks.set_labels(path, "b", ["sea", "war"], instead_of=[])
    marks.set_read(path, ["d", "c"], True)
    assert marks.in_state(path, "read") == ["a", "c", "d"] and marks.in_state(path, "starred") == ["b"]
    assert marks.labelled_stories(path, ["war", "sea"]) == ["b", "c"]


def test_nobody_checks_or_writes_the_journal_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = marked(tmp_path)
    with Journal(path).alone():
        monkeypatch.setattr("lib.store.journal.journal.PATIENCE", 0)
        for use in (Journal(path).check, partial(marks.set_read, path, "b", True)):
            with pytest.raises(ArchiveBusy, match=r"Another program writes to .*journal\.jsonl; try again"):
                use()
        assert "could not be checked (Another program" in str(Journal(path).check_at_start())
        assert marks.marks_on(path, "b") == B  # reading goes on
    monkeypatch.undo()
    assert Journal(path).check() is Journal(path).check_at_start() is None


def test_a_journal_that_cannot_be_opened_is_told_and_stays_where_it_is(tmp_path: Path) -> None:
    path = archive(tmp_path)
    marks.set_starred(path, "a", True)
    in_the_way = tmp_path / "journal.sqlite-journal"  # as on a disk that is full or fails
    in_the_way.mkdir()
    for use in (partial(marks.set_read, path, "a", True), Journal(path).check):
        with pytest.raises(ArchiveError, match="could not be used"):
            use()
    in_the_way.rmdir()
    assert marks.marks_on(path, "a").starred and not files(path).aside.exists()


def test_a_question_is_kept_by_its_name_and_copied_by_a_backup(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed())
    marks.keep(path, "question", "Who signs", "select author from authors")
    marks.keep(path, "question", "Who signs", "select author, stories from authors")
    marks.keep(path, "question", "All", "from stories")
    assert [(each.name, each.body) for each in marks.saved_items(path, "question")] == [
        ("All", "from stories"), ("Who signs", "select author, stories from authors"),
    ]  # fmt: skip
    assert backup(path).with_suffix(".journal.sqlite").is_file()
    marks.drop(path, "question", "All")
    files(path).journal.unlink()  # mended from the other copy
    assert [each.name for each in marks.saved_items(path, "question")] == ["Who signs"]


@pytest.mark.parametrize("body", ["", "{", "[]", "3", pytest.param("[" * 100_000, id="deep"), "{}"])
def test_an_item_in_another_form_is_skipped_but_a_mailing_of_which_nobody_knows_stops(
    tmp_path: Path, body: str
) -> None:
    path = tmp_path / "archive.duckdb"
    for what in ("view", "rule", "highlight", "mailing"):
        marks.keep(path, what, "Other", body, article="a")
    highlights.add(path, "a", quote="Fog", before="", after="")
    assert not views.all_views(path) and not arrival_rules.all_rules(path)
    assert [each.quote for each in highlights.all_highlights(path)] == ["Fog"]
    with pytest.raises(ArchiveError, match=r"cannot be read in .* a newer Wireroom wrote it"):
        mailings.all_mailings(path)


def test_a_highlight_of_a_newer_version_shows_what_this_one_knows(tmp_path: Path) -> None:
    path = tmp_path / "archive.duckdb"
    body = '{"quote": "Fog", "before": "", "after": " rose", "note": "Which?", "colour": "green"}'
    marks.keep(path, "highlight", "newer", body, article="a")
    assert [(each.quote, each.note) for each in highlights.of_story(path, "a")] == [("Fog", "Which?")]
    marks.keep(path, "highlight", "bare", '{"quote": "Fog", "before": "", "after": ""}', article="b")
    assert [(each.quote, each.note) for each in highlights.of_story(path, "b")] == [("Fog", "")]
