"""Finds the authors of a page's story, as declared, linked or printed; the outlet only if alone."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, takewhile

from lxml.html import HtmlElement

from lib.clean import words
from lib.clean.fields.declared_authors import (
    Authors,
    declared_authors,
    declared_outlet,
    is_account,
    outlets_of,
    page_authors,
)
from lib.clean.fields.profiles import in_card, linked_authors, without_mail
from lib.clean.fields.signature import foot_authors, head_authors
from lib.clean.found import Claim, Found
from lib.clean.publishers import NO_RULES, AppliedRules
from lib.clean.says.bylines import opens_byline
from lib.clean.says.furniture import OVERRULES
from lib.clean.says.names import (
    SmallWords,
    clean_names,
    is_agency,
    is_button,
    is_desk,
    is_name_like,
    is_outlet,
    is_person,
    is_uncased_name,
)
from lib.clean.says.times import find_times
from lib.clean.segment import Segment
from lib.clean.segments.marks import HEADINGS
from lib.clean.segments.metadata import texts
from lib.clean.segments.page import Page
from lib.model.folding import folded

LONGEST = 220  # characters of a printed byline
INTO = 4  # segments of text among which a byline may stand
MOSTLY = 0.5  # of a line that is hardly more than the links in it

_ELSEWHERE = frozenset(
    {"comments", "caption", "credit", "figure", "related", "head", "menu", "footer", "embed"}
)
_CONTROLS = (OVERRULES - {"bio"}) | {"button", "gallery", "form"}

_BYLINES = frozenset({"byline markup", "byline rule"})  # sources that a label or a mark speaks for
_UNDER = "names under the text"
_JOINED = words.pattern("authors", "joined")


@dataclass(frozen=True, kw_only=True)
class AuthorFinder:
    """Finds the authors of a page's story at the headline, around the text and in the metadata."""

    page: Page
    marks: Sequence[frozenset[str]]
    title: int  # the segment of the headline, else the first around it
    head: range  # segments around the headline
    tail: range  # segments just after the story
    first: Sequence[int]  # segments with which the story's text begins
    last: Sequence[int]  # and ends, from the end
    publisher: str
    rules: AppliedRules = NO_RULES

    def find(self) -> Authors:
        """Return the authors of the story from the best source that names any, and others' claims."""
        best = self._best()
        authors = as_printed(best.value, (segment.text for segment in self.page.segments))
        return Found(authors, best.source, tuple(other_authors(authors, self._declared)))

    def _best(self) -> Authors:
        """Return the authors by the publisher's rule, by declaration or in print; else the outlet.

        A login name is replaced by the printed author, and a desk or agency by the persons who sign with it;
        the agency is put last.
        """
        by_rule = clean_names(self.rules.texts("authors"), self._outlets)
        declared = Found(by_rule, self.rules.source) if by_rule else next(iter(self._declared), None)
        best = declared or next(self._in_print(), None) or self._outlet()
        if declared and not by_rule and all(is_account(name, self.page.data) for name in best.value):
            known = set(map(str.casefold, best.value))
            others = (found for found in self._in_print() if known.isdisjoint(map(str.casefold, found.value)))
            for names, where, _ in islice(others, 1):
                best = Found(names, f"{where}, for the account {best.value[0]}")
        if best.value and all(is_desk(name) or is_agency(name) for name in best.value):
            agencies = tuple(filter(is_agency, best.value))
            over = range(self.title + 1, min(self.first, default=self.head.stop - 1) + 1)
            for names, where, _ in replace(self, head=over, tail=range(0))._in_print():
                labelled = where in _BYLINES or (where == _UNDER and not agencies)
                persons = tuple(name for name in names if is_person(name) and not self._is_of_words(name))
                if persons and labelled:
                    return Found((*persons, *agencies), f"{where}, for {best.value[0]}")
        return best

    @cached_property
    def _declared(self) -> list[Authors]:
        return declared_authors(self.page.data, self._outlets, self.publisher)

    @cached_property
    def _outlets(self) -> frozenset[str]:
        return outlets_of(self.page.data, self.publisher)

    def _in_print(self) -> Iterator[Authors]:
        """Yield the authors printed at each place of the page with their source, best place first."""
        for lines, source, trusted in self._places():
            names = [name for name in clean_names(lines, self._outlets) if folded(name) not in self._sections]
            single = trusted and names and not is_desk(names[0]) and not is_outlet(names[0])
            uncased = [name for name in names if " " in name and is_uncased_name(name)]
            found = tuple(uncased if source == "byline markup" else names[:1] if single else ())
            if any(map(is_name_like, names)):
                found = tuple(filter(is_name_like, names))
            if found:
                yield Found(found, source)

    def _outlet(self) -> Authors:
        """Return the authors of the page itself, else the outlet, as declared or linked, with the source."""
        if names := page_authors(self.page.data, self._outlets):
            return Found(names, "json-ld, the page")
        linked = self._linked(self.head) or self._linked(self.tail)
        for names, source in (
            (declared_outlet(self.page.data), "json-ld"),
            (clean_names(linked, frozenset())[:1], "author link"),
            (clean_names(self.page.data.meta.get("author", ()), frozenset())[:1], "meta author"),
        ):
            if names:
                return Found(names, f"{source}, the outlet itself")
        return Found((), "none")

    @cached_property
    def _sections(self) -> frozenset[str]:
        """The section names, folded: declared ones, and links near the story that a menu repeats.

        Links to author profiles are not sections.
        """
        linked = {
            folded(segment.text[link.start : link.end])
            for segment in (self.page.segments[number] for number in (*self.head, *self.tail))
            for link in segment.links
            if link.url not in linked_authors(segment, self.publisher)
        }
        pairs = zip(self.page.folds, self.marks, strict=True)
        menus = {fold for fold, marks in pairs if "menu" in marks} if linked else set()
        declared = map(folded, texts(self.page.data.article.get("articleSection")))
        return frozenset(linked & menus) | frozenset(declared)

    def _places(self) -> Iterator[tuple[list[str], str, bool]]:
        """Yield for each place that may name authors its lines, its source, and if one word can be a name."""
        segments, text = self.page.segments, max(self.first, default=self.head.stop)
        near = [n for n in self.head if self._is_marked(n) and (n <= text or not in_card(segments[n]))]
        yield self._linked(self.head), "author link", True
        yield [line for number in near[:3] for line in _lines_of(segments[number])], "byline markup", False
        beside = [
            n
            for n in self._in_head()
            if self.title < n < min(self.first, default=self.head.stop) + INTO
            and not self.marks[n] & _CONTROLS
            and (segments[n].element.tag not in HEADINGS or self._is_marked(n))
        ]
        signed = head_authors([segments[n] for n in (self.title, *beside)], self._needs_label)
        yield [*signed], "names beside the headline", True
        own = (n for n in self.head if "related" not in self.marks[n])
        above = (n for n in own if n <= text or not in_card(segments[n]))
        # Without a time beside it a heading signs nothing, nor does one word: "By Land and Sea", "By Friday".
        for line in (segments[n] for n in above if opens_byline(segments[n].text)):
            if (timed := bool(find_times(line.text))) or line.element.tag not in HEADINGS:
                yield [line.text], "byline rule", timed
                break
        yield self._signed_foot(), _UNDER, True

    def _signed_foot(self) -> list[str]:
        """Return who signs in the last two lines of the text or just below it."""
        segments, last = self.page.segments, sorted(self.last[:2])
        under = (n for n in self.tail if not last or n > last[-1])
        own = [n for n in under if not self.marks[n] & _ELSEWHERE and not in_card(segments[n])]
        return [*foot_authors([segments[n] for n in (*last, *own)], self._needs_label)]

    def _needs_label(self, name: str) -> bool:
        """Return whether a name without label may be a button or heading, or what the story is about."""
        told = any(folded(name) in self.page.folds[n] for n in self.first if self.page.segments[n].prose)
        return told or is_uncased_name(name) or self._is_of_words(name)

    def _is_of_words(self, name: str) -> bool:
        return is_button(name) or self._small_words.hold(name)

    @cached_property
    def _small_words(self) -> SmallWords:
        return SmallWords(segment.text for segment in self.page.segments)

    def _in_head(self) -> Iterator[int]:
        """Yield the numbers of the segments around the headline that belong to the story."""
        return (number for number in self.head if not self.marks[number] & _ELSEWHERE)

    def _linked(self, place: range) -> list[str]:
        """Return the texts that name up to four authors by links to their profiles."""
        found: dict[str, str] = {}
        for number in place:
            segment = self.page.segments[number]
            below = number > min(self.first, default=0)
            # A sentence links those whom it tells of.
            tells = segment.prose and segment.linked < MOSTLY and not opens_byline(segment.text)
            if tells or self.marks[number] & _ELSEWHERE or (below and in_card(segment, bare=True)):
                continue
            linked = linked_authors(segment, self.publisher)
            names = {url: text for url, text in linked.items() if url not in found}
            whole = clean_names([segment.text], self._outlets) if names else ()
            named = all(is_name_like(name) or is_agency(name) for name in whole)
            if set(clean_names(names.values(), self._outlets)) < set(whole) and named:
                names[next(iter(names))] = segment.text
            found |= names
        return list(found.values())[:4]

    def _is_marked(self, number: int) -> bool:
        marks = self.marks[number]
        return "byline" in marks and not marks & _ELSEWHERE and len(self.page.segments[number].text) < LONGEST

    def printed(self, authors: tuple[str, ...]) -> int | None:
        """Return the number of the segment near the headline that prints the byline; None without one."""
        if (by_rule := self.rules.first("byline")) is not None:
            return by_rule
        for number in self._in_head():
            text, fold = self.page.segments[number].text, self.page.folds[number]
            named = any(folded(author) in fold for author in authors if len(author) > 3)
            signed = "byline" in self.marks[number] or len(text) < 60 or opens_byline(text)
            if named and signed and len(text) < LONGEST:
                return number
        return None


def _lines_of(segment: Segment) -> list[str]:
    """Return the lines of a byline as its markup breaks them; after "by" only what an "and" joins."""
    parts = (
        "\n" if isinstance(part, HtmlElement) else part for part in segment.element.xpath(".//text()|.//br")
    )
    lines = [" ".join(line.split()) for line in "".join(parts).split("\n")]
    lines = [line for line in lines if line and line in segment.text]
    if len(lines) < 2 or " ".join(lines) != segment.text:
        return [without_mail(segment)]
    if not opens_byline(lines[0]):
        return lines
    return [" ".join([lines[0], *takewhile(_JOINED.match, lines[1:])])]


def other_authors(authors: Sequence[str], found: Iterable[Authors]) -> Iterator[Claim]:
    """Yield the names and source of each claim that names someone other than the authors."""
    own = set(map(folded, authors))
    return ((", ".join(names), where) for names, where, _ in found if set(map(folded, names)) - own)


def as_printed(authors: tuple[str, ...], lines: Iterable[str]) -> tuple[str, ...]:
    """Return declared authors spelled as the page prints them: with capitals and spaces."""
    short = [line for line in lines if len(line) < 2_000] if authors else []
    whole = "\n".join(short)
    return tuple(_spelled(name, whole) if " " in name else _apart(name, short) for name in authors)


def _apart(login: str, lines: Iterable[str]) -> str:
    """Return a login as separate words, if a line prints just those: "adaholm" gives "Ada Holm"."""
    if not (login.isascii() and login.islower()) or len(login) < 6:
        return login
    named = (line for line in lines if " " in line and len(line) < 40 and folded(line) == login)
    return next(filter(is_name_like, named), login)


def _spelled(name: str, whole: str) -> str:
    pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
    if re.search(pattern, whole):
        return name
    forms = Counter(re.findall(pattern, whole, re.IGNORECASE))
    mixed = [form for form, _ in forms.most_common() if not form.isupper() and not form.islower()]
    return mixed[0] if mixed else name
