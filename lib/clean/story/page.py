"""Finds the story on a page, labels every segment of it, and reads every field once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import chain
from urllib.parse import urlsplit

from lib.clean import words
from lib.clean.addresses import host_of, path_of, slug_of
from lib.clean.fields.authors import AuthorFinder
from lib.clean.fields.dates import PageTimes
from lib.clean.fields.declared_authors import outlets_of
from lib.clean.fields.images import images, lead_source
from lib.clean.fields.language import language
from lib.clean.fields.printed_authors import PrintedAuthors
from lib.clean.fields.section import section
from lib.clean.fields.site_name import publisher_name, site_name
from lib.clean.fields.tags import page_tags
from lib.clean.found import Found
from lib.clean.label.bare_title import bare_title
from lib.clean.label.kicker import kicker_in, kicker_of
from lib.clean.label.labels import Label, Labels
from lib.clean.label.lists import in_rows
from lib.clean.label.notes import Asides, asides
from lib.clean.label.other_stories import own_story
from lib.clean.label.publisher import with_rules
from lib.clean.label.repair import Layout
from lib.clean.label.title import declared_titles, headline
from lib.clean.label.vote import body
from lib.clean.label.zones import Zoning
from lib.clean.live.blog import Live, assumed_on_page, unprinted
from lib.clean.live.moments import dated_updates, updates
from lib.clean.live.ticker import Item, items_of_page
from lib.clean.says.captions import split_credit
from lib.clean.says.furniture import OVERRULES, said
from lib.clean.says.line import find_read_time
from lib.clean.says.names import has_role
from lib.clean.says.times import find_times
from lib.clean.says.timezones import assumed_timezone
from lib.clean.segment import Segment
from lib.clean.segments.declared_times import machine_times
from lib.clean.segments.html import hints_of, parted
from lib.clean.segments.metadata import types
from lib.clean.segments.page import Page, page_of
from lib.clean.story.cards import cards
from lib.clean.story.provenance import other_times, other_titles
from lib.clean.story.story import Story
from lib.model.article import TEXT_ZONES, Block, Cut, Related
from lib.model.capture import Capture
from lib.model.errors import no_story
from lib.model.feed import SUMMARY

LEAST = 60  # characters of a story's text; what a feed calls the summary of a story may be a word
OFFICE = 50  # characters of the longest line under a byline that names an office

_WALL = words.pattern("endings", "no story")


@dataclass(frozen=True, kw_only=True)
class LabelledPage:
    """A page whose story was found: the label of each segment, authors, publisher and live blog entries."""

    layout: Layout
    headline_source: str
    zoning: Zoning
    live: Live
    authors: Found[tuple[str, ...]]
    byline: int | None  # the segment that prints the authors
    publisher: Found[str]  # the domain, else the publication's own name
    site_name: str | None  # of the publication behind the domain
    labels: Labels

    @property
    def page(self) -> Page:
        """The parsed page."""
        return self.layout.page

    @cached_property
    def recall(self) -> frozenset[int]:
        """The numbers of the segments that a second, generous opinion takes for the story."""
        return self.page.main_segments - self.layout.body.other_stories

    @cached_property
    def placed(self) -> tuple[tuple[Segment, Block], ...]:
        """Each kept segment with its block; those of a table's row joined, an unprinted headline first."""
        segments = self.labels.segments
        zoned = (segment for segment, label in zip(segments, self.labels, strict=True) if label.zone)
        kept: Iterable[tuple[Segment, Block]]
        kept = ((segment, block) for segment in zoned for block in self.labels.blocks(segment))
        if self.layout.headline_number is None and self.layout.headline:
            title = Block(zone="headline", text=self.layout.headline, at=0, end=0)
            kept = chain([(segments[0], title)], kept)
        return tuple(in_rows(kept, self.page.source.text))

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """All kept blocks in page order, then text that only scripts have."""
        return (*(block for _, block in self.placed), *unprinted(self.live))


def base_of(page: Page) -> str | None:
    """Return the URL to which the page's links are relative, or None."""
    return page.address[0] or page.capture.url


def _outlet_of(page: Page) -> str:
    """Return the domain of the outlet that shows a page, "" if unknown.

    Sister papers declare the address of one of them as canonical: where "og:url" has the same path on another
    domain, and the page's name fits only that, it is the outlet's.
    """
    address, shown = base_of(page), page.data.named("og:url")
    domain, own = host_of(address), host_of(shown)
    is_sister = own and own != domain and path_of(shown or "") == path_of(address or "")
    return own if is_sister and site_name(page, own) and not site_name(page, domain) else domain


def read_page(capture: Capture) -> LabelledPage:
    """Return a capture's page, parsed and labelled; raises NotAnArticle if it has no story."""
    page = page_of(capture)
    title, source, number = headline(page.segments, page.data)
    chosen = own_story(page, body(page), number)
    layout = with_rules(Layout(page=page, body=chosen, headline=title, headline_number=number))
    zoning = Zoning(layout=layout)
    _refuse_other_pages(page, len(text_before_authors(zoning)) + sum(map(len, layout.body.unprinted)))
    return labelled(zoning, source)


def _refuse_other_pages(page: Page, length: int) -> None:
    """Raise NotAnArticle for a page without a story; `length` is the length of its text."""
    if length < (1 if page.capture.partial == SUMMARY else LEAST):
        visible = " ".join(segment.text for segment in page.segments)
        if len(visible) < 3000 and _WALL.search(visible):
            why = "it shows a login, a wall or an error; open the story and save it once its text is there."
        elif len(visible) < 400:
            why = (
                "its text is put there by scripts or missing; "
                "save it from the browser once its text is there."
            )
        else:
            why = "no part of the page reads like the text of one; save the page of a single story."
        raise no_story(page.capture.origin, why)
    address = base_of(page)
    if not page.data.is_of_article and address is not None and urlsplit(address).path in ("", "/"):
        why = "it is a front page or a list of stories; save the page of a single story instead."
        raise no_story(page.capture.origin, why)


def text_before_authors(zoning: Zoning) -> str:
    """Return the text of a story by its zones, before authors are known."""
    pairs = zip(zoning.layout.page.segments, zoning.labels, strict=True)
    return "\n\n".join(segment.text for segment, label in pairs if label.zone in TEXT_ZONES)


def labelled(zoning: Zoning, headline_source: str) -> LabelledPage:
    """Return the page with its authors, publisher and final labels."""
    layout, page = zoning.layout, zoning.layout.page
    domain = _outlet_of(page)
    live = Live(layout=layout, zoned=zoning.labels)
    finder = _finder(zoning, domain)
    authors = finder.find()
    byline = finder.byline(authors.value)
    publisher = Found(domain) if domain else publisher_name(page, authors.value)
    site = site_name(page, domain) if domain else None
    labels = Labels(list(page.segments), base_of(page), [(label,) for label in live.labels])
    _sign(labels, byline)
    known = Asides(authors=authors.value, publication=(publisher.value, site or ""))
    for number, zone in asides(labels, known).items():
        if number not in layout.rules.text:
            labels.keep(page.segments[number], zone)
    for segment, label in zip(page.segments, labels, strict=True):
        cut = split_credit(segment.text) if label.zone == "caption" else None
        if cut is not None:
            labels.segments[segment.number] = parted(segment, cut, page.source.text)
            labels.place(segment, Label("caption", end=cut), Label("credit", start=cut))
    return LabelledPage(
        layout=layout, headline_source=headline_source, zoning=zoning, live=live, authors=authors,
        byline=byline, publisher=publisher, site_name=site, labels=labels,
    )  # fmt: skip


def _finder(zoning: Zoning, domain: str) -> AuthorFinder:
    """Return a finder of authors for the page, with the places where its story may be signed."""
    layout = zoning.layout
    text = [number for number, label in enumerate(zoning.labels) if label.zone in TEXT_ZONES[1:]]
    printed = PrintedAuthors(
        page=layout.page,
        marks=layout.marks,
        title=layout.head.start if layout.headline_number is None else layout.headline_number,
        head=layout.head,
        tail=layout.tail,
        first=text[:4],
        last=text[:-4:-1],
        publisher=domain,
        outlets=outlets_of(layout.page.data, domain),
    )
    return AuthorFinder(printed=printed, rules=layout.rules)


def _sign(labels: Labels, printed: int | None) -> None:
    """Label the segment that prints the byline, and cut a line below it that names the author's office."""
    if printed is None or labels[printed].zone in ("headline", "deck"):
        return
    labels.keep(labels.segments[printed], "byline")
    for below in labels.segments[printed + 1 : printed + 2]:
        if len(below.text) < OFFICE and has_role(below.text) and below.text[-1] not in ".!?:":
            labels.cut(below, "field: byline")


_NO_KICKER = OVERRULES | {"menu", "gallery", "player", "button"}


def page_story(found: LabelledPage) -> Story:
    """Return the story of a labelled page: all fields with their sources, blocks, cards and cuts."""
    page, layout, base = found.page, found.layout, base_of(found.page)
    domain = _outlet_of(page)
    spoken = language(page.tree, page.data, text_before_authors(found.zoning))
    lines = [segment.text for segment in page.segments]
    clock = partial(assumed_timezone, domain, spoken.value, lines, rule=layout.rules.clock)
    times = PageTimes(layout=layout, clock=clock, language=spoken.value)
    published, changed = times.published, times.changed
    zone = assumed_on_page(clock(), published.timezone)
    moments = partial(
        dated_updates, assumed=lambda: zone, published=published.at, updated=changed.at, capture=page.capture
    )
    captioned = [
        (segment.element, block) for segment, block in found.placed if block.zone in ("caption", "credit")
    ]
    pictures = images(page, captioned, base)
    items, related, cuts = _beside(found)
    byline = None if found.byline is None else page.segments[found.byline].text
    titles = declared_titles(page.data, page.segments)
    bare_titles = ((bare_title(title, page.data), where) for title, where in titles)
    other_heads = other_titles(layout.headline, bare_titles)
    heads = (page.segments[number].text for number in layout.head)
    read_times = (find_read_time(text) for text in heads if len(text) < 160)
    by_day = published.source.endswith("day only")
    kicker, outlets = _kicker(found), outlets_of(page.data, domain)
    other_days = other_times(published.at, by_day, machine_times(page.data))
    return Story(
        capture=page.capture,
        form="live blog" if "LiveBlogPosting" in types(page.data.article) or found.live.entries else "story",
        headline=Found(layout.headline or "", found.headline_source, tuple(other_heads)),
        kicker=kicker,
        byline=Found(byline, "printed line" if byline else ""),
        authors=found.authors,
        publisher=found.publisher,
        site_name=found.site_name,
        published=Found(published, published.source, tuple(other_days)),
        updated=Found(changed.at, changed.source if changed.at else ""),
        address=Found(*page.address),
        slug=slug_of(page.address[0]),
        section=section(page, kicker.value, outlets, layout.rules),
        tags=page_tags(layout, outlets),
        language=spoken,
        read_minutes=next((found.minutes for found in read_times if found), None),
        has_audio=any(label.rule == "field: audio" for label in found.labels)
        or any("AudioObject" in str(node.get("@type")) for node in page.data.nodes),
        blocks=found.blocks,
        images=pictures,
        updates=updates(found.live.entries, page.segments, found.blocks, moments, found.live.unprinted),
        items=items,
        item_zone=zone,
        related=related,
        cuts=cuts,
        remarks=_remarks(found, pictured=bool(pictures)),
    )


def _kicker(found: LabelledPage) -> Found[str | None]:
    """Return the kicker and its source, by a publisher's rule, in the headline or as a line at it."""
    layout, segments = found.layout, found.page.segments
    title = layout.headline_number
    inside = kicker_in(segments[title]) if title is not None else None
    where = "inside the headline" if inside else "line at the headline"
    if by_rule := layout.rules.texts("kicker"):
        return Found(by_rule[0], where)
    if inside:
        return Found(inside, where)
    for number in layout.head:
        segment, marks = segments[number], layout.marks[number]
        if (
            "kicker" in marks
            and not marks & _NO_KICKER
            and 2 < len(segment.text) < 60
            and segment.text not in found.authors.value
            and found.labels[number].zone is None
            and not said(segment.text)
            and number not in layout.rules.cut
            and not find_times(segment.text)
        ):
            line = kicker_of(segment.inner) or None
            return Found(line, where if line else "")
    return Found(None)


def _beside(found: LabelledPage) -> tuple[list[Item], tuple[Related, ...], tuple[Cut, ...]]:
    """Return the ticker's items, the cards for other stories, and the other cuts."""
    segments, marks = found.page.segments, found.layout.marks
    items = list(items_of_page(found.page, [label.zone is None for label in found.labels], marks))
    taken = set(chain.from_iterable(item.taken for item in items))
    free = replace(found.labels, parts=[*found.labels.parts])
    free.take(taken)
    carded = list(cards(found.page, free, marks))
    words = {block.at for item in items for block in item.blocks}
    gone = {number for number in taken if segments[number].at in words}
    gone.update(chain.from_iterable(numbers for numbers, _ in carded))
    chosen, recall = found.layout.body.chosen, found.recall
    cuts: list[Cut] = []
    for number, label in enumerate(found.labels):
        if label.rule is not None and number not in gone:
            votes = (number in chosen) + (number in recall)
            cuts += found.labels.cuts(segments[number], found.zoning.restored(number), votes)
    return items, tuple(card for _, card in carded), tuple(cuts)


def _remarks(found: LabelledPage, *, pictured: bool) -> dict[str, str]:
    """Return remarks for the provenance: on the body, its pictures, the capture and the publisher's rules."""
    page, rules = found.page, found.layout.rules
    hints = hints_of((page.segments[number] for number in found.layout.kept), page.source.text)
    remarks = {
        "body": found.layout.body.source,
        "deck": "line under the headline" if any(label.zone == "deck" for label in found.labels) else None,
        "image": (lead_source(page) or "first picture in the story") if pictured else None,
        "hints": f"left out, as they are not shown in the text: {'; '.join(hints)}" if hints else None,
        "encoding": page.capture.doubt,
        "rules": rules.doubt,
    }
    said_of = {name: remark for name, remark in remarks.items() if remark}
    return said_of | dict.fromkeys(rules.printed, rules.source)
