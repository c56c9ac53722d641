"""Ten journeys of a reader and an analyst, by mouse, by touch and by keyboard alone, with pictures.

They run on the sample and, where WIREROOM_JOURNEYS names a data home, on a copy of its archive too. Each
prints how often the reader pressed, how many seconds it took and where its strip of pictures is.
"""

import os
import re
import shutil
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from tests.browser.conftest import Reader, sound
from tests.browser.test_first_minutes import own_page, saved_chart, strip
from tests.running import LOG, app

pytestmark = [pytest.mark.browser, pytest.mark.soak]

OWN = os.environ.get("WIREROOM_JOURNEYS")
ARCHIVES = ("sample", "own") if OWN else ("sample",)
SIZES: dict[str, ViewportSize] = {
    "mouse": {"width": 1440, "height": 900},
    "touch": {"width": 390, "height": 844},
    "keyboard": {"width": 1440, "height": 900},
}
SELECT = """() => {
  const node = document.querySelector('.article .body p[id]').firstChild;
  getSelection().setBaseAndExtent(node, 0, node, 12);
}"""
FEED = (
    "<rss version='2.0'><channel><title>Quay Post</title><link>https://quay.example/</link>"
    "<item><title>Cranes stand still</title><link>https://quay.example/cranes</link><description>"
    "The cranes of the north quay stood still on Tuesday, and the crews went home at noon.</description>"
    "</item></channel></rss>"
)


class Journey:
    """A reader with one hand and one archive, who counts what they press and takes pictures."""

    def __init__(self, reader: Reader, way: str, archive: str) -> None:
        self.reader, self.way, self.archive = reader, way, archive
        self.pictures: list[bytes] = []
        self.presses, self.start = 0, time.monotonic()

    @property
    def page(self) -> Page:
        """The reader's page."""
        return self.reader.page

    def open(self, path: str) -> "Journey":
        """Open a page of the archive, its menus unfolded."""
        self.reader.open(f"{path}{'&' if '?' in path else '?'}archive={self.archive}").unfold()
        return self

    def press(self, what: Locator) -> "Journey":
        """Click, tap or, with the keyboard alone, press Enter on what can be reached by Tab."""
        self.presses += 1
        if self.way == "keyboard":
            self.reader.still()  # what is drawn anew loses the focus
            what.focus()
            assert what.evaluate("each => each === document.activeElement"), "Tab does not reach it."
            self.page.keyboard.press("Enter")
        elif self.way == "touch":
            what.tap()
        else:
            what.click()
        return self

    def link(self, name: str | re.Pattern[str], within: str = "[data-testid=stMain]") -> "Journey":
        """Press the first link of this name."""
        return self.press(self.page.locator(within).get_by_role("link", name=name).first)

    def button(self, name: str | re.Pattern[str], *, exact: bool = False) -> "Journey":
        """Press the first button of this name that is visible."""
        named = self.page.get_by_role("button", name=name, exact=exact)
        return self.press(named.filter(visible=True).first)

    def write(self, what: Locator, words: str, key: str = "Enter") -> "Journey":
        """Fill a field and end with a key."""
        self.presses += 1
        what.fill(words)
        what.press(key)
        self.reader.still()
        return self

    def sees(self, what: Locator | str, words: str | re.Pattern[str] = "") -> "Journey":
        """Wait until something is visible and says these words; take a picture of it."""
        found = (self.page.locator(what) if isinstance(what, str) else what).first
        expect(found).to_be_visible()
        expect(found).to_contain_text(words)
        self.reader.still()
        self.pictures.append(self.page.screenshot())
        sound(self.reader)
        return self


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, sample_home: Path) -> Iterator[str]:
    """The address of an app with the sample and, where one is given, a copy of an archive of one's own."""
    home = tmp_path_factory.mktemp("journeys")
    unwanted = shutil.ignore_patterns(LOG, "backups")
    for given in (sample_home, *([Path(OWN)] if OWN else [])):
        shutil.copytree(given, home, ignore=unwanted, dirs_exist_ok=True)
    with app(home) as address:
        yield address


@pytest.fixture(params=[(way, archive) for archive in ARCHIVES for way in SIZES], ids="-".join)
def journey(
    request: pytest.FixtureRequest, chromium: Browser, served: str, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[Journey]:  # fmt: skip
    """A journey with one hand on one archive; afterwards its presses, seconds and pictures are printed."""
    way, archive = request.param
    touches = way == "touch"
    context = chromium.new_context(
        bypass_csp=True, has_touch=touches, is_mobile=touches, viewport=SIZES[way], accept_downloads=True
    )
    made = Journey(Reader(context, served), way, archive)
    yield made
    if made.pictures:
        strip(made.pictures, tmp_path / "journey.png")
    seconds = time.monotonic() - made.start
    with capsys.disabled():
        print(f"\n{request.node.name}: {made.presses} presses, {seconds:.0f} s, {tmp_path / 'journey.png'}")
    context.close()


def test_1_what_is_new_and_matters_is_read_and_left(journey: Journey) -> None:
    journey.open("/").sees(".lead h2")
    headline = journey.page.locator(".lead h2").first.inner_text()
    journey.link(headline, ".lead").sees(".article h1", headline)
    journey.page.go_back()
    journey.sees(".lead h2", headline)


def test_2_a_subject_is_found_saved_and_found_again(journey: Journey) -> None:
    journey.open("/read")
    everything = journey.reader.tally()
    words = re.findall(r"[^\W\d_]{4,}", journey.page.locator(".card h3").first.inner_text())
    search = journey.page.get_by_role("searchbox")
    for query in (words[0], f"{words[0]} -zebra", f"headline:{words[0]}", f'"{words[0]} {words[1]}"~9'):
        journey.reader.unfold()
        journey.write(search, query)
        assert 0 < journey.reader.tally() <= everything, query
    journey.sees(".stories .card h3")
    narrowed = journey.reader.tally()
    name = f"Subject by {journey.way}"
    journey.reader.unfold()
    journey.button("Saved")
    journey.page.get_by_role("textbox", name="Name of this selection").fill(name)
    journey.button("Save", exact=True).sees(journey.page.get_by_text("Saved view "))
    journey.open("/").link(name, ".views").sees(".stories .card h3")
    assert journey.reader.tally() == narrowed


def test_3_a_tag_and_typed_days_are_shared_as_a_link(journey: Journey) -> None:
    journey.open("/browse?show=tags").press(journey.page.locator(".index tbody th a").first)
    journey.sees(".page-head h1").press(journey.page.locator(".page-head a").first).sees(".chip")
    tagged = journey.reader.tally()
    journey.reader.unfold()
    days = journey.page.get_by_label("Days")
    journey.write(days, "1900 to 2030")
    assert 0 < journey.reader.tally() <= tagged
    journey.sees(".chip")
    shared = journey.page.context.new_page()
    shared.goto(journey.page.url)
    expect(shared.locator(".tally b")).to_have_text(journey.page.inner_text(".tally b"))
    shared.close()


def test_4_the_sentences_behind_a_pair_are_checked_one_by_one(journey: Journey) -> None:
    journey.open("/actors?show=table&min=1").link(re.compile("–"), "table").sees(".evidence blockquote")
    opened = min(3, journey.page.locator(".evidence a.from").count())
    for number in range(opened):
        sentence = journey.page.locator(".evidence blockquote").nth(number).inner_text().split()[:3]
        journey.press(journey.page.locator(".evidence a.from").nth(number)).sees(".article .arrived")
        assert journey.page.locator(".arrived").inner_text().split()[:3] == sentence
        journey.page.go_back()
        journey.sees(".evidence blockquote")


def test_5_two_actors_are_compared_and_a_join_is_taken_back(journey: Journey) -> None:
    journey.open("/actors?show=table&min=1").link(re.compile("–"), "table").sees(".evidence blockquote")
    journey.link("Compare the two", ".drawer").sees(".st-key-two-time-chart .js-plotly-plot")
    first, second = (journey.page.locator("table.pairs tbody a").nth(n) for n in (0, 2))
    other = second.inner_text()
    journey.press(first).sees(".js-plotly-plot").link("Correct this actor").sees(".st-key-desk-form")
    who = journey.page.get_by_label("Who is it?")
    journey.press(who) if journey.way == "touch" else who.focus()
    who.fill(other)
    journey.link(re.compile(f"^{re.escape(other)}, ")).sees(journey.page.get_by_text(f"Chosen: {other}"))
    journey.button("Merge them").sees(".working.done", f"is {other}")
    journey.button(re.compile("^Undo:")).sees(".working.done", "Undone")


def test_6_three_stories_are_starred_labelled_noted_and_marked(journey: Journey) -> None:
    own = 5 * list(SIZES).index(journey.way)  # the stars of the journeys before stay
    journey.open("/read").press(journey.page.locator(".card h3 a").nth(own)).sees(".article h1")
    journey.button(re.compile("Star$")).sees(journey.page.get_by_role("button", name=re.compile("Starred")))
    journey.link("Next story").sees(".article h1").button(re.compile("^Labels"))
    journey.write(journey.page.get_by_role("combobox", name=re.compile("Labels")), "later")
    journey.page.keyboard.press("Escape")
    journey.link("Next story").sees(".article h1").button(re.compile("^Notes"))
    journey.write(journey.page.get_by_role("textbox", name="Note on the story"), "Ask again", "Control+Enter")
    journey.page.keyboard.press("Escape")
    journey.page.evaluate(SELECT)
    if journey.way == "touch":
        journey.button("Highlight", exact=True)
    else:
        journey.page.keyboard.press("h")
    journey.sees(".article mark.own")
    journey.open("/notes").sees(".noted", "Ask again")


def test_7_an_author_and_a_publisher_have_their_page(journey: Journey) -> None:
    for kind in ("authors", "publishers"):
        journey.open(f"/browse?show={kind}")
        first = journey.page.locator(".index tbody th a").first
        name = first.inner_text()
        journey.press(first).sees(journey.page.get_by_role("heading", name=name).first)
        journey.sees(".card h3")


def test_8_the_network_becomes_a_slide_that_is_verified(journey: Journey, tmp_path: Path) -> None:
    journey.open("/actors?show=network").sees(".js-plotly-plot")
    saved = saved_chart(journey.page, tmp_path / "network.svg")
    journey.open("/workbench")
    journey.page.locator(".st-key-figure-file input[type=file]").set_input_files([saved])
    journey.sees(journey.page.get_by_text("Reproduced"))


def test_9_a_question_in_sql_becomes_a_chart_and_a_case_file(journey: Journey) -> None:
    journey.open("/workbench")
    question = journey.page.get_by_role("textbox", name="Question in SQL")
    sql = "select publisher, count(*) as stories from stories group by 1 order by 2 desc limit 9"
    journey.write(question, sql, "Control+Enter").sees(".answer tbody tr")
    journey.sees(".st-key-sql-chart .js-plotly-plot")
    journey.open("/read")
    word = re.findall(r"[^\W\d_]{4,}", journey.page.locator(".card h3").first.inner_text())[0]
    journey.write(journey.page.get_by_role("searchbox"), word).button("Save list")
    journey.button("Case file (ZIP)")
    ready = journey.page.get_by_role("button", name=re.compile(r"^Save .*\.zip"))
    with journey.sees(ready).page.expect_download() as waiting:
        journey.press(ready)
    with zipfile.ZipFile(waiting.value.path()) as packed:
        assert packed.testzip() is None and len(packed.namelist()) > 3


def test_10_a_page_a_paste_a_feed_and_a_refused_page_are_taken_in(journey: Journey, tmp_path: Path) -> None:
    own = f"pier {journey.archive} {journey.way}"  # another journey has brought its own pages already
    feed, empty, saved = (tmp_path / name for name in ("feed.xml", "empty.html", "saved.html"))
    feed.write_text(FEED.replace("Tuesday", f"Tuesday by the {own}"))
    empty.write_bytes(b"\x00\x01" * 300)
    saved.write_text(own_page(tmp_path).read_text().replace("the pier", f"the {own}"))
    journey.reader.open("/intake")
    journey.page.locator(".st-key-dropped input[type=file]").set_input_files([saved, feed, empty])
    journey.page.get_by_text("empty.html").first.wait_for()
    journey.button("Add these files").sees(journey.page.get_by_role("heading", name="Added"))
    for words in (f"Lamps on the {own}", "Cranes stand still", "empty.html"):
        journey.sees(".receipts", words)
    text = (
        f"Ferries stop at nine at the {own}\n\n"
        + "The last ferry leaves at nine since Monday, the harbour said. " * 9
    )
    journey.page.get_by_label(re.compile("Or paste a page")).fill(text)
    journey.button("Add this text").sees(".receipts", "Ferries stop at nine")
