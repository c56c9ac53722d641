"""Splits and trims the recogniser's spans to single names, and gives each its kind by its form."""

import re
from calendar import day_name, month_name
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lib.actors.dictionary import Sense
from lib.actors.forms import (
    CLUBS,
    NO_SURNAMES,
    are_parts_of_a_name,
    is_company,
    is_given,
    is_named_like_a_person,
    is_outlet,
    is_thing,
    kind_by_form,
    looks_like_name,
)
from lib.actors.headline_case import is_heading
from lib.actors.office_words import is_half_an_office, is_office, is_title_word, title_length
from lib.actors.story import Name, Passage
from lib.actors.words import any_capital, either, word_set
from lib.model.mention import Kind

_LEADING = re.compile(  # of a span: "“the Holm", "3. Holm"
    r"(?:[^\w@#$]+|\d+(?:/\d+|[.)])\s+|(?:the|a|an)\s+|ex-(?-i:(?=[A-Z]))|(?-i:no|any|every|each|another|that|this)\s+)+",
    re.IGNORECASE,
)
_TRAILING = re.compile(  # of a span: "Holm’s", "Holm and", "Holm-backed", "Holm 5-3"
    r"(?:\s*['’‘]s|\s*['’]|[\s\"“”‘(\[,;:*&–—-]+|(?<![A-Z])\.|\s(?:and|of|for|the|in|at|to|as|by|from|with)|"
    r"\s\d+[-–]\d+|\s(?:Rt|Hon|Mrs?|Ms|Dr|Prof|Sen|Rep|Gov|Rev)(?=\.?\s+[A-Z]|$)|-(?:themed|led|esque|ish|like|style|type|backed|based|era|inspired|owned|run))+$"
)
_QUESTION = re.compile(any_capital(r"Will (?=\S+[^.?!\n]*\?)(?!\S+ [A-Z])"))  # no first name: Will Holm pay?
_GOES_ON = re.compile(r" (?:for|of)(?: the)?(?: [A-Z][a-z][\w-]*)(?:(?: of| and)? [A-Z][a-z][\w-]*){0,5}")
_NO_PART = frozenset((*month_name, *day_name))
_HONOURS = re.compile(  # "Ada Holm OBE", "Ada Holm, PhD"
    r"(?:,?\s(?:[MOCKD]BE|CMG|MSP|MEP|[KQ]C|Ph\.?D\.?|M\.?D\.?|Asst|Capt|Col|Gov|Lt|Rep|Sen|Sgt|Supt))+$"
)
_OF_BODY = re.compile(any_capital(r"([A-Z][\w'’.-]+ [A-Z][\w'’-]+) (?:of|from) (?:the )?[A-Z]"))
_HEADED = re.compile(rf"(?:{either('posts')})(?: and \w+)? (?:of|at) (?:the )?(?=[A-Z])", re.IGNORECASE)
_BUTTONS = re.compile(rf"(?<=\w)\s(?:{either('buttons')})(?:\s.*)?$")
_IMPERATIVES = word_set("imperatives")
_INITIALS = re.compile(any_capital(r"(?:[A-Z]\.\s?)+[A-Z]?"))
_LINE_END = re.compile(r"[\r\n]|\s{3,}")
_BREAK = re.compile(  # where a span is two: "Holm / Marn", "Holm (Obi)", "Holm v. Marn"
    r"\s*@\s+|\s+[/|–—-]+(?:\s+|$)|\s?/\s?(?=[A-Z]{2})|\s*[(\[]|"
    r"[)\]](?:\s+(?:P[vV][tT]\.? )?(?:Ltd|Limited|Inc|PLC|LLC)\b)?|[;:]\s|\s(?:vs?|d|or)\.?\s|"
    + any_capital(r"\sas\s(?=[A-Z])")
)
_VERB = re.compile(  # "Holm [hit] Rourke", "the Bank of Norden [backs]"
    rf"(?<=\w)\s(?:{either('heading_verbs')}|{either('verbs_between_names')}|[a-z]{{2,}}ed)(?:\s|$)"
)
_POSSESSIVE = re.compile(any_capital(r"\s?['’]s\s+(?=[A-Z])"))
_HONORIFIC = re.compile(  # "Mrs. Holm", "Datuk Seri Holm"
    rf"(?:Barr(?=\.)|{either('forms_of_address')})\b\.?\s+(?:Seri )?"
)
_MARKS = frozenset("®™℠")
_NO_FORM = rf"(?!(?:{either('company_forms')})\b)"
_AND = re.compile(rf"\s+and\s+{_NO_FORM}")
_AND_THE = re.compile(r"\s+and\s+the\s+")
_AT = re.compile(r"\s+at\s+(?=(?:[A-Z][\w.'’&-]*\s){1,4}(?:University|College|Institute|Hospital)$)")
_LABEL = re.compile(  # Group D
    r"(?:Group|Pool|Phase|Type|Category|Section|Zone|Tier|Round|Stage|Level|Class|Grade) [A-Z\d]\.?"
)
_COMMA = re.compile(rf"\s?,\s+{_NO_FORM}")
# What a player plays stands behind the team and before the name: Gulls QB [Ada Holm].
_POSITION = re.compile(  # "Group CEO Ada Holm", "Transport PS Ada Holm"
    any_capital(
        rf"(?:(?:[A-Z][a-z]+ ){{1,3}}[A-Z]{{2,3}}|(?:[A-Z]\w+ ){{0,3}}(?:{either('posts_in_capitals')})) "
        r"(?=[A-Z][\w.'’-]*[a-z] [A-Z])"
    )
)
_AFTER_CAPITAL = re.compile(any_capital(r"[A-Z]\w+ $"))
_COUNT = re.compile(r"\s\d+(?:\.\d+)?$")
_UNIT = re.compile(r"\s?%|\s(?:per ?cent|pct|points?|[mb]illion)\b")
_SMALL_END = re.compile(r"(?:\s[a-z]+)+$")  # not al-Quarn
_FAMILY_NAME = re.compile(any_capital(rf"(?:(?:{either('particles')}) )*[A-Z][\w'’-]+"))  # de la [Brell]
_OF_A_PERSON = re.compile(r"\s+(?:administration|government|campaign|family|cabinet|team|era)s?$")
_OF_ONE_WORD = re.compile(r"(\S+)\s+(?:Administration|Government|Campaign|Family|Cabinet|Team|Era)s?")
_FUNCTION_WORDS = word_set("sentence_starters")
_HEADING_VERB = re.compile(rf"(?:^|\s)(?:{either('heading_verbs')})(?:\s|$)", re.IGNORECASE)
_OWNING = re.compile(r"(?<=\w)\s[A-Z]\w+ (?:Its|His|Her|Their|Our|Your|My)(?=\s|$)")  # Holm Met Its Match
_OWNERS_IN_NAMES = word_set("owners_in_names") | word_set("heads_of_offices") | {"General"}
_BODIES = word_set("body_endings")
_GIVEN_NAMES = word_set("given_names")
_PARTICLES = word_set("particles")
_SITES = word_set("sites_of_persons") | {"Bridge", "Street"}
_POSTS = word_set("posts_in_capitals")
_ORGANISATION_WORDS = word_set("organisation_words")
_HEADED_BODIES = _ORGANISATION_WORDS | {"District"}
_GAP = re.compile(r"\s(?=[A-Z])")
_OF_TWO_PEOPLES = re.compile(r"[A-Z][a-z]+o-[A-Z][a-z]+(?:n|ns|se|sh|ch|is|ss|i|ek|eks)")


def recognised(passage: Passage, start: int, end: int, kind: Kind) -> list[Name]:
    """Return the single names in a span that the recogniser took for one name of this kind; [] for none."""
    return list(shaped(passage.name(start, end, kind, "recogniser"), passage.text))


def shaped(name: Name, text: str) -> Iterator[Name]:
    """Yield the single names in a recognised span, each with the kind that its form shows; may be none."""
    for part in _parts(name, text):
        if not _is_office_only(part, text):
            after_the = text.endswith(("the ", "The "), 0, part.start)
            venue = text.endswith("@ ", 0, part.start)  # NORDEN @ Holm Center, in a list of dates
            plain = "place" if venue else kind_by_form(part, after_the=after_the)
            kind = "person" if is_named_like_a_person(part, after_the=after_the) else plain
            if part.surface in _SITES and _AFTER_CAPITAL.search(text, max(0, part.start - 30), part.start):
                kind = "place"  # Ambassador [Bridge]
            sold = not _MARKS.isdisjoint(text[part.start : part.end + 1])
            sense: Sense | None = "outlet" if is_outlet(part.surface) else None
            sense = "never" if _OF_TWO_PEOPLES.fullmatch(part.surface) else sense
            yield replace(part, kind="other" if sold or is_thing(part) else kind, sense=sense)


def _parts(name: Name, text: str) -> Iterator[Name]:
    """Yield the parts of a recognised span, cut at commas, "and" and verbs of headings, as trimmed names."""
    verb = None
    if is_heading(text, name.start):
        verb = _HEADING_VERB.search(name.surface) or _OWNING.search(name.surface)
    if verb and verb.start():
        name = name.cut(name.start, name.start + verb.start())  # [Holm] Calls Talks Off
    elif verb:
        name = name.cut(name.start + verb.end(), name.end)
    start = name.start
    for cut in _cuts(name):
        if name.start + cut.start() < start:
            continue
        yield from _part(name, text, start, name.start + cut.start())
        start = name.start + cut.end()
    yield from _part(name, text, start, name.end)


def _cuts(name: Name) -> list[re.Match[str]]:
    """Return the separators at which a recognised span is cut, in order: " and " of "Holm and Obi"."""
    cuts = [*_BREAK.finditer(name.surface), *_AT.finditer(name.surface)]
    if name.kind != "other":  # works are called by sentences
        cuts += _VERB.finditer(name.surface)
    if name.kind in ("person", "place") or _are_two_persons(name.surface):
        cuts += _AND.finditer(name.surface)
    if name.kind == "person":
        cuts += [*_COMMA.finditer(name.surface), *_POSSESSIVE.finditer(name.surface)]
    elif name.kind == "organisation":
        for possessive in _POSSESSIVE.finditer(name.surface):
            # Two names meet (Alphabet Inc's Google), or one goes on (St Jude Children's Hospital).
            owner = name.surface[: possessive.start()].split()
            cuts += [possessive] if len(owner) > 1 and owner[-1] not in _OWNERS_IN_NAMES else []
        cuts += [gap for gap in _GAP.finditer(name.surface) if _parts_body_and_holder(gap)]
        last = ["", *name.surface.split()][-1]
        for joint in _AND_THE.finditer(name.surface):  # Holm Initiative and the Obi Initiative
            bodies = {last, name.surface[: joint.start()].split()[-1]} <= _ORGANISATION_WORDS
            cuts += [joint] if bodies else []
        if last in CLUBS and "Hove" not in name.surface.split():  # but Brighton and Hove Albion
            cuts += _AND.finditer(name.surface)  # Norden and Brell Rovers
    if name.kind != "person" and not (is_company(name.surface) or " and " in name.surface):
        cuts += _COMMA.finditer(name.surface)
    return sorted(cuts, key=lambda cut: cut.start())


def _parts_body_and_holder(gap: re.Match[str]) -> bool:
    """Return whether a gap parts a body from an office and who holds it: Holm Trust [] CFO Marn."""
    return gap.string[: gap.start()].split()[-1] in _HEADED_BODIES and opens_with_office(
        gap.string[gap.end() :]
    )


def _are_two_persons(surface: str) -> bool:
    """Return whether "and" joins two full names: Jane Holm and Ada Obi."""
    sides = [side.split() for side in _AND.split(surface)]
    return (
        len(sides) == 2
        and any(is_given(side[0]) for side in sides)
        and all(len(side) in (2, 3) and are_parts_of_a_name(side) for side in sides)
        and _ORGANISATION_WORDS.isdisjoint([word for side in sides for word in side])
    )


def _part(name: Name, text: str, start: int, end: int) -> Iterator[Name]:
    """Yield the part from `start` to `end` as a name without title and possessive, if any is left."""
    kind = "person" if _are_two_persons(name.surface) else name.kind
    if kind == "person" and _POSSESSIVE.match(text, end, name.end):
        kind = "organisation"  # whose driver, minister or boss the person is
    if kind == "organisation" and opens_with_office(text[start:end]):
        kind = "person"
    if kind == "person" and text[start:end].rpartition(" ")[2] in _PARTICLES:  # Ada van [der Holm]
        rest = _FAMILY_NAME.match(text, end + 1)
        end = rest.end() if rest and text[end] == " " else end
    span = trimmed(text, start, end, person=kind == "person")
    body = span is not None and text[slice(*span)].split()[-1] in _BODIES
    if span is not None and not body and (honorific := _HONORIFIC.match(text, *span)):
        span, kind = trimmed(text, honorific.end(), span[1]), "person"
    if span is None:
        return
    start = _start_of_name(text, *span, kind)
    end = _end_of_body(text, start, span[1]) if kind == "organisation" else span[1]
    surface = text[start:end]
    if surface[0].isupper():  # without what follows: Obama administration, Lincoln Administration
        one = _OF_ONE_WORD.fullmatch(surface)
        surface = one[1] if one else _OF_A_PERSON.sub("", surface)
    yield replace(name, start=start, end=start + len(surface), surface=surface, kind=kind)


def _start_of_name(text: str, start: int, end: int, kind: Kind) -> int:
    """Return where the name in a span starts, behind words that are none of it: Citing [Ada Holm]."""
    question = _QUESTION.match(text, start) if kind == "person" else None
    start = question.end() if question else start
    words = text[start:end].split(" ")
    while len(words) > 1 and _is_before_a_name(words, kind):
        start += len(words.pop(0)) + 1
    headed = _HEADED.match(text, start, end)
    return headed.end() if headed and words[-1] in _BODIES else start  # Chair of the [Holm Council]


def _end_of_body(text: str, start: int, end: int) -> int:
    """Return the end of an organisation's name: before an office, or behind words such as "for the Blind"."""
    if text.startswith(" District", end) and text.endswith(("School", "Schools"), start, end):
        return end + len(" District")  # Quarn Unified School [District] Superintendent
    words = text[start:end].split(" ")
    post, cut = False, end
    while len(words) > 1 and is_title_word(words[-1]) and words[-1] not in NO_SURNAMES:
        if "of" in words and (words[-2] in ("of", "the") or is_title_word(words[-2])):
            break  # Department of Justice
        post = post or is_office(words[-1])
        cut -= len(words.pop()) + 1
    end = cut if post else end
    rest = _GOES_ON.match(text, end)
    if rest is None or text[start:end].split()[-1] not in _BODIES or is_heading(text, start):
        return end
    return end if any(is_office(word) or word in _NO_PART for word in rest[0].split()) else rest.end()


def trimmed(text: str, start: int, end: int, *, person: bool = False) -> tuple[int, int] | None:
    """Return the start and end of the name in a span, without what stands around it; None for no name.

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
    return (start, end) if looks_like_name(text[start:end]) else None


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
    end = _start_of(_BUTTONS, text, text.find(" ", start) + 1 or end, end)
    if playing := _POSITION.match(text, start, end):
        start = playing.end()
    for ending in (_SMALL_END, _HONOURS):
        end = _start_of(ending, text, start, end)
    untitled = start + title_length(text[start:end])
    return (start if text[untitled:end] in _SITES else untitled), end  # Governor Street


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


def _is_office_only(name: Name, text: str) -> bool:
    """Return whether a name has only words of offices, is a label (Group D) or initials: no name at all."""
    if all(is_title_word(word) or word in _FUNCTION_WORDS for word in name.surface.split()):
        return True
    if _LABEL.fullmatch(name.surface) or (name.kind == "person" and _INITIALS.fullmatch(name.surface)):
        return True
    portfolio = text.startswith(" Minister", name.end) and name.surface.split()[-1] not in _BODIES
    return name.kind == "organisation" and (portfolio or is_half_an_office(text, name.start, name.end))
