"""The sample's pictures: drawn in three colours from shapes, credited to the invented Ida Brandt."""

import io
import random
from collections.abc import Callable, Iterator

from PIL import Image, ImageDraw

from lib.sample.pages import image
from lib.sample.stories import stories

WIDE, HIGH = 900, 600  # of the sheet; shapes are placed on it
SAVED = (720, 480)
FINER = 1.6  # drawn larger than saved: lines without steps
# Ink, tone and paper of a print.
INKS = (
    ("#22303c", "#8a9ba3", "#e9e2d0"), ("#2b2a28", "#b5482f", "#efe6d2"), ("#1f3a3d", "#7fa08f", "#ece5cf"),
    ("#33263a", "#c08a3e", "#efe4cd"), ("#3a2b22", "#9a7b5f", "#eadfc8"),
)  # fmt: skip
Scene = Callable[["Print", random.Random], None]


class Print:
    """A picture that shapes are drawn on; coordinates are those of a sheet of WIDE by HIGH."""

    def __init__(self, inks: tuple[str, str, str]) -> None:
        self.ink, self.tone, self.paper = inks
        self.sheet = Image.new("RGB", (int(WIDE * FINER), int(HIGH * FINER)), self.paper)
        self.pen = ImageDraw.Draw(self.sheet)

    def area(self, *points: tuple[float, float], fill: str) -> None:
        """Draw a filled polygon."""
        self.pen.polygon([(x * FINER, y * FINER) for x, y in points], fill=fill)

    def box(self, left: float, top: float, wide: float, high: float, fill: str) -> None:
        """Draw a filled rectangle."""
        self.pen.rectangle([n * FINER for n in (left, top, left + wide, top + high)], fill=fill)

    def disc(self, x: float, y: float, radius: float, fill: str) -> None:
        """Draw a filled circle."""
        self.pen.ellipse([n * FINER for n in (x - radius, y - radius, x + radius, y + radius)], fill=fill)

    def hatch(self, top: float, bottom: float, chance: random.Random) -> None:
        """Draw broken horizontal lines from `top` to `bottom`, ever closer, with random lengths and gaps."""
        y, step = top, (bottom - top) / 9
        while y < bottom:
            x = -chance.random() * 200
            while x < WIDE:
                long = 60 + chance.random() * 240
                self.box(x, y, long, 2.5, self.tone)
                x += long + 15 + chance.random() * 70
            y, step = y + step, max(9.0, step * 0.86)

    def saved(self) -> bytes:
        """Return the picture as a WebP file."""
        held = io.BytesIO()
        small = self.sheet.resize(SAVED, Image.Resampling.LANCZOS)
        small.save(held, "WEBP", quality=70, method=2)
        return held.getvalue()


def _sky(sheet: Print, chance: random.Random, horizon: float) -> None:
    """Draw a hatched sky from the top down to `horizon`, with a sun at a random place."""
    sheet.hatch(20, horizon, chance)
    x, y = 150 + chance.random() * 600, 110 + chance.random() * 110
    sheet.disc(x, y, 66, sheet.paper)
    sheet.disc(x, y, 54, sheet.tone)


def _sea(sheet: Print, chance: random.Random) -> None:
    """Draw a ship under way."""
    horizon = 380.0
    _sky(sheet, chance, horizon - 40)
    sheet.box(0, horizon, WIDE, HIGH, sheet.ink)
    left, long = 150 + chance.random() * 120, 430 + chance.random() * 130
    deck = horizon - 34
    sheet.area(
        (left, deck), (left + long, deck - 14), (left + long - 46, horizon + 30), (left + 30, horizon + 30),
        fill=sheet.ink,
    )  # fmt: skip
    sheet.box(left + 70, deck - 62, long * 0.34, 62, sheet.ink)
    sheet.box(left + 100, deck - 104, long * 0.2, 44, sheet.ink)
    for number in range(3):
        sheet.box(left + 84 + number * 44, deck - 46, 20, 12, sheet.paper)
    funnel = left + 70 + long * 0.36
    sheet.area(
        (funnel, deck), (funnel + 8, deck - 120), (funnel + 52, deck - 120), (funnel + 58, deck),
        fill=sheet.ink,
    )  # fmt: skip
    sheet.area(
        (funnel + 6, deck - 86), (funnel + 54, deck - 86), (funnel + 55, deck - 64), (funnel + 5, deck - 64),
        fill=sheet.tone,
    )  # fmt: skip
    for puff in range(6):
        sheet.disc(funnel + 34 + puff * 46, deck - 142 - puff * 11, 16 + puff * 5, sheet.tone)
    sheet.box(left + long - 90, deck - 150, 5, 150, sheet.ink)
    for _ in range(70):
        y = horizon + 44 + chance.random() * 170
        sheet.box(chance.random() * WIDE, y, 18 + (y - horizon) * chance.random() * 0.8, 3, sheet.paper)


def _town(sheet: Print, chance: random.Random) -> None:
    """Draw roofs and lit windows over a street."""
    _sky(sheet, chance, 430)
    x = -20.0
    while x < WIDE:
        wide, high = 70 + chance.random() * 90, 150 + chance.random() * 250
        top = 520 - high
        sheet.box(x, top, wide, high + 80, sheet.ink)
        if chance.random() < 0.45:
            sheet.area((x - 6, top), (x + wide / 2, top - 52), (x + wide + 6, top), fill=sheet.ink)
        for row in range(int(high // 46)):
            for column in range(int(wide // 30)):
                if chance.random() < 0.6:
                    lit = sheet.paper if chance.random() < 0.75 else sheet.tone
                    sheet.box(x + 10 + column * 30, top + 18 + row * 46, 13, 22, lit)
        x += wide + 5
    sheet.box(0, 520, WIDE, 80, sheet.ink)
    for number in range(7):
        sheet.area(
            (40 + number * 135, 566), (110 + number * 135, 566), (100 + number * 135, 574),
            (30 + number * 135, 574), fill=sheet.paper,
        )  # fmt: skip


def _air(sheet: Print, chance: random.Random) -> None:
    """Draw an airplane over hills."""
    _sky(sheet, chance, 440)
    for level, fill in ((400, sheet.tone), (460, sheet.ink)):
        crests = [(x, level + chance.random() * 70) for x in range(0, WIDE + 151, 150)]
        sheet.area((0, HIGH), *crests, (WIDE, HIGH), fill=fill)
    x, y = 270 + chance.random() * 80, 240 + chance.random() * 40
    sheet.area(
        (x, y), (x + 40, y - 26), (x + 330, y - 42), (x + 372, y - 30), (x + 340, y - 8), (x + 40, y + 18),
        fill=sheet.ink,
    )  # fmt: skip
    sheet.area((x + 150, y - 20), (x + 230, y - 26), (x + 120, y + 96), (x + 78, y + 100), fill=sheet.ink)
    sheet.area((x + 160, y - 30), (x + 220, y - 34), (x + 250, y - 104), (x + 226, y - 104), fill=sheet.ink)
    sheet.area((x + 2, y - 6), (x + 54, y - 14), (x + 20, y - 92), (x - 12, y - 92), fill=sheet.ink)
    for number in range(7):
        sheet.disc(x + 120 + number * 28, y - 18 - number * 1.6, 4.5, sheet.paper)


def _crowd(sheet: Print, chance: random.Random) -> None:
    """Draw a speaker before a crowd."""
    sheet.hatch(20, 430, chance)
    for number in range(4):
        sheet.box(120 + number * 200, 70, 42, 380, sheet.tone)
    sheet.box(70, 40, 760, 34, sheet.tone)
    x = 400 + chance.random() * 100
    sheet.disc(x, 208, 30, sheet.ink)
    sheet.area((x - 62, 330), (x - 44, 250), (x + 44, 250), (x + 62, 330), fill=sheet.ink)
    sheet.area((x + 30, 256), (x + 116, 176), (x + 128, 190), (x + 52, 284), fill=sheet.ink)
    sheet.area((x - 92, 450), (x - 80, 318), (x + 80, 318), (x + 92, 450), fill=sheet.ink)
    for row in range(4):
        for place in range(-1, 13):
            at, y = place * 78 + row % 2 * 39 + chance.random() * 16, 420 + row * 52 + chance.random() * 12
            fill = sheet.ink if row % 2 else sheet.tone
            sheet.disc(at, y - 6, 27, sheet.paper)
            sheet.disc(at, y, 24, fill)
            sheet.area((at - 44, y + 90), (at - 30, y + 26), (at + 30, y + 26), (at + 44, y + 90), fill=fill)


SCENES: dict[str, Scene] = {"sea": _sea, "town": _town, "air": _air, "crowd": _crowd}


def pictures() -> Iterator[tuple[str, bytes]]:
    """Yield the address and WebP bytes of each picture of the sample, the same bytes each time."""
    for story in stories():
        address = image(story)
        if story.scene and address and not story.copy_number:
            chance = random.Random(story.slug)
            sheet = Print(chance.choice(INKS))
            SCENES[story.scene](sheet, chance)
            yield address, sheet.saved()
