"""Links the surnames of a story to the persons that it names in full, or to holders of offices."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from lib.actors.forms import is_another_given, is_given
from lib.actors.headline_case import is_heading
from lib.actors.occurrences import occurrences
from lib.actors.office_words import is_title_word
from lib.actors.offices import NOBODY, Offices
from lib.actors.records import surname_of
from lib.actors.spellings import given_key, letters
from lib.actors.story import Name, Story, free, in_order
from lib.actors.titles import FORMS, FullName, addressed, is_of_a_stranger, is_of_his_wife, title_of
from lib.actors.words import any_capital, word_set

_PARTICLES = word_set("particles")
_GIVEN_NAMES = word_set("given_names")
_STARTERS = word_set("sentence_starters") - {"An", "He", "So"}  # no names: That Holm, but He Lifeng
_SUFFIXES = frozenset(("Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"))
_LONGEST_FAMILY_NAME_FIRST = 4  # letters: Xi Jinping, Kim Jong Un, Moon Jae-in
_FIRST_NAME = re.compile(any_capital(r"(?:^|(?<=[\s\"“‘(]))([A-Z][\w'’-]+(?<!['’])(?<!['’]s)|[A-Z]\.)\s$"))
_ARTICLE = re.compile(r"^(?:[AaEe]l|[Aa][nsz])-(?=[A-Z])")  # al-Burhan, Burhan
_TITLE_WINDOW = 30  # characters before a surname in which its title stands
_BREAK = 20  # characters between two sentences at most
_NAMESAKES = 8  # of one surname, that are looked at
_SETTLED = 2  # places of a surname alone, that show whom the story calls so
_CALENDAR = frozenset(("May", "March", "April", "June", "August"))


def with_surnames(story: Story, names: Sequence[Name], held: Offices = NOBODY) -> list[Name]:
    """Resolve surnames to the persons that the story names in full, add surnames not found yet; return all.

    After a title of state, a surname means who held the office on the story's date.
    """
    named = _full_names_by_surname(names)
    if not (named or any(_may_be_surname(name, named) for name in names)):
        return in_order(names)
    ends = {(name.passage, name.end) for name in names}
    lone = [_with_first_name(story, name, ends) if _is_lone_surname(name) else name for name in names]
    new = (full for full, name in zip(lone, names, strict=True) if name.record is None and full is not name)
    named_now = _full_names_by_surname(full for full in new if is_given(full.surface.split()[0]))
    known = _named_in_full(names, {**named_now, **named})
    found = [_with_first_name(story, name, ends) for name in _surnames_alone(story, known.by_surname)]
    everyone = [*lone, *free(found, lone)]
    surnames = {name for name in everyone if _may_be_surname(name, known.by_surname)}
    countries = {name.record.id for name in names if name.record and name.kind == "country"}
    linker = _SurnameLinker(story, known, surnames, held, countries)
    return in_order([linker.linked(name) if name in surnames else name for name in everyone])


@dataclass(frozen=True, slots=True, kw_only=True)
class _NamedInFull:
    """The full names of a story's persons, by surname, by given name and by the surname's spelling key."""

    by_surname: dict[str, list[FullName]]
    by_given: dict[str, list[FullName]]
    by_spelling: dict[str, list[FullName]]

    def meant_by(self, surface: str) -> list[FullName]:
        """Return the full names that a single word may mean, in reading order; [] if none."""
        key = _in_running_text(surface, self.by_surname)
        return self.by_surname.get(key) or self.by_given.get(key) or self.by_spelling.get(letters(key), [])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bearers:
    """The persons that a surname after a certain title may mean, and what makes it clear which one."""

    fulls: Sequence[FullName]
    first: Sequence[FullName]  # places of the first few persons
    people: frozenset[str]
    stranger: bool  # another one of the surname has the title
    settled: bool  # the surname alone meant the first person for a while, before another came
    others: Sequence[tuple[int, int]]  # places of the full names of all but the first person


class _SurnameLinker:
    """Links each surname of a story, by all that shows whom it means."""

    def __init__(
        self, story: Story, known: _NamedInFull, names: Collection[Name], held: Offices,
        countries: Container[str],
    ) -> None:  # fmt: skip
        self._story, self._known, self._held, self._countries = story, known, held, countries
        self._bearers = cache(self._bearers_of)
        self._places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for name in names:
            self._places[name.surface].append((name.passage, name.start))
        titles = ((name.surface, title_of(self._story.before(name, _TITLE_WINDOW))) for name in names)
        self._strange = {surface for surface, title in titles if self._bearers(surface, title).stranger}

    def linked(self, name: Name) -> Name:
        """Return the surname linked to the office-holder after a title, else to the last full name before it.

        It is marked undecided between two persons of the story, or between one and a known person, unless the
        story used the surname for one of them for a while and names the other far away.
        """
        before = self._story.before(name, _TITLE_WINDOW)
        title = title_of(before)
        holder = self._held.holder(before, name.surface, self._story.day)
        bearers = self._bearers(name.surface, title)
        if holder is not None:
            meant = replace(name, kind="person", role="surname", record=holder, canonical="", sense=None)
        elif not bearers.fulls:
            meant = self._of_nobody_named(name, title)
        else:
            meant = self._of_a_bearer(name, title, bearers, is_of_state=self._held.is_title(before))
        return replace(meant, undecided=True) if name.surface in self._strange and not title else meant

    def _bearers_of(self, surname: str, title: str) -> _Bearers:
        """Return the persons whom a surname may mean after a title ("" for none)."""
        every = self._known.meant_by(surname)
        fulls = addressed(self._story, every, title)
        first = {_person_of(each.name): each for each in reversed(fulls)}
        places = sorted(first.values(), key=lambda each: each.at)[:_NAMESAKES]
        others = [each.at for each in fulls if _person_of(each.name) != _person_of(places[0].name)]
        alone = [at for at in self._places[surname] if others and places[0].at < at < others[0]]
        return _Bearers(
            fulls=fulls, first=places, people=_persons_of(first.values()), others=others,
            stranger=is_of_a_stranger(self._story, every, title), settled=len(alone) >= _SETTLED,
        )  # fmt: skip

    def _of_nobody_named(self, name: Name, title: str) -> Name:
        """Return the surname of somebody whom the story does not name in full, a wife as "Mrs Holm"."""
        wife = is_of_his_wife(title, name) or bool(title in FORMS and self._bearers(name.surface, "").fulls)
        if not wife:
            return replace(name, role="surname")
        called = f"{title.title()} {name.surface}"
        return replace(name, kind="person", role="surname", record=None, sense=None, canonical=called)

    def _of_a_bearer(self, name: Name, title: str, bearers: _Bearers, *, is_of_state: bool) -> Name:
        """Return the surname as that of the last bearer named in full, undecided where another is possible.

        If a known person whom the story does not name bears it too, a title of state leaves it unresolved.
        """
        earlier = bisect_left(bearers.fulls, (name.passage, name.start), key=lambda full: full.at)
        full, people = bearers.fulls[max(earlier - 1, 0)].name, bearers.people
        if len(people) > 1 and name.passage != self._story.headline:  # a surname stands behind the full name
            before = _persons_of(each for each in bearers.first if each.at < (name.passage, name.start))
            people = before or people
        rival = name.record if name.role == "surname" else None
        rival = rival or self._held.in_office(name.surface, self._story.day, self._countries)
        if rival is not None and rival.id not in people and title not in FORMS:
            if is_of_state:
                return replace(name, role="surname")
            people |= {rival.id}
        elif len(people) > 1 and bearers.settled:
            nearest = bisect_left(bearers.others, (name.passage - 1, 0))
            if nearest == len(bearers.others) or bearers.others[nearest][0] > name.passage:
                full, people = bearers.first[0].name, frozenset()
        undecided = bearers.stranger or len(people) > 1
        return replace(name.as_short_for(full), role="surname", undecided=undecided)


def _may_be_surname(name: Name, people: dict[str, list[FullName]]) -> bool:
    """Return whether a name may be a surname alone.

    It has that role, or the recogniser alone found it, as a surname of `people` or a person of a single word.
    """
    single = name.kind == "person" and " " not in name.surface
    theirs = _in_running_text(name.surface, people) in people and not is_full(name)
    return name.role == "surname" or (name.source == "recogniser" and (single or theirs))


def _is_lone_surname(name: Name) -> bool:
    """Return whether a name is a surname alone, by its role or as a single word recognised as a person."""
    seen = name.source == "recogniser" and name.kind == "person" and " " not in name.surface
    return name.role == "surname" or (seen and name.record is None and not name.inner)


def _surnames_alone(story: Story, people: dict[str, list[FullName]]) -> Iterator[Name]:
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


def _named_in_full(names: Sequence[Name], by_surname: dict[str, list[FullName]]) -> _NamedInFull:
    """Return the full names among the names, those of `by_surname` by surname and by its spelling."""
    given: defaultdict[str, list[FullName]] = defaultdict(list)
    for name in names:
        called = name.surface if is_full(name) or not name.record else name.record.name
        if name.kind == "person" and name.counted and " " in called:
            given[called.split()[0]].append(FullName(at=(name.passage, name.start), name=name))
    spelled: defaultdict[str, list[FullName]] = defaultdict(list)
    for surname, fulls in by_surname.items():
        if plain := letters(surname):  # nothing is left of a name in other letters than Latin
            spelled[plain] = sorted([*spelled[plain], *fulls], key=lambda full: full.at)
    return _NamedInFull(by_surname=by_surname, by_given=given, by_spelling=spelled)


def _full_names_by_surname(names: Iterable[Name]) -> dict[str, list[FullName]]:
    """Return the full names among the names by each of their surnames, in the order of the names."""
    found: defaultdict[str, list[FullName]] = defaultdict(list)
    for name in filter(is_full, names):
        for surname in surname_keys(name):
            found[surname].append(FullName(at=(name.passage, name.start), name=name))
    return found


def is_full(name: Name) -> bool:
    """Return whether a name is a person's full name, or a single word that has a record."""
    if name.kind != "person" or name.role != "name" or not name.counted:
        return False
    return name.record is not None or " " in _full_form(name)


def _full_form(name: Name) -> str:
    """Return the text of a name of several words, else its canonical name if it has one."""
    return name.surface if " " in name.surface or not name.canonical else name.canonical


def surname_keys(name: Name) -> frozenset[str]:
    """Return the surnames by which a story may refer to a person named in full; empty for a single word."""
    if name.record is not None:
        surname = surname_of(name.record)
        turned = name.surface.startswith(surname)  # Orbán Viktor
        spelled = () if name.record.surname or turned else (name.surface.split()[-1],)
        return frozenset((surname, _ARTICLE.sub("", surname), *spelled))
    called = _full_form(name)
    called = called.title() if called.isupper() else called
    words = [word for word in called.split() if word not in _SUFFIXES]
    if len(words) < 2:
        return frozenset()
    first = next((n for n, word in enumerate(words[1:], 1) if word.lower() in _PARTICLES), len(words) - 1)
    keys = {words[-1], _ARTICLE.sub("", words[-1]), " ".join(words[first:])}
    western = words[0] in _GIVEN_NAMES
    if len(words) <= 3 and len(words[0]) <= _LONGEST_FAMILY_NAME_FIRST and not western:
        keys.add(words[0])
    return frozenset(k for k in keys if (len(k) > 1 and k[0].isupper()) or " " in k or _ARTICLE.match(k))


def _in_running_text(surname: str, known: Container[str]) -> str:
    """Return a surname in capitals as "Holm" unless `known` has it in capitals; others unchanged."""
    return surname if surname in known or not surname.isupper() else surname.title()


def _person_of(full: Name) -> str:
    """Return a key of a full name's person: the record's id, else given name and surname in lower case."""
    if full.record is not None:
        return full.record.id
    words = _full_form(full).split()
    return f"{given_key(words[0])} {words[-1]}".lower()


def _persons_of(fulls: Iterable[FullName]) -> frozenset[str]:
    """Return the key of each person of these full names; A. Holm and Ada Holm count as one."""
    given = {_person_of(full.name): given_key(_full_form(full.name).split()[0]) for full in fulls}
    return frozenset(
        each
        for each, short in given.items()
        if not any(
            short != other and other.startswith(short) and not is_another_given(short, other)
            for other in given.values()
        )
    )
