"""Pictures, and what is called one: `/photo` is `photo`."""

import io
from typing import TYPE_CHECKING

from PIL import Image

from tests.fetch.habits.answers import PAGE, send

if TYPE_CHECKING:
    from tests.fetch.server import Visit


def drawing(width: int = 320, height: int = 200, kind: str = "PNG") -> bytes:
    """Return a picture of one colour over another."""
    drawn = Image.new("RGB", (width, height), (24, 68, 120))
    drawn.paste((210, 160, 40), (0, 0, width, height // 3))
    out = io.BytesIO()
    drawn.save(out, kind)
    return out.getvalue()


def photo(visit: "Visit") -> None:
    send(visit, drawing(), kind="image/png", keep=True)


def photo_counter(visit: "Visit") -> None:
    send(visit, drawing(1, 1, "GIF"), kind="image/gif")


def photo_cut(visit: "Visit") -> None:
    send(visit, drawing()[:200], kind="image/png")


def photo_svg(visit: "Visit") -> None:
    body = "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='200'><script>alert(1)</script></svg>"
    send(visit, body, kind="image/svg+xml")


def photo_page(visit: "Visit") -> None:
    send(visit, PAGE)


def photo_unnamed(visit: "Visit") -> None:
    send(visit, drawing(kind="JPEG"), kind=None)


def photo_empty(visit: "Visit") -> None:
    send(visit, b"", kind="image/png")


def photo_huge(visit: "Visit") -> None:
    send(visit, b"\x89PNG" + b"\0" * 13_000_000, kind="image/png")
