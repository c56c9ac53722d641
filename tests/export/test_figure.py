"""Figures as files, opened again and looked into."""

import io
import re
import threading
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as LateError
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page
from plotly.offline import get_plotlyjs_version
from pypdf import PdfReader

from lib.charts import charts, title
from lib.charts.printed import printed
from lib.charts.text_metrics import width_of
from lib.export import figure as export
from lib.export.chromium_renderer import ChromiumRenderer
from lib.model.errors import FigureError
from tests.charts import frames
from tests.lots import few

NOTE = "Wireroom · 20 stories of 40 · tagged Гавань and Łódź · days in Kyiv time"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module", autouse=True)
def pressroom() -> Iterator[None]:
    yield
    export.close()


@cache
def drawn(name: str = "timeline") -> go.Figure:
    """Return a chart as a file has it, drawn once for all that is made of it."""
    figure = charts()[name].figure(frames.full(name))
    return printed(figure, question=titled(name), source=NOTE, theme="light")


@cache
def svg(name: str) -> ET.Element:
    """Return the SVG file of a chart."""
    return ET.fromstring(export.image(drawn(name), "svg"))


def titled(name: str) -> str:
    return title(charts()[name], frames.full(name))


def test_a_png_has_twice_the_pixels_of_its_size() -> None:
    picture = export.image(drawn(), "png")
    assert picture.startswith(b"\x89PNG")
    assert Image.open(io.BytesIO(picture)).size == (2400, 1350)


def test_a_png_has_ink_on_it() -> None:
    picture = Image.open(io.BytesIO(export.image(drawn(), "png"))).convert("RGB")
    shades = picture.getcolors(maxcolors=1 << 24)
    assert shades is not None and len(shades) > 50


@pytest.mark.parametrize("name", frames.CHARTS)
def test_every_chart_becomes_an_svg_with_its_question_and_its_fonts(name: str) -> None:
    tree = svg(name)
    words = " ".join(" ".join(text.itertext()) for text in tree.iter(f"{SVG}text"))
    style = "".join(each.text or "" for each in tree.iter(f"{SVG}style"))
    assert titled(name) in words and "Гавань" in words
    assert "data:font/woff2" in style and "Source Serif 4" in style and "U+0400" in style
    assert "http" not in style


def test_a_picture_is_the_same_whatever_was_drawn_before_it() -> None:
    export.close()
    first = export.image(drawn("network"), "png")
    for name, kind in (("matrix", "pdf"), ("timeline", "svg"), ("network", "pdf")):
        export.image(drawn(name), kind)  # type: ignore[arg-type]
    assert export.image(drawn("network"), "png") == first


@pytest.mark.parametrize("name", ["network", "networks", "ego", "compare"])
def test_lines_fade_behind_every_name_of_a_network(name: str) -> None:
    painted = list(svg(name).iter())
    lines = [place for place, each in enumerate(painted) if "js-line" in each.get("class", "")]
    papers = [place for place, each in enumerate(painted) if each.get("class") == "bg"]
    named = [(painted[place], painted[place + 1]) for place in papers]
    # Every name has a veil of paper, painted over all lines, and no letter of it reaches over that.
    assert lines and named and max(lines) < min(papers)
    for paper, text in named:
        look = paper.get("style", "")
        size = float(re.findall(r"font-size: ([0-9.]+)px", text.get("style", ""))[0])
        letters = "".join(text.itertext())
        if letters != NOTE and not letters.endswith("stories"):  # which is the head of a small network
            opacity = re.findall(r"fill-opacity: ([0-9.]+)", look)
            assert opacity and float(opacity[0]) >= 0.7 and "text-shadow" in text.get("style", ""), letters
            rows = ["".join(each.itertext()) for each in text.iter() if each.tag.endswith("tspan")]
            widest = max(width_of(row, size) for row in rows or [letters])
            assert float(paper.get("width", 0)) >= 0.85 * widest
            assert float(paper.get("height", 0)) >= size


def test_a_pdf_is_one_page_with_words_in_our_type() -> None:
    reader = PdfReader(io.BytesIO(export.image(drawn(), "pdf")))
    words = reader.pages[0].extract_text()
    assert len(reader.pages) == 1 and "When were the stories published?" in words and "Гавань" in words
    resources: Any = reader.pages[0]["/Resources"]
    fonts = [font.get_object() for font in resources["/Font"].values()]
    assert {str(font["/FontDescriptor"]["/FontFamily"])[:6] for font in fonts} == {"Source"}


@pytest.mark.parametrize("name", few(frames.CHARTS, 5))
def test_an_html_page_draws_without_one_request(chromium: Browser, tmp_path: Path, name: str) -> None:
    page, asked = offline(chromium, tmp_path, export.page(drawn(name), title=f"{name} <i>"))
    assert page.evaluate("window.refused") == []
    assert page.title() == f"{name} <i>"
    assert titled(name) in page.inner_text("body")
    assert page.evaluate(
        "[...document.fonts].some(f => f.family.includes('Source Serif') && f.status == 'loaded')"
    )
    assert not page.query_selector("[data-title*=hare]") and not page.query_selector("[data-title*=loud]")
    assert asked == []
    page.close()


@pytest.mark.parametrize("width", [340, 1440])
def test_no_two_labels_of_a_network_lie_on_each_other(chromium: Browser, tmp_path: Path, width: int) -> None:
    network = charts()["network"].figure(frames.full("network"))
    page, _ = offline(chromium, tmp_path, export.page(network, title="Network"), width=width)
    boxes = page.evaluate(
        "[...document.querySelectorAll('.annotation-text')].map(e => e.getBoundingClientRect().toJSON())"
    )
    assert len(boxes) == 25
    assert [pair for pair in pairs(boxes) if lie_on(*pair)] == []
    assert all(box["left"] >= 0 and box["right"] <= width + 1 for box in boxes)
    page.close()


@pytest.mark.parametrize("name", frames.CHARTS)
def test_a_page_is_small_and_runs_no_script_but_its_own(name: str) -> None:
    written = export.page(drawn(name), title=name)
    assert len(written) < (1_900_000 if name == "matrix" else 1_500_000)
    policy = unescape(written.split(b'Policy" content="')[1].split(b'"')[0].decode())
    scripts = policy.split("script-src ")[1].split(";")[0]
    assert scripts.count("'sha256-") == written.count(b"<script") and "unsafe" not in scripts


@pytest.mark.parametrize("bundle", sorted(export.BUNDLES.glob("*.js")), ids=lambda path: path.stem)
def test_each_bundle_is_of_the_version_that_plotly_draws_with(bundle: Path) -> None:
    head = bundle.read_text(encoding="utf-8")[:400]
    version = get_plotlyjs_version()
    assert f"v{version}\n" in head, f"take {bundle.name} from npm's plotly.js-*-dist-min@{version}"


CLICKED = [
    ("network", "pairs", "0"),
    ("matrix", "pairs", "0"),
    ("tags_bar", "", "0"),
    ("actors_bar", "Countries", "0"),
]


@pytest.mark.parametrize(("name", "trace", "point"), CLICKED)
def test_a_click_hands_over_what_stands_under_the_mouse(
    chromium: Browser, tmp_path: Path, name: str, trace: str, point: str
) -> None:
    figure = charts()[name].figure(frames.full(name))
    page, _ = offline(chromium, tmp_path, export.page(figure, title=name))
    number = next(at for at, each in enumerate(figure.data) if (each.name or "") == trace)
    x, y = page.evaluate(
        """([trace, point]) => {
            const plot = document.querySelector('.js-plotly-plot');
            plot.on('plotly_click', event => { window.clicked = event.points[0].customdata; });
            const {xaxis, yaxis} = plot._fullLayout, data = plot.data[trace];
            const box = plot.getBoundingClientRect();
            return [box.left + xaxis._offset + xaxis.d2p(data.x[point]) - (data.orientation == 'h' ? 5 : 0),
                    box.top + yaxis._offset + yaxis.d2p(data.y[point])];
        }""",
        [number, point],
    )
    page.mouse.move(x, y)
    page.wait_for_selector(".hoverlayer .hovertext")
    page.mouse.click(x, y)
    page.wait_for_function("window.clicked")
    assert page.evaluate("window.clicked") == list(figure.data[number].customdata[int(point)])
    page.close()


def test_many_threads_may_print_at_once() -> None:
    with ThreadPoolExecutor(4) as pool:
        sizes = [
            len(picture) for picture in pool.map(lambda _: export.image(drawn("strip"), "png"), range(6))
        ]
    assert len(set(sizes)) == 1


def test_without_chromium_the_reader_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    export.close()
    monkeypatch.setenv("BROWSER_PATH", "/nowhere/chromium")
    assert not export.available().able and "BROWSER_PATH" in export.available().sentence
    with pytest.raises(FigureError, match="BROWSER_PATH is"):
        export.image(drawn(), "png")


def test_with_chromium_the_reader_is_told_which() -> None:
    assert export.available().able and "drawn by" in export.available().sentence


def test_a_program_that_is_no_browser_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    export.close()
    fake = tmp_path / "chromium"
    fake.write_text("#!/bin/sh\nexit 3\n")
    fake.chmod(0o755)
    monkeypatch.setenv("BROWSER_PATH", str(fake))
    with pytest.raises(FigureError, match="could not be started"):
        export.image(drawn(), "png")


FAULTS = ((LateError(), "took longer than"), (RuntimeError("gone"), "could not draw"))


@pytest.mark.parametrize("case", few(FAULTS, 1))
def test_a_press_that_fails_is_replaced(monkeypatch: pytest.MonkeyPatch, case: tuple[Exception, str]) -> None:
    plain, (fault, said) = ChromiumRenderer.render, case

    def fail(self: ChromiumRenderer, *wanted: Any) -> bytes:
        raise fault

    monkeypatch.setattr(ChromiumRenderer, "render", fail)
    with pytest.raises(FigureError, match=said):
        export.image(drawn("strip"), "svg")
    monkeypatch.setattr(ChromiumRenderer, "render", plain)
    assert export.image(drawn("strip"), "svg").startswith(b"<svg")


def test_closing_leaves_no_thread_behind() -> None:
    export.image(drawn("strip"), "svg")
    export.close()
    assert "chromium" not in {thread.name for thread in threading.enumerate()}


def offline(browser: Browser, folder: Path, content: bytes, width: int = 1200) -> tuple[Page, list[str]]:
    """Return the page opened from a file with every other request noted and refused."""
    file = folder / "chart.html"
    file.write_bytes(content)
    asked: list[str] = []
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.route(
        lambda url: not url.startswith("file:"),
        lambda route: (asked.append(route.request.url), route.abort()),
    )
    page.add_init_script(
        "window.refused = []; document.addEventListener("
        "'securitypolicyviolation', event => window.refused.push(event.violatedDirective))"
    )
    page.goto(file.as_uri())
    page.wait_for_selector(".main-svg")
    page.wait_for_function("document.fonts.status == 'loaded'")
    return page, asked


def pairs(boxes: list[dict[str, float]]) -> list[tuple[dict[str, float], dict[str, float]]]:
    return [(one, other) for at, one in enumerate(boxes) for other in boxes[at + 1 :]]


def lie_on(one: dict[str, float], other: dict[str, float]) -> bool:
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return across > 0.5 and down > 0.5
