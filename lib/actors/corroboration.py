"""Judges recognised names that the actor file lacks: a name without further evidence is marked unsure.

A person's evidence is a full name with a given name, words around it, or being often named and saying
something; that of other kinds is in organisation_signs.py. Evidence at one place counts for all in the story.
A name listed beside a sure name of its kind is as sure. In another language than English a name found by rule
is sure: a rule finds it by an acronym, the words of its kind or the cases of a name, and the signs of
contexts.yaml are English.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from lib.actors import organisation_signs
from lib.actors.contexts import Context
from lib.actors.headline_case import is_heading
from lib.actors.person_names import is_given_name
from lib.actors.story import Name, Story, in_rows
from lib.model.mention import Kind

_OFTEN = 5  # places of a name that make a person of it, if something is said at two of them
_LISTED = re.compile(r"\s*(?:,|,?\s*(?:and|or|&)|;)\s*(?:the\s+)?")
_Key = tuple[Kind, str]


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


def _needs_evidence(name: Name) -> bool:
    """Return whether the name is a person's, organisation's or group's that the actor file lacks."""
    return name.record is None and name.counted and name.kind in ("person", "organisation", "group")


def _identity(name: Name) -> _Key:
    return name.kind, name.canonical or name.surface


def _has_evidence(story: Story, group: Sequence[Name]) -> bool:
    """Return whether any place of one name, or its own words, show that it is of its kind."""
    if story.language not in (None, "en") and any(name.source == "rule" for name in group):
        return True
    if group[0].kind != "person":
        return organisation_signs.is_organisation(story, group)
    if any(_shows_a_person(story, name) for name in group):
        return True
    return len(group) >= _OFTEN and sum(Context.around(story, name).shows("speaks") for name in group) > 1


def _shows_a_person(story: Story, name: Name) -> bool:
    """Return whether one place of a name, or its own words, show a person: "Officer Holm", "Ada Holm"."""
    called, around = name.canonical or name.surface, Context.around(story, name)
    if name.role == "surname" and " " in name.canonical and name.canonical.endswith(name.surface):
        is_word = called.split()[0].lower() in story.lower_case_words  # Choose Holm
        return not is_word and not is_heading(story.text_of(name), name.start)
    if " " not in called:
        return around.is_titled or around.shows("surely a person")  # Officer Holm; Holm, 42,
    return (
        (name.role == "name" and is_given_name(called))
        or around.of_a_person
        or Context.on_line(story, name).shows("acted", "described")
    )
