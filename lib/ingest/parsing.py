"""What comes of each capture of one file: parsed, passed over, skipped or rejected; runs in any process."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path

from lib import capture
from lib.ingest.fetched_captures import Found, ItemSummary, read_fetched
from lib.ingest.one_capture import finder, parse, understood
from lib.ingest.parse_context import ParseContext
from lib.ingest.rejections import NOT_KEPT, fault, rejected
from lib.ingest.result import Passed, Result
from lib.ingest.stored_original import kept_capture
from lib.ingest.work_item import WorkItem
from lib.model.capture import Capture, Rejected, Skipped
from lib.model.errors import WireroomError
from lib.model.parsed import Parsed
from lib.store import originals
from lib.store.batches.identity import keys_of

Read = Found | ItemSummary
Begin = Callable[[Capture], None]  # is called before the slow part of a capture


def results_of(source: WorkItem, context: ParseContext, begin: Begin) -> Iterator[Result]:
    """Yield the result of each capture in the source; `begin` is called before the slow part of each.

    The original of a parsed capture is written to a temporary file; `originals.commit` moves it into place.
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


def _summary(each: ItemSummary, page: frozenset[int] | None, context: ParseContext, begin: Begin) -> Result:
    """Return the result of a feed's summary; a skip if the page behind it was fetched and is the same story.

    `page` has the keys of that page; None if it was not fetched.
    """
    if page and not context.seen.verdict(each.capture.sha256):
        begin(each.capture)
        parsed = parse(each.capture, named=False)
        if isinstance(parsed, Parsed) and page & _keys_found_by(parsed):
            return Skipped(origin=each.capture.origin, reason="summary of a page that came with it")
    return _result(each.capture, context, begin)


def _keys_found_by(parsed: Parsed) -> frozenset[int]:
    """Return the keys of a story's addresses and words, by which another capture of it is known."""
    return frozenset(keys_of(parsed.cleaned.article, addresses=parsed.addresses, day=None).found_by)


def _result(each: Found, context: ParseContext, begin: Begin) -> Result:
    """Parse a new capture and stage its original; return `Passed` for a known one; others are unchanged.

    The original of a known capture is restored if the stored one is damaged.
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
    """Apply the reader's corrections to a capture parsed on another machine; stage its original.

    The original is packed as by `originals.packed`. Returns `Passed` for a capture that is known here.
    """
    page = parsed.capture
    if passed := _passed(page, context):
        return passed
    if context.replay.own(page.sha256) or context.replay.beside(parsed.addresses.main, page.sha256):
        find = finder(context.actors, parsed.sought)
        parsed = replace(understood(page, parsed.cleaned, find, context.replay), sought=parsed.sought)
    return _kept(parsed, context, lambda folder: originals.write_staged(folder, page.sha256, original))


def _passed(page: Capture, context: ParseContext) -> Passed | None:
    """Return a `Passed` for a capture that is stored already or was removed; None for a new one."""
    verdict = context.seen.verdict(page.sha256)
    if not verdict:
        return None
    story = context.seen.removed.hashes.get(page.sha256)
    return Passed(origin=page.origin, sha256=page.sha256, verdict=verdict, story=story)


def _kept(parsed: Parsed | Rejected, context: ParseContext, keep: Callable[[Path], None]) -> Result:
    """Stage a capture's original by `keep`; return the capture without content, or why it is not stored."""
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
        return rejected(page, NOT_KEPT, message)
    return replace(parsed, capture=replace(page, content="", original=b""))


def _until_a_fault(source: WorkItem, captures: Iterator[Read]) -> Iterator[Read]:
    """Yield the captures of a source; if Wireroom itself fails, reject what is left of the source."""
    try:
        yield from captures
    except (WireroomError, OSError, MemoryError):
        raise
    except Exception as error:
        yield fault(source.origin or str(source.path), None, error)


def _captures(source: WorkItem, context: ParseContext) -> Iterator[Read]:
    """Yield the outcomes in a work item: in its stored original, refusal, fetched file or other file."""
    if source.original is not None and context.originals is not None:
        yield kept_capture(context.originals, source.original)
    elif source.refusal:
        yield source.refusal
    elif source.fetched:
        yield from read_fetched(Path(source.path))
    else:
        yield from capture.read(source.path, origin=source.origin)
