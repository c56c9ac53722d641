"""The interface of what applies the reader's decisions about actors to the mentions of one story."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from lib.model.article import Block
from lib.model.ledger import Decision
from lib.model.mention import Mention


class Resolver(Protocol):
    """The interface of what applies decisions: `lib.actors.decided.Ledger`, or `NoDecisions`."""

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Return the decisions in the order in which they were made."""

    def mentions(
        self, found: Sequence[Mention], blocks: Sequence[Block], *, article: str, publisher: str
    ) -> Sequence[Mention]:
        """Return the mentions after the decisions, in reading order; `found` itself if nothing changes.

        `found` are the mentions before decisions, `article` is the story's id.
        """


@dataclass(frozen=True, slots=True)
class NoDecisions:
    """A Resolver without decisions: mentions stay as they were found."""

    decisions: tuple[Decision, ...] = field(default=())

    def mentions(
        self, found: Sequence[Mention], blocks: Sequence[Block], *, article: str, publisher: str
    ) -> Sequence[Mention]:
        """Return the mentions that were found, unchanged."""
        return found


NO_DECISIONS = NoDecisions()
