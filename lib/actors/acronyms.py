"""Resolves acronyms to their long forms: explained in brackets, or the initials of one name in the story."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from lib.actors.forms import are_parts_of_a_name, is_given, without_company_form
from lib.actors.records import Record
from lib.actors.spans import trimmed
from lib.actors.story import Name, Overlap, Passage, Story, free, in_order, occurrences
from lib.actors.words import word_set

ACRONYM = re.compile(
    r"\(\s?([A-ZА-ЯІЇЄҐ][A-Za-zА-ЯІЇЄҐ&-]{0,8}[A-ZА-ЯІЇЄҐ][a-z]?)\s?[,;)]"
)  # "(EGB)", "(EGB, as it is called)"
FAR = 400  # characters: no long form is longer
_SMALL = word_set("acronym_fillers")
_RESTS = word_set("organisation_words")
_TOKEN = re.compile(r"[DLdl]['’](?=\w)|[^\s()]+")
_LONGEST = 10  # words of a long form
_OF_COMPOUNDS = frozenset(("da", "de", "nb", "nl", "nn", "no", "sv"))  # languages that join nouns


def with_acronyms(story: Story, names: Sequence[Name]) -> list[Name]:
    """Return the names with all places of an acronym explained in brackets resolved to its long form."""
    if not any("(" in passage.text for passage in story):
        return list(names)
    long_forms: dict[str, Name] = {}
    known = {(n.passage, n.start): n.record for n in names if n.kind == "organisation"}
    records: dict[str, Record] = {}
    ends = {(n.passage, n.end): n for n in reversed(names) if not n.inner}
    by_place = Overlap(names)
    for passage in story:
        for bracket in ACRONYM.finditer(passage.text):
            if bracket[1] in long_forms:
                continue
            compounds = story.language in _OF_COMPOUNDS
            long_form = _long_form(passage, bracket, ends, by_place, compounds=compounds)
            if long_form is None:
                continue
            long_forms[bracket[1]] = long_form
            record = known.get((passage.number, bracket.start(1)))
            if record and long_form.record is None and long_form.surface[0] == bracket[1][0]:
                records[long_form.surface] = record
    if records:  # of acronyms that the actor file knows
        names = [replace(n, record=n.record or records.get(n.surface)) for n in names]
    return _with_long_forms(story, names, long_forms) if long_forms else list(names)


def with_initials(names: Sequence[Name]) -> list[Name]:
    """Return the names, an unknown acronym resolved to the only organisation or person of these initials."""
    full: dict[str, dict[str, Name]] = {}
    for name in names:
        if name.counted and not name.inner:
            for initials in _initials(name):
                full.setdefault(initials, {}).setdefault(name.surface, name)
    return [
        name.as_short_for(*full[name.surface].values())
        if name.source == "recogniser"
        and not (name.record or name.canonical)
        and len(name.surface) > 2
        and name.surface.isupper()
        and name.surface.replace("&", "").isalpha()
        and len(full.get(name.surface, ())) == 1
        else name
        for name in names
    ]


def _initials(name: Name) -> set[str]:
    """Return a person's or body's initials, a body's without and with its small words: DE and DOE."""
    words = without_company_form(name.surface).split()
    if name.kind != "organisation":
        return {"".join(word[0] for word in words)} if name.kind == "person" and len(words) > 2 else set()
    large = [word for word in words if word not in _SMALL]
    return {"".join(word[0] for word in each).upper() for each in (words, large)} if len(large) > 1 else set()


def _with_long_forms(story: Story, names: Sequence[Name], long_forms: Mapping[str, Name]) -> list[Name]:
    """Return the names plus the long forms and all places of their acronyms, which replace other readings."""
    longer = Overlap(long_forms.values())

    def stays(name: Name) -> bool:
        """Return whether a name remains: not an acronym explained otherwise, nor inside another long form."""
        known = name.source == "records" and name.record is not None
        explained = name.surface in long_forms and not known
        return name.inner or not (
            explained or any(long.holds(name) and long.at != name.at for long in longer.touching(name))
        )

    whole = [name for name in names if stays(name)]
    added = free(long_forms.values(), [n for n in whole if not n.inner])
    short = []
    for place in occurrences(story, long_forms):
        long = long_forms[place.surface]
        short.append(replace(long.as_short_for(long).at_place(place), sense=long.sense, role="name"))
    return in_order([*whole, *added, *free(short, [*whole, *added])])


def _long_form(
    passage: Passage,
    bracket: re.Match[str],
    ends: Mapping[tuple[int, int], Name],
    by_place: Overlap,
    *,
    compounds: bool,
) -> Name | None:
    """Return the name before an acronym in brackets whose initials form it, or None."""
    window = max(0, bracket.start() - FAR)
    before = passage.text[window : bracket.start()].rstrip()
    end = window + len(before)
    last = ends.get((passage.number, end))
    if last is not None and last.kind == "organisation":
        return last
    if (last is not None and last.kind == "person") or _ends_with_a_person(before):
        return None  # whose party, unit or seat stands in the brackets
    start = start_of_long_form(before, bracket[1])
    if start is None and compounds:
        start = _start_of_compounds(before, bracket[1])
    span = None if start is None else trimmed(passage.text, window + start, end)
    if span is None:
        return None
    name = passage.name(*span, "organisation", "rule")
    return None if any(n.start < name.start for n in by_place.touching(name)) else name


def _ends_with_a_person(before: str) -> bool:
    """Return whether the last words before a bracket are a given name and a surname: Ada Obi (CDU)."""
    words = before.split()[-3:]
    return any(
        is_given(words[-count]) and are_parts_of_a_name(words[-count:]) and _RESTS.isdisjoint(words[-count:])
        for count in (2, 3)
        if len(words) >= count
    )


def _start_of_compounds(before: str, acronym: str) -> int | None:
    """Return the position of the words before the bracket that spell the acronym: Deutscher Hafenverband."""
    words = list(_TOKEN.finditer(before))[-len(acronym) :]
    start, spelled = None, ""
    for word in reversed(words):
        if not (word[0][0].isupper() or word[0] in _SMALL):
            break
        spelled = word[0].lower() + spelled
        letters = iter(spelled)
        if word[0][0] == acronym[0] and all(letter in letters for letter in acronym.lower()):
            start = word.start()
            break
    return start


def start_of_long_form(before: str, acronym: str) -> int | None:
    """Return the position of the words before the bracket whose initials form the acronym, or None."""
    missing = [letter for letter in acronym.upper() if letter.isalpha()]
    sentence = max(before.rfind(mark) for mark in ("\n", ". ", ": ", "“", '"')) + 1
    words = list(_TOKEN.finditer(before, sentence))
    for word in reversed(words[-_LONGEST:]):
        if word[0][0].upper() == missing[-1] and (word[0][0].isupper() or word[0] not in _SMALL):
            missing.pop()
        elif word[0].lower() not in _SMALL:
            return None
        if not missing:
            return word.start() if word[0][0].isupper() else None
    return None
