"""An article: one story or brief, in blocks, with its metadata."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Literal, get_args
from zoneinfo import ZoneInfo

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
class Image:
    """A picture of the story, not loaded: address, alt text, caption, credit, and whether it is the lead."""

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
    """Return an instant in a timezone, in UTC if the zone is None; None if there is no instant."""
    return moment.astimezone(zone.clock if zone else UTC) if moment else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """One entry of a live blog, with its time; its blocks are from number `block` to the next entry's."""

    block: int  # number of its first block
    published_at: datetime | None  # UTC
    published_as: str | None  # as printed
    timezone: Timezone | None


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


def revision_of(headline: str, text: str) -> str:
    """Return a hash of headline and text, 16 hexadecimal digits: captures of the same text share it."""
    return hashlib.sha256(f"{headline}\n\n{text}".encode("utf-8", "replace")).hexdigest()[:16]
