"""The day that htmldate finds, dates in words read by our own rules."""

import sys

import pytest

from lib.clean.dates.day_search import PrintedDates, day_found
from tests.clean.markup import page


def found(body: str, *, url: str | None = None) -> str | None:
    return day_found(page(f"<html><body>{body}</body></html>").tree, url)


def test_a_day_in_words_is_found() -> None:
    assert found("<article><div class='post-date'>El 3 de marzo de 2021</div><p>Texto.</p></article>") == (
        "2021-03-03"
    )


def test_the_address_tells_a_day() -> None:
    assert found("<p>x</p>", url="https://harbourpost.example/2021/03/04/quay") == "2021-03-04"


def test_a_page_without_a_day_has_none() -> None:
    assert found("<p>Boats</p>") is None


def test_words_without_a_date_are_no_day() -> None:
    assert PrintedDates().get_date_data("Release of the third edition") == {"date_obj": None}


def test_no_library_of_languages_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dateparser", None)
    assert found("<div class='date'>Release Date June 25, 2014</div>") == "2014-06-25"
