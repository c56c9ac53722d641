"""Reads the dateline's place and news agency at the start of a story, and an agency that signs it."""

from lib.clean import words
from lib.clean.says.names import agency_of, is_wire

_DATELINE = words.pattern("datelines", "opening")
_CLOSING = words.pattern("datelines", "closing")


def dateline(text: str) -> tuple[str | None, str | None]:
    """Return the place (and day) and the agency of the dateline that opens a text, each or None.

    "HARBOUR CITY, June 3 (Reuters) - The" has both; without agency it needs capitals and a dash.
    """
    found = _DATELINE.match(text[:120])
    if not found:
        return None, None
    wire = found["wire"] if found["wire"] and is_wire(found["wire"]) else None
    place = found["place"].split(",")[0]
    if wire or (found["dash"] and place.isupper() and len(place) > 2):
        return found["place"].strip(" ,"), wire
    return None, None


def wire_of(first: str, last: str) -> str | None:
    """Return the agency in the first text's dateline, or in brackets at the end of the last, or None."""
    closing = _CLOSING.search(last[-60:])
    return dateline(first)[1] or (closing["wire"] if closing and is_wire(closing["wire"]) else None)


def signed_by_wire(authors: tuple[str, ...]) -> str | None:
    """Return the news agency among the authors; None without one."""
    return next(filter(None, map(agency_of, authors)), None)
