"""A recipe embedded in the file of its figure, and a hash of the file's content without the recipe.

The hash is of what the file shows, such as decoded pixels: it is the same where another program packs the
same content again, and differs where a pixel or letter was changed. lib/export/carriers has the formats.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from lib.export.carriers import figure_json, pdf, png, svg, web_page
from lib.export.carriers.common import LARGEST
from lib.model import checksums
from lib.model.errors import FigureError

DRAWN = "drawn"  # the field with the hash


class RecipeMissing(FigureError):
    """Raised when a file holds no recipe."""


class RecipeDamaged(FigureError):
    """Raised when the recipe in a file, or the content it belongs to, is damaged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedRecipe:
    """The recipe in a file: its fields, the content hash kept with them, and the content's hash now."""

    fields: Mapping[str, Any]
    drawn: str
    shows: str


class _Carrier(Protocol):
    """A format that holds a recipe: how to recognise it, put a text in, get it out, and hash the content."""

    def accepts(self, start: bytes) -> bool: ...
    def put(self, content: bytes, text: str) -> bytes: ...
    def get(self, content: bytes) -> str | None: ...
    def shows(self, content: bytes) -> str: ...


_CARRIERS: tuple[_Carrier, ...] = (png, pdf, web_page, svg, figure_json)


def embed(content: bytes, fields: Mapping[str, Any]) -> bytes:
    """Return the file's bytes with the recipe's fields embedded; FigureError for a format that holds none."""
    carrier = _carrier_for(content, "The file")
    signed = checksums.signed({**fields, DRAWN: carrier.shows(content)})
    return carrier.put(content, json.dumps(signed))  # ASCII, which each format takes


def read_recipe(content: bytes, name: str) -> EmbeddedRecipe:
    """Return the recipe embedded in the bytes of a saved figure; raises RecipeMissing or RecipeDamaged."""
    if len(content) > LARGEST:
        raise RecipeMissing(name, f"{name} is larger than any figure: {LARGEST // 1_000_000} MB.")
    carrier = _carrier_for(content, name)
    try:
        text = carrier.get(content)
        fields = checksums.unsigned(json.loads(text)) if text else {}
        shows = carrier.shows(content) if text else ""
    except Exception as error:  # whatever a damaged file makes its reader say
        raise RecipeDamaged(name, f"{name} is damaged ({error}); take another copy of it.") from error
    if not text:
        raise RecipeMissing(
            name,
            f"{name} holds no recipe: it was saved without, or a program left it out. "
            "Type the code at the end of its source line instead.",
        )
    return EmbeddedRecipe(fields=fields, drawn=str(fields.pop(DRAWN, "")), shows=shows)


def _carrier_for(content: bytes, name: str) -> _Carrier:
    """Return the format of a file by its first bytes; RecipeMissing if the format holds no recipe."""
    start = content[:400].lstrip(b"\xef\xbb\xbf \t\r\n")
    for carrier in _CARRIERS:
        if carrier.accepts(start):
            return carrier
    raise RecipeMissing(name, f"{name} is no PNG, SVG, PDF, HTML or JSON, the formats that hold a recipe.")
