"""One page as all stages of the cleaning see it: parsed once, looked at from every side."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree
from lxml.html import HtmlElement

from lib.clean.addresses.declared import page_address
from lib.clean.html.marks import Marks
from lib.clean.html.parse import parsed
from lib.clean.html.pieces import Piece
from lib.clean.html.recall import MOST_MARKUP, main_text
from lib.clean.html.segments import Source, segmented
from lib.clean.html.structured import Structured, structured
from lib.clean.html.votes import folded, voted
from lib.model.capture import Capture

MOST_PIECES = 12_000  # beyond this the libraries take minutes
MOST_ELEMENTS = 40_000


@dataclass(frozen=True, kw_only=True)
class Page:
    """A parsed page with its pieces and its own metadata."""

    capture: Capture
    tree: HtmlElement
    source: Source
    data: Structured
    marks: Marks = field(default_factory=Marks)

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces in page order."""
        return self.source.pieces

    @cached_property
    def folds(self) -> tuple[str, ...]:
        """The pieces' texts as votes compare them."""
        return tuple(folded(piece.text) for piece in self.pieces)

    @cached_property
    def address(self) -> tuple[str | None, str]:
        """The canonical address of the story and which source gave it."""
        return page_address(self.tree, self.data, self.capture.url)

    @cached_property
    def order(self) -> Mapping[HtmlElement, int]:
        """The place of each element in the document."""
        return {node: place for place, node in enumerate(self.tree.iter(etree.Element))}

    @cached_property
    def is_big(self) -> bool:
        """Whether a library would take minutes over the page."""
        return len(self.pieces) > MOST_PIECES or len(self.order) > MOST_ELEMENTS

    @cached_property
    def main_text(self) -> str | None:
        """The text of the page's main part, nearly all of it; None for a page too big to be asked about."""
        too_long = self.is_big or len(self.capture.content) > MOST_MARKUP
        return None if too_long else main_text(self.capture.content)

    @cached_property
    def recalled(self) -> frozenset[int] | None:
        """The pieces that this text holds."""
        return None if self.main_text is None else voted(self.folds, self.main_text)


def page_of(capture: Capture) -> Page:
    """Parse a capture and read what it says about itself."""
    tree = parsed(capture)
    return Page(capture=capture, tree=tree, source=segmented(tree), data=structured(tree))
