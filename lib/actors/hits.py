"""The names that the actor file has in a passage, from the hits of its dictionary."""

import re
from collections.abc import Iterable

from lib.actors.dictionary import Hit
from lib.actors.story import Name, Passage
from lib.actors.thing_names import end_of_event
from lib.actors.words import either
from lib.model.mention import Kind, Role

_OF_SITE = re.compile(  # "[Kennedy] Airport"
    rf" (?:{either('site_endings')}|Auditorium|Center|Centre|Memorial|(?:High )?School|Theat(?:er|re))\b"
)
_NAMESAKE = re.compile(rf" (?i:{either('named_after_people')}|{either('prizes')}|(?-i:(?:Jr\.? )?Day))\b")
_OF_ANOTHER = re.compile(r" [A-Z]\. ?[A-Z]\w")  # Holm B. Marsh, a firm's or another person's name
_GENERATION = re.compile(r",? (?:(?:Jr|Sr)\b\.?|(?:III|IV)\b)")  # and it is another person of the name
_ROLES: dict[str, Role] = {
    "demonym": "demonym",
    "capital": "metonym",
    "seat": "metonym",
    "surname": "surname",
}


def from_hits(passage: Passage, hits: Iterable[Hit]) -> list[Name]:
    """Return a passage's hits of the actor file as names, without those that are mere words."""
    return [_from_hit(passage, hit) for hit in hits if not _is_a_word(passage, hit)]


def _is_a_word(passage: Passage, hit: Hit) -> bool:
    """Return whether a hit is a mere word (THE MAN), a song, a currency (US$) or part of a site's name."""
    if passage.text.startswith("$", hit.end):
        return True
    if hit.guarded and passage.text.startswith("-", hit.end):
        return True
    if hit.guarded and passage.text[hit.start - 1 : hit.start] + passage.text[hit.end : hit.end + 1] == "“”":
        return True  # a song
    if hit.record and hit.record.kind in ("organisation", "person") and _OF_SITE.match(passage.text, hit.end):
        return True
    if hit.record and hit.record.kind == "person" and _NAMESAKE.match(passage.text, hit.end):
        return True
    if hit.sense == "surname" and _OF_ANOTHER.match(passage.text, hit.end):
        return True
    return passage.cased[hit.start : hit.end].islower() and passage.text[hit.start : hit.end].isupper()


def _from_hit(passage: Passage, hit: Hit) -> Name:
    """Return a hit as a name; a town before the word of an event becomes the event's name: Rome Masters."""
    is_place = hit.sense == "capital" or (hit.record is not None and hit.record.kind == "place")
    if is_place and (event := end_of_event(passage.text, hit.end)) is not None:
        return passage.name(hit.start, event, "other", "records")
    later = _GENERATION.match(passage.text, hit.end)
    if later and hit.record is not None and hit.record.kind == "person":
        return passage.name(hit.start, later.end(), "person", "rule")
    kind: Kind = hit.record.kind if hit.record else "organisation"
    role = "nested" if hit.nested else _ROLES.get(hit.sense, "name")
    return passage.name(
        hit.start, hit.end, kind, "records", role=role, record=hit.record, sense=hit.sense,
        guarded=hit.guarded,
    )  # fmt: skip
