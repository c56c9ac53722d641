"""Deduplicating a batch: whether each capture is a new story, a new revision, or known."""

from collections.abc import Mapping, Sequence

from lib.model.article import Article
from lib.model.capture import Rejected
from lib.model.controls import printable
from lib.model.mention import Mention
from lib.model.parsed import Parsed
from lib.store.batches.batch_changes import BatchChanges, Outcome, Receipt, capture_row, new_text
from lib.store.batches.batch_context import BatchContext
from lib.store.batches.identity import Keys, new_id
from lib.store.batches.rows import column_types


class Deduplicator:
    """Deduplicates captures one by one; each takes those before it into account."""

    def __init__(self, known: BatchContext, *, batch: int, ids: Mapping[str, str]) -> None:
        self.known = known
        self.batch = batch
        self.ids = ids
        self._wished = frozenset(ids.values())
        self.changes = BatchChanges()

    def reject(self, refused: Rejected) -> None:
        """Record a rejected capture and add its receipt.

        Only the receipt is added if the capture is stored, removed, or known as rejected for the same reason.
        """
        subject = refused.sha256 or printable(refused.origin)
        reason = (refused.kind, printable(refused.message))
        receipt = Receipt(
            origin=refused.origin, sha256=refused.sha256, outcome="rejected", kind=refused.kind,
            reason=refused.message,
        )  # fmt: skip
        self.changes.receipts.append(receipt)
        known = self.known
        settled = refused.sha256 in known.story_of_capture or refused.sha256 in known.removed_captures
        if settled or known.rejections.get(subject) == reason:
            return
        self._retract_rejection(subject)
        known.rejections[subject] = reason
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
        if story := self.known.story_of_capture.get(capture.sha256):
            self._report(parsed, "known", story)
            return
        wished = self.ids.get(capture.sha256)
        if removed := self.known.removed_captures.get(capture.sha256) or self._removed_story(keys[0], wished):
            self._leave_out(parsed, "removed", removed)
            return
        self._retract_rejection(capture.sha256)
        article_id = self.identify(keys[0], wished)
        texts = self.known.texts.get(article_id, ())
        if capture.is_summary and capture.sha256 not in self.ids and any(text.whole for text in texts):
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
        self.known.story_of_capture[capture.sha256] = article_id
        self.changes.captures.append(
            capture_row(parsed, batch=self.batch, outcome=outcome, article_id=article_id)
        )
        self._report(parsed, outcome, article_id, briefs=fresh)

    def _removed_story(self, keys: Keys, wished: str | None) -> str | None:
        """Return the id of a removed story that has one of the keys; None if no removed story has one.

        A key that a stored story has does not count. In an archive that is being rebuilt only the keys of the
        story `wished` count.
        """
        removed = self.known.removed_keys
        found = [key for key in keys.found_by if key in removed and wished in (None, removed[key])]
        borne = {*self.known.story_of_key, *(key for key, _ in self.known.said_keys)} if found else ()
        return next((removed[key] for key in found if key not in borne), None)

    def _leave_out(self, parsed: Parsed, outcome: Outcome, article_id: str) -> None:
        """Add the receipt of a capture with this outcome, such as "known", of which nothing is stored."""
        self.changes.spare.add(parsed.capture.sha256)
        self._report(parsed, outcome, article_id)

    def _report(self, parsed: Parsed, outcome: Outcome, article_id: str | None, *, briefs: int = 0) -> None:
        """Add the receipt of a capture with its outcome; `briefs` counts the new briefs that it brought."""
        capture = parsed.capture
        receipt = Receipt(
            origin=capture.origin, sha256=capture.sha256, outcome=outcome, article_id=article_id,
            briefs=briefs,
        )  # fmt: skip
        self.changes.receipts.append(receipt)

    def _retract_rejection(self, subject: str) -> None:
        """Note that a stored rejection of this capture or origin (`subject`) is outdated, if there is one."""
        if self.known.rejections.pop(subject, None):
            self.changes.retracted.append(subject)

    def identify(self, keys: Keys, wished: str | None) -> str:
        """Return the id of the story with these keys, and record that the story has them.

        It is a known story's id, the id `wished`, or a new one. If several known stories have the keys they
        are merged: into the wished one, else into the oldest. In an archive that is being rebuilt, stories
        with different wished ids stay separate, as they were in the former archive.
        """
        stories = self.known.story_of_key
        titled = {stories[key] for key in keys.titled if key in stories}
        if keys.sure or keys.said:  # two addresses are two stories, though one day may give them one headline
            titled -= self.known.addressed
        found = sorted(titled.union(stories[key] for key in keys.found_by if key in stories))
        if wished:
            found = [wished, *(each for each in found if each != wished and each not in self._wished)]
        elif len(found) > 1:
            order = {each: place for place, each in enumerate(self.known.texts)}
            since = self.known.first_batch
            found.sort(key=lambda each: (since.get(each, self.batch), order.get(each, len(order))))
        article_id = found[0] if found else new_id(keys.first, self.known.taken_ids)
        for former in found[1:]:
            self.changes.merged.merge(self.known, former, article_id)
        self.learn(article_id, keys)
        return article_id

    def learn(self, article_id: str, keys: Keys) -> None:
        """Record the keys of a story; a key that another story has stays with the other story."""
        self.known.taken_ids.add(article_id)
        for kind, its in (("address", keys.sure), ("worded", keys.worded), ("headline", keys.titled)):
            for key in its:
                if key not in self.known.story_of_key:
                    self.known.story_of_key[key] = article_id
                    self.changes.story_keys.append((key, kind, article_id))
        for key in keys.said:
            if (key, article_id) not in self.known.said_keys:
                self.known.said_keys.add((key, article_id))
                self.changes.story_keys.append((key, "said", article_id))
        if keys.sure or keys.said:
            self.known.addressed.add(article_id)

    def place_brief(self, keys: Keys, *, host: str) -> str | None:
        """Record that the page of story `host` has the brief with these keys; return the brief's id.

        Return None if the brief was removed: then nothing is recorded.
        """
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
        """Add a text to a story and return the outcome.

        It is "stored" for the story's first text, "revision" for another one, "known" for one that it has.
        """
        new = new_text(article_id, article, mentions, parsed, batch=self.batch, host=host)
        if not self.known.add_text(article_id, new.text):
            return "known"
        self.changes.texts.append(new)
        return "stored" if len(self.known.texts[article_id]) == 1 else "revision"
