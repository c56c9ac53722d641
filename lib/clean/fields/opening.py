"""Reads the dateline's place and news agency at the start of a story, and an agency that signs it."""

from collections.abc import Iterable

from lib.clean.found import NOTHING, Found
from lib.clean.says.names import agency_of, is_wire
from lib.clean.words import pattern
from lib.model.article import Block

_FIRST = "first words of the text"


def dateline(text: str) -> tuple[str | None, str | None]:
    """Return the place (and day) and the agency of the dateline that opens a text; None for what it lacks.

    "HARBOUR CITY, June 3 (Reuters) - The" has both; without agency it needs capitals and a dash.
    """
    found = pattern("datelines", "opening").match(text[:120])
    if not found:
        return None, None
    wire = found["wire"] if found["wire"] and is_wire(found["wire"]) else None
    place = found["place"].split(",")[0]
    if wire or (found["dash"] and place.isupper() and len(place) > 2):
        return found["place"].strip(" ,"), wire
    return None, None


def opening(blocks: Iterable[Block], authors: Iterable[str]) -> tuple[Found[str | None], Found[str | None]]:
    """Return the place and the news agency of a story, with their sources.

    The agency stands in the dateline, in brackets at the end of the text, or among the authors.
    """
    paragraphs = [block.text for block in blocks if block.zone == "body"] or [""]
    place, wire = dateline(paragraphs[0])
    closing = pattern("datelines", "closing").search(paragraphs[-1][-60:])
    signed = next(filter(None, map(agency_of, authors)), None)
    agencies: tuple[Found[str | None], ...] = (
        Found(wire, _FIRST),
        Found(closing["wire"] if closing and is_wire(closing["wire"]) else None, "last words of the text"),
        Found(signed, "authors"),
    )
    return Found(place, _FIRST if place else ""), next((each for each in agencies if each.value), NOTHING)
