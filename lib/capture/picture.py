"""Re-encodes pictures, so that the reader's browser receives only pixels.

This drops GPS, camera and other metadata, and keeps files made to exploit a browser's decoder away from it.
"""

import io
import struct
import warnings

from PIL import Image, ImageOps

from lib.model.errors import WireroomError

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")  # what browsers show; a drawing in SVG can hold scripts
WIDEST = 1600  # pixels of the longer side; twice the width of a column, for sharp screens
SMALLEST = 40  # pixels of the shorter side: below it are counters, icons and placeholders
MOST = 50_000_000  # pixels before it is drawn: 200 MB of memory
QUALITY = 82  # of WebP: beyond it files grow, and a news picture looks no better
BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error, OverflowError)  # what Pillow raises


class NotAPicture(WireroomError):
    """Raised when fetched bytes cannot be shown as a picture."""


def reencoded(content: bytes, address: str) -> bytes:
    """Return the picture as upright WebP of at most 1,600 pixels a side; raises NotAPicture.

    Of an animation the first frame is used.
    """
    try:
        with (
            warnings.catch_warnings(action="ignore"),
            Image.open(io.BytesIO(content), formats=FORMATS) as original,
        ):
            width, height = original.size
            if width * height > MOST:
                raise NotAPicture(
                    f"{address} has {width:,} by {height:,} pixels, which is too large to be kept."
                )
            if min(width, height) < SMALLEST:
                raise NotAPicture(
                    f"{address} has {width} by {height} pixels: an icon or a counter, no picture."
                )
            upright = ImageOps.exif_transpose(original)
            plain = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
            plain.thumbnail((WIDEST, WIDEST), Image.Resampling.LANCZOS)
            out = io.BytesIO()
            plain.info.clear()  # else a profile or a comment would be written along
            plain.save(out, "WEBP", quality=QUALITY, method=4)
            return out.getvalue()
    except (*BROKEN, Image.DecompressionBombError) as error:
        raise NotAPicture(
            f"{address} is damaged or of a kind that is not shown here; open the original page to see it."
        ) from error
