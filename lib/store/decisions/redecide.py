"""Decides anew which texts of a story there are, when its captures were cleaned again."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from lib.model.article import Article
from lib.model.mention import Mention
from lib.model.parsed import Parsed
from lib.store.batches.deduplicate import NewText, Outcome
from lib.store.batches.known import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """A text of a story or brief as the archive holds it."""

    id: int
    article: str
    revision: str
    sha256: str  # of the capture that brought it
    host: str | None
    captured_at: datetime
    batch: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a capture says the story or brief is."""

    article: Article
    mentions: Sequence[Mention]
    parsed: Parsed
    host: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """A capture that bears a text; `told` is None where it was not cleaned again."""

    revision: str
    captured_at: datetime
    sha256: str
    batch: int
    told: Told | None
    summary: bool = False  # it is only what a feed says of the story


@dataclass(slots=True, kw_only=True)
class Redecision:
    """All that changes, over many stories."""

    texts: list[tuple[int, NewText]] = field(default_factory=list)  # with the batch that first brought it
    gone: list[int] = field(default_factory=list)  # rows that go, also those that are written again
    kept: list[tuple[int, datetime, str, bool]] = field(
        default_factory=list
    )  # row, captured_at, sha256, shown
    outcomes: dict[str, Outcome] = field(default_factory=dict)  # sha256 -> what it is to the archive

    def take(self, article_id: str, former: Sequence[Former], bearers: Sequence[Bearer]) -> None:
        """Decide for one story or brief; the bearers in the order in which they were stored.

        As in a fresh archive, a text is written from the first capture that bears it and was last seen in the
        newest; of all texts the newest is shown, a feed's summary only where there is no other. Rows keep
        their numbers where they can.
        """
        texts: dict[str, list[Bearer]] = {}
        for bearer in bearers:
            outcome: Outcome = "known" if bearer.revision in texts else "revision" if texts else "stored"
            self.outcomes.setdefault(bearer.sha256, outcome)
            texts.setdefault(bearer.revision, []).append(bearer)
        rows = {row.revision: row for row in former}
        free = [row.id for row in former if row.revision not in texts]
        self.gone += free
        seen = {revision: max(each.captured_at for each in group) for revision, group in texts.items()}
        newest = max(seen, key=lambda each: (not _is_summary(texts[each]), seen[each], each), default="")
        for revision, group in texts.items():
            first, row, shown = group[0], rows.get(revision), revision == newest
            if first.told is None and row:
                self.kept.append((row.id, seen[revision], first.sha256, shown))
                continue
            number = row.id if row else free.pop(0) if free else 0
            self.gone += [row.id] if row else []
            text = Text(id=number, revision=revision, captured_at=seen[revision], shown=shown, new=True)
            told = next(each.told for each in group if each.told)
            self.texts.append((first.batch, _new(article_id, told, text)))


def _is_summary(bearers: Sequence[Bearer]) -> bool:
    return all(each.summary for each in bearers)


def _new(article_id: str, told: Told, text: Text) -> NewText:
    return NewText(
        article_id=article_id, article=told.article, mentions=told.mentions, parsed=told.parsed,
        host=told.host, text=text,
    )  # fmt: skip
