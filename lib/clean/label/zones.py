"""Labels every segment of a page: a zone if it is kept, a rule if it is cut."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from lib.clean.label.decks import Decks
from lib.clean.label.features import Features
from lib.clean.label.labels import Label
from lib.clean.label.layout import Layout
from lib.clean.label.leading import is_headline_of_other, lead_ins
from lib.clean.label.lists import in_list, in_table
from lib.clean.label.marks import OVERRULES, rule_of_marks
from lib.clean.label.model import RULE as FURNITURE
from lib.clean.label.model import verdict
from lib.clean.label.pictures import credits_among, is_in_form
from lib.clean.measure import asks, weight
from lib.clean.says.captions import CAPTION, credits_picture, is_label, says_credit
from lib.clean.says.furniture import said, wording
from lib.clean.says.times import find_times
from lib.clean.says.titles import alike
from lib.clean.segment import Segment
from lib.clean.segments.elements import STYLED, heading_level

HEAVY = 90  # characters of the longest bold line that is a sub-heading
BUTTON = 4  # words of the shortest line that is more than one
CARD = 0.9  # of a segment that stands in links from which on it leads to a story
LABEL = 30  # letters beside a time that say whose it is: "Updated", an author, a source
LINE = 80  # characters of a line that is nothing but a time and what it is of
TITLE = 200  # characters of the longest line that may be the headline in other words
LINKED = 0.6  # of a text: more is a menu or leads to another story
SENTENCE = 120  # characters of the longest sentence that is a heading: a longer one is only dressed as one
AGAIN = 25  # letters of the shortest caption that is known when it comes again
_RUNS_ON = ".,;:。、，；：।۔؛،։"

UNKNOWN = "unclassified"  # the rule of what no rule knows
_LISTED = ("field", "share", "footer", "advertisement")  # rules by marks that a box of other stories may have
_NO_CAPTION = OVERRULES | {"menu", "head", "noscript", "drawing"}


@dataclass(frozen=True, kw_only=True)
class Zoning:
    """The labels of a page's segments, once its story is located: each a zone or the rule that cuts it."""

    layout: Layout

    @cached_property
    def labels(self) -> tuple[Label, ...]:
        """The label of every segment, in page order, including the model's changes."""
        found = [self._label(number) for number in range(len(self.layout.page.segments))]
        if self.layout.page.capture.is_summary:
            return tuple(found)
        changed = verdict(
            Features(self.layout.page, self.layout.headline_number),
            [label.zone for label in found],
            headings={number for number, label in enumerate(found) if label.level},
            fixed=self.layout.rules.text,
            unknown=[number for number, label in enumerate(found) if label.rule == UNKNOWN],
        )
        for number, confidence in changed.cut.items():
            found[number] = Label(None, FURNITURE, confidence=confidence)
        for number in changed.keep:
            found[number] = self.restored(number)
        for number in [*lead_ins(self.layout.page.segments, found)]:
            if number not in self.layout.rules.text:
                found[number] = Label(None, found[number + 1].rule)
        return tuple(found)

    def restored(self, number: int) -> Label:
        """Return the label, with a zone, that a cut segment has when the reader restores it."""
        segment, marks = self.layout.page.segments[number], self.layout.marks[number]
        if marks & {"caption", "figure"} and segment.element.tag != "p":
            return Label("caption", None)
        return self._text_zone(number, segment, marks)

    def _label(self, number: int) -> Label:
        segment, marks = self.layout.page.segments[number], self.layout.marks[number]
        if number == self.layout.headline_number:
            return Label("headline", None)
        if rule := self.layout.rules.cut.get(number):
            return Label(None, rule)
        if (kept_as := self.layout.rules.keep.get(number, "body")) != "body":
            return Label(kept_as, None)
        if number in self._decks.numbers:
            return Label("deck", None)
        if number in self.layout.kept:
            if says_credit(segment.text) and number not in self.layout.rules.text:
                return Label("credit", None) if self._credits_picture(number) else Label(None, "note")
            return self._text_zone(number, segment, marks)
        if number in self._captions:
            return self._caption(number, segment)
        return Label(None, self._rule(number, segment, marks))

    def _caption(self, number: int, segment: Segment) -> Label:
        if is_label(segment.text) and number + 1 not in self._credits:
            return Label(None, "control")
        if number in self._credits:
            return Label("credit", None)
        fold = self.layout.page.folds[number]  # a picture is printed large and in a gallery
        again = len(fold) >= AGAIN and self._captions[number] != number
        return Label(None, "repeated") if again else Label("caption", None)

    def _text_zone(self, number: int, segment: Segment, marks: frozenset[str]) -> Label:
        if "quote" in marks:
            return Label("quote", None)
        if in_table(segment):
            return Label("table", None)
        if in_list(segment, self.layout.holders):
            return Label("list", None)
        return Label("body", None, self._level(number, segment))

    def _level(self, number: int, segment: Segment) -> int:
        """Return the level of a sub-heading by its tag, its class or bold type; 0 if the segment is none."""
        if len(segment.text) > SENTENCE and segment.prose and not asks(segment.text):
            return 0
        segments = self.layout.page.segments
        below = segments[number + 1] if number + 1 in self.layout.kept else None
        heavy = segment.strong and len(segment.text) < HEAVY and segment.text[-1] not in _RUNS_ON
        over_text = heavy and below is not None and not below.strong and len(below.text) > HEAVY
        return heading_level(segment.element) or (STYLED if over_text else 0)

    @cached_property
    def _decks(self) -> Decks:
        return Decks(layout=self.layout)

    @cached_property
    def _captions(self) -> Mapping[int, int]:
        """The numbers of the story's captions, each with that of the first one in the same words."""
        folds, first = self.layout.page.folds, dict[str, int]()
        numbers = filter(self._is_caption, range(len(folds)))
        return {number: first.setdefault(folds[number], number) for number in numbers}

    @cached_property
    def _credits(self) -> frozenset[int]:
        return credits_among(list(self._captions), self.layout.page.segments, self.layout.page.marks)

    def _is_caption(self, number: int) -> bool:
        """Return whether a segment captions a picture in the story or between headline and text."""
        marks, text = self.layout.marks[number], self.layout.page.segments[number].text
        if number in self.layout.kept or number == self.layout.headline_number:
            return False
        segment, pictured = self.layout.page.segments[number], bool(marks & {"caption", "figure"})
        if marks & _NO_CAPTION or segment.element.tag == "button":
            return False
        if "byline" in marks and "figure" not in marks and not says_credit(text):
            return False
        in_story = number in self.layout.body.chosen or number in self.layout.inside
        if "credit" in marks and not pictured:
            pictured = self._credits_picture(number)
        if not pictured and not (in_story and self.layout.is_pictured(number)):
            return False
        times = find_times(text)
        timed = "time" in marks or any(each.clock for each in times)
        if timed and len(text) - sum(each.end - each.start for each in times) < LABEL:
            return False  # when the story was printed; a picture is dated by its day
        if not marks & {"caption", "credit"} and segment.linked > CARD and weight(text) >= BUTTON:
            return False
        if len(text) > CAPTION or not any(map(str.isalpha, text)):
            return False
        if (rule := wording(text)) and rule.name != "note":  # a credit may reserve rights
            return False
        headline = self.layout.headline_number
        return number in self.layout.inside or (headline is not None and headline < number < self._decks.text)

    def _credits_picture(self, number: int) -> bool:
        """Return whether a line like a credit is one: in the text, right below a picture, or by its words."""
        segment = self.layout.page.segments[number]
        above = islice(segment.element.itersiblings("*", preceding=True), 1)  # no comment
        short = (each for each in above if len("".join(each.itertext())) <= CAPTION)  # no whole story
        below_picture = any(next(each.iter("img", "picture", "iframe"), None) is not None for each in short)
        return number < self._last or below_picture or credits_picture(segment.text)

    @cached_property
    def _last(self) -> int:
        """The number of the last segment of the text that is not a credit by its wording; 0 without one."""
        segments = self.layout.page.segments
        return max((n for n in self.layout.kept if not says_credit(segments[n].text)), default=0)

    def _rule(self, number: int, segment: Segment, marks: frozenset[str]) -> str:
        if "head" in marks:
            return "page title"
        if rule := self.layout.dropped.get(number):
            return rule
        if self.layout.repeats_headline(number):
            return "repeated headline"
        if self.layout.page.folds[number] in self._kept_folds:
            return "repeated"
        stamped = "time" in marks and any(map(str.isdigit, segment.text))
        if len(segment.text) < LINE and not marks & _NO_CAPTION and (stamped or find_times(segment.text)):
            return "field: time"
        if rule := said(segment.text) or self._of_box(segment, marks):
            return rule
        layout = self.layout
        if number in layout.body.chosen and is_in_form(layout.page, number, layout.holders):
            return "control"
        if segment.linked > LINKED:
            few = layout.page.words[number] < 3 * len(segment.links)  # a word or two each
            return "menu" if few else "link" if number in layout.inside else "related"
        if self.layout.headline and len(segment.text) < TITLE and alike(self.layout.headline, segment.text):
            return "repeated headline"
        return UNKNOWN if number in self.layout.inside else "outside"

    def _of_box(self, segment: Segment, marks: frozenset[str]) -> str | None:
        """Return the rule of the marks; "related" for another story's headline if it is _LISTED; or None."""
        rule, page = rule_of_marks(marks), self.layout.page
        listed = rule is not None and rule.startswith(_LISTED)
        other = listed and is_headline_of_other(segment, page.address[0] or page.capture.url)
        return "related" if other else rule

    @cached_property
    def _kept_folds(self) -> frozenset[str]:
        own = self.layout.kept | self._decks.numbers
        return frozenset(self.layout.page.folds[number] for number in own)
