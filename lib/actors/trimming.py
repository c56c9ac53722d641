"""Trims a span of a text to the name in it, without the words and marks that stand around the name."""

import re
from calendar import day_name, month_name
from collections.abc import Sequence
from dataclasses import replace

from lib.actors.headline_case import is_heading
from lib.actors.office_words import is_office, is_title_word, title_length
from lib.actors.person_names import NO_SURNAMES, are_parts_of_a_name, is_given
from lib.actors.story import Name
from lib.actors.words import any_capital, either, word_set
from lib.model.mention import Kind

_LEADING = re.compile(  # "“the Holm", "3. Holm"
    r"(?:[^\w@#$]+|\d+(?:/\d+|[.)])\s+|(?:the|a|an)\s+|ex-(?-i:(?=[A-Z]))|(?-i:no|any|every|each|another|that|this)\s+)+",
    re.IGNORECASE,
)
_TRAILING = re.compile(  # "Holm’s", "Holm and", "Holm-backed", "Holm 5-3"
    r"(?:['’‘]s|['’]|[\s\"“”‘(\[,;:*&–—-]|(?<![A-Z])\.|\s(?:and|of|for|the|in|at|to|as|by|from|with)|"
    r"\s\d+[-–]\d+|\s(?:Rt|Hon|Mrs?|Ms|Dr|Prof|Sen|Rep|Gov|Rev)(?=\.?\s+[A-Z]|$)|-(?:themed|led|esque|ish|like|style|type|backed|based|era|inspired|owned|run))+$"
)
_LINE_END = re.compile(r"[\r\n]|\s{3,}")
_COUNT = re.compile(r"\s\d+(?:\.\d+)?$")
_UNIT = re.compile(r"\s?%|\s(?:per ?cent|pct|points?|[mb]illion)\b")
_OF_BODY = re.compile(any_capital(r"([A-Z][\w'’.-]+ [A-Z][\w'’-]+) (?:of|from) (?:the )?[A-Z]"))
_SURNAME_OF = re.compile(any_capital(r"([A-Z][\w'’-]+) (?:of|from) (?:the )?[A-Z]"))  # Holm of Mila
_BUTTONS = re.compile(rf"(?<=\w)\s(?:{either('buttons')})(?:\s.*)?$")
# What a player plays stands behind the team and before the name: Gulls QB [Ada Holm].
_POSITION = re.compile(  # "Group CEO Ada Holm", "Transport PS Ada Holm"
    any_capital(
        rf"(?:(?:[A-Z][a-z]+ ){{1,3}}[A-Z]{{2,3}}|(?:[A-Z]\w+ ){{0,3}}(?:{either('posts_in_capitals')})) "
        r"(?=[A-Z][\w.'’-]*[a-z] [A-Z])"
    )
)
_SMALL_END = re.compile(r"(?:\s[a-z]+)+$")  # not al-Quarn
_HONOURS = re.compile(  # "Ada Holm OBE", "Ada Holm, PhD"
    r"(?:,?\s(?:[MOCKD]BE|CMG|MSP|MEP|[KQ]C|Ph\.?D\.?|M\.?D\.?|Asst|Capt|Col|Gov|Lt|Rep|Sen|Sgt|Supt))+$"
)
_HONORIFIC = re.compile(  # "Mrs. Holm", "Datuk Seri Holm"
    rf"(?:Barr(?=\.)|{either('forms_of_address')})\b\.?\s+(?:Seri )?"
)
_FAMILY_NAME = re.compile(any_capital(rf"(?:(?:{either('particles')}) )*[A-Z][\w'’-]+"))  # de la [Brell]
_QUESTION = re.compile(any_capital(r"Will (?=\S+[^.?!\n]*\?)(?!\S+ [A-Z])"))  # no first name: Will Holm pay?
_HEADED = re.compile(rf"(?:{either('posts')})(?: and \w+)? (?:of|at) (?:the )?(?=[A-Z])", re.IGNORECASE)
_GOES_ON = re.compile(r" (?:for|of)(?: the)?(?: [A-Z][a-z][\w-]*)(?:(?: of| and)? [A-Z][a-z][\w-]*){0,5}")
_NO_PART = frozenset((*month_name, *day_name))
_OF_A_LEADER = re.compile(  # Obama administration, Lincoln Administration
    r"(\S+|.+?(?=\s+[a-z]+$))\s+"
    r"(?:[Aa]dministration|[Gg]overnment|[Cc]ampaign|[Ff]amily|[Cc]abinet|[Tt]eam|[Ee]ra)s?"
)
_OFFICE_AT_END = re.compile(rf" (?:{either('offices_of_places')})$")
_ON_A_SUBJECT = re.compile(r" on [A-Z][a-z]+$")  # Center on Poverty
_SECOND_SUBJECT = re.compile(r" and [A-Z][a-z]+\b(?! [A-Z])")
_IMPERATIVES = word_set("imperatives")
_FUNCTION_WORDS = word_set("sentence_starters")
_BODIES = word_set("body_endings")
_GIVEN_NAMES = word_set("given_names")
_PARTICLES = word_set("particles")
_POSTS = word_set("posts_in_capitals")
_ORGANISATION_WORDS = word_set("organisation_words")
SITES = word_set("sites_of_persons") | {"Bridge", "Street"}


def name_in(part: Name, text: str) -> Name | None:
    """Return the name in a recognised span that holds one name, with its kind so far; None for no name.

    An office or form of address makes the name behind it a person's: Prosecutor General [Holm], Ms [Holm].
    """
    start, end, kind = part.start, part.end, part.kind
    if kind == "organisation" and opens_with_office(part.surface):
        kind = "person"
    if kind == "person" and part.surface.rpartition(" ")[2] in _PARTICLES and text[end : end + 1] == " ":
        family = _FAMILY_NAME.match(text, end + 1)  # Ada van [der Holm]
        end = family.end() if family else end
    span = trimmed(text, start, end, person=kind == "person")
    honorific = _HONORIFIC.match(text, *span) if span else None
    if span and honorific and text[slice(*span)].split()[-1] not in _BODIES:
        span, kind = trimmed(text, honorific.end(), span[1]), "person"
    if span is None:
        return None
    start = _start_of_name(text, *span, kind)
    end = _end_of_body(text, start, span[1]) if kind == "organisation" else span[1]
    office = _OFFICE_AT_END.search(text, start, end)
    if office and kind == "person" and not is_given(text[start:end].split()[0]):
        end, kind = office.start(), "place"  # Larkhaven [Mayor] told us
    leader = _OF_A_LEADER.fullmatch(text, start, end) if text[start].isupper() else None
    end = leader.end(1) if leader else end
    return replace(part, start=start, end=end, surface=text[start:end], kind=kind)


def trimmed(text: str, start: int, end: int, *, person: bool = False) -> tuple[int, int] | None:
    """Return start and end of the name in a span, without the words around it; None if it holds no name.

    Titles, honours and posts are cut off only if the name is a `person`.
    """
    if before := _LEADING.match(text, start, end):
        start = before.end()
    for ending in (_LINE_END, _TRAILING):
        end = _start_of(ending, text, start, end)
    count = _COUNT.search(text, start, end)
    end = count.start() if count and _UNIT.match(text, end) else end  # Holm Homes 3 per cent
    if person:
        start, end = _of_the_person(text, start, end)
    surface = text[start:end]
    is_name = sum(map(str.isalpha, surface)) > 1 and any(map(str.isupper, surface))
    return (start, end) if is_name else None


def _start_of(ending: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Return where the first match of `ending` begins in a span; the span's end if there is none."""
    found = ending.search(text, start, end)
    return found.start() if found else end


def _of_the_person(text: str, start: int, end: int) -> tuple[int, int]:
    """Return (start, end) of the person's name in a span, without body, post, button, honours and titles."""
    if text.startswith("X. ", start) and text.endswith(" on ", 0, start):
        start += 3  # posted on X. [Ada Holm] said
    of = _OF_BODY.match(text, start, end)
    end = of.end(1) if of and is_given(text[start:end].split()[0]) else end
    surname = _SURNAME_OF.match(text, start, end)
    if surname and not (is_given(surname[1]) or is_title_word(surname[1]) or surname[1] in NO_SURNAMES):
        end = surname.end(1)
    end = _start_of(_BUTTONS, text, text.find(" ", start) + 1 or end, end)
    if playing := _POSITION.match(text, start, end):
        start = playing.end()
    for ending in (_SMALL_END, _HONOURS):
        end = _start_of(ending, text, start, end)
    untitled = start + title_length(text[start:end])
    return (start if text[untitled:end] in SITES else untitled), end  # Governor Street


def opens_with_office(surface: str) -> bool:
    """Return whether a name begins with an office before one or two names: Prosecutor General Holm.

    An office of one word needs a given name and surname after it (Cardinal Ada Holm); one in capitals does
    not (MEC Holm, CS Ada Holm).
    """
    words = surface.split()
    if len(words) == 2 and words[0].isupper() and is_office(words[0]):
        return True
    if _POSITION.match(surface) and words[-3] in _POSTS and is_given(words[-2]):
        return True
    cut = title_length(surface)
    rest = surface[cut:].split()
    if not cut or not 1 <= len(rest) <= 2 or not _ORGANISATION_WORDS.union(NO_SURNAMES).isdisjoint(rest):
        return False
    full = len(rest) == 2 and rest[0] in _GIVEN_NAMES
    return (full or len(surface[:cut].split()) > 1) and are_parts_of_a_name(rest)


def _start_of_name(text: str, start: int, end: int, kind: Kind) -> int:
    """Return where the name in a span starts, behind words that are no part of it: Citing [Ada Holm]."""
    question = _QUESTION.match(text, start) if kind == "person" else None
    start = question.end() if question else start
    words = text[start:end].split(" ")
    while len(words) > 1 and _is_before_a_name(words, kind):
        start += len(words.pop(0)) + 1
    headed = _HEADED.match(text, start, end)
    return headed.end() if headed and words[-1] in _BODIES else start  # Chair of the [Holm Council]


def _is_before_a_name(words: Sequence[str], kind: Kind) -> bool:
    """Return whether the first word is no part of the name: "Read Holm", "But Ada Holm", "says Holm"."""
    first, second = words[0], words[1]
    if not second[:1].isupper():
        return False
    if first.islower():
        return first.isalpha() and first not in _PARTICLES and (len(words) > 2 or kind == "person")
    if kind in ("person", "other") and first in _IMPERATIVES:
        return True  # Read Holm
    if kind != "person" or first.lower() in _PARTICLES:
        return False
    if first in _FUNCTION_WORDS or (first.endswith("ing") and len(first) > 5 and not is_given(first)):
        return True  # But Holm, Hosting Holm
    return len(words) > 2 and len(first) > 2 and second in _GIVEN_NAMES and not is_given(first)


def _end_of_body(text: str, start: int, end: int) -> int:
    """Return the end of an organisation's name: before an office, or behind words such as "for the Blind"."""
    if text.startswith(" District", end) and text.endswith(("School", "Schools"), start, end):
        return end + len(" District")  # Quarn Unified School [District] Superintendent
    end = _end_before_office(text, start, end)
    subject = _SECOND_SUBJECT.match(text, end)
    if subject and _ON_A_SUBJECT.search(text[start:end]):
        return subject.end()  # Center on Poverty [and Inequality]
    goes_on = _GOES_ON.match(text, end)
    if goes_on is None or text[start:end].split()[-1] not in _BODIES or is_heading(text, start):
        return end
    ends_there = any(is_office(word) or word in _NO_PART for word in goes_on[0].split())
    return end if ends_there else goes_on.end()


def _end_before_office(text: str, start: int, end: int) -> int:
    """Return where the office behind a body's name begins, Holm Group [Finance Director]; `end` if none."""
    words = text[start:end].split(" ")
    cut, is_post = end, False
    while len(words) > 1 and is_title_word(words[-1]) and words[-1] not in NO_SURNAMES:
        if "of" in words and (words[-2] in ("of", "the") or is_title_word(words[-2])):
            break  # Department of Justice
        is_post = is_post or is_office(words[-1])
        cut -= len(words.pop()) + 1
    return cut if is_post else end
