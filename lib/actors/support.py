"""Drops names of the actor file that are words as well, where nothing in the story supports them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from lib.actors.story import Name, Story, in_order, in_rows
from lib.actors.words import either, word_set

_OF_PUPILS = re.compile(
    r"\b(?:(?:[Hh]igh|[Mm]iddle|[Pp]rep|[Ee]lementary) [Ss]chools?|varsity|freshm[ae]n|sophomores?|"
    r"Little League|[Uu]nder-1\d|U-?1\d)\b|\b[A-Z]\w+ (?:High|Prep)(?:['’]s)?\s"
)
_LISTED = re.compile(rf"\s*(?:,|\b(?:{either('list_links')})\b)\s*")
_ANY_BODY = word_set("bare_bodies") | word_set("body_endings")  # a Senate: of which state?


def without_unsupported(story: Story, names: Sequence[Name], found: Iterable[Name] = ()) -> list[Name]:
    """Return the names without the guarded (ambiguous) ones that nothing in the story supports.

    `names` are the actor file's, `found` the recogniser's. A guarded name counts beside an unguarded one of
    its record, where the recogniser found an organisation too, and as the maker of a product, the "Apple" of
    "Apple Watch". Where no recogniser reads, a row of bodies or brackets around a name supports it as well.
    """
    bodies = [name for name in found if name.kind == "organisation"]
    makers = {(body.passage, body.start) for body in bodies if " " in body.surface}
    supported = {name.record.id for name in names if name.record and not name.guarded}
    supported |= _found_as_bodies(story, names, bodies)
    if story.language not in (None, "en"):
        supported |= _listed_as_bodies(story, names)
    return [
        name
        for name in names
        if not name.guarded
        or (name.record and name.record.id in supported)
        or (name.surface.isalpha() and (name.passage, name.start) in makers)
    ]


def _found_as_bodies(story: Story, names: Sequence[Name], bodies: Iterable[Name]) -> set[str]:
    """Return the ids of the records of names that the recogniser found as `bodies` too.

    An acronym or a "Senate" can mean several; and in a story of a school's or children's team, the nickname
    of a club ("Eagles") needs the club's full name.
    """
    places = {
        body.at for body in bodies if body.surface.split()[-1] not in _ANY_BODY and not body.surface.isupper()
    }
    nicknames = {name.at for name in names if _is_nickname(name)}
    if nicknames and any(_OF_PUPILS.search(passage.text) for passage in story):
        places -= nicknames
    return {
        name.record.id for name in names if name.record and name.kind == "organisation" and name.at in places
    }


def _is_nickname(name: Name) -> bool:
    """Return whether a name is the last words of its record's, in the plural: Harbour Eagles."""
    return (
        name.record is not None
        and name.surface.endswith("s")
        and name.record.name.endswith(f" {name.surface}")
    )


def _listed_as_bodies(story: Story, names: Sequence[Name]) -> set[str]:
    """Return the ids of organisations in brackets, or in one row with another: "ODS, ANO a SPD"."""
    supported: set[str] = set()
    for row in in_rows(story, in_order([n for n in names if n.kind == "organisation"]), _LISTED):
        listed = {n.record.id for n in row if n.record}
        bracketed = [n for n in row if story.before(n, 1) + story.after(n, 1) == "()"]
        supported |= listed if len(listed) > 1 else {n.record.id for n in bracketed if n.record}
    return supported


def unowned_as_outlets(names: Sequence[Name], hits: Iterable[Name], supported: Iterable[Name]) -> list[Name]:
    """Make the recogniser's bodies such as "Supreme Court" no actors if no owner is known; return all names.

    `hits` are the actor file's names, `supported` those that something in the story supports.
    """
    bodies = {name.at for name in hits if name.guarded and name.surface.split()[-1] in _ANY_BODY}
    bodies -= {name.at for name in supported}
    return [replace(n, sense="outlet") if n.source == "recogniser" and n.at in bodies else n for n in names]
