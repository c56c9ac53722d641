"""Corrections by the command line: listed, made, undone, and refused in sentences."""

from pathlib import Path

import pytest

from lib.clean import publishers
from lib.clean.publishers import read_file
from lib.store.archive import open_for_reading, open_for_writing
from tests.builders import once
from tests.cli.conftest import Run
from tests.ingest.conftest import page
from tests.running import verb

pytestmark = pytest.mark.process


@once
def ingested(home: Path) -> Path:
    """Fill a home with a story whose page has a footer."""
    (home / "ferry.html").write_text(page("ferry", 1), encoding="utf-8")
    assert verb(home, "ingest", str(home / "ferry.html"), "--jobs", "1").status == 0
    return home / "archive.duckdb"


@pytest.fixture
def story(home: Path) -> str:
    """The id of the story in a home that was filled so."""
    ingested(home)
    with open_for_reading(home / "archive.duckdb") as reading:
        return str(reading.execute("select article_id from stories").fetchall()[0][0])


def text(home: Path) -> str:
    with open_for_reading(home / "archive.duckdb") as reading:
        return str(reading.execute("select text from stories").fetchall()[0][0])


def numbered(run: Run, story: str, words: str) -> list[str]:
    """Return the option and number of the piece that holds the words."""
    status, out, _ = run("corrections", "--story", story)
    assert status == 0
    return next(line for line in out.splitlines() if words in line).split()[:2]


def test_a_piece_is_restored_listed_and_given_back(home: Path, run: Run, story: str) -> None:
    assert "There are no corrections" in run("corrections")[1]
    before = text(home)
    status, out, _ = run("corrections", "--story", story, *numbered(run, story, "The Harbour Post"))
    assert (status, out) == (0, "Kept “The Harbour Post”: 1 story cleaned again from 1 capture.\n")
    assert text(home) == f"{before}\n\nThe Harbour Post"
    (line,) = run("corrections")[1].splitlines()
    assert "harbourpost.example  “The Harbour Post” (kept, was cut as footer)" in line
    status, out, _ = run("corrections", "--undo", line.split()[0])
    assert (status, out) == (0, "Undone: 1 story cleaned again from 1 capture.\n")
    assert text(home) == before


def test_a_paragraph_is_taken_out(home: Path, run: Run, story: str) -> None:
    option = numbered(run, story, "Norway had paid")
    assert option[0] == "--cut"
    assert run("corrections", "--story", story, *option)[0] == 0
    assert "Norway had paid" not in text(home)
    assert "(taken out)" in run("corrections")[1]


def test_what_cannot_be_done_is_told(run: Run, story: str) -> None:
    for arguments, status, note in (
        (("--keep", "0"), 2, "--keep and --cut need --story"),
        (("--story", "nosuch"), 1, "There is no story nosuch in the archive"),
        (("--story", story, "--keep", "99"), 1, "There is no piece 99; there are 0 to"),
        (("--story", story, "--cut", "0"), 1, "The headline stays"),
        (("--story", story, "--cut", "1", "--revision", "old"), 1, "text has changed meanwhile"),
        (("--undo", "nosuch", "--story", story, "--cut", "1"), 2, "not allowed with argument --undo"),
        (("--undo", "nosuch"), 1, "There is no correction nosuch to undo"),
    ):
        done = run("corrections", *arguments)
        assert done[0] == status and note in done[2], arguments


def test_corrections_become_a_draft_with_a_preview(home: Path, run: Run, story: str) -> None:
    status, _, err = run("corrections", "--as-rule")
    assert (status, err) == (1, "There are no corrections to draft a rule from.\n")
    (home / "market.html").write_text(page("market", 4), encoding="utf-8")
    assert run("ingest", str(home / "market.html"), "--jobs", "1")[0] == 0
    run("corrections", "--story", story, *numbered(run, story, "The Harbour Post"))
    run("corrections", "--story", story, *numbered(run, story, "Norway had paid"))
    status, out, err = run("corrections", "--as-rule", "--publisher", "harbourpost.example")
    assert status == 0
    assert out.startswith("# lib/clean/publishers/harbourpost_example.yaml\n")
    assert "    footer: body\n" in out
    assert "# cut: no stable name leads to “Norway had paid for a third of the ferry" in out
    (home / "draft.yaml").write_text(out, encoding="utf-8")
    assert read_file(home / "draft.yaml")[0].domains == ("harbourpost.example",)
    lines = err.splitlines()
    assert lines[0] == "What it would do to the captures of harbourpost.example:"
    assert len(lines) == 3 and all("-0 +3" in line for line in lines[1:])
    assert run("corrections", "--as-rule", "--publisher", "nowhere.example")[0] == 1


def test_a_draft_is_the_whole_file_of_a_publisher_that_has_rules(
    home: Path, run: Run, story: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = (
        "- reason: Its tags.  # in the foot\n  domains: [harbourpost.example]\n  read:\n    tags: footer b\n"
    )
    (home / "rules").mkdir()
    (home / "rules" / "post.yaml").write_text(shipped, encoding="utf-8")
    monkeypatch.setattr(publishers, "FOLDER", home / "rules")
    publishers.by_domain.cache_clear()
    run("corrections", "--story", story, *numbered(run, story, "The Harbour Post"))
    status, out, err = run("corrections", "--as-rule")
    publishers.by_domain.cache_clear()
    assert (status, out) == (0, f"# lib/clean/publishers/post.yaml\n{shipped}  keep:\n    footer: body\n\n")
    assert "-0 +3" in err and "get worse" not in err


def test_everything_is_cleaned_again(home: Path, run: Run, story: str) -> None:
    status, out, _ = run("reclean", "--jobs", "1")
    assert (status, out) == (
        0, "1 capture of 1 story cleaned again; 0 stories changed, 1 stayed the same.\n"
    )  # fmt: skip
    with open_for_writing(home / "archive.duckdb") as connection:
        connection.execute("update article_text set kicker = 'Old'")
    status, out, _ = run("reclean", "--publisher", "harbourpost.example")
    assert (status, out.splitlines()[0]) == (0, "kicker: changed in 1 story")
    status, _, err = run("reclean", "--publisher", "nowhere.example")
    assert (status, "no story of nowhere.example" in err) == (1, True)


def test_what_cannot_be_read_again_is_told_by_the_status(home: Path, run: Run, story: str) -> None:
    for original in (home / "originals").rglob("*.zst"):
        original.unlink()
    status, out, err = run("reclean", "--jobs", "1")
    assert (status, "1 capture could not be understood now" in out, "Not read again" in err) == (
        3,
        True,
        True,
    )
    assert text(home).startswith("New ferry")
