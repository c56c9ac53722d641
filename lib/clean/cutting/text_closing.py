"""The lines that close a story and are no part of it: its author, appeals to the reader, house notes."""

import re
from collections.abc import Sequence

from lib.clean.fields.names import OFFICE, is_person
from lib.clean.text.lines import Line
from lib.clean.text.sheet import Sheet
from lib.model.folding import folded_words

_DEPTH = 8  # lines at the end of a story that are looked at
_LONG = 60.0  # words above which a line is read as a paragraph of the story
_VERY_LONG = 180.0  # of an appeal, which can be long

_BIO = re.compile(
    r"^.{0,80}?\b(?:is|was|ist|war|est|es|è|é|jest|är|er|is een)\s+(?:an?|the|eine?|der|die|une?|le|la|el|un"
    r"|il|en)?\s*(?:[\w’'-]+\s){0,6}?"
    rf"(?:{OFFICE}|author|professor|fellow|autor(?:in)?|freier?)\b",
    re.IGNORECASE,
)
_THE_AUTHOR = re.compile(
    r"^(?:the (?:author|writer)s?|(?:der|die) autor(?:in|en)?|l['’]aut(?:eur|rice|ore)|el autor|la autora"
    r"|o autor|autor(?:ka)? jest|автор(?:ка)?|about the author|über den autor|à propos de l['’]auteur)\b",
    re.IGNORECASE,
)
_REACH = re.compile(
    r"\b(?:e-?mail|follow|contact|reach|tweets?|here|twitter|folgen|schreiben|suivez|contacter|sigue|segui)\b|@",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\b(?:our|unser\w*|nos|notre|nuestr[oa]s?|nostr[ioae]|noss[oa]s?|onze|nasz\w*|наш\w*)\s+(?:\w+\s){0,2}?"
    r"(?:readers?|leser\w*|lecteurs?|lectores|lettori|leitores|lezers|czytelni\w+|читател\w+|читач\w+"
    r"|supporters|members|newsroom|journalism|journalismus|apps?|web ?site|site|newsletters?|channels?"
    r"|podcasts?|community|coverage|reporting|berichterstattung|inhalte|redaktion|canal|chaîne|канал\w*)\b"
    r"|^dear readers?\b|\byou (?:just|have just) read\b|\bbefore you go\b"
    r"|\b(?:we|wir|nous)\b.{0,80}\b(?:your (?:support|contribution|donation)|(?:ihre|deine) (?:spende"
    r"|unterstützung)|votre (?:soutien|don))\b",
    re.IGNORECASE,
)
_OPENS = (
    r"share|follow|subscribe|sign up|join|read|click|tap|e-?mail|send|write (?:to|in)|contact|tell us"
    r"|let us know|get|start(?:en sie)?|receive|download|support|donate|listen|watch|visit|check out|stay"
    r"|keep up|help"
    r"|teilen sie|folgen sie|abonnieren sie|lesen sie|erhalten sie|schreiben sie|hier finden sie"
    r"|schicken sie|senden sie|bestellen sie|testen sie|diskutieren sie|melden sie sich|sagen sie uns"
    r"|schreib(?:t)? uns|schick(?:t)? uns|écrivez|envoyez|dites[- ]nous|escríbenos|envíe\w*|scrivi(?:ci|teci)"
    r"|partagez|suivez|abonnez|inscrivez|recevez|retrouvez|comparte|suscr[ií]b\w+|s[ií]gue\w*|lee|condividi"
    r"|seguici|iscriviti|leggi|udostępnij|zapisz|obserwuj|czytaj|compartilhe|siga|assine|leia|deel|volg|abonneer"
    r"|подпи\w+|підпи\w+|поделитесь|поширте|читайте|стежте|следите|долучайтесь|присоединяйтесь"
)
_CALL = re.compile(rf"^\W*(?:please |bitte |to |for more\b.{{0,60}}?,? )?(?:{_OPENS})\b", re.IGNORECASE)
_READER = re.compile(
    r"\b(?:us|our|here|you|your|newsletters?|inbox|apps?|this (?:story|article)|friends|social|channels?"
    r"|e-?mail|link|uns|unsere\w*|sie|hier|nous|notre|votre|vos|ici|nos|nuestr\w+|aquí|qui|nostr\w+|nas|nasz\w*|tutaj"
    r"|aqui|noss\w+|ons|onze|нас|наш\w*|тут|здесь|telegram|facebook|instagram|whatsapp|twitter|youtube)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^\W*(?:like|love|liked|enjoy\w*|have|has|got|do you|did you|want|know|found|noticed|spotted|are you"
    r"|is there"
    r"|haben sie|hat ihnen|kennen sie|vous avez|avez-vous|cet article|te ha|¿|ti è|hai|masz|podoba\w*"
    r"|сподоба\w*|понрави\w*|маєте|gostou|heb je|heeft u)\b[^.?!]{0,110}\?",
    re.IGNORECASE,
)
_NEWSLETTER = re.compile(
    r"\bnewsletters?\b.*\b(?:anmeld\w+|abonn\w+|kostenlos|postfach|jeden (?:tag|morgen|abend)|sign up"
    r"|subscribe|inbox|inscri\w+|iscri\w+|suscr\w+|boîte|prenumerera|zapisz|підпи\w+|подпи\w+)\b",
    re.IGNORECASE | re.DOTALL,
)
_OFFER = re.compile(
    r"^\W*(?:(?:jetzt |\d+ (?:tage?|wochen?|monate?) )+(?:\w+ )?(?:kostenlos|gratis)\b"
    r"|\d+ (?:days|weeks|months) free\b|try (?:us )?free\b|essai gratuit\b|prueba gratis\b)",
    re.IGNORECASE,
)
_OFFERED = 200.0  # words of all that an offer says
_HOUSE = re.compile(
    r"\b(?:views?|opinions?) (?:expressed|stated)\b.{0,120}\b(?:own|not (?:necessarily )?reflect|represent)\b"
    r"|\bmeinung der redaktion\b|\bn['’]engage(?:nt)? que\b"
    r"|^(?:this|the) (?:article|story|piece|post|report|interview|essay)\b.{0,40}\b(?:originally|first)\b"
    r".{0,30}\b(?:published|appeared)\b"
    r"|^dieser (?:artikel|text|beitrag)\b.{0,60}\b(?:zuerst|übersetz\w+|erschienen|originalbeitrag)\b"
    r"|^cet article (?:a été|est)\b.{0,60}\b(?:publié|traduit)\b"
    r"|\b(?:subscribes?|adheres?|unterliegt) to the\b.{0,60}\bcode\b|\bcode of (?:ethics|conduct)\b.{0,80}$"
    r"|\bpress council\b",
    re.IGNORECASE | re.DOTALL,
)  # fmt: skip


def cut_closing(lines: Sequence[Line], authors: Sequence[str], publisher: str, sheet: Sheet) -> None:
    """Return cuts from a story's last lines what follows its text, until a line of the text is met."""
    names = [folded_words(author) for author in authors]
    last = [line for line in lines if sheet.is_open(line)][-_DEPTH:]
    for line in _offered(last):
        sheet.cut(line, "promotion")
    for line in reversed([line for line in last if sheet.is_open(line)]):
        rule = _rule_of(line, names, publisher)
        if rule:
            sheet.cut(line, rule)
        elif line.prose or line.terminal:
            return


def _offered(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the heading of an offer among a story's last lines, and what stands under it."""
    for place, line in enumerate(lines):
        if line.weight <= 10 and not line.terminal and _OFFER.match(line.text):
            whole = lines[place:]
            return whole if sum(each.weight for each in whole) <= _OFFERED else ()
    return ()


def cut_signatures(lines: Sequence[Line], authors: Sequence[str], sheet: Sheet) -> None:
    """Return cuts the lines inside a story that hold an author's name and nothing else."""
    names = {folded_words(author) for author in authors}
    for line in lines:
        if sheet.is_open(line) and line.weight <= 6 and line.key in names:
            sheet.cut(line, "field: byline")


def _rule_of(line: Line, names: Sequence[str], publisher: str) -> str:
    if line.weight <= _LONG and _NEWSLETTER.search(line.text):
        return "promotion"
    if any(mark in line.text for mark in '"“”„«»'):
        return ""
    if line.key in names:
        return "field: byline"
    if _tells_of_author(line, names):
        return "author bio"
    if line.weight <= _VERY_LONG and (
        _OURS.search(line.text) or (_ASKS.match(line.text) and _addressed(line))
    ):
        return "promotion"
    if line.weight > _LONG:
        return ""
    if _CALL.match(line.text) and _addressed(line):
        return "promotion"
    opens_with_house = bool(publisher) and line.text.startswith(publisher) and line.weight <= _LONG / 2
    if _HOUSE.search(line.text) or (opens_with_house and _READER.search(line.text)):
        return "note"
    return ""


def _addressed(line: Line) -> bool:
    return line.weight <= _VERY_LONG and bool(_READER.search(line.text))


def _tells_of_author(line: Line, names: Sequence[str]) -> bool:
    """Return an author's name opens it, or stands in it beside a way to reach them.

    Or a person and an office do.
    """
    if _THE_AUTHOR.match(line.text) and line.weight <= _LONG:
        return True
    words = line.key
    for name in names:
        if words.startswith(name) or (name in words and _REACH.search(line.text)):
            return True
        first = name.split(" ", 1)[0]
        if is_person(name.title()) and words.startswith(f"{first} ") and line.weight <= _LONG:
            return True
    opening = " ".join(line.text.split()[:2]).rstrip(",")
    return is_person(opening) and line.sentences <= 3 and bool(_BIO.match(line.text)) and line.weight <= _LONG
