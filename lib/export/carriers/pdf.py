"""PDF: the recipe is an attachment; what it shows is the decoded objects of its pages."""

import hashlib
import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from lib.export.carriers.common import KEY

ATTACHED = f"{KEY}.json"

_BESIDE = frozenset(("/Parent", "/P", "/StructParents", "/Length", "/Filter", "/DecodeParms"))


def accepts(start: bytes) -> bool:
    """Return whether a file's first bytes are those of a PDF."""
    return start.startswith(b"%PDF")


def put(content: bytes, text: str) -> bytes:
    """Return the PDF with the recipe's text as an attachment."""
    writer = PdfWriter(clone_from=io.BytesIO(content))
    writer.add_attachment(ATTACHED, text.encode())
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def get(content: bytes) -> str | None:
    """Return the text of the recipe in the PDF; None if it holds none."""
    held = PdfReader(io.BytesIO(content)).attachments.get(ATTACHED)
    return held[0].decode() if held else None


def shows(content: bytes) -> str:
    """Return a SHA-256 of what the pages of a PDF show; attachments are no part of it."""
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
