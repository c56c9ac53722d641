"""A reader saves a selection, leaves, and finds what has come into it since."""

from dataclasses import asdict
from pathlib import Path

import pytest
from playwright.sync_api import expect

from lib.mail import setup
from lib.mail.name import MailingName
from lib.store.batches.stories import save
from lib.store.journal import views
from lib.store.paths import archive_path
from tests import builders
from tests.browser.conftest import WIDTHS, Reader, serious
from tests.mail.post_office import Post, account
from tests.papers import captures, story

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", WIDTHS)
def test_a_saved_view_counts_what_came_since_it_was_looked_at(
    fresh: Reader, own_home: Path, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIREROOM_HOME", str(own_home))
    builders.archive(own_home, *captures())
    page = fresh.look(width=width).open("/read?tags=Strike").unfold().page
    page.get_by_role("button", name="Saved").click()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("The selection has no name yet.").wait_for()
    page.get_by_role("textbox", name="Name of this selection").fill("Dock <b>strike</b>")
    page.get_by_role("button", name="Save", exact=True).click()
    fresh.until(lambda: "Saved view Dock <b>strike</b>, nothing new" in fresh.text)
    assert serious(page) == []
    fresh.open("/")
    assert "nothing new" in page.inner_text(".rail .views")
    later = story("Strike ends", 13, "Eva Roth signed.", publisher="coast.example", tags=("Strike",))
    save(archive_path(), [builders.parsed(later)])
    fresh.open("/")
    assert "1 new" in page.inner_text(".rail .views")
    page.locator(".rail .views").get_by_role("link", name="Dock <b>strike</b>").click()
    fresh.still()
    assert fresh.tally() == 4 and "1 story new since you looked" in fresh.text
    fresh.open("/")
    assert "nothing new" in page.inner_text(".rail .views")


def test_a_view_is_removed_and_its_feed_can_be_copied(
    fresh: Reader, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIREROOM_HOME", str(own_home))
    builders.archive(own_home, *captures())
    views.save(archive_path(), "Strike", "tags=Strike", batch=0)
    setup.change(archive_path(), asdict(account(Post(port=465))))
    page = fresh.open("/read").page
    page.get_by_role("button", name="Saved").click()
    fresh.still()
    feed = page.get_by_role("button", name="Copy Atom feed of Strike").get_attribute("data-copy")
    assert feed and feed.startswith(f"{fresh.address}/api/views/Strike.atom?archive=own&token=")
    answer = page.request.get(feed)
    assert answer.ok and "No ships tonight" in answer.text()
    expect(page.locator(".views")).to_contain_text("3 new")
    page.get_by_role("button", name="Mail Strike").click()
    expect(page.get_by_role("button", name="Stop mailing Strike")).to_be_visible()
    assert (
        setup.mailings_of(setup.read_checked(archive_path())) == [MailingName("view", "Strike")]
        and serious(page) == []
    )
    page.get_by_role("button", name="Remove Strike").click()
    fresh.until(lambda: page.locator(".views").count() == 0)
    assert views.all_views(archive_path()) == []
