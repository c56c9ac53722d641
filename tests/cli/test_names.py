"""The verb `names` says what holds after a join, and joins no name that is not there."""

from pathlib import Path

import pytest

from lib.store.journal import joined_names
from tests.builders import archive, article, parsed
from tests.cli.conftest import Run


@pytest.fixture
def ports(home: Path) -> Path:
    """An archive of three tags."""
    tags = ("Ports", "Harbour", "Quays")
    return archive(
        home, *(parsed(article(f"Story of {tag}", f"Ships left {tag} today.", tags=(tag,))) for tag in tags)
    )


def test_a_join_says_as_what_a_name_is_listed_from_now_on(ports: Path, run: Run) -> None:
    status, out, _ = run("names", "join", "tag", "Ports", "Harbour")
    assert (status, out.split("  ")[1]) == (0, "The tag “Ports” is “Harbour” from now on.\n")
    assert run("names", "join", "tag", "Quays", "Ports")[1].endswith(
        "  The tag “Quays” is “Harbour” from now on.\n"
    )
    assert run("names", "join", "tag", "Ports", "Docks")[1].endswith(
        "  The tag “Ports” is “Docks” from now on. So is “Harbour”, as which it was listed.\n"
    )
    assert set(joined_names.groups(joined_names.read(ports), "tag").values()) == {"Docks"}
    number = run("names")[1].splitlines()[0].split()[0]
    assert run("names", "undo", number)[1] == "Undone: the tag “Ports” is no longer “Harbour”.\n"


def test_a_join_that_would_change_nothing_is_refused(ports: Path, run: Run) -> None:
    run("names", "join", "tag", "Ports", "Harbour")
    assert run("names", "join", "tag", "Harbour", "Ports") == (
        1, "", "“Harbour” and “Ports” are one tag already, listed as “Harbour”; nothing changed.\n",
    )  # fmt: skip
    assert len(joined_names.read(ports)) == 1


def test_a_name_that_is_not_there_is_refused(ports: Path, run: Run) -> None:
    assert run("names", "join", "tag", "Portz", "Harbour") == (
        1, "",
        "There is no tag “Portz” in the archive; nothing changed. Give the name as Browse lists it.\n",
    )  # fmt: skip
    assert joined_names.read(ports) == ()
