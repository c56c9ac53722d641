"""One file's captures, each read, cleaned and searched for actors: a pure function, wherever it runs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path, PurePath

from lib import actors, capture, clean
from lib.clean.addresses.address import canonical
from lib.clean.addresses.declared import names_of
from lib.clean.corrected import corrected
from lib.ingest import fetched_file
from lib.ingest.limits import Limits
from lib.ingest.replay import Replay
from lib.ingest.seen import Seen, Verdict
from lib.model.article import Article
from lib.model.capture import Capture, Rejected, Skipped
from lib.model.errors import CaptureError, WireroomError
from lib.model.imported import Imported
from lib.model.mention import Mention
from lib.model.parsed import Parsed
from lib.store.batches.identity import keys_of
from lib.store.files import originals

UNCORRECTED = Replay()
PAGE = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What one worker takes at a time: a file, or a kept original by its hash."""

    path: str
    original: str | None = None
    fetched: bool = False  # it lies in the inbox as it was fetched: what it holds is named by its addresses
    piped: bool = False  # it lies in the inbox as it came through a pipe
    skip: int = 0  # outcomes at its beginning that an earlier worker has told
    refusal: Rejected | None = None  # nothing came, and this is why

    @property
    def passes(self) -> bool:
        """Whether it leaves the inbox once all that it holds is stored."""
        return self.fetched or self.piped

    def size(self) -> int:
        """Return bytes of the file; 0 where there is none to look through."""
        try:
            return 0 if self.original or self.refusal else Path(self.path).stat().st_size
        except OSError:
            return 0  # opening it will say why it cannot be read


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A capture that needs no second look."""

    origin: str
    sha256: str
    verdict: Verdict
    story: str | None = None  # the id of one that was removed


Result = Parsed | Rejected | Skipped | Passed | Imported


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What parsing needs to know of the archive it works for, and how far it goes."""

    originals: Path | None = None  # None: nothing is kept
    seen: Seen = field(default_factory=Seen)
    actors: bool = True
    replay: Replay = field(default_factory=Replay)


def results_of(source: Source, desk: Desk, begin: Callable[[Capture], None]) -> Iterator[Result]:
    """Yield what came of each capture of the source; `begin` is told of a capture before its long part.

    The original of a capture that is understood is laid beside its place; `originals.settle` keeps it.
    """
    pages: dict[str, frozenset[int]] = {}  # of this source, to be stored: hash -> what the story is found by
    for each in islice(_captures(source, desk), source.skip, None):
        if isinstance(each, fetched_file.Summary):
            result = _summary(each, pages.get(each.page), desk, begin)
        else:
            result = _result(each, desk, begin)
        if isinstance(result, Parsed):
            pages[result.capture.sha256] = _found_by(result)
        yield result


def _summary(
    each: fetched_file.Summary, page: frozenset[int] | None, desk: Desk, begin: Callable[[Capture], None]
) -> Result:
    """Return an item whose page was fetched with its feed: not needed where the page is its story."""
    if page and not desk.seen.verdict(each.capture.sha256):
        begin(each.capture)
        told = parse(each.capture, named=False)
        if isinstance(told, Parsed) and page & _found_by(told):
            return Skipped(origin=each.capture.origin, reason="summary of a page that came with it")
    return _result(each.capture, desk, begin)


def _found_by(parsed: Parsed) -> frozenset[int]:
    return frozenset(keys_of(parsed.cleaned.article, names=parsed.known_as, day=None).found_by)


def _result(
    each: Capture | Rejected | Skipped | Imported, desk: Desk, begin: Callable[[Capture], None]
) -> Result:
    if not isinstance(each, Capture):
        return each
    verdict = desk.seen.verdict(each.sha256)
    if verdict:
        story = desk.seen.removed.hashes.get(each.sha256)
        return Passed(origin=each.origin, sha256=each.sha256, verdict=verdict, story=story)
    begin(each)
    parsed = parse(each, named=desk.actors, replay=desk.replay)
    if isinstance(parsed, Parsed):
        if removed := desk.seen.removed_story(parsed):  # before anything of it is kept
            return Passed(origin=each.origin, sha256=each.sha256, verdict="removed", story=removed)
        try:
            if desk.originals:
                originals.lay(desk.originals, each)
        except OSError as error:
            return _unkept(each, error)
        return replace(parsed, capture=replace(each, content="", original=b""))
    return parsed


def parse(page: Capture, *, named: bool = True, replay: Replay = UNCORRECTED) -> Parsed | Rejected:
    """Return the capture understood and corrected, or why it is not.

    Without `named` nobody looks for actors.
    """
    try:
        cleaned = clean.clean(page)
        believed = cleaned.article.canonical_url
        address = canonical(believed or page.url)
        own, uncorrected = replay.own(page.sha256), cleaned.article.revision
        cleaned = corrected(cleaned, own, replay.beside(address, page.sha256))
        find = actors.find if named else _nobody
        return Parsed(
            capture=page,
            cleaned=cleaned,
            mentions=tuple(find(cleaned.article)),
            brief_mentions=tuple(tuple(find(brief)) for brief in cleaned.briefs),
            address=address,
            names=names_of(believed, page.url, page.led_here),
            corrections=tuple(each.id for each in own),
            uncorrected=uncorrected,
        )
    except CaptureError as error:
        return Rejected(origin=page.origin, sha256=page.sha256, kind=type(error).__name__, message=str(error))
    except MemoryError:
        return refused(page.origin, page.sha256, "needs more memory than one page may take (1 GiB)")
    except Exception as error:  # a fault of ours must cost this capture alone
        return _fault(page, error)


def _fault(page: Capture, error: Exception) -> Rejected:
    return Rejected(
        origin=page.origin,
        sha256=page.sha256,
        kind="Fault",
        message=f"{page.origin} was left out by a fault in Wireroom ({type(error).__name__}: {error}); "
        "please report it with the file, and ingest the file again after an update.",
    )


def refused(origin: str, sha256: str | None, why: str, advice: str = PAGE.advice) -> Rejected:
    """Return the refusal of a capture that goes over a limit."""
    return Rejected(origin=origin, sha256=sha256, kind="TooLarge", message=f"{origin} {why}; {advice}.")


def _unkept(page: Capture, error: OSError) -> Rejected:
    message = (
        f"{page.origin} was understood, but its original could not be kept ({error.strerror}); make room on "
        "the disk, check the folder's rights, and ingest it again."
    )
    return Rejected(origin=page.origin, sha256=page.sha256, kind="NotKept", message=message)


def _nobody(article: Article) -> tuple[Mention, ...]:
    return ()


def _captures(
    source: Source, desk: Desk
) -> Iterator[Capture | Rejected | Skipped | Imported | fetched_file.Summary]:
    if source.original is not None and desk.originals is not None:
        yield kept_capture(desk.originals, source.original)
    elif source.refusal:
        yield source.refusal
    elif source.fetched:
        yield from fetched_file.read(Path(source.path))
    else:
        yield from capture.read(source.path)


def kept_capture(folder: Path, sha256: str) -> Capture | Rejected:
    """Return the capture of a kept original, with what was known when it came."""
    try:
        kept = originals.load(folder, sha256)
    except WireroomError as error:
        return Rejected(origin=sha256, sha256=sha256, kind=type(error).__name__, message=str(error))
    name = f"original{kept.kept_as}" if kept.kept_as else PurePath(kept.origin).name.removesuffix(".gz")
    for each in capture.read_bytes(kept.content, name=name, captured_at=kept.captured_at):
        if isinstance(each, Rejected):
            return replace(each, origin=kept.origin)
        if isinstance(each, Capture):
            return replace(
                each, sha256=sha256, origin=kept.origin, url=kept.url, captured_at=kept.captured_at,
                captured_assumed=kept.captured_assumed, partial=kept.partial, led_here=kept.led_here,
            )  # fmt: skip
    return refused(kept.origin, sha256, "holds no capture any more")
