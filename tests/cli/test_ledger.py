"""Decisions about actors by the command line: made, listed, undone, and refused in sentences."""

from pathlib import Path

import pytest

from lib.store.archive import open_for_reading
from lib.store.journal import ledger
from tests.cli.conftest import Run


def named(home: Path) -> list[str]:
    with open_for_reading(home / "archive.duckdb") as reading:
        return [name for (name,) in reading.execute("select actor from mentions order by all").fetchall()]


def story(home: Path) -> str:
    with open_for_reading(home / "archive.duckdb") as reading:
        return str(
            reading.execute("select article_id from stories where headline like 'Fog%'").fetchall()[0][0]
        )


def test_two_actors_become_one_and_two_again(filled: Path, run: Run) -> None:
    before = named(filled)
    assert "You have decided nothing about actors" in run("ledger")[1]
    status, out, _ = run("ledger", "merge", "Norway", "country/sweden")
    number = out.split()[0]
    assert (status, out) == (0, f"{number}  Norway is Sweden. The names found in 1 story changed.\n")
    assert set(named(filled)) == {"Sweden"}
    (line,) = run("ledger")[1].splitlines()
    assert line.startswith(f"{number}  20") and line.endswith("  Norway is Sweden")
    status, out, _ = run("ledger", "undo", number)
    assert (status, out) == (0, "Undone: Norway is Sweden. The names found in 1 story changed.\n")
    assert named(filled) == before
    assert run("ledger")[1].splitlines() == [f"{line} (undone)"]
    status, _, err = run("ledger", "undo", number)
    assert (status, err) == (
        1, f"There is no decision {number} to undo; `python -m lib ledger` lists those that hold.\n",
    )  # fmt: skip


def test_each_decision_can_be_made(filled: Path, run: Run) -> None:
    own, fog = ["--archive", str(filled / "archive.duckdb")], story(filled)
    assert run("ledger", "rename", "Sweden", "Sverige")[1].endswith(
        "Sweden is called Sverige. The names found in the stories are as before; 1 actor got another name.\n"
    )
    out = run("ledger", "split", "norway", "--as", "Norway House", "--story", fog, "--kind", "place")[1]
    assert f"Norway in the story {fog} is Norway House. The names found in 1 story" in out
    assert run("ledger", "split", *own, "Norway House", "--as", "Old House", "--words", "Norway")[0] == 0
    assert run("ledger", *own, "identify", "Fog", "--story", fog, "--as", "Old House")[0] == 0
    undecided = run("ledger", "identify", "Fog", "--undecided", "--story", fog, "--as", "Old House")[1]
    assert f"“Fog” where two can be meant in the story {fog} is Old House. " in undecided
    assert "are as before." in undecided
    assert run("ledger", "alias", "met", "--as", "Metro", "--kind", "organisation", *own)[0] == 0
    assert "Sverige and Old House are two. " in run("ledger", "apart", "Sverige", "Old House")[1]
    assert run("ledger", "ignore", "Sverige", "--story", fog)[0] == 0
    assert set(named(filled)) == {"Old House", "Metro"}
    kept = [each.to for each in ledger.read(filled / "archive.duckdb")]
    assert kept == [
        "",
        "place/~norway-house",
        "place/~old-house",
        "place/~old-house",
        "place/~old-house",
        "organisation/~metro",
        "place/~old-house",
        "",
    ]
    assert len(run("ledger")[1].splitlines()) == 8


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (("merge", "Zanzibar", "Norway"), "nobody in the archive is called “Zanzibar”."),
        (("merge", "Norway", "norway"), "country/norway cannot become itself."),
        (("split", "Norway", "--as", "Sweden"), "text, article and publisher are missing."),
        (
            ("alias", "met", "--as", "Metro"),
            "say of which --kind: person, organisation, country, place, group, other.",
        ),
        (("alias", "Zanzibar", "--as", "Norway"), "“Zanzibar” does not stand in any story."),
        (("alias", "met", "--as", "…", "--kind", "group"), "to is missing."),
        (("ignore", "Norway", "--story", "s9"), "there is no story s9."),
        (("rename", "Norway", " "), "called is missing."),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    filled: Path, run: Run, asked: tuple[str, ...], says: str
) -> None:
    status, out, err = run("ledger", *asked)
    assert (status, out) == (1, "")
    assert err.startswith("The decision was not made: ") and err.endswith(f"{says}\n")
    assert ledger.read(filled / "archive.duckdb") == ()


def test_a_name_that_two_can_bear_asks_for_a_key(filled: Path, run: Run) -> None:
    run("ledger", "rename", "Sweden", "Norway")
    status, _, err = run("ledger", "ignore", "Norway")
    assert status == 1 and "can be country/norway, country/sweden; write one of these keys" in err


def test_wrong_usage_is_two(filled: Path, run: Run) -> None:
    assert run("ledger", "identify", "Fog", "--as", "Norway")[0] == 2
    assert run("ledger", "join", "Norway", "Sweden")[0] == 2
