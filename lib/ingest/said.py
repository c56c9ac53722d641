"""What asking one source came to, as the line that a reader sees of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lib.fetch import Fetched, Refreshed, Refused, Source
from lib.ingest.summary import left_out
from lib.ingest.taken import Taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A source after it was asked, and what to say of it."""

    source: Source
    result: str  # "new items", "unchanged", "failed", "gone"
    sentence: str

    @property
    def failed(self) -> bool:
        """Whether nothing could be had of it."""
        return self.result in ("failed", "gone")


def said(each: Refreshed, taken: Taken | None) -> Told:
    """Return the line; the source keeps it, and how many stories it has brought."""
    stored = taken.outcomes.get("stored", 0) if taken else 0
    sentence = " ".join([*_news(each, taken), *_pages(each), *each.news.notes])
    source = replace(each.source, last_result=sentence, brought=each.source.brought + stored)
    return Told(source=source, result=each.news.result, sentence=sentence)


def _news(each: Refreshed, taken: Taken | None) -> Iterator[str]:
    if taken is None:
        yield each.news.message
        return
    told = taken.outcomes
    words = {**_WORDS, "removed": left_out(taken.gone)}
    parts = [f"{told[kind]} {word}" for kind, word in words.items() if told.get(kind)]
    parts += (
        [f"{len(taken.refused)} refused: {taken.refused[0].message.rstrip('.')}"] if taken.refused else []
    )
    yield f"{each.news.message.rstrip('.')}; {', '.join(parts) or 'none of them holds a text'}."


_WORDS = {
    "stored": "stored",
    "revision": "revised",
    "known": "known",
    "removed": "",  # and how to have it again
    "skipped": "left out",
}


def _pages(each: Refreshed) -> Iterator[str]:
    came = sum(isinstance(page.outcome, Fetched) for page in each.pages)
    missed = [page.outcome.message for page in each.pages if isinstance(page.outcome, Refused)]
    if came:
        yield f"{came} {'page' if came == 1 else 'pages'} behind summaries fetched."
    if missed:
        yield f"{len(missed)} could not be: {missed[0]}"
    if each.source.pending:
        yield f"{len(each.source.pending)} wait for the next time."
