"""A reader makes a rule of a saved view, sees what it mutes, and undoes it."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from lib.apply_rules import apply_rules
from lib.store.batches.stories import save
from lib.store.journal import arrival_rules, views
from lib.store.paths import archive_path
from tests import builders
from tests.browser.conftest import WIDTHS, Reader, serious_in_both, sound
from tests.papers import captures, story

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", WIDTHS)
def test_a_rule_mutes_what_arrives_and_is_undone(
    fresh: Reader, own_home: Path, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIREROOM_HOME", str(own_home))
    path = builders.archive(own_home, *captures())
    views.save(path, "Dock", "tags=Strike", batch=1)
    page = fresh.look(width=width).open("/read").unfold().page
    page.get_by_role("button", name="Saved").click()
    page.get_by_role("link", name="Make a rule of Dock").click()
    expect(page.locator("#rules")).to_be_in_viewport()
    expect(page.get_by_text("of 11 stories in the archive fit")).to_be_visible()
    page.get_by_role("button", name="Make this rule").click()
    expect(page.get_by_text("Mute what arrives in “Dock”: 0 stories so far")).to_be_visible()
    sound(fresh)
    assert serious_in_both(fresh) == []
    later = story("Strike ends", 13, "Eva Roth signed.", publisher="coast.example", tags=("Strike",))
    save(archive_path(), [builders.parsed(later)])
    assert apply_rules(path) == ["Mute what arrives in “Dock”: 1 story."]
    fresh.open("/read?tags=Strike")
    assert fresh.tally() == 4 and "Strike ends" not in page.inner_text(".cards, [data-testid=stMain]")
    page.get_by_role("link", name="1 muted story").click()
    expect(page.get_by_role("link", name="Strike ends")).to_be_visible()
    fresh.open("/intake")
    page.get_by_role("button", name="Undo: Mute what arrives in “Dock”").click()
    expect(page.get_by_text("The rule is undone. 1 story is as it was before.")).to_be_visible()
    assert arrival_rules.all_rules(path) == []
    fresh.open("/read?tags=Strike")
    expect(page.get_by_role("link", name="Strike ends")).to_be_visible()
