"""Resolves acronyms to their long forms: explained in brackets, or the initials of one name in the story."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lib.actors.company_forms import without_company_form
from lib.actors.language_files import GERMANIC
from lib.actors.long_forms import start_of_long_form
from lib.actors.occurrences import occurrences
from lib.actors.office_words import is_office
from lib.actors.person_names import are_parts_of_a_name, is_given
from lib.actors.story import Name, Overlap, Passage, Story, free, in_order
from lib.actors.trimming import trimmed
from lib.actors.words import word_set
from lib.model.mention import Kind

_BRACKET = re.compile(r"\(\s?([^\W\d_](?:[^\W\d_]|[&-]){0,9}[^\W\d_])\s?[,;)]")  # "(EGB, as it is called)"
_FAR = 400  # characters before a bracket: no long form is longer
_SMALL = word_set("acronym_fillers")
_RESTS = word_set("organisation_words")
_NO_BODIES = word_set("no_organisations")
_THINGS = word_set("things_in_capitals") | word_set("event_endings")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracketed:
    """An acronym in brackets, and the words before it in its sentence, which may end with its long form."""

    acronym: str
    at: int  # where the acronym stands in its passage
    words: str
    end: int  # of these words in the passage


def bracketed(passage: Passage) -> Iterator[Bracketed]:
    """Yield the acronyms that stand in brackets in a passage: "(EGB)", "(BoE)", "(MPs)", "(ÖHV)"."""
    for found in _BRACKET.finditer(passage.text):
        if not (found[1][0].isupper() and any(letter.isupper() for letter in found[1][1:][-2:])):
            continue
        sentence, _ = passage.sentences[passage.sentence_of(found.start())]
        start = max(sentence, found.start() - _FAR)
        words = passage.text[start : found.start()].rstrip()
        yield Bracketed(acronym=found[1], at=found.start(1), words=words, end=start + len(words))


def with_acronyms(story: Story, names: Sequence[Name]) -> list[Name]:
    """Return the names with the long forms of acronyms in brackets, and these acronyms wherever they stand.

    Both replace names that are one of the acronyms or lie in one of the long forms.
    """
    long_forms = _explained(story, names)
    if not long_forms:
        return list(names)
    longer = Overlap(long_forms.values())
    records = {long.surface: long.record for long in long_forms.values()}
    whole = [
        replace(name, record=name.record or records.get(name.surface))
        for name in names
        if name.inner or not _is_replaced(name, long_forms, longer)
    ]
    added = free(long_forms.values(), [name for name in whole if not name.inner])
    short = []
    for place in occurrences(story, long_forms):
        long = long_forms[place.surface]
        short.append(replace(long.as_short_for(long).at_place(place), sense=long.sense, role="name"))
    return in_order([*whole, *added, *free(short, [*whole, *added])])


def with_initials(names: Sequence[Name]) -> list[Name]:
    """Link each unknown acronym to the only organisation or person with these initials; return all names."""
    full: dict[str, dict[str, Name]] = {}
    for name in names:
        if name.counted and not name.inner:
            for initials in _initials(name):
                full.setdefault(initials, {}).setdefault(name.surface, name)
    return [
        name.as_short_for(*full[name.surface].values())
        if _is_unknown_acronym(name) and len(full.get(name.surface, ())) == 1
        else name
        for name in names
    ]


def _is_unknown_acronym(name: Name) -> bool:
    """Return whether the recogniser alone found a name of three capitals or more: "KQU", "A&TU"."""
    if name.source != "recogniser" or name.record or name.canonical:
        return False
    return len(name.surface) > 2 and name.surface.isupper() and name.surface.replace("&", "").isalpha()


def _initials(name: Name) -> set[str]:
    """Return the initials of a person or body; a body has them with and without small words: DOE and DE."""
    words = without_company_form(name.surface).split()
    if name.kind != "organisation":
        return {"".join(word[0] for word in words)} if name.kind == "person" and len(words) > 2 else set()
    large = [word for word in words if word not in _SMALL]
    return {"".join(word[0] for word in each).upper() for each in (words, large)} if len(large) > 1 else set()


def _explained(story: Story, names: Sequence[Name]) -> dict[str, Name]:
    """Return {acronym in brackets: the first long form that the story gives for it}.

    A long form without a record gets the acronym's record, if the actor file has one.
    """
    long_forms: dict[str, Name] = {}
    there = Overlap(names)
    for passage in story:
        for bracket in bracketed(passage):
            if bracket.acronym in long_forms:
                continue
            long = _long_form(passage, bracket, there, compounds=story.language in GERMANIC)
            if long is None:
                continue
            if long.record is None and long.kind == "organisation" and long.surface[0] == bracket.acronym[0]:
                known = there.between(passage.number, bracket.at, bracket.at + 1)
                own = (n.record for n in known if n.start == bracket.at and n.kind == "organisation")
                long = replace(long, record=next(filter(None, own), None))
            long_forms[bracket.acronym] = long
    return long_forms


def _is_replaced(name: Name, long_forms: Mapping[str, Name], longer: Overlap) -> bool:
    """Return whether a long form replaces the name, which is its acronym or lies inside it."""
    if name.surface in long_forms and not (name.source == "records" and name.record is not None):
        return True
    around = (long for long in longer.touching(name) if long.holds(name))
    return any(long.at != name.at or long.kind == "other" for long in around)


def _long_form(passage: Passage, bracket: Bracketed, there: Overlap, *, compounds: bool) -> Name | None:
    """Return the long form right before an acronym in brackets as a name; None if there is none.

    `there` are the names of the passage, `compounds` says that parts of words count, too. It is a body in
    `there`, else a name or words with these initials: of kind "other" for a thing or office ("(FTA)",
    "(CEO)"), else an organisation. Behind a person stands a party, unit or seat, no acronym of the person.
    """
    before = there.between(passage.number, bracket.end - 1, bracket.end)
    last = next((name for name in before if name.end == bracket.end and not name.inner), None)
    start = start_of_long_form(bracket.words, bracket.acronym, compounds=compounds)
    is_body = last is not None and last.kind == "organisation"
    called = (last.surface if last and is_body else bracket.words[start or 0 :]).split() or [""]
    word, is_common = called[-1], bracket.acronym in _NO_BODIES
    headed = any(one in _RESTS and small in _SMALL for one, small in pairwise(called))  # Office for Weapons
    is_thing = not (headed or _THINGS.isdisjoint((word, word.removesuffix("s"))))
    is_spelled = (
        not is_common or start_of_long_form(last.surface if last else "", bracket.acronym) is not None
    )
    if last is not None and is_body and is_spelled and (last.record or not is_thing):
        return last
    if (last is not None and last.kind == "person") or _ends_with_a_person(bracket.words):
        return None
    span = trimmed(passage.text, bracket.end - len(bracket.words) + (start or 0), bracket.end)
    if start is None or span is None:
        return None
    if last is not None and span[0] == last.start:
        return replace(last, kind="other") if is_thing else last
    kind: Kind = "other" if is_thing or is_common or is_office(word) else "organisation"
    name = passage.name(*span, kind, "rule")
    return None if any(n.start < name.start for n in there.touching(name)) else name


def _ends_with_a_person(words: str) -> bool:
    """Return whether the last words before a bracket are a given name and a surname: Ada Obi (CDU)."""
    last = words.split()[-3:]
    return any(
        is_given(last[-count]) and are_parts_of_a_name(last[-count:]) and _RESTS.isdisjoint(last[-count:])
        for count in (2, 3)
        if len(last) >= count
    )
