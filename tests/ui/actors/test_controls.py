"""What an address chooses on the Actors page is resolved against what the archive knows today."""

from pathlib import Path

import pytest
from lxml.html import fromstring

from lib.actors.decided import Ledger
from lib.model.filter import Filter
from lib.store.mentions.follow import follow
from lib.ui.actors import controls
from lib.ui.actors.controls import resolved
from lib.ui.session import session
from lib.ui.view import BETWEEN, View
from tests.store.deciding import filled, made
from tests.ui.test_view import reopened


def own(tab: str, **chosen: str) -> dict[str, str]:
    return dict(resolved(View(page="actors", criteria=Filter(), own=chosen), tab).own)


def test_an_address_from_before_a_merge_shows_whom_it_became(tmp_path: Path) -> None:
    path = filled(tmp_path)
    follow(path, Ledger((made("merge", actor="person/lee", to="person/bo-miller"),)))
    pair = BETWEEN.join(("person/lee", "country/norway"))
    with session(path):
        assert own("ego", ego="person/lee") == {"ego": "person/bo-miller"}
        assert own("network", actor="person/lee") == {"actor": "person/bo-miller"}
        assert own("network", pair=pair) == {"pair": BETWEEN.join(("person/bo-miller", "country/norway"))}
        assert own("network", pair=BETWEEN.join(("person/lee", "person/bo-miller"))) == {}
    follow(path, Ledger())
    with session(path):
        assert own("ego", ego="person/lee") == {"ego": "person/lee"}


def test_a_choice_without_meaning_is_dropped(tmp_path: Path) -> None:
    with session(filled(tmp_path)):
        assert own("network", actor="person/nobody", unit="page", min="7", side="up") == {}
        assert own("network", on="2024-04-09..2024-04-01") == {}
        assert own("network", on="2024-04-01..2024-04-09", unit="paragraph", side="before") == {
            "on": "2024-04-01..2024-04-09", "unit": "paragraph", "side": "before",
        }  # fmt: skip
        assert own("ego")["ego"] == "country/norway"


CHOICES = (
    ("network", "paragraphs", "unit=paragraph"), ("network", "3 reports", "min=3"),
    ("network", "every pair", "ties=all"), ("network", "group", "colour=community"),
    ("network", "up to 20", "most=20"), ("network", "more often than chance", "chance=more"),
    ("network", "places", "kinds="), ("network", "in a title", "roles="), ("network", "captions", "zones="),
    ("time", "week", "by=week"),
)  # fmt: skip


@pytest.mark.parametrize(("tab", "words", "asked"), CHOICES)
def test_a_choice_stands_in_the_address_which_shows_it_chosen(
    said: list[str], tab: str, words: str, asked: str
) -> None:
    def chosen(view: View) -> tuple[str, bool]:
        controls.controls(view, tab)
        (found,) = [each for each in fromstring(said[-1]).iter("a") if each.text_content() == words]
        return found.attrib["href"], "aria-current" in found.attrib

    address, before = chosen(View(page="actors", criteria=Filter(), own={"show": tab}))
    assert asked in address
    assert (before, chosen(reopened(address))[1]) == (False, True)


@pytest.mark.parametrize(("criteria", "stands_open"), [
    (Filter(), False), (Filter(cast="recorded"), True), (Filter(kinds=("person",)), True),
])  # fmt: skip
def test_options_that_differ_from_the_usual_stand_open(
    said: list[str], criteria: Filter, stands_open: bool
) -> None:
    controls.controls(View(page="actors", criteria=criteria, own={"show": "network"}), "network")
    (folded,) = fromstring(f"<div>{said[-1]}</div>").find_class("counted")
    assert ("open" in folded.attrib) == stands_open
