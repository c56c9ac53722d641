"""Finds the e-mail inside a forwarded one, by the lines that mail programs print above it."""

import re
from dataclasses import replace
from datetime import datetime
from email.utils import parseaddr

from lib.capture.item_page import words_of
from lib.capture.mail.message import Letter
from lib.capture.moments import READABLE, parse_time

ADDRESS = 400  # characters of a sender: email.utils goes a step deeper with each colon
FORWARDED_WITHIN = 20_000  # characters of the markup in which it may begin
LINE = 2_000  # characters of a line that may be a field
NOTE = 600  # letters that may stand before it: a note of the person who forwards it

_PREFIX = re.compile(r"^(?:\s*(?:fwd?|wg|tr|rv|re|aw)\s*:)+\s*", re.IGNORECASE)
_OVER = "|".join((
    "Forwarded message|Original Message|Weitergeleitete Nachricht|Ursprüngliche Nachricht|Message transféré",
    "Message d['’]origine|Mensaje (?:reenviado|original)|Messaggio (?:inoltrato|originale)",
    "Mensagem (?:encaminhada|original)|(?:Doorgestuurd|Oorspronkelijk) bericht",
    "Wiadomość (?:przekazana|oryginalna)|Пересылаемое сообщение|Исходное сообщение",
))  # fmt: skip
_BEGINS = "|".join((
    "Begin forwarded message:|Anfang der weitergeleiteten Nachricht:|Début du message réexpédié ?:",
    "Inicio del mensaje reenviado:|Inizio messaggio inoltrato:",
    r"_{20,60}(?=\s{0,9}(?:From|Von|De|Da|Van|Od|От)\s?:)|\bid=\"(?:x_)?divRplyFwdMsg\"[^>]{0,200}>",
))  # fmt: skip
_MARKER = re.compile(rf"(?<!-)-{{3,60}}\s{{0,9}}(?:{_OVER})\s{{0,9}}-{{3,60}}|{_BEGINS}", re.IGNORECASE)
_LINE_ENDS = re.compile(r"(<(?:br|/?div|/?p|/?tr|/?table|/?blockquote)\b[^>]{0,2000}>)", re.IGNORECASE)
_FIELD = re.compile(
    r"[*>\s]*(From|Von|De|Da|Van|Od|От|Date|Sent|Datum|Gesendet|Envoyé|Enviado|Fecha|Data|Inviato|Verzonden|Wysłano"
    r"|Дата|Отправлено|Subject|Betreff|Objet|Sujet|Asunto|Oggetto|Assunto|Onderwerp|Temat|Тема"
    r"|To|An|Cc|À|Pour|Para|A|Aan|Do|Кому|Reply-To)(?: el)?[*\s]*:(.*)"
)
_FIELDS = {
    "From": "Von De Da Van Od От",
    "Date": "Sent Datum Gesendet Envoyé Enviado Fecha Data Inviato Verzonden Wysłano Дата Отправлено",
    "Subject": "Betreff Objet Sujet Asunto Oggetto Assunto Onderwerp Temat Тема",
}
_NAMES = {word: field for field, words in _FIELDS.items() for word in words.split()}
_CHAIN = 5  # times that a letter may have been forwarded
_MAILTO = re.compile(r"\[mailto:([^\]\[]{0,320})\]")  # as Outlook prints an address
_QUOTED = re.compile(r"^> ?", re.MULTILINE)
_DAY = re.compile(r"^(?:[A-Za-z]{3,9},?\s+)?(.*)$")
_FORMS = tuple(
    f"{day} {time}"
    for days, times in (
        ("%b %d, %Y|%B %d, %Y", "%I:%M %p|%I:%M:%S %p"),
        ("%d %b %Y|%d %B %Y", "%H:%M|%H:%M:%S"),
    )
    for day in days.split("|")
    for time in times.split("|")
)


def unforwarded(letter: Letter) -> Letter:
    """Return the e-mail inside a forwarded one, up to five levels deep; others unchanged."""
    for _ in range(_CHAIN):
        inner = _forwarded(letter)
        if inner is letter:
            break
        letter = inner
    return letter


def _forwarded(letter: Letter) -> Letter:
    """Return the e-mail inside a forwarding one; other e-mails unchanged."""
    found = _MARKER.search(letter.text)
    if (
        found is None
        or found.start() > FORWARDED_WITHIN
        or len(words_of(letter.text[: found.start()])) > NOTE
    ):
        return letter
    fields, text = _split_off_fields(letter.text[found.end() :], plain=letter.plain)
    if "From" not in fields and "Subject" not in fields:
        return letter
    name, address = parseaddr(_MAILTO.sub(r"<\1>", fields.get("From", "")[:ADDRESS]))
    return replace(
        letter,
        subject=_PREFIX.sub("", fields.get("Subject") or letter.subject),
        sender=name,
        host=address.rpartition("@")[2].lower(),
        dated=_forwarded_at(fields.get("Date", "")),
        text=text,
    )


def _split_off_fields(text: str, *, plain: bool) -> tuple[dict[str, str], str]:
    """Return the header fields, by English name, printed above a forwarded text, and the text."""
    if plain and text.lstrip().startswith(">"):
        text = _QUOTED.sub("", text)
    pieces = text.splitlines(keepends=True) if plain else _LINE_ENDS.split(text)
    fields: dict[str, str] = {}
    for place, piece in enumerate(pieces):
        line = " ".join(piece.split()) if plain else words_of(piece[:LINE])
        field = _FIELD.match(line)
        if field:
            fields.setdefault(_NAMES.get(field[1], field[1]), field[2].strip(" *"))
        elif line and (fields or not plain):
            return fields, "".join(pieces[place:])
    return fields, ""


def _forwarded_at(printed: str) -> str:
    """Return a forwarded e-mail's date in ISO form, mostly without offset; else as printed, or ""."""
    line = " ".join(printed.replace(" at ", " ").replace(" um ", " ").split())
    found = _DAY.match(line)
    for form in _FORMS:
        try:
            return datetime.strptime(found[1] if found else line, form).isoformat()
        except ValueError:  # the next form is tried
            continue
    moment = parse_time(line)  # Apple Mail writes the offset
    return moment.isoformat() if moment else line[:100] if READABLE.search(line[:100]) else ""
