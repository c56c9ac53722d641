"""A letter that was handed on inside another: the first one's subject, sender, time and text alone."""

import re
from dataclasses import replace
from datetime import datetime
from email.utils import parseaddr

from lib.capture.feeds.items import words_of
from lib.capture.mail.parts import Letter
from lib.capture.moments import written

ADDRESS = 400  # characters of a sender: email.utils goes a step deeper with each colon
HEAD = 20_000  # characters of the markup in which it may begin
LINE = 2_000  # characters of a line that may be a field
NOTE = 600  # letters that may stand before it: what the one who handed it on had to say

_PREFIX = re.compile(r"^(?:\s*(?:fwd?|wg|tr|rv|re|aw)\s*:)+\s*", re.IGNORECASE)
_MARKER = re.compile(
    r"(?<!-)-{3,60}\s{0,9}(?:Forwarded message|Original Message|Weitergeleitete Nachricht|Message transféré"
    r"|Mensaje reenviado)\s{0,9}-{3,60}|Begin forwarded message:|Anfang der weitergeleiteten Nachricht:",
    re.IGNORECASE,
)
_LINE_ENDS = re.compile(r"(<(?:br|/?div|/?p|/?tr|/?table|/?blockquote)\b[^>]{0,2000}>)", re.IGNORECASE)
_FIELD = re.compile(
    r"[*>\s]*(From|Von|De|Date|Sent|Datum|Gesendet|Subject|Betreff|To|An|Cc|Reply-To)[*\s]*:(.*)"
)
_NAMES = {
    "Von": "From",
    "De": "From",
    "Sent": "Date",
    "Datum": "Date",
    "Gesendet": "Date",
    "Betreff": "Subject",
}
_MAILTO = re.compile(r"\[mailto:([^\]\[]{0,320})\]")  # as Outlook prints an address
_QUOTED = re.compile(r"^> ?", re.MULTILINE)
_DAY = re.compile(r"^(?:[A-Za-z]{3,9},?\s+)?(.*)$")
_FORMS = (
    "%b %d, %Y %I:%M %p",
    "%b %d, %Y %I:%M:%S %p",
    "%d %b %Y %H:%M",
    "%d %b %Y %H:%M:%S",
    "%B %d, %Y %I:%M %p",
    "%B %d, %Y %I:%M:%S %p",
    "%d %B %Y %H:%M",
)


def unforwarded(letter: Letter) -> Letter:
    """Return the letter that was handed on, or the letter itself where it is no other's."""
    found = _MARKER.search(letter.text)
    if found is None or found.start() > HEAD or len(words_of(letter.text[: found.start()])) > NOTE:
        return letter
    told, text = _parted(letter.text[found.end() :], plain=letter.plain)
    if "From" not in told and "Subject" not in told:
        return letter
    name, address = parseaddr(_MAILTO.sub(r"<\1>", told.get("From", "")[:ADDRESS]))
    return replace(
        letter,
        subject=told.get("Subject") or _PREFIX.sub("", letter.subject),
        sender=name,
        host=address.rpartition("@")[2].lower(),
        dated=_dated(told.get("Date", "")),
        text=text,
    )


def _parted(text: str, *, plain: bool) -> tuple[dict[str, str], str]:
    """Return the fields that stand before the text, and the text."""
    if plain and text.lstrip().startswith(">"):
        text = _QUOTED.sub("", text)
    pieces = text.splitlines(keepends=True) if plain else _LINE_ENDS.split(text)
    told: dict[str, str] = {}
    for place, piece in enumerate(pieces):
        line = " ".join(piece.split()) if plain else words_of(piece[:LINE])
        field = _FIELD.match(line)
        if field:
            told.setdefault(_NAMES.get(field[1], field[1]), field[2].strip(" *"))
        elif line and (told or not plain):
            return told, "".join(pieces[place:])
    return told, ""


def _dated(printed: str) -> str:
    """Return the time in ISO form, mostly without an offset: mail programs print the reader's own clock."""
    line = " ".join(printed.replace(" at ", " ").replace(" um ", " ").split())
    found = _DAY.match(line)
    for form in _FORMS:
        try:
            return datetime.strptime(found[1] if found else line, form).isoformat()
        except ValueError:  # the next form is tried
            continue
    moment = written(line)  # Apple Mail tells the offset
    return moment.isoformat() if moment else ""
