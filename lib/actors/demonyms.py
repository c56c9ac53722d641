"""Drops names of peoples that mean a language, a dish or someone's descent, and no country."""

from collections.abc import Sequence

from lib.actors.contexts import Context
from lib.actors.country_lists import listed_languages
from lib.actors.story import Name, Story

_AROUND = 120  # characters on each side of a name: languages may stand in a list
_CITIZENS = frozenset(("American", "Canadian", "Australian"))


def without_languages(story: Story, names: Sequence[Name]) -> list[Name]:
    """Return the names without demonyms of languages, dishes and descent: "she speaks Norwegian"."""
    listed = listed_languages(story, names)
    return [
        name
        for name in names
        if name.role != "demonym" or not (name.at in listed or _means_no_country(story, name))
    ]


def _means_no_country(story: Story, name: Name) -> bool:
    """Return whether a demonym means a language, dish or descent: "Irish-American singer"."""
    context = Context.around(story, name, before=_AROUND, behind=_AROUND)
    if context.shows("language or dish", "descent"):
        return True
    is_plural = name.surface.endswith("s")
    if not is_plural and context.shows("spoken language"):
        return True
    if name.surface.removesuffix("s") not in _CITIZENS:
        return context.shows("citizen's descent")
    is_of_a_person = is_plural or context.shows("before a person")
    return context.shows("ancestors") or (is_of_a_person and context.shows("behind a people"))
