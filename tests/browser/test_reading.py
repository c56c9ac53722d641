"""What a reader does with the sample in a real browser."""

import csv
import io
import re
from contextlib import suppress
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import TimeoutError, expect

from tests.browser.conftest import PAPER, Reader
from tests.lots import few
from tests.running import verb

pytestmark = pytest.mark.browser

PAGES = (
    "/",
    "/read",
    "/timeline",
    "/actors",
    "/actors?show=matrix",
    "/actors?show=table",
    "/browse",
    "/workbench",
    "/notes",
    "/intake",
)

DARK = "rgb(21, 23, 26)"  # .streamlit/config.toml
# Where the middle of an edge or cell with a given count lies on the screen, by Plotly's own axes.
MARK = """([key, data]) => {
  const plot = document.querySelector(`.st-key-${key}-chart .js-plotly-plot`);
  const box = plot.getBoundingClientRect(), layout = plot._fullLayout;
  for (const trace of plot._fullData) {
    const rows = trace.customdata || [];
    for (let i = 0; i < rows.length; i++) {
      if (JSON.stringify(Array.from(rows[i]).slice(0, data.length)) !== JSON.stringify(data)) continue;
      return [box.left + layout.xaxis._offset + layout.xaxis.d2p(trace.x[i]),
              box.top + layout.yaxis._offset + layout.yaxis.d2p(trace.y[i])];
    }
  }
  return null;
}"""


def choose(reader: Reader, label: str, value: str) -> None:
    """Choose a value in one of the filter bar's lists."""
    reader.page.get_by_role("button", name="Tags, people, sources").click()
    box = reader.page.get_by_role("combobox", name=re.compile(label))
    box.click()
    box.fill(value)
    reader.page.get_by_role("option", name=re.compile(f"^{value} ")).first.click()
    reader.page.keyboard.press("Escape")
    reader.page.keyboard.press("Escape")
    reader.page.locator(".chip", has_text=value).first.wait_for()  # the run may not have begun yet
    reader.still()


def click_mark(reader: Reader, key: str, data: list[str]) -> None:
    """Click the mark of a chart that carries the data; a chart drawn just now may not listen yet."""
    reader.until(lambda: reader.page.locator(f".st-key-{key}-chart .js-plotly-plot .main-svg").count())
    place = reader.page.evaluate(MARK, [key, data])
    assert place is not None, f"no mark {data} in {key}"
    for _ in range(4):
        reader.page.mouse.click(*place)
        with suppress(TimeoutError):
            reader.page.locator(".drawer").wait_for(timeout=5_000)
            break
    reader.page.locator(".drawer").wait_for()
    reader.still()


def test_a_tag_narrows_chips_list_chart_and_export_to_one_count(
    reader: Reader, sample_home: Path, tmp_path: Path
) -> None:
    reader.open("/timeline?by=none&unit=day")
    everything = reader.tally()
    choose(reader, "Tags", "Cuba")
    reader.until(lambda: reader.tally() < everything)
    narrowed = reader.tally()
    assert narrowed > 0
    assert "tags=Cuba" in reader.page.url
    assert reader.page.locator(".chip", has_text="Cuba").count() == 1
    assert reader.page.locator(".stories .card").count() == min(narrowed, 40)
    out = tmp_path / "timeline.csv"
    assert verb(sample_home, "export", "timeline", "tags=Cuba&by=none", "-o", str(out)).status == 0
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    undated = reader.page.get_by_text(re.compile(r"without a date"))
    assert sum(int(row["stories"]) for row in rows) == narrowed - (1 if undated.count() else 0)


def test_a_story_is_called_by_its_name_explained_and_printed_alone_in_ink(reader: Reader) -> None:
    page = reader.look(width=800, scheme="dark").open("/browse?show=tags&name=Cuba").page
    assert page.title() == "Cuba · Wireroom"
    rule = page.locator(".ends .card h3").first.evaluate("each => getComputedStyle(each).borderTopWidth")
    assert rule == "0px"  # the rule is that of the part, above its title
    reader.turn("/read").until(lambda: page.title() == "Read · Wireroom")
    headline = page.locator(".card h3 a").nth(2).inner_text()
    page.locator(".card h3 a").nth(2).click()
    reader.until(lambda: page.title() == f"{headline} · Wireroom")
    page.get_by_role("link", name=re.compile("What was removed")).click()
    reader.still()
    assert "tab=removed" in page.url
    assert page.locator(".galley .cut").count() > 3
    assert all(page.locator(".galley .cut .meta").all_inner_texts())
    told = page.inner_text(".galley-head .sum")
    assert re.match(r"\d+ words of text kept, \d+ left out in \d+ pieces", told)
    page.go_back()
    reader.still()
    page.emulate_media(media="print")
    expect(page.locator(".article .body")).to_be_visible()
    unwanted = (
        ".masthead nav",
        ".stories",
        ".st-key-filter-bar",
        ".st-key-story-actions",
        ".tabs",
        ".colophon",
    )
    for each in unwanted:
        expect(page.locator(each).first).to_be_hidden()
    ink = page.locator(".article h1").evaluate("each => getComputedStyle(each).color")
    page.emulate_media(media="screen")
    reader.until(lambda: page.evaluate(PAPER) == DARK)
    assert ink == "rgb(27, 27, 25)"


def test_a_selection_stands_in_the_address_and_nonsense_is_dropped(reader: Reader) -> None:
    reader.open("/timeline?since=never&until=1962-13-45&zones=moon&read=maybe&unit=fortnight&page=-3&by=%00")
    everything = reader.tally()
    assert everything > 0 and reader.page.locator(".chip").count() == 0
    assert "since=" not in reader.page.url and "zones=" not in reader.page.url
    reader.turn("/?since=1962-10-22&until=1962-10-23")
    narrowed = reader.tally()
    assert 0 < narrowed < everything
    reader.page.get_by_role("link", name="Read", exact=True).click()
    reader.still()
    assert reader.tally() == narrowed
    assert "since=1962-10-22" in reader.page.url and "/read" in reader.page.url
    times = reader.page.locator(".stories time").all_inner_texts()
    assert times and all(re.match(r"2[23] October 1962", each) for each in times)
    tagged = reader.turn("/read?tags=Cuba").tally()
    reader.page.locator(".chip").first.click()
    reader.still()
    assert reader.tally() > tagged and "tags=" not in reader.page.url
    reader.page.go_back()
    reader.still()
    assert reader.tally() == tagged and reader.page.locator(".chip").count() == 1
    for path in (
        "/?tags=Nowhere", "/read?q=zzzzzz", "/actors?tags=Nowhere", "/browse?tags=Nowhere",
        "/timeline?q=zzzzz",
    ):  # fmt: skip
        reader.turn(path)
        assert "in this selection" in reader.text, path
        assert reader.page.locator("[data-testid=stException]").count() == 0, path


def test_dragging_over_days_filters_everything(reader: Reader) -> None:
    reader.open("/timeline?unit=day")
    everything = reader.tally()
    plot = reader.page.locator(".js-plotly-plot .nsewdrag").first.bounding_box()
    assert plot is not None
    y = plot["y"] + plot["height"] / 2
    for _ in range(4):  # a chart drawn just now may not listen yet
        reader.page.mouse.move(plot["x"] + plot["width"] * 0.55, y)
        reader.page.mouse.down()
        reader.page.mouse.move(plot["x"] + plot["width"] * 0.75, y, steps=8)
        reader.page.mouse.up()
        with suppress(TimeoutError):
            reader.page.locator(".chip").wait_for(timeout=5_000)
            break
    reader.still()
    assert 0 < reader.tally() < everything
    assert re.search(r"since=1962-10-1\d&until=1962-10-2\d", reader.page.url)
    assert reader.page.locator(".chip").count() == 1


def test_an_edge_opens_its_sentences_and_each_leads_into_its_article(reader: Reader) -> None:
    reader.open("/actors?show=table")
    first = reader.page.locator("table.bars tbody tr").first
    reports = int(first.locator("td").first.inner_text().replace(",", ""))
    href = first.locator("a").get_attribute("href") or ""
    pair = re.search(r"pair=([^&]+)", href)
    assert pair is not None
    ids = pair.group(1).replace("%2F", "/").replace("~~", " ").split()
    reader.turn("/actors")
    click_mark(reader, "network", ids)
    note = re.search(r"([\d,]+) sentences? in (\d+) stor", reader.page.inner_text(".drawer .note"))
    assert note is not None
    sentences, stories = (int(number.replace(",", "")) for number in note.groups())
    assert 0 < reports <= stories <= sentences
    quotes = reader.page.locator(".evidence blockquote")
    assert quotes.count() == sentences
    assert quotes.first.locator("mark").count() >= 2
    sentence = quotes.first.inner_text()
    reader.page.locator(".evidence a.from").first.click()
    reader.still()
    arrived = reader.page.locator(".arrived")
    expect(arrived).to_be_visible()
    assert "article=" in reader.page.url
    assert arrived.inner_text().split()[:4] == sentence.split()[:4]
    assert arrived.locator("mark").count() >= 1


def test_a_chart_is_saved_as_svg_and_its_data_as_csv(reader: Reader) -> None:
    reader.open("/timeline?by=tag")
    saved = {}
    for label in ("Drawing (SVG)", "Data (CSV)"):
        reader.page.get_by_role("button", name="Save chart").first.click()
        with reader.page.expect_download(timeout=60_000) as waiting:
            reader.page.get_by_role("button", name=label).click()
        saved[label] = Path(waiting.value.path()).read_bytes()
        reader.page.keyboard.press("Escape")
        reader.still()
    drawing = ElementTree.fromstring(saved["Drawing (SVG)"])
    assert drawing.tag.endswith("svg") and "Cuba" in "".join(drawing.itertext())
    rows = list(csv.DictReader(io.StringIO(saved["Data (CSV)"].decode("utf-8-sig"))))
    assert rows[0]["series"] and int(rows[0]["stories"]) > 0
    assert saved["Data (CSV)"].count(b"\n") == len(rows) + 1


def test_a_phone_shows_every_page_without_sideways_scrolling(reader: Reader) -> None:
    reader.page.set_viewport_size({"width": 390, "height": 844})
    reader.open("/")
    for path in PAGES:
        reader.turn(path)
        wide = reader.page.locator("[data-testid=stMain]").evaluate(
            "main => main.scrollWidth - main.clientWidth"
        )
        assert wide <= 0, path
    reader.turn("/read")
    reader.page.locator(".card h3 a").first.click()
    reader.still()
    expect(reader.page.locator(".article h1")).to_be_visible()
    expect(reader.page.locator(".stories")).to_be_hidden()


def test_an_edge_opens_again_and_as_a_cell_of_the_matrix_and_leads_to_its_stories(reader: Reader) -> None:
    pair = ["person/john-f-kennedy", "person/nikita-khrushchev"]
    reader.open("/actors")
    click_mark(reader, "network", pair)
    note = reader.page.inner_text(".drawer .note")
    reader.page.get_by_role("link", name="Close").click()
    reader.still()
    assert reader.page.locator(".drawer").count() == 0
    click_mark(reader, "network", pair)
    assert reader.page.inner_text(".drawer .note") == note
    reader.turn("/actors?show=matrix")
    click_mark(reader, "matrix", pair)
    assert reader.page.inner_text(".drawer .note") == note
    link = reader.page.locator(".drawer .note a >> nth=0")
    stories = int(link.inner_text().split()[0])
    link.click()
    reader.still()
    assert reader.tally() == stories


def test_a_search_from_a_later_page_shows_its_first_stories(reader: Reader) -> None:
    reader.open("/read?page=2")
    reader.page.get_by_placeholder(re.compile("Search")).fill("cuba -kennedy")
    reader.page.keyboard.press("Enter")
    reader.still()
    assert reader.page.locator(".stories .card").count() == min(reader.tally(), 40) > 0
    assert reader.turn("/read?page=99").page.locator(".stories .card").count() > 0


SHIFTED = """() => new Promise(done => new PerformanceObserver(list => {
    done(list.getEntries().reduce((sum, each) => sum + each.value, 0));
}).observe({ type: "layout-shift", buffered: true }) ?? setTimeout(() => done(0), 300))"""


# Hides an unfinished page for as long as a busy machine needs, as its style does for a few seconds.
PATIENT = """addEventListener("DOMContentLoaded", () => document.head.insertAdjacentHTML("beforeend",
    '<style>[data-testid="stMainBlockContainer"] > * { animation-duration: 60s !important }</style>'))"""


@pytest.mark.parametrize("width", few((1440, 390), 1))
def test_nothing_moves_under_the_eye_while_a_page_opens(reader: Reader, width: int) -> None:
    patient = Reader(reader.page.context, reader.address).look(width=width)
    patient.page.add_init_script(PATIENT)
    for path in ("/", "/timeline", "/actors"):
        assert patient.open(path).page.evaluate(SHIFTED) < 0.1, path
    patient.page.close()


def test_a_story_is_set_as_the_reader_chose_also_after_a_reload(reader: Reader) -> None:
    page = reader.open("/read?q=steinbeck").page
    page.locator(".card h3 a").first.click()
    reader.still()
    size = "getComputedStyle(document.querySelector('.article .body')).fontSize"
    before = page.evaluate(size)
    page.locator(".st-key-more-actions button").first.click()
    large = page.get_by_role("button", name="large", exact=True)
    large.press("Enter")
    expect(large).to_have_attribute("aria-pressed", "true")
    page.reload()
    reader.still()
    assert float(page.evaluate(size).removesuffix("px")) > float(before.removesuffix("px"))
    page.locator(".st-key-more-actions button").first.click()
    with page.expect_navigation():  # the page is loaded anew
        page.get_by_role("button", name="dark", exact=True).press("Enter")
    reader.until(lambda: page.evaluate(PAPER) == DARK)  # the colour changes by degrees
    reader.open("/timeline").until(lambda: page.evaluate(PAPER) == DARK)
    page.evaluate("localStorage.clear()")
    reader.leave()  # the page itself stays dark
