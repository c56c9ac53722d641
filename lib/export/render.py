"""Filling the templates of exported pages: the only place in exports where text becomes markup.

Templates escape every value, but those of plain text; a variable that is not given is an error. Characters
that XML cannot hold are left out.
"""

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from lib.model.controls import without_non_xml

_environment = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=select_autoescape(disabled_extensions=("txt",), default=True),
    undefined=StrictUndefined,
    finalize=lambda value: without_non_xml(value) if type(value) is str else value,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


def render(template: str, own: Mapping[str, str] | None = None, **values: object) -> str:
    """Return the template filled with the values, all of them escaped.

    `own` are scripts, styles and drawings made by Wireroom or Plotly, which are inserted unescaped.
    """
    unescaped = {name: Markup(text) for name, text in (own or {}).items()}
    return _environment.get_template(template).render(values, **unescaped)
