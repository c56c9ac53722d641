"""Deduplicating a batch: whether each capture is a new story, a new revision, or known."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from lib.model.article import Article
from lib.model.capture import Rejected
from lib.model.controls import printable
from lib.model.mention import Mention
from lib.model.parsed import Parsed
from lib.store.batches.batch_context import PARTLY, Known, Text, add_text
from lib.store.batches.days import naive
from lib.store.batches.folding import Folding
from lib.store.batches.identity import Keys, new_id
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
    story_keys: list[tuple[int, str, str]] = field(default_factory=list)
    brief_hosts: list[tuple[str, str]] = field(default_factory=list)
    folding: Folding = field(default_factory=Folding)
    spare: set[str] = field(default_factory=set)  # captures of which nothing is stored

    def redirect(self) -> None:
        """Replace, in all changes, former ids of stories that the batch merged; drop texts that both had."""
        now = self.folding.current
        if not self.folding.now:
            return
        dropped = [id(text) for text in self.folding.dropped]
        self.texts = [
            replace(each, article_id=now(each.article_id), host=each.host and now(each.host))
            for each in self.texts
            if id(each.text) not in dropped
        ]
        self.captures = [
            {**row, "article": now(row["article"]), "outcome": _as_revision(row["outcome"])}
            if row["article"] in self.folding.now
            else row
            for row in self.captures
        ]
        self.receipts = [
            replace(each, article_id=now(each.article_id), outcome=_as_revision(each.outcome))
            if each.article_id in self.folding.now
            else each
            for each in self.receipts
        ]
        keys = ((key, kind, now(story)) for key, kind, story in self.story_keys)
        self.story_keys = list(dict.fromkeys(keys))
        self.brief_hosts = list(dict.fromkeys((now(brief), now(host)) for brief, host in self.brief_hosts))


def _as_revision(outcome: Outcome) -> Outcome:
    """Return a capture's outcome after its story was merged into another: "revision" for "stored"."""
    return "revision" if outcome == "stored" else outcome


class Deduplicator:
    """Deduplicates captures one by one; each takes those before it into account."""

    def __init__(self, known: Known, *, batch: int, ids: Mapping[str, str]) -> None:
        self.known = known
        self.batch = batch
        self.ids = ids
        self._wished = frozenset(ids.values())
        self.changes = BatchChanges()

    def reject(self, refused: Rejected) -> None:
        """Record a rejected capture; if it is stored, removed or known as rejected, only its receipt."""
        subject = refused.sha256 or printable(refused.origin)
        reason = (refused.kind, printable(refused.message))
        receipt = Receipt(
            origin=refused.origin, sha256=refused.sha256, outcome="rejected", kind=refused.kind,
            reason=refused.message,
        )  # fmt: skip
        self.changes.receipts.append(receipt)
        settled = refused.sha256 in self.known.captured or refused.sha256 in self.known.removed
        if self.known.rejections.get(subject) == reason or settled:
            return
        self._retract_rejection(subject)
        self.known.rejections[subject] = reason
        self.changes.captures.append(
            dict.fromkeys(column_types("capture"))
            | {
                "sha256": refused.sha256, "origin": printable(refused.origin), "batch": self.batch,
                "outcome": "rejected", "kind": refused.kind, "reason": reason[1],
            }
        )  # fmt: skip

    def take(self, parsed: Parsed, keys: Sequence[Keys]) -> None:
        """Match a capture and its briefs with known stories and record the changes.

        `keys` are those of its story, then of each brief.
        """
        capture = parsed.capture
        if capture.sha256 in self.known.captured:
            self._report(parsed, "known", self.known.captured[capture.sha256])
            return
        wished = self.ids.get(capture.sha256)
        if removed := self.known.removed.get(capture.sha256) or self._removed_story(keys[0], wished):
            self._leave_out(parsed, "removed", removed)
            return
        self._retract_rejection(capture.sha256)
        article_id = self.identify(keys[0], wished)
        texts = self.known.texts.get(article_id, ())
        if parsed.capture.is_summary and capture.sha256 not in self.ids and any(text.whole for text in texts):
            self._leave_out(parsed, "known", article_id)
            return
        self._store(parsed, keys, article_id)

    def _store(self, parsed: Parsed, keys: Sequence[Keys], article_id: str) -> None:
        """Record a capture, its story's text and its briefs, each as stored, revision or known."""
        capture = parsed.capture
        (story, mentions), *briefs = parsed.articles()
        outcome = self._revise(article_id, story, mentions, parsed, host=None)
        fresh = 0
        for (brief, named), key in zip(briefs, keys[1:], strict=True):
            if its := self.place_brief(key, host=article_id):
                fresh += self._revise(its, brief, named, parsed, host=article_id) == "stored"
        self.known.captured[capture.sha256] = article_id
        self.changes.captures.append(
            capture_row(parsed, batch=self.batch, outcome=outcome, article_id=article_id)
        )
        self._report(parsed, outcome, article_id, briefs=fresh)

    def _removed_story(self, keys: Keys, wished: str | None) -> str | None:
        """Return the id of a removed story that has one of the keys; None if there is none.

        A key that another story has now does not count, nor one of another story than the one being rebuilt.
        """
        removed = self.known.removed_keys
        found = [key for key in keys.found_by if key in removed and wished in (None, removed[key])]
        borne = {*self.known.stories, *(key for key, _ in self.known.said)} if found else ()
        return next((removed[key] for key in found if key not in borne), None)

    def _leave_out(self, parsed: Parsed, outcome: Outcome, article_id: str) -> None:
        """Report a capture, with this outcome, of which nothing is stored, its original neither."""
        self.changes.spare.add(parsed.capture.sha256)
        self._report(parsed, outcome, article_id)

    def _report(self, parsed: Parsed, outcome: Outcome, article_id: str | None, *, briefs: int = 0) -> None:
        """Add the receipt of a capture, with its outcome; `briefs` is how many new briefs it brought."""
        capture = parsed.capture
        receipt = Receipt(
            origin=capture.origin, sha256=capture.sha256, outcome=outcome, article_id=article_id,
            briefs=briefs,
        )  # fmt: skip
        self.changes.receipts.append(receipt)

    def _retract_rejection(self, subject: str) -> None:
        """Note that the stored rejection of this capture or origin, if there is one, is outdated."""
        if self.known.rejections.pop(subject, None):
            self.changes.retracted.append(subject)

    def identify(self, keys: Keys, wished: str | None) -> str:
        """Return the id of the story with these keys: a known one, the wished one, or a new one.

        The story gets the keys. If several known stories have them they are merged: into the wished one, else
        the first. Other wished ids are of stories that were separate in the former archive: they stay
        separate.
        """
        stories = self.known.stories
        titled = {stories[key] for key in keys.titled if key in stories}
        if keys.sure or keys.said:  # two addresses are two stories, though one day may give them one headline
            titled -= self.known.addressed
        found = sorted(titled.union(stories[key] for key in keys.found_by if key in stories))
        if wished:
            found = [wished, *(each for each in found if each != wished and each not in self._wished)]
        elif len(found) > 1:
            order = {each: place for place, each in enumerate(self.known.texts)}
            since = self.known.since
            found.sort(key=lambda each: (since.get(each, self.batch), order.get(each, len(order))))
        article_id = found[0] if found else new_id(keys.first, self.known.ids)
        for former in found[1:]:
            self.changes.folding.fold(self.known, former, article_id)
        self.learn(article_id, keys)
        return article_id

    def learn(self, article_id: str, keys: Keys) -> None:
        """Record the keys of a story; a key that another story has stays with that one."""
        self.known.ids.add(article_id)
        kinds = [*(("address", key) for key in keys.sure), *(("worded", key) for key in keys.worded)]
        for kind, key in (*kinds, *(("headline", key) for key in keys.titled)):
            if key not in self.known.stories:
                self.known.stories[key] = article_id
                self.changes.story_keys.append((key, kind, article_id))
        for key in keys.said:
            if (key, article_id) not in self.known.said:
                self.known.said.add((key, article_id))
                self.changes.story_keys.append((key, "said", article_id))
        if keys.sure or keys.said:
            self.known.addressed.add(article_id)

    def place_brief(self, keys: Keys, *, host: str) -> str | None:
        """Record that page `host` has the brief with these keys, and return its id; None if removed."""
        if any(key in self.known.removed_keys for key in keys.titled):
            return None
        article_id = self.identify(keys, None)
        if (article_id, host) not in self.known.brief_hosts:
            self.known.brief_hosts.add((article_id, host))
            self.changes.brief_hosts.append((article_id, host))
        return article_id

    def _revise(
        self,
        article_id: str,
        article: Article,
        mentions: Sequence[Mention],
        parsed: Parsed,
        *,
        host: str | None,
    ) -> Outcome:
        """Add a text to a story, unless it has it: return "stored" for its first, "revision" or "known"."""
        texts = self.known.texts.setdefault(article_id, [])
        new = new_text(article_id, article, mentions, parsed, batch=self.batch, host=host)
        if not add_text(new.text, texts):
            return "known"
        self.changes.texts.append(new)
        return "stored" if len(texts) == 1 else "revision"


def new_text(
    article_id: str, article: Article, mentions: Sequence[Mention], parsed: Parsed, *, batch: int,
    host: str | None,
) -> NewText:  # fmt: skip
    """Return the text of a story or brief in a capture, without a row number yet."""
    text = Text(
        id=0, revision=article.revision, captured_at=naive(article.captured_at) or article.captured_at,
        shown=False, new=True, summary=parsed.capture.is_summary, whole=is_whole(parsed),
    )  # fmt: skip
    return NewText(
        article_id=article_id, article=article, mentions=mentions, parsed=parsed, batch=batch, host=host,
        text=text,
    )  # fmt: skip


def is_whole(parsed: Parsed) -> bool:
    """Return whether nothing says of a capture that a part of the story is missing."""
    return not parsed.capture.partial and all(doubt.kind != PARTLY for doubt in parsed.cleaned.doubts)


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
