"""Pictures are drawn anew: only pixels stay, within limits."""

import io
import struct
import zlib

import pytest
from PIL import Image

from lib.capture import picture
from lib.capture.picture import NotAPicture, reencoded
from tests.cases import every_case


def saved(image: Image.Image, kind: str, **more: object) -> bytes:
    """Return the bytes of a picture."""
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def seen(content: bytes) -> Image.Image:
    """Return a drawn picture, opened."""
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


@every_case("kind", picture.FORMATS)
def test_every_format_becomes_webp_of_the_same_size(kind: str) -> None:
    got = seen(reencoded(saved(Image.new("RGB", (120, 80), (200, 30, 40)), kind), "a"))
    assert (got.format, got.size) == ("WEBP", (120, 80))
    red, green, blue = got.convert("RGB").getpixel((60, 40))  # type: ignore[misc]
    assert red > 180 and green < 60 and blue < 70


def test_it_is_turned_upright_and_says_nothing_of_its_camera() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Camera of Ida"  # lies on its side; the maker
    came = saved(Image.new("RGB", (120, 80)), "JPEG", exif=exif, comment=b"taken at home")
    assert b"Camera of Ida" in came and b"taken at home" in came
    got = reencoded(came, "a")
    assert seen(got).size == (80, 120)
    assert b"Ida" not in got and b"home" not in got and not seen(got).getexif()


def test_a_wide_one_is_made_smaller_and_glass_stays_glass() -> None:
    got = seen(reencoded(saved(Image.new("RGBA", (4000, 1000), (0, 0, 0, 0)), "PNG"), "a"))
    assert got.size == (1600, 400)
    assert got.mode == "RGBA" and got.getpixel((9, 9))[3] == 0  # type: ignore[index]


def test_of_a_moving_one_the_first_frame_stays() -> None:
    frames = [Image.new("RGB", (60, 60), colour) for colour in ((255, 0, 0), (0, 0, 255))]
    got = seen(reencoded(saved(frames[0], "GIF", save_all=True, append_images=frames[1:]), "a"))
    assert getattr(got, "n_frames", 1) == 1
    assert got.convert("RGB").getpixel((30, 30))[0] > 200  # type: ignore[index]


def bomb(side: int) -> bytes:
    """Return a PNG of a few bytes that claims to be very large."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


WHOLE = saved(Image.new("RGB", (300, 300), (1, 2, 3)), "PNG")


@every_case(
    ("content", "words"),
    [
        (saved(Image.new("RGB", (1, 1)), "GIF"), "an icon or a counter"),
        (saved(Image.new("RGB", (2000, 3)), "PNG"), "an icon or a counter"),
        (bomb(9_000), "too large"),
        (bomb(60_000), "damaged or of a kind"),  # refused by the library before it is measured
        (WHOLE[:100], "damaged or of a kind"),
        (WHOLE[:60] + bytes(40) + WHOLE[100:], "damaged or of a kind"),
        (b"", "damaged or of a kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "damaged or of a kind"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 99 99\n", "damaged or of a kind"),
        (saved(Image.new("RGB", (99, 99)), "TIFF"), "damaged or of a kind"),
    ],
)
def test_what_is_no_picture_for_a_reader_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(NotAPicture, match=words) as text:
        reencoded(content, "https://harbour.test/a.png")
    assert str(text.value).startswith("https://harbour.test/a.png ")
