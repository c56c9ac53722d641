"""A page with the final label of every piece, its live blog entries and its authors."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from lib.clean import words
from lib.clean.addresses import host_of, kept_links
from lib.clean.fields.authors import AuthorFinder
from lib.clean.fields.publication import publisher_name, site_name
from lib.clean.found import Found
from lib.clean.label.labels import Label
from lib.clean.label.lists import in_rows
from lib.clean.label.notes import Asides, asides
from lib.clean.label.other_stories import own_story
from lib.clean.label.publisher import with_rules
from lib.clean.label.repair import Layout
from lib.clean.label.title import headline
from lib.clean.label.vote import body
from lib.clean.label.zones import Zoning
from lib.clean.live.blog import Live, unprinted
from lib.clean.says.captions import split_credit
from lib.clean.says.names import has_role
from lib.clean.segment import Segment
from lib.clean.segments.html import split_piece
from lib.clean.segments.page import Page, page_of
from lib.model.article import TEXT_ZONES, Block
from lib.model.capture import Capture
from lib.model.errors import no_story
from lib.model.feed import SUMMARY

LEAST = 60  # characters of a story's text; what a feed calls the summary of a story may be a word
OFFICE = 50  # characters of the longest line under a byline that names an office

_WALL = words.pattern("endings", "no story")


@dataclass(frozen=True, kw_only=True)
class LabelledPage:
    """A page whose story was found: the label of each piece, authors, publisher and live blog entries."""

    layout: Layout
    headline_source: str
    zoning: Zoning
    live: Live
    authors: Found[tuple[str, ...]]
    byline: int | None  # the piece that prints the authors
    publisher: Found[str]  # the domain, else the publication's own name
    site_name: str | None  # of the publication behind the domain
    labels: tuple[Label, ...]

    @property
    def page(self) -> Page:
        """The parsed page."""
        return self.layout.page

    @cached_property
    def recall(self) -> frozenset[int]:
        """The numbers of the pieces that a second, generous opinion takes for the story."""
        return self.page.main_pieces - self.layout.body.other_stories

    @cached_property
    def placed(self) -> tuple[tuple[Segment, Block], ...]:
        """Each kept piece with its block; the cells of a table row are joined."""
        return tuple(in_rows(self._pieced(), self.page.source.text))

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """All kept blocks in page order, then text that only scripts have."""
        return (*(block for _, block in self.placed), *unprinted(self.live))

    def _pieced(self) -> Iterator[tuple[Segment, Block]]:
        """Yield each kept piece with its block, a caption with credit as two; an unprinted headline first."""
        if self.layout.headline_piece is None and self.layout.headline:
            yield self.page.pieces[0], Block(zone="headline", text=self.layout.headline, at=0, end=0)
        for piece, label in zip(self.page.pieces, self.labels, strict=True):
            if label.zone is None:
                continue
            cut = split_credit(piece.text) if label.zone == "caption" else None
            if cut is None:
                yield piece, Block(zone=label.zone, text=piece.text, at=piece.at, end=piece.end,
                                   links=kept_links(piece.links, base_of(self.page)),
                                   level=label.level)  # fmt: skip
                continue
            first, second = split_piece(piece, cut, self.page.source.text)
            yield piece, Block(zone="caption", text=first.text, at=first.at, end=first.end)
            yield piece, Block(zone="credit", text=second.text, at=second.at, end=second.end)


def base_of(page: Page) -> str | None:
    """Return the URL to which the page's links are relative, or None."""
    return page.address[0] or page.capture.url


def read_page(capture: Capture) -> LabelledPage:
    """Return a capture's page, parsed and labelled; raises NotAnArticle if it has no story."""
    page = page_of(capture)
    title, source, number = headline(page.pieces, page.data)
    chosen = own_story(page, body(page), number)
    layout = with_rules(Layout(page=page, body=chosen, headline=title, headline_piece=number))
    zoning = Zoning(layout=layout)
    _refuse_other_pages(page, len(text_before_authors(zoning)) + sum(map(len, layout.body.unprinted)))
    return labelled(zoning, source)


def _refuse_other_pages(page: Page, length: int) -> None:
    """Raise NotAnArticle for a page without a story; `length` is the length of its text."""
    if length < (1 if page.capture.partial == SUMMARY else LEAST):
        visible = " ".join(piece.text for piece in page.pieces)
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
    pairs = zip(zoning.layout.page.pieces, zoning.labels, strict=True)
    return "\n\n".join(piece.text for piece, label in pairs if label.zone in TEXT_ZONES)


def labelled(zoning: Zoning, headline_source: str) -> LabelledPage:
    """Return the page with its authors, publisher and final labels."""
    layout, page = zoning.layout, zoning.layout.page
    domain = host_of(base_of(page))
    live = Live(layout=layout, zoned=zoning.labels)
    finder = _finder(zoning, domain)
    authors = finder.find()
    byline = finder.printed(authors.value)
    publisher = Found(domain) if domain else publisher_name(page, authors.value)
    site = site_name(page, domain) if domain else None
    labels = list(live.labels)
    _sign(labels, page.pieces, byline)
    known = Asides(authors=authors.value, publication=(publisher.value, site or ""))
    for number, zone in asides(page.pieces, labels, known, base_of(page)).items():
        if number not in layout.rules.text:
            labels[number] = Label(zone, None)
    return LabelledPage(
        layout=layout, headline_source=headline_source, zoning=zoning, live=live, authors=authors,
        byline=byline, publisher=publisher, site_name=site, labels=tuple(labels),
    )  # fmt: skip


def _finder(zoning: Zoning, domain: str) -> AuthorFinder:
    """Return a finder of authors for the page, with the places where its story may be signed."""
    layout = zoning.layout
    text = [number for number, label in enumerate(zoning.labels) if label.zone in TEXT_ZONES[1:]]
    return AuthorFinder(
        page=layout.page,
        marks=layout.marks,
        title=layout.head.start if layout.headline_piece is None else layout.headline_piece,
        head=layout.head,
        tail=layout.tail,
        first=text[:4],
        last=text[:-4:-1],
        publisher=domain,
        rules=layout.rules,
    )


def _sign(labels: list[Label], pieces: Sequence[Segment], printed: int | None) -> None:
    """Label the piece that prints the byline, and cut a line below it that names the author's office."""
    if printed is None or labels[printed].zone in ("headline", "deck"):
        return
    labels[printed] = Label("byline", None)
    office = pieces[printed + 1].text if printed + 1 < len(labels) else "."
    if len(office) < OFFICE and has_role(office) and office[-1] not in ".!?:":
        labels[printed + 1] = Label(None, "field: byline")
