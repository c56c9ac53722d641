"""A worker process: takes a source at a time from its pipe and sends back what came of each capture."""

import signal
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from lib.actors import recogniser_state
from lib.clean.fields.language import identifier
from lib.ingest.limits import Limits, allow
from lib.ingest.parsing import Desk, Source, results_of
from lib.ingest.replay import Replay
from lib.ingest.seen import Removed, Seen, load
from lib.model.capture import Capture


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """What a worker is told when it starts."""

    originals: Path | None = None
    seen: Path | None = None
    removed: Removed = field(default_factory=Removed)
    actors: bool = True
    limits: Limits = field(default_factory=Limits)
    replay: Replay = field(default_factory=Replay)
    many: bool = False  # more sources than one are to come


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A worker has begun with a capture."""

    origin: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A worker has finished with its source."""


def work(pipe: Connection, orders: Orders) -> None:
    """Work until the pipe is closed or None comes through it."""
    # Ctrl-C reaches the whole group; the parent lets the workers finish and then ends them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    seen = load(orders.seen, orders.removed) if orders.seen else Seen()
    desk = Desk(originals=orders.originals, seen=seen, actors=orders.actors, replay=orders.replay)
    warm = False

    def begin(capture: Capture) -> None:
        nonlocal warm
        if not warm:
            _warm_up(orders)
            warm = True
        allow(orders.limits)
        pipe.send(Begun(origin=capture.origin, sha256=capture.sha256))

    try:
        while source := _next(pipe):
            between = orders.limits.looking_through(source.size())
            allow(between)
            for result in results_of(source, desk, begin):
                pipe.send(result)
                allow(between)  # for the next record, which may be passed over as well
            pipe.send(Finished())
    except (EOFError, ConnectionError):
        return  # the parent is gone


def _warm_up(orders: Orders) -> None:
    """Load the models, which is no page's fault; not before there is a page that is not known already.

    The one that tells languages is asked by some pages only: where there is but one, it is left to that.
    """
    if orders.actors:
        recogniser_state()
    if orders.many:
        identifier()


def _next(pipe: Connection) -> Source | None:
    source = pipe.recv()
    return source if isinstance(source, Source) else None
