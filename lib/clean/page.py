"""One page as all stages of the cleaning see it: parsed once, looked at from every side."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lxml.html import HtmlElement

from lib.clean.declared import page_address
from lib.clean.marks import Marks
from lib.clean.parse import parsed
from lib.clean.pieces import Piece
from lib.clean.source import Source, segmented
from lib.clean.structured import Structured, structured
from lib.clean.votes import folded
from lib.model.capture import Capture


@dataclass(frozen=True, kw_only=True)
class Page:
    """A parsed page with its pieces and its own metadata."""

    capture: Capture
    tree: HtmlElement
    source: Source
    data: Structured
    marks: Marks = field(default_factory=Marks)

    @property
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
        return {node: place for place, node in enumerate(self.tree.iter())}


def page_of(capture: Capture) -> Page:
    """Parses a capture and reads what it says about itself."""
    tree = parsed(capture)
    return Page(capture=capture, tree=tree, source=segmented(tree), data=structured(tree))
