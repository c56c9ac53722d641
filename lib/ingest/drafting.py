"""Drafts cleaning rules for a publisher from a reader's corrections, and previews their effect."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lib import clean
from lib.clean import publishers
from lib.clean.publishers import Rules, added, file_name, written
from lib.clean.selectors import Selected, selected
from lib.ingest.parsing import kept_capture
from lib.model.article import Article, Cleaned, Zone
from lib.model.capture import Rejected
from lib.model.correction import Correction
from lib.model.errors import CaptureError
from lib.store.archive import open_for_reading
from lib.store.journal import corrections
from lib.store.lookups import captures_by_publisher
from lib.store.paths import files

MUCH = 0.1  # of a story's words: a rule that takes more of any story has to be looked at
CUT_AS = "box"  # the rule of what was taken out by hand, until somebody names a better one
FIELDS = ("headline", "kicker", "deck", "authors", "published_at", "updated_at", "section", "tags", "images")
DRAFTED = "Drafted from corrections made by hand."


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Cleaning rules for one publisher, drafted from corrections, and the name and text of their file."""

    domain: str
    rules: Rules  # from the corrections alone
    file: str  # the name of the publisher's file
    text: str  # of the whole file, with a comment for each correction that has no place in it

    @property
    def rows(self) -> tuple[Rules, ...]:
        """All rules of the publisher's file, including those it had before."""
        return publishers.rows_of(self.text, self.file)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The effect of a draft on one capture: words before, removed and added, and lost fields."""

    origin: str
    headline: str
    before: int
    removed: int
    added: int
    refused: str | None = None  # why the capture cannot be cleaned with the draft
    lost: tuple[str, ...] = ()  # fields that it has without the draft alone, and doubts that the draft raises

    @property
    def much(self) -> bool:
        """Whether the draft removes more than a tenth of the story, or cannot clean it at all."""
        return self.refused is not None or self.removed > MUCH * self.before

    @property
    def worse(self) -> bool:
        """Whether the draft may harm this capture: removes much, loses a field or raises a doubt."""
        return self.much or bool(self.lost)


def domains(archive: Path) -> list[str]:
    """Return the domains of publishers with corrections, sorted."""
    return sorted({each.publisher for each in corrections.read(archive) if each.publisher})


def drafted(archive: Path, domain: str) -> Draft:
    """Return a draft of rules from a publisher's current corrections, located in the stored originals."""
    cut: dict[str, str] = {}
    keep: dict[str, Zone] = {}
    notes: list[str] = []
    for each in _selected(archive, [c for c in corrections.read(archive) if c.publisher == domain]):
        if each.selector is None:
            notes += _unplaced(each.correction)
        elif each.correction.verdict == "cut":
            cut[each.selector] = CUT_AS
        else:
            keep[each.selector] = "caption" if "caption" in (each.correction.rule or "") else "body"
    held, _ = publishers.known((domain,))  # the domain itself, or one above it
    file = publishers.file_of(held)
    rules = Rules(domains=(held or domain,), reason=DRAFTED, cut=cut, keep=keep)
    text = added(file.read_text(encoding="utf-8"), rules) if file else written(rules)
    return Draft(
        domain=domain, rules=rules, file=file.name if file else file_name(domain),
        text=(text if cut or keep else "") + "".join(f"# {note}\n" for note in notes),
    )  # fmt: skip


def previews(archive: Path, draft: Draft) -> Iterator[Preview]:
    """Yield the effect of the draft on each stored capture of the rules' publishers, sorted by headline."""
    changed = (row.domains for row in draft.rows if {*row.domains} & {*draft.rules.domains})
    theirs = {domain for domains in changed for domain in domains}
    with open_for_reading(archive) as reading:
        rows = captures_by_publisher(reading, sorted(theirs | {draft.domain}))
    for sha256, origin, headline in rows:
        yield _preview(archive, sha256, origin, headline, draft.rows)


def _preview(archive: Path, sha256: str, origin: str, headline: str, rows: tuple[Rules, ...]) -> Preview:
    """Return what a draft does to one capture: it is cleaned with and without the draft."""
    page = kept_capture(files(archive).originals, sha256)
    if isinstance(page, Rejected):
        return Preview(origin=origin, headline=headline, before=0, removed=0, added=0, refused=page.message)
    try:
        now = clean.clean(page)
        with publishers.tried(rows):
            then = clean.clean(page)
    except CaptureError as error:
        return Preview(origin=origin, headline=headline, before=0, removed=0, added=0, refused=str(error))
    before, after = _words(now.article), _words(then.article)
    return Preview(
        origin=origin, headline=headline, before=before.total(), removed=(before - after).total(),
        added=(after - before).total(), lost=tuple(_lost(now, then)),
    )  # fmt: skip


def _lost(now: Cleaned, then: Cleaned) -> Iterator[str]:
    """Yield fields missing under the new rules and doubts that they raise, e.g. "no deck any more"."""
    for name in FIELDS:
        if getattr(now.article, name) and not getattr(then.article, name):
            yield f"no {name.replace('_', ' ')} any more"
    doubted = {doubt.kind for doubt in now.doubts}
    yield from (f"in doubt: {doubt.reason}" for doubt in then.doubts if doubt.kind not in doubted)


def _words(article: Article) -> Counter[str]:
    return Counter(article.text.split())


def _selected(archive: Path, made: Sequence[Correction]) -> Iterator[Selected]:
    """Yield each correction with the selector that finds its block, None where there is none."""
    by_capture: dict[str, list[Correction]] = {}
    for each in made:
        by_capture.setdefault(each.sha256, []).append(each)
    for sha256, theirs in by_capture.items():
        page = kept_capture(files(archive).originals, sha256)
        if isinstance(page, Rejected):
            yield from (Selected(correction=each, selector=None) for each in theirs)
        else:
            yield from selected(page, theirs)


def _unplaced(each: Correction) -> Iterator[str]:
    words = " ".join(each.text.split())
    yield f"{each.verdict}: no stable name leads to “{words[:70]}” in capture {each.sha256[:12]}."
    if each.verdict == "cut" and len(words) <= 70:
        yield "  By its wording, in lib/clean/words/furniture.yaml, if at least two publishers print it so:"
        yield f"  - {{rule: note, longest: {len(words.split()) + 2}, whole: [{words!r}]}}"
