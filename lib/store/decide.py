"""Decides for each capture of a batch whether it is a new story, another revision, or known."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from lib.model.article import Article
from lib.model.capture import Rejected
from lib.model.mention import Mention
from lib.model.parsed import Parsed
from lib.store.identity import Keys, new_id
from lib.store.known import Known, Text
from lib.store.rows import CaptureRow, capture_row, naive, printable

Outcome = Literal["stored", "revision", "known", "rejected", "removed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What became of one capture."""

    origin: str
    sha256: str | None
    outcome: Outcome
    article_id: str | None = None
    briefs: int = 0  # ticker items that were new
    kind: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewText:
    """A revision of a story or brief that the archive does not hold yet."""

    article_id: str
    article: Article
    mentions: Sequence[Mention]
    parsed: Parsed
    host: str | None
    text: Text
    found: Sequence[Mention] | None = None  # before decisions by hand, where these change anything


@dataclass(slots=True, kw_only=True)
class Decision:
    """All that a batch changes."""

    receipts: list[Receipt] = field(default_factory=list)
    captures: list[CaptureRow] = field(default_factory=list)
    retracted: list[str] = field(default_factory=list)  # sha256s and origins of rejections that are void now
    texts: list[NewText] = field(default_factory=list)
    story_keys: list[tuple[int, str, str]] = field(default_factory=list)
    carried: list[tuple[str, str]] = field(default_factory=list)


class Deciding:
    """Goes through a batch in turn; what one capture brings is known to the next."""

    def __init__(self, known: Known, *, batch: int, ids: Mapping[str, str]) -> None:
        self.known = known
        self.batch = batch
        self.ids = ids
        self.decision = Decision()

    def reject(self, refused: Rejected) -> None:
        """Notes a refusal once, however often the same capture is refused alike."""
        subject = refused.sha256 or printable(refused.origin)
        told = (refused.kind, printable(refused.message))
        receipt = Receipt(
            origin=refused.origin, sha256=refused.sha256, outcome="rejected", kind=refused.kind,
            reason=refused.message,
        )  # fmt: skip
        self.decision.receipts.append(receipt)
        if self.known.rejections.get(subject) == told or refused.sha256 in self.known.captured:
            return
        self._retract(subject)
        self.known.rejections[subject] = told
        self.decision.captures.append(_rejected_row(refused, self.batch))

    def take(self, parsed: Parsed, keys: Sequence[Keys]) -> None:
        """Decides what a capture is to the archive, and its briefs with it."""
        capture = parsed.capture
        if capture.sha256 in self.known.removed or self._is_buried(keys[0]):
            self._settle(parsed, "removed", None)
            return
        if capture.sha256 in self.known.captured:
            self._settle(parsed, "known", self.known.captured[capture.sha256])
            return
        self._retract(capture.sha256)
        (story, mentions), *briefs = parsed.articles()
        article_id = self.identify(keys[0], self.ids.get(capture.sha256))
        outcome = self._revise(article_id, story, mentions, parsed, host=None)
        fresh = 0
        for (brief, named), key in zip(briefs, keys[1:], strict=True):
            fresh += self._carry(brief, named, key, parsed, host=article_id)
        self.known.captured[capture.sha256] = article_id
        self.decision.captures.append(
            capture_row(parsed, batch=self.batch, outcome=outcome, article_id=article_id)
        )
        self._settle(parsed, outcome, article_id, briefs=fresh)

    def _is_buried(self, keys: Keys) -> bool:
        """Whether the story at this address was removed, and none has the address since."""
        return keys.address in self.known.buried and keys.address not in self.known.stories

    def _settle(self, parsed: Parsed, outcome: Outcome, article_id: str | None, *, briefs: int = 0) -> None:
        capture = parsed.capture
        self.decision.receipts.append(
            Receipt(
                origin=capture.origin,
                sha256=capture.sha256,
                outcome=outcome,
                article_id=article_id,
                briefs=briefs,
            )
        )

    def _retract(self, subject: str) -> None:
        if self.known.rejections.pop(subject, None):
            self.decision.retracted.append(subject)

    def identify(self, keys: Keys, wished: str | None) -> str:
        """The id of the story of these keys: a known one, the wished one, or a new one."""
        stories = self.known.stories
        found = stories.get(keys.address) if keys.address is not None else None
        if found is None:
            found = stories.get(keys.headline)
            # Two addresses are two stories, though one day may give them one headline.
            if keys.address is not None and found in self.known.addressed:
                found = None
        if found is None:
            found = wished or new_id(keys.address or keys.headline, self.known.ids)
        self.learn(found, keys)
        return found

    def learn(self, article_id: str, keys: Keys) -> None:
        """Notes by what a story is recognised; a key that another story has stays its."""
        self.known.ids.add(article_id)
        for kind, key in (("address", keys.address), ("headline", keys.headline)):
            if key is not None and key not in self.known.stories:
                self.known.stories[key] = article_id
                self.decision.story_keys.append((key, kind, article_id))
        if keys.address is not None:
            self.known.addressed.add(article_id)

    def _carry(
        self, brief: Article, mentions: Sequence[Mention], keys: Keys, parsed: Parsed, *, host: str
    ) -> bool:
        """Takes a brief of a page; tells whether it is new."""
        article_id = self.carry(keys, host=host)
        return (
            article_id is not None
            and self._revise(article_id, brief, mentions, parsed, host=host) == "stored"
        )

    def carry(self, keys: Keys, *, host: str) -> str | None:
        """The id of a brief that a page carries, which is noted; None for one that must not come back."""
        if keys.headline in self.known.buried:
            return None
        article_id = self.identify(keys, None)
        if (article_id, host) not in self.known.carried:
            self.known.carried.add((article_id, host))
            self.decision.carried.append((article_id, host))
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
        """Takes one text of a story; the same text again only moves the time at which it was last seen."""
        texts = self.known.texts.setdefault(article_id, [])
        captured_at = naive(article.captured_at) or article.captured_at
        for text in texts:
            if text.revision == article.revision:
                text.touched |= captured_at > text.captured_at
                text.captured_at = max(captured_at, text.captured_at)
                return "known"
        text = Text(id=0, revision=article.revision, captured_at=captured_at, shown=False, new=True)
        texts.append(text)
        self.decision.texts.append(
            NewText(
                article_id=article_id, article=article, mentions=mentions, parsed=parsed, host=host, text=text
            )
        )
        return "stored" if len(texts) == 1 else "revision"


def show_newest(known: Known) -> list[tuple[int, bool]]:
    """Marks the newest text of each story as shown; gives the stored rows whose mark changes."""
    changed: list[tuple[int, bool]] = []
    for texts in known.texts.values():
        newest = max(enumerate(texts), key=lambda each: (each[1].captured_at, each[0]))[1]
        for text in texts:
            if text.shown != (text is newest):
                text.shown = text is newest
                changed += [] if text.new else [(text.id, text.shown)]
    return changed


def seen_again(known: Known) -> Iterable[Text]:
    """The stored texts that a newer capture bears unchanged."""
    return [text for texts in known.texts.values() for text in texts if text.touched and not text.new]


def _rejected_row(refused: Rejected, batch: int) -> CaptureRow:
    return CaptureRow(
        sha256=refused.sha256, origin=printable(refused.origin), url=None, media_type=None, captured_at=None,
        captured_assumed=None, batch=batch, outcome="rejected", kind=refused.kind,
        reason=printable(refused.message), article=None, revision=None, blocks=None, cuts=None,
        confidence=None, doubts=None, corrections=None,
    )  # fmt: skip
