"""A recipe embedded in the file of its figure, and a hash of the file's content without the recipe.

PNG holds it as the iTXt chunk KEY, SVG as <metadata id=KEY>, HTML as a script of data with that id, PDF as an
attachment, JSON beside the figure. The hash is of the decoded pixels, the canonical SVG, the decoded objects
of the PDF's pages, the rest of the HTML or the canonical JSON of the figure: it is the same where another
program packs the same content again, and differs where a pixel or letter was changed.
"""

import hashlib
import io
import json
import re
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from lxml import etree
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from lib.model import checksums
from lib.model.errors import FigureError

KEY = "wireroom-recipe"
ATTACHED = f"{KEY}.json"
DRAWN = "drawn"  # the field with the hash
LARGEST = 60_000_000  # bytes of a file that is looked into, and of a recipe
MOST_PIXELS = 30_000_000  # of a PNG that is unpacked to be compared; a figure has 3 million
SVG = "http://www.w3.org/2000/svg"

_PNG = b"\x89PNG\r\n\x1a\n"
_HEADER = 33  # bytes of a PNG up to the end of its first chunk, IHDR
_SCRIPT = re.compile(rb'<script type="application/json" id="' + KEY.encode() + rb'">(.*?)</script>\n', re.S)
_BESIDE = frozenset(("/Parent", "/P", "/StructParents", "/Length", "/Filter", "/DecodeParms"))


class RecipeMissing(FigureError):
    """The file holds no recipe."""


class RecipeDamaged(FigureError):
    """The file holds a recipe that is damaged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedRecipe:
    """The recipe in a file: its fields, the content hash kept with them, and the content's hash now."""

    fields: Mapping[str, Any]
    drawn: str
    shows: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Carrier:
    accepts: Callable[[bytes], bool]
    put: Callable[[bytes, str], bytes]
    get: Callable[[bytes], str | None]
    shows: Callable[[bytes], str]


def carry(content: bytes, fields: Mapping[str, Any]) -> bytes:
    """Return the file with the recipe embedded; FigureError where its format cannot hold one."""
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
    """Return the format of a file by its first bytes; RecipeMissing if it is none that holds a recipe."""
    start = content[:400].lstrip(b"\xef\xbb\xbf \t\r\n")
    for carrier in _CARRIERS:
        if carrier.accepts(start):
            return carrier
    raise RecipeMissing(name, f"{name} is no PNG, SVG, PDF, HTML or JSON, the formats that hold a recipe.")


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


# PNG: https://www.w3.org/TR/png-3/#11iTXt


def _put_png(content: bytes, text: str) -> bytes:
    body = b"iTXt" + KEY.encode() + b"\0\1\0\0\0" + zlib.compress(text.encode(), 9)
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    return content[:_HEADER] + chunk + content[_HEADER:]


def _get_png(content: bytes) -> str | None:
    """Return the recipe that a chunk of the PNG holds, at most LARGEST characters of it; None without one."""
    for kind, body in _chunks(content):
        key, _, rest = body.partition(b"\0")
        if kind != b"iTXt" or key != KEY.encode():
            continue
        packed, rest = rest[:1] == b"\1", rest[2:].split(b"\0", 2)[2]
        unpacked = zlib.decompressobj().decompress(rest, LARGEST) if packed else rest
        return unpacked.decode()
    return None


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the type and data of each chunk of a PNG."""
    at = len(_PNG)
    while at + 8 <= len(content):
        (size,) = struct.unpack(">I", content[at : at + 4])
        yield content[at + 4 : at + 8], content[at + 8 : at + 8 + size]
        at += size + 12


def _shows_png(content: bytes) -> str:
    """Return a SHA-256 of a PNG's size and pixels; ValueError if it has too many."""
    with Image.open(io.BytesIO(content), formats=("PNG",)) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise ValueError("it has more pixels than a figure")
        pixels = picture.convert("RGBA")
    return _sha256(f"{pixels.width}x{pixels.height}".encode() + pixels.tobytes())


# SVG


def _put_svg(content: bytes, text: str) -> bytes:
    at = content.rindex(b"</svg>")
    return (
        content[:at] + f'<metadata id="{KEY}">{escape(text, quote=False)}</metadata>'.encode() + content[at:]
    )


def _get_svg(content: bytes) -> str | None:
    root = _parsed_svg(content)
    held = root.find(f".//{{{SVG}}}metadata[@id='{KEY}']")
    return None if held is None else str(held.text)


def _shows_svg(content: bytes) -> str:
    """Return a SHA-256 of what an SVG shows: its canonical XML without the recipe."""
    root = _parsed_svg(content)
    for held in root.findall(f".//{{{SVG}}}metadata[@id='{KEY}']"):
        before, parent = held.getprevious(), held.getparent()
        if held.tail:
            if before is None:
                parent.text = (parent.text or "") + held.tail
            else:
                before.tail = (before.tail or "") + held.tail
        parent.remove(held)
    return _sha256(etree.tostring(root, method="c14n"))


def _parsed_svg(content: bytes) -> Any:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


# PDF


def _put_pdf(content: bytes, text: str) -> bytes:
    """Return the PDF with the recipe's text as an attachment."""
    writer = PdfWriter(clone_from=io.BytesIO(content))
    writer.add_attachment(ATTACHED, text.encode())
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _get_pdf(content: bytes) -> str | None:
    held = PdfReader(io.BytesIO(content)).attachments.get(ATTACHED)
    return held[0].decode() if held else None


def _shows_pdf(content: bytes) -> str:
    """Return a SHA-256 of what the pages of a PDF show."""
    digest, seen = hashlib.sha256(), set[int]()
    for page in PdfReader(io.BytesIO(content)).pages:
        for part in _parts(page, seen):
            digest.update(part)
    return digest.hexdigest()


def _parts(thing: Any, seen: set[int]) -> Iterator[bytes]:
    """Yield the decoded content of a PDF object and of all objects in it, each object once."""
    if isinstance(thing, IndirectObject):
        if thing.idnum in seen:
            return
        seen.add(thing.idnum)
        thing = thing.get_object()
    if isinstance(thing, DictionaryObject):
        for key in sorted(thing.keys() - _BESIDE):
            yield key.encode()
            yield from _parts(thing.raw_get(key), seen)
        if isinstance(thing, StreamObject):
            yield thing.get_data()
    elif isinstance(thing, ArrayObject):
        for each in thing:
            yield from _parts(each, seen)
    else:
        yield f"{thing} ".encode()


# HTML


def _put_html(content: bytes, text: str) -> bytes:
    plain = text.replace("<", "\\u003c")
    script = f'<script type="application/json" id="{KEY}">{plain}</script>\n'.encode()
    return content.replace(b"</head>", script + b"</head>", 1)


def _get_html(content: bytes) -> str | None:
    held = _SCRIPT.search(content)
    return held[1].decode() if held else None


# JSON


def _put_json(content: bytes, text: str) -> bytes:
    return json.dumps({"recipe": json.loads(text), **json.loads(content)}, ensure_ascii=False).encode()


def _get_json(content: bytes) -> str | None:
    held = json.loads(content).get("recipe")
    return json.dumps(held) if held else None


def _shows_json(content: bytes) -> str:
    figure = {name: value for name, value in json.loads(content).items() if name != "recipe"}
    return _sha256(json.dumps(figure, sort_keys=True).encode())


_CARRIERS = (
    _Carrier(accepts=lambda start: start.startswith(_PNG), put=_put_png, get=_get_png, shows=_shows_png),
    _Carrier(accepts=lambda start: start.startswith(b"%PDF"), put=_put_pdf, get=_get_pdf, shows=_shows_pdf),
    _Carrier(
        accepts=lambda start: start.lower().startswith((b"<!doctype html", b"<html")),
        put=_put_html,
        get=_get_html,
        shows=lambda content: _sha256(_SCRIPT.sub(b"", content, count=1)),
    ),
    _Carrier(accepts=lambda start: b"<svg" in start, put=_put_svg, get=_get_svg, shows=_shows_svg),
    _Carrier(accepts=lambda start: start.startswith(b"{"), put=_put_json, get=_get_json, shows=_shows_json),
)
