"""A reader highlights a passage of the open story, writes a note on it, and finds it again."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from lib.store.batches.stories import save
from lib.store.journal import highlights
from lib.store.paths import archive_path
from tests import builders
from tests.browser.conftest import WIDTHS, Reader, serious

pytestmark = pytest.mark.browser
SELECT = """([block, from, to]) => {
  const node = document.querySelector(`.article .body #b${block}`).firstChild;
  getSelection().setBaseAndExtent(node, from, node, to);
}"""


@pytest.fixture
def story(fresh: Reader, own_home: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The id of a story of two paragraphs."""
    monkeypatch.setenv("WIREROOM_HOME", str(own_home))
    text = builders.article("Ferry returns", "The ferry came on time.", "Nobody <i>waited</i> for it.")
    builders.archive(own_home, builders.parsed(text))
    fresh.open("/read")
    return str(fresh.page.locator(".card").first.get_attribute("data-story"))


@pytest.mark.parametrize("width", WIDTHS)
def test_a_passage_is_highlighted_noted_and_shown_again(fresh: Reader, story: str, width: int) -> None:
    page = fresh.look(width=width).open(f"/read?article={story}").page
    own = page.locator(".article mark.own")
    for name in ("Star", "Labels", "Notes"):
        box = page.locator(".st-key-story-actions").get_by_role("button", name=name).bounding_box()
        assert box and box["x"] + box["width"] <= width, name
    page.evaluate(SELECT, [2, 7, 22])
    page.get_by_role("button", name="Highlight", exact=True).click()
    fresh.until(lambda: own.all_inner_texts() == ["<i>waited</i> f"])
    page.evaluate(SELECT, [1, 4, 9])
    page.keyboard.press("h")
    fresh.until(lambda: own.all_inner_texts() == ["ferry", "<i>waited</i> f"])
    page.get_by_role("button", name="Notes (2)").click()
    note = page.get_by_role("textbox", name="Note", exact=True).first
    note.fill("Which ferry?")
    note.press("Control+Enter")
    fresh.until(
        lambda: [each.note for each in highlights.of_story(archive_path(), story)].count("Which ferry?")
    )
    assert serious(page) == []
    fresh.open(f"/read?article={story}")
    assert own.all_inner_texts() == ["ferry", "<i>waited</i> f"]


def test_a_passage_that_a_new_text_lacks_is_listed_as_lost_and_can_be_removed(
    fresh: Reader, story: str
) -> None:
    for quote in ("on time", "Nobody"):
        highlights.add(archive_path(), story, quote=quote, before="", after="")
    text = builders.article("Ferry returns", "The ferry came late.", "Nobody <i>waited</i> for it.")
    save(archive_path(), [builders.parsed(text)])
    page = fresh.open(f"/read?article={story}").page
    assert page.locator(".article mark.own").all_inner_texts() == ["Nobody"]
    page.get_by_role("button", name="Notes (2)").click()
    expect(page.get_by_text("These words are no longer in the story.")).to_have_count(1)
    page.get_by_role("button", name="Remove highlight").last.click()
    fresh.until(lambda: len(highlights.of_story(archive_path(), story)) == 1)
    assert highlights.of_story(archive_path(), story)[0].quote == "Nobody"
