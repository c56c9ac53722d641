"""The changes that a batch makes to the archive, as they are found capture by capture."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from lib.model.article import Article
from lib.model.controls import printable
from lib.model.mention import Mention
from lib.model.parsed import Parsed
from lib.store.batches.batch_context import PARTLY, Text
from lib.store.batches.days import naive
from lib.store.batches.merged_stories import MergedStories
from lib.store.batches.rows import Row, column_types

Outcome = Literal["stored", "revision", "known", "rejected", "removed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The outcome of one capture: its story and the number of its new briefs, or why it was rejected."""

    origin: str
    sha256: str | None
    outcome: Outcome
    article_id: str | None = None
    briefs: int = 0  # ticker items that were new
    kind: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewText:
    """A revision of a story or brief that is not stored yet, with its mentions and its capture."""

    article_id: str
    article: Article
    mentions: Sequence[Mention]
    parsed: Parsed
    batch: int  # that first brought it
    host: str | None
    text: Text
    found: Sequence[Mention] | None = None  # before decisions by hand, where these change anything


@dataclass(slots=True, kw_only=True)
class BatchChanges:
    """All changes that a batch makes to the archive."""

    receipts: list[Receipt] = field(default_factory=list)
    captures: list[Row] = field(default_factory=list)
    retracted: list[str] = field(default_factory=list)  # sha256 or origin of outdated rejections
    texts: list[NewText] = field(default_factory=list)
    story_keys: list[tuple[int, str, str]] = field(default_factory=list)  # key, its kind, story
    brief_hosts: list[tuple[str, str]] = field(default_factory=list)
    merged: MergedStories = field(default_factory=MergedStories)
    spare: set[str] = field(default_factory=set)  # captures of which nothing is stored

    def redirect(self) -> None:
        """Replace, in all changes, former ids of stories that the batch merged; drop texts that both had."""
        if not self.merged.into:
            return
        now, duplicates = self.merged.current, {*self.merged.duplicates}
        self.texts = [
            replace(each, article_id=now(each.article_id), host=each.host and now(each.host))
            for each in self.texts
            if each.text not in duplicates
        ]
        for row in self.captures:
            if row["article"] in self.merged.into:
                row |= {"article": now(row["article"]), "outcome": _as_revision(row["outcome"])}
        self.receipts = [
            replace(each, article_id=now(each.article_id), outcome=_as_revision(each.outcome))
            if each.article_id in self.merged.into
            else each
            for each in self.receipts
        ]
        keys = ((key, kind, now(story)) for key, kind, story in self.story_keys)
        self.story_keys = list(dict.fromkeys(keys))
        self.brief_hosts = list(dict.fromkeys((now(brief), now(host)) for brief, host in self.brief_hosts))


def _as_revision(outcome: Outcome) -> Outcome:
    """Return a capture's outcome after its story was merged into another: "revision" for "stored"."""
    return "revision" if outcome == "stored" else outcome


def new_text(
    article_id: str, article: Article, mentions: Sequence[Mention], parsed: Parsed, *, batch: int,
    host: str | None,
) -> NewText:  # fmt: skip
    """Return the text of a story or brief in a capture, to be stored; it has no row number yet.

    `host` is the id of the story on whose page a brief stands, None for a story.
    """
    is_partial = parsed.capture.partial or any(doubt.kind == PARTLY for doubt in parsed.cleaned.doubts)
    text = Text(
        id=0, revision=article.revision, captured_at=naive(article.captured_at) or article.captured_at,
        shown=False, new=True, summary=parsed.capture.is_summary, whole=not is_partial,
    )  # fmt: skip
    return NewText(
        article_id=article_id, article=article, mentions=mentions, parsed=parsed, batch=batch, host=host,
        text=text,
    )  # fmt: skip


def capture_row(parsed: Parsed, *, batch: int, outcome: str, article_id: str) -> Row:
    """Return the row of table `capture` for a capture that was read successfully."""
    capture, cleaned = parsed.capture, parsed.cleaned
    doubts = [[doubt.kind, doubt.reason, doubt.weight] for doubt in cleaned.doubts]
    return dict.fromkeys(column_types("capture")) | {
        "sha256": capture.sha256, "origin": printable(capture.origin), "url": capture.url,
        "media_type": capture.media_type, "captured_at": naive(capture.captured_at),
        "captured_assumed": capture.captured_assumed, "batch": batch, "outcome": outcome,
        "article": article_id, "revision": cleaned.article.revision, "blocks": len(cleaned.article.blocks),
        "cuts": len(cleaned.cuts), "confidence": cleaned.confidence,
        "doubts": json.dumps(doubts, ensure_ascii=False) if doubts else None,
        "corrections": " ".join(parsed.corrections) or None,
    }  # fmt: skip
