"""Judges lone words taken for persons: a story gives a person a full name, an office or words to say."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from lib.actors.contexts import Context
from lib.actors.document import lower_case_words
from lib.actors.story import Name, Story
from lib.actors.words import word_set
from lib.model.mention import Kind

_FUNCTION_WORDS = frozenset(map(str.lower, word_set("sentence_starters")))
_ENOUGH_PERSONS = 2  # full names in a story that is whole, not an excerpt


def judged(story: Story, names: Sequence[Name]) -> list[Name]:
    """Keep lone words as persons where the story does; the others are places, organisations or nothing."""
    groups: defaultdict[str, list[Context]] = defaultdict(list)
    for name in names:
        if _is_lone(name):
            groups[name.surface].append(Context(story, name))
    if not groups:
        return list(names)
    full = {name.surface for name in names if name.kind == "person" and " " in name.surface}
    common = lower_case_words(story) | _FUNCTION_WORDS
    excerpt = len(full) < _ENOUGH_PERSONS
    kinds = {s: None if s.lower() in common else _kind(g, excerpt) for s, g in groups.items()}
    return [
        _as(name, kinds[name.surface]) if _is_lone(name) else name for name in names if _stays(name, kinds)
    ]


def _is_lone(name: Name) -> bool:
    if name.record is not None or name.canonical or " " in name.surface or name.source == "records":
        return False
    return name.kind == "person" and name.role == "surname"


def _stays(name: Name, kinds: dict[str, Kind | None]) -> bool:
    return not _is_lone(name) or kinds[name.surface] is not None


def _as(name: Name, kind: Kind | None) -> Name:
    return name if kind in ("person", None) else replace(name, kind=kind, role="name")


def _kind(contexts: Sequence[Context], excerpt: bool) -> Kind | None:
    if any(context.after_the for context in contexts):
        return "organisation"
    if excerpt or any(context.of_a_person for context in contexts):
        return "person"
    if any(context.after_in for context in contexts):
        return "place"
    return None if all(context.opens_sentence for context in contexts) else "organisation"
