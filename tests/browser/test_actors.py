"""The Actors page in a real browser: names apart, every control in the address, all of it by keyboard."""

import re
from itertools import combinations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import WIDTHS, Reader, serious_in_both, sound
from tests.lots import few

pytestmark = pytest.mark.browser

PAIR = "pair=person/john-f-kennedy~~person/nikita-khrushchev"
TABS = ("network", "matrix", "time", "table", "ego", "two", "compare", "most")
BOXES = """() => [...document.querySelectorAll('.js-plotly-plot .annotation-text')].map(each => {
    const box = each.getBoundingClientRect();
    return [each.textContent, box.left, box.top, box.right, box.bottom];
})"""
MARKS = """() => document.querySelector('.js-plotly-plot')._fullData.flatMap(
    trace => (trace.customdata || []).map(
        each => [...each].filter(part => String(part).includes('/')).join('~~')))"""
LINKED = """all => all.map(each => new URL(each.href).searchParams)
    .map(told => told.get('pair') || told.get('actor'))"""
NUMBERS = r"""all => all.map(
    each => [each.getAttribute('href'), parseInt(each.textContent.match(/(\d[\d,]*)\D*$/)?.[1] ?? 0)])"""
NONSENSE = (
    "unit=fortnight&min=zero&most=-1&colour=red&ties=knots&chance=luck&by=era&side=left&shuffle=9",
    "show=nowhere&pair=a&actor=b&ego=c&on=yesterday&seen=x",
    "pair=country/cuba~~country/cuba&against=%00%ff&on=1962-10-28..1962-10-01",
    "pair=~~&actor=~~~~&show=ego&ego=<script>alert(1)</script>&kinds=moon&roles=&zones=,",
    "show=compare&against=since%3Dnever%26zones%3Dmoon&min=999999999999999999999",
)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_two_names_of_the_default_network_overlap(reader: Reader, width: int) -> None:
    reader.look(width=width).open("/actors?show=network")
    reader.until(lambda: reader.page.locator(".js-plotly-plot .annotation-text").count())
    boxes = reader.page.evaluate(BOXES)
    assert len(boxes) >= 15  # the 40 pairs with most reports hold fewer actors than as many rare ones
    for (one, left, top, right, bottom), (other, *far) in combinations(boxes, 2):
        apart = right <= far[0] or far[2] <= left or bottom <= far[1] or far[3] <= top
        # Boxes hold the white above and below the letters too, which may touch.
        assert apart or min(bottom, far[3]) - max(top, far[1]) < 3, f"{one} on {other}"
        assert left >= 0 and right <= width, one


@pytest.mark.parametrize("tab", few(TABS, 4))
def test_every_mark_of_a_tab_has_a_link_below_and_no_rule_is_broken_seriously(
    reader: Reader, tab: str
) -> None:
    reader.open(f"/actors?show={tab}")
    if tab != "table":
        reader.until(lambda: reader.page.locator(".js-plotly-plot .main-svg").count())
        marks = reader.page.evaluate(MARKS)
        links = reader.page.eval_on_selector_all(".link-table a", LINKED)
        pairs = {mark for mark in marks if "~~" in mark or tab in ("time", "two", "most")}
        assert pairs and pairs <= set(links)
    reader.turn(f"/actors?show={tab}&{PAIR}&kinds=person,place")
    for summary in reader.page.query_selector_all("details:not([open]) summary"):
        if summary.is_visible():  # a wide screen shows the choices unfolded
            summary.click()
    assert serious_in_both(reader) == []
    sound(reader)


FIRST_SCREEN = (
    "/actors", "/actors?show=ego", "/actors?show=time", "/actors?show=two", "/actors?show=matrix",
    "/actors?show=compare", "/timeline", "/timeline?by=tag",
)  # fmt: skip


@pytest.mark.parametrize("path", few(FIRST_SCREEN, 3))
def test_a_whole_figure_with_its_legend_stands_in_the_first_screen(reader: Reader, path: str) -> None:
    reader.open(path)
    figure, legend = reader.page.locator(".js-plotly-plot").first, reader.page.locator(".legend").first
    expect(figure).to_be_visible()
    expect(legend).to_be_visible()
    low = figure.bounding_box()
    assert low is not None and low["y"] + low["height"] <= 900


def test_nonsense_in_the_address_is_dropped(reader: Reader) -> None:
    for query in NONSENSE:
        arrive = reader.turn if reader.page.url.startswith(reader.address) else reader.open
        arrive(f"/actors?{query}")
        reader.until(lambda: reader.page.locator(".js-plotly-plot .main-svg, table.pairs").count())
        assert not reader.page.query_selector(".drawer, .trouble, [data-testid=stException]"), query
        kept = reader.page.eval_on_selector_all(
            ".choices a", "links => links.map(each => each.href).join(' ')"
        )
        for word in ("fortnight", "knots", "luck", "alert", "yesterday", "moon,", "~~~~"):
            assert word not in kept, query
        assert reader.errors == [], query


# tests/ui/actors/test_controls.py holds the addresses of all choices.
def test_a_choice_is_made_by_keyboard_and_stands_in_the_address(reader: Reader) -> None:
    reader.open("/actors?show=network")
    reader.page.eval_on_selector_all("details", "all => all.forEach(each => { each.open = true; })")
    link = reader.page.locator(".choices a", has_text=re.compile("^every pair$"))
    link.focus()
    reader.page.keyboard.press("Enter")
    reader.still()
    assert "ties=all" in reader.page.url
    assert reader.page.evaluate("document.activeElement.textContent") == "every pair"
    reader.open(reader.page.url.removeprefix(reader.address))
    reader.page.eval_on_selector_all("details", "all => all.forEach(each => { each.open = true; })")
    assert reader.page.locator(".choices a[aria-current]", has_text=re.compile("^every pair$")).count() == 1


def test_a_pair_is_opened_and_closed_by_keyboard_alone(reader: Reader) -> None:
    reader.open("/actors")
    reader.page.locator(".link-table summary").focus()
    reader.page.keyboard.press("Enter")
    reader.page.keyboard.press("Tab")
    reader.until(lambda: "–" in reader.page.evaluate("document.activeElement.textContent"))
    reader.page.keyboard.press("Enter")
    reader.still()
    assert reader.page.evaluate("document.activeElement.className") == "drawer"
    assert "pair=" in reader.page.url
    reader.page.keyboard.press("Tab")
    reader.until(lambda: reader.page.evaluate("document.activeElement.textContent") == "Close")
    reader.page.keyboard.press("Enter")
    reader.still()
    assert "pair=" not in reader.page.url and not reader.page.query_selector(".drawer")


@pytest.mark.parametrize("step", few((6, 1), 1))
def test_each_number_of_an_actor_s_page_opens_what_it_counts(reader: Reader, step: int) -> None:
    reader.open("/actors?show=ego&ego=person/john-f-kennedy")
    for href, number in reader.page.eval_on_selector_all(
        ".note:not(.on-a-phone-alone) a, .profile a", NUMBERS
    )[::step]:
        if "/read?" in href:
            reader.turn(href)
            assert reader.tally() == number
        elif "pair=" in href:
            reader.turn(href)
            note = reader.page.locator(".drawer .note").first.inner_text()
            assert note.startswith(f"{number} sentence")
        else:
            assert "actor=person" in href or "show=so-far" in href
    words = reader.turn("/actors?show=ego&ego=person/adlai-stevenson").text
    for note in (
        "Written as “",
        "first on",
        "last on",
        "Most often with",
        "Tags",
        "Publishers",
        "Written by",
    ):
        assert note in words
    assert "Adlai Stevenson: quoted as saying" in words


@pytest.mark.parametrize("width", WIDTHS)
def test_two_actors_are_compared_from_a_pair_and_by_typing_their_names(reader: Reader, width: int) -> None:
    page = reader.look(width=width).open(f"/actors?show=table&{PAIR}").page
    page.get_by_role("link", name="Compare the two").click()
    expect(
        page.get_by_role("heading", name="How do John F. Kennedy and Nikita Khrushchev compare?")
    ).to_be_visible()
    reader.still()
    for old, typed, name, new in (
        ("John F. Kennedy", "castr", "Fidel Castro", "Fidel Castro"),
        ("Nikita Khrushchev", "soviet", "Soviet Union", "the Soviet Union"),
    ):
        field = page.get_by_role("searchbox", name=f"Instead of {old}")
        field.press_sequentially(typed)
        expect(page.get_by_role("link", name=name).first).to_be_visible()
        field.press("Enter")
        expect(page.get_by_role("searchbox", name=f"Instead of {new}")).to_be_visible()
    reader.still()
    assert "two=person%2Ffidel-castro%7E%7Ecountry%2Fsoviet-union" in page.url.replace("~", "%7E")
    assert page.locator(".js-plotly-plot").count() == 2 and serious_in_both(reader) == []
    words = reader.open(page.url.removeprefix(reader.address)).text  # the address alone shows the same
    assert "Fidel Castro and Soviet Union" in words and "together" in words
    sound(reader)


def test_a_name_is_typed_wherever_an_actor_is_chosen(reader: Reader) -> None:
    page = reader.open("/actors?show=network").page
    page.get_by_role("searchbox", name="Any name, in the picture or not").press_sequentially("dobry")
    page.get_by_role("link", name="Anatoly Dobrynin, person").click()
    expect(page.locator(".drawer h2")).to_have_text("Anatoly Dobrynin")
    page = reader.turn("/actors?show=time").page
    page.get_by_role("searchbox", name="Follow a name").press_sequentially("dobry")
    page.get_by_role("link", name="Anatoly Dobrynin, person").click()
    expect(page.get_by_role("heading", name="Anatoly Dobrynin: when in the news?")).to_be_visible()
    page = reader.turn("/actors?show=ego").page
    page.get_by_role("searchbox", name="Another name").press_sequentially("dobry")
    page.get_by_role("link", name="Anatoly Dobrynin, person").click()
    expect(page.get_by_role("heading", name="Anatoly Dobrynin: named with whom?")).to_be_visible()
    reader.still()
    page.get_by_role("searchbox", name="Compare with").press_sequentially("castr")
    page.get_by_role("link", name="Fidel Castro, person").click()
    expect(
        page.get_by_role("heading", name="How do Anatoly Dobrynin and Fidel Castro compare?")
    ).to_be_visible()
    reader.still()
    page.get_by_role("button", name="Tags, people, sources").click()
    page.get_by_role("searchbox", name="Any other name").press_sequentially("castr")
    page.get_by_role("link", name="Fidel Castro, person").click()
    reader.until(lambda: "actors=Fidel" in page.url)
    assert "names Fidel Castro" in reader.text
    sound(reader)


def test_a_sentence_is_copied_where_the_browser_has_no_clipboard(reader: Reader) -> None:
    reader.open(f"/actors?{PAIR}")
    reader.page.evaluate(
        "Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true });"
        "addEventListener('copy', () => { window.words = document.activeElement.value; }, { once: true })"
    )
    button = reader.page.locator("button[data-copy]").first
    button.click()
    reader.until(lambda: button.inner_text() == "Copied")
    assert reader.page.evaluate("words") == button.get_attribute("data-copy")
    reader.page.evaluate(
        "delete navigator.clipboard; document.execCommand = () => false;"
        "Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true })"
    )
    button.click()
    reader.until(lambda: "Not copied" in button.inner_text())
    assert reader.page.locator("textarea[style]").count() == 0 and reader.errors == []
    reader.leave()  # the page has no clipboard any more
