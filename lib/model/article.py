"""An article as understood from a capture, with its blocks, cuts, doubts and mentions."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from math import prod
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from lib.model.capture import Capture
from lib.model.mention import Mention

Zone = Literal[
    "headline", "deck", "body", "quote", "list", "table", "caption", "credit", "byline", "related", "ticker",
    "biography", "appeal",  # a new zone goes to the end: archives store its number
]  # fmt: skip
ALL_ZONES: tuple[Zone, ...] = get_args(Zone)
ZONE_NUMBER: Mapping[Zone, int] = {zone: number for number, zone in enumerate(ALL_ZONES)}  # as stored
TEXT_ZONES: tuple[Zone, ...] = ("deck", "body", "quote", "list", "table")
ASIDE_ZONES: tuple[Zone, ...] = ("biography", "appeal")  # of the author, to the reader: kept beside the text
ZONES: tuple[Zone, ...] = tuple(zone for zone in ALL_ZONES if zone not in ASIDE_ZONES)  # to filter by
DEFAULT_ZONES: tuple[Zone, ...] = ("headline", "deck", "body", "quote")  # of a filter that asks for none
SILENT_ZONES: frozenset[Zone] = frozenset(("credit", "byline", *ASIDE_ZONES))  # where no actors are sought

Form = Literal["story", "brief", "live blog"]
FORMS: tuple[Form, ...] = get_args(Form)
Precision = Literal["minute", "day"]
DAY_ONLY = "day only"  # part of the provenance of a time of which the page gives the day alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A hyperlink inside a block: block.text[start:end] leads to url."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A kept piece of text with its zone and links; at and end are offsets into the capture's source text."""

    zone: Zone
    text: str
    at: int
    end: int
    links: tuple[Link, ...] = ()
    level: int = 0  # 1..6 for a sub-heading inside the body


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
class Image:
    """A picture of the story, not loaded: address, alt text, caption, credit, and whether it leads."""

    url: str | None
    alt: str | None
    caption: str | None
    credit: str | None
    lead: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Timezone:
    """The timezone in which a printed time was read, whether it was assumed, and the reason."""

    name: str  # "Europe/Kyiv", "UTC", "+02:00"
    assumed: bool
    reason: str

    @property
    def clock(self) -> tzinfo:
        """The timezone as a tzinfo of Python's standard library."""
        if self.name[0] in "+-":
            return datetime.strptime(self.name, "%z").tzinfo or UTC
        return ZoneInfo(self.name)


def in_zone(moment: datetime | None, zone: Timezone | None) -> datetime | None:
    """Return an instant in the given timezone, in UTC where the zone is None; None for None."""
    return moment.astimezone(zone.clock if zone else UTC) if moment else None


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
class Update:
    """One entry of a live blog, with its time: its blocks run from number `block` up to the next entry's."""

    block: int  # number of its first block
    published_at: datetime | None  # UTC
    published_as: str | None  # as printed
    timezone: Timezone | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A reason to check whether a capture was understood correctly, with its kind and its weight, 0 to 1."""

    kind: str  # "probably cut", "encoding", "no date", "much unclassified", "sources disagree", ...
    reason: str  # a sentence for the reader: what is doubtful, why, what to do
    weight: float  # 0..1: how much of the confidence it takes away


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news story or brief as its publisher printed it: its blocks, metadata and provenance."""

    id: str  # given at first ingest and kept for ever; "" before
    form: Form
    revision: str  # hash of the text: two captures of one story can differ
    canonical_url: str | None
    publisher: str  # domain; for a text capture the name found in it; "" when unknown
    slug: str | None
    section: str | None
    language: str | None  # ISO 639-1
    headline: str
    kicker: str | None
    deck: str | None
    byline: str | None  # as printed
    dateline: str | None
    wire: str | None
    authors: tuple[str, ...]  # as understood; a desk is an author too
    tags: tuple[str, ...]  # the publisher's own, in its order
    published_at: datetime | None  # UTC; None when the page does not say
    published_as: str | None  # the time as printed
    published_zone: Timezone | None
    updated_at: datetime | None
    blocks: tuple[Block, ...]  # every kept piece of text, in page order
    images: tuple[Image, ...]
    read_minutes: int | None  # as printed by the publisher
    has_audio: bool
    captured_at: datetime
    provenance: Mapping[str, str]  # for each field, which source won
    updates: tuple[Update, ...] = ()  # of a live blog, in page order
    site_name: str | None = None  # what the page calls the publication of its domain

    @property
    def published_precision(self) -> Precision | None:
        """ "minute" where the page prints the time of publication, "day" for its date only, else None."""
        if self.published_at is None:
            return None
        source, *_ = self.provenance.get("published_at", "").split(";")  # others that differ stand behind it
        return "day" if DAY_ONLY in source else "minute"

    @property
    def text(self) -> str:
        """The story's text: zones deck, body, quote, list, table in page order, joined by a blank line."""
        return "\n\n".join(block.text for block in self.blocks if block.zone in TEXT_ZONES)

    @property
    def own_text(self) -> str:
        """The text of the story; for a brief the text of its ticker item."""
        ticker = (block.text for block in self.blocks if block.zone == "ticker")
        return "\n\n".join(ticker) if self.form == "brief" else self.text


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


def revision_of(headline: str, text: str) -> str:
    """Return a hash of headline and text, 16 hexadecimal digits: captures of the same text share it."""
    return hashlib.sha256(f"{headline}\n\n{text}".encode("utf-8", "replace")).hexdigest()[:16]


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
