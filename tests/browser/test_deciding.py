"""A reader says that two actors are one, gives it a name, sees both everywhere, and takes them back."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from lib.store.journal import ledger
from tests.browser.conftest import Reader, serious_in_both
from tests.running import verb

pytestmark = pytest.mark.browser

KHRUSHCHEV, SOVIETS = "person/nikita-khrushchev", "country/soviet-union"
DESK = "/actors?archive=sample&show=ego&ego={}&desk=open&do={}"


def mentions(home: Path) -> str:
    sql = "select actor_id, actor, count(*) from mentions group by all order by all"
    return verb(home, "query", sql, "--archive", str(home / "sample.duckdb"), "--format", "csv").out


def desk(reader: Reader, actor: str, do: str) -> None:
    reader.open(DESK.format(actor, do))


def done(reader: Reader, words: str) -> str:
    """Wait until it is told that this was done; give all that is told."""
    note = reader.page.locator(".working.done", has_text=words).inner_text(timeout=120_000)
    reader.still()
    return note


def test_two_actors_are_made_one_renamed_and_parted_again(fresh: Reader, own_home: Path) -> None:
    page, before = fresh.page, mentions(own_home)
    fresh.open(f"/actors?archive=sample&show=ego&ego={KHRUSHCHEV}")
    page.get_by_role("link", name="Correct this actor").click()
    fresh.still()
    box = page.get_by_label("Who is it?")
    box.fill("Soviet Union")
    expect(page.get_by_role("link", name="Soviet Union, country")).to_be_visible()
    box.press("Enter")
    expect(page.get_by_text("Chosen: Soviet Union.")).to_be_visible()
    fresh.still()
    note = page.inner_text(".st-key-desk-form")
    assert re.search(r"This is about \d+ mentions in \d+ stories", note)
    page.get_by_role("button", name="Merge them").click()
    assert re.search(r"names found in \d+ stories changed", done(fresh, "Nikita Khrushchev is Soviet Union."))
    assert "ego=country%2Fsoviet-union" in page.url
    assert "Nikita Khrushchev is Soviet Union" in page.inner_text(".decided")
    assert "rests on 1 decision by hand (see which)" in fresh.text
    assert KHRUSHCHEV not in mentions(own_home)

    desk(fresh, SOVIETS, "rename")
    page.get_by_label("Its name").fill("The Soviets")
    page.keyboard.press("Enter")
    fresh.still()
    page.get_by_role("button", name="Rename", exact=True).click()
    assert "1 actor got another name" in done(fresh, "Soviet Union is called The Soviets.")
    fresh.open(f"/actors?archive=sample&actor={SOVIETS}")
    assert "Rests on 2 decisions of yours." in page.inner_text(".drawer")
    page.get_by_role("link", name="2 decisions of yours").click()
    fresh.still()
    for left, words in ((1, "Soviet Union is called The Soviets"), (0, "Nikita Khrushchev is Soviet Union")):
        page.get_by_role("button", name=f"Undo: {words}").click()
        done(fresh, f"Undone: {words}.")
        assert page.get_by_role("button", name=re.compile("^Undo:")).count() == left
    assert " ".join(page.locator(".decided").all_inner_texts()).count("Undone") == 2
    assert mentions(own_home) == before
    assert fresh.errors == []


def test_a_refusal_is_told_and_changes_nothing(fresh: Reader, own_home: Path) -> None:
    desk(fresh, KHRUSHCHEV, "alias")
    fresh.page.get_by_label("Its other name, as it is printed").fill("-zzzz")
    fresh.page.keyboard.press("Enter")
    fresh.still()
    fresh.page.get_by_role("button", name="Add the name").click()
    said = "The decision was not made: “-zzzz” does not stand in any story."
    expect(fresh.page.locator(".working.alert")).to_have_text(said, timeout=120_000)
    assert ledger.read(own_home / "sample.duckdb") == ()


def test_the_desk_has_no_serious_violation(reader: Reader) -> None:
    reader.look(width=390)
    desk(reader, KHRUSHCHEV, "merge")
    for do in ("merge", "split", "rename", "ignore", "identify", "alias"):
        reader.turn(DESK.format(KHRUSHCHEV, do))
        assert reader.page.locator(".st-key-desk-form button").count()
        wide = reader.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
        assert wide <= 390
    assert serious_in_both(reader) == []


def test_two_that_are_perhaps_one_are_kept_apart_with_one_click(
    fresh: Reader, own_home: Path, tmp_path: Path
) -> None:
    for name in ("Phil Quarn", "Philip Quarn"):
        text = (
            f"<p>The mayor, {name}, who opened the quay, said that the ferries would leave at noon.</p>" * 3
        )
        page = f"<html><head><title>Quay</title></head><body><h1>{name} opens it</h1>{text}</body></html>"
        (tmp_path / f"{name}.html").write_text(page, encoding="utf-8")
    assert verb(own_home, "ingest", str(tmp_path), "--jobs", "1").status == 0
    fresh.open("/actors?archive=own&show=decided")
    pair = fresh.page.locator("li", has_text="Phil Quarn is a shorter form of Philip Quarn.")
    expect(pair.get_by_role("button", name="Merge: Phil Quarn")).to_be_visible()
    pair.get_by_role("button", name="Keep apart: Phil Quarn").click()
    assert "Phil Quarn and Philip Quarn are two." in done(fresh, "are two")
    assert pair.count() == 0 and "Perhaps one actor" not in fresh.text
    undo = fresh.page.get_by_role("button", name="Undo: Phil Quarn and Philip Quarn are two")
    expect(undo).to_be_visible()
