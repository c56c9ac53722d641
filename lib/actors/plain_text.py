"""Finds the names in a plain text, as spans and actors: for benches and the command line."""

from collections.abc import Mapping
from dataclasses import dataclass

from lib.actors.dictionary import Dictionary
from lib.actors.find import names_in, passages
from lib.actors.languages import dictionary
from lib.actors.named_actors import actor_of, is_actor
from lib.actors.story import Story
from lib.model.mention import Kind

# Products, events, works and laws are no spans.
_LABELS: Mapping[Kind, str] = {
    "person": "PER", "organisation": "ORG", "group": "ORG", "country": "LOC", "place": "LOC",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class TextNames:
    """The names in a plain text as spans (start, end, PER/ORG/LOC), and its actors' names."""

    spans: tuple[tuple[int, int, str], ...]
    actors: tuple[str, ...]


def find_in_text(text: str, known: Dictionary | None = None, *, use_recogniser: bool = True) -> TextNames:
    """Return the names in a plain text; the spans also include media and places, which are no actors."""
    story = Story(passages=passages([(0, text)]), day=None)
    names = names_in(story, known or dictionary(), use_recogniser=use_recogniser)
    spans = tuple(
        (name.start, name.end, _LABELS[name.kind])
        for name in names
        if name.kind in _LABELS
        and name.role not in ("demonym", "nested")
        and not (name.role == "title" and name.sense == "demonym")
    )
    actors = {actor_of(name, "").name for name in names if is_actor(name)}
    return TextNames(spans=spans, actors=tuple(sorted(actors)))
