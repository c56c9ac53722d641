"""Tells the names of persons and desks from other words."""

import re

# Words for an office that pages print right after a name; in small letters they also glue to it.
OFFICE = (
    r"senior|chief|deputy|assistant|associate|staff|political|foreign|national|special|investigative|digital"
    r"|correspondent|reporter|editor|writer|columnist|journalist|contributor|producer|director|analyst"
    r"|freelance|redakteur(?:in)?|korrespondent(?:in)?|journaliste?|rédact(?:eur|rice)|correspondant\w*"
    r"|envoyée?|redactora?|periodista|corresponsal|giornalista|inviat[oa]|dziennika\w+|redaktor(?:ka)?"
    r"|verslaggever|redacteur|jornalista|repórter"
    r"|корреспондент\w*|кореспондент\w*|журналіст\w*|журналист\w*|редактор\w*|оглядач\w*|обозреватель"
)
DESK = re.compile(
    r"\b(?:desk|newsroom|staff|team|editors|editorial board|reporters|correspondents|agencies"
    r"|news agency|redaktion|rédaction|redacción|redakcja"
    r"|redazione|redaktionen|редакц\w+|news service|investigations unit|bureau)\b|redaktion$",
    re.IGNORECASE,
)
ROLE = re.compile(
    rf"\b(?:{OFFICE}|images|getty|shutterstock|alamy|reuters|photographer|chief|head of|fellow|critic"
    r"|officer|marketing|manager|president|professor|founder|consultant|researcher|lecturer|minister"
    r"|autor(?:in)?|redactor\w*|press|news|times|correspondants?|envoyé\w*"
    r"|post|business|magazine|daily|tribune|herald|journal|guardian|gazette|media|today|independent|the"
    r"|university|zeitung|agence|agency|network|radio|tv|freelance\w*|politics|sports?|royal|world|europe"
    r"|team)\b",
    re.IGNORECASE,
)
_ONE_OFFICE = re.compile(
    r"\b(?:writer|reporter|correspondent|editor|journalist|photographer)$", re.IGNORECASE
)
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_NO_NAME = re.compile(r"\b[A-Z][a-z]{2,}\.|[\d:!?,@\"“”„»#%/+]")
_OF_LISTS = """
all more our my we your new top best latest trending alle alles mehr unsere tous toutes
nos plus todos todas wszystkie
"""
_PARTICLES = """
von van de der den del della di da dos du la le el al bin ibn ter ten zu zum y e af av und mac st
"""


def is_person(name: str) -> bool:
    """Return two to five words with capitals, particles aside, and no word of a trade or a paper."""
    words = name.split()
    if not 2 <= len(words) <= 5 or words[0].casefold() in _OF_LISTS.split():
        return False
    if ROLE.search(name) or _NO_NAME.search(name):
        return False
    if not name.isupper() and any(len(word) > 1 and word.isalpha() and word.isupper() for word in words):
        return False  # an abbreviation stands among the words
    particles = _PARTICLES.split()
    capital = all(
        word[0].isupper() or word.casefold() in particles or word[:2] in ("d'", "d’") for word in words
    )
    return capital and words[-1].removeprefix("d'")[:1].isupper() and len(words[-1]) >= 2


def is_desk(name: str) -> bool:
    """Return a newsroom, a team or a desk that signs as one."""
    return bool(DESK.search(name)) and len(name.split()) <= 8 and not _ONE_OFFICE.search(name)


def is_uncased_name(name: str) -> bool:
    """Return a name in a script without capitals, such as Arabic or Chinese, where a label says that one
    stands.
    """
    words = name.split()
    if not re.fullmatch(r"[^\W\d_]+(?:[ ・·'’-][^\W\d_]+)*", name) or any(map(_has_case, name)):
        return False
    return 2 <= len(name) <= 8 if _DENSE.match(name) else 2 <= len(words) <= 4


def _has_case(letter: str) -> bool:
    return letter.lower() != letter.upper()
