"""Tells lines of a page's furniture and calls to the reader from lines of a story."""

import re

from lib.clean.cutting.controls import ACCOUNT, CONTROLS
from lib.clean.cutting.furniture import RULES, Rule
from lib.clean.text.lines import Line

_OPENINGS = re.compile(
    r"^\W*(visit|read|subscribe|learn|follow|join|download|sign|click|tap|watch|listen|get|try|discover"
    r"|explore|check|support|donate"
    r"|become|enjoy|help|besuchen sie|folgen sie|abonnieren sie|hören sie|découvrez|suivez|abonnez"
    r"|visita|sigue|descarga"
    r"|подпи\w+|підпи\w+)\b",
    re.IGNORECASE,
)
_CALLS = re.compile(
    r"\b(newsletters?|subscribe|sign ?up|learn more|find out|click|here|apps?|podcasts?|member(ship)?"
    r"|patreon|channel|telegram"
    r"|whatsapp|instagram|facebook|twitter|youtube|tiktok|our|us|exclusive|free|inbox|abonn\w+"
    r"|kostenlos|chaîne|canal|канал\w*)\b",
    re.IGNORECASE,
)
_SENTENCE = 9.0  # words of a sentence that tells of a newsletter
_OFFERS = re.compile(
    r"\b(you(r|rs|'ll|’ll)?|our|us|we|i agree|send me|free|daily|weekly|sign|subscri\w*|get|receive|inbox"
    r"|e-?mail|delivered|read"
    r"|sie|ihr\w*|dich|dein\w*|uns\w*|wir|kostenlos|anmeld\w*|abonn\w*|täglich|vous|votre|vos|nous|notre|nos"
    r"|inscri\w*|gratuit\w*|su|sus|tu|tus|usted|suscr\w*|iscri\w*|gratis|ogni|nostr\w*|noss\w*|assin\w*"
    r"|вас|ваш\w*|наш\w*|подпи\w*|підпи\w*|nasz\w*|zapisz|här|vår\w*|din|onze|je|jouw)\b",
    re.IGNORECASE,
)
PROMOTION = Rule("promotion", _OPENINGS, 24)
PICTURE = Rule("other caption", re.compile(""), 100, 1)


def rule_of(line: Line) -> Rule | None:
    """Return the first rule whose words the line shows."""
    if line.weight > 120:
        return None
    for rule in (ACCOUNT, *RULES, *CONTROLS):
        if line.weight <= rule.longest and rule.pattern.search(line.text[:600]):
            if rule.name == "newsletter" and _tells(line):
                continue
            return rule
    return PROMOTION if is_promo(line) else None


def _tells(line: Line) -> bool:
    """Return whether a sentence that names a newsletter offers nothing to the reader."""
    return line.terminal and line.weight >= _SENTENCE and not _OFFERS.search(line.text)


def calls(line: Line) -> bool:
    """Return whether the line opens as a call: visit, read, subscribe."""
    return line.weight >= 3 and bool(_OPENINGS.search(line.text))


def is_promo(line: Line) -> bool:
    """Recognise an imperative with a call in it too short or too open for a story's sentence."""
    return (
        line.weight <= PROMOTION.longest
        and line.sentences <= 1
        and bool(_OPENINGS.search(line.text))
        and bool(_CALLS.search(line.text))
        and not re.search(r"[\"“”„»]", line.text)
    )


def is_echo(line: Line, promo: Line) -> bool:
    """Recognise the picture text or link that repeats the call on the line above."""
    words = line.key.split()
    return bool(words) and line.weight <= 8 and not line.terminal and set(words) <= set(promo.key.split())
