"""Marks countries that are part of a person's title: Norwegian Premier Holm; Holm, Norway's envoy."""

import re
from collections.abc import Sequence
from dataclasses import replace

from lib.actors.office_words import is_title_between
from lib.actors.story import Name, Story

_APPOSITION = re.compile(r"\s*,\s+(?:the\s+|a\s+)?(?:former\s+|then\s+)?$")
_APPOSED_OFFICE = re.compile(  # "Ada Holm, the former Norwegian prime minister", "..., Norway's envoy"
    r"(?:['’]s)?(?:\s+[\w-]+){0,3}?\s+"
    r"(?:president|prime minister|premier|chancellor|minister|secretary|leader|"
    r"spokes(?:man|woman|person)|ambassador|envoy|king|queen|dictator|ruler)\b"
)


def with_titles(story: Story, names: Sequence[Name]) -> list[Name]:
    """Give countries in persons' titles the role "title"; return all names."""
    outer = [name for name in names if not name.inner]
    titles = {
        id(name)
        for before, name, behind in zip([None, *outer], outer, [*outer[1:], None], strict=False)
        if name.kind == "country"
        and name.role in ("name", "demonym")
        and (_stands_before_office(story, name, behind) or _is_apposed(story, before, name))
    }
    return [replace(name, role="title") if id(name) in titles else name for name in names]


def _stands_before_office(story: Story, country: Name, behind: Name | None) -> bool:
    """Return whether an office is between a country and the person behind it: Norwegian Premier Holm."""
    if behind is None or behind.kind != "person" or behind.passage != country.passage:
        return False
    between = story.text_of(country)[country.end : behind.start]
    return is_title_between(between, adjective=country.role == "demonym")


def _is_apposed(story: Story, before: Name | None, country: Name) -> bool:
    """Return whether a country is in an apposition to the name before it, a person: Holm, Norway's envoy."""
    if before is None or before.kind != "person" or before.passage != country.passage:
        return False
    text = story.text_of(country)
    apposition = _APPOSITION.fullmatch(text, before.end, country.start)
    return apposition is not None and _APPOSED_OFFICE.match(text, country.end) is not None
