"""A note on a story stands on the page of notes, leads back to its place, and is saved as a file."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from lib.store.journal import highlights, marks
from lib.store.paths import archive_path
from tests import builders
from tests.browser.conftest import WIDTHS, Reader, serious_in_both, sound

pytestmark = pytest.mark.browser


@pytest.fixture
def story(fresh: Reader, own_home: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The id of a story with a highlighted passage."""
    monkeypatch.setenv("WIREROOM_HOME", str(own_home))
    told = builders.article("Ferry returns", "The ferry came on time. Nobody waited for it.")
    builders.archive(own_home, builders.parsed(told))
    fresh.open("/read")
    found = str(fresh.page.locator(".card").first.get_attribute("data-story"))
    highlights.add(archive_path(), found, quote="Nobody waited", before="time. ", after=" for")
    return found


@pytest.mark.parametrize("width", WIDTHS)
def test_a_note_is_written_found_opened_and_read_again(fresh: Reader, story: str, width: int) -> None:
    page = fresh.look(width=width).open(f"/read?article={story}").page
    page.get_by_role("button", name="Notes (1)").click()
    note = page.get_by_role("textbox", name="Note on the story")
    note.fill("Which ferry?")
    note.press("Control+Enter")
    fresh.until(lambda: marks.marks_on(archive_path(), story).note == "Which ferry?")
    expect(page.get_by_role("button", name="Notes (2)")).to_be_visible()
    fresh.open("/notes")
    expect(page.locator(".noted h2")).to_have_text("Ferry returns")
    expect(page.locator(".noted-one")).to_have_count(2)
    sound(fresh)
    assert serious_in_both(fresh) == []
    page.locator(".noted-one", has_text="Nobody waited").get_by_text("Write a note").click()
    page.get_by_role("textbox", name="Note", exact=True).last.fill("Who is nobody?")
    page.get_by_role("button", name="Save the note").last.click()
    expect(page.locator(".noted-one", has_text="Nobody waited")).to_contain_text("Who is nobody?")
    find = page.get_by_role("textbox", name="Find in the notes")
    find.fill("nobody")
    find.press("Enter")
    expect(page.locator(".noted-one")).to_have_count(1)
    page.locator(".passage a").click()
    expect(page.locator(".article .arrived")).to_contain_text("Nobody waited")


def test_notes_are_saved_and_five_of_them_stand_on_the_desk(fresh: Reader, story: str) -> None:
    marks.set_note(archive_path(), story, "Which ferry?")
    page = fresh.open("/notes").page
    for label, words in (("Notes (Markdown)", "> Nobody waited"), ("Notes (CSV)", '"Which ferry?"')):
        page.get_by_role("button", name="Save notes").click()
        with page.expect_download() as waiting:
            page.get_by_role("button", name=label).click()
        assert words in Path(waiting.value.path()).read_text(encoding="utf-8")
        page.keyboard.press("Escape")
    page.get_by_role("button", name="Show five of them on the Desk each day").click()
    expect(page.get_by_role("button", name="Stop that")).to_be_visible()
    fresh.turn("/")
    expect(page.locator("#again")).to_have_text("To read again today")
    expect(page.locator(".again .passage")).to_have_text("Nobody waited")
