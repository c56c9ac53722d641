"""Links the names of persons in a story: full names, and the surnames that refer to them."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from lib.actors.forms import are_parts_of_a_name, is_given
from lib.actors.headline_case import is_heading
from lib.actors.office_words import is_title_word
from lib.actors.offices import NOBODY, Offices
from lib.actors.records import surname_of
from lib.actors.spellings import given_key, letters
from lib.actors.story import Name, Overlap, Story, free, in_order, occurrences
from lib.actors.titles import FORMS, FullName, addressed, is_of_a_stranger, is_of_his_wife, title_of
from lib.actors.words import word_set

_PARTICLES = word_set("particles")
_GIVEN_NAMES = word_set("given_names")
_STARTERS = word_set("sentence_starters") - {"An", "He", "So"}  # no names: That Holm, but He Lifeng
_SUFFIXES = frozenset(("Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"))
_LONGEST_FAMILY_NAME_FIRST = 4  # letters: Xi Jinping, Kim Jong Un, Moon Jae-in
_FIRST_NAME = re.compile(r"(?:^|(?<=[\s\"“‘(]))([A-ZÀ-Þ][\w'’-]+(?<!['’])(?<!['’]s)|[A-Z]\.)\s$")
_ARTICLE = re.compile(r"^(?:[AaEe]l|[Aa][nsz])-(?=[A-Z])")  # al-Burhan, Burhan
_TITLE_WINDOW = 30  # characters before a surname in which its title stands
_BREAK = 20  # characters between two sentences at most
_NICKNAME = re.compile(  # "Ada “Sunny” Holm"
    r"(?<![\w'’-])([A-ZÀ-Þ][\w'’-]+) (?:“[^”\n]{2,20}”|‘[^’\n]{2,20}’|\"[^\"\n]{2,20}\") ([A-ZÀ-Þ][\w'’-]*\w)"
)
_BRACKETED = re.compile(r"\(([A-ZÀ-Þ][\w'’-]+)\) ([A-ZÀ-Þ][\w'’-]*\w)")
_NAMESAKES = 8  # of one surname, that are looked at
_SETTLED = 2  # places of a surname alone, that show whom the story calls so
_CALENDAR = frozenset(("May", "March", "April", "June", "August"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """The full names of persons, by surname, by given name and by the surname's spelling key."""

    people: dict[str, list[FullName]]
    given: dict[str, list[FullName]]
    spelled: dict[str, list[FullName]]

    def meant_by(self, surface: str) -> list[FullName]:
        """Return the full names that a single word may mean, in reading order; [] if none."""
        key = _key(surface, self.people)
        return self.people.get(key) or self.given.get(key) or self.spelled.get(letters(key), [])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bearers:
    """The persons that a surname after a certain title may mean, and what makes it clear which one."""

    fulls: Sequence[FullName]
    first: Sequence[FullName]  # places of the first few persons
    people: frozenset[str]
    stranger: bool  # another one of the surname has the title
    settled: bool  # the surname alone meant the first person for a while, before another came
    others: Sequence[tuple[int, int]]  # places of the full names of all but the first person


_Finder = Callable[[str, str], _Bearers]


def _key(surface: str, people: Container[str]) -> str:
    """Return a surname in capitals as "Holm" unless `people` has it in capitals; others unchanged."""
    return surface if surface in people or not surface.isupper() else surface.title()


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


def with_surnames(story: Story, names: Sequence[Name], held: Offices = NOBODY) -> list[Name]:
    """Resolve surnames to the persons that the story names in full, add surnames not found yet; return all.

    After a title of state, a surname means who held the office on the story's date.
    """
    named_in_full = _by_last_word(names)
    if not (named_in_full or any(_may_be_surname(name, named_in_full) for name in names)):
        return in_order(names)
    ends = {(name.passage, name.end) for name in names}
    lone = [_with_first_name(story, name, ends) if _is_lone_surname(name) else name for name in names]
    new = (full for full, name in zip(lone, names, strict=True) if name.record is None and full is not name)
    named_now = _by_last_word([full for full in new if is_given(full.surface.split()[0])])
    known = _known(names, {**named_now, **named_in_full})
    found = [_with_first_name(story, name, ends) for name in _surnames_alone(story, known.people)]
    everyone = [*lone, *free(found, lone)]
    surnames = {name for name in everyone if _may_be_surname(name, known.people)}
    alone_at: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for name in surnames:
        alone_at[name.surface].append((name.passage, name.start))

    @cache
    def bearers(surface: str, title: str) -> _Bearers:
        return _bearers_of(story, known.meant_by(surface), title, alone_at[surface])

    countries = {name.record.id for name in names if name.record and name.kind == "country"}
    titles = {name: title_of(_words_before(story, name)) for name in surnames}
    strange = {name.surface for name, title in titles.items() if bearers(name.surface, title).stranger}

    def meant(name: Name) -> Name:
        who = _meant(story, name, bearers, held, countries)
        return replace(who, undecided=True) if name.surface in strange and not titles[name] else who

    return in_order([meant(name) if name in surnames else name for name in everyone])


def _known(names: Sequence[Name], people: dict[str, list[FullName]]) -> _Known:
    """Return the full names of a story by surname (`people`), by given name and by spelling key."""
    given: defaultdict[str, list[FullName]] = defaultdict(list)
    for name in names:
        called = name.surface if is_full(name) or not name.record else name.record.name
        if name.kind == "person" and name.counted and " " in called:
            given[called.split()[0]].append(FullName(at=(name.passage, name.start), name=name))
    spelled: defaultdict[str, list[FullName]] = defaultdict(list)
    for surname, fulls in people.items():
        if plain := letters(surname):  # nothing is left of a name in other letters than Latin
            spelled[plain] = sorted([*spelled[plain], *fulls], key=lambda full: full.at)
    return _Known(people=people, given=given, spelled=spelled)


def _bearers_of(
    story: Story, every: Sequence[FullName], title: str, alone_at: Iterable[tuple[int, int]]
) -> _Bearers:
    """Return the persons that a surname may mean after a title: those of its bearers whom the title fits.

    `every` are the full names of all bearers, `alone_at` the places of the surname alone.
    """
    fulls = addressed(story, every, title)
    first = {_identity(each.name): each for each in reversed(fulls)}
    places = sorted(first.values(), key=lambda each: each.at)[:_NAMESAKES]
    others = [each.at for each in fulls if _identity(each.name) != _identity(places[0].name)]
    alone = [at for at in alone_at if others and places[0].at < at < others[0]]
    return _Bearers(
        fulls=fulls, first=places, people=_people_of(first.values()), others=others,
        stranger=is_of_a_stranger(story, every, title), settled=len(alone) >= _SETTLED,
    )  # fmt: skip


def with_inserted(story: Story, names: Sequence[Name]) -> list[Name]:
    """Add persons written as (Ada) Holm or Ada “Sunny” Holm to the names, in place of others there."""
    found = [
        passage.name(each.start(start), each.end(), "person", "rule", canonical=f"{each[1]} {each[2]}")
        for passage in story
        for pattern, start in ((_BRACKETED, 2), (_NICKNAME, 0))
        for each in pattern.finditer(passage.text)
        if is_given(each[1]) and are_parts_of_a_name([each[2]])
    ]
    if not found:
        return list(names)
    bracketed = Overlap(replace(each, start=each.start - len(each.canonical)) for each in found)
    kept = [name for name in names if name.source == "records" or bracketed.is_free(name)]
    return in_order([*kept, *free(found, kept)])


def _by_last_word(names: Sequence[Name]) -> dict[str, list[FullName]]:
    """Return the full names among the names by each of their surnames, in reading order."""
    people: defaultdict[str, list[FullName]] = defaultdict(list)
    for name in names:
        if is_full(name):
            for key in surname_keys(name):
                people[key].append(FullName(at=(name.passage, name.start), name=name))
    return people


def _may_be_surname(name: Name, people: dict[str, list[FullName]]) -> bool:
    """Return whether a name may be a surname alone.

    It has that role, or the recogniser alone found it, as a surname of `people` or a person of a single word.
    """
    single = name.kind == "person" and " " not in name.surface
    theirs = _key(name.surface, people) in people and not is_full(name)
    return name.role == "surname" or (name.source == "recogniser" and (single or theirs))


def _is_lone_surname(name: Name) -> bool:
    """Return whether a name is a surname alone, by its role or as a single word recognised as a person."""
    seen = name.source == "recogniser" and name.kind == "person" and " " not in name.surface
    return name.role == "surname" or (seen and name.record is None and not name.inner)


def _meant(story: Story, name: Name, bearers: _Finder, held: Offices, countries: Container[str]) -> Name:
    """Return the surname resolved to the office-holder after a title, else to the last full name before it.

    It is marked undecided between two persons of the story, or between one and a known person, unless the
    story used the surname for one of them for a while and names the other far away.
    """
    before = _words_before(story, name)
    holder = held.holder(before, name.surface, story.day)
    if holder is not None:
        return replace(name, kind="person", role="surname", record=holder, canonical="", sense=None)
    title = title_of(before)
    borne = bearers(name.surface, title)
    if not borne.fulls:
        wife = is_of_his_wife(title, name) or bool(title in FORMS and bearers(name.surface, "").fulls)
        if wife:
            called = f"{title.title()} {name.surface}"
            return replace(name, kind="person", role="surname", record=None, sense=None, canonical=called)
        return replace(name, role="surname")
    earlier = bisect_left(borne.fulls, (name.passage, name.start), key=lambda full: full.at)
    full = borne.fulls[max(earlier - 1, 0)].name
    people = borne.people
    if len(people) > 1 and name.passage != story.headline:  # a surname stands behind the full name
        people = _people_of(each for each in borne.first if each.at < (name.passage, name.start)) or people
    rival = name.record if name.role == "surname" else None
    rival = rival or held.in_office(name.surface, story.day, countries)
    if rival is not None and rival.id not in people and title not in FORMS:
        if held.is_title(before):
            return replace(name, role="surname")
        people |= {rival.id}
    elif len(people) > 1 and borne.settled:
        nearest = bisect_left(borne.others, (name.passage - 1, 0))
        if nearest == len(borne.others) or borne.others[nearest][0] > name.passage:
            full, people = borne.first[0].name, frozenset()
    return replace(name.as_short_for(full), role="surname", undecided=borne.stranger or len(people) > 1)


def _words_before(story: Story, name: Name) -> str:
    return story.before(name, _TITLE_WINDOW)


def _people_of(fulls: Iterable[FullName]) -> frozenset[str]:
    """Return a key for each person of these full names; A. Holm and Ada Holm count as one."""
    given = {_identity(full.name): given_key(_full_form(full.name).split()[0]) for full in fulls}
    return frozenset(
        each
        for each, short in given.items()
        if not any(short != other and other.startswith(short) for other in given.values())
    )


def _identity(full: Name) -> str:
    """Return a key of a full name's person: the record's id, else given name and surname in lower case."""
    if full.record is not None:
        return full.record.id
    words = _full_form(full).split()
    return f"{given_key(words[0])} {words[-1]}".lower()


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
