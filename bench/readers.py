"""Many readers at once on one process of the app, while sources refresh: `make soak-readers HOURS=1`.

Each reader holds a socket of its own, speaks Streamlit's protocol as a browser does, and goes to another
place of the app every 10 to 20 seconds. The clock runs from the click until the app has sent the whole page;
what a browser takes to paint it is not in it. Every ten minutes begin with a quiet one, in which one reader
clicks and nothing is refreshed: so both are measured on a machine under the same other load.

Ends with 1 where the crowd's 95th percentile is twice the quiet one, memory or handles grew, anything failed,
or the app, started again, shows something else.
"""

import argparse
import asyncio
import multiprocessing
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from bench.generate import make
from lib.fetch import Source, followed_sources
from lib.ingest.refresh import refresh
from lib.model.errors import WireroomError
from lib.store.archive import open_for_reading
from lib.store.paths import files
from lib.store.statements import value
from tests.fetch.server import running
from tests.ingest.web import asks_at
from tests.running import LOG, app

THINKS, QUIET_THINKS = (10.0, 20.0), (1.0, 3.0)  # seconds between two clicks
ROUND, QUIET, REFRESH = 600.0, 60.0, 60.0  # seconds; of each round the first are quiet
ITEMS = 5  # of the feed that each refresh finds
TIMES, GROWTH, HANDLES = 2.0, 0.1, 20  # what is allowed: of the quiet time, of memory, of open files
LATE = 120.0  # seconds after which a page is given up
EARLY = ForwardMsg.FINISHED_EARLY_FOR_RERUN
BY_CHANCE = re.compile(rb"[0-9a-f]{32}")
TROUBLE = b'class="trouble" role="alert"'
PLACES = (
    ("", ""), ("", "since=2024-0{day}-01"), ("", "tags=tag+{one}"), ("timeline", ""),
    ("timeline", "tags=tag+{one}&since=2023-0{day}-01"), ("actors", ""), ("actors", "since=2024-0{day}-01"),
    ("actors", "show=matrix&tags=tag+{one}"), ("actors", "show=ego&actors=Actor+{one}"),
    ("actors", "show=table&since=2024-0{day}-01"), ("read", ""), ("read", "article={story}"),
    ("read", "article={story}&tab=removed"), ("read", "q=actor&tags=tag+{one}"), ("browse", ""),
    ("intake", ""),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Click:
    """A click of a reader, and what it took until the whole page was there."""

    at: float
    page: str
    seconds: float
    crowded: bool


@dataclass(slots=True)
class Log:
    """What was seen of the app."""

    stories: Sequence[str]  # ids to open
    clicks: list[Click] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    held: list[tuple[float, int, int]] = field(default_factory=list)  # moment, bytes, open files
    refreshed: int = 0


def main(arguments: Sequence[str]) -> int:
    """Run the soak and print what it found."""
    parser = argparse.ArgumentParser(prog="python -m bench.readers", description=__doc__)
    parser.add_argument("--hours", type=float, default=1.0)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--stories", type=int, default=20_000)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="wireroom-readers-") as folder:
        return _soak(Path(folder), options.hours * 3600, options.readers, options.stories)


def _soak(home: Path, seconds: float, readers: int, stories: int) -> int:
    archive = home / "archive.duckdb"
    make(archive, stories)
    with open_for_reading(archive) as reading:
        rows = reading.execute(
            "select article from article where shown order by article limit 500"
        ).fetchall()
    log = Log(stories=[str(story) for (story,) in rows])
    with running() as feeds:
        with app(home) as address:
            asyncio.run(_crowd(address, archive, feeds.port, log, readers, seconds))
            before = _settled(address, log)
        with app(home) as address:
            gone = before - _settled(address, log)
        refresh(archive, every=True, jobs=1, opener=asks_at(feeds.port))  # what a failed one has left waiting
    with open_for_reading(archive) as reading:
        there = value(reading, "select count(*) from article where shown")
    if there != stories + log.refreshed * ITEMS:
        log.errors.append(f"{there} stories are there, {stories + log.refreshed * ITEMS} were brought")
    log.errors += [
        line for line in (home / LOG).read_text("utf-8", "replace").splitlines() if "Error" in line
    ]
    return _report(log, readers, gone)


async def _crowd(address: str, archive: Path, feeds: int, log: Log, readers: int, seconds: float) -> None:
    """Let the readers read until the time is over."""
    crowded, until, process = asyncio.Event(), time.monotonic() + seconds, _serving(address)
    async with asyncio.TaskGroup() as tasks:
        for number in range(readers):
            tasks.create_task(_read(address, number, log, crowded, until))
        tasks.create_task(_refresh(archive, feeds, log, crowded, until))
        begun = time.monotonic()
        while time.monotonic() < until:
            quiet = (time.monotonic() - begun) % ROUND < QUIET
            (crowded.clear if quiet else crowded.set)()
            log.held.append((time.monotonic(), *_held(process)))
            await asyncio.sleep(5)
        crowded.set()


async def _read(address: str, number: int, log: Log, crowded: asyncio.Event, until: float) -> None:
    """Read as one reader, the first of whom does not rest in the quiet minutes."""
    chance = random.Random(number)
    while time.monotonic() < until:
        try:
            async with _opened(address) as socket:
                while time.monotonic() < until:
                    alone = number == 0 and not crowded.is_set()
                    await asyncio.sleep(chance.uniform(*(QUIET_THINKS if alone else THINKS)))
                    if number:
                        await crowded.wait()
                    page, query = _somewhere(chance, log.stories)
                    moment, together = time.monotonic(), crowded.is_set()
                    await _go(socket, page, query, log)
                    spent = time.monotonic() - moment
                    log.clicks.append(Click(moment, page or "desk", spent, together))
        except (OSError, TimeoutError, WebSocketException) as error:
            log.errors.append(f"reader {number}: {type(error).__name__} {error}")
            await asyncio.sleep(5)


def _somewhere(chance: random.Random, stories: Sequence[str]) -> tuple[str, str]:
    page, query = chance.choice(PLACES)
    words = {"day": chance.randint(1, 9), "one": chance.randint(1, 30), "story": chance.choice(stories)}
    return page, query.format(**words)


def _opened(address: str) -> connect:
    where = address.replace("http", "ws", 1) + "/_stcore/stream"
    return connect(where, origin=address, subprotocols=["streamlit"], max_size=None, open_timeout=LATE)  # type: ignore[arg-type, list-item]


async def _go(socket: ClientConnection, page: str, query: str, log: Log) -> list[bytes]:
    """Go to a place of the app; return the parts of the page."""
    asked, parts = BackMsg(), list[bytes]()
    asked.rerun_script.page_name, asked.rerun_script.query_string = page, query
    await socket.send(asked.SerializeToString())
    async with asyncio.timeout(LATE):
        async for raw in socket:
            message = ForwardMsg.FromString(raw)
            if message.WhichOneof("type") == "delta":
                parts.append(message.delta.SerializeToString())
                if message.delta.new_element.HasField("exception") or TROUBLE in parts[-1]:
                    log.errors.append(f"/{page}?{query}: {parts[-1][:300]!r}")
            elif message.WhichOneof("type") == "script_finished" and message.script_finished != EARLY:
                break
    return parts


def _settled(address: str, log: Log) -> set[bytes]:
    """Return what the app shows at a second look: the story is read by then, and answers are kept.

    A figure whose answer is kept is sent with its fields in another order.
    """
    asyncio.run(_shown(address, log))
    return asyncio.run(_shown(address, log))


async def _shown(address: str, log: Log) -> set[bytes]:
    """Return what the app shows of the archive to a reader who has just come, without numbers by chance."""
    parts = set[bytes]()
    for page, query in PLACES:
        if page != "intake":  # which tells the room on the disk
            async with _opened(address) as socket:
                where = query.format(day=3, one=5, story=log.stories[0])
                parts |= {BY_CHANCE.sub(b"", part) for part in await _go(socket, page, where, log)}
    return parts


def look_everywhere(address: str, story: str = "none") -> Log:
    """Look at every place of the app once; return what was seen."""
    log = Log(stories=[story])
    asyncio.run(_shown(address, log))
    return log


async def _refresh(archive: Path, feeds: int, log: Log, crowded: asyncio.Event, until: float) -> None:
    """Follow one more feed every minute and ask all of them, in a process of its own as the app does."""
    context, number = multiprocessing.get_context("spawn"), 0
    while time.monotonic() < until:
        await crowded.wait()
        asking = context.Process(target=follow_and_refresh, args=(archive, feeds, number))
        asking.start()
        await asyncio.to_thread(asking.join)
        if asking.exitcode:
            log.errors.append(f"refresh {number} ended with {asking.exitcode}")
        number += 1
        log.refreshed = number
        await asyncio.sleep(min(REFRESH, max(0.0, until - time.monotonic())))


def follow_and_refresh(archive: Path, feeds: int, number: int) -> None:
    """Follow one more feed and ask all of them; end with 1 and a sentence where that fails."""
    own, url = files(archive).sources, f"http://post{number}.test:{feeds}/desk/{ITEMS}/{number * ITEMS}"
    followed_sources.follow(own, Source(url=url))
    try:
        refresh(archive, every=True, jobs=1, opener=asks_at(feeds))
    except WireroomError as error:
        sys.exit(f"refresh {number}: {error}")


def _serving(address: str) -> int:
    """Return the number of the process that serves at the address."""
    port = f"--server.port={address.rpartition(':')[2]}"
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    return next(int(each) for each in children if port in Path(f"/proc/{each}/cmdline").read_text())


def _held(process: int) -> tuple[int, int]:
    """Return the bytes of memory and the open files of a process."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE"), len(list(Path(f"/proc/{process}/fd").iterdir()))


def _report(log: Log, readers: int, gone: set[bytes]) -> int:
    quiet, crowd = (sorted(each.seconds for each in log.clicks if each.crowded == on) for on in (False, True))
    for name, spent in (("quiet", quiet), (f"{readers} readers", crowd)):
        print(f"{name:<12} {_figures(spent)}")
    for page in sorted({each.page for each in log.clicks}):
        one, many = (
            _figures([each.seconds for each in log.clicks if each.page == page and each.crowded == on])
            for on in (False, True)
        )
        print(f"  {page:<10} quiet {one}   together {many}")
    (size, peak, handles), (size_now, peak_now, handles_now) = _quarters(log.held)
    grown, opened = size_now / size - 1, handles_now - handles
    print(f"memory {size / 1e6:.0f} MB in the middle of the second quarter, {grown:+.1%} in the last")
    print(f"at most {peak / 1e6:.0f} MB in the second quarter, {peak_now / 1e6:.0f} MB in the last")
    print(f"open files {handles}, {opened:+d}")
    print(f"{len(log.clicks):,} pages, {log.refreshed} refreshes, {len(log.errors)} errors")
    print(*dict.fromkeys(log.errors[:20]), sep="\n")
    print("started again, the app shows", f"{len(gone)} parts otherwise" if gone else "the same")
    print(*(part[:2000] for part in sorted(gone)[:3]), sep="\n")
    ratio = _late(crowd) / _late(quiet)
    print(f"the crowd's 95th percentile is {ratio:.2f} of the quiet one's, allowed {TIMES}")
    good = ratio < TIMES and grown < GROWTH and opened <= HANDLES and not gone and not log.errors
    return 0 if good else 1


def _quarters(held: Sequence[tuple[float, int, int]]) -> Iterator[tuple[float, int, int]]:
    """Yield the median and the most bytes and the most open files of the second quarter and of the last.

    The median grows with what stays; the most is of the moment when chance drew most pages at once.
    """
    size = max(1, len(held) // 4)
    for part in (held[size : 2 * size] or held, held[-size:]):
        sizes = [each for _, each, _ in part]
        yield median(sizes), max(sizes), max(each for *_, each in part)


def _late(spent: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return sorted(spent)[int(0.95 * (len(spent) - 1) + 0.5)] if spent else 0.0


def _figures(spent: Sequence[float]) -> str:
    middle, worst = median(spent or [0.0]), max(spent, default=0.0)
    return f"median {middle:6.3f} s  p95 {_late(spent):6.3f} s  worst {worst:6.3f} s  n {len(spent):5}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
