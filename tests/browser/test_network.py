"""A network in a real browser: what is clicked or tapped is what opens, by name, circle and line."""

import shutil
from collections.abc import Callable, Iterator
from math import dist
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from lib.model.mention import Kind
from tests import builders
from tests.browser.conftest import Reader
from tests.lots import few
from tests.running import app

pytestmark = pytest.mark.browser

GIVEN = ("Ada", "Bram", "Ines", "Kenji", "Olga", "Petra", "Samir", "Tomas", "Yara", "Nils")
FAMILY = ("Aoki", "Haddad", "Lindqvist", "Marinova", "Nowak")
PEOPLE = tuple(f"{given} {family}" for family in FAMILY for given in GIVEN)
STEPS = (1, 3, 11)  # each is named with those who stand so far behind: 150 pairs
SAMPLE = "/actors?archive=sample&show=network"  # without "show" a phone shows the pairs as a list
DENSE = "/actors?min=1&ties=all&most=60&show=network"
CLEAR = 10.0  # pixels between a spot of a line and the next circle: a finger takes a circle within nine
# Names, circles and pairs as the page shows them, in pixels of the window.
SEEN = """() => {
    const graph = document.querySelector('.js-plotly-plot'), middle = (each) => {
        const box = each.getBoundingClientRect();
        return [box.left + box.width / 2, box.top + box.height / 2, box.width / 2];
    };
    const shown = graph.data;
    const marks = [...graph.querySelectorAll('.scatterlayer .trace')].flatMap((trace, i) =>
        shown[i].mode !== 'markers' || shown[i].name === 'pairs' ? []
            : [...trace.querySelectorAll('.point')].map((each, j) =>
                [shown[i].customdata[j][0], ...middle(each)]));
    const names = [...graph.querySelectorAll('.annotation-text')].map((each) => {
        const box = each.getBoundingClientRect();
        const rows = [...each.querySelectorAll('tspan.line')].map((row) => row.textContent);
        const name = rows.join(' ') || each.textContent;
        return [name, middle(each).slice(0, 2), [box.left, box.top, box.right, box.bottom]];
    });
    return { marks, names, pairs: graph.data.find((each) => each.name === 'pairs').customdata };
}"""
# The address changes and the page stays as it is: hundreds of clicks in seconds.
STAY = "() => { window.dispatchEvent = (event) => event.type === 'popstate'; }"
Spot = tuple[float, float]


def dense(folder: Path) -> None:
    """Make an archive of fifty people, each named with six others."""
    builders.archive(folder, *(_named(one, step) for one in range(len(PEOPLE)) for step in STEPS))


def _named(one: int, step: int) -> Any:
    first, second = PEOPLE[one], PEOPLE[(one + step) % len(PEOPLE)]
    names: dict[str, Kind] = {first: "person", second: "person"}
    story = builders.article(f"Meeting {one} of {step}", f"{first} met {second} at pier {one} on day {step}.")
    return builders.parsed(story, names=names)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, sample_home: Path) -> Path:
    """A data home with a dense archive of one's own beside the sample."""
    folder = tmp_path_factory.mktemp("dense")
    shutil.copytree(sample_home, folder, dirs_exist_ok=True)
    dense(folder)
    return folder


@pytest.fixture(scope="module")
def served(home: Path) -> Iterator[str]:
    """The address of an app that runs on it."""
    with app(home) as address:
        yield address


@pytest.fixture(params=few(("mouse", "touch"), 1))
def hand(request: pytest.FixtureRequest, chromium: Browser, served: str) -> Iterator[tuple[Reader, bool]]:
    """A reader at a desk with a mouse, and one with a phone; whether it is touched."""
    touches = request.param == "touch"
    size: ViewportSize = {"width": 390, "height": 844} if touches else {"width": 1440, "height": 1000}
    context = chromium.new_context(bypass_csp=True, has_touch=touches, is_mobile=touches, viewport=size)
    yield Reader(context, served), touches
    context.close()


def press(page: Page, spot: Spot, touches: bool) -> None:
    """Click or tap."""
    (page.touchscreen.tap if touches else page.mouse.click)(*spot)


def opened(page: Page) -> frozenset[str]:
    """Return the actor or the two of the pair that the address opens."""
    asked = parse_qs(page.evaluate("location.search.slice(1)"))
    return frozenset(asked.get("actor") or "".join(asked.get("pair", [])).split("~~"))


def pressing(reader: Reader, touches: bool) -> Callable[[Spot], frozenset[str]]:
    """Return what presses a spot of a page that stays as it is, and tells what that opens."""
    page, start = reader.page, reader.page.url

    def opens(spot: Spot) -> frozenset[str]:
        page.evaluate("to => history.replaceState({}, '', to)", start)
        press(page, spot, touches)
        return opened(page)

    page.evaluate(STAY)
    return opens


def on_screen(reader: Reader) -> Any:
    """Bring the whole network on the screen; return what is seen of it."""
    reader.page.locator(".js-plotly-plot").first.scroll_into_view_if_needed()
    reader.page.evaluate("document.querySelector('.js-plotly-plot').scrollIntoView({ block: 'start' })")
    reader.still()
    return reader.page.evaluate(SEEN)


def clear_spots(seen: Any) -> dict[frozenset[str], Spot]:
    """Return a spot of each line beside which nothing else is drawn, where there is one."""
    at = {actor: (x, y) for actor, x, y, _ in seen["marks"]}
    found = {}
    for pair in seen["pairs"]:
        (x, y), (to_x, to_y) = (at[actor] for actor in pair)
        for share in (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8):
            spot = (x + share * (to_x - x), y + share * (to_y - y))
            circles = any(dist(spot, (x, y)) < radius + CLEAR for _, x, y, radius in seen["marks"])
            names = any(
                left - 2 <= spot[0] <= right + 2 and top - 2 <= spot[1] <= bottom + 2
                for _, _, (left, top, right, bottom) in seen["names"]
            )
            others = (each for each in seen["pairs"] if each != pair)
            if not circles and not names and all(_off(spot, *(at[a] for a in each)) > 3 for each in others):
                found[frozenset(pair)] = spot
                break
    return found


def _off(spot: Spot, one: Spot, other: Spot) -> float:
    """Return how far a spot is from a line."""
    along = (other[0] - one[0], other[1] - one[1])
    long = along[0] ** 2 + along[1] ** 2
    share = ((spot[0] - one[0]) * along[0] + (spot[1] - one[1]) * along[1]) / long
    share = min(1.0, max(0.0, share))
    return dist(spot, (one[0] + share * along[0], one[1] + share * along[1]))


# The mouse goes over the dense network and a finger over the sample's; all other ways are of the soak.
TABS = (SAMPLE, "/actors?archive=sample&show=compare", "/actors?archive=sample&show=ego")
PRESSED = [("mouse", DENSE), ("touch", SAMPLE), ("touch", DENSE), *(("mouse", path) for path in TABS)]
PRESSED += [("touch", path) for path in TABS[1:]]


@pytest.mark.parametrize(
    ("hand", "path"),
    [pytest.param(*each, marks=[pytest.mark.soak] if at > 1 else []) for at, each in enumerate(PRESSED)],
    indirect=["hand"],
)
def test_every_name_circle_and_line_opens_itself(hand: tuple[Reader, bool], path: str) -> None:
    reader, touches = hand
    reader.open(path)
    seen = on_screen(reader)
    keys = {_spoken(reader, key): key for key, *_ in seen["marks"]}
    opens = pressing(reader, touches)
    assert len(seen["names"]) >= 15
    assert [name for name, spot, _ in seen["names"] if opens(spot) != {keys[name]}] == []
    assert [actor for actor, x, y, _ in seen["marks"] if opens((x, y)) != {actor}] == []
    lines = clear_spots(seen)
    assert len(lines) >= 12  # the drawing of a laptop leaves a phone that many clear spots in a crowd
    assert [pair for pair, spot in lines.items() if opens(spot) != pair] == []
    assert reader.errors == []


def _spoken(reader: Reader, key: str) -> str:
    """Return the name of an actor as the network has it in its sentence under the mouse."""
    return str(
        reader.page.evaluate(
            """key => {
                for (const each of document.querySelector('.js-plotly-plot').data) {
                    const own = ([first, second]) => first === key && !second;
                    const place = (each.customdata ?? []).findIndex(own);
                    if (place >= 0) return each.hovertext[place].split('<br>')[0];
                }
            }""",
            key,
        )
    )


def test_a_name_that_is_clicked_opens_its_sentences_and_stands_out(hand: tuple[Reader, bool]) -> None:
    reader, touches = hand
    reader.open(f"{SAMPLE}&actor=country/cuba&on=1962-10-01..1962-10-31")
    for _ in range(2):  # the second lies elsewhere: the drawer made room
        seen = on_screen(reader)
        name, spot, _ = next(
            each for each in seen["names"] if each[0] not in reader.page.inner_text(".drawer h2")
        )
        press(reader.page, spot, touches)
        reader.until(lambda name=name: name == reader.page.inner_text(".drawer h2"))  # type: ignore[misc]
        assert "on=" not in reader.page.url
        rings = reader.page.eval_on_selector_all(
            ".js-plotly-plot .point", "all => all.filter((each) => each.style.strokeWidth === '2.5px').length"
        )
        assert rings == 1
    assert reader.errors == []


def test_the_mouse_is_told_what_a_click_would_open(reader: Reader) -> None:
    reader.open("/actors")
    for name, spot, _ in on_screen(reader)["names"]:
        reader.page.mouse.move(*spot)
        assert reader.page.inner_text("#hint").startswith(f"{name}\nnamed ")
    reader.page.mouse.move(5, 5)
    assert reader.page.locator("#hint").count() == 0


def test_a_network_is_zoomed_and_fitted_again_and_a_click_still_opens_what_is_there(reader: Reader) -> None:
    reader.open("/actors")
    before = {name: spot for name, spot, _ in on_screen(reader)["names"]}
    zoom_in, fit = (reader.page.get_by_role("button", name=name) for name in ("Zoom in", "Fit"))
    zoom_in.click()
    reader.until(lambda: {n: s for n, s, _ in reader.page.evaluate(SEEN)["names"]} != before)
    frame = reader.page.locator(".js-plotly-plot .nsewdrag").bounding_box()
    assert frame is not None
    within = [
        (name, (x, y))
        for name, (x, y), _ in reader.page.evaluate(SEEN)["names"]
        if frame["x"] < x < frame["x"] + frame["width"] and frame["y"] < y < frame["y"] + frame["height"]
    ]
    assert 0 < len(within) < len(before)
    name, spot = within[0]
    reader.page.mouse.click(*spot)
    expect(reader.page.locator(".drawer h2")).to_have_text(name)
    reader.until(lambda: "centre=" in reader.page.url)  # the picture stays zoomed
    fit.click()
    reader.until(lambda: len(reader.page.evaluate(SEEN)["names"]) >= len(before))
    assert reader.errors == []


def test_a_name_that_is_typed_stands_in_the_middle_with_its_sentences_beside_it(reader: Reader) -> None:
    reader.open("/actors")
    field = reader.page.get_by_role("searchbox", name="Any name, in the picture or not")
    field.press_sequentially("fidel castro")
    expect(reader.page.get_by_role("link", name="Fidel Castro, person")).to_be_visible()
    field.press("Enter")
    expect(reader.page.locator(".drawer h2")).to_have_text("Fidel Castro")
    reader.until(lambda: "centre=person" in reader.page.url)
    frame = reader.page.locator(".js-plotly-plot .nsewdrag").bounding_box()
    assert frame is not None
    middle = (frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2)
    key = "person/fidel-castro"

    def stands_there() -> bool:
        marks = reader.page.evaluate(SEEN)["marks"]
        return any(each == key and dist((x, y), middle) < 4 for each, x, y, _ in marks)

    reader.until(stands_there)
    reader.page.get_by_role("button", name="Fit").click()
    reader.until(lambda: "centre=" not in reader.page.url)


# By the tab: its chart's element, and what its address says once the picture is asked for.
LIST_FIRST = {
    "": ("network", "show=network"), "ego": ("ego", "picture=first"), "compare": ("compare", "picture=first"),
    "two": ("two-tags", "picture=first"),
}  # fmt: skip


@pytest.mark.parametrize("hand", ["touch"], indirect=True)
@pytest.mark.parametrize("tab", LIST_FIRST)
def test_on_a_phone_a_list_comes_first_and_the_picture_is_a_tap_away(
    hand: tuple[Reader, bool], tab: str
) -> None:
    reader, _ = hand
    chart, asked = LIST_FIRST[tab]
    reader.open(f"/actors?archive=sample&show={tab}")
    picture = reader.page.locator(f".st-key-{chart}-chart .js-plotly-plot")
    expect(reader.page.locator(".on-a-phone-open tbody tr").first).to_be_visible()
    expect(reader.page.locator(".on-a-phone-open tbody a").first).to_be_visible()
    expect(picture).to_be_hidden()
    reader.page.get_by_role("link", name="Show the picture").tap()
    expect(picture.locator(".annotation-text").first).to_be_visible()
    reader.until(lambda: asked in reader.page.url)
    reader.open(reader.page.url.removeprefix(reader.address))  # as a saved link does
    expect(picture.locator(".annotation-text").first).to_be_visible()
    reader.page.get_by_role("link", name="Show it as a list").tap()
    expect(picture).to_be_hidden()
    assert reader.errors == []


@pytest.mark.parametrize("hand", ["touch"], indirect=True)
def test_on_a_phone_the_tab_network_opens_its_list_whatever_was_open_before(
    hand: tuple[Reader, bool],
) -> None:
    reader, _ = hand
    for before in ("matrix", "network"):
        reader.open(f"/actors?archive=sample&show={before}")
        reader.page.get_by_role("navigation", name="Show").get_by_role("link", name="Network").tap()
        expect(reader.page.locator(".on-a-phone-open tbody a").first).to_be_visible()
        expect(reader.page.locator(".st-key-network-chart .js-plotly-plot")).to_be_hidden()
    assert reader.errors == []


@pytest.mark.parametrize("hand", ["touch"], indirect=True)
def test_on_a_phone_a_list_of_two_actors_has_both_numbers_and_folds_its_end(
    hand: tuple[Reader, bool],
) -> None:
    reader, _ = hand
    reader.open("/actors?archive=sample&show=two&two=country/cuba~~person/john-f-kennedy")
    rows = reader.page.locator(".on-a-phone-open tbody tr")
    cells = rows.first.locator("td:visible")
    assert [("%" in each) for each in cells.all_inner_texts()] == [True, True]
    expect(rows.nth(29)).to_be_visible()
    expect(rows.nth(30)).to_be_hidden()
    reader.page.get_by_text("Show 10 more").tap()
    expect(rows.nth(30)).to_be_visible()
