"""Finds the story on a page and labels every segment of it; refuses pages that hold none."""

from dataclasses import dataclass
from functools import cached_property

from lib.clean.addresses import host_of, path_of
from lib.clean.fields.authors import AuthorFinder
from lib.clean.fields.declared_authors import outlets_of
from lib.clean.fields.printed_authors import PrintedAuthors
from lib.clean.fields.publication import publisher_name, site_name
from lib.clean.found import Found
from lib.clean.label.labels import Label, Labels
from lib.clean.label.layout import Layout
from lib.clean.label.lists import in_rows
from lib.clean.label.notes import Notes, notes_on_page
from lib.clean.label.other_stories import own_story
from lib.clean.label.publisher import with_rules
from lib.clean.label.title import headline
from lib.clean.label.vote import body
from lib.clean.label.zones import Zoning
from lib.clean.live.blog import Live, unprinted
from lib.clean.says.captions import split_credit
from lib.clean.says.names import has_role
from lib.clean.segment import Segment
from lib.clean.segments.page import Page, page_of
from lib.clean.segments.runs import with_exact_offsets
from lib.clean.words import pattern
from lib.model.article import TEXT_ZONES, Block
from lib.model.capture import Capture
from lib.model.errors import no_story
from lib.model.folding import folded

LEAST = 60  # characters of a story's text; what a feed calls the summary of a story may be a word
EMPTY = 400  # characters of a page whose text is put there by scripts
WALLED = 3_000  # and of one that shows a login or an error instead of its story
OFFICE = 50  # characters of the longest line under a byline that names an office
FIRST, LAST = 4, 3  # segments of the text at its start and its end between which it may be signed


@dataclass(frozen=True, kw_only=True)
class LabelledPage:
    """A page whose story was found: the label of each segment, authors, publisher and live blog entries."""

    headline_source: str
    zoning: Zoning
    live: Live
    authors: Found[tuple[str, ...]]
    byline: int | None  # the segment that prints the authors
    domain: str  # of the outlet; "" if unknown
    publisher: Found[str]  # the domain, else the publication's own name
    site_name: str | None  # of the publication behind the domain
    labels: Labels

    @property
    def layout(self) -> Layout:
        """The page with its story located."""
        return self.zoning.layout

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
        """Each kept block with its segment; a segment with several kept parts stands here several times.

        The cells of a table's row are joined.
        """
        zoned = (each for each, label in zip(self.labels.segments, self.labels, strict=True) if label.zone)
        kept = ((segment, block) for segment in zoned for block in self.labels.blocks(segment))
        return tuple(in_rows(kept, self.page.source.text))

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """All kept blocks: an unprinted headline, blocks in page order, then text that only scripts have."""
        title = self.layout.headline if self.layout.headline_number is None else ""
        above = [Block(zone="headline", text=title, at=0, end=0)] if title else []
        return (*above, *(block for _, block in self.placed), *unprinted(self.live))


def _outlet_of(page: Page) -> str:
    """Return the domain of the outlet that shows a page; "" if unknown.

    Sister papers declare the address of one of them as canonical: if "og:url" has the same path, and the
    page's name does not fit the domain, the outlet is that of "og:url".
    """
    address, shown = page.address[0], page.data.named("og:url")
    domain = host_of(address)
    if shown and path_of(shown) == path_of(address or "") and not site_name(page, domain):
        return host_of(shown)
    return domain


def read_page(capture: Capture) -> LabelledPage:
    """Return a capture's page, parsed and labelled; raises NotAnArticle if it has no story."""
    page = page_of(capture)
    title, source, number = headline(page)
    chosen = own_story(page, body(page), number)
    layout = with_rules(Layout(page=page, body=chosen, headline=title, headline_number=number))
    zoning = Zoning(layout=layout)
    _refuse_other_pages(page, len(text_before_authors(zoning)) + sum(map(len, layout.body.unprinted)))
    return labelled(zoning, source)


def _refuse_other_pages(page: Page, length: int) -> None:
    """Raise NotAnArticle for a page without a story; `length` is the length of its text."""
    if length < (1 if page.capture.is_summary else LEAST):
        visible = " ".join(segment.text for segment in page.segments)
        if len(visible) < WALLED and pattern("endings", "no story").search(visible):
            why = "it shows a login, a wall or an error; open the story and save it once its text is there."
        elif len(visible) < EMPTY:
            why = (
                "its text is put there by scripts or missing; "
                "save it from the browser once its text is there."
            )
        else:
            why = "no part of the page reads like the text of one; save the page of a single story."
        raise no_story(page.capture.origin, why)
    address = page.address[0]
    if not page.data.is_of_article and address and path_of(address) in ("", "/"):
        why = "it is a front page or a list of stories; save the page of a single story instead."
        raise no_story(page.capture.origin, why)


def text_before_authors(zoning: Zoning) -> str:
    """Return the text of a story by its zones, before authors are known."""
    pairs = zip(zoning.layout.segments, zoning.labels, strict=True)
    return "\n\n".join(segment.text for segment, label in pairs if label.zone in TEXT_ZONES)


def labelled(zoning: Zoning, headline_source: str) -> LabelledPage:
    """Return the page with its authors, publisher and final labels."""
    layout, page = zoning.layout, zoning.layout.page
    domain = _outlet_of(page)
    live = Live(layout=layout, zoned=zoning.labels)
    site = site_name(page, domain) if domain else None
    finder = _finder(zoning, domain, site or domain)
    authors = finder.find()
    byline = finder.byline(authors.value)
    publisher = Found(domain) if domain else publisher_name(page, authors.value)
    labels = Labels(list(page.segments), page.base, [(label,) for label in live.labels])
    _sign(labels, byline)
    known = Notes(authors=authors.value, publication=(publisher.value, site or ""))
    for number, zone in notes_on_page(labels, known).items():
        if number not in layout.rules.text:
            labels.keep(page.segments[number], zone)
    for segment, label in zip(page.segments, labels, strict=True):
        cut = split_credit(segment.text) if label.zone == "caption" else None
        if cut:
            labels.segments[segment.number] = with_exact_offsets(segment, cut, page.source.text)
            labels.place(segment, Label("caption", end=cut), Label("credit", start=cut))
    return LabelledPage(
        headline_source=headline_source, zoning=zoning, live=live, authors=authors, byline=byline,
        domain=domain, publisher=publisher, site_name=site, labels=labels,
    )  # fmt: skip


def _finder(zoning: Zoning, domain: str, site: str) -> AuthorFinder:
    """Return a finder of authors for the page, with the places where its story may be signed.

    `domain` is the publisher's, `site` the name that the page declares for itself.
    """
    layout = zoning.layout
    text = [number for number, label in enumerate(zoning.labels) if label.zone in TEXT_ZONES[1:]]
    outlets = outlets_of(layout.page.data, domain) | {folded(site)} - {""}
    first, last = text[:FIRST], text[: -LAST - 1 : -1]
    printed = PrintedAuthors(
        layout=layout, head=layout.head, tail=layout.tail, first=first, last=last,
        publisher=domain, outlets=outlets,
    )  # fmt: skip
    return AuthorFinder(printed=printed)


def _sign(labels: Labels, printed: int | None) -> None:
    """Label the segment that prints the byline, and cut a line below it that names the author's office."""
    if printed is None or labels[printed].zone in ("headline", "deck"):
        return
    labels.keep(labels.segments[printed], "byline")
    for below in labels.segments[printed + 1 : printed + 2]:
        if len(below.text) < OFFICE and has_role(below.text) and below.text[-1] not in ".!?:":
            labels.cut(below, "field: byline")
