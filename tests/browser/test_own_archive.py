"""A reader's own captures: an archive of their own, beside the sample and never mixed with it."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, expect

from tests import builders
from tests.browser.conftest import Reader, empty
from tests.running import app

pytestmark = pytest.mark.browser

PARAGRAPHS = (
    "The ferry between Larkhaven and the island of Osk sailed again on Wednesday, two days after a storm had "
    "torn part of the pier away.",
    "Transport Minister Pelle Arnhem told reporters in Larkhaven that the repairs had cost less than the "
    "ministry feared, and that Norway had lent a crane.",
    "Islanders who had waited since Monday were taken over first, the company said, and fresh bread went "
    "with them.",
)
CAPTURE = "\n\n".join(
    (
        "Skip to content\nMenu\nNews, Harbours",
        "Ferry service between Larkhaven and Osk resumes after storm",
        "by Ida Brandt March 3, 2021 8:05 AM 1 min read",
        *PARAGRAPHS,
        "Share this article\nSubscribe to our newsletter",
    )
)


def test_a_deep_link_as_first_request_has_its_frame_and_its_filter(
    chromium: Browser, sample_home: Path, tmp_path: Path
) -> None:
    shutil.copytree(sample_home, tmp_path / "home")
    with app(tmp_path / "home") as address:
        context = chromium.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
        page = Reader(context, address).open("/actors?tags=Cuba&show=table").page
        expect(page.locator(".masthead")).to_be_visible()
        assert page.locator(".chip", has_text="Cuba").count() == 1
        assert page.locator("table.bars").count() == 1
        context.close()


def test_an_uploaded_capture_opens_an_archive_of_its_own(fresh: Reader, own_home: Path) -> None:
    fresh.open("/")
    sample = fresh.tally()
    fresh.turn("/intake")
    payload: FilePayload = {"name": "ferry.txt", "mimeType": "text/plain", "buffer": CAPTURE.encode()}
    broken: FilePayload = {"name": "broken.txt", "mimeType": "text/plain", "buffer": b"\x00\x01\x02" * 400}
    fresh.page.locator(".st-key-dropped input[type=file]").set_input_files([payload, broken])
    fresh.page.get_by_text("ferry.txt").first.wait_for()
    fresh.page.get_by_role("button", name="Add these files").click()
    fresh.page.get_by_role("heading", name="Added").wait_for(timeout=120_000)
    fresh.still()
    assert "Ferry service between Larkhaven and Osk" in fresh.page.inner_text(".receipts")
    assert "broken.txt" in fresh.page.inner_text(".receipts")
    fresh.page.get_by_role("link", name="Read the new stories").click()
    fresh.still()
    assert fresh.tally() == 1
    fresh.page.get_by_role("link", name="Open the sample").click()
    fresh.still()
    assert fresh.tally() == sample


def test_a_removed_story_is_gone_after_a_question(fresh: Reader) -> None:
    fresh.open("/read?archive=sample")
    before = fresh.tally()
    fresh.page.locator(".card h3 a").first.click()
    fresh.still()
    fresh.page.get_by_role("button", name="Remove story").click()
    fresh.page.get_by_role("button", name="Remove for good").click()
    fresh.page.wait_for_url(lambda url: "article=" not in url)  # the page is left once the story is gone
    fresh.until(lambda: fresh.tally() < before)


def test_a_star_is_found_by_search_at_once(fresh: Reader) -> None:
    assert "No stories in this selection" in fresh.open("/read?q=is:starred").text
    fresh.turn("/read")
    fresh.page.locator(".card h3 a").first.click()
    fresh.still()
    fresh.page.get_by_role("button", name="☆ Star").click()
    fresh.still()
    expect(fresh.page.get_by_role("button", name="Starred")).to_be_visible()
    assert fresh.turn("/read?q=is:starred").tally() == 1


def test_a_reader_with_an_archive_is_offered_the_sample_that_was_never_laid_out(
    fresh: Reader, own_home: Path
) -> None:
    empty(own_home)
    builders.archive(own_home, builders.parsed())
    assert fresh.open("/").tally() == 1
    fresh.page.get_by_role("link", name="Open the sample").click()
    fresh.until(lambda: "The sample is not laid out yet" in fresh.text)
    expect(fresh.page.get_by_role("button", name="Lay out the sample")).to_be_visible()


def test_an_empty_house_offers_the_sample(fresh: Reader, own_home: Path) -> None:
    empty(own_home)
    assert "nothing on the wire yet" in fresh.open("/").text
    fresh.page.get_by_role("button", name="Lay out the sample").click()
    fresh.page.locator(".front .lead h2").wait_for(timeout=120_000)
    assert fresh.still().tally() > 40
