"""Drafts cleaning rules for a publisher from a reader's corrections, and previews their effect."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from lib.clean import publishers
from lib.clean.clean import clean
from lib.clean.measure import weight
from lib.clean.publishers import Rules, file_name
from lib.clean.publishers.file_text import with_added, written
from lib.clean.selectors import Selected, with_selectors
from lib.ingest.stored_original import kept_capture
from lib.model.article import Zone
from lib.model.capture import Rejected
from lib.model.cleaned import Cleaned
from lib.model.correction import Correction
from lib.model.errors import CaptureError
from lib.store.archive import open_for_reading
from lib.store.journal import corrections
from lib.store.lookups import captures_by_publisher
from lib.store.paths import files

MUCH = 0.1  # of a story's words: a rule that takes more of any story needs a look
CUT_AS = "box"  # the rule of what was taken out by hand, until somebody names a better one
FIELDS = ("headline", "kicker", "deck", "authors", "published_at", "updated_at", "section", "tags", "images")
QUOTED = 70  # letters of a corrected text that a comment shows; a longer one is no common wording
DRAFTED = "Drafted from corrections made by hand."


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Cleaning rules for one publisher, drafted from corrections, and the name and text of their file."""

    domain: str
    rules: Rules  # from the corrections alone
    file: str  # the name of the publisher's file
    # The whole file, with a comment for each correction that has no place in it; where none has one, only
    # these comments.
    text: str

    @property
    def rows(self) -> tuple[Rules, ...]:
        """All rules of the publisher's file, also those it had before; () if no correction has a place."""
        return publishers.rows_of(self.text, self.file) if self.rules.cut or self.rules.keep else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The effect of a draft on one capture: words before, removed and added, and lost fields."""

    origin: str
    headline: str
    before: int  # words of the stories without the draft
    removed: int  # words
    added: int  # words
    refused: str | None = None  # why the capture cannot be cleaned with the draft
    lost: tuple[str, ...] = ()  # sentences on fields that only the draft loses and doubts that only it raises

    @property
    def much(self) -> bool:
        """Whether the draft removes more than a tenth of the story, or cannot clean it at all."""
        return self.refused is not None or self.removed > MUCH * self.before

    @property
    def worse(self) -> bool:
        """Whether the draft may harm this capture: it removes much, loses a field or raises a doubt."""
        return self.much or bool(self.lost)


def domains(archive: Path) -> list[str]:
    """Return the domains of publishers with corrections, sorted."""
    return sorted({each.publisher for each in corrections.read(archive) if each.publisher})


def drafted(archive: Path, domain: str) -> Draft:
    """Return rules for a publisher that do what its current corrections do, as located in the originals."""
    cut: dict[str, str] = {}  # selector -> name of the rule
    keep: dict[str, Zone] = {}  # selector -> zone
    notes: list[str] = []
    theirs = [each for each in corrections.read(archive) if each.publisher == domain]
    for block in _selected(archive, theirs):
        if block.selector is None:
            notes += _unplaced(block.correction)
        elif block.correction.verdict == "cut":
            cut[block.selector] = CUT_AS
        else:
            keep[block.selector] = "caption" if "caption" in (block.correction.rule or "") else "body"
    known_domain, _ = publishers.known((domain,))  # the domain itself, or one above it
    file = publishers.file_of(known_domain)
    rules = Rules(domains=(known_domain or domain,), reason=DRAFTED, cut=cut, keep=keep)
    text = with_added(file.read_text(encoding="utf-8"), rules) if file else written(rules)
    return Draft(
        domain=domain, rules=rules, file=file.name if file else file_name(domain),
        text=(text if cut or keep else "") + "".join(f"# {note}\n" for note in notes),
    )  # fmt: skip


def previews(archive: Path, draft: Draft) -> Iterator[Preview]:
    """Yield the effect of the draft on each stored capture of the rules' publishers, sorted by headline."""
    same_publisher = [row.domains for row in draft.rows if {*row.domains} & {*draft.rules.domains}]
    with open_for_reading(archive) as reading:
        captures = captures_by_publisher(reading, sorted({draft.domain}.union(*same_publisher)))
    for sha256, origin, headline in captures:
        yield _preview(archive, sha256, origin, headline, draft.rows)


def _preview(archive: Path, sha256: str, origin: str, headline: str, rules: tuple[Rules, ...]) -> Preview:
    """Return the effect of the rules on one capture, which is cleaned with and without them."""
    page = kept_capture(files(archive).originals, sha256)
    if isinstance(page, Rejected):
        return Preview(origin=origin, headline=headline, before=0, removed=0, added=0, refused=page.message)
    try:
        without = clean(page)
        with publishers.tried(rules):
            with_draft = clean(page)
    except CaptureError as error:
        return Preview(origin=origin, headline=headline, before=0, removed=0, added=0, refused=str(error))
    before, after = (Counter(each.article.text.split()) for each in (without, with_draft))
    return Preview(
        origin=origin, headline=headline, before=before.total(), removed=(before - after).total(),
        added=(after - before).total(), lost=tuple(_lost(without, with_draft)),
    )  # fmt: skip


def _lost(without: Cleaned, with_draft: Cleaned) -> Iterator[str]:
    """Yield fields missing only with the draft and doubts that only it raises, e.g. "no deck any more"."""
    for name in FIELDS:
        if getattr(without.article, name) and not getattr(with_draft.article, name):
            yield f"no {name.replace('_', ' ')} any more"
    doubted = {doubt.kind for doubt in without.doubts}
    yield from (f"in doubt: {doubt.reason}" for doubt in with_draft.doubts if doubt.kind not in doubted)


def _selected(archive: Path, from_reader: Sequence[Correction]) -> Iterator[Selected]:
    """Yield each correction with the selector that finds its block; None if no selector does."""
    by_capture: dict[str, list[Correction]] = {}
    for each in from_reader:
        by_capture.setdefault(each.sha256, []).append(each)
    for sha256, of_capture in by_capture.items():
        page = kept_capture(files(archive).originals, sha256)
        if isinstance(page, Rejected):
            yield from (Selected(correction=each, selector=None) for each in of_capture)
        else:
            yield from with_selectors(page, of_capture)


def _unplaced(correction: Correction) -> Iterator[str]:
    """Yield comment lines on a correction without a selector; for a short cut, with a row for its wording."""
    words, capture = " ".join(correction.text.split()), correction.sha256[:12]
    yield f"{correction.verdict}: no stable name leads to “{words[:QUOTED]}” in capture {capture}."
    if correction.verdict == "cut" and len(words) <= QUOTED:
        yield "  By its wording, in lib/clean/words/furniture.yaml, if at least two publishers print it so:"
        whole = re.escape(words).replace("\\ ", " ")
        row = {"rule": "note", "longest": int(weight(words)) + 2, "whole": [whole]}
        flow = yaml.safe_dump(row, default_flow_style=True, allow_unicode=True, sort_keys=False, width=1_000)
        yield f"  - {flow.strip()}"
