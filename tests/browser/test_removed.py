"""A reader sets a story right with one click, sees it in the article, and takes it back."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lib.store.journal.journal import Journal
from lib.store.journal.records import record
from tests.browser.conftest import Reader, serious_in_both
from tests.running import verb

pytestmark = pytest.mark.browser

MENU = "Skip to main content"


def galley_of(reader: Reader) -> str:
    """Open what was removed of a story that has a paragraph with names; give the story's id."""
    reader.open("/read?archive=sample&q=Pentagon")
    reader.page.locator(".card h3 a").first.click()
    reader.still()
    article = re.search(r"article=(\w+)", reader.page.url)
    assert article
    reader.turn(f"/read?archive=sample&article={article[1]}&tab=removed")
    return article[1]


def done(reader: Reader) -> None:
    reader.page.locator(".working.done").wait_for(timeout=120_000)
    reader.still()


def total(page: Page) -> str:
    return page.inner_text(".galley-head .sum")


def mentions(home: Path, article: str) -> str:
    sql = f"""
        select revision, (select count(*) from mentions m where m.article_id = s.article_id)
        from stories s where article_id = '{article}'"""
    return verb(home, "query", sql, "--archive", str(home / "sample.duckdb"), "--format", "csv").out


def test_a_cut_is_restored_and_undone(fresh: Reader, own_home: Path) -> None:
    article, page = galley_of(fresh), fresh.page
    before, text = total(page), mentions(own_home, article)
    button = page.get_by_role("button", name=re.compile("^Restore:")).first
    words = str(button.get_attribute("aria-label")).removeprefix("Restore: ").rstrip("…")
    button.focus()
    page.keyboard.press("Enter")
    page.locator(".working").wait_for()
    done(fresh)
    assert total(page).endswith("1 correction by hand.") and total(page) != before
    assert page.evaluate("document.activeElement.textContent") == "Undo"
    assert words in page.inner_text(".galley .kept.hand")
    page.get_by_role("link", name="Read the article").click()
    fresh.still()
    assert words in page.inner_text(".article")
    assert mentions(own_home, article) != text
    fresh.open(f"/read?archive=sample&article={article}&tab=removed")
    page.get_by_role("button", name=re.compile("^Undo:")).click()
    done(fresh)
    assert total(page) == before
    assert mentions(own_home, article) == text
    assert fresh.errors == [] and fresh.away == []


def test_a_paragraph_is_taken_out_and_its_names_with_it(fresh: Reader, own_home: Path) -> None:
    article, page = galley_of(fresh), fresh.page
    text = mentions(own_home, article)
    page.locator(".kept-body button").first.click()
    done(fresh)
    assert page.locator(".galley .cut", has_text="You took it out by hand.").count() == 1
    assert int(mentions(own_home, article).split(",")[-1]) < int(text.split(",")[-1])


def test_the_cuts_are_sorted_out_by_links_and_fit_a_phone(reader: Reader) -> None:
    galley_of(reader)
    page = reader.page
    assert serious_in_both(reader) == []
    everything = page.locator(".galley .cut li").count()
    page.get_by_role("link", name=re.compile(r"^menu \d")).click()
    reader.still()
    assert set(page.locator(".galley .rule").evaluate_all("all => all.map(x => x.firstChild.data)")) == {
        "menu"
    }
    assert page.locator(".galley .kept").count() == 0 and "rule=menu" in page.url
    page.get_by_role("link", name=re.compile("^all ")).click()
    reader.still()
    page.get_by_role("link", name="unsure first").click()
    reader.still()
    assert page.locator(".galley .cut li").count() == everything
    sure = page.locator(".galley .sure").all_inner_texts()
    numbers = [float(text.split()[-1]) if text[-1].isdigit() else 1.0 for text in sure]
    assert numbers == sorted(numbers)
    reader.look(width=390).still()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    boxes = page.locator(".galley button").evaluate_all(
        "all => all.map(x => x.getBoundingClientRect().right)"
    )
    assert max(boxes) <= 390


def test_what_goes_wrong_is_a_sentence(fresh: Reader, own_home: Path) -> None:
    galley_of(fresh)
    for original in (own_home / "sample-originals").rglob("*.zst"):
        original.unlink()
    fresh.page.get_by_role("button", name=re.compile("^Restore:")).first.click()
    alert = fresh.page.locator(".working[role=alert]")
    expect(alert).to_contain_text("The correction was not made: The original", timeout=120_000)
    Journal(own_home / "sample.duckdb").append([record("correct", {"id": "broken"})])
    fresh.page.reload()
    expect(alert).to_contain_text("cannot be read")
    expect(fresh.page.locator(".galley button")).to_have_count(0)
