"""Locates the story on a page: the element that holds it, the segments at its head and tail, their marks."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice

from lxml.html import HtmlElement

from lib.clean import words
from lib.clean.label.marks import OVERRULES
from lib.clean.label.pictures import is_in_form, is_pictured
from lib.clean.label.vote import Body
from lib.clean.publishers import NO_RULES, AppliedRules
from lib.clean.says.furniture import furniture_rule
from lib.clean.segment import Segment
from lib.clean.segments.page import Page
from lib.model.folding import folded

UNRELIABLE = 0.35  # of the story's text: a mark on more of it is the page's layout, and says nothing
PARAGRAPH = 200  # characters of the shortest segment that shows that the text has begun
OVER, UNDER, INTO = 8, 12, 3  # segments over the headline, under it and into the text that may sign the story
CLOSE, BEHIND = 2, 16  # segments before the story's last and behind it that may sign it
STEPS, PICTURED = 3, 0.2  # texts under pictures, and their share of a story that consists of pictures
LINKED = 0.9  # of a segment's text: more is a link to something else

_OF_TEXT = frozenset({"quote", "list", "table"})  # marks that say what a text is, however much has them
_PARTS = frozenset({"code", "folded"})  # what stands between paragraphs and is of the story
_HOLDS_PART = frozenset({"figure", "button"})  # and what may stand around it
ASIDE = frozenset(words.read("markup")["apart"].split())


@dataclass(frozen=True, kw_only=True)
class Located:
    """A page with the votes on its story's text, its headline, and its publisher's rules."""

    page: Page
    body: Body
    headline: str  # "" where there is none
    headline_number: int | None
    rules: AppliedRules = NO_RULES

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The page's segments."""
        return self.page.segments

    @property
    def folds(self) -> tuple[str, ...]:
        """The texts of the segments, reduced to letters and digits for comparison."""
        return self.page.folds

    @cached_property
    def holders(self) -> frozenset[HtmlElement]:
        """The main element and all elements around it; marks on these say nothing of single segments."""
        main = self.body.main
        return frozenset() if main is None else frozenset({main, *main.iterancestors()})

    @cached_property
    def inside(self) -> frozenset[int]:
        """The numbers of the segments in the elements with the story's text, without further stories."""
        return frozenset(chain(*map(self.page.within, self.texts))) - self.body.other_stories

    @cached_property
    def texts(self) -> tuple[HtmlElement, ...]:
        """The elements with the story's text: the main one, others of its class, parts folded at first."""
        main = self.body.main
        if main is None:
            return ()
        *_, above = main, *islice(main.iterancestors(), 2)
        alike = [each for each in above.iter(main.tag) if each.get("class") == main.get("class")]
        unfolded = [node for node in main.itersiblings() if "folded" in self.page.marks.own(node)]
        return (*(alike if main.get("class") else [main]), *unfolded)

    @cached_property
    def marks(self) -> tuple[frozenset[str], ...]:
        """The marks of each segment in the markup, such as "menu".

        A mark on much of the story is left out.
        """
        segments, number = self.segments, self.headline_number
        headed = () if number is None else segments[number].element.iterancestors()
        below = self.holders.union(headed)  # a box with the headline is no row of buttons, nor a byline
        above = [self.page.marks.above(segment.inner, below=below) for segment in segments]
        sizes: Counter[str] = Counter()
        for number in self.body.chosen:
            for mark in above[number]:
                sizes[mark] += len(segments[number].text)
        total = self.page.letters(self.body.chosen)
        vague = frozenset(mark for mark, size in sizes.items() if size > UNRELIABLE * total) - _OF_TEXT
        return tuple(marks - vague for marks in above)

    @cached_property
    def head(self) -> range:
        """The numbers of segments around the headline, where byline and time are printed."""
        segments = self.segments
        start = self.headline_number if self.headline_number is not None else min(self.body.chosen, default=0)
        longs = (n for n in sorted(self.body.chosen) if n > start and len(segments[n].text) > PARAGRAPH)
        stop = max(next(longs, start) + INTO, start + UNDER)
        return range(max(0, start - OVER), min(self.body.end(len(segments)), stop))

    @cached_property
    def tail(self) -> range:
        """The numbers of the segments around the story's end, where some authors sign."""
        last = max(self.body.chosen, default=0)
        return range(max(0, last - CLOSE), min(self.body.end(len(self.segments)), last + BEHIND))

    @cached_property
    def around(self) -> tuple[int, ...]:
        """The numbers of the segments in, above and below the story, in page order."""
        last = max(self.inside, default=self.tail.start)
        below = range(last, min(last + BEHIND, self.tail.stop))
        return tuple(sorted({*self.inside, *self.head, *self.tail, *below}))

    def may_stay(self, number: int) -> bool:
        """Return whether a chosen segment may stay: no mark, wording or place speaks against it."""
        segment = self.segments[number]
        if self.repeats_headline(number) or self.marks[number] & (OVERRULES | {"caption", "credit"}):
            return False
        beside = furniture_rule(segment.text) or self.is_pictured(number)
        return not (beside or is_in_form(self.page, number, self.holders))

    def may_join(self, number: int, *, linked: bool = False) -> bool:
        """Return whether a segment that was not chosen may be text; with `linked` a link may be text, too."""
        segment, marks = self.segments[number], self.marks[number]
        return (
            number in self.inside
            and not marks & (OVERRULES | ASIDE - (_HOLDS_PART if marks & _PARTS else frozenset()))
            and not furniture_rule(segment.text)
            and (linked or segment.linked < LINKED or "folded" in marks)
            and not self.repeats_headline(number)
            and not self.is_pictured(number)
        )

    def is_pictured(self, number: int) -> bool:
        """Return whether a segment is a picture's text; False for all if such texts are much of the story."""
        return is_pictured(self.page, number, self.holders) and not self._is_in_pictures

    @cached_property
    def _is_in_pictures(self) -> bool:
        """Whether three or more texts under pictures make up over a fifth of the story."""
        sizes = {number: len(self.segments[number].text) for number in self.body.chosen}
        pictured = [size for number, size in sizes.items() if is_pictured(self.page, number, self.holders)]
        return len(pictured) >= STEPS and sum(pictured) > PICTURED * sum(sizes.values())

    def repeats_headline(self, number: int) -> bool:
        """Return whether a segment has the same words as the headline."""
        return self.folds[number] in self._titles

    @cached_property
    def _titles(self) -> frozenset[str]:
        """The headline as it was found and as the page prints it, as letters and digits alone."""
        printed = self.folds[self.headline_number] if self.headline_number is not None else ""
        return frozenset({folded(self.headline), printed} - {""})
