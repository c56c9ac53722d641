"""Links the surnames of a story to the persons that it names in full, or to holders of offices."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from lib.actors.headline_case import is_heading
from lib.actors.named_in_full import (
    NamedInFull,
    full_names_by_surname,
    in_running_text,
    is_full,
    named_in_full,
    person_of,
    persons_of,
)
from lib.actors.occurrences import occurrences
from lib.actors.office_words import is_title_word
from lib.actors.offices import NOBODY, Offices
from lib.actors.person_names import is_given
from lib.actors.records import Record
from lib.actors.story import Name, Story, free, in_order
from lib.actors.titles import FORMS, FullName, addressed, is_of_a_stranger, is_of_his_wife, title_of
from lib.actors.words import any_capital, word_set

_GIVEN_NAMES = word_set("given_names")
_STARTERS = word_set("sentence_starters") - {"An", "He", "So"}  # no names: That Holm, but He Lifeng
_FIRST_NAME = re.compile(any_capital(r"(?:^|(?<=[\s\"“‘(]))([A-Z][\w'’-]+(?<!['’])(?<!['’]s)|[A-Z]\.)\s$"))
_TERM = re.compile(r" (?:[Aa]dministration|[Pp]residency|[Gg]overnment|White House)\b")  # of a leader
_TITLE_WINDOW = 30  # characters before a surname in which its title stands
_BREAK = 20  # characters between two sentences at most
_NAMESAKES = 8  # of one surname, that are looked at
_SETTLED = 2  # places of a surname alone, that show whom the story calls so
_CALENDAR = frozenset(("May", "March", "April", "June", "August"))


def with_surnames(story: Story, names: Sequence[Name], offices: Offices = NOBODY) -> list[Name]:
    """Link surnames to the persons that the story names in full, and add missed surnames; return all names.

    After a title of state, a surname means who held the office on the story's date.
    """
    named = full_names_by_surname(names)
    if not (named or any(_may_be_surname(name, named) for name in names)):
        return in_order(names)
    ends = {(name.passage, name.end) for name in names}
    lone = [_with_first_name(story, name, ends) if _is_lone_surname(name) else name for name in names]
    new = (full for full, name in zip(lone, names, strict=True) if name.record is None and full is not name)
    named_now = full_names_by_surname(full for full in new if is_given(full.surface.split()[0]))
    known = named_in_full(names, {**named_now, **named})
    found = [_with_first_name(story, name, ends) for name in _surnames_alone(story, known.by_surname)]
    everyone = [*lone, *free(found, lone)]
    surnames = {name for name in everyone if _may_be_surname(name, known.by_surname)}
    countries = {name.record.id for name in names if name.record and name.kind == "country"}
    linker = _SurnameLinker(story, known, surnames, offices, countries)
    return in_order([linker.linked(name) if name in surnames else name for name in everyone])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bearers:
    """The persons named in full whom a surname may mean after a certain title."""

    full_names: Sequence[FullName]  # every place where one is named in full, in reading order; [] for nobody
    introduced: Sequence[FullName]  # the first place of each person, of the first eight
    persons: frozenset[str]
    places_of_others: Sequence[tuple[int, int]]  # (passage, start) of full names of all but the first person
    means_first: bool  # the surname alone meant the first person for a while, before another was named
    strangers_title: bool  # the title is that of another one, whom the story does not name in full

    def last_before(self, name: Name) -> Name:
        """Return the last full name before a surname; if there is none, the first full name of all."""
        earlier = bisect_left(self.full_names, (name.passage, name.start), key=lambda full: full.at)
        return self.full_names[max(earlier - 1, 0)].name

    def before(self, name: Name) -> frozenset[str]:
        """Return the persons named in full before a surname; all persons if nobody is."""
        earlier = (each for each in self.introduced if each.at < (name.passage, name.start))
        return persons_of(earlier) or self.persons

    def first_is_meant(self, name: Name) -> bool:
        """Return whether the first person is meant: no other is named in full here or one passage before."""
        nearest = bisect_left(self.places_of_others, (name.passage - 1, 0))
        is_far = all(passage > name.passage for passage, _ in self.places_of_others[nearest : nearest + 1])
        return self.means_first and is_far


class _SurnameLinker:
    """Links each surname of a story to a person, by all that shows whom it means."""

    def __init__(
        self, story: Story, known: NamedInFull, names: Collection[Name], offices: Offices,
        countries: Container[str],
    ) -> None:  # fmt: skip
        self._story, self._known, self._offices, self._countries = story, known, offices, countries
        self._bearers = cache(self._bearers_of)
        self._places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for name in names:
            self._places[name.surface].append((name.passage, name.start))
        titles = ((name.surface, title_of(self._story.before(name, _TITLE_WINDOW))) for name in names)
        self._leaders = {
            name.surface: holder
            for name in names
            if (holder := offices.holder(story.before(name, _TITLE_WINDOW), name.surface, story.day))
        }
        self._of_strangers = {name for name, title in titles if self._bearers(name, title).strangers_title}

    def _bearers_of(self, surname: str, title: str) -> _Bearers:
        """Return the persons whom a surname may mean after a title; "" stands for no title."""
        every = self._known.meant_by(surname)
        full_names = addressed(self._story, every, title)
        first = {person_of(each.name): each for each in reversed(full_names)}
        introduced = sorted(first.values(), key=lambda each: each.at)[:_NAMESAKES]
        others = [each.at for each in full_names if person_of(each.name) != person_of(introduced[0].name)]
        alone = [at for at in self._places[surname] if others and introduced[0].at < at < others[0]]
        return _Bearers(
            full_names=full_names, introduced=introduced, persons=persons_of(first.values()),
            places_of_others=others, means_first=len(alone) >= _SETTLED,
            strangers_title=is_of_a_stranger(self._story, every, title),
        )  # fmt: skip

    def linked(self, name: Name) -> Name:
        """Return the surname linked to the office-holder after a title, else to the last full name before it.

        Before "administration" and the like it is that of the office-holder whom the story names by a title.

        It is marked undecided between two persons of the story, or between one and a known person, unless the
        story used the surname for one of them for a while and names the other far away.
        """
        before = self._story.before(name, _TITLE_WINDOW)
        title = title_of(before)
        holder = self._offices.holder(before, name.surface, self._story.day)
        if holder is None and _TERM.match(self._story.after(name, _TITLE_WINDOW)):
            holder = self._leaders.get(name.surface)
        bearers = self._bearers(name.surface, title)
        if holder is not None:
            meant = replace(name, kind="person", role="surname", record=holder, canonical="", sense=None)
        elif not bearers.full_names:
            meant = self._of_nobody_named(name, title)
        else:
            meant = self._of_a_bearer(name, before, bearers)
        return replace(meant, undecided=True) if name.surface in self._of_strangers and not title else meant

    def _of_nobody_named(self, name: Name, title: str) -> Name:
        """Return the surname of somebody whom the story does not name in full; for a wife as "Mrs Holm"."""
        wife = is_of_his_wife(title, name) or (title in FORMS and self._bearers(name.surface, "").full_names)
        if not wife:
            return replace(name, role="surname")
        called = f"{title.title()} {name.surface}"
        return replace(name, kind="person", role="surname", record=None, sense=None, canonical=called)

    def _of_a_bearer(self, name: Name, before: str, bearers: _Bearers) -> Name:
        """Link a surname alone, "Holm", to the person of that name whom the story named in full last.

        The name is undecided if it may mean another one of `bearers`, or a known person whom the story does
        not name in full. If a title of state ends `before`, the text before the name ("President "), that
        known person is likely, and the surname stays without a person.
        """
        full, persons = bearers.last_before(name), bearers.persons
        if len(persons) > 1 and name.passage != self._story.headline:  # it stands behind the full name
            persons = bearers.before(name)
        rival = self._rival(name, title_of(before), persons)
        if rival is not None and self._offices.is_title(before):
            return replace(name, role="surname")
        if rival is None and len(persons) > 1 and bearers.first_is_meant(name):
            full, persons = bearers.introduced[0].name, frozenset()
        undecided = bearers.strangers_title or rival is not None or len(persons) > 1
        return replace(name.as_short_for(full), role="surname", undecided=undecided)

    def _rival(self, name: Name, title: str, persons: Container[str]) -> Record | None:
        """Return the known person, none of `persons`, whom a surname behind `title` may mean; None without.

        Behind a form of address, "Mr Holm", nobody but a person of the story is meant.
        """
        known = name.record if name.role == "surname" else None
        known = known or self._offices.in_office(name.surface, self._story.day, self._countries)
        return known if known is not None and known.id not in persons and title not in FORMS else None


def _may_be_surname(name: Name, people: Mapping[str, Sequence[FullName]]) -> bool:
    """Return whether a name may be a surname alone.

    It has that role, or the recogniser alone found it, as a surname of `people` or a person of a single word.
    """
    single = name.kind == "person" and " " not in name.surface
    theirs = in_running_text(name.surface, people) in people and not is_full(name)
    return name.role == "surname" or (name.source == "recogniser" and (single or theirs))


def _is_lone_surname(name: Name) -> bool:
    """Return whether a name is a surname alone, by its role or as a single word recognised as a person."""
    seen = name.source == "recogniser" and name.kind == "person" and " " not in name.surface
    return name.role == "surname" or (seen and name.record is None and not name.inner)


def _surnames_alone(story: Story, people: Mapping[str, Sequence[FullName]]) -> Iterator[Name]:
    """Yield each place where a surname of the `people` stands as a word, even within a full name.

    Left out are surnames that the story also writes in lower case, and "May" before a number.
    """
    if not people:
        return
    for place in occurrences(story, (key for key in people if len(key) > 2)):
        text = story.text_of(place)
        if place.surface.lower() not in story.lower_case_words and not (
            place.surface in _CALENDAR and text[place.end : place.end + 2].strip()[:1].isdigit()
        ):
            passage = story.passages[place.passage]
            yield passage.name(place.start, place.end, "person", "rule", role="surname")


def _with_first_name(story: Story, name: Name, ends: set[tuple[int, int]]) -> Name:
    """Return a surname with the given name before it, if no name ends there: Jill Biden is not Joe."""
    text = story.text_of(name)
    first = _FIRST_NAME.search(text, max(0, name.start - 30), name.start)
    if first is None or (name.passage, first.end(1)) in ends:
        return name
    before = text[max(0, first.start(1) - _BREAK) : first.start(1)].rstrip(" \"“‘'(")
    opens_sentence = not before or before[-1] in ".!?:\n"
    if opens_sentence or is_title_word(first[1]) or first[1] in _STARTERS:
        return name
    if story.language not in (None, "en") and not is_given(first[1]):
        return name  # the words of offices are English, and German nouns have capitals
    if first[1].title() not in _GIVEN_NAMES and is_heading(text, first.start(1)):
        return name  # in a heading the word before may be a verb: Biden Calls Xi
    start = first.start(1)
    return replace(
        name, start=start, surface=text[start : name.end], role="name", record=None, sense=None, source="rule"
    )
