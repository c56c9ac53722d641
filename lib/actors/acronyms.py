"""Acronyms that a story explains, in brackets or by a full name, and the long form that they stand for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from lib.actors.shapes import trimmed
from lib.actors.story import Name, Occurrence, Overlap, Story, free, in_order, occurrences
from lib.actors.words import word_set

_ACRONYM = re.compile(r"\(\s?([A-Z][A-Za-z&-]{0,8}[A-Z])\s?[,;)]")
_SMALL = word_set("acronym_fillers")
_WORD = re.compile(r"[^\s()]+")
_LONGEST = 10  # words of a long form
_FAR = 400  # characters: no long form is longer


def with_acronyms(story: Story, names: Sequence[Name]) -> list[Name]:
    """Bind every acronym in brackets to the organisation that stands before it first."""
    if not any("(" in passage.text for passage in story):
        return list(names)
    long_forms: dict[str, Name] = {}
    ends = {(n.passage, n.end): n for n in reversed(names) if not n.inner}
    there = Overlap(names)
    for number, passage in enumerate(story):
        for bracket in _ACRONYM.finditer(passage.text):
            if bracket[1] not in long_forms:
                long_form = _long_form(passage.text, number, bracket, ends, there)
                long_forms.update({bracket[1]: long_form} if long_form else {})
    return _bound(story, names, long_forms) if long_forms else list(names)


def with_initials(names: Sequence[Name]) -> list[Name]:
    """Resolve unknown capitals to the one organisation of the story whose initials they are."""
    full: dict[str, dict[str, Name]] = {}
    for name in names:
        if name.kind == "organisation" and name.counted and not name.inner:
            full.setdefault(_initials(name.surface), {}).setdefault(name.surface, name)
    return [
        _short_of(name, *full[name.surface].values())
        if _is_unexplained(name) and len(full.get(name.surface, ())) == 1
        else name
        for name in names
    ]


def _initials(surface: str) -> str:
    words = [word for word in surface.split() if word not in _SMALL]
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def _is_unexplained(name: Name) -> bool:
    capitals = name.surface.isalpha() and name.surface.isupper() and len(name.surface) > 2
    return capitals and name.source == "recogniser" and name.record is None and not name.canonical


def _short_of(name: Name, full: Name) -> Name:
    canonical = full.canonical or ("" if full.record else full.surface)
    return replace(name, kind="organisation", record=full.record, canonical=canonical, sense=None)


def _bound(story: Story, names: Sequence[Name], long_forms: Mapping[str, Name]) -> list[Name]:
    longer = Overlap(long_forms.values())
    whole = [n for n in names if not (_is_explained(n, long_forms) or _is_in(n, longer))]
    added = free(long_forms.values(), [n for n in whole if not n.inner])
    short = [_short(long_forms[place.surface], place) for place in occurrences(story, long_forms)]
    return in_order([*whole, *added, *free(short, [*whole, *added])])


def _short(long_form: Name, place: Occurrence) -> Name:
    canonical = long_form.canonical or ("" if long_form.record else long_form.surface)
    return replace(
        long_form,
        passage=place.passage,
        start=place.start,
        end=place.end,
        surface=place.surface,
        canonical=canonical,
        role="name",
    )


def _is_explained(name: Name, long_forms: Mapping[str, Name]) -> bool:
    known = name.source == "records" and name.record is not None
    return name.surface in long_forms and not name.inner and not known


def _is_in(name: Name, longer: Overlap) -> bool:
    if name.inner:
        return False
    return any(long.holds(name) and long.at != name.at for long in longer.touching(name))


def _long_form(
    text: str, number: int, bracket: re.Match[str], ends: Mapping[tuple[int, int], Name], there: Overlap
) -> Name | None:
    window = max(0, bracket.start() - _FAR)
    before = text[window : bracket.start()].rstrip()
    end = window + len(before)
    last = ends.get((number, end))
    if last is not None and last.kind == "organisation":
        return last
    start = _start_of(before, bracket[1])
    span = None if start is None else trimmed(text, window + start, end)
    if span is None:
        return None
    surface = text[span[0] : span[1]]
    name = Name(
        passage=number, start=span[0], end=span[1], surface=surface, kind="organisation", source="rule"
    )
    return None if any(n.start < span[0] for n in there.touching(name)) else name


def _start_of(before: str, acronym: str) -> int | None:
    """Return where the words begin whose initials make the acronym."""
    missing = [letter for letter in acronym.upper() if letter.isalpha()]
    for word in _words_backwards(before):
        if word[0][0].upper() == missing[-1] and (word[0][0].isupper() or word[0] not in _SMALL):
            missing.pop()
        elif word[0].lower() not in _SMALL:
            return None
        if not missing:
            return word.start() if word[0][0].isupper() else None
    return None


def _words_backwards(before: str) -> Iterator[re.Match[str]]:
    sentence = before[max(before.rfind(mark) for mark in ("\n", ". ", ": ", "“", '"')) + 1 :]
    offset = len(before) - len(sentence)
    words = list(_WORD.finditer(before, offset))
    yield from reversed(words[-_LONGEST:])
