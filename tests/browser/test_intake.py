"""The Intake page as a reader uses it: sources, pages, folders, backups, the bookmark, pictures."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import FilePayload, expect

from tests.browser import doors
from tests.browser.conftest import Reader, empty, serious
from tests.browser.test_own_archive import CAPTURE
from tests.fetch.server import Server, running
from tests.ingest.test_pictures import story
from tests.running import app, verb

pytestmark = pytest.mark.browser
Opens = Callable[[], Reader]
PATIENCE = 120_000


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """The web, as far as the app can reach it."""
    with running() as opened:
        yield opened


@pytest.fixture(scope="module")
def working_app(tmp_path_factory: pytest.TempPathFactory, server: Server) -> Iterator[tuple[Path, str]]:
    """A data home and the address of the app that works on it in the background."""
    home = tmp_path_factory.mktemp("intake")
    more = {doors.PORT: str(server.port), "WIREROOM_BACKGROUND": "on"}
    with app(home, module="tests.browser.doors", **more) as address:
        yield home, address


@pytest.fixture
def home(working_app: tuple[Path, str]) -> Iterator[Path]:
    """The app's data home without an archive, whose work is over before it is emptied."""
    home, _ = working_app
    yield home
    until = time.monotonic() + PATIENCE / 1000
    while any(not ended(log) for log in (home / "work").glob("*.log")):
        assert time.monotonic() < until, "The work of the test does not end."
        time.sleep(0.1)
    empty(home)


def ended(log: Path) -> bool:
    """Tell whether the work that writes the log has ended, which is noted beside it."""
    note = log.with_suffix(".json")
    return note.exists() and note.stat().st_mtime >= log.stat().st_mtime


@pytest.fixture
def intake(home: Path, working_app: tuple[Path, str], visitor: Reader) -> Iterator[Reader]:
    """A reader of an app without an archive that works in the background."""
    yield visitor.come(working_app[1])
    visitor.leave()


def press(reader: Reader, name: str) -> None:
    """Press a button of a sheet or of Streamlit by its words."""
    reader.page.get_by_role("button", name=name, exact=True).first.click()
    reader.still()


def shows(reader: Reader, place: str, words: str) -> None:
    """Wait until a part of the page says something."""
    expect(reader.page.locator(place)).to_contain_text(words, timeout=PATIENCE)
    reader.still()


def taken_in(reader: Reader, words: str) -> None:
    """Wait until a receipt says so."""
    shows(reader, ".receipts", words)


def test_a_feed_is_followed_by_the_address_of_its_page(intake: Reader, server: Server) -> None:
    intake.open("/intake")
    intake.page.get_by_label("Address of a source or page").fill(server.url("front"))
    press(intake, "Find feeds")
    shows(intake, ".st-key-looked", "All & sundry")
    intake.page.locator(".st-key-looked li", has_text="All & sundry").get_by_role("button").click()
    shows(intake, ".sources", "Last read today")
    assert server.url("feed").split("://")[1] in intake.page.inner_text(".sources")
    taken_in(intake, "stored")
    assert intake.away == []


def test_a_page_can_be_taken_in_once_instead(intake: Reader, server: Server) -> None:
    intake.open("/intake")
    intake.page.get_by_label("Address of a source or page").fill(server.url("report/4"))
    press(intake, "Find feeds")
    shows(intake, ".st-key-looked", "This can be followed")
    press(intake, "Add this page once")
    taken_in(intake, "opens its tunnel number 4")
    shows(intake, ".st-key-sources", "Nothing is followed yet")


def test_a_list_of_feeds_is_followed_and_handed_back(intake: Reader, server: Server, tmp_path: Path) -> None:
    intake.open("/intake")
    outline = f'<outline type="rss" text="The Post" xmlUrl="{server.url("desk/3")}"/>'
    listed = f'<opml version="2.0"><head/><body>{outline}</body></opml>'
    file: FilePayload = {"name": "feeds.opml", "mimeType": "text/x-opml", "buffer": listed.encode()}
    intake.page.locator(".st-key-dropped input[type=file]").set_input_files([file])
    intake.page.get_by_text("feeds.opml").first.wait_for()
    press(intake, "Add these files")
    shows(intake, ".sources", "3 stories brought")
    with intake.page.expect_download() as saved:
        intake.page.get_by_role("button", name="Save the list as OPML").click()
    assert server.url("desk/3") in saved.value.path().read_text(encoding="utf-8")
    press(intake, "Unfollow: The Post of news.test")
    shows(intake, ".st-key-sources", "Nothing is followed yet")


def test_an_address_leads_to_its_part_of_the_page(intake: Reader) -> None:
    intake.page.set_viewport_size({"width": 1440, "height": 500})
    intake.open("/intake#elsewhere")
    expect(intake.page.locator("#elsewhere")).to_be_in_viewport(timeout=PATIENCE)
    intake.page.get_by_role("navigation", name="On this page").get_by_role("link", name="Health").click()
    expect(intake.page.locator("#health")).to_be_focused()


def test_what_cannot_be_taken_in_is_refused_in_words(intake: Reader) -> None:
    page = intake.open("/intake").page
    for button, said in (
        ("Add these files", "No file is chosen."),
        ("Add this text", "There is no text yet."),
    ):
        page.get_by_role("button", name=button).click()
        page.get_by_role("alert").filter(has_text=said).wait_for()
    press(intake, "Find feeds")
    shows(intake, ".st-key-looked", "Give the address of a page or a feed first")
    page.get_by_label("Address of a source or page").fill("http://169.254.169.254/latest")
    press(intake, "Find feeds")
    shows(intake, ".st-key-looked", "only public sites are requested")
    assert page.get_by_role("button", name="Add this page once").count() == 0
    page.get_by_label("Watch a folder").fill("/")
    press(intake, "Watch it")
    shows(intake, ".st-key-watch-problem", "holds the files of Wireroom itself")
    files = [("holiday.png", b"\x89PNG\r\n\x1a\n" + bytes(60)), ("letter.docx", b"PK\x03\x04" + bytes(60))]
    given: list[FilePayload] = [{"name": name, "mimeType": "", "buffer": body} for name, body in files]
    page.locator(".st-key-dropped input[type=file]").set_input_files(given)
    page.get_by_text("letter.docx").first.wait_for()
    press(intake, "Add these files")
    shows(intake, ".st-key-taken", "Not added")
    words = page.inner_text(".st-key-taken")
    assert "holiday.png is" in words and "letter.docx is" in words
    assert "UnreadableCapture" not in words and " of 2 files" not in words


def test_a_pasted_page_gets_a_receipt(intake: Reader) -> None:
    intake.open("/intake")
    intake.page.get_by_label("Or paste a page").fill(CAPTURE)
    press(intake, "Add this text")
    taken_in(intake, "Ferry service between Larkhaven and Osk")
    shows(intake, ".st-key-taken", "1 story stored")


def test_a_dropped_folder_comes_with_its_shape(intake: Reader, tmp_path: Path) -> None:
    folder = tmp_path / "saved pages"
    (folder / "ferry_files").mkdir(parents=True)
    (folder / "ferry.html").write_text(f"<html><pre>{CAPTURE}</pre>", encoding="utf-8")
    (folder / "ferry_files" / "advert.html").write_text("<p>Buy bread</p>", encoding="utf-8")
    (folder / "inside").mkdir()
    (folder / "inside" / "other.txt").write_text(CAPTURE.replace("Osk", "Ulm"), encoding="utf-8")
    intake.open("/intake")
    intake.page.locator(".st-key-folder input[type=file]").set_input_files(folder)
    intake.page.get_by_text("other.txt").first.wait_for()
    press(intake, "Add these files")
    taken_in(intake, "other.txt")
    assert "advert.html" not in intake.page.inner_text(".receipts")


def test_a_file_that_arrives_in_a_watched_folder_is_taken_in(intake: Reader, tmp_path: Path) -> None:
    folder = tmp_path / "downloads"
    folder.mkdir()
    intake.open("/intake")
    intake.page.get_by_label("Watch a folder").fill(str(folder / "none"))
    press(intake, "Watch it")
    assert "There is no folder" in intake.text
    intake.page.get_by_label("Watch a folder").fill(str(folder))
    press(intake, "Watch it")
    shows(intake, ".st-key-watched-folders", str(folder))
    (folder / "ferry.txt").write_text(CAPTURE, encoding="utf-8")
    taken_in(intake, "Ferry service between Larkhaven and Osk")
    assert (folder / "ferry.txt").read_text(encoding="utf-8") == CAPTURE
    press(intake, "Stop watching")
    assert str(folder) not in intake.page.inner_text(".st-key-watched-folders")


def test_a_rejected_capture_can_be_tried_again(intake: Reader, home: Path, tmp_path: Path) -> None:
    page = tmp_path / "late.txt"
    page.write_bytes(b"\x00\x01\x02" * 400)
    assert verb(home, "ingest", str(page), "--jobs", "1").status == 3
    intake.open("/intake?outcome=rejected")
    assert "late.txt" in intake.page.inner_text(".receipts")
    page.write_text(CAPTURE, encoding="utf-8")
    press(intake, "Try again")
    intake.turn("/intake")
    taken_in(intake, "Ferry service between Larkhaven and Osk")


def test_a_backup_is_made_and_restored_after_a_question(intake: Reader, home: Path, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "ferry.txt").write_text(CAPTURE, encoding="utf-8")
    assert verb(home, "ingest", str(pages), "--jobs", "1").status == 0
    intake.open("/intake")
    press(intake, "Check now")
    shows(intake, ".st-key-health", "Sound, checked today")
    press(intake, "Back up now")
    shows(intake, ".st-key-health", "Restore…")
    (pages / "later.txt").write_text(CAPTURE.replace("Ferry service", "Tram service"), encoding="utf-8")
    assert verb(home, "ingest", str(pages), "--jobs", "1").status == 0
    intake.open("/intake")
    taken_in(intake, "Tram service")
    press(intake, "Restore…")
    assert "set aside beside it, not deleted" in intake.page.inner_text("[role=dialog]")
    intake.page.get_by_role("dialog").get_by_role("button", name="Restore", exact=True).click()
    shows(intake, ".st-key-health", "Restored today")
    expect(intake.page.locator(".receipts")).not_to_contain_text("Tram service", timeout=PATIENCE)
    press(intake, "Bring back what is missing")
    taken_in(intake, "Tram service")


def test_a_picture_comes_when_it_is_asked_for(intake: Reader, home: Path, server: Server) -> None:
    _, article = story(home, 1, server.url("photo"), server.url("photo-cut"))
    server.asked.clear()
    page = intake.open(f"/read?article={article}").page
    assert not server.asked and page.locator(".article img").count() == 0
    page.get_by_role("button", name="Fetch 2 pictures from news.test").click()
    picture = page.locator(".article .picture img")
    expect(picture).to_have_count(1, timeout=PATIENCE)
    expect(page.locator(".working.alert")).to_contain_text("1 of 2 pictures kept.")
    intake.still()
    assert picture.evaluate("each => each.decode().then(() => each.naturalWidth)") == 320
    assert serious(page) == [] and intake.away == []
    page.get_by_role("button", name="Delete it from this disk").click()
    expect(picture).to_have_count(0, timeout=PATIENCE)


FOREIGN = """<!DOCTYPE html><html><head><title>Ferry sails</title>{policy}</head><body><article>
<h1>Ferry service between Larkhaven and Osk resumes</h1><p>{text}</p></article></body></html>"""
POLICIES = [
    "",
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; form-action 'none'\">",
]


@pytest.mark.parametrize("policy", POLICIES, ids=["open", "strict"])
def test_the_bookmark_sends_the_page_one_looks_at(intake: Reader, policy: str) -> None:
    intake.open("/intake")
    code = unquote(intake.page.locator(".bookmark").get_attribute("href") or "").removeprefix("javascript:")
    text = " ".join(CAPTURE.split("\n\n")[3:6])
    context = intake.page.context.browser.new_context()  # type: ignore[union-attr]
    context.route(
        "https://harbour.test/**",
        lambda route: route.fulfill(body=FOREIGN.format(policy=policy, text=text), content_type="text/html"),
    )
    foreign = context.new_page()
    foreign.goto("https://harbour.test/ferry")
    with context.expect_page() as opened:
        foreign.evaluate(code)
    window = opened.value
    window.get_by_role("button", name="Add it").click()
    expect(window.locator("h1")).to_have_text("Added", timeout=PATIENCE)
    context.close()
    intake.open("/intake")
    taken_in(intake, "Ferry service between Larkhaven and Osk resumes")
