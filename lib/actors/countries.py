"""A country before an office and a name is part of the title; a language is no actor."""

import re
from collections.abc import Sequence
from dataclasses import replace

from lib.actors.story import Name, Story
from lib.actors.titles import is_title_between

_LANGUAGE_BEFORE = re.compile(
    r"\b(?:speak(?:s|ing)?|spoke|spoken|in|into|from|fluent|learn(?:s|ing|ed)?|teach(?:es|ing)?|taught|translat\w+)\s+(?:[A-Z]\w+(?:,\s+|,?\s+and\s+)){0,3}$",
    re.IGNORECASE,
)
_LANGUAGE_AFTER = re.compile(r"[\s-]*(?:language|speak(?:er|ing)|dialect|alphabet|lessons?)", re.IGNORECASE)
_ENDS_PHRASE = re.compile(r"\s*(?:[.,;:!?)\"”]|and\b|or\b|on\b|at\b|with\b|$)", re.IGNORECASE)
_APPOSITION = re.compile(r"\s*,\s+(?:the\s+|a\s+)?(?:former\s+|then\s+)?$")
_APPOSED_OFFICE = re.compile(
    r"(?:['’]s)?(?:\s+[\w-]+){0,3}?\s+"
    r"(?:president|prime minister|premier|chancellor|minister|secretary|leader|"
    r"spokes(?:man|woman|person)|ambassador|envoy|king|queen|dictator|ruler)\b"
)


def with_titles(story: Story, names: Sequence[Name]) -> list[Name]:
    """Return marks the countries that only say whose office a person holds, and leaves out languages."""
    kept = [name for name in names if not _is_language(story, name)]
    return [_as_title(story, kept, number) for number in range(len(kept))]


def _as_title(story: Story, names: Sequence[Name], number: int) -> Name:
    name = names[number]
    if name.kind != "country" or name.role not in ("name", "demonym"):
        return name
    text = story.passages[name.passage].text
    after = next((names[k] for k in range(number + 1, len(names)) if not names[k].inner), None)
    if (
        after
        and _is_person_beside(after, name)
        and is_title_between(text[name.end : after.start], adjective=name.role == "demonym")
    ):
        return replace(name, role="title")
    before = next((names[k] for k in range(number - 1, -1, -1) if not names[k].inner), None)
    if before and _is_person_beside(before, name) and _is_apposed(text, before, name):
        return replace(name, role="title")
    return name


def _is_person_beside(other: Name, name: Name) -> bool:
    return other.kind == "person" and other.passage == name.passage


def _is_apposed(text: str, person: Name, country: Name) -> bool:
    between = text[person.end : country.start]
    return bool(_APPOSITION.fullmatch(between)) and bool(_APPOSED_OFFICE.match(text, country.end))


def _is_language(story: Story, name: Name) -> bool:
    if name.role != "demonym":
        return False
    text = story.passages[name.passage].text
    if _LANGUAGE_AFTER.match(text, name.end):
        return True
    before = _LANGUAGE_BEFORE.search(text, max(0, name.start - 60), name.start)
    return (
        before is not None
        and _ENDS_PHRASE.match(text, name.end) is not None
        and not name.surface.endswith("s")
    )
