"""Pictures, and what is called one, by path."""

import io
from collections.abc import Mapping
from typing import Any

from PIL import Image

from tests.fetch.habits.answers import PAGE


def drawing(width: int = 320, height: int = 200, kind: str = "PNG") -> bytes:
    """Return a picture of one colour over another."""
    drawn = Image.new("RGB", (width, height), (24, 68, 120))
    drawn.paste((210, 160, 40), (0, 0, width, height // 3))
    out = io.BytesIO()
    drawn.save(out, kind)
    return out.getvalue()


DRAWN = "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='200'><script>alert(1)</script></svg>"
WHOLE: Mapping[str, Mapping[str, Any]] = {  # path -> the answer, as `send` takes it
    "photo": {"body": drawing(), "kind": "image/png", "keep": True},
    "photo-counter": {"body": drawing(1, 1, "GIF"), "kind": "image/gif"},
    "photo-cut": {"body": drawing()[:200], "kind": "image/png"},
    "photo-svg": {"body": DRAWN, "kind": "image/svg+xml"},
    "photo-page": {"body": PAGE},
    "photo-unnamed": {"body": drawing(kind="JPEG"), "kind": None},
    "photo-empty": {"body": b"", "kind": "image/png"},
    "photo-huge": {"body": b"\x89PNG" + b"\0" * 13_000_000, "kind": "image/png"},
}
