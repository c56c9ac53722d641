"""The Workbench as a reader uses it: names are completed, and a question that runs away holds nobody up."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Reader

pytestmark = pytest.mark.browser

ENDLESS = "with recursive x as (select 1 as n union all select n + 1 from x) select max(n) from x"


def test_names_are_completed_and_the_question_is_asked_by_keyboard(reader: Reader) -> None:
    page = reader.look().open("/workbench").page
    field = page.get_by_role("textbox", name="Question in SQL")
    field.fill("")
    field.press_sequentially("select publ")
    expect(page.get_by_role("option").first).to_have_text(re.compile(r"publisher\s*stories, slots"))
    field.press("Tab")
    field.press_sequentially(" from stories limit 3")
    field.press("Control+Enter")
    reader.until(lambda: page.locator(".answer tbody tr").count() == 3)
    assert "sql=select+publisher+from+stories" in page.url
    page.locator(".schema summary").first.click()
    page.locator(".schema").get_by_role("button", name="headline", exact=True).click()
    expect(field).to_have_value("select publisher from stories limit 3headline")


def test_a_question_that_runs_away_is_stopped_while_others_read_on(reader: Reader) -> None:
    asking = reader.look().page
    asking.goto(f"{reader.address}/workbench?sql={quote(ENDLESS)}&seconds=60")
    asking.get_by_text("at most 60").wait_for()
    beside = Reader(asking.context, reader.address)
    assert beside.open("/read").page.locator(".stories .card").count() > 5
    assert asking.get_by_text("at most 60").count()  # it still runs
    beside.page.close()
    reader.turn(f"/workbench?sql={quote(ENDLESS)}")  # whoever turns to something else ends it
    assert "ran for more than 3 seconds and was stopped" in asking.inner_text(".bad")


def test_the_question_of_a_chart_opens_with_its_sql_and_its_table(reader: Reader) -> None:
    page = reader.look().open("/actors?show=compare&min=1").page
    page.locator("details.source summary").click()
    page.get_by_role("link", name="View SQL").click()
    reader.until(lambda: page.locator(".answer tbody tr").count() > 3)
    sql = page.get_by_role("textbox", name="Question in SQL").input_value()
    assert "weight_before" in sql and "named_after" in sql
