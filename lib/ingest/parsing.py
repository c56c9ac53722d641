"""Parses the captures of one file (reads, cleans, finds actors): a pure function for any process."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path, PurePath

from lib import actors, capture, clean
from lib.clean.addresses import canonical
from lib.clean.segments.address import names_of
from lib.clean.story.corrections import corrected
from lib.ingest.fetched_file import ItemSummary, read_fetched
from lib.ingest.limits import Limits
from lib.ingest.parse_context import UNCORRECTED, ParseContext, Replay, Verdict
from lib.ingest.work_item import WorkItem
from lib.model.article import Article, Cleaned, Parsed, Sought
from lib.model.capture import Capture, Rejected, Skipped
from lib.model.errors import CaptureError, WireroomError
from lib.model.imported import Imported
from lib.model.mention import Mention
from lib.store import originals
from lib.store.batches.identity import keys_of

Finder = Callable[[Article], tuple[Mention, ...]]

NOT_KEPT = "NotKept"  # the kind of refusal where the disk failed, not the page

PAGE = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A capture that is not parsed because it is stored already or was removed."""

    origin: str
    sha256: str
    verdict: Verdict
    story: str | None = None  # the id of one that was removed


Result = Parsed | Rejected | Skipped | Passed | Imported


def results_of(source: WorkItem, context: ParseContext, begin: Callable[[Capture], None]) -> Iterator[Result]:
    """Yield the result of each capture in the source; call `begin` with a capture before its slow part.

    The original of a parsed capture is written to a staging file; `originals.commit` moves it into place.
    """
    if source.story:
        context = replace(context, seen=context.seen.rebuilding(source.story))
    pages: dict[str, frozenset[int]] = {}  # of this source, to be stored: hash -> what the story is found by
    for each in islice(_until_a_fault(source, _captures(source, context)), source.skip, None):
        if isinstance(each, ItemSummary):
            result = _summary(each, pages.get(each.page), context, begin)
        else:
            result = _result(each, context, begin)
        if isinstance(result, Parsed):
            pages[result.capture.sha256] = _keys_found_by(result)
        yield result


def _summary(
    each: ItemSummary,
    page: frozenset[int] | None,
    context: ParseContext,
    begin: Callable[[Capture], None],
) -> Result:
    """Return the result of a feed summary; it is skipped if its fetched page is the same story."""
    if page and not context.seen.verdict(each.capture.sha256):
        begin(each.capture)
        parsed = parse(each.capture, named=False)
        if isinstance(parsed, Parsed) and page & _keys_found_by(parsed):
            return Skipped(origin=each.capture.origin, reason="summary of a page that came with it")
    return _result(each.capture, context, begin)


def _keys_found_by(parsed: Parsed) -> frozenset[int]:
    return frozenset(keys_of(parsed.cleaned.article, names=parsed.known_as, day=None).found_by)


def _result(
    each: Capture | Rejected | Skipped | Imported, context: ParseContext, begin: Callable[[Capture], None]
) -> Result:
    """Return what a capture is parsed to, its original staged; one that is known already is passed over.

    `begin` is called before work that may take long. A known capture whose original is damaged restores it.
    """
    if not isinstance(each, Capture):
        return each
    if passed := _passed(each, context):
        if passed.verdict == "known" and context.originals:
            with suppress(OSError):  # the original is missing or damaged; doctor goes on reporting it
                if not originals.is_good(context.originals, each.sha256):
                    originals.write_staged(context.originals, each.sha256, originals.packed(each))
                    originals.commit(context.originals, [each.sha256])
        return passed
    begin(each)
    parsed = parse(each, named=context.actors, sought=context.sought, replay=context.replay)
    return _kept(parsed, context, lambda folder: originals.stage(folder, each))


def parsed_before(parsed: Parsed, original: bytes, context: ParseContext) -> Result:
    """Return the result for a capture that was parsed on another machine, as if it were parsed here.

    Applies the reader's corrections and stages the original, which is packed as by `originals.packed`.
    """
    page = parsed.capture
    if passed := _passed(page, context):
        return passed
    if context.replay.own(page.sha256) or context.replay.beside(parsed.address, page.sha256):
        find = _finder(context.actors, parsed.sought)
        parsed = replace(_understood(page, parsed.cleaned, find, context.replay), sought=parsed.sought)
    return _kept(parsed, context, lambda folder: originals.write_staged(folder, page.sha256, original))


def _passed(page: Capture, context: ParseContext) -> Passed | None:
    """Return a `Passed` for a capture that is stored already or was removed; None for a new one."""
    verdict = context.seen.verdict(page.sha256)
    if not verdict:
        return None
    story = context.seen.removed.hashes.get(page.sha256)
    return Passed(origin=page.origin, sha256=page.sha256, verdict=verdict, story=story)


def _kept(parsed: Parsed | Rejected, context: ParseContext, keep: Callable[[Path], None]) -> Result:
    """Stage a capture's original with `keep`; return the capture without content, or why it is not stored."""
    if not isinstance(parsed, Parsed):
        return parsed
    page = parsed.capture
    if removed := context.seen.removed_story(parsed):  # before anything of it is kept
        if context.originals:
            originals.forget(context.originals, page.sha256)  # of an ingest that was cut short before
        return Passed(origin=page.origin, sha256=page.sha256, verdict="removed", story=removed)
    try:
        if context.originals:
            keep(context.originals)
    except OSError as error:
        message = (
            f"{page.origin} was understood, but its original could not be kept ({error.strerror}); make room "
            "on the disk, check the folder's rights, and take it in again."
        )
        return _rejected(page, NOT_KEPT, message)
    return replace(parsed, capture=replace(page, content="", original=b""))


def parse(
    page: Capture, *, named: bool = True, sought: Sought = "all", replay: Replay = UNCORRECTED
) -> Parsed | Rejected:
    """Return the capture cleaned, corrected and with its actors, or why it was rejected.

    With `named=False` no actors are searched for.
    """
    try:
        understood = _understood(page, clean.clean(page), _finder(named, sought), replay)
        return replace(understood, sought=sought)
    except CaptureError as error:
        return _rejected(page, type(error).__name__, str(error))
    except MemoryError:
        return refused(page.origin, page.sha256, "needs more memory than one page may take (1 GiB)")
    except Exception as error:  # a fault of ours must cost this capture alone
        return fault(page.origin, page.sha256, error)


def _understood(page: Capture, cleaned: Cleaned, find: Finder, replay: Replay) -> Parsed:
    """Return the cleaned capture with corrections applied and its actors found."""
    believed = cleaned.article.canonical_url
    address = canonical(believed or page.url)
    own, uncorrected = replay.own(page.sha256), cleaned.article.revision
    cleaned = corrected(cleaned, own, replay.beside(address, page.sha256))
    return Parsed(
        capture=page, cleaned=cleaned, mentions=tuple(find(cleaned.article)),
        brief_mentions=tuple(tuple(find(brief)) for brief in cleaned.briefs), address=address,
        names=names_of(believed, page.url, page.led_here),
        corrections=tuple(correction.id for correction in own), uncorrected=uncorrected,
    )  # fmt: skip


def fault(origin: str, sha256: str | None, error: Exception) -> Rejected:
    """Return the rejection of a capture, or of the rest of a file, on which Wireroom itself failed."""
    message = (
        f"{origin} was left out by a fault in Wireroom ({type(error).__name__}: {error}); please report "
        "it with the file, and take the file in again after an update."
    )
    return Rejected(origin=origin, sha256=sha256, kind="Fault", message=message)


def _rejected(page: Capture, kind: str, message: str) -> Rejected:
    return Rejected(origin=page.origin, sha256=page.sha256, kind=kind, message=message)


def refused(origin: str, sha256: str | None, why: str, advice: str = PAGE.advice) -> Rejected:
    """Return the rejection of a capture that exceeds a limit, marked to be tried again later."""
    message = f"{origin} {why}; {advice}."
    return Rejected(origin=origin, sha256=sha256, kind="TooLarge", message=message, for_now=True)


def _finder(named: bool, sought: Sought) -> Finder:
    """Return the function that finds an article's actors: with or without the recogniser, or none at all."""
    if not named:
        return lambda article: ()
    return actors.find if sought == "all" else partial(actors.find, use_recogniser=False)


Read = Capture | Rejected | Skipped | Imported | ItemSummary


def _until_a_fault(source: WorkItem, captures: Iterator[Read]) -> Iterator[Read]:
    """Yield the captures of a source; if Wireroom itself fails, reject the rest of the source."""
    try:
        yield from captures
    except (WireroomError, OSError, MemoryError):
        raise
    except Exception as error:
        yield fault(source.origin or str(source.path), None, error)


def _captures(source: WorkItem, context: ParseContext) -> Iterator[Read]:
    """Yield what a work item holds: a stored original, a refusal, a fetched answer, or a file."""
    if source.original is not None and context.originals is not None:
        yield kept_capture(context.originals, source.original)
    elif source.refusal:
        yield source.refusal
    elif source.fetched:
        yield from read_fetched(Path(source.path))
    else:
        yield from capture.read(source.path, origin=source.origin)


def kept_capture(folder: Path, sha256: str) -> Capture | Rejected:
    """Return the stored original as a capture with its address and date, or a rejection if unreadable."""
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
