"""The place and the agency that open a story's text, and the agency that signs it."""

from lib.clean import words
from lib.clean.says.names import agency_of, is_wire

_DATELINE = words.pattern("datelines", "opening")
_CLOSING = words.pattern("datelines", "closing")


def dateline(text: str) -> tuple[str | None, str | None]:
    """Return the place (and day) and the agency with which a story's text opens.

    "HARBOUR CITY, June 3 (Reuters) - The" has both; without an agency a dash must follow a place in capitals.
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
    """Return the agency that opens a story's first paragraph, or closes its last in brackets."""
    closing = _CLOSING.search(last[-60:])
    return dateline(first)[1] or (closing["wire"] if closing and is_wire(closing["wire"]) else None)


def signed_by_wire(authors: tuple[str, ...]) -> str | None:
    """Return the agency among the authors."""
    return next(filter(None, map(agency_of, authors)), None)
