"""The command line as a whole: its verbs, its statuses, its sentences."""

import argparse
import errno
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import Mock

import pytest

from lib import figures
from lib.cli import ORDER, events, verbs
from lib.model.capture import Rejected
from lib.model.errors import ArchiveError
from lib.query.filter.address import PARAMETERS
from lib.store.paths import EVENTS
from tests.cases import every_case
from tests.cli.conftest import Run

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("duckdb", "pandas", "spacy", "plotly", "lxml", "trafilatura", "streamlit")


def test_every_verb_is_there_with_its_help(run: Run) -> None:
    status, out, _ = run("--help")
    assert (status, tuple(verbs())) == (0, ORDER)
    assert all(re.search(rf"^    {name}\s", out, re.M) for name in ORDER)
    assert "0 all done, 3 some captures rejected, 2 wrong usage, 1 failed" in out


@pytest.mark.process
def test_help_imports_no_heavy_library() -> None:
    script = """
import sys
from lib.cli import main
try:
    main(["--help"])
except SystemExit:
    print(*sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not set(HEAVY) & set(done.stdout.split())


def _parsers(name: str, parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Yield the parser of a verb and those of what it can be told to do."""
    yield name, parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for what, inner in action.choices.items():
                yield from _parsers(f"{name} {what}", inner)


@every_case("name", ORDER)
def test_the_help_of_a_verb_says_what_it_does_and_what_each_word_means(name: str) -> None:
    verb = verbs()[name]
    verb.arguments(parser := argparse.ArgumentParser(description=verb.HELP))
    for called, each in _parsers(name, parser):
        assert each.description, called
        asked = [action for action in each._actions if not isinstance(action, argparse._SubParsersAction)]
        assert [action.dest for action in asked if not action.help] == [], called


@pytest.mark.parametrize("verb", ["export", "digest"])
def test_the_help_lists_the_keys_of_a_filter_and_an_export_s_charts(run: Run, verb: str) -> None:
    status, out, _ = run(verb, "--help")
    words = set(re.findall(r"[\w-]+", out))
    assert status == 0 and {*PARAMETERS, "brief"} <= words
    if verb == "export":
        assert {*figures.NAMES, "by", "unit", "against"} <= words
    assert "Exit status: 0" in out


def test_the_help_of_pictures_names_the_refresh_that_fetches_them(run: Run) -> None:
    assert "a refresh does so only where you have said so" in " ".join(run("pictures", "--help")[1].split())


WRONG = (
    ("no verb", ()),
    ("an unknown verb", ("fetch",)),
    ("no source", ("ingest",)),
    ("an empty source", ("ingest", "")),
    ("an empty source to clean", ("clean", "")),
    ("no jobs", ("ingest", "x", "--jobs", "0")),
    ("jobs that are no number", ("ingest", "x", "--jobs", "many")),
    ("no backup to keep", ("backup", "--keep", "0")),
    ("a format that does not exist", ("query", "select 1", "--format", "xml")),
    ("texts and sources", ("actors", "x", "--texts", "y")),
    ("an export without a file", ("export", "timeline")),
)


@pytest.mark.parametrize(("what", "arguments"), WRONG)
def test_wrong_usage_gives_2(home: Path, run: Run, what: str, arguments: tuple[str, ...]) -> None:
    status, _, err = run(*arguments)
    assert status == 2
    assert "usage: python -m lib" in err and "positive" not in err


MISSING = (
    ("query", "select 1"),
    ("export", "timeline", "-o", "x.csv"),
    ("remove", "a", "--yes"),
    ("backup",),
)


@pytest.mark.parametrize("arguments", MISSING)
def test_a_missing_archive_is_a_sentence(home: Path, run: Run, arguments: tuple[str, ...]) -> None:
    status, _, err = run(*arguments)
    assert status == 1
    assert err.startswith("There is no archive at")
    assert "Traceback" not in err


@pytest.mark.process
@pytest.mark.parametrize(("command", "status"), [
    ("clean nothing.txt nothing-else.txt | true", 0), ("sources >&-", 0), ("clean nothing.txt >&- 2>&-", 3),
])  # fmt: skip
def test_an_output_that_is_closed_or_closes_early_is_no_traceback(
    home: Path, command: str, status: int
) -> None:
    whole = f"{sys.executable} -m lib {command}"
    done = subprocess.run(whole, shell=True, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (status, "")


FAILING: tuple[tuple[str, OSError, tuple[str, ...], str], ...] = (
    ("lib.store.sql.ask", OSError("Not a gzipped file"), ("query", "select 1"),
     "cannot be used (Not a gzipped file)"),
    ("lib.store.upkeep.backup.backup", OSError(errno.ENOSPC, "No space left on device"), ("backup",),
     "There is no room left on the disk."),
    ("", OSError(), ("query", "select 1", "-o", "no/such/folder.csv"),
     "folder.csv cannot be used (No such file or directory)"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("fails", "error", "arguments", "words"), FAILING, ids=["damage", "full", "no folder"]
)
def test_what_fails_is_a_sentence_that_names_no_wrong_file(
    filled: Path, run: Run, monkeypatch: pytest.MonkeyPatch,
    fails: str, error: OSError, arguments: tuple[str, ...], words: str,
) -> None:  # fmt: skip
    if fails:
        monkeypatch.setattr(fails, Mock(side_effect=error))
    status, _, err = run(*arguments)
    assert status == 1 and words in err and "None" not in err


def test_a_removal_whose_file_cannot_be_rewritten_says_that_the_story_is_gone(
    filled: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path) -> None:
        raise ArchiveError(path, "It could not be copied.")

    story = (
        run("query", "select article_id from stories limit 1", "--format", "csv")[1].split()[-1].strip('"')
    )
    monkeypatch.setattr("lib.store.upkeep.compact.compact", full)
    status, out, err = run("remove", story, "--yes")
    assert status == 1 and f"Removed {story}" in out
    assert (
        "Removed, but the next ingest has to delete the words from the file: It could not be copied." in err
    )


def test_a_name_of_any_bytes_is_told_and_does_nothing_to_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "caf\udce9\x1b[2J\n.html"
    refused = Rejected(origin=name, sha256=None, kind="Empty", message=f"{name} is empty.")
    events.print_rejected([refused], stream=(shown := io.StringIO()))
    assert shown.getvalue() == "Rejected (Empty): caf\udce9\\x1b[2J\\x0a.html is empty.\n"
    monkeypatch.setenv(EVENTS, "1")
    events.report("note", origin=name)
    said = json.loads(capsys.readouterr().out)
    assert said["parameters"] == {"origin": "caf\ufffd\x1b[2J\n.html"}
