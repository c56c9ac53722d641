"""All fields of one story, each read once, with the source that won."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from lxml.html import HtmlElement

from lib.clean.addresses.address import host_of, slug_of
from lib.clean.cutting.rules import OVERRULES
from lib.clean.cutting.zones import Fate, Zoning
from lib.clean.dates.instants import Instant, read_instant
from lib.clean.dates.printed import find_times
from lib.clean.dates.published import (
    NOT_DATED,
    Dating,
    dating,
    guessed_day,
    is_dated,
    is_update,
    printed_update,
    published,
    updated,
)
from lib.clean.dates.timezones import assumed_timezone
from lib.clean.fields.authors import Signature, Signing, outlets_of
from lib.clean.fields.dateline import dateline, signed_by_wire
from lib.clean.fields.headline import kicker_in
from lib.clean.fields.language import language
from lib.clean.fields.publisher import publisher_name
from lib.clean.fields.tags import linked_tags, marked_tags, printed_tags, section, tags
from lib.clean.html.layout import Layout
from lib.clean.html.page import Page
from lib.clean.live.blog import Live
from lib.clean.publishers.rules import Field
from lib.clean.text.marks import find_read_time
from lib.model.article import TEXT_ZONES, Timezone
from lib.model.folding import folded

CARD = 30  # characters from which a linked line beside the headline tells of another story

_NO_KICKER = OVERRULES | {"menu", "gallery", "player"}
_NOT_ITS_TIME = frozenset({"related", "comments", "menu", "footer", "ticker", "ad", "promo"})


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A page whose layout is known, read field by field."""

    layout: Layout
    headline_source: str

    @property
    def page(self) -> Page:
        """The page itself."""
        return self.layout.page

    @cached_property
    def zoning(self) -> Zoning:
        """What gives each piece its zone or its rule."""
        return Zoning(layout=self.layout)

    @property
    def _zoned(self) -> tuple[Fate, ...]:
        return self.zoning.fates

    @cached_property
    def live(self) -> Live:
        """The updates of a live blog."""
        return Live(layout=self.layout, zoned=self._zoned)

    @cached_property
    def fates(self) -> tuple[Fate, ...]:
        """The fate of every piece; the one that prints the byline is kept as such."""
        fates = list(self.live.fates)
        number = self.signature.printed
        if number is not None and fates[number].zone not in ("headline", "deck"):
            fates[number] = Fate("byline", None)
        return tuple(fates)

    @property
    def address(self) -> str | None:
        """The canonical address of the story."""
        return self.page.address[0]

    @property
    def publisher(self) -> str:
        """The publisher's domain; empty when no address is known."""
        return host_of(self.address or self.page.capture.url)

    @cached_property
    def house(self) -> tuple[str, str]:
        """The publisher's own name, for a page that was saved without an address, and its source."""
        return publisher_name(self.page, self.signature.authors)

    @property
    def slug(self) -> str | None:
        """The last speaking part of the address."""
        return slug_of(self.address)

    @cached_property
    def outlets(self) -> frozenset[str]:
        """The folded names under which the outlet itself may sign."""
        return outlets_of(self.page.data, self.publisher)

    @cached_property
    def text(self) -> str:
        """The story's text before authors are known."""
        pairs = zip(self.page.pieces, self._zoned, strict=True)
        return "\n\n".join(piece.text for piece, fate in pairs if fate.zone in TEXT_ZONES)

    @cached_property
    def language(self) -> tuple[str | None, str]:
        """The language's code and its source."""
        return language(self.page.tree, self.page.data, self.text)

    @cached_property
    def signature(self) -> Signature:
        """Who signed the story."""
        layout = self.layout
        text = [number for number, fate in enumerate(self._zoned) if fate.zone in TEXT_ZONES[1:]]
        return Signing(
            page=self.page,
            marks=layout.marks,
            head=layout.head,
            tail=layout.tail,
            first=text[:4],
            last=text[:-4:-1],
            publisher=self.publisher,
            rules=layout.rules,
        ).signature()

    @property
    def byline(self) -> str | None:
        """The byline as printed."""
        number = self.signature.printed
        return None if number is None else self.page.pieces[number].text

    def clock(self) -> Timezone:
        """Return the time zone of a time that names none."""
        texts = (piece.text for piece in self.page.pieces)
        return assumed_timezone(self.publisher, self.language[0], texts, rule=self.layout.rules.clock)

    @cached_property
    def published(self) -> Dating:
        """When the story was published."""
        found = self._ruled("published_at") or published(
            self.page.data, self._near(), self._times(), self.address
        )
        if found is None and not self.page.is_big:
            found = guessed_day(self.page.tree, self.address)
        return dating(found, self.clock)

    @property
    def updated(self) -> datetime | None:
        """When the story was last changed."""
        return self.changed.at

    @cached_property
    def changed(self) -> Dating:
        """When the story was last changed, with the zone and the source."""
        told = self._ruled("updated_at") or updated(self.page.data)
        found = dating(told or printed_update(self._near(), self._update_times()), self.clock)
        early = found.at and self.published.at and found.at < self.published.at
        return NOT_DATED if early else found

    def _update_times(self) -> Iterator[HtmlElement]:
        """Time elements that tell when the story was changed."""
        holders = self.layout.holders
        for node in self.page.tree.iter("time"):
            if is_update(node) and not self.page.marks.above(node, below=holders) & _NOT_ITS_TIME:
                yield node

    def _ruled(self, name: Field) -> Instant | None:
        """Return the moment that the publisher's rule finds."""
        rules = self.layout.rules
        read = (read_instant(text, rules.source) for text in rules.texts(name))
        return next((each for each in read if each), None)

    def _near(self) -> Iterator[str]:
        """Short lines near the headline, where a time may be printed."""
        for number in self.layout.head:
            piece, marks = self.page.pieces[number], self.layout.marks[number]
            card = piece.linked > 0.9 and len(piece.text) > CARD
            if len(piece.text) < 200 and not marks & _NOT_ITS_TIME and not card:
                yield piece.text

    def _times(self) -> Iterator[HtmlElement]:
        """Time elements of the story itself, the marked ones first."""
        holders = self.layout.holders
        own = [
            node for node in self.page.tree.iter("time", "abbr")
            if (node.tag == "time" or is_dated(node)) and not is_update(node)
            and not self.page.marks.above(node, below=holders)
            & (_NOT_ITS_TIME if node.tag == "time" else _NOT_ITS_TIME - {"footer"})  # blogs sign below
        ]  # fmt: skip
        marked = [
            node
            for node in own
            if node.get("pubdate") is not None or "datePublished" in node.get("itemprop", "")
        ]
        yield from marked or own[:1]

    @cached_property
    def tags(self) -> tuple[tuple[str, ...], str]:
        """The publisher's tags in order, and their source."""
        if ruled := self.layout.rules.texts("tags"):
            return ruled, self.layout.rules.source
        linked = marked_tags(self.page.tree) or linked_tags(self.layout)
        found, source = tags(self.page.data, linked, printed=self._all_printed, outlets=self.outlets)
        if found and source != "links to tags":
            return found, source
        near = {*self.layout.inside, *self.layout.head, *self.layout.tail}
        printed = printed_tags(self.page.pieces[number] for number in sorted(near))
        return (printed, "printed tags") if printed else (found, source)

    @cached_property
    def _all_printed(self) -> frozenset[str]:
        """All that the page prints in a piece or a link, folded."""
        links = (
            folded(piece.text[link.start : link.end]) for piece in self.page.pieces for link in piece.links
        )
        return frozenset((*self.page.folds, *links))

    @cached_property
    def section(self) -> tuple[str | None, str]:
        """The section and its source."""
        ruled = self.layout.rules.texts("section")
        return (ruled[0], self.layout.rules.source) if ruled else section(self.page.data)

    @cached_property
    def kicker(self) -> str | None:
        """The line over the headline, as printed."""
        if ruled := self.layout.rules.texts("kicker"):
            return ruled[0]
        title = self.layout.headline_piece
        if title is not None and (inside := kicker_in(self.page.pieces[title])):
            return inside
        for number in self.layout.head:
            piece, marks = self.page.pieces[number], self.layout.marks[number]
            if (
                "kicker" in marks
                and not marks & _NO_KICKER
                and 2 < len(piece.text) < 60
                and self.fates[number].zone is None
                and number not in self.layout.rules.cut
                and not find_times(piece.text)
            ):
                return piece.text
        return None

    @cached_property
    def opening(self) -> tuple[str | None, str | None]:
        """Place and agency as the first paragraph prints them."""
        pairs = zip(self.page.pieces, self.fates, strict=True)
        first = next((piece.text for piece, fate in pairs if fate.zone == "body"), "")
        return dateline(first)

    @property
    def dateline(self) -> str | None:
        """The place the story is dated from."""
        return self.opening[0]

    @property
    def wire(self) -> str | None:
        """The agency the story comes from."""
        return self.opening[1] or signed_by_wire(self.signature.authors)

    @cached_property
    def read_minutes(self) -> int | None:
        """The reading time the publisher prints."""
        for number in self.layout.head:
            text = self.page.pieces[number].text
            if len(text) < 160 and (found := find_read_time(text)):
                return found.minutes
        return None

    @cached_property
    def has_audio(self) -> bool:
        """Whether the story can be listened to."""
        return any(fate.rule == "field: audio" for fate in self.fates) or any(
            "AudioObject" in str(node.get("@type")) for node in self.page.data.nodes
        )
