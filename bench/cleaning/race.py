"""Shows every page to every contender in one run, page by page, so that a busy machine slows all alike.

Each contender lives in a process of its own: libraries keep caches, and a page that another contender has
just read would come out of them for nothing.
"""

import logging
import multiprocessing
import socket
import time
import warnings
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from bench.cleaning.contender import Contender, Page, Prediction, Refused, Remains


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What one contender made of one page; a failure or a refusal is an empty prediction."""

    prediction: Prediction
    seconds: float  # CPU seconds of all threads
    refused: str | None = None
    failed: str | None = None
    remains: Remains | None = None


@dataclass
class Lap:
    """What one contender made of the corpus."""

    contender: Contender
    shown: list[Shown] = field(default_factory=list)

    @property
    def predictions(self) -> list[Prediction]:
        """One a page."""
        return [each.prediction for each in self.shown]

    @property
    def refused(self) -> list[str]:
        """The pages it takes for no story, with its reason."""
        return [each.refused for each in self.shown if each.refused]

    @property
    def failed(self) -> list[str]:
        """The pages it raised on, with the error."""
        return [each.failed for each in self.shown if each.failed]

    @property
    def speed(self) -> float:
        """Pages a CPU second."""
        return len(self.shown) / (sum(each.seconds for each in self.shown) or 1)


def race(pages: Sequence[Page], contenders: Sequence[Contender]) -> list[Lap]:
    """Return one lap a contender; who comes first changes from page to page.

    The first page is shown once more before the clock starts, so that nobody pays for loading.
    """
    laps = [Lap(contender=each) for each in contenders]
    with ExitStack() as open_ones:
        pools = [open_ones.enter_context(_process()) for _ in laps]
        for pool, lap in zip(pools, laps, strict=True) if pages else ():
            pool.submit(show, lap.contender, pages[0]).result()
        for place, page in enumerate(pages):
            for number in _in_turn(place, len(laps)):
                lap = laps[number]
                lap.shown.append(pools[number].submit(show, lap.contender, page).result())
    return laps


def _in_turn(place: int, count: int) -> Iterator[int]:
    for number in range(count):
        yield (place + number) % count


@contextmanager
def _process() -> Iterator[ProcessPoolExecutor]:
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=fresh, initializer=quiet_and_offline) as pool:
        yield pool


def show(contender: Contender, page: Page) -> Shown:
    """Return times one contender on one page."""
    extracted, found, refused, failed = None, Prediction(), None, None
    start = time.process_time()
    try:
        extracted = contender.extract(page)
        found = contender.predict(extracted)
    except Refused as refusal:
        refused = f"{page.name}: {refusal}"
    except Exception as error:  # whatever a library raises on a page is its result
        failed = f"{page.name}: {type(error).__name__}: {error}".replace("\n", " ")
    seconds = time.process_time() - start
    return Shown(
        prediction={"id": page.name, **found},
        seconds=seconds,
        refused=refused,
        failed=failed,
        remains=contender.remains(extracted) if contender.remains and extracted is not None else None,
    )


def quiet_and_offline() -> None:
    """Silence what libraries say of hard pages, and refuse every connection for the rest of a process.

    A comparison of what is in a page asks nobody else.
    """
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    socket.socket.connect = _refuse  # type: ignore[method-assign]
    socket.getaddrinfo = _refuse  # type: ignore[assignment]


def _refuse(*_: object, **__: object) -> None:
    raise OSError("the bench does not reach the network")
