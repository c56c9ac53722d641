"""The same cascade on a bare text, for measuring: spans as corpora mark them, and the actors."""

from dataclasses import dataclass

from lib.actors.canonical import actor_of
from lib.actors.dictionary import Dictionary, dictionary
from lib.actors.find import names_in, passages
from lib.actors.story import Name, Story
from lib.model.mention import DEFAULT_KINDS, DEFAULT_ROLES, Kind

_LABELS: dict[Kind, str] = {
    "person": "PER",
    "organisation": "ORG",
    "group": "ORG",
    "country": "LOC",
    "place": "LOC",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TextNames:
    """What a bare text names: spans of start, end and PER, ORG or LOC, and canonical names of its actors."""

    spans: tuple[tuple[int, int, str], ...]
    actors: tuple[str, ...]


def find_in_text(text: str, known: Dictionary | None = None, *, use_recogniser: bool = True) -> TextNames:
    """Find names in a text without a date; spans include outlets and place, which are no actors."""
    story = Story(passages=passages([(0, text)]), day=None)
    names = names_in(story, known or dictionary(), use_recogniser=use_recogniser)
    spans = tuple((name.start, name.end, _LABELS[name.kind]) for name in names if _is_marked(name))
    actors = {actor_of(name, "").name for name in names if _is_actor(name)}
    return TextNames(spans=spans, actors=tuple(sorted(actors)))


def _is_marked(name: Name) -> bool:
    return name.role not in ("demonym", "nested") and not _is_adjective(name)


def _is_adjective(name: Name) -> bool:
    return name.role == "title" and name.sense == "demonym"


def _is_actor(name: Name) -> bool:
    return name.counted and name.role in DEFAULT_ROLES and name.kind in DEFAULT_KINDS
