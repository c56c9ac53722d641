"""Judges recognised names that the actor file lacks: a name without further evidence is marked unsure.

Evidence for a person is a given name, an office, something said, being often named, or a surname used again.
A name listed beside a sure name of its kind is as sure. Evidence at one place counts for all in the story.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from lib.actors import organisation_signs
from lib.actors.contexts import Context, LineContext
from lib.actors.forms import CLUBS, are_parts_of_a_name, is_company, is_given_name
from lib.actors.headline_case import is_heading
from lib.actors.story import Name, Story, in_rows
from lib.actors.words import word_set
from lib.model.mention import Kind

_GIVEN_NAMES = word_set("given_names")
_OFTEN = 5  # places of a name that make a person of it, if something is said at two of them
_LISTED = re.compile(r"\s*(?:,|,?\s*(?:and|or|&)|;)\s*(?:the\s+)?")
_Key = tuple[Kind, str]


def with_persons(story: Story, names: Sequence[Name]) -> list[Name]:
    """Turn organisations with a person's name into persons unless words around speak against; return all."""
    in_question = [
        name for name in names
        if name.kind == "organisation" and _needs_evidence(name)
        and is_given_name(name.surface) and not is_company(name.surface)
    ]  # fmt: skip
    organisations = {name.surface for name in in_question if _is_called_organisation(story, name)}
    persons = set()
    for name in in_question:
        words = name.surface.split()
        club = words[-1] in CLUBS and words[0] not in _GIVEN_NAMES
        plain = len(words) < 4 and are_parts_of_a_name(words) and organisation_signs.WORDS.isdisjoint(words)
        if plain and not club and name.surface not in organisations:
            persons.add((name.at, name.kind))
    return [replace(name, kind="person") if (name.at, name.kind) in persons else name for name in names]


def with_doubts(story: Story, names: Sequence[Name]) -> list[Name]:
    """Mark the names without a record that no further evidence supports as unsure; return all names."""
    groups: defaultdict[_Key, list[Name]] = defaultdict(list)
    for name in filter(_needs_evidence, names):
        groups[_identity(name)].append(name)
    if not groups:
        return list(names)
    sure = {key for key, group in groups.items() if _has_evidence(story, group)}
    listed: set[_Key] = set()
    rows = in_rows(story, (name for name in names if name.counted and not name.inner), _LISTED)
    for row in rows:  # one sure name of a kind makes the others of its list sure
        is_list = len(row) > 2 or (len(row) == 2 and all(" " in name.surface for name in row))
        one_kind = len({name.kind for name in row}) == 1
        if is_list and one_kind and any(not _needs_evidence(name) or _identity(name) in sure for name in row):
            listed.update(map(_identity, filter(_needs_evidence, row)))
    sure |= listed
    return [
        replace(name, unsure=True) if _needs_evidence(name) and _identity(name) not in sure else name
        for name in names
    ]


def _is_called_organisation(story: Story, name: Name) -> bool:
    """Return whether the words around a name like a person's show an organisation: "the Ann Holm"."""
    context, on_line = Context(story, name), LineContext(story, name)
    if story.before(name, 4) in ("the ", "The ") or context.shows("body"):
        return True
    if on_line.shows("described") or context.shows("speaks"):
        return False
    if name.surface.split()[0] in _GIVEN_NAMES:
        return on_line.shows("has a noun", "explained")
    return organisation_signs.has_organisations_words(story, name)


def _needs_evidence(name: Name) -> bool:
    """Return whether the name is a person's, organisation's or group's that the actor file lacks."""
    return name.record is None and name.counted and name.kind in ("person", "organisation", "group")


def _identity(name: Name) -> _Key:
    return name.kind, name.canonical or name.surface


def _has_evidence(story: Story, group: Sequence[Name]) -> bool:
    """Return whether any place of one name, or its own words, show that it is of its kind."""
    if story.language not in (None, "en") and any(name.source == "rule" for name in group):
        return True  # explained by an acronym, or found by the words of its kind or the cases of a name
    if group[0].kind == "person":
        return any(_of_a_person(story, name) for name in group) or (
            len(group) >= _OFTEN and sum(Context(story, name).shows("speaks") for name in group) > 1
        )
    return organisation_signs.is_organisation(story, group)


def _of_a_person(story: Story, name: Name) -> bool:
    """Return whether the name or the words around it show a person: "Holm, 42,", but not "Choose Holm"."""
    if name.role == "surname" and " " in name.canonical and name.canonical.endswith(name.surface):
        first = name.canonical.split()[0].lower()  # no given name: Choose Holm
        return first not in story.lower_case_words and not is_heading(story.text_of(name), name.start)
    called = name.canonical or name.surface
    if name.role == "name" and is_given_name(called):
        return True
    context = Context(story, name)
    if " " not in called:  # a given name, or the surname of one whom the story names in full elsewhere
        return context.shows("surely a person") or context.is_titled
    return LineContext(story, name).shows("acted", "described") or context.of_a_person
