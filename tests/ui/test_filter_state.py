"""The address and the widgets: which of them speaks when a browser has not heard of the other yet."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest

from lib.ui import filter_state
from lib.ui.view import View, view_of
from lib.ui.wording import with_number, without_number

Address = dict[str, list[str]]
PLAIN: Address = {}
CUBA: Address = {"tags": ["Cuba"]}


class Told(dict[str, list[str]]):
    """What the browser tells as its address."""

    def from_dict(self, written: Mapping[str, list[str]]) -> None:
        """Take an address."""
        self.clear()
        self.update(written)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The session: what its widgets hold, by name."""
    state: dict[str, Any] = {"q": "", "days": "", "facets": False}
    text = SimpleNamespace(session_state=state, query_params=Told())
    monkeypatch.setattr(filter_state, "st", text)
    return state


def view(address: Address, page: str = "timeline") -> View:
    """Return the view that an address asks for."""
    return view_of(page, address, "own")


def rerun(held: dict[str, Any], text: Address, written: Address, page: str = "timeline") -> Mapping[str, Any]:
    """Run once: the browser tells one address, the widgets say another. Return the one that was heard."""
    heard = filter_state.address_of_run(page, text)
    filter_state.write_address(view(written, page), heard)
    return heard


def chosen(held: dict[str, Any]) -> None:
    """Choose Cuba in the open list, which the browser has not heard of yet."""
    held["facets"] = True
    rerun(held, PLAIN, PLAIN)
    held["tags"] = [with_number("Cuba", 24)]
    assert rerun(held, PLAIN, CUBA) == PLAIN
    held["tags"] = ["Cuba"]


@pytest.mark.parametrize(
    "on",
    [{"facets": False}, {"tags": ["Cuba", "Kennedy"]}, {"q": "missile"}],
    ids=["closes", "second", "search"],
)
def test_a_reader_who_goes_on_at_once_keeps_the_choice(held: dict[str, Any], on: dict[str, Any]) -> None:
    chosen(held)
    held.update(on)
    assert rerun(held, PLAIN, CUBA) == CUBA
    assert not filter_state.changed_outside(CUBA)


def test_the_number_behind_an_option_is_taken_off_and_a_name_s_own_stays() -> None:
    assert (
        without_number(with_number("Votes · 2025", 1204)) == without_number("Votes · 2025") == "Votes · 2025"
    )


def test_a_reader_who_goes_on_twice_keeps_the_choice(held: dict[str, Any]) -> None:
    chosen(held)
    held["q"] = "missile"
    both = CUBA | {"q": ["missile"]}
    assert rerun(held, PLAIN, both) == CUBA
    held["facets"] = False
    assert rerun(held, PLAIN, both) == both
    held["q"] = ""
    assert rerun(held, CUBA, CUBA) == both


def test_a_reader_who_goes_back_or_on_by_a_link_leaves_the_choice(held: dict[str, Any]) -> None:
    chosen(held)
    assert rerun(held, PLAIN, PLAIN) == PLAIN  # back
    chosen(held)
    assert rerun(held, CUBA, CUBA) == CUBA  # which the browser has heard of
    held["facets"] = False
    assert rerun(held, PLAIN, PLAIN) == PLAIN
    chosen(held)
    held["facets"] = False
    assert rerun(held, PLAIN, PLAIN, "read") == PLAIN  # another page has an address of its own
