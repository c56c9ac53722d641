"""Single clean names from printed lists of them: no roles, addresses, widgets or outlets."""

import re
from collections.abc import Iterable

from lib.clean.dates.printed import find_times
from lib.clean.fields.dateline import is_agency
from lib.model.folding import folded

LONGEST = 60  # characters of one name
LINE = 1_000  # characters of a printed list that are read
MOST = 20  # authors of one story

OPENING = re.compile(
    r"^\W*(?:(?:written |words |reported |story |reporting |posted |published |text |analysis "
    r"|opinion |review )?by"
    r"|authors?|von|par|por|door|av|af|di|da|texte?|foto|autor(?:in|en|es|a|ka|zy)?(?:/autor)?|автор[иы]?"
    r"|текст|redaktion"
    r"|reportage|penulis|redator|veröffentlicht von|geschrieben von|publié par|escrito por"
    r"|door|propos recueillis par"
    r"|oprac|opracował\w*|napsal\w*|redaktor|skriven av|tekst|skrevet af|γράφει ο|γράφει η"
    r"|ein (?:artikel|beitrag|kommentar|gastbeitrag|interview) von|(?:eine? )?(?:analyse"
    r"|kolumne|interview|reportage) von"
    r"|postado por|publicado por|interview|(?:كتبت?|بقلم|إعداد)(?!\w)"
    r"|記者|文|著者|责编|責任編集|作者|取材・文|翻訳者)(?:\b|(?<=[^\x00-\x7f]))\s*[:：●]?\s*",
    re.IGNORECASE,
)
_BY = re.compile(r"^\W*(?:by|von|par|por)\s+", re.IGNORECASE)  # all that may go before a desk's own name
_SPLIT = re.compile(
    r"\s*(?:;|\||／|/(?!\w*[.:])|·|•|\n|&)\s*|\s*,\s*(?:and|und|et|y|та|і|и)\s+"
    r"|\s+(?:and|und|et|y|e|och|og|en|ja|va|və|та|і|й|и|ve|dan|sowie|with|mit|avec)\s+"
)
_COMMA = re.compile(r"\s*[,、，]\s*")
_ADDRESS = re.compile(r"\(?\S+@\S+|\(?https?://\S*|\(?www\.\S*|(?:^|\s)@\w+", re.IGNORECASE)
_DOMAIN = re.compile(r"\w+\.(?:com|org|net|de|uk|php)\b\S*", re.IGNORECASE)
_DESK = re.compile(
    r"\b(?:desk|newsroom|staff|team|editorial board|editors|reporters|correspondents|agenc(?:y"
    r"|ies)|agentur\w*|wire"
    r"|service|bureau|redaktion\w*|rédaction|redacción|redazione|redacția|redakcj\w+|redakc\w+"
    r"|редакц\w+)\b|redaktion$|(?:編集|取材|報道)[部局班]$|편집부$|编辑部$",
    re.IGNORECASE,
)
_OUTLET = re.compile(
    r"\b(?:news|post|times|daily|press|magazine|tv|radio|herald|tribune|journal|gazette"
    r"|chronicle|zeitung|online"
    r"|media|broadcasting)\b|\.\w{2,3}$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:reporter|editor|correspondent|writer|journalist|columnist|contributor|producer"
    r"|photographer|chief|head"
    r"|director|analyst|fellow|critic|professor|lecturer|officer|founder|ceo|president|senior"
    r"|deputy|assistant"
    r"|redakteur(?:in)?|korrespondent(?:in)?|chefredakteur\w*|volont\w+|journaliste|rédacteur"
    r"|rédactrice|envoyée?"
    r"|correspondant\w*|redactor\w*|autorin|ressortleiter\w*|reporterin|leiter\w*|university"
    r"|universität|freelance\w*"
    r"|ph\.?d|m\.?d|phd|jurnalis|dietitian|기자|記者|记者)\b\.?",
    re.IGNORECASE,
)
_WIDGET = re.compile(
    r"\b(?:e-?mail|follow|share|tweet|facebook|twitter|instagram|linkedin|subscribe|newsletter"
    r"|comments?|print|updated?"
    r"|published|posted|read more|view (?:all|profile)|show|bio|about|contact|profile"
    r"|admin(?:istrator)?|webmaster|guest"
    r"|unknown|anonymous|null|undefined|none|staff writers?|user|login|sign in|minutes?"
    r"|min read|copyright|image|photo"
    r"|getty|istockphoto|recent posts|publié|veröffentlicht|link kopieren|illustration"
    r"|(?:more|all|alle|weitere|mehr|tous les|todos los|tutti gli|zeige|see) (?:\w+ )?(?:posts?|articles?"
    r"|artikel|stories|beiträge|artículos|articoli)|(?:posts?|articles?|artikel|beiträge) (?:by|von|de|di)"
    r"|alle beiträge|(?:der|den|die) autor\w*)\b"
    r"|^(?:editor|author|autor|redakteur|news|staff|writer|contributor|home|more|the|über)$|^\W*$",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\s*[,|·•-]?\s*\b(?:on\s+)?(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?\.?,?\s*)?"
    r"(?:(?:jan|febr?|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d{1,2}\b.*"
    r"|\d{1,2}\.?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b.*"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}.*)$",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\s+(?:(?:veröffentlicht|publié|published|posted|updated|erstellt)\s+)?(?:on|am|le|at)"
    r"(?:\s+(?:\w+day|\w+tag|mittwoch|sonnabend))?\W*$",
    re.IGNORECASE,
)
_DAY = re.compile(r"[\s,(]+(?:Mo|Di|Mi|Do|Fr|Sa|So|lun|mar|mer|jeu|ven|sam|dim)\.?,?$", re.IGNORECASE)
_GLUED = re.compile(r"^By(?=[A-Z])")
# The foot of an agency's story: who wrote it is an author, who edited it is none.
_WROTE = re.compile(r"[\s;,.]+(?:writing|written) by\s+", re.IGNORECASE)
_EDITED = re.compile(
    r"[\s;,.(]+(?:additional reporting|editing|edited|production|graphics|translat(?:ed|ion)) by\b.*$",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"\s*\([^()]*\)(?!$)|\s*\([^()]*,[^()]*\)$")
_WITH = re.compile(r"\s*\((?:with|mit|avec|con|met|med|com|z|с|за участю)\s+([^()]*)\)")
_ASIAN = re.compile(
    r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff々]{1,3}(?!.*(?:した|ます|です|する|ない|れる|など|から|まで)$)[\u3041-\u309f\u30a0-\u30ff]{1,5}|[\uac00-\ud7a3]{2,4}|[\u30a0-\u30ff]{2,12}"
)
_TRAILING = re.compile(r"\s*(?:\(.*?(?:\)|$)|\[.*?\]|\s[-–—|@]\s.*|\bfor\s+[A-Z].*|\bin\s+[A-Z]\w+.*)$")
_ASIAN_ROLE = re.compile(r"\s*(?:기자|記者|记者|特派員)$")
_PARTICLES = frozenset(
    re.findall(
        r"\w+",
        "von van de der den del della di da dos du la le el al bin ibn ter ten zu zum y e af av und mac st",
    )
)


def clean_names(printed: Iterable[str], outlets: frozenset[str]) -> tuple[str, ...]:
    """Return the authors in printed names: split, without roles, addresses and widgets.

    The outlet itself signs only where nobody but an agency signs with it.
    """
    names: dict[str, str] = {}
    for text in printed:
        for part in split_names(text):
            if name := _bare_name(part):
                names.setdefault(folded(name), name)
    others = {fold: name for fold, name in names.items() if fold not in outlets}
    if others and all(map(is_agency, others.values())):
        return tuple(list(names.values())[:MOST])
    persons = [name for name in others.values() if folded(name.split()[0]) not in outlets]
    return tuple((persons or list(others.values()))[:MOST])


def split_names(printed: str) -> list[str]:
    """Return the single names in a printed list; a desk whose name holds "and" stays whole."""
    text = _WROTE.sub("; ", _EDITED.sub("", " ".join(printed[:LINE].split())))
    text = _WITH.sub(r", \1", _GLUED.sub("", text))
    text = _INSIDE.sub(" ", text)
    text = _BY.sub("", text) if is_desk(text) else _DOMAIN.sub(" ", OPENING.sub("", text))
    text = _WHEN.sub("", _before_time(_ADDRESS.sub(" ", text)))
    parts: list[str] = []
    for part in _SPLIT.split(text):
        parts.extend(_by_comma(part))
    return [part for part in parts if part]


def _before_time(text: str) -> str:
    """Return what stands before a printed time; all of it when nothing does."""
    before = _DATE.sub("", text)
    times = find_times(before) if any(map(str.isdigit, before)) else ()
    before = before[: times[0].start].rstrip(" ,|·•–—-") if times else before
    bare = _DAY.sub("", before) if before != text else text
    return bare if len(bare.split()) > 1 else before or text


def _by_comma(part: str) -> list[str]:
    """Return names before a comma, but not what follows it when that is a role or a place."""
    pieces = [piece for piece in _COMMA.split(part) if piece]
    if len(pieces) == 2 and all(map(_is_half, pieces)):
        return [f"{pieces[1]} {pieces[0]}"] if not _ROLE.search(pieces[1]) else [pieces[0]]
    return [piece for number, piece in enumerate(pieces) if not number or _follows(piece)]


def _is_half(piece: str) -> bool:
    """Return whether what stands at a comma may be half a name."""
    return len(piece.split()) == 1 and piece.isascii() and not is_agency(piece)


def _follows(text: str) -> bool:
    """Return whether what stands after a comma is another name."""
    if is_agency(text):
        return True
    return not (_ROLE.search(text) and not is_desk(text)) and (len(text.split()) > 1 or not text.isascii())


def _bare_name(part: str) -> str | None:
    part = _BY.sub("", part) if is_desk(part) else OPENING.sub("", part)
    whole = _ASIAN_ROLE.sub("", part)
    bare = _TRAILING.sub("", whole)
    name = (bare if " " in bare.strip() or " for " not in whole else whole).strip(" .,:;–—-|\"'()[]")
    if not name or len(name) > LONGEST or _WIDGET.search(name):
        return None
    if any(map(str.isdigit, name)) and not is_desk(name):
        return None
    words = (name if is_desk(name) else _without_role(name)).split()
    if not words or len(words) > 8 or not any(map(str.isalpha, name)):
        return None
    return in_normal_case(" ".join(words))


def in_normal_case(name: str) -> str:
    """Return a name of several words without its capitals, when it is all in capitals."""
    return name.title() if name.isupper() and " " in name else name


def _without_role(name: str) -> str:
    words = name.split()
    while len(words) > 2 and _ROLE.fullmatch(words[-1]):
        words.pop()
    ends = (n for n in range(2, len(words)) if is_agency(" ".join(words[n:])))  # on the line below the name
    return " ".join(words[: next(ends, len(words))])


def is_desk(name: str) -> bool:
    """Return whether a name is a desk's: a newsroom, a team, agencies."""
    return bool(_DESK.search(name))


def is_outlet(name: str) -> bool:
    """Return whether a name reads as that of a paper, a station or a site."""
    return bool(_OUTLET.search(name))


def is_name_like(name: str) -> bool:
    """Return whether words found in the markup read as a person's name or a desk's."""
    words = name.split()
    if not words or ":" in name or (words[0] == "The" and not is_desk(name)):
        return False
    if is_desk(name):
        return len(words) <= 6 and (len(words) > 1 or "-" in name)
    if _ROLE.search(name) or is_outlet(name):
        return False
    if len(words) == 1:
        return bool(_ASIAN.fullmatch(name))
    return len(words) <= 5 and all(
        word[0].isupper() or word.casefold() in _PARTICLES or not word[0].isalpha() for word in words
    )
