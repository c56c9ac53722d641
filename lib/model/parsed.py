"""One capture's whole way from bytes to mentions, ready to be stored."""

from collections.abc import Iterator
from dataclasses import dataclass

from lib.model.article import Article, Cleaned
from lib.model.capture import Capture
from lib.model.mention import Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The addresses of the story that a capture holds, folded."""

    sure: tuple[str, ...] = ()  # each alone tells this story from all others
    said: tuple[str, ...] = ()  # said by a page or a redirect alone: counts together with words of the story


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A capture, what it holds, and who is named in it."""

    capture: Capture
    cleaned: Cleaned
    mentions: tuple[Mention, ...]  # of cleaned.article
    brief_mentions: tuple[tuple[Mention, ...], ...] = ()  # of cleaned.briefs, one tuple for each
    address: str | None = None  # the story's address, folded
    names: Names | None = None  # all its addresses; None: `address` is the only one
    corrections: tuple[str, ...] = ()  # ids of the reader's corrections of this capture, applied or not
    uncorrected: str | None = None  # the story's revision before them: by it an undated story is recognised

    @property
    def known_as(self) -> Names:
        """The addresses by which the story is recognised."""
        return self.names or Names(sure=(self.address,) if self.address else ())

    def articles(self) -> Iterator[tuple[Article, tuple[Mention, ...]]]:
        """Yield the story and then its briefs, each with its mentions."""
        yield self.cleaned.article, self.mentions
        yield from zip(self.cleaned.briefs, self.brief_mentions, strict=True)
