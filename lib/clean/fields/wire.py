"""Datelines and wire services as a story's text prints them."""

import re

_DATELINE = re.compile(
    r"^(?P<place>[A-ZÀ-ÞА-Я][\w.'’-]*(?:[ ,/]+[A-ZÀ-ÞА-Я][\w.'’-]*){0,5})\s*"
    r"(?:\((?P<wire>[A-Z][\w/ .-]{1,30}|dpa[\w/ -]*|epd|sid)\))?\s*"
    r"(?:[—–]|\s-|-\s|--|\.\s[—–-])\s*(?=\S)"
)
_PLACE_AND_WIRE = re.compile(
    r"^(?P<place>[A-ZÀ-Þ][\w.'’-]*(?:[ ,/]+[A-ZÀ-Þ][\w.'’-]*){0,5})\s*\((?P<wire>[^()]{2,30})\)"
)
_CLOSING = re.compile(
    r"[(\[](?P<wire>(?:dpa|AFP|AP|Reuters|APA|SDA|sda|epd|KNA|EFE|ANSA|TASS|PAP|ČTK|ANI|PTI|TT|NTB|sid"
    r"|SID|apa|afp)(?:[/, -]+[\w-]+)*)[)\]]\.?$"
)


def dateline_of(first: str) -> str | None:
    """Return the place that opens the text: 'HARBOUR CITY, June 3 (Reuters) - ' gives HARBOUR CITY."""
    match = _matched(first)
    return match["place"].rstrip(" ,") if match else None


def wire_of(first: str, last: str) -> str | None:
    """Return the service named in the dateline or in brackets at the end of the text."""
    match = _matched(first)
    if match and match["wire"]:
        return match["wire"].strip()
    closing = _CLOSING.search(last[-60:])
    return closing["wire"] if closing else None


def _matched(first: str) -> re.Match[str] | None:
    start = first[:90]
    match = _DATELINE.match(start)
    if match and (match["wire"] or match["place"].split(",")[0].isupper()):
        return match
    return (
        _PLACE_AND_WIRE.match(start) if re.match(r"^[^()]{2,40}\([^()]{2,30}\)\s?[A-Z—–-]", start) else None
    )
