"""Asks the followed sources for news and takes in what they bring; a kill at any moment loses nothing.

Each answer lies in the inbox before the next is waited for. Then all of the inbox is taken in, and only when
a source's captures are stored is its new state kept and its file cleared away.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from lib import fetch
from lib.capture.feeds.parse import parse
from lib.fetch import Refreshed, RefreshOptions, Source, state
from lib.fetch.refreshing import DEFAULT_OPTIONS, pages_that_came
from lib.ingest import inbox
from lib.ingest.asking import Asks, asking
from lib.ingest.mailroom import fetched, take_in
from lib.ingest.said import Told, said
from lib.ingest.summary import Progress, Summary
from lib.ingest.taken import Taken
from lib.model.errors import WireroomError
from lib.store.files import log
from lib.store.files.home import files
from lib.store.files.lock import refresh_lock

Say = Callable[[Told], None]


class NotFollowed(WireroomError):
    """A source is named that is not followed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What a refresh came to."""

    told: tuple[Told, ...]
    summary: Summary | None  # None: there was nothing to take in

    @property
    def sentence(self) -> str:
        """The whole in one line."""
        asked, failed = len(self.told), sum(each.failed for each in self.told)
        words = f"{asked:,} source{'' if asked == 1 else 's'} asked"
        words += f", {failed:,} in vain" if failed else ""
        return f"{words}: {self.summary.sentence if self.summary else 'nothing new.'}"


def refresh(
    archive: Path,
    *,
    urls: Sequence[str] = (),
    every: bool = False,
    full_text: bool = False,
    jobs: int | None = None,
    apart: bool = True,
    say: Say = lambda _: None,
    progress: Callable[[Progress], None] = lambda _: None,
    asks: Asks = asking,
    options: RefreshOptions = DEFAULT_OPTIONS,
) -> Round:
    """Ask the sources that are due, those named, or all; a failure of one stops no other.

    `full_text` has the pages behind the summaries fetched of all sources that are asked, from now on.
    """
    with refresh_lock(archive):
        desk = _Desk(archive, say)
        chosen = _chosen(archive, urls, every=every, full_text=full_text, now=datetime.now(UTC))
        if chosen:
            _ask(desk, chosen, asks, options)
        found = fetched([*inbox.waiting(archive), *inbox.forgotten(archive)])
        summary = None
        if found:
            summary = take_in(archive, found, jobs=jobs, apart=apart, progress=progress, settled=desk.settle)
        ended = Round(told=tuple(desk.told), summary=summary)
        _log(archive, ended)
        return ended


def again(archive: Path, *, jobs: int | None = None, apart: bool = True) -> Summary | None:
    """Take in once more what was fetched and refused, as after an update; None when nothing was."""
    found = fetched(inbox.refused(archive))
    return take_in(archive, found, jobs=jobs, apart=apart) if found else None


@dataclass(slots=True)
class _Desk:
    """What of a run is still to be settled."""

    archive: Path
    say: Say
    told: list[Told] = field(default_factory=list)
    waiting: dict[str, Refreshed] = field(default_factory=dict)  # by the file in the inbox

    def put(self, each: Refreshed) -> Source | None:
        """Lay what came into the inbox; return the state of a source of which nothing waits there."""
        feed = (each.news.fetched,) if each.news.fetched else ()
        answers = [answer for answer in (*feed, *pages_that_came(each)) if answer]
        if answers:
            path = inbox.put(self.archive, answers)
            self.waiting[str(path)] = _without_bodies(each)
            return None
        return self._tell(said(each, None))

    def settle(self, done: Sequence[Taken]) -> None:
        """Keep the state of each source whose captures are stored."""
        known = [(each, self.waiting.pop(each.source.path, None)) for each in done]
        state.keep(
            files(self.archive).sources,
            [self._tell(said(refreshed, each)) for each, refreshed in known if refreshed],
        )

    def _tell(self, told: Told) -> Source:
        self.told.append(told)
        self.say(told)
        return told.source


def _chosen(
    archive: Path, urls: Iterable[str], *, every: bool, full_text: bool, now: datetime
) -> list[Source]:
    followed = state.sources(files(archive).sources)
    strange = [url for url in urls if url not in followed]
    if strange:
        raise NotFollowed(
            f"{strange[0]} is not followed; follow it with `python -m lib follow {strange[0]}`, or take it "
            f"in once with `python -m lib ingest {strange[0]}`."
        )
    named = [followed[url] for url in dict.fromkeys(urls)]
    due = named or [source for source in followed.values() if every or source.is_due(now)]
    revived = [replace(source, gone=False) if named else source for source in due]
    return [replace(source, full_text=source.full_text or full_text) for source in revived]


def _ask(desk: _Desk, chosen: Sequence[Source], asks: Asks, options: RefreshOptions) -> None:
    idle: list[Source] = []
    try:
        with asks(desk.archive) as visitor:
            for each in fetch.refresh(chosen, visitor, parse, options=options):
                state_of_idle = desk.put(each)
                if state_of_idle:
                    idle.append(state_of_idle)
    finally:
        state.keep(files(desk.archive).sources, idle)


def _without_bodies(each: Refreshed) -> Refreshed:
    """Return what is told of a source later, without the bytes that lie in the inbox."""
    pages = tuple(
        replace(page, outcome=replace(page.outcome, body=b""))
        if isinstance(page.outcome, fetch.Fetched)
        else page
        for page in each.pages
    )
    return replace(each, news=replace(each.news, fetched=None), pages=pages)


def _log(archive: Path, ended: Round) -> None:
    for each in ended.told:
        if each.failed:
            log.note(archive, f"{each.source.url}: {each.sentence}")
    if ended.told or ended.summary:
        log.note(archive, f"Refresh: {ended.sentence}")
