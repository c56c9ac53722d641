"""What a child process reports is worded by the page: buttons in place of commands, files by their names."""

import json
from pathlib import Path, PureWindowsPath

import pytest

from lib.model.errors import Remedy
from lib.store.paths import EVENTS
from lib.store.unusable import damaged_error
from lib.ui.jobs import child, events
from lib.ui.jobs.events import Event
from tests.cases import every_case
from tests.running import verb
from tests.ui.conftest import failed, summary

MEND = {"command": "doctor --mend", "does": "brings it back"}
RESTORED = [
    "/home/a/backups/b was read from end to end and put in place.",
    "2 captures came after; `python -m lib doctor --mend` adds them again.",
]


def refreshed(**parameters: object) -> Event:
    return Event(code="refreshed", parameters=parameters)


WORDED = [
    (summary(stored=1, seconds=9.0), "1 story stored; 9.0 seconds."),
    (refreshed(asked=2, failed=1, summary=None), "2 sources asked, 1 in vain: nothing new."),
    (
        refreshed(asked=1, failed=0, summary=summary(known=3).parameters),
        "1 source asked: 0 stories stored, 3 known already; 2.0 seconds.",
    ),
    (
        Event(code="done", parameters={"sentences": RESTORED, "paths": ["/home/a/backups/b"]}),
        "b was read from end to end and put in place. 2 captures came after; “Bring back what is missing”",
    ),
    (failed("A batch is missing.", remedies=[MEND]), "missing. “Bring back what is missing” brings it back."),
    (failed("/home/a/page.html holds no story.", subject="/home/a/page.html"), "page.html holds no story."),
    (Event(code="done", parameters={"sentences": ["Undone."]}), "Undone."),
    (events.last(""), "It ended without saying why."),
    (events.last("Traceback\nMemoryError"), "MemoryError"),
]


@every_case(("event", "words"), WORDED)
def test_each_event_has_its_words(event: Event, words: str) -> None:
    assert words in events.sentence(event)
    assert "python -m lib" not in events.sentence(event) and "/home" not in events.sentence(event)


def test_a_path_that_is_named_loses_its_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    within = events.brief("/quay/out/a.html lies in /quay/out.", "/quay/out", "/quay/out/a.html")
    assert within == "a.html lies in out."
    assert events.brief("/ is full, see https://a.example/b.", "/") == "/ is full, see https://a.example/b."
    monkeypatch.setattr(events, "Path", PureWindowsPath)
    path = r"C:\Users\ada\page.html"
    assert events.brief(f"{path} holds no story.", path) == "page.html holds no story."


def test_the_last_event_of_an_output_counts_and_words_beside_it_do_not() -> None:
    output = '{"code": "progress", "parameters": {}}\nHalf.\n{"code": "done", "parameters": {}}\n{no\nEnd.'
    assert events.last(output) == Event(code="done")


NO_EVENTS = ["{}", "[1]", '{"code": 1}', "{", '{"url": "x"}', "3"]
NO_EVENTS += ['{"a":' * 100_000, '{"code": 1, "parameters": {}}', '{"code": "failed", "parameters": [1]}']


@every_case("line", NO_EVENTS)
def test_json_that_is_no_event_is_none(line: str) -> None:
    assert events.last(line) == Event(code="unexplained", parameters={"message": line[:2_000]})


def test_progress_is_told_in_numbers() -> None:
    parameters = {"done": 1, "total": 1, "stored": 0, "rejected": 0, "left": 0.2}
    assert events.progress(Event(code="progress", parameters=parameters)) == "1 of 1 file, 0 stored"
    parameters |= {"total": 1200, "rejected": 2, "left": 12.4}
    words = "1 of 1,200 files, 0 stored, 2 rejected, about 12 s left"
    assert events.progress(Event(code="progress", parameters=parameters)) == words
    asked = Event(code="asked", parameters={"source": "The Post", "sentence": "3 new."})
    assert events.progress(asked) == "The Post: 3 new." and events.progress(summary()) == ""


def test_an_error_of_the_server_has_the_same_words(tmp_path: Path) -> None:
    words = events.error_words(damaged_error(tmp_path / "archive.duckdb", "why"))
    assert words.startswith(
        "The archive archive.duckdb is damaged (why). Nothing was deleted. “Bring back what"
    )
    assert words.endswith("“Restore…” takes the newest backup.")


def test_a_command_without_a_button_is_told_as_a_command() -> None:
    remedy = Remedy(command="reclean", does="cleans them again")
    assert remedy.terminal == "`python -m lib reclean`"
    assert "`python -m lib reclean` cleans" in events.remedied(
        {"message": "Late.", "remedies": [{"command": "reclean", "does": "cleans them again"}]}
    )


def test_an_event_is_read_whatever_breaks_its_words_hold() -> None:
    done = Event(code="done", parameters={"sentences": ["One\u2028two\x85three."]})
    line = json.dumps({"code": done.code, "parameters": done.parameters}, ensure_ascii=False)
    assert events.last(f"Half.\n{line}\n") == done


def test_what_has_no_break_in_it_is_cut_short() -> None:
    long = f"{'x' * 500} is no host; {'y' * 20}"
    assert events.shortened(long) == f"{'x' * 160}… is no host; {'y' * 20}"


@pytest.mark.archive
def test_a_verb_ends_with_one_event(empty_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(EVENTS, "1")
    (empty_home / "page.txt").write_text("x", encoding="utf-8")
    done = verb(empty_home, "ingest", str(empty_home / "page.txt"), "--jobs", "1")
    event = events.last(done.out)
    assert done.status == 3 and event.code == "ingested"
    assert (event.parameters["counts"]["rejected"], event.parameters["counts"]["stored"]) == (1, 0)
    (refused,) = events.refusals(event.parameters)
    assert "page.txt holds no" in refused and str(empty_home) not in refused


def test_a_verb_that_fails_ends_with_an_event_too(empty_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(EVENTS, "1")
    (empty_home / "archive.duckdb").write_bytes(b"no database" * 400)
    done = verb(empty_home, "ledger", "rename", "a", "b")
    event = events.last(done.out)
    assert done.status == 1 and event.code == "failed"
    assert event.parameters["subject"] == str(empty_home / "archive.duckdb")
    assert "“Bring back what is missing” sets the file aside" in events.sentence(event)


@pytest.mark.process
@pytest.mark.parametrize(
    ("arguments", "ok", "text"),
    [(("corrections", "--keep", "1"), False, "--keep and --cut need --story, which says of which story."),
     (("corrections", "--archive", "/nowhere/<b>.duckdb"), False, "There is no archive at "),
     (("corrections",), True, "There are no corrections.")],
)  # fmt: skip
def test_a_child_is_awaited(arguments: tuple[str, ...], ok: bool, text: str) -> None:
    done = child.finish(arguments)
    assert done.good is ok and done.sentence.startswith(text)
