"""What a span of the recogniser holds: it is cut and trimmed to names, and each gets its kind by its form."""

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
from lib.actors.sentences import is_heading
from lib.actors.story import Name, Passage
from lib.actors.words import either, is_half_an_office, is_office, is_title_word, without_title, word_set
from lib.model.mention import Kind

_LEADING = re.compile(
    r"(?:[^\w@#$]+|\d+(?:/\d+|[.)])\s+|(?:the|a|an)\s+|(?-i:no|any|every|each|another|that|this)\s+)+",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:\s*['’‘]s|\s*['’]|[\s\"“”‘(\[,;:*&–—-]+|(?<![A-Z])\.|\s(?:and|of|for|the|in|at|to|as|by|from|with)|"
    r"\s\d+[-–]\d+|\s(?:Rt|Hon|Mrs?|Ms|Dr|Prof|Sen|Rep|Gov|Rev)(?=\.?\s+[A-Z]|$)|-(?:themed|led|esque|ish|like|style|type|backed|based|era|inspired|owned|run))+$"
)
_QUESTION = re.compile(r"Will (?=\S+[^.?!\n]*\?)(?!\S+ [A-Z])")  # no first name: Will Holm pay?
_GOES_ON = re.compile(r" (?:for|of)(?: the)?(?: [A-Z][a-z][\w-]*)(?:(?: of| and)? [A-Z][a-z][\w-]*){0,5}")
_NO_PART = frozenset((*month_name, *day_name))
_HONOURS = re.compile(
    r"(?:,?\s(?:[MOCKD]BE|CMG|MSP|MEP|[KQ]C|Ph\.?D\.?|M\.?D\.?|Asst|Capt|Col|Gov|Lt|Rep|Sen|Sgt|Supt))+$"
)
_OF_BODY = re.compile(r"([A-Z][\w'’.-]+ [A-Z][\w'’-]+) (?:of|from) (?:the )?[A-Z]")
_HEADED = re.compile(rf"(?:{either('posts')})(?: and \w+)? (?:of|at) (?:the )?(?=[A-Z])", re.IGNORECASE)
_BUTTONS = re.compile(rf"(?<=\w)\s(?:{either('buttons')})(?:\s.*)?$")
_IMPERATIVES = word_set("imperatives")
_INITIALS = re.compile(r"(?:[A-Z]\.\s?)+[A-Z]?")
_LINE_END = re.compile(r"[\r\n]|\s{3,}")
_BREAK = re.compile(
    r"\s*@\s+|\s+[/|–—-]+(?:\s+|$)|\s?/\s?(?=[A-Z]{2})|\s*[(\[]|"
    r"[)\]](?:\s+(?:P[vV][tT]\.? )?(?:Ltd|Limited|Inc|PLC|LLC)\b)?|[;:]\s|\s(?:vs?|d|or)\.?\s|\sas\s(?=[A-Z])"
)
_POSSESSIVE = re.compile(r"\s?['’]s\s+(?=[A-Z])")
_HONORIFIC = re.compile(
    r"(?:Adv|Alhaja|Alhaji|Atty|Barr(?=\.)|Cllr|Cr|Datuk|Engr|Fr|Hajia|Otunba|Shri|Smt|Supt|Tan Sri|Tun|"
    r"Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Dame|Prof|Sen|Rep|Gov|Gen|Col|Capt)\b\.?\s+(?:Seri )?"
)
_MARKS = frozenset("®™℠")
_AND = re.compile(r"\s+and\s+")
_AND_THE = re.compile(r"\s+and\s+the\s+")
_AT = re.compile(r"\s+at\s+(?=(?:[A-Z][\w.'’&-]*\s){1,4}(?:University|College|Institute|Hospital)$)")
_LABEL = re.compile(  # Group D
    r"(?:Group|Pool|Phase|Type|Category|Section|Zone|Tier|Round|Stage|Level|Class|Grade) [A-Z\d]\.?"
)
_COMMA = re.compile(r"\s?,\s+")
# What a player plays stands behind the team and before the name: Gulls QB [Ada Holm].
_POSITION = re.compile(
    rf"(?:(?:[A-Z][a-z]+ ){{1,3}}[A-Z]{{2,3}}|(?:[A-Z]\w+ ){{0,3}}(?:{either('posts_in_capitals')})) "
    r"(?=[A-Z][\w.'’-]*[a-z] [A-Z])"
)
_AFTER_CAPITAL = re.compile(r"[A-Z]\w+ $")
_COUNT = re.compile(r"\s\d+(?:\.\d+)?$")
_UNIT = re.compile(r"\s?%|\s(?:per ?cent|pct|points?|[mb]illion)\b")
_SMALL_END = re.compile(r"(?:\s[a-z]+)+$")  # not al-Quarn
_FAMILY_NAME = re.compile(rf"(?:(?:{either('particles')}) )*[A-Z][\w'’-]+")  # de la [Brell]
_OF_A_PERSON = re.compile(r"\s+(?:administration|government|campaign|family|cabinet|team|era)s?$")
_OF_ONE_WORD = re.compile(r"(\S+)\s+(?:Administration|Government|Campaign|Family|Cabinet|Team|Era)s?")
_FUNCTION_WORDS = word_set("sentence_starters")
_HEADING_VERB = re.compile(rf"(?:^|\s)(?:{either('heading_verbs')})(?:\s|$)", re.IGNORECASE)
_OWNING = re.compile(r"(?<=\w)\s[A-Z]\w+ (?:Its|His|Her|Their|Our|Your|My)(?=\s|$)")  # Holm Met Its Match
_OWNERS_IN_NAMES = word_set("owners_in_names")
_BODIES = word_set("body_endings")
_GIVEN_NAMES = word_set("given_names")
_PARTICLES = word_set("particles")
_SITES = word_set("sites_of_persons") | {"Bridge", "Street"}
_POSTS = word_set("posts_in_capitals")
_ORGANISATION_WORDS = word_set("organisation_words")
_OF_TWO_PEOPLES = re.compile(r"[A-Z][a-z]+o-[A-Z][a-z]+(?:n|ns|se|sh|ch|is|ss|i|ek|eks)")


def recognised(number: int, passage: Passage, start: int, end: int, kind: Kind) -> list[Name]:
    """Return the names that a recognised span holds."""
    whole = Name(
        passage=number,
        start=start,
        end=end,
        surface=passage.text[start:end],
        kind=kind,
        source="recogniser",
    )
    return list(shaped(whole, passage.text))


def shaped(name: Name, text: str) -> Iterator[Name]:
    """Yield the names that a recognised span holds; none when its form is that of no name."""
    for part in _parts(name, text):
        if not _is_generic(part, text):
            after_the = text.endswith(("the ", "The "), 0, part.start)
            venue = text.endswith("@ ", 0, part.start)  # NORDEN @ Holm Center, in a list of dates
            plain = "place" if venue else kind_by_form(part, after_the=after_the)
            kind = "person" if is_named_like_a_person(part, text) else plain
            if part.surface in _SITES and _AFTER_CAPITAL.search(text, max(0, part.start - 30), part.start):
                kind = "place"  # Ambassador [Bridge]
            sold = not _MARKS.isdisjoint(text[part.start : part.end + 1])
            yield replace(part, kind="other" if sold or is_thing(part) else kind, sense=_sense(part))


def _sense(name: Name) -> Sense | None:
    if _OF_TWO_PEOPLES.fullmatch(name.surface):
        return "never"
    return "outlet" if is_outlet(name.surface) else None


def _parts(name: Name, text: str) -> Iterator[Name]:
    start = name.start
    if is_heading(text, name.start):
        name = _without_verb(name)
        start = name.start
    for cut in _cuts(name):
        if name.start + cut.start() < start:
            continue
        yield from _part(name, text, start, name.start + cut.start())
        start = name.start + cut.end()
    yield from _part(name, text, start, name.end)


def _without_verb(name: Name) -> Name:
    """Return what stands before the verb of a headline (Holm Calls Talks Off), or behind one that opens
    it.
    """
    verb = _HEADING_VERB.search(name.surface) or _OWNING.search(name.surface)
    if verb is None:
        return name
    start, end = (0, verb.start()) if verb.start() else (verb.end(), len(name.surface))
    return replace(name, start=name.start + start, end=name.start + end, surface=name.surface[start:end])


def _cuts(name: Name) -> list[re.Match[str]]:
    cuts = [*_BREAK.finditer(name.surface), *_AT.finditer(name.surface)]
    if name.kind in ("person", "place") or _are_two_persons(name.surface):
        cuts += _AND.finditer(name.surface)
    if name.kind == "person":
        cuts += [*_COMMA.finditer(name.surface), *_POSSESSIVE.finditer(name.surface)]
    elif name.kind == "organisation":
        cuts += filter(_is_of_an_owner, _POSSESSIVE.finditer(name.surface))
        cuts += filter(_joins_bodies, _AND_THE.finditer(name.surface))
        cuts += filter(_joins_clubs, _AND.finditer(name.surface))
    if name.kind != "person" and not (is_company(name.surface) or " and " in name.surface):
        cuts += _COMMA.finditer(name.surface)
    return sorted(cuts, key=lambda cut: cut.start())


def _are_two_persons(surface: str) -> bool:
    """Return whether a surface joins two full names: Jane Holm and Ada Obi."""
    sides = [side.split() for side in _AND.split(surface)]
    return (
        len(sides) == 2
        and any(is_given(side[0]) for side in sides)
        and all(len(side) in (2, 3) and are_parts_of_a_name(side) for side in sides)
        and _ORGANISATION_WORDS.isdisjoint([word for side in sides for word in side])
    )


def _is_of_an_owner(possessive: re.Match[str]) -> bool:
    """Return whether two names meet (Alphabet Inc's Google) or one goes on (St Jude Children's Hospital)."""
    owner = possessive.string[: possessive.start()].split()
    return len(owner) > 1 and owner[-1] not in _OWNERS_IN_NAMES


def _joins_bodies(cut: re.Match[str]) -> bool:
    """Return whether two bodies are joined: Holm Initiative and the Obi Initiative."""
    ends = (cut.string[: cut.start()], cut.string)
    return all(end.split()[-1] in _ORGANISATION_WORDS for end in ends)


def _joins_clubs(cut: re.Match[str]) -> bool:
    """Return whether the last of two clubs shows what both are: Norden and Brell Rovers."""
    words = cut.string.split()
    return words[-1] in CLUBS and "Hove" not in words  # Brighton and Hove Albion


def _part(name: Name, text: str, start: int, end: int) -> Iterator[Name]:
    kind = "person" if _are_two_persons(name.surface) else name.kind
    if kind == "person" and _POSSESSIVE.match(text, end, name.end):
        kind = "organisation"  # whose driver, minister or boss the person is
    if kind == "organisation" and (holds_a_title(text[start:end]) or _opens_with_post(text[start:end])):
        kind = "person"
    end = _whole_person(text, start, end) if kind == "person" else end
    span = trimmed(text, start, end, person=kind == "person")
    if span is not None and (honorific := _honorific(text, *span)):
        span, kind = trimmed(text, honorific.end(), span[1]), "person"
    if span is not None and kind == "person" and (asked := _QUESTION.match(text, span[0])):
        span = (asked.end(), span[1])
    if span is not None:
        span = (span[0] + _opening(text[span[0] : span[1]], kind), span[1])
        headed = _HEADED.match(text, *span)
        if headed and text[span[0] : span[1]].split()[-1] in _BODIES:
            span = (headed.end(), span[1])  # Chair of the Holm Council
        if kind == "organisation":
            span = (span[0], _without_post(text, *span))
            span = (span[0], _whole_body(text, *span))
        surface = text[span[0] : span[1]]
        short = _without_followers(surface) if surface[0].isupper() else surface
        yield replace(name, start=span[0], end=span[0] + len(short), surface=short, kind=kind)


def trimmed(text: str, start: int, end: int, *, person: bool = False) -> tuple[int, int] | None:
    """Return the span of the name alone, or None when nothing that looks like a name is left."""
    before = _LEADING.match(text, start, end)
    start = before.end() if before else start
    line_end = _LINE_END.search(text, start, end)
    end = line_end.start() if line_end else end
    after = _TRAILING.search(text, start, end)
    end = after.start() if after else end
    count = _COUNT.search(text, start, end)
    end = count.start() if count and _UNIT.match(text, end) else end  # Holm Homes 3 per cent
    if person:
        start += 3 if text.startswith("X. ", start) and text.endswith(" on ", 0, start) else 0
        of = _OF_BODY.match(text, start, end)
        end = of.end(1) if of and is_given(text[start:end].split()[0]) else end
        button = _BUTTONS.search(text, text.find(" ", start) + 1 or end, end)
        end = button.start() if button else end
        playing = _POSITION.match(text, start, end)
        start = playing.end() if playing else start
        small = _SMALL_END.search(text, start, end)
        end = small.start() if small else end
        honours = _HONOURS.search(text, start, end)
        end = honours.start() if honours else end
        rest = start + without_title(text[start:end])
        start = start if text[rest:end] in _SITES else rest  # Governor Street
    surface = text[start:end]
    return (start, end) if looks_like_name(surface) else None


def _whole_person(text: str, start: int, end: int) -> int:
    """Return where a person's name ends that the span leaves at a particle: Ada van [der Holm]."""
    if text[start:end].rpartition(" ")[2] not in _PARTICLES:
        return end
    rest = _FAMILY_NAME.match(text, end + 1)
    return rest.end() if rest and text[end] == " " else end


def _opening(surface: str, kind: Kind) -> int:
    """Return how many characters before a name are of the sentence: "assert Holm", "Citing Ada Holm"."""
    cut = 0
    words = surface.split(" ")
    while len(words) > 1 and _is_before_a_name(words, kind):
        cut += len(words.pop(0)) + 1
    return cut


def _is_before_a_name(words: Sequence[str], kind: Kind) -> bool:
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


def _without_post(text: str, start: int, end: int) -> int:
    """Return where an organisation's name ends before a post in it: Obi Group Chief Financial [Officer]."""
    words = text[start:end].split(" ")
    post = False
    cut = end
    while len(words) > 1 and is_title_word(words[-1]) and not _belongs(words):
        post = post or is_office(words[-1])
        cut -= len(words.pop()) + 1
    return cut if post else end


def _whole_body(text: str, start: int, end: int) -> int:
    """Return where a body's name ends that goes on: [Holm Office] for the Care of Harbours."""
    rest = _GOES_ON.match(text, end)
    if rest is None or text[start:end].split()[-1] not in _BODIES:
        return end
    words = rest[0].split()
    other = any(is_office(word) or word in _NO_PART for word in words)
    return end if other or is_heading(text, start) else rest.end()


def _belongs(words: Sequence[str]) -> bool:
    """Return whether the last word is of the name: Hill Police, Department of Justice."""
    behind_of = "of" in words and (words[-2] in ("of", "the") or is_title_word(words[-2]))
    return words[-1] in NO_SURNAMES or behind_of


def _without_followers(surface: str) -> str:
    """Return the person alone of "Obama administration" and "Lincoln Administration"."""
    one = _OF_ONE_WORD.fullmatch(surface)
    return one[1] if one else _OF_A_PERSON.sub("", surface)


def _honorific(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the form of address that opens a span, but for bodies such as Miss Universe Organization."""
    return None if text[start:end].split()[-1] in _BODIES else _HONORIFIC.match(text, start, end)


def holds_a_title(surface: str) -> bool:
    """Return whether an office of several words stands before one or two names: Prosecutor General Holm.

    One of one word, Cardinal, stands before a given name and another.
    """
    cut = without_title(surface)
    rest = surface[cut:].split()
    if not cut or not 1 <= len(rest) <= 2 or not _ORGANISATION_WORDS.union(NO_SURNAMES).isdisjoint(rest):
        return False
    full = len(rest) == 2 and rest[0] in _GIVEN_NAMES
    return (full or len(surface[:cut].split()) > 1) and are_parts_of_a_name(rest)


def _opens_with_post(surface: str) -> bool:
    """Return whether an office in capitals stands before one name or a full one: MEC Holm, CS Ada Holm."""
    words = surface.split()
    posted = _POSITION.match(surface)
    full = posted is not None and words[-3] in _POSTS and is_given(words[-2])
    return full or (len(words) == 2 and words[0].isupper() and is_office(words[0]))


def _is_generic(name: Name, text: str) -> bool:
    if all(is_title_word(word) or word in _FUNCTION_WORDS for word in name.surface.split()):
        return True
    if _LABEL.fullmatch(name.surface) or (name.kind == "person" and _INITIALS.fullmatch(name.surface)):
        return True
    portfolio = text.startswith(" Minister", name.end) and name.surface.split()[-1] not in _BODIES
    return name.kind == "organisation" and (portfolio or is_half_an_office(text, name.start, name.end))
