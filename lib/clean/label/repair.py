"""Locates the story on a page, and repairs the extractors' votes on which segments are its text."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise

from lxml.html import HtmlElement

from lib.clean.addresses import host_of
from lib.clean.label.closing import closing
from lib.clean.label.leading import links_away
from lib.clean.label.lists import CELLS, LAID_OUT, completed, in_table, tables_between
from lib.clean.label.pictures import is_of_form, is_pictured
from lib.clean.label.vote import Body
from lib.clean.publishers import NO_RULES, AppliedRules
from lib.clean.says.furniture import OVERRULES, said
from lib.clean.says.times import find_times
from lib.clean.segment import Segment
from lib.clean.segments.boxes import nearest
from lib.clean.segments.marks import HEADINGS, heading_level
from lib.clean.segments.page import Page
from lib.model.folding import folded

UNRELIABLE = 0.35  # a mark on this share of the story's text says nothing
HEAD = 6  # segments at the start in which bylines and times are looked for
TAIL = 4
LABELS = 75  # characters of the longest line above the headline that names a section
LABEL = 24  # characters beside the time in a line that prints nothing but it
SUB_HEADING = 150  # characters of the longest one that only its class makes a heading
KNOWN = 40  # folded characters of the shortest text that a story does not print twice
QUOTED = 20  # and of one that stands apart from the paragraph that holds it
REFRAIN = 3  # times that a text is printed on purpose between texts that are printed once
PARTED = 2  # segments of prose in a row that no element holds with the story's
SHORT = 300  # texts of a story in which each is counted
REPEATED = 0.8  # of a segment's text that other segments hold, each as a whole
STEPS = 3  # segments under pictures of the shortest text that they carry
PICTURED = 0.2  # and its share of the story
SHARE_AFTER = 0.2  # of the text that can stand behind the main element and be none of the story's

_QUOTES, _LISTED = frozenset({"quote", "factbox"}), frozenset({"list", "table", "embed"})
_SENTENCE_ENDS = '.!?…»”"。'
_PARTS = frozenset({"code", "folded"})  # what stands between paragraphs and is of the story
_BRACKETS = re.compile(r"[\s()\[\].,;]*[()\[\]][\s()\[\].,;]*")
_PLACES = ("li", "dt", "dd", "td", "th")
_TOGGLES = frozenset({"a", "button", "summary"})
_HOLDS_PART = frozenset({"figure", "button"})  # and what may stand around it
ASIDE = frozenset(
    {"caption", "credit", "figure", "menu", "footer", "gallery", "player", "button", "kicker", "noscript"}
)


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A page with its story's text and headline located, and its publisher's rules."""

    page: Page
    body: Body
    headline: str | None
    headline_number: int | None
    rules: AppliedRules = NO_RULES

    @cached_property
    def holders(self) -> frozenset[HtmlElement]:
        """The main element and all around it; their marks apply to the page, not to a part of it."""
        main = self.body.main
        return frozenset() if main is None else frozenset({main, *main.iterancestors()})

    @cached_property
    def inside(self) -> frozenset[int]:
        """The numbers of the segments inside the main element and those like it, without other stories."""
        return frozenset(chain(*map(self.page.within, self._texts))) - self.body.other_stories

    @cached_property
    def _texts(self) -> tuple[HtmlElement, ...]:
        """The elements with the story's text: the main one, those of its class nearby, folded ones."""
        main = self.body.main
        if main is None:
            return ()
        parent = main.getparent()
        above = parent.getparent() if parent is not None and parent.getparent() is not None else parent
        folded = [node for node in main.itersiblings() if "folded" in self.page.marks.own(node)]
        if above is None or not main.get("class"):
            return (main, *folded)
        alike = (
            each for each in above.iter(main.tag) if each is main or each.get("class") == main.get("class")
        )
        return (*alike, *folded)

    @cached_property
    def marks(self) -> tuple[frozenset[str], ...]:
        """The markup's marks of each segment, without marks that much of the story has."""
        above = [self.page.marks.above(segment.inner, below=self.holders) for segment in self.page.segments]
        weights: Counter[str] = Counter()
        for number in self.body.chosen:
            for mark in above[number]:
                weights[mark] += len(self.page.segments[number].text)
        total = sum(len(self.page.segments[number].text) for number in self.body.chosen)
        vague = frozenset(mark for mark, weight in weights.items() if weight > UNRELIABLE * total)
        return tuple(marks - (vague - {"quote", "list", "table"}) for marks in above)

    @cached_property
    def head(self) -> range:
        """The numbers of segments around the headline, where byline and time are printed."""
        segments = self.page.segments
        start = self.headline_number if self.headline_number is not None else min(self.body.chosen, default=0)
        longs = (n for n in sorted(self.body.chosen) if n > start and len(segments[n].text) > 200)
        stop = max(next(longs, start) + 3, start + 12)
        return range(max(0, start - 8), min(self.body.end(len(segments)), stop))

    @cached_property
    def tail(self) -> range:
        """The numbers of the segments around the story's end, where some authors sign."""
        last = max(self.body.chosen, default=0)
        return range(max(0, last - 2), min(self.body.end(len(self.page.segments)), last + 16))

    @cached_property
    def kept(self) -> frozenset[int]:
        """The numbers of the segments of the story's text: the chosen ones, repaired."""
        found = self._found - self.dropped.keys()
        return (found - self.rules.cut.keys() - self.rules.keep.keys()) | self.rules.text

    @cached_property
    def _found(self) -> frozenset[int]:
        start = 0 if self.headline_number is None else self.headline_number + 1
        chosen = sorted(number for number in self.body.chosen if self._holds(number))
        chosen = [number for number in chosen if number >= start or number in self.inside]
        chosen = list(self._without_edges(self._in_the_story_s_cell(chosen)))
        found = frozenset(chosen) | frozenset(self._missed(chosen))
        found |= frozenset(self._parted(found))
        around = (self.page, found, self._completes, self.holders)
        return found.union(completed(*around), tables_between(*around))

    def _completes(self, number: int) -> bool:
        """Return whether a segment may complete a list or table that is mostly kept."""
        if in_table(self.page.segments[number]):
            return number in self.inside and not self.marks[number] & OVERRULES
        return self._clean(number) and self._holds(number)

    @cached_property
    def dropped(self) -> Mapping[int, str]:
        """The rule for each segment, by number, that is taken as text and yet none of the story's."""
        away = links_away(self.page, sorted(self._found), self.page.address[0] or self.page.capture.url)
        rest = [number for number in sorted(self._found) if number not in away]
        after = dict.fromkeys(self._after_end(rest), "outside")
        beside = {number for number, marks in enumerate(self.marks) if marks & (OVERRULES | {"gallery"})}
        paper = (self.page.data.named("og:site_name") or "", host_of(self.page.capture.url))
        rest_of_text = [each for each in rest if each not in after]
        ended = closing(self.page.segments, rest_of_text, paper=paper, beside=beside)
        repeated = dict.fromkeys(self._repeats(rest), "repeated")
        # A citation that was cut leaves its brackets.
        signs = {n: "layout" for n in self._found if _BRACKETS.fullmatch(self.page.segments[n].text)}
        above = (n for n in self.body.chosen & self.inside if n < (self.headline_number or 0))
        # Lines over the headline that name the section or the paper are no sentences.
        texts = ((number, self.page.segments[number].text) for number in above)
        labels = {n: "outside" for n, text in texts if len(text) < LABELS and text[-1] not in _SENTENCE_ENDS}
        return {**labels, **away, **after, **ended, **repeated, **signs}

    def _repeats(self, found: list[int]) -> Iterator[int]:
        """Yield the numbers of segments that repeat text of the story: pull quotes, texts printed again."""
        folds = self.page.folds
        whole = "\n".join(folds[number] for number in found)
        for number in found:
            apart = len(folds[number]) >= QUOTED and bool(self.marks[number] & _QUOTES)
            apart = apart and not self.marks[number] & _LISTED and whole.count(folds[number]) > 1
            if apart and any(
                folds[number] in folds[each] and (each < number or folds[each] != folds[number])
                for each in found
                if each != number
            ):
                yield number
        yield from self._printed_again([number for number in found if len(folds[number]) > KNOWN])

    def _printed_again(self, long: list[int]) -> Iterator[int]:
        """Yield the numbers of the longer segments that repeat one or several others."""
        folds = self.page.folds
        for number, below in pairwise(long):  # a summary, and the same behind the dateline
            if folds[below] != folds[number] and folds[below].endswith(folds[number]):
                yield number
        times = Counter(folds[number] for number in long)
        seen: dict[str, int] = {}
        for number in sorted(long, key=lambda n: (n not in self.body.chosen, n)):
            seen.setdefault(folds[number], number)
        starts: dict[str, set[int]] = {}
        whole = "\n".join(folds[number] for number in long)
        for fold in seen:  # of a short story few are asked about at each place of its texts
            if len(long) > SHORT or whole.count(fold[:KNOWN]) > 1:
                starts.setdefault(fold[:KNOWN], set()).add(len(fold))
        for place, number in enumerate(long):
            fold, around = folds[number], long[max(0, place - 1) : place + 2]
            alone = sum(times[folds[near]] > 1 for near in around) == 1
            if seen[fold] != number and not (alone and times[fold] >= REFRAIN):
                yield number
            held = [part for part in _parts(fold, starts) if seen.get(part, number) != number]
            if len(held) > 1 and sum(map(len, held)) > REPEATED * len(fold):
                yield number

    def _after_end(self, found: list[int]) -> list[int]:
        """Return the segments after the main element if they are short in total and unlike those in it."""
        segments = self.page.segments
        end = max((number for number in found if number in self.inside), default=None)
        if end is None:
            return []
        kinds = {_kind(segments[number]) for number in found if number <= end}
        after = [number for number in found if number > end and _kind(segments[number]) not in kinds]
        size = sum(len(segments[number].text) for number in after)
        return after if size < SHARE_AFTER * sum(len(segments[number].text) for number in found) else []

    def _in_the_story_s_cell(self, chosen: list[int]) -> list[int]:
        """Return the chosen segments without those in cells of a layout table that hold no chosen paragraph.

        A table lays out the page if one of its cells holds at least LAID_OUT chosen paragraphs.
        """
        cells = {number: nearest(self.page.segments[number].element, *CELLS) for number in chosen}
        held = Counter(cells[n] for n in chosen if self.page.segments[n].element.tag == "p")
        laid_out = [cell for cell, paragraphs in held.items() if cell is not None and paragraphs >= LAID_OUT]
        tables = {next(cell.iterancestors("table"), None) for cell in laid_out}
        return [
            number
            for number, cell in cells.items()
            if cell is None or held[cell] or next(cell.iterancestors("table"), None) not in tables
        ]

    def _holds(self, number: int) -> bool:
        segment = self.page.segments[number]
        if self.repeats_headline(number) or self.marks[number] & OVERRULES:
            return False
        if self.marks[number] & {"caption", "credit"} or said(segment.text):
            return False
        return not self.is_pictured(number) and not is_of_form(self.page, number, self.holders)

    def is_pictured(self, number: int) -> bool:
        """Return whether a segment is a picture's text, in a story that is not told in pictures."""
        return is_pictured(self.page, number, self.holders) and not self._tells_by_pictures

    @cached_property
    def _tells_by_pictures(self) -> bool:
        """Whether three or more texts under pictures make up over a fifth of the story."""
        segments = self.page.segments
        pictured = [number for number in self.body.chosen if is_pictured(self.page, number, self.holders)]
        size = sum(len(segments[number].text) for number in pictured)
        return len(pictured) >= STEPS and size > PICTURED * sum(
            len(segments[n].text) for n in self.body.chosen
        )

    def _without_edges(self, chosen: list[int]) -> Iterator[int]:
        """Yield the numbers without times and link lines at both ends, and bylines at the start."""
        for place, number in enumerate(chosen):
            segment, marks = self.page.segments[number], self.marks[number]
            links = segment.linked > 0.8 and segment.element.tag != "td"
            if place < HEAD and marks & {"byline", "time", "kicker"} and len(segment.text) < 150:
                continue
            if place < HEAD and (_is_only_time(segment.text) or (links and len(segment.text) < LABELS)):
                continue
            if place >= len(chosen) - TAIL and (links or _is_only_time(segment.text)):
                continue
            yield number

    def _missed(self, chosen: list[int]) -> Iterator[int]:
        """Yield the numbers of sub-headings, paragraphs and lists like the chosen ones that were missed."""
        if not chosen:
            return
        segments = self.page.segments
        parents = {
            segments[number].element.getparent() for number in chosen if segments[number].element.tag == "p"
        }
        parents |= set(self._texts)
        known = set(chosen)
        start = -1 if self.headline_number is None else self.headline_number
        for number in sorted(self.inside, reverse=True):  # a list is known before its heading is asked
            if number in known or number < start or (number < chosen[0] and number in self.body.chosen):
                continue
            if self._is_subheading(number, known) or (
                self._clean(number) and self._is_missed(number, chosen, parents)
            ):
                known.add(number)
                yield number

    def _parted(self, found: frozenset[int]) -> Iterator[int]:
        """Yield the prose between two segments of the story that stands in other elements than they do."""
        for before, below in pairwise(sorted(found)):
            between = range(before + 1, below)
            bare = all(
                self.page.segments[n].prose and not self.page.segments[n].links and not self.marks[n]
                for n in between
            )
            if len(between) <= PARTED and bare:
                yield from (n for n in between if self._holds(n))

    def _is_missed(self, number: int, chosen: list[int], parents: set[HtmlElement | None]) -> bool:
        """Return whether a segment is a list, note or running text like the story's that was missed."""
        segment = self.page.segments[number]
        noted = "footnote" in self.marks[number]
        if chosen[0] < number and (noted or number < chosen[-1]) and self._is_part(number):
            return True
        if number > chosen[-1] and segment.element.tag == "p" and "folded" in self.marks[number]:
            return self._kinds[segment.dress] > 1 or segment.element.get("class") is None
        if chosen[0] < number < chosen[-1] + 8 and self._stands_beside(segment, chosen, parents):
            return True
        if (number < chosen[0] and segment.element.tag in HEADINGS) or (
            number in self.head and _is_only_time(segment.text)
        ):
            return False
        said_between = chosen[0] < number < chosen[-1] and segment.text[-1] in _SENTENCE_ENDS
        alike, tag = self._kinds[_kind(segment)] > 1, segment.element.tag
        if said_between and not segment.links and (alike or (tag == "div" and self._is_step(segment))):
            return True
        long = tag in ("div", "section", "article") and len(segment.text) > 60
        runs = tag in HEADINGS or (segment.linked < 0.5 and (tag in ("p", "blockquote") or long))
        return runs and (alike or self._kinds[segment.dress] > 2 or segment.element in self._texts)

    def _stands_beside(self, segment: Segment, chosen: list[int], parents: set[HtmlElement | None]) -> bool:
        """Return whether a segment without links is in a list or table next to the story's paragraphs."""
        item = nearest(segment.element, *_PLACES)
        if segment.links or item is None or not any(map(str.isalpha, segment.text)):
            return False
        whole = next(item.iterancestors("ul", "ol", "dl", "table"), None)
        return (
            whole is not None and whole.getparent() in parents and not {*chosen} & {*self.page.within(whole)}
        )

    def _is_step(self, segment: Segment) -> bool:
        """Return whether an element has no class, or several of its kind in the story hold sentences."""
        inside = (self.page.segments[number] for number in self.inside)
        alike = (other for other in inside if other.dress == segment.dress)
        return (
            not segment.element.get("class") or sum(other.text[-1] in _SENTENCE_ENDS for other in alike) > 1
        )

    def _is_part(self, number: int) -> bool:
        """Return whether a segment is a listing, footnote or folded text, or the line that unfolds one."""
        if "folded" not in self.marks[number]:
            named = bool({"code", "footnote"} & self.marks[number])
            return named and any(map(str.isalpha, self.page.segments[number].text))
        below = number + 1
        opens = self.page.segments[number].element.tag in _TOGGLES
        return not opens or (
            below in self.inside
            and "folded" in self.marks[below]
            and self.page.segments[below].element.tag not in _TOGGLES
        )

    @cached_property
    def _kinds(self) -> Counter[tuple[str | None, ...]]:
        """The number of the chosen segments of each kind, and of each tag with class."""
        segments = [self.page.segments[number] for number in self.body.chosen if self._holds(number)]
        return Counter(map(_kind, segments)) + Counter(
            segment.dress for segment in segments if segment.dress[1]
        )

    def _is_subheading(self, number: int, known: set[int]) -> bool:
        """Return whether a segment is the sub-heading of the text just below; it may be linked."""
        segment = self.page.segments[number]
        if (
            number + 1 not in known
            or not heading_level(segment.element)
            or not self._clean(number, linked=True)
        ):
            return False
        beside = segment.element.getparent() is self.page.segments[number + 1].element.getparent()
        if segment.element.tag not in HEADINGS:
            return beside and segment.linked < 0.5 and len(segment.text) < SUB_HEADING
        return segment.linked < 0.9 or beside or all(link.url.startswith("#") for link in segment.links)

    def _clean(self, number: int, *, linked: bool = False) -> bool:
        segment, marks = self.page.segments[number], self.marks[number]
        return (
            number in self.inside
            and not marks & (OVERRULES | ASIDE - (_HOLDS_PART if marks & _PARTS else frozenset()))
            and not said(segment.text)
            and (linked or segment.linked < 0.9 or "folded" in marks)
            and not self.repeats_headline(number)
            and not self.is_pictured(number)
        )

    def repeats_headline(self, number: int) -> bool:
        """Return whether a segment has the same words as the headline."""
        return self.page.folds[number] in self._titles

    @cached_property
    def _titles(self) -> frozenset[str]:
        """The headline as found and as printed, folded."""
        printed = self.page.folds[self.headline_number] if self.headline_number is not None else ""
        return frozenset({folded(self.headline or ""), printed} - {""})


def _parts(text: str, starts: Mapping[str, set[int]]) -> set[str]:
    """Return the parts of a text that begin with one of the starts, in each of its known lengths."""
    places = range(len(text) - KNOWN if starts else 0)
    return {text[at : at + length] for at in places for length in starts.get(text[at : at + KNOWN], ())}


def _is_only_time(text: str) -> bool:
    """Return whether a short line has only times and perhaps a label."""
    times = find_times(text) if len(text) < 90 and any(map(str.isdigit, text)) else []
    printed = sum(each.end - each.start for each in times)
    return bool(times) and len(text) - printed < LABEL


def _kind(segment: Segment) -> tuple[str | None, ...]:
    """Return what segments of one text have in common: tag and class of the element and its parent."""
    parent = segment.element.getparent()
    around = (parent.tag, parent.get("class")) if parent is not None else (None, None)
    return (*segment.dress, *around)
