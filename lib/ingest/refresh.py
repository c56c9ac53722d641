"""A refresh: fetches new items from followed sources and stores them; a crash at any moment loses nothing.

Each answer is saved in the inbox before the next is awaited. Then the whole inbox is taken in; only when a
source's captures are stored is its new state saved and its inbox file deleted.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from lib import fetch
from lib.capture.feeds.feed import TYPES
from lib.capture.feeds.parse import parse
from lib.fetch import Refreshed, RefreshOptions, Source, followed_sources
from lib.fetch.refreshing import DEFAULT_OPTIONS, pages_that_came
from lib.ingest import inbox
from lib.ingest.addresses import Opener, open_client
from lib.ingest.inbox import SUFFIX
from lib.ingest.pictures import keep_leads
from lib.ingest.run import store_with_pages
from lib.ingest.source_result import SourceResult, result_of
from lib.ingest.storing import Intake
from lib.ingest.summary import OnProgress, OnStored, StoredSource, Summary, Tally, refreshed
from lib.ingest.work_item import WorkItem
from lib.model.errors import WireroomError
from lib.model.wording import count
from lib.store.files import log, settings
from lib.store.lock import refresh_lock
from lib.store.paths import files
from lib.store.upkeep import user_files

PATIENCE = 900.0  # seconds that what was fetched waits for another ingest to end


class NotFollowed(WireroomError):
    """Raised when a source is named that is not followed."""


Say = Callable[[SourceResult], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """The outcome of a refresh: a result for each source, counts of what was stored, pictures fetched."""

    results: tuple[SourceResult, ...]
    summary: Summary | None  # None: there was nothing to take in
    pictures: int = 0  # that were fetched

    @property
    def sentence(self) -> str:
        """The counts of sources asked, stories stored and pictures fetched, as one line for the user."""
        failed = sum(result.failed for result in self.results)
        words = refreshed(len(self.results), failed, self.summary.sentence if self.summary else "")
        return f"{words} {count(self.pictures, 'picture')} fetched." if self.pictures else words


def refresh(
    archive: Path,
    *,
    urls: Sequence[str] = (),
    every: bool = False,
    full_text: bool = False,
    jobs: int | None = None,
    pooled: bool = True,
    say: Say = lambda _: None,
    progress: OnProgress = lambda _: None,
    opener: Opener = open_client,
    options: RefreshOptions = DEFAULT_OPTIONS,
) -> Round:
    """Fetch followed sources and store what is new: those of `urls`, else those due, or all if `every`.

    `full_text` makes the fetched sources fetch the pages behind their summaries from now on. Return the
    outcome.
    """
    with refresh_lock(archive):
        user_files.bring_back(archive)
        running = _Refresh(archive, say)
        chosen = _chosen(archive, urls, every=every, full_text=full_text, now=datetime.now(UTC))
        if chosen:
            _fetch(running, chosen, opener, options)
        found = as_work_items([*inbox.waiting(archive), *inbox.forgotten(archive)])
        summary = None
        if found:
            summary = take_in(
                archive, found, jobs=jobs, pooled=pooled, progress=progress, on_stored=running.keep_states,
                opener=opener,
            )  # fmt: skip
        pictures = keep_leads(archive, running.stories, opener=opener) if _wants_pictures(archive) else 0
        ended = Round(results=tuple(running.results), summary=summary, pictures=pictures)
        for each in ended.results:
            if each.failed:
                log.note(archive, f"{each.source.url}: {each.sentence}")
        if ended.results or ended.summary:
            log.note(archive, f"Refresh: {ended.sentence}")
        return ended


def retry_refused(archive: Path, *, jobs: int | None = None, pooled: bool = True) -> Summary | None:
    """Store the captures of the retry folder, as after an update; return the counts.

    None if the folder is empty.
    """
    found = as_work_items(inbox.refused(archive))
    return take_in(archive, found, jobs=jobs, pooled=pooled) if found else None


@dataclass(slots=True)
class _Refresh:
    """A refresh at work: its results so far, and fetched sources whose captures are not stored yet."""

    archive: Path
    say: Say
    results: list[SourceResult] = field(default_factory=list)
    waiting: dict[str, Refreshed] = field(default_factory=dict)  # by the file in the inbox
    stories: list[str] = field(default_factory=list)  # that the sources have brought

    def put(self, each: Refreshed) -> Source | None:
        """Save what a source sent in the inbox; return None, or the source's new state if it sent nothing."""
        feed = each.news.fetched
        # It was read as a feed, whatever its server calls it, and shall be once more.
        feeds = (replace(feed, media_type=TYPES[0]),) if feed else ()
        answers = [*feeds, *pages_that_came(each)]
        if answers:
            path = inbox.put(self.archive, answers)
            pages = tuple(
                replace(page, outcome=replace(page.outcome, body=b""))
                if isinstance(page.outcome, fetch.Fetched)
                else page
                for page in each.pages
            )
            self.waiting[str(path)] = replace(each, news=replace(each.news, fetched=None), pages=pages)
            return None
        return self._report(result_of(each, None))

    def keep_states(self, done: Sequence[StoredSource]) -> None:
        """Save the new state of each source whose captures are now stored, and report its result."""
        known = [(each, self.waiting.pop(each.source.path, None)) for each in done]
        self.stories += [story for each, refreshed in known if refreshed for story in each.stories]
        followed_sources.update(
            files(self.archive).sources,
            [self._report(result_of(refreshed, each)) for each, refreshed in known if refreshed],
        )

    def _report(self, result: SourceResult) -> Source:
        """Add a result, pass it to `say`, and return the source's new state."""
        self.results.append(result)
        self.say(result)
        return result.source


def _chosen(
    archive: Path, urls: Iterable[str], *, every: bool, full_text: bool, now: datetime
) -> list[Source]:
    """Return the sources to request: those of `urls`, else all that are due, or all if `every`.

    A source that is named counts as gone no longer; `full_text` is saved. Raises NotFollowed for an unknown
    address.
    """
    path = files(archive).sources
    followed = followed_sources.sources(path)
    strange = [url for url in urls if url not in followed]
    if strange:
        raise NotFollowed(
            f"{strange[0]} is not followed; follow it with `python -m lib follow {strange[0]}`, or take it "
            f"in once with `python -m lib ingest {strange[0]}`."
        )
    named = [followed[url] for url in dict.fromkeys(urls)]
    due = named or [source for source in followed.values() if every or source.is_due(now)]
    revived = [replace(source, gone=False) if named else source for source in due]
    if full_text:
        revived = [replace(source, full_text=True) for source in revived]
        wanted = [source.url for source in revived]
        followed_sources.change(path, wanted, lambda held: replace(held, full_text=True))
    return revived


def _fetch(running: _Refresh, chosen: Sequence[Source], opener: Opener, options: RefreshOptions) -> None:
    """Request the sources, save what they send in the inbox, and the new state of those that send nothing."""
    idle: list[Source] = []
    try:
        with opener(running.archive) as client:
            for each in fetch.refresh(chosen, client, parse, options=options):
                state_of_idle = running.put(each)
                if state_of_idle:
                    idle.append(state_of_idle)
    finally:
        followed_sources.update(files(running.archive).sources, idle)


def _wants_pictures(archive: Path) -> bool:
    """Return whether pictures of followed sources are switched on; False if the settings are damaged."""
    try:
        return settings.read(files(archive).settings).pictures
    except settings.SettingsDamaged:
        return False


def take_in(
    archive: Path,
    sources: Sequence[WorkItem],
    *,
    jobs: int | None = None,
    pooled: bool = True,
    progress: OnProgress = lambda _: None,
    on_stored: OnStored = lambda _: None,
    opener: Opener = open_client,
) -> Summary:
    """Store the captures of inbox files and return the counts; then delete each file or keep it for a retry.

    `on_stored` is called before a file is deleted, so that a crash in between only takes it in once more. If
    another ingest is at work, this one waits.
    """
    intake = Intake(
        archive=archive, jobs=jobs or os.cpu_count() or 1, pooled=pooled, progress=progress,
        on_stored=on_stored,
    )  # fmt: skip
    return store_with_pages(sources, intake, Tally(), opener, patience=PATIENCE)


def as_work_items(paths: Sequence[Path]) -> list[WorkItem]:
    """Return inbox files as work items."""
    return [
        WorkItem(path=str(path), fetched=path.suffix == SUFFIX, piped=path.suffix != SUFFIX) for path in paths
    ]
