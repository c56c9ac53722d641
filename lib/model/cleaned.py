"""The result of cleaning a capture: articles, other stories' cards, what was cut and what is doubtful."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from lib.model.article import ASIDE_ZONES, Article, Block, Zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A line or element of a page that is no part of the story, with its place, rule and confidence."""

    text: str
    rule: str  # "menu", "newsletter", "field: tags", "unclassified", ...
    reason: str  # a sentence for the reader
    at: int
    end: int
    confidence: float = 1.0  # 0..1: how sure it is that this is no part of the story
    zone: Zone = "body"  # the zone and level that it has when the reader restores it
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A card on the page that links to another story: its words, address, place and box."""

    headline: str
    deck: str | None
    publisher: str | None
    authors: tuple[str, ...]
    url: str | None = None
    at: int
    end: int
    slot: str | None = None  # the heading of its box, as printed: "Most popular", "Editors' picks"
    rank: int | None = None  # its place in that box, from 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A reason to check whether a capture was understood correctly, with its kind and its weight, 0 to 1."""

    kind: str  # "probably cut", "encoding", "no date", "much unclassified", "sources disagree", ...
    reason: str  # a sentence for the reader: what is doubtful, why, what to do
    weight: float  # 0..1: how much of the confidence it takes away


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """The result of cleaning one capture: its article, briefs, related cards, cuts and doubts."""

    article: Article
    briefs: tuple[Article, ...]
    related: tuple[Related, ...]
    cuts: tuple[Cut, ...]
    doubts: tuple[Doubt, ...] = ()

    @property
    def confidence(self) -> float:
        """How far the article can be trusted, from 0 to 1: the product of 1 - weight over its doubts."""
        return prod(1.0 - doubt.weight for doubt in self.doubts)


def out_of_text(article: Article, cuts: Sequence[Cut]) -> list[Cut | Block]:
    """Return the pieces that a reader can add to the text: the cuts, then biography and appeal blocks."""
    return [*cuts, *(block for block in article.blocks if block.zone in ASIDE_ZONES)]
