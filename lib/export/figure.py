"""A figure as a file: PNG, SVG and PDF drawn by Chromium, or an HTML page that needs no network."""

import atexit
import hashlib
import json
import re
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import plotly.graph_objects as go

from lib.export import chromium
from lib.export.chromium_renderer import DRAW_SECONDS, ChromiumRenderer, ImageFormat
from lib.export.fonts import css_for
from lib.export.policy import hashes
from lib.export.render import render
from lib.model.errors import FigureError

WIDTH = 1200  # pixels of a figure without a size of its own, in the proportions of a slide, 16 to 9
HEIGHT = 675
SCALE = 2.0  # pixels of a PNG for one of the figure: sharp on dense screens and in print

CONFIG = {
    "displaylogo": False,
    "modeBarButtonsToRemove": ["sendChartToCloud"],
    "showSendToCloud": False,
    "responsive": True,
}
"""How a figure behaves outside the app; without it Plotly shows a button that uploads the chart."""

_STYLE = """
{fonts}
html {{ background: {paper}; }}
body {{ margin: 0 auto; max-width: {width}px; }}
"""
# Words of a chart have their colours as attributes, which no hash can name; an empty style is Plotly's own.
_POLICY = (
    "default-src 'none'; script-src {scripts}; style-src {styles}; style-src-attr 'unsafe-inline'; "
    "font-src data:; img-src data: blob:; base-uri 'none'; form-action 'none'"
)
_SCRIPT = re.compile(r"<script\b[^>]*>(.*?)</script>", re.S)

BUNDLES = Path(__file__).parent / "bundles"
"""Parts of plotly.js at the version of plotly.py, from its own packages: 1.2 and 1.5 of its 4.8 MB."""
_BASIC = frozenset(("scatter", "bar", "pie"))  # all that the smaller one draws


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    """Whether figures can be drawn as pictures here, with a sentence that says what to do if not."""

    able: bool
    sentence: str


def available() -> Availability:
    """Return whether a Chromium was found, with a sentence that says which, or what to do."""
    browser = chromium.find()
    if browser is None:
        return Availability(able=False, sentence=chromium.missing_sentence())
    return Availability(able=True, sentence=f"Pictures are drawn by {browser}.")


def image(figure: go.Figure, kind: ImageFormat, *, scale: float = SCALE) -> bytes:
    """Return the figure as bytes of PNG, SVG or PDF, in its own size or else 1200 by 675 pixels."""
    options = {
        "format": kind,
        "width": figure.layout.width or WIDTH,
        "height": figure.layout.height or HEIGHT,
        "scale": scale if kind == "png" else 1,
    }
    return _BROWSER.render(figure, options)


def page(figure: go.Figure, *, title: str) -> bytes:
    """Return the bytes of an HTML page with the figure, which makes no network request."""
    free = go.Figure(figure).update_layout(width=None, autosize=True)
    chart = free.to_html(
        full_html=False, include_plotlyjs=False, include_mathjax=False, config=CONFIG, default_width="100%"
    )
    plotly = bundle(figure).read_text(encoding="utf-8")
    style = _STYLE.format(
        fonts=css_for(figure.to_json()),
        paper=figure.layout.paper_bgcolor or "#ffffff",
        width=figure.layout.width or WIDTH,
    )
    scripts = hashes(plotly, *_SCRIPT.findall(chart))
    policy = _POLICY.format(scripts=scripts, styles=hashes(style, ""))
    trusted = {"style": style, "plotly": plotly, "chart": chart}
    return render("figure.html", trusted, policy=policy, title=title).encode()


def bundle(figure: go.Figure) -> Path:
    """Return the path of the smallest bundle of plotly.js that can draw the figure."""
    kind = "basic" if {trace.type for trace in figure.data} <= _BASIC else "cartesian"
    return BUNDLES / f"plotly-{kind}.min.js"


def as_json(figure: go.Figure) -> bytes:
    """Return the figure as bytes of Plotly's JSON, under the key "figure"."""
    return json.dumps({"figure": json.loads(figure.to_json())}, ensure_ascii=False).encode()


def described(svg: bytes, title: str, description: str) -> bytes:
    """Return the SVG with a title and a description for screen readers and search engines."""
    words = render("described.svg", title=title, description=description)
    at = svg.index(b">", svg.index(b"<svg")) + 1
    return svg[:at] + words.encode() + svg[at:]


def digest(figure: go.Figure) -> str:
    """Return a SHA-256 of all that a figure draws, with numbers rounded to six digits, as machines differ."""
    content = json.dumps(_plain(figure.to_plotly_json()), sort_keys=True, default=str)
    return hashlib.sha256(content.encode()).hexdigest()


def _plain(value: Any) -> Any:
    """Return a value as JSON has it, arrays as lists, numbers rounded to six digits."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, dict):
        return {str(key): _plain(member) for key, member in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(member) for member in value]
    return f"{value:.6g}" if isinstance(value, float) else value


def close() -> None:
    """Close the browser; the next picture starts another."""
    _BROWSER.close()


class _BrowserHolder:
    """The holder of this process's one browser, which starts it for the first picture."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._renderer: ChromiumRenderer | None = None

    def render(self, figure: go.Figure, options: dict[str, object]) -> bytes:
        """Return the figure as bytes of the format in the options; raises FigureError if that fails."""
        subject = str(options["format"]).upper()
        with self._lock:
            renderer = self._renderer = self._renderer or _start(subject)
        try:
            return renderer.render(figure.to_plotly_json(), options)
        except TimeoutError as error:
            self._drop(renderer)
            raise FigureError(
                subject,
                f"Drawing the {subject} took longer than {DRAW_SECONDS:.0f} seconds and was stopped. "
                "Try again, or save the chart as HTML.",
            ) from error
        except Exception as error:  # a browser fails in many ways, and each means the same to the reader
            self._drop(renderer)
            raise FigureError(
                subject, f"Chromium could not draw the {subject}. Try again, or save the chart as HTML."
            ) from error

    def close(self) -> None:
        with self._lock:
            renderer, self._renderer = self._renderer, None
        if renderer is not None:
            renderer.close()

    def _drop(self, renderer: ChromiumRenderer) -> None:
        """Close a browser that failed, unless another thread has closed it already."""
        with self._lock:
            if self._renderer is not renderer:
                return
            self._renderer = None
        renderer.close()


def _start(subject: str) -> ChromiumRenderer:
    """Return a started browser; raises FigureError, about the subject ("PNG"), if none is found or starts."""
    browser = chromium.find()
    if browser is None:
        raise FigureError(subject, chromium.missing_sentence())
    try:
        return ChromiumRenderer(browser)
    except Exception as error:  # as above: whatever it is, there is no browser to draw with
        raise FigureError(
            subject,
            f"The browser at {browser} could not be started to draw the {subject}. "
            "Set BROWSER_PATH to another Chromium, or save the chart as HTML.",
        ) from error


_BROWSER = _BrowserHolder()
atexit.register(close)
