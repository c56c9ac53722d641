"""A parsed capture: cleaned, with the actors of its articles and the addresses of its story."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lib.model.article import Article
from lib.model.capture import Capture
from lib.model.cleaned import Cleaned
from lib.model.mention import Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryAddresses:
    """The normalised URLs by which a capture of a story is recognised."""

    main: str | None = None  # the one under which the reader's corrections are kept
    sure: tuple[str, ...] = ()  # each alone identifies this story
    said: tuple[str, ...] = ()  # stated by a page or a redirect: identify it only if its words agree


Sought = Literal["all", "file"]  # the names that are looked for: all, or those of the actor file alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A capture with its cleaned article and briefs, their mentions of actors, and the story's addresses."""

    capture: Capture
    cleaned: Cleaned
    mentions: tuple[Mention, ...]  # of cleaned.article
    brief_mentions: tuple[tuple[Mention, ...], ...] = ()  # of cleaned.briefs, one tuple for each
    addresses: StoryAddresses = StoryAddresses()
    corrections: tuple[str, ...] = ()  # ids of the reader's corrections of this capture, applied or not
    uncorrected: str | None = None  # the revision of its text before they were applied
    sought: Sought = "all"

    def articles(self) -> Iterator[tuple[Article, tuple[Mention, ...]]]:
        """Yield the story and then its briefs, each with its mentions."""
        yield self.cleaned.article, self.mentions
        yield from zip(self.cleaned.briefs, self.brief_mentions, strict=True)
