"""Measures how the time for finding actors grows with hostile texts.

`python -m bench.actors_hostile`, and at the end of `python -m bench.actors`.
"""

import time
from collections.abc import Callable, Iterator

from lib.actors.plain_text import find_in_text
from tests.actors.hostile_texts import TEXTS

ALONE, WHOLE = 50_000, 5_000  # characters of the shorter text, without and with the recogniser
TIMES, STEEPEST = 4, 8.0  # how much longer the longer one is, and the most that its time may grow
_LEAST = 0.05  # seconds: less tells nothing


def lines() -> Iterator[str]:
    """Yield a line for each kind of text: CPU seconds for both lengths, without and with the recogniser."""
    for kind, of_size in TEXTS.items():
        alone = _measured(of_size, ALONE, use_recogniser=False)
        whole = _measured(of_size, WHOLE, use_recogniser=True)
        yield f"hostile: {kind:16} actor file alone {alone}; Wireroom {whole}"


def _measured(of_size: Callable[[int], str], size: int, *, use_recogniser: bool) -> str:
    first, second = (_seconds(of_size(n), use_recogniser=use_recogniser) for n in (size, size * TIMES))
    steep = second > _LEAST and second / max(first, _LEAST / TIMES) > STEEPEST
    return f"{size * TIMES / 1000:.0f} kB {second:.2f} s{', grows too steeply' if steep else ''}"


def _seconds(text: str, *, use_recogniser: bool) -> float:
    start = time.process_time()
    find_in_text(text, use_recogniser=use_recogniser)
    return time.process_time() - start


if __name__ == "__main__":
    find_in_text("Names are found once before the clock starts in Oslo.")
    for line in lines():
        print(line, flush=True)
