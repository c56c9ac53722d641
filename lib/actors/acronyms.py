"""Resolves acronyms to their long forms: explained in brackets, or the initials of one name in the story."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lib.actors.forms import are_parts_of_a_name, is_given, without_company_form
from lib.actors.spans import trimmed
from lib.actors.story import Name, Overlap, Passage, Story, free, in_order, occurrences
from lib.actors.words import word_set

_BRACKET = re.compile(  # "(EGB)", "(EGB, as it is called)", "(BoE)", "(MPs)"
    r"\(\s?([A-ZА-ЯІЇЄҐ][A-Za-zА-ЯІЇЄҐ&-]{0,8}[A-ZА-ЯІЇЄҐ][a-z]?)\s?[,;)]"
)
_FAR = 400  # characters before a bracket: no long form is longer
_LONGEST = 10  # words of a long form
_BREAKS = ("\n", ": ", "“", '"')  # before which no long form begins, besides the end of a sentence
_SMALL = word_set("acronym_fillers")
_RESTS = word_set("organisation_words")
# "U." and "S." of "U.S." are words too, and so are both halves of "Anti-War".
_WORD = re.compile(r"[DLdl]['’](?=\w)|[A-Z]\.|[^\s()-]+")
_JOINTS = ("-", ".")  # behind which a word is a part of a longer one
_OF_COMPOUNDS = frozenset(("da", "de", "nb", "nl", "nn", "no", "sv"))  # languages that join nouns
_SHORTEST_PART = 3  # letters of a compound's part: "amt" of "Landeskriminalamt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracketed:
    """An acronym in brackets, and the words of its sentence before them, whose last ones may explain it."""

    acronym: str
    at: int  # where the acronym stands in its passage
    words: str
    end: int  # of these words in the passage


def bracketed(passage: Passage) -> Iterator[Bracketed]:
    """Yield the acronyms that stand in brackets in a passage."""
    for found in _BRACKET.finditer(passage.text):
        sentence, _ = passage.sentences[passage.sentence_of(found.start())]
        start = max(sentence, found.start() - _FAR)
        words = passage.text[start : found.start()].rstrip()
        yield Bracketed(acronym=found[1], at=found.start(1), words=words, end=start + len(words))


def with_acronyms(story: Story, names: Sequence[Name]) -> list[Name]:
    """Return the names plus the long forms in front of brackets and all places of their acronyms.

    These replace other readings of the acronyms and of pieces of the long forms.
    """
    long_forms = _explained(story, names)
    if not long_forms:
        return list(names)
    longer = Overlap(long_forms.values())
    records = {long.surface: long.record for long in long_forms.values()}
    whole = [
        replace(name, record=name.record or records.get(name.surface))
        for name in names
        if name.inner or not _is_replaced(name, long_forms, longer)
    ]
    added = free(long_forms.values(), [name for name in whole if not name.inner])
    short = []
    for place in occurrences(story, long_forms):
        long = long_forms[place.surface]
        short.append(replace(long.as_short_for(long).at_place(place), sense=long.sense, role="name"))
    return in_order([*whole, *added, *free(short, [*whole, *added])])


def with_initials(names: Sequence[Name]) -> list[Name]:
    """Return the names, an unknown acronym resolved to the only organisation or person of these initials."""
    full: dict[str, dict[str, Name]] = {}
    for name in names:
        if name.counted and not name.inner:
            for initials in _initials(name):
                full.setdefault(initials, {}).setdefault(name.surface, name)
    return [
        name.as_short_for(*full[name.surface].values())
        if _is_unknown_acronym(name) and len(full.get(name.surface, ())) == 1
        else name
        for name in names
    ]


def _is_unknown_acronym(name: Name) -> bool:
    """Return whether the recogniser alone found a name of three capitals or more: "KQU", "A&TU"."""
    if name.source != "recogniser" or name.record or name.canonical:
        return False
    return len(name.surface) > 2 and name.surface.isupper() and name.surface.replace("&", "").isalpha()


def _initials(name: Name) -> set[str]:
    """Return a person's or body's initials, a body's without and with its small words: DE and DOE."""
    words = without_company_form(name.surface).split()
    if name.kind != "organisation":
        return {"".join(word[0] for word in words)} if name.kind == "person" and len(words) > 2 else set()
    large = [word for word in words if word not in _SMALL]
    return {"".join(word[0] for word in each).upper() for each in (words, large)} if len(large) > 1 else set()


def _explained(story: Story, names: Sequence[Name]) -> dict[str, Name]:
    """Return the long form of each acronym in brackets that has one; the first of a story counts.

    A long form without a record takes that of its acronym, if the actor file knows this.
    """
    long_forms: dict[str, Name] = {}
    there = Overlap(names)
    for passage in story:
        for bracket in bracketed(passage):
            if bracket.acronym in long_forms:
                continue
            long = _long_form(passage, bracket, there, compounds=story.language in _OF_COMPOUNDS)
            if long is None:
                continue
            if long.record is None and long.surface[0] == bracket.acronym[0]:
                known = there.between(passage.number, bracket.at, bracket.at + 1)
                own = (n.record for n in known if n.start == bracket.at and n.kind == "organisation")
                long = replace(long, record=next(filter(None, own), None))
            long_forms[bracket.acronym] = long
    return long_forms


def _is_replaced(name: Name, long_forms: Mapping[str, Name], longer: Overlap) -> bool:
    """Return whether a name is an acronym that is explained otherwise, or lies inside another long form."""
    if name.surface in long_forms and not (name.source == "records" and name.record is not None):
        return True
    return any(long.holds(name) and long.at != name.at for long in longer.touching(name))


def _long_form(passage: Passage, bracket: Bracketed, there: Overlap, *, compounds: bool) -> Name | None:
    """Return the name right before an acronym in brackets that it stands for, or None.

    It is an organisation found already, else words with these initials; never a person, whose party, unit or
    seat stands in the brackets.
    """
    before = there.between(passage.number, bracket.end - 1, bracket.end)
    last = next((name for name in before if name.end == bracket.end and not name.inner), None)
    if last is not None and last.kind == "organisation":
        return last
    if (last is not None and last.kind == "person") or _ends_with_a_person(bracket.words):
        return None
    start = start_of_long_form(bracket.words, bracket.acronym)
    if start is None and compounds:
        start = _start_of_compounds(bracket.words, bracket.acronym)
    if start is None:
        return None
    span = trimmed(passage.text, bracket.end - len(bracket.words) + start, bracket.end)
    name = passage.name(*span, "organisation", "rule") if span else None
    return None if name is None or any(n.start < name.start for n in there.touching(name)) else name


def _ends_with_a_person(words: str) -> bool:
    """Return whether the last words before a bracket are a given name and a surname: Ada Obi (CDU)."""
    last = words.split()[-3:]
    return any(
        is_given(last[-count]) and are_parts_of_a_name(last[-count:]) and _RESTS.isdisjoint(last[-count:])
        for count in (2, 3)
        if len(last) >= count
    )


def start_of_long_form(words: str, acronym: str) -> int | None:
    """Return where the last words begin whose initials form the acronym, "Bank of England" of "BoE"; or None.

    Both "MoD" and "MD" may stand for "Ministry of Defence", both "AWL" and "AL" for "Anti-War League".
    """
    line = max(words.rfind(mark) + 1 for mark in _BREAKS)
    last = list(_WORD.finditer(words, line))[-_LONGEST:]
    first = _first_word(last, [letter for letter in acronym.upper() if letter.isalpha()])
    return None if first is None else first.start()


def _first_word(words: Sequence[re.Match[str]], letters: Sequence[str]) -> re.Match[str] | None:
    """Return the word from which on words to the end begin with these letters in turn, or None.

    Small words and parts of longer words may be passed over. The first word has a capital and is whole.
    """
    if not words:
        return None
    word, before = words[-1], words[:-1]
    is_part = word.string[: word.start()].endswith(_JOINTS)
    if word[0][0].upper() == letters[-1]:
        if len(letters) > 1:
            first = _first_word(before, letters[:-1])
        else:
            first = word if word[0][0].isupper() and not is_part else None
        if first is not None:
            return first
    return _first_word(before, letters) if is_part or word[0].lower() in _SMALL else None


def _start_of_compounds(words: str, acronym: str) -> int | None:
    """Return where words begin whose parts have these first letters, "Hafenverband" of "HVB"; or None.

    The parts of a compound are not known: any three letters may be one.
    """
    spelled = ""
    for word in reversed(list(_WORD.finditer(words))[-len(acronym) :]):
        if not (word[0][0].isupper() or word[0] in _SMALL):
            return None
        spelled = word[0].lower() + spelled
        if word[0][0] == acronym[0] and _are_parts(spelled, acronym.lower()):
            return word.start()
    return None


def _are_parts(spelled: str, letters: str) -> bool:
    """Return whether a word consists of parts of three letters or more that begin with these letters."""
    at = 0
    for letter in letters[1:]:
        at = spelled.find(letter, at + _SHORTEST_PART)
        if at < 0:
            return False
    return len(spelled) - at >= _SHORTEST_PART
