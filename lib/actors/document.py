"""The in-document pass: what a story shows once about a name holds for it everywhere in the story."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from lib.actors.story import Name, Occurrence, Story, free, in_order, occurrences
from lib.actors.words import word_set
from lib.model.mention import Kind

_WORD = re.compile(r"[^\W\d_]+")
_LONG_FORM = re.compile(
    r",?\s+(?:Group|Holdings?|International|Industries|Technologies|Inc|Ltd|Limited|[Pp][Ll][Cc]|Corp|Corporation|LLC|"
    r"AG|SA|NV|SE|SpA|GmbH)\.?$"
)
_SHORTEST = 3  # letters of a surface that is looked for again
_BARE_BODIES = word_set("bare_bodies")
_ANY_BODY = _BARE_BODIES | word_set("body_endings")
_KIND_ORDER: tuple[Kind, ...] = ("person", "organisation", "place", "country", "group")


def without_unsupported(names: Sequence[Name], found: Iterable[Name] = ()) -> list[Name]:
    """Leave out guarded names whose record has no other name in the story, nor is seen by the recogniser."""
    seen = {name.at for name in found if name.kind == "organisation" and _says_whose(name.surface)}
    supported = {
        name.record.id
        for name in names
        if name.record and (not name.guarded or (name.at in seen and name.kind == "organisation"))
    }
    return [name for name in names if not name.guarded or (name.record and name.record.id in supported)]


def without_owner(names: Sequence[Name], hits: Iterable[Name], supported: Iterable[Name]) -> list[Name]:
    """Turn a Supreme Court that the recogniser sees into a non-actor where nothing says whose it is."""
    bodies = {name.at for name in hits if name.guarded and name.surface.split()[-1] in _ANY_BODY}
    bodies -= {name.at for name in supported}
    return [replace(n, sense="outlet") if n.source == "recogniser" and n.at in bodies else n for n in names]


def with_short_forms(story: Story, names: Sequence[Name]) -> list[Name]:
    """Resolve Frasers, wherever it stands alone, to the Frasers Group that the story names in full."""
    full: dict[str, Name] = {}
    for name in names:
        if name.kind != "organisation" or not name.counted or " " not in name.surface:
            continue
        short = _LONG_FORM.sub("", name.surface)
        if short != name.surface and len(short) > _SHORTEST:
            full.setdefault(short, name)
    if not full:
        return list(names)
    taken = {n.surface for n in names if n.source == "records"}
    full = {short: name for short, name in full.items() if short not in taken}
    bound = [_as_short(n, full[n.surface]) if n.surface in full and _is_open(n) else n for n in names]
    added = [
        _as_short(
            replace(full[place.surface], passage=place.passage, start=place.start, end=place.end),
            full[place.surface],
        )
        for place in occurrences(story, full)
        if not is_part_of_longer(story, place)
    ]
    return in_order([*bound, *free(added, bound)])


def _is_open(name: Name) -> bool:
    return name.source == "recogniser" and name.record is None and not name.inner


def _as_short(name: Name, full: Name) -> Name:
    canonical = full.canonical or ("" if full.record else full.surface)
    surface = _LONG_FORM.sub("", full.surface)
    return replace(
        name, surface=surface, kind="organisation", record=full.record, canonical=canonical, sense=None
    )


def _says_whose(surface: str) -> bool:
    """Return whether an organisation's name can mean but one: a Senate and an acronym can mean several."""
    return surface.split()[-1] not in _ANY_BODY and not surface.isupper()


def with_one_kind(names: Sequence[Name]) -> list[Name]:
    """Give every surface the kind that the recogniser saw most often for it in the story."""
    votes: defaultdict[str, Counter[Kind]] = defaultdict(Counter)
    for name in names:
        if name.source != "records":
            votes[name.surface][name.kind] += 1
    kinds = {surface: _majority(count) for surface, count in votes.items()}
    return [replace(n, kind=kinds[n.surface]) if n.source == "recogniser" else n for n in names]


def _majority(count: Counter[Kind]) -> Kind:
    return max(count, key=lambda kind: (count[kind], -_KIND_ORDER.index(kind)))


def with_bare_bodies(names: Sequence[Name]) -> list[Name]:
    """Resolve "the Council" to the council named in full before it; without one it is no actor."""
    full: dict[str, Name] = {}
    result: list[Name] = []
    for name in names:
        words = name.surface.split()
        if name.kind == "organisation" and len(words) > 1:
            full.update(dict.fromkeys({words[0], words[-1]} & _BARE_BODIES, name))
        result.append(_meant_body(name, full) if bare_form(name.surface) in _BARE_BODIES else name)
    return result


def bare_form(surface: str) -> str:
    """Return a word in capitals as running text would write it: Cabinet for CABINET."""
    return surface.capitalize() if surface.isupper() else surface


def _meant_body(name: Name, full: dict[str, Name]) -> Name:
    body = full.get(bare_form(name.surface))
    if name.source != "recogniser" or name.kind == "person":
        return name
    if body is None:
        return replace(name, kind="organisation", sense="outlet")
    canonical = body.canonical or ("" if body.record else body.surface)
    return replace(name, kind="organisation", record=body.record, canonical=canonical)


def with_repeats(story: Story, names: Sequence[Name]) -> list[Name]:
    """Add the later bare occurrences of names that the recogniser saw only once."""
    sought = _worth_repeating(names)
    if not sought:
        return list(names)
    models = {name.surface: name for name in reversed(names) if name.source != "records"}
    common = lower_case_words(story)
    added = [
        replace(models[place.surface], passage=place.passage, start=place.start, end=place.end)
        for place in occurrences(story, sought, cased=False)
        if place.surface.lower() not in common and not is_part_of_longer(story, place)
    ]
    return in_order([*names, *free(added, names)])


def _worth_repeating(names: Iterable[Name]) -> set[str]:
    return {
        n.surface for n in names if n.source != "records" and n.role == "name" and len(n.surface) >= _SHORTEST
    }


@lru_cache(maxsize=1)
def lower_case_words(story: Story) -> frozenset[str]:
    """Return the words that the story also writes in lower case: a capital shows no name there."""
    words = (filter(str.islower, _WORD.findall(passage.cased)) for passage in story)
    return frozenset(chain.from_iterable(words))


def is_part_of_longer(story: Story, place: Occurrence) -> bool:
    """Return whether a name goes on with a hyphen behind the place: Ali-Hassan is not Ali."""
    after = story.passages[place.passage].cased[place.end : place.end + 2]
    return after[:1] == "-" and after[1:].isupper()
