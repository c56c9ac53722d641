"""Finds the e-mail inside a forwarded one, by the lines that mail programs print above it."""

import re
from dataclasses import replace
from email.utils import parseaddr
from itertools import takewhile

from lib.capture.item_page import words_of
from lib.capture.mail.message import Letter
from lib.capture.moments import READABLE, parse_time

ADDRESS = 400  # characters of a sender: email.utils goes a step deeper with each colon
FORWARDED_WITHIN = 20_000  # characters of the markup in which it may begin
LINE = 2_000  # characters of a line that may be a field
NOTE = 600  # letters that may stand before it: a note of the person who forwards it

_SUBJECT_PREFIX = re.compile(r"^(?:\s*(?:fwd?|wg|tr|rv|re|aw)\s*:)+\s*", re.IGNORECASE)
_WORDS_OF_FIELDS = {  # the English word of a field, and those of other languages and programs
    "From": "Von De Da Van Od От",
    "Date": "Sent Datum Gesendet Envoyé Enviado Fecha Data Inviato Verzonden Wysłano Дата Отправлено",
    "Subject": "Betreff Objet Sujet Asunto Oggetto Assunto Onderwerp Temat Тема",
    "To": "An Cc À Pour Para A Aan Do Кому Reply-To",
}
_FIELD_OF_WORD = {
    word: field for field, words in _WORDS_OF_FIELDS.items() for word in (field, *words.split())
}
_FIELD = re.compile(rf"[*>\s]*({'|'.join(_FIELD_OF_WORD)})(?: el)?[*\s]*:(.*)")  # "Enviado el:"
_BETWEEN_DASHES = "|".join((
    "Forwarded message|Original Message|Weitergeleitete Nachricht|Ursprüngliche Nachricht|Message transféré",
    "Message d['’]origine|Mensaje (?:reenviado|original)|Messaggio (?:inoltrato|originale)",
    "Mensagem (?:encaminhada|original)|(?:Doorgestuurd|Oorspronkelijk) bericht",
    "Wiadomość (?:przekazana|oryginalna)|Пересылаемое сообщение|Исходное сообщение",
))  # fmt: skip
_SENDER_WORDS = "|".join(("From", *_WORDS_OF_FIELDS["From"].split()))
_WITHOUT_DASHES = "|".join((
    "Begin forwarded message:|Anfang der weitergeleiteten Nachricht:|Début du message réexpédié ?:",
    "Inicio del mensaje reenviado:|Inizio messaggio inoltrato:",
    rf"_{{20,60}}(?=\s{{0,9}}(?:{_SENDER_WORDS})\s?:)|\bid=\"(?:x_)?divRplyFwdMsg\"[^>]{{0,200}}>",
))  # fmt: skip
_MARKER = re.compile(
    rf"(?<!-)-{{3,60}}\s{{0,9}}(?:{_BETWEEN_DASHES})\s{{0,9}}-{{3,60}}|{_WITHOUT_DASHES}", re.IGNORECASE
)
_LINE_ENDS = re.compile(r"(<(?:br|/?div|/?p|/?tr|/?table|/?blockquote)\b[^>]{0,2000}>)", re.IGNORECASE)
_MAX_FORWARDS = 5  # of one letter; each costs a search of the text
_MAILTO = re.compile(r"\[mailto:([^\]\[]{0,320})\]")  # as Outlook prints an address
_QUOTED = re.compile(r"^> ?", re.MULTILINE)
_WEEKDAY = re.compile(r"^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?\s+")  # with or without a comma
_FOLDED = 4  # lines below one, of which another field shows that it goes on with the field above
_LONGEST_DATE = 100  # characters of one that is given as it is printed


def unforwarded(letter: Letter) -> Letter:
    """Return the e-mail inside a forwarded one, up to five levels deep.

    An e-mail that is not forwarded is returned as it is.
    """
    for _ in range(_MAX_FORWARDS):
        inner = _forwarded(letter)
        if inner is letter:
            break
        letter = inner
    return letter


def _forwarded(letter: Letter) -> Letter:
    """Return the e-mail inside a forwarding one; any other as it is, the same object."""
    marker = _MARKER.search(letter.text)
    if marker is None or marker.start() > FORWARDED_WITHIN:
        return letter
    if len(words_of(letter.text[: marker.start()])) > NOTE:
        return letter
    fields, text = _split_off_fields(letter.text[marker.end() :], plain=letter.plain)
    if "From" not in fields and "Subject" not in fields:
        return letter
    name, address = parseaddr(_MAILTO.sub(r"<\1>", fields.get("From", "")[:ADDRESS]))
    mailbox, _, host = address.lower().rpartition("@")
    return replace(
        letter,
        subject=_SUBJECT_PREFIX.sub("", fields.get("Subject") or letter.subject),
        sender=name,
        mailbox=mailbox,
        host=host,
        dated=_original_date(fields.get("Date", "")),
        text=text,
    )


def _split_off_fields(text: str, *, plain: bool) -> tuple[dict[str, str], str]:
    """Return the header fields printed above a forwarded text, by English name, and the text below them."""
    if plain and text.lstrip().startswith(">"):
        text = _QUOTED.sub("", text)
    pieces = text.splitlines(keepends=True) if plain else _LINE_ENDS.split(text)
    fields: dict[str, str] = {}
    last = ""  # the field of the line above
    for index, piece in enumerate(pieces):
        line = " ".join(piece.split()) if plain else words_of(piece[:LINE])
        below = takewhile(str.strip, pieces[index + 1 : index + 1 + _FOLDED])
        if field := _FIELD.match(line):
            last = _FIELD_OF_WORD[field[1]]
            fields.setdefault(last, field[2].strip(" *"))
        elif plain and last and line and any(map(_FIELD.match, below)):
            fields[last] += f" {line}"  # a long field goes on before the next one
        elif line and (fields or not plain):
            return fields, "".join(pieces[index:])
        else:
            last = ""
    return fields, ""


def _original_date(printed: str) -> str:
    """Return the printed date of a forwarded e-mail in ISO form, with its offset from UTC if it has one.

    A date that cannot be read is returned as printed; without a date it is "".
    """
    line = " ".join(printed.replace(" at ", " ").replace(" um ", " ").split())
    if moment := parse_time(_WEEKDAY.sub("", line)):
        return moment.isoformat()
    line = line[:_LONGEST_DATE]
    return line if READABLE.search(line) else ""
