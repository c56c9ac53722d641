"""The list of sources: how each stands in words, and what its buttons do."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import streamlit as st

from lib.fetch import Source, followed_sources
from lib.ui.intake import desk_settings, followed, sources_list
from lib.ui.jobs import work
from lib.ui.jobs.work import Task
from tests.ui.conftest import Sheets

NOW = datetime.now(UTC)
PAPER = Source(
    url="https://harbour.test/feed", title="The <Harbour>", last_success=NOW,
    next_due=NOW + timedelta(hours=1), brought=3, last_result="2 new items; 2 stored.",
)  # fmt: skip
SLOW = Source(url="https://slow.test/feed", last_error="slow.test did not answer in time.", errors_in_row=4)
GONE = Source(url="https://gone.test/feed", title="Old Gazette", gone=True)


@pytest.fixture
def shown(sheets: Sheets, empty_home: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Shows the section for these sources; gives its markup."""
    monkeypatch.setenv("WIREROOM_BACKGROUND", "on")
    monkeypatch.setattr(st, "download_button", lambda *text, **more: False)

    def show(*sources: Source) -> str:
        for each in sources:
            followed_sources.follow(followed.sources_path(), each)
        sources_list.sources_section()
        return sheets["sources"]

    return show


def test_each_source_says_how_it_went_and_of_many_the_rest_is_folded_away(shown: Callable[..., str]) -> None:
    assert "Nothing is followed yet" in shown()
    words = shown(PAPER, SLOW, GONE)
    assert "The &lt;Harbour&gt;" in words and "<Harbour>" not in words
    assert "3 stories brought" in words and "2 new items; 2 stored." in words
    assert "did not answer in time. 4 times in a row." in words
    assert "gone for good" in words and "Ask it once more" in words
    assert "3 sources, each asked as often as it brings news" in words
    many = [Source(url=f"https://{n:03}.test/feed") for n in range(sources_list.SHOWN + 5)]
    for each in (PAPER, SLOW, GONE):
        followed_sources.unfollow(followed.sources_path(), each.url)
    words = shown(*many)
    assert "The other 5 sources" in words and words.count("<h3>") == len(many)


def test_what_needs_a_look_stands_first_and_is_counted(
    shown: Callable[..., str], sheets: Sheets, begun: list[Task]
) -> None:
    assert "could not be read" not in shown(PAPER)
    words = shown(PAPER, SLOW)
    assert "1 of 2 sources could not be read at the last try." in words
    assert "<h3>slow.test</h3>" in words and words.index("slow.test") < words.index("The &lt;Harbour&gt;")
    sheets.press("sources", "refresh 0")
    assert begun[0].arguments == ("refresh", SLOW.url)


def test_a_source_without_a_title_stands_where_its_name_in_the_list_does(shown: Callable[..., str]) -> None:
    words = shown(PAPER, Source(url="https://www.cove.test/feed"), Source(url="http://zinc.test/feed"))
    assert (
        words.index("cove.test</h3>")
        < words.index("The &lt;Harbour&gt;</h3>")
        < words.index("zinc.test</h3>")
    )


def test_a_switch_ends_and_begins_asking_by_itself(shown: Callable[..., str], sheets: Sheets) -> None:
    assert "Refresh only when I ask" in shown(PAPER)
    sheets.press("sources", "by-itself")
    assert not desk_settings.settings().by_itself
    assert "They are refreshed only when you ask" in shown(PAPER)


def test_the_buttons_refresh_fetch_full_pages_and_leave(
    shown: Callable[..., str], sheets: Sheets, begun: list[Task]
) -> None:
    shown(PAPER)
    sheets.press("sources", "refresh 0")
    sheets.press("sources", "all")
    assert [task.arguments for task in begun] == [("refresh", PAPER.url), ("refresh", "--all")]
    sheets.press("sources", "full 0")
    assert followed_sources.sources(followed.sources_path())[PAPER.url].full_text
    for nonsense in ("unfollow 7", "unfollow x", "unfollow", "", "full -1"):
        sheets.press("sources", nonsense)
    assert PAPER.url in followed_sources.sources(followed.sources_path())
    sheets.press("sources", "unfollow 0")
    assert followed_sources.sources(followed.sources_path()) == {}


def test_while_sources_are_asked_none_of_them_is_changed(
    shown: Callable[..., str], sheets: Sheets, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "submitted_at", lambda name: NOW if name == "refresh" else None)
    assert "Unfollow" not in shown(PAPER)
    sheets.press("sources", "unfollow 0")
    assert PAPER.url in followed_sources.sources(followed.sources_path())
