"""Fill the templates of exported pages: the one place of exports where text becomes markup.

They escape every value; a name that a template does not get is an error. Letters that XML has no way to write
are left out.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _writable(value: object) -> object:
    return _UNWRITABLE.sub("", value) if type(value) is str else value


_environment = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    finalize=_writable,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


def render(template: str, own: Mapping[str, str] | None = None, **values: object) -> str:
    """Return the template of this name filled with the values.

    `own` are scripts, styles and drawings that Wireroom or Plotly made, which stand in the page as they are.
    """
    unescaped = {name: Markup(text) for name, text in (own or {}).items()}
    return _environment.get_template(template).render(values, **unescaped)
