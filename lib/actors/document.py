"""Uses what a story says about a name once for all its places in the story."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from lib.actors.occurrences import occurrences
from lib.actors.story import Name, Occurrence, Story, free, in_order
from lib.actors.words import either, word_set
from lib.model.mention import Kind

_LONG_FORM = re.compile(  # "Obi Holdings" of Obi
    rf",?\s+(?:Group|Holding|International|Industries|Technologies|{either('company_forms')})\.?$"
)
_SHORTEST = 3  # letters of a surface that is looked for again
_ORDINARY = frozenset(
    map(
        str.lower,
        word_set("sentence_starters")
        | word_set("generic_words")
        | word_set("words_like_short_forms")
        | word_set("outlet_endings")
        | word_set("shop_endings"),
    )
)
_BARE_BODIES = word_set("bare_bodies")
_KIND_ORDER: tuple[Kind, ...] = ("person", "organisation", "place", "country", "group", "other")


def with_short_forms(story: Story, names: Sequence[Name]) -> list[Name]:
    """Resolve every "Frasers" to the "Frasers Group" that the story names in full; return all names."""
    full: dict[str, Name] = {}
    for name in names:
        if name.kind != "organisation" or not name.counted or " " not in name.surface:
            continue
        short = _LONG_FORM.sub("", name.surface)
        if short != name.surface and len(short) >= _SHORTEST:
            full.setdefault(short, name)
    known = {n.surface for n in names if n.source == "records"}
    short_forms = {short: name.as_short_for(name) for short, name in full.items() if short not in known}
    bound = [
        n.as_short_for(short_forms[n.surface]) if n.surface in short_forms and _is_unknown(n) else n
        for n in names
    ]
    return _with_further_places(story, bound, short_forms)


def _is_unknown(name: Name) -> bool:
    """Return whether the recogniser found the name, without a record and outside longer ones."""
    return name.source == "recogniser" and name.record is None and not name.inner


def with_one_kind(names: Sequence[Name]) -> list[Name]:
    """Give each recognised name the kind that its text has most often in the story; return all names."""
    votes: defaultdict[str, Counter[Kind]] = defaultdict(Counter)
    for name in names:
        if name.source != "records":
            votes[name.surface][name.kind] += 1
    kinds = {
        surface: max(_KIND_ORDER, key=lambda kind: count[kind])  # the first of those seen as often
        for surface, count in votes.items()
    }
    return [replace(n, kind=kinds[n.surface]) if n.source == "recogniser" else n for n in names]


def with_bare_bodies(names: Sequence[Name]) -> list[Name]:
    """Resolve "the Council" to the council named in full before it, else make it no actor; return all."""
    full: dict[str, Name] = {}
    result: list[Name] = []
    for name in names:
        words = name.surface.split()
        if name.kind == "organisation" and len(words) > 1:
            full.update(dict.fromkeys({words[0], words[-1]} & _BARE_BODIES, name))
        bare = bare_form(name.surface)
        if bare in _BARE_BODIES and name.source == "recogniser" and name.kind != "person":
            if body := full.get(bare):
                result.append(replace(name.as_short_for(body), kind="organisation", sense=name.sense))
            else:
                result.append(replace(name, kind="organisation", sense="outlet"))
        else:
            result.append(name)
    return result


def bare_form(surface: str) -> str:
    """Return a word in capitals with only its first capital, "Cabinet" for "CABINET"; others unchanged."""
    return surface.capitalize() if surface.isupper() else surface


def with_apostrophes(story: Story, names: Sequence[Name]) -> list[Name]:
    """Join "'s" to the name of an organisation that always has it behind it: Holm's; return all names.

    The name is one word that the actor file lacks, occurs more than once, and is no surname of a person named
    in full.
    """
    surnames = {n.surface.split()[-1] for n in names if n.kind == "person" and " " in n.surface}
    alone = [n for n in names if _is_one_word_organisation(n) and n.surface not in surnames]
    places = Counter(n.surface for n in alone)
    owned = Counter(n.surface for n in alone if _is_possessive(story, n.passage, n.end))
    every = Counter(
        (place.surface, _is_possessive(story, place.passage, place.end))
        for place in occurrences(story, places, cased=False)
    )
    called = {s for s, n in owned.items() if n > 1 and n == places[s] and not every[s, False]}
    return [
        replace(n, end=n.end + 2, surface=story.text_of(n)[n.start : n.end + 2])
        if n.surface in called and _is_one_word_organisation(n)
        else n
        for n in names
    ]


def _is_one_word_organisation(name: Name) -> bool:
    return name.kind == "organisation" and _is_unknown(name) and " " not in name.surface


def _is_possessive(story: Story, passage: int, end: int) -> bool:
    return story.passages[passage].text.startswith(("'s", "’s"), end)


def with_repeats(story: Story, names: Sequence[Name]) -> list[Name]:
    """Add the further places of names that the recogniser or a rule found; return all names."""
    models = {
        n.surface: n
        for n in reversed(names)
        if n.source != "records" and n.role == "name" and len(n.surface) >= _SHORTEST
    }
    return _with_further_places(story, names, models, cased=False)


def _with_further_places(
    story: Story, names: Sequence[Name], models: Mapping[str, Name], *, cased: bool = True
) -> list[Name]:
    """Add the names of `models`, by their text, at all places where no name is; return all names.

    A text that is also an English word, or one that the story has in lower case, shows nothing: Next.
    """
    words = _ORDINARY | story.lower_case_words
    added = [
        models[place.surface].at_place(place)
        for place in occurrences(story, models, cased=cased)
        if place.surface.lower() not in words and not is_part_of_longer(story, place)
    ]
    return in_order([*names, *free(added, names)])


def is_part_of_longer(story: Story, place: Occurrence) -> bool:
    """Return whether a hyphen and a capital continue the name: the "Ali" in "Ali-Hassan"."""
    after = story.passages[place.passage].cased[place.end : place.end + 2]
    return after[:1] == "-" and after[1:].isupper()
