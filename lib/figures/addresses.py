"""Charts by the address of a page: drawn from one, and the address from which one is drawn again."""

from typing import Any
from urllib.parse import parse_qs, urlencode

from lib.charts.style import Theme
from lib.figures.asking import asking
from lib.figures.chart_options import AUTO, options_of, typed
from lib.figures.drawing import draw
from lib.figures.drawn import Drawn
from lib.query.compare import HALVES
from lib.query.filter.address import PARAMETERS, filter_of, to_address
from lib.store.archive import ArchiveReader


def draw_address(name: str, address: str, db: ArchiveReader) -> Drawn:
    """Return a chart drawn for an address, such as "tags=China&by=author".

    Raises UnreadableFilter, or UnreadableOption for an unknown name, option or value.
    """
    parameters = parse_qs(address.removeprefix("?"), keep_blank_values=True)
    criteria = filter_of(parameters, dict.fromkeys(options_of(name), ()))
    options: dict[str, Any] = {
        key: next(filter(None, values)) for key, values in parameters.items()
        if key not in PARAMETERS and any(values)
    }  # fmt: skip
    if options.get("against", HALVES) not in (HALVES, AUTO):
        filter_of(options["against"])
    if "theme" in options:
        options["theme"] = typed(options["theme"], Theme, chart=name, option="theme")
    return draw(name, criteria, asking(db), **options)


def address_of(drawn: Drawn) -> str:
    """Return the address from which `draw_address` draws the chart again."""
    dark = {} if drawn.theme == "light" else {"theme": drawn.theme}
    return urlencode({**to_address(drawn.criteria), **_options_as_text(drawn), **dark}, doseq=True)


def named_with_settings(drawn: Drawn) -> str:
    """Return the chart's name with its settings, without filter and theme: "network?unit=paragraph"."""
    return "?".join(filter(None, (drawn.name, urlencode(_options_as_text(drawn)))))


def _options_as_text(drawn: Drawn) -> dict[str, str]:
    """Return the chart's options as text, by name in alphabetical order, without empty ones and "auto"."""
    return {key: str(value) for key, value in sorted(drawn.options.items()) if value not in ("", AUTO)}
