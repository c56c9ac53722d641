"""What came of requesting a followed source, as a sentence that the source notes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lib.fetch import Fetched, Refreshed, Refused, Source
from lib.ingest.summary import LEFT_OUT, StoredSource
from lib.model.wording import count

_OUTCOMES = {  # of captures -> in words
    "stored": "stored", "revision": "revised", "known": "known", "removed": LEFT_OUT, "skipped": "left out",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceResult:
    """The result of fetching a source: its new state, the kind of result, and a sentence for the reader."""

    source: Source
    result: str  # "new items", "changed", "unchanged", "failed", "gone"
    sentence: str

    @property
    def failed(self) -> bool:
        """Whether the source could not be fetched."""
        return self.result in ("failed", "gone")


def result_of(each: Refreshed, stored_source: StoredSource | None) -> SourceResult:
    """Return a source's result; its new state holds the sentence and how many stories it has brought.

    `stored_source` is what became of its captures; None where there was nothing to store.
    """
    stored = stored_source.outcomes.get("stored", 0) if stored_source else 0
    sentence = " ".join([_news(each, stored_source), *_pages(each), *each.news.notes])
    source = replace(each.source, last_result=sentence, brought=each.source.brought + stored)
    return SourceResult(source=source, result=each.news.result, sentence=sentence)


def _news(each: Refreshed, stored_source: StoredSource | None) -> str:
    """Return a sentence on a source: how many items its feed brought, and how many of them were stored."""
    if stored_source is None:
        return each.news.message
    counts = stored_source.outcomes
    parts = [f"{counts[outcome]} {words}" for outcome, words in _OUTCOMES.items() if counts.get(outcome)]
    if stored_source.refused:
        parts.append(f"{len(stored_source.refused)} refused: {stored_source.refused[0].message.rstrip('.')}")
    return f"{each.news.message.rstrip('.')}; {', '.join(parts) or 'none of them holds a text'}."


def _pages(each: Refreshed) -> Iterator[str]:
    """Yield sentences on the pages behind summaries: fetched, missed, and still waiting."""
    fetched = sum(isinstance(page.outcome, Fetched) for page in each.pages)
    missed = [page.outcome.message for page in each.pages if isinstance(page.outcome, Refused)]
    if fetched:
        yield f"{count(fetched, 'page')} behind summaries fetched."
    if missed:
        yield f"{len(missed)} could not be: {missed[0]}"
    if each.source.pending:
        yield f"{count(len(each.source.pending), 'waits', 'wait')} for the next time."
