"""Finds the authors of a page's story, as declared, linked or printed; the outlet only if alone."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from lib.clean.fields.declared_authors import (
    Authors,
    declared_authors,
    declared_outlet,
    is_account,
    page_authors,
)
from lib.clean.fields.printed_authors import LONGEST, MARKUP, RULE, UNDER, PrintedAuthors
from lib.clean.found import Claim, Found
from lib.clean.label.layout import Layout
from lib.clean.measure import size
from lib.clean.says.bylines import opens_byline
from lib.clean.says.name_lists import clean_names
from lib.clean.says.names import capital_share, is_agency, is_desk, is_name_like, is_person
from lib.model.folding import folded

SHORT = 60  # characters of a line with an author's name that needs no mark to be the byline
NAME = 4  # letters of the shortest name by which that line is known
LOGIN = 6  # and of the shortest login that is looked for as two words
WORDS = 40  # characters of the longest line that is those words
MOSTLY = 0.5  # of a sentence's words that open with a capital, where it does no more than sign
SPELLED = 2_000  # characters of the longest line in which a name's spelling is looked for


@dataclass(frozen=True, kw_only=True)
class AuthorFinder:
    """Finds the authors of a page's story in its metadata and in print."""

    printed: PrintedAuthors

    @property
    def layout(self) -> Layout:
        """The page with its story located."""
        return self.printed.layout

    def find(self) -> Authors:
        """Return the authors of the story from the best source that names any, and what others claim."""
        best = self._best()
        authors = as_printed(best.value, (segment.text for segment in self.layout.segments))
        return Found(authors, best.source, tuple(other_authors(authors, self._declared)))

    def _best(self) -> Authors:
        """Return the authors by the publisher's rule, declaration or print; the outlet if nobody is named."""
        by_rule = clean_names(self.layout.rules.texts("authors"), self.printed.outlets)
        if by_rule:
            return self._with_persons(Found(by_rule, self.layout.rules.source))
        if declared := next(iter(self._declared), None):
            return self._with_persons(self._without_account(declared))
        return self._with_persons(next(self.printed.found(), None) or self._outlet())

    @cached_property
    def _declared(self) -> list[Authors]:
        return declared_authors(self.layout.page.data, self.printed.outlets, self.printed.publisher)

    def _without_account(self, declared: Authors) -> Authors:
        """Return the declared authors; if it is only a login, "admin2", whoever signs in print instead."""
        if not all(is_account(name, self.layout.page.data) for name in declared.value):
            return declared
        known = set(map(str.casefold, declared.value))
        others = (found for found in self.printed.found() if known.isdisjoint(map(str.casefold, found.value)))
        named = (Found(names, f"{where}, for the account {declared.value[0]}") for names, where, _ in others)
        return next(named, declared)

    def _with_persons(self, best: Authors) -> Authors:
        """Return the authors; to desks or agencies alone the persons who sign with them are added."""
        if not best.value or not all(is_desk(name) or is_agency(name) for name in best.value):
            return best
        printed, agencies = self.printed, tuple(filter(is_agency, best.value))
        over = range(printed.title + 1, min(printed.first, default=printed.head.stop - 1) + 1)
        for names, where, _ in replace(printed, head=over, tail=range(0)).found():
            labelled = where in (MARKUP, RULE) or (where == UNDER and not agencies)
            persons = tuple(name for name in names if is_person(name) and not printed.is_of_words(name))
            if persons and labelled:
                return Found((*persons, *agencies), f"{where}, for {best.value[0]}")
        return best

    def _outlet(self) -> Authors:
        """Return the authors of the whole page, or else the outlet, declared or linked, with the source."""
        printed, data = self.printed, self.layout.page.data
        if names := page_authors(data, printed.outlets):
            return Found(names, "json-ld, the page")
        linked = printed.linked(printed.head) or printed.linked(printed.tail)
        signed = [value.partition(",")[0] for value in data.meta.get("author", ())]  # without town and state
        for names, source in (
            (declared_outlet(data), "json-ld"),
            (clean_names(linked, frozenset(), with_sites=True)[:1], "author link"),
            (clean_names(signed, frozenset(), with_sites=True)[:1], "meta author"),
        ):
            if names:
                return Found(names, f"{source}, the outlet itself")
        return Found((), "none")

    def byline(self, authors: tuple[str, ...]) -> int | None:
        """Return the number of the segment near the headline that prints the byline; None without one."""
        if (by_rule := self.layout.rules.first("byline")) is not None:
            return by_rule
        for number in self.printed.in_head():
            segment = self.layout.segments[number]
            is_marked = "byline" in self.layout.marks[number]
            is_text = segment.prose and not is_marked and capital_share(segment.text) < MOSTLY
            signs = is_marked or len(segment.text) < SHORT or opens_byline(segment.text)
            named = any(_is_named(author, segment.text) for author in authors)
            if named and signs and not is_text and len(segment.text) < LONGEST:
                return number
        return None


def _is_named(author: str, line: str) -> bool:
    """Return whether a line names an author; a short name counts only as a whole word or behind a "by"."""
    if size(author) < NAME:
        return False
    if len(author) >= NAME or opens_byline(line):
        return folded(author) in folded(line)
    return re.search(rf"(?<![^\W\d_]){re.escape(author)}(?![^\W\d_])", line) is not None


def other_authors(authors: Sequence[str], found: Iterable[Authors]) -> Iterator[Claim]:
    """Yield the names and source of each claim that names someone other than the authors."""
    own = set(map(folded, authors))
    return ((", ".join(names), where) for names, where, _ in found if set(map(folded, names)) - own)


def as_printed(authors: tuple[str, ...], lines: Iterable[str]) -> tuple[str, ...]:
    """Return declared authors spelled as one of the `lines` prints them: with capitals and spaces."""
    short = [line for line in lines if len(line) < SPELLED] if authors else []
    whole = "\n".join(short)
    return tuple(_spelled(name, whole) if " " in name else _in_words(name, short) for name in authors)


def _in_words(login: str, lines: Iterable[str]) -> str:
    """Return a login as separate words, if a line prints just those: "adaholm" gives "Ada Holm"."""
    if not (login.isascii() and login.islower()) or len(login) < LOGIN:
        return login
    named = (line for line in lines if " " in line and len(line) < WORDS and folded(line) == login)
    return next(filter(is_name_like, named), login)


def _spelled(name: str, whole: str) -> str:
    """Return a name in the capitals and small letters in which the text `whole` prints it most often."""
    pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
    if re.search(pattern, whole):
        return name
    forms = Counter(re.findall(pattern, whole, re.IGNORECASE))
    mixed = [form for form, _ in forms.most_common() if not form.isupper() and not form.islower()]
    return mixed[0] if mixed else name
