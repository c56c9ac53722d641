"""The inbox: complete or not there, kept until the commit, names that cannot leave it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from lib.cli.events import summary_of
from lib.ingest.run import ingest
from lib.store.paths import archive_path, inbox_path
from lib.ui.intake import inbox
from lib.ui.intake.inbox import unused
from lib.ui.intake.outcome import outcome
from lib.ui.jobs import background
from lib.ui.jobs.events import Event
from tests.ingest.conftest import page
from tests.ui.conftest import ended, failed, summary

NAMES = [
    ("page.html", "page.html"),
    ("../../etc/passwd", "passwd"),
    (".hidden", "hidden"),
    ("a/b\\c:d?.txt", "b_c_d_.txt"),
    ("...", "capture.txt"),
    ("मंत्री.html", "मंत्री.html"),
    ("Cafe\u0301 de l’île.html", "Cafe\u0301 de l_île.html"),  # as macOS writes it
    ("é" * 200 + ".txt", "é" * 116 + ".txt"),
    ("港" * 200 + ".txt", "港" * 78 + ".txt"),
    ("a" * 50 + "." * 200, "capture.txt"),
]


@pytest.mark.parametrize(("given", "kept"), NAMES)
def test_a_name_stays_in_its_folder(given: str, kept: str, tmp_path: Path) -> None:
    path = unused(tmp_path, given)
    assert path.parent == tmp_path and path.name == kept


def test_a_dropped_folder_keeps_its_shape_inside_the_inbox(empty_home: Path) -> None:
    given = ["../../x/page.html", "x/page_files/ad.html", "/etc/cron", "..", "a\\b\\c.txt"]
    arrival = inbox.put([(name, b"x") for name in given])
    folder = inbox.folder_of(arrival)
    found = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert found == {"x/page.html", "x/page_files/ad.html", "etc/cron", "capture.txt", "a/b/c.txt"}
    arrival = inbox.put([("page.txt", b"one"), ("page.txt", b"two")])
    assert sorted(path.name for path in inbox.folder_of(arrival).iterdir()) == ["2-page.txt", "page.txt"]


def test_of_a_held_list_that_gets_no_folder_nothing_stays(
    empty_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError("no permission")

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(OSError, match="permission"):
        inbox.put([("feeds.opml", b"<opml/>")], held=True)
    assert list(inbox_path().iterdir()) == []


def test_a_held_list_is_not_ingested_after_a_kill_as_it_gets_its_folder(
    empty_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def killed_after(source: Path, target: Path) -> None:
        rename(source, target)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(Path, "rename", killed_after)
        inbox.put([("feeds.opml", b"<opml/>")], held=True)
    (arrival,) = inbox.to_follow()
    assert inbox.waiting() == [] and inbox.folder_of(arrival).exists()


def test_an_arrival_that_is_not_complete_does_not_wait_and_leaves_nothing_where_it_cannot_be_written(
    empty_home: Path,
) -> None:
    def files() -> Iterator[tuple[str, bytes]]:
        yield "page.txt", b"one"
        assert inbox.waiting() == []
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        inbox.put(files())
    assert list(inbox_path().iterdir()) == []


def test_what_an_app_that_was_stopped_has_left_goes_with_the_next_start(
    empty_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored, waits = inbox.put([("a.txt", b"a")]), inbox.put([("b.txt", b"b")])
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr("shutil.rmtree", _killed)
        inbox.finish([stored], ended(failed("One."), 0))
    old, new = (inbox_path() / f".{stored}-0123456{n}" for n in range(2))
    for half in (old, new):
        half.mkdir()
    os.utime(old, (1, 1))
    assert inbox.folder_of(stored).exists()
    assert background.Worker(by_itself=False).holds_lock()
    assert not inbox.folder_of(stored).exists() and inbox.is_known(stored)
    assert inbox.waiting() == [waits] and (old.exists(), new.exists()) == (False, True)


def _killed(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_what_is_stored_goes_and_what_was_rejected_stays(empty_home: Path) -> None:
    stored, rejected = inbox.put([("a.txt", b"a")]), inbox.put([("b.txt", b"b")])
    assert inbox.waiting() == sorted([stored, rejected])
    inbox.finish([stored], ended(failed("Two."), 0))
    inbox.finish([rejected], ended(failed("Two."), 3))
    assert inbox.waiting() == []
    assert not inbox.folder_of(stored).exists() and inbox.folder_of(rejected).exists()
    assert inbox.is_known(stored) and inbox.is_known(rejected)
    note = inbox.result(stored)
    assert note is not None and note.sentence == "Two."
    inbox.again(rejected)
    assert inbox.waiting() == [rejected]


def test_of_arrivals_taken_in_together_only_those_with_something_rejected_stay(empty_home: Path) -> None:
    stored, rejected = inbox.put([("a.txt", b"a")]), inbox.put([("b.txt", b"b")])
    origin = str(inbox.folder_of(rejected) / "b.txt#2")
    note = Event(code="ingested", parameters={"rejected": [{"origin": origin}]})
    inbox.finish([stored, rejected], ended(note, 3))
    assert not inbox.folder_of(stored).exists() and inbox.folder_of(rejected).exists()


def test_of_one_arrival_the_stored_files_go_and_the_rejected_one_stays_and_is_named(empty_home: Path) -> None:
    given = {"ferry.html": page("ferry", 1), "empty.html": " ", "saved/market.html": page("market", 2)}
    arrival = inbox.put([(name, text.encode()) for name, text in given.items()])
    done = ingest(inbox.sources(arrival), archive=archive_path(), jobs=1, pooled=False)
    assert done.counts.stored == 2
    inbox.finish([arrival], ended(Event(code="ingested", parameters=summary_of(done)), 3))
    assert [path.name for path in inbox.folder_of(arrival).rglob("*.*")] == ["empty.html"]
    note = inbox.result(arrival)
    assert note and "empty.html is empty" in outcome(arrival, note)[1]


@pytest.mark.parametrize("origin", ["", "/none.txt", "/a.txt/inside"])
def test_nothing_goes_where_what_was_rejected_may_be_of_any_file(empty_home: Path, origin: str) -> None:
    arrival = inbox.put([("a.txt", b"a"), ("b.txt", b"b")])
    refused = [{"origin": f"{inbox.folder_of(arrival)}{origin}"}]
    inbox.finish([arrival], ended(Event(code="ingested", parameters={"rejected": refused}), 3))
    assert len(list(inbox.folder_of(arrival).iterdir())) == 2


def test_what_failed_as_a_whole_is_stuck_until_it_is_tried_again(empty_home: Path) -> None:
    arrival = inbox.put([("b.txt", b"b")])
    inbox.put([("feeds.opml", b"<opml/>")], held=True)
    inbox.finish([inbox.put([("c.txt", b"c")])], ended(failed("Two."), 3))
    assert inbox.stuck() == []
    inbox.finish([arrival], ended(failed("Two."), 1))
    assert [end.name for end in inbox.stuck()] == [arrival]
    inbox.again(arrival)
    assert inbox.stuck() == [] and arrival in inbox.waiting()
    inbox.forget(arrival)
    assert not inbox.is_known(arrival)


def test_the_same_capture_in_one_second_lies_here_once(empty_home: Path) -> None:
    made = {inbox.put([("a.txt", b"a")], mark="0123456789abcdef0123") for _ in range(3)}
    assert len(inbox.waiting()) == len(made) <= 2
    assert {inbox.mark_of(arrival) for arrival in made} == {"0123456789abcdef"}


def test_each_file_is_handed_over_by_name_unless_there_are_very_many(
    empty_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrival = inbox.put([("picture.png", b"x"), ("Inbox", b"From x"), ("saved/page.html", b"<p>")])
    folder = inbox.folder_of(arrival)
    assert inbox.sources(arrival) == [str(folder / name) for name in ("Inbox", "picture.png", "saved")]
    monkeypatch.setattr(inbox, "NAMED", 2)
    assert inbox.sources(arrival) == [str(folder)]
    inbox.forget(arrival)
    assert inbox.sources(arrival) == [str(folder)]  # gone meanwhile: the ingest says so


def test_what_others_lay_into_the_inbox_is_left_alone(empty_home: Path) -> None:
    for name in ("20240409-063100", "feed.warc", ".20240409-063100-0123456789abcdef-ab"):
        (inbox_path() / name).mkdir(parents=True)
    assert inbox.waiting() == []
    assert not inbox.is_known("../archive") and not inbox.is_known("feed.warc")


def test_of_very_many_rejections_the_first_are_noted_and_all_are_obeyed(empty_home: Path) -> None:
    arrival = inbox.put([(f"{n}.txt", b"x") for n in range(inbox.REFUSALS + 2)])
    *rejected, stored = sorted(inbox.folder_of(arrival).iterdir())
    refused = [{"origin": str(path), "message": "It is empty."} for path in rejected]
    inbox.finish([arrival], ended(summary(refused=refused), 3))
    assert sorted(inbox.folder_of(arrival).iterdir()) == rejected and not stored.exists()
    note = inbox.result(arrival)
    assert note and len(note.event.parameters["rejected"]) == inbox.REFUSALS
    more = inbox.REFUSALS + 1 - 5
    assert f"{more} more were rejected" in outcome(arrival, note)[1]
