"""Finds persons whose given name or nickname stands in brackets or quotation marks: Ada “Sunny” Holm."""

import re
from collections.abc import Sequence
from dataclasses import replace

from lib.actors.person_names import are_parts_of_a_name, is_given
from lib.actors.story import Name, Overlap, Story, free, in_order
from lib.actors.words import any_capital

_NICKNAME = re.compile(  # "Ada “Sunny” Holm"
    any_capital(
        r"(?<![\w'’-])([A-Z][\w'’-]+) (?:“[^”\n]{2,20}”|‘[^’\n]{2,20}’|\"[^\"\n]{2,20}\") ([A-Z][\w'’-]*\w)"
    )
)
_BRACKETED = re.compile(any_capital(r"\(([A-Z][\w'’-]+)\) ([A-Z][\w'’-]*\w)"))  # "(Ada) Holm"


def with_nicknames(story: Story, names: Sequence[Name]) -> list[Name]:
    """Return the names with persons such as (Ada) Holm or Ada “Sunny” Holm in place of others there."""
    found = [
        passage.name(each.start(start), each.end(), "person", "rule", canonical=f"{each[1]} {each[2]}")
        for passage in story
        for pattern, start in ((_BRACKETED, 2), (_NICKNAME, 0))
        for each in pattern.finditer(passage.text)
        if is_given(each[1]) and are_parts_of_a_name([each[2]])
    ]
    if not found:
        return list(names)
    bracketed = Overlap(replace(each, start=each.start - len(each.canonical)) for each in found)
    kept = [name for name in names if name.source == "records" or not bracketed.touching(name)]
    return in_order([*kept, *free(found, kept)])
