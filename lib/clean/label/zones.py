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
from lib.clean.measure import asks
from lib.clean.says.captions import CAPTION, credits_picture, is_label, says_credit
from lib.clean.says.furniture import furniture_rule, wording
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
        found = [self._label(number) for number in range(len(self.layout.segments))]
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
        for number in [*lead_ins(self.layout.segments, found)]:
            if number not in self.layout.rules.text:
                found[number] = Label(None, found[number + 1].rule)
        return tuple(found)

    def restored(self, number: int) -> Label:
        """Return the label, with a zone, that a cut segment gets if the reader restores it."""
        pictured = self.layout.marks[number] & {"caption", "figure"}
        if pictured and self.layout.segments[number].element.tag != "p":
            return Label("caption")
        return self._text_zone(number)

    def _label(self, number: int) -> Label:
        layout = self.layout
        if number == layout.headline_number:
            return Label("headline")
        if rule := layout.rules.cut.get(number):
            return Label(None, rule)
        if (kept_as := layout.rules.keep.get(number, "body")) != "body":
            return Label(kept_as)
        if number in self._decks.numbers:
            return Label("deck")
        if number in layout.kept:
            if says_credit(layout.segments[number].text) and number not in layout.rules.text:
                return Label("credit") if self._credits_picture(number) else Label(None, "note")
            return self._text_zone(number)
        return self._caption(number) if number in self._captions else Label(None, self._rule(number))

    def _caption(self, number: int) -> Label:
        if is_label(self.layout.segments[number].text) and number + 1 not in self._credits:
            return Label(None, "control")
        if number in self._credits:
            return Label("credit")
        # A picture is printed large and in a gallery.
        again = len(self.layout.folds[number]) >= AGAIN and self._captions[number] != number
        return Label(None, "repeated") if again else Label("caption")

    def _text_zone(self, number: int) -> Label:
        segment = self.layout.segments[number]
        if "quote" in self.layout.marks[number]:
            return Label("quote")
        if in_table(segment):
            return Label("table")
        if in_list(segment, self.layout.holders):
            return Label("list")
        return Label("body", level=self._level(number))

    def _level(self, number: int) -> int:
        """Return the level of a sub-heading by its tag, its class or bold type; 0 for other segments."""
        segment, *below = self.layout.segments[number : number + 2]
        if len(segment.text) > SENTENCE and segment.prose and not asks(segment.text):
            return 0
        heavy = segment.strong and len(segment.text) < HEAVY and segment.text[-1] not in _RUNS_ON
        over_text = heavy and any(not text.strong and len(text.text) > HEAVY for text in below)
        over_text = over_text and number + 1 in self.layout.kept
        return heading_level(segment.element) or (STYLED if over_text else 0)

    @cached_property
    def _decks(self) -> Decks:
        return Decks(layout=self.layout)

    @cached_property
    def _captions(self) -> Mapping[int, int]:
        """{number of a caption's segment: number of the first caption in the same words}."""
        folds, first = self.layout.folds, dict[str, int]()
        numbers = filter(self._is_caption, range(len(folds)))
        return {number: first.setdefault(folds[number], number) for number in numbers}

    @cached_property
    def _credits(self) -> frozenset[int]:
        return credits_among(self.layout.page, list(self._captions))

    def _is_caption(self, number: int) -> bool:
        """Return whether a segment captions a picture in the story or between headline and text."""
        layout, headline = self.layout, self.layout.headline_number
        over_text = headline is not None and headline < number < self._decks.text
        if not (over_text or number in layout.inside) or number in layout.kept or number == headline:
            return False
        segment, marks = layout.segments[number], layout.marks[number]
        signs = "byline" in marks and "figure" not in marks and not says_credit(segment.text)
        if signs or marks & _NO_CAPTION or segment.element.tag == "button":
            return False
        pictured = marks & {"caption", "figure"} or ("credit" in marks and self._credits_picture(number))
        in_story = number in layout.body.chosen or number in layout.inside
        is_pictured = pictured or (in_story and layout.is_pictured(number))
        return bool(is_pictured) and _reads_as_caption(segment, marks)

    def _credits_picture(self, number: int) -> bool:
        """Return whether a line like "(Ada Holm)" is a credit: in the text, at a picture, or by wording."""
        segment = self.layout.segments[number]
        above = islice(segment.element.itersiblings("*", preceding=True), 1)  # no comment
        short = (each for each in above if len("".join(each.itertext())) <= CAPTION)  # no whole story
        below_picture = any(next(each.iter("img", "picture", "iframe"), None) is not None for each in short)
        return number < self._last or below_picture or credits_picture(segment.text)

    @cached_property
    def _last(self) -> int:
        """The number of the last segment of the text that is not a credit by its wording; 0 without one."""
        segments = self.layout.segments
        return max((n for n in self.layout.kept if not says_credit(segments[n].text)), default=0)

    def _rule(self, number: int) -> str:
        """Return the rule that cuts a segment: of its place, its words, the marks around it or its links."""
        layout, segment, marks = self.layout, self.layout.segments[number], self.layout.marks[number]
        if "head" in marks:
            return "page title"
        if rule := layout.dropped.get(number):
            return rule
        if layout.repeats_headline(number):
            return "repeated headline"
        if layout.folds[number] in self._kept_folds:
            return "repeated"
        stamped = "time" in marks and any(map(str.isdigit, segment.text))
        if len(segment.text) < LINE and not marks & _NO_CAPTION and (stamped or find_times(segment.text)):
            return "field: time"
        if rule := furniture_rule(segment.text) or self._of_box(segment, marks):
            return rule
        if number in layout.body.chosen and is_in_form(layout.page, number, layout.holders):
            return "control"
        if segment.linked > LINKED:
            few = layout.page.words[number] < 3 * len(segment.links)  # a word or two each
            return "menu" if few else "link" if number in layout.inside else "related"
        if layout.headline and len(segment.text) < TITLE and alike(layout.headline, segment.text):
            return "repeated headline"
        return UNKNOWN if number in layout.inside else "outside"

    def _of_box(self, segment: Segment, marks: frozenset[str]) -> str | None:
        """Return the rule that cuts a segment for the marks of the elements around it; None if none cuts.

        A headline of another story is cut as "related" where the rule is one of _LISTED.
        """
        rule = rule_of_marks(marks)
        listed = rule is not None and rule.startswith(_LISTED)
        return "related" if listed and is_headline_of_other(segment, self.layout.page.url) else rule

    @cached_property
    def _kept_folds(self) -> frozenset[str]:
        return frozenset(self.layout.folds[number] for number in self.layout.kept | self._decks.numbers)


def _reads_as_caption(segment: Segment, marks: frozenset[str]) -> bool:
    """Return whether a segment beside a picture can be its caption: no time, other story or furniture."""
    times, rule = find_times(segment.text), wording(segment.text)
    timed = "time" in marks or any(each.clock for each in times)  # a picture is dated by its day
    beside = len(segment.text) - sum(each.end - each.start for each in times)
    leads = not marks & {"caption", "credit"} and segment.linked > CARD and segment.weight >= BUTTON
    return (
        len(segment.text) <= CAPTION
        and any(map(str.isalpha, segment.text))
        and not leads
        and not (timed and beside < LABEL)
        and (rule is None or rule.name == "note")  # a credit may reserve rights
    )
