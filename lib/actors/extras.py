"""The recognisers of single languages that are installed as extras, each by a make target of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lib.actors.japanese import japanese_state, with_japanese
from lib.actors.recogniser import RecogniserState
from lib.actors.russian import russian_state, with_russian
from lib.actors.story import Name, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """A recogniser of one language: whether it can be loaded, and the names that it adds to a story's."""

    state: Callable[[], RecogniserState]
    with_names: Callable[[Story, Sequence[Name]], list[Name]]


EXTRAS: dict[str, Extra] = {
    "ja": Extra(state=japanese_state, with_names=with_japanese),
    "ru": Extra(state=russian_state, with_names=with_russian),
}


def extra_for(language: str | None) -> Extra | None:
    """Return the installed extra that reads a language; None if no extra does."""
    extra = EXTRAS.get(language or "")
    return extra if extra is not None and extra.state().available else None
