"""Gives every piece of a page its fate: a zone when it is kept, a rule when it is cut."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml.html import HtmlElement

from lib.clean.body import Body
from lib.clean.captions import CAPTION, credits_among, is_credit
from lib.clean.cuts import OVERRULES, said, standing
from lib.clean.headline import alike
from lib.clean.page import Page
from lib.clean.source import Piece
from lib.clean.votes import folded
from lib.model.article import Zone

UNRELIABLE = 0.35  # a mark on this share of the story's text says nothing
HEAD = 6  # pieces at the start in which bylines and times are looked for
TAIL = 4
DECK = 700  # characters of the longest standfirst

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_CLEAN = frozenset(
    {"caption", "credit", "figure", "menu", "footer", "gallery", "player", "button", "kicker", "noscript"}
)


def _kind(piece: Piece) -> tuple[str | None, ...]:
    """What pieces of one text have in common: their tag and class and those of the element around them."""
    parent = piece.element.getparent()
    around = (parent.tag, parent.get("class")) if parent is not None else (None, None)
    return (piece.element.tag, piece.element.get("class"), *around)


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of one piece."""

    zone: Zone | None
    rule: str | None
    level: int = 0


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A page with its body and headline found, asked for the fate of its pieces."""

    page: Page
    body: Body
    headline: str | None
    headline_piece: int | None

    @cached_property
    def holders(self) -> frozenset[HtmlElement]:
        """The main element and all around it: their marks stand for the page, not for a place on it."""
        main = self.body.main
        return frozenset() if main is None else frozenset({main, *main.iterancestors()})

    @cached_property
    def inside(self) -> frozenset[int]:
        """The pieces inside the main element."""
        elements = frozenset(node for holder in self._texts for node in holder.iter())
        return frozenset(number for number, piece in enumerate(self.page.pieces) if piece.element in elements)

    @cached_property
    def _texts(self) -> tuple[HtmlElement, ...]:
        """The main element and its twins: some pages part the story where an advertisement stands."""
        main = self.body.main
        if main is None:
            return ()
        parent = main.getparent()
        above = parent.getparent() if parent is not None and parent.getparent() is not None else parent
        if above is None or not main.get("class"):
            return (main,)
        return tuple(
            node for node in above.iter(main.tag) if node is main or node.get("class") == main.get("class")
        )

    @cached_property
    def marks(self) -> tuple[frozenset[str], ...]:
        """The marks of each piece, without those that hang on much of the story."""
        above = [self.page.marks.above(piece.inner, below=self.holders) for piece in self.page.pieces]
        weights: Counter[str] = Counter()
        for number in self.body.chosen:
            for mark in above[number]:
                weights[mark] += len(self.page.pieces[number].text)
        total = sum(len(self.page.pieces[number].text) for number in self.body.chosen)
        vague = frozenset(mark for mark, weight in weights.items() if weight > UNRELIABLE * total)
        return tuple(marks - (vague - {"quote", "list", "table"}) for marks in above)

    @cached_property
    def head(self) -> range:
        """The pieces around the headline, where byline and time are printed."""
        pieces = self.page.pieces
        start = self.headline_piece if self.headline_piece is not None else min(self.body.chosen, default=0)
        longs = (n for n in sorted(self.body.chosen) if n > start and len(pieces[n].text) > 200)
        return range(max(0, start - 8), min(len(pieces), max(next(longs, start) + 3, start + 12)))

    @cached_property
    def tail(self) -> range:
        """The pieces just after the story, where some sign."""
        last = max(self.body.chosen, default=0)
        return range(max(0, last - 2), min(len(self.page.pieces), last + 10))

    @cached_property
    def fates(self) -> tuple[Fate, ...]:
        """The fate of every piece, in page order."""
        kept = self._kept
        fates = [self._fate(number, kept) for number in range(len(self.page.pieces))]
        return tuple(fates)

    @cached_property
    def _kept(self) -> frozenset[int]:
        """The pieces of the story's text: the chosen ones, repaired."""
        start = (self.headline_piece or -1) + 1
        chosen = sorted(number for number in self.body.chosen if self._holds(number))
        chosen = [number for number in chosen if number >= start or number in self.inside]
        chosen = list(self._without_edges(chosen))
        return frozenset(chosen) | frozenset(self._missed(chosen))

    def _holds(self, number: int) -> bool:
        piece = self.page.pieces[number]
        if self._repeats_headline(number) or self.marks[number] & OVERRULES:
            return False
        if self.marks[number] & {"caption", "credit"} or (
            piece.linked > 0.9 and len(piece.text) < 200 and said(piece.text)
        ):
            return False
        return not said(piece.text)

    def _without_edges(self, chosen: list[int]) -> Iterator[int]:
        """Drops times and bylines from the start and link lines from the end."""
        for place, number in enumerate(chosen):
            piece, marks = self.page.pieces[number], self.marks[number]
            if place < HEAD and marks & {"byline", "time", "kicker"} and len(piece.text) < 150:
                continue
            if place >= len(chosen) - TAIL and piece.linked > 0.8 and piece.element.tag != "td":
                continue
            yield number

    def _missed(self, chosen: list[int]) -> Iterator[int]:
        """Sub-headings and paragraphs among chosen ones, or of their kind, that no extractor returned."""
        if not chosen:
            return
        kinds = Counter(_kind(self.page.pieces[number]) for number in chosen)
        known = frozenset(chosen)
        for number in sorted(self.inside):
            piece = self.page.pieces[number]
            if number in known or number < chosen[0] or not self._clean(number):
                continue
            if piece.element.tag in _HEADINGS and (number + 1 in known or kinds[_kind(piece)] > 1):
                yield number
            elif self._is_paragraph(piece) and piece.linked < 0.5 and kinds[_kind(piece)] > 1:
                yield number

    def _is_paragraph(self, piece: Piece) -> bool:
        tag = piece.element.tag
        return tag in ("p", "blockquote") or (tag in ("div", "section", "article") and len(piece.text) > 60)

    def _clean(self, number: int) -> bool:
        piece = self.page.pieces[number]
        return (
            number in self.inside
            and not self.marks[number] & (OVERRULES | _CLEAN)
            and not said(piece.text)
            and piece.linked < 0.9
            and not self._repeats_headline(number)
        )

    def _repeats_headline(self, number: int) -> bool:
        return self.page.folds[number] in self._titles

    @cached_property
    def _titles(self) -> frozenset[str]:
        """The headline as it is understood and as it is printed, folded."""
        printed = self.page.folds[self.headline_piece] if self.headline_piece is not None else ""
        return frozenset({folded(self.headline or ""), printed} - {""})

    def _fate(self, number: int, kept: frozenset[int]) -> Fate:
        piece, marks = self.page.pieces[number], self.marks[number]
        if number == self.headline_piece:
            return Fate("headline", None)
        if number in kept:
            return self._zone(number, piece, marks)
        if self._is_deck(number):
            return Fate("deck", None)
        if number in self._captions:
            return Fate("credit" if number in self._credits else "caption", None)
        return Fate(None, self._rule(number, piece, marks))

    def _zone(self, number: int, piece: Piece, marks: frozenset[str]) -> Fate:
        if self._is_deck(number):
            return Fate("deck", None)
        if is_credit(piece.text):
            return Fate("credit", None)
        level = _HEADINGS.get(piece.element.tag, 0)
        if "quote" in marks:
            return Fate("quote", None)
        if piece.element.tag in ("td", "th") or "table" in marks:
            return Fate("table", None)
        if piece.element.tag in ("li", "dd", "dt") or "list" in marks:
            return Fate("list", None)
        return Fate("body", None, level)

    def _is_deck(self, number: int) -> bool:
        """Whether a piece is the standfirst: between headline and text, marked so or equal to the description."""
        return number in self._decks and number <= self._first

    @cached_property
    def _first(self) -> int:
        """The first kept piece that is no standfirst."""
        return min((each for each in self._kept if each not in self._decks), default=len(self.page.pieces))

    @cached_property
    def _decks(self) -> frozenset[int]:
        start = self.headline_piece if self.headline_piece is not None else -1
        body = sorted(self.body.chosen)
        stop = next(
            (
                n
                for n in body
                if n > start and "deck" not in self.marks[n] and len(self.page.pieces[n].text) > 200
            ),
            start + 12,
        )
        told = [folded(text) for text in self._descriptions()]
        found = [
            n for n in range(start + 1, min(stop + 2, len(self.page.pieces))) if self._reads_as_deck(n, told)
        ]
        return frozenset(found[:2])

    def _reads_as_deck(self, number: int, told: list[str]) -> bool:
        piece, marks = self.page.pieces[number], self.marks[number]
        if (
            not 20 < len(piece.text) <= DECK
            or piece.linked > 0.5
            or said(piece.text)
            or self._repeats_headline(number)
        ):
            return False
        if marks & (OVERRULES | _CLEAN | {"byline", "time", "head"}):
            return False
        return "deck" in marks or self.page.folds[number] in told

    def _descriptions(self) -> Iterator[str]:
        data = self.page.data
        for key in ("description", "alternativeHeadline", "abstract"):
            value = data.article.get(key)
            if isinstance(value, str):
                yield value
        for name in ("description", "og:description", "twitter:description"):
            yield from data.meta.get(name, ())

    @cached_property
    def _captions(self) -> tuple[int, ...]:
        """The pieces that caption pictures of the story."""
        return tuple(number for number in range(len(self.page.pieces)) if self._is_caption(number))

    @cached_property
    def _credits(self) -> frozenset[int]:
        return credits_among(self._captions, self.page.pieces, self.page.marks)

    def _is_caption(self, number: int) -> bool:
        """Whether a piece belongs to a picture of the story: inside the story, or between headline and text."""
        marks, text = self.marks[number], self.page.pieces[number].text
        if (
            number in self._kept
            or number == self.headline_piece
            or not marks & {"caption", "figure", "credit"}
        ):
            return False
        if marks & (OVERRULES | {"menu", "head", "noscript"}) or (
            "footer" in marks and "figure" not in marks
        ):
            return False
        after_headline = self.headline_piece is not None and self.headline_piece < number < self._first
        return (number in self.inside or after_headline) and not said(text) and len(text) <= CAPTION

    def _rule(self, number: int, piece: Piece, marks: frozenset[str]) -> str:
        if piece.element.tag == "title" and "head" in marks:
            return "page title"
        if self._repeats_headline(number):
            return "headline repeated"
        if self.page.folds[number] in self._kept_folds:
            return "repeated"
        rule = said(piece.text) or standing(marks)
        if rule:
            return rule
        if piece.linked > 0.6:
            return "link" if number in self.inside else "related"
        if self.headline and alike(self.headline, piece.text):
            return "headline repeated"
        return "unclassified" if number in self.inside or not self.inside else "outside"

    @cached_property
    def _kept_folds(self) -> frozenset[str]:
        return frozenset(self.page.folds[number] for number in self._kept)
