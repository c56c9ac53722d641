"""A story on a page: how it is found, every field of it with the source that won, what is kept and cut."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial

from lib.clean.addresses import host_of, kept_links, slug_of
from lib.clean.fields.authors import AuthorFinder, FoundAuthors
from lib.clean.fields.dates import Dating
from lib.clean.fields.declared_authors import outlets_of
from lib.clean.fields.images import images
from lib.clean.fields.language import language
from lib.clean.fields.opening import dateline, signed_by_wire
from lib.clean.fields.page_dates import PageTimes
from lib.clean.fields.publication import publisher_name, site_name
from lib.clean.fields.tags import boxed_tags, linked_tags, marked_tags, printed_tags, section, tags
from lib.clean.label.lists import in_rows
from lib.clean.label.notes import Asides
from lib.clean.label.publisher import with_rules
from lib.clean.label.repair import Layout
from lib.clean.label.title import headline, kicker_in, kicker_of
from lib.clean.label.vote import body, own_story
from lib.clean.label.zones import Label, Zoning, asides
from lib.clean.live.blog import Live, assumed_on_page, unprinted, updates
from lib.clean.live.moments import Moment, dated_updates
from lib.clean.live.ticker import briefs, items_of_page
from lib.clean.says.captions import split_credit
from lib.clean.says.furniture import OVERRULES, said
from lib.clean.says.line import find_read_time
from lib.clean.says.names import has_role
from lib.clean.says.stamps import Stamp
from lib.clean.says.times import find_times
from lib.clean.says.timezones import assumed_timezone
from lib.clean.segments.html import Piece, split_piece
from lib.clean.segments.metadata import types
from lib.clean.segments.page import Page, page_of
from lib.clean.story.assemble import Rest
from lib.clean.story.cards import cards, with_slots
from lib.clean.story.refusals import refuse_other_pages
from lib.model.article import TEXT_ZONES, Article, Block, Cut, Form, Image, Related, Timezone, Update
from lib.model.capture import Capture
from lib.model.folding import folded
from lib.model.rules import reason

OFFICE = 50  # characters of the longest line under a byline that names an office

_NO_KICKER = OVERRULES | {"menu", "gallery", "player", "button"}


@dataclass(frozen=True, kw_only=True)
class HtmlStory:
    """A story whose layout on its page is known, read field by field."""

    layout: Layout
    headline_source: str

    @property
    def page(self) -> Page:
        """The page itself."""
        return self.layout.page

    @property
    def capture(self) -> Capture:
        """The capture of the page."""
        return self.page.capture

    @property
    def headline(self) -> str:
        """The headline; empty when the page has none."""
        return self.layout.headline or ""

    @cached_property
    def zoning(self) -> Zoning:
        """What gives each piece its zone or its rule."""
        return Zoning(layout=self.layout)

    @property
    def _zoned(self) -> tuple[Label, ...]:
        return self.zoning.labels

    @cached_property
    def live(self) -> Live:
        """The updates of a live blog."""
        return Live(layout=self.layout, zoned=self._zoned)

    @cached_property
    def labels(self) -> tuple[Label, ...]:
        """The label of every piece, where byline and authors are known."""
        labels = list(self.live.labels)
        number = self.signature.printed
        if number is not None and labels[number].zone not in ("headline", "deck"):
            labels[number] = Label("byline", None)
            office = self.page.pieces[number + 1].text if number + 1 < len(labels) else "."
            if len(office) < OFFICE and has_role(office) and office[-1] not in ".!?:":
                labels[number + 1] = Label(None, "field: byline")
        known = Asides(authors=self.authors, publication=(self.publisher, self.site_name or ""))
        for number, zone in asides(self.page.pieces, labels, known, self.base).items():
            if number not in self.layout.rules.text:
                labels[number] = Label(zone, None)
        return tuple(labels)

    @property
    def address(self) -> str | None:
        """The canonical address of the story."""
        return self.page.address[0]

    @property
    def domain(self) -> str:
        """The publisher's domain; empty when no address is known."""
        return host_of(self.base)

    @property
    def base(self) -> str | None:
        """The address that links are relative to."""
        return self.address or self.capture.url

    @property
    def publisher(self) -> str:
        """The publisher's domain, else its own name."""
        return self.domain or self.publisher_name[0]

    @cached_property
    def publisher_name(self) -> tuple[str, str]:
        """The publisher's own name, for a page that was saved without an address, and its source."""
        return publisher_name(self.page, self.authors)

    @property
    def site_name(self) -> str | None:
        """The name of the publication behind the domain, as the page declares it."""
        return site_name(self.page, self.domain) if self.domain else None

    @property
    def slug(self) -> str | None:
        """The last speaking part of the address."""
        return slug_of(self.address)

    @cached_property
    def outlets(self) -> frozenset[str]:
        """The folded names under which the outlet itself may sign."""
        return outlets_of(self.page.data, self.domain)

    @cached_property
    def text(self) -> str:
        """The story's text before authors are known."""
        pairs = zip(self.page.pieces, self._zoned, strict=True)
        return "\n\n".join(piece.text for piece, label in pairs if label.zone in TEXT_ZONES)

    @cached_property
    def found_language(self) -> tuple[str | None, str]:
        """The language's code and its source."""
        return language(self.page.tree, self.page.data, self.text)

    @property
    def language(self) -> str | None:
        """The language's code."""
        return self.found_language[0]

    @cached_property
    def signature(self) -> FoundAuthors:
        """Who signed the story."""
        layout = self.layout
        text = [number for number, label in enumerate(self._zoned) if label.zone in TEXT_ZONES[1:]]
        return AuthorFinder(
            page=self.page,
            marks=layout.marks,
            title=layout.head.start if layout.headline_piece is None else layout.headline_piece,
            head=layout.head,
            tail=layout.tail,
            first=text[:4],
            last=text[:-4:-1],
            publisher=self.domain,
            rules=layout.rules,
        ).find()

    @property
    def authors(self) -> tuple[str, ...]:
        """The authors as understood."""
        return self.signature.authors

    @property
    def byline(self) -> str | None:
        """The byline as printed."""
        number = self.signature.printed
        return None if number is None else self.page.pieces[number].text

    @cached_property
    def clock(self) -> Callable[[], Timezone]:
        """What finds the time zone of a time that names none; a story in it would make a cycle."""
        texts = [piece.text for piece in self.page.pieces]
        return partial(assumed_timezone, self.domain, self.language, texts, rule=self.layout.rules.clock)

    @cached_property
    def times(self) -> PageTimes:
        """When the story was published and changed."""
        return PageTimes(layout=self.layout, clock=self.clock, language=self.language)

    @property
    def published(self) -> Dating:
        """When the story was published."""
        return self.times.published

    @property
    def updated(self) -> datetime | None:
        """When the story was last changed."""
        return self.times.changed.at

    @property
    def tags(self) -> tuple[str, ...]:
        """The publisher's tags in order."""
        return self.found_tags[0]

    @cached_property
    def found_tags(self) -> tuple[tuple[str, ...], str]:
        """The publisher's tags in order, and their source."""
        if by_rule := self.layout.rules.texts("tags"):
            return by_rule, self.layout.rules.source
        linked = marked_tags(self.page.tree) or linked_tags(self.layout)
        found, source = tags(self.page.data, linked, printed=self._all_printed, outlets=self.outlets)
        if found and source != "links to tags":
            return found, source
        near = {*self.layout.inside, *self.layout.head, *self.layout.tail}
        printed = printed_tags(self.page.pieces[number] for number in sorted(near))
        if printed or found:
            return (printed, "printed tags") if printed else (found, source)
        boxed, _ = tags(self.page.data, boxed_tags(self.layout))
        return boxed, "box of tags" if boxed else "none"

    @cached_property
    def _all_printed(self) -> frozenset[str]:
        """All that the page prints in a piece or a link, folded."""
        links = (
            folded(piece.text[link.start : link.end]) for piece in self.page.pieces for link in piece.links
        )
        return frozenset((*self.page.folds, *links))

    @property
    def section(self) -> str | None:
        """The section."""
        return self.found_section[0]

    @cached_property
    def found_section(self) -> tuple[str | None, str]:
        """The section and its source."""
        by_rule = self.layout.rules.texts("section")
        return (by_rule[0], self.layout.rules.source) if by_rule else section(self.page.data)

    @cached_property
    def kicker(self) -> str | None:
        """The line over the headline, as printed."""
        if by_rule := self.layout.rules.texts("kicker"):
            return by_rule[0]
        title = self.layout.headline_piece
        if title is not None and (inside := kicker_in(self.page.pieces[title])):
            return inside
        for number in self.layout.head:
            piece, marks = self.page.pieces[number], self.layout.marks[number]
            if (
                "kicker" in marks
                and not marks & _NO_KICKER
                and 2 < len(piece.text) < 60
                and piece.text not in self.authors
                and self.labels[number].zone is None
                and not said(piece.text)
                and number not in self.layout.rules.cut
                and not find_times(piece.text)
            ):
                return kicker_of(piece.inner) or None
        return None

    @cached_property
    def opening(self) -> tuple[str | None, str | None]:
        """Place and agency as the first paragraph prints them."""
        pairs = zip(self.page.pieces, self.labels, strict=True)
        first = next((piece.text for piece, label in pairs if label.zone == "body"), "")
        return dateline(first)

    @property
    def dateline(self) -> str | None:
        """The place the story is dated from."""
        return self.opening[0]

    @property
    def wire(self) -> str | None:
        """The agency the story comes from."""
        return self.opening[1] or signed_by_wire(self.authors)

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
        return any(label.rule == "field: audio" for label in self.labels) or any(
            "AudioObject" in str(node.get("@type")) for node in self.page.data.nodes
        )

    @property
    def form(self) -> Form:
        """Whether the page is a live blog: it says so, or is made of dated updates."""
        is_live = "LiveBlogPosting" in types(self.page.data.article) or self.live.entries
        return "live blog" if is_live else "story"

    @cached_property
    def _placed(self) -> tuple[tuple[Piece, Block], ...]:
        """Each kept piece with its block; the cells of a table's row are one."""
        return tuple(in_rows(self._pieced(), self.page.source.text))

    def _pieced(self) -> Iterator[tuple[Piece, Block]]:
        """Yield each kept piece with its block; a caption that ends in a credit makes two."""
        if self.layout.headline_piece is None and self.headline:
            yield self.page.pieces[0], Block(zone="headline", text=self.headline, at=0, end=0)
        for piece, label in zip(self.page.pieces, self.labels, strict=True):
            if label.zone is None:
                continue
            cut = split_credit(piece.text) if label.zone == "caption" else None
            if cut is None:
                yield piece, Block(zone=label.zone, text=piece.text, at=piece.at, end=piece.end,
                                   links=kept_links(piece.links, self.base), level=label.level)  # fmt: skip
                continue
            first, second = split_piece(piece, cut, self.page.source.text)
            yield piece, Block(zone="caption", text=first.text, at=first.at, end=first.end)
            yield piece, Block(zone="credit", text=second.text, at=second.at, end=second.end)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """All that is kept, in page order, then what only scripts hold."""
        return (*(block for _, block in self._placed), *unprinted(self.live))

    @cached_property
    def images(self) -> tuple[Image, ...]:
        """The pictures of the story, with their captions and credits."""
        shown = ("caption", "credit")
        captioned = [(piece.element, block) for piece, block in self._placed if block.zone in shown]
        return images(self.page, captioned, self.base)

    @property
    def updates(self) -> tuple[Update, ...]:
        """The entries of a live blog."""
        return updates(self.live, self.blocks, self._moments)

    def _moments(self, stamps: Sequence[Stamp]) -> list[Moment]:
        """Return when the updates under some times were published."""
        return dated_updates(
            stamps,
            self._assumed,
            published=self.published.at,
            updated=self.updated,
            capture=self.capture,
        )

    def _assumed(self) -> Timezone:
        """Return the time zone of a time of day that names none."""
        return assumed_on_page(self.clock(), self.published.timezone)

    def rest(self, article: Article) -> Rest:
        """Return the ticker's items, the cards for other stories, and all that is cut."""
        free = [label.zone is None for label in self.labels]
        items = list(items_of_page(self.page, free, self.layout.marks))
        taken = {number for item in items for number in item.taken}
        words = {block.at for item in items for block in item.blocks}
        related = tuple(self._related(taken))
        gone = {number for number in taken if self.page.pieces[number].at in words}
        gone.update(number for pieces, _ in related for number in pieces)
        return Rest(
            briefs=briefs(items, article, self.capture, self._assumed),
            related=tuple(card for _, card in related),
            cuts=tuple(self._cuts(gone)),
        )

    def _related(self, taken: set[int]) -> Iterator[tuple[range, Related]]:
        rules = [None if number in taken else label.rule for number, label in enumerate(self.labels)]
        found = list(cards(self.page, rules, self.layout.marks, self.base))
        kept = [number for number, label in enumerate(self.labels) if label.zone is not None]
        yield from with_slots(self.page, found, kept)

    def _cuts(self, gone: set[int]) -> Iterator[Cut]:
        for number, (piece, label) in enumerate(zip(self.page.pieces, self.labels, strict=True)):
            if label.rule is not None and number not in gone:
                back = self.zoning.restored(number)
                yield Cut(text=piece.text, rule=label.rule, reason=reason(label.rule), at=piece.at,
                          end=piece.end, confidence=label.confidence, zone=back.zone or "body",
                          level=back.level)  # fmt: skip


def read_page(capture: Capture) -> HtmlStory:
    """Find the story on a page; raises NotAnArticle where there is none."""
    page = page_of(capture)
    title, source, number = headline(page.pieces, page.data)
    chosen = own_story(page, body(page), number)
    layout = Layout(page=page, body=chosen, headline=title, headline_piece=number)
    story = HtmlStory(layout=with_rules(layout), headline_source=source)
    refuse_other_pages(page, story.text, story.base, unprinted=layout.body.unprinted)
    return story
