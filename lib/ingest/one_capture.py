"""Parses one capture: cleans it, applies the reader's corrections and finds its actors."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from lib import actors
from lib.clean.clean import clean
from lib.clean.segments.address import story_addresses
from lib.clean.story.corrections import corrected
from lib.ingest.parse_context import UNCORRECTED, Replay
from lib.ingest.rejections import fault, refused, rejected
from lib.model.article import Article
from lib.model.capture import Capture, Rejected
from lib.model.cleaned import Cleaned
from lib.model.errors import CaptureError
from lib.model.mention import Mention
from lib.model.parsed import Parsed, Sought

Finder = Callable[[Article], tuple[Mention, ...]]


def parse(
    page: Capture, *, named: bool = True, sought: Sought = "all", replay: Replay = UNCORRECTED
) -> Parsed | Rejected:
    """Return the capture cleaned, corrected and with its actors, or why it was rejected.

    With `named=False` no actors are looked for; `replay` holds the corrections.
    """
    try:
        parsed = understood(page, clean(page), finder(named, sought), replay)
        return replace(parsed, sought=sought)
    except CaptureError as error:
        return rejected(page, type(error).__name__, str(error))
    except MemoryError:
        return refused(page.origin, page.sha256, "needs more memory than one page may take (1 GiB)")
    except Exception as error:  # a fault of ours must cost this capture alone
        return fault(page.origin, page.sha256, error)


def understood(page: Capture, cleaned: Cleaned, find: Finder, replay: Replay) -> Parsed:
    """Return a cleaned capture as parsed: its corrections applied, its actors found, its addresses known."""
    addresses = story_addresses(cleaned.article.canonical_url, page.url, page.led_here)
    own, uncorrected = replay.own(page.sha256), cleaned.article.revision
    cleaned = corrected(cleaned, own, replay.beside(addresses.main, page.sha256))
    return Parsed(
        capture=page, cleaned=cleaned, mentions=tuple(find(cleaned.article)),
        brief_mentions=tuple(tuple(find(brief)) for brief in cleaned.briefs), addresses=addresses,
        corrections=tuple(correction.id for correction in own), uncorrected=uncorrected,
    )  # fmt: skip


def finder(named: bool, sought: Sought) -> Finder:
    """Return the function that finds an article's actors: with or without the recogniser, or none at all."""
    if not named:
        return lambda article: ()
    return actors.find if sought == "all" else partial(actors.find, use_recogniser=False)
