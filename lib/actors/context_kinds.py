"""Corrects the kinds of recognised names by their contexts, and drops single words that are no persons."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from lib.actors import organisation_signs
from lib.actors.company_forms import is_company
from lib.actors.contexts import Context, Sign
from lib.actors.occurrences import occurrences
from lib.actors.person_names import are_parts_of_a_name, cannot_be_a_person, is_given, is_given_name
from lib.actors.story import Name, Story
from lib.actors.words import word_set
from lib.model.mention import Kind

_SITES = word_set("site_endings")
_SITES_OF_PERSONS = word_set("sites_of_persons")
_POINTS = word_set("place_openings")
_GIVEN_NAMES = word_set("given_names")
_CLUBS = word_set("club_endings")
_FUNCTION_WORDS = frozenset(map(str.lower, word_set("sentence_starters")))
_ENOUGH_PERSONS = 2  # full names in a story that is whole, not an excerpt


def contexts_of(story: Story, names: Sequence[Name]) -> dict[str, list[Context]]:
    """Return {text of a recognised name: the contexts of all its places}.

    A name of several words is also sought where the recogniser missed it, in any letter case.
    """
    seen = {name.at: name for name in names if name.source == "recogniser"}
    contexts: defaultdict[str, list[Context]] = defaultdict(list)
    for name in seen.values():
        contexts[name.surface].append(Context.around(story, name))
    for place in occurrences(story, (surface for surface in contexts if " " in surface), cased=False):
        if (place.passage, place.start, -place.end) not in seen:
            contexts[place.surface].append(Context.around(story, place))
    return contexts


def typed_by_context(story: Story, names: Sequence[Name]) -> list[Name]:
    """Give names the kind that the words around them show, and parts of papers' names the sense "outlet".

    All names are returned. "Courier" in "the Post and Courier" is such a part.
    """
    contexts = contexts_of(story, names)
    things = {
        surface
        for surface, group in contexts.items()
        if any(c.of_a_thing for c in group) or all(c.shows("quoted") for c in group)
    }
    kinds: dict[tuple[str, Kind], Kind] = {}
    for name in names:
        key = (name.surface, name.kind)
        if name.source == "recogniser" and key not in kinds:
            kinds[key] = _kind(name, contexts[name.surface])

    def typed(name: Name) -> Name:
        """Return the name with the kind and sense that the words around it, here and elsewhere, show."""
        context = Context.around(story, name)
        if context.shows("case") and not (name.kind == "person" and " " in name.surface):
            return replace(name, kind="other", record=None, canonical="")
        if name.source != "recogniser":
            return replace(name, kind="other") if name.surface in things else name
        is_thing = name.kind == "other" or name.surface in things
        is_thing = is_thing or (name.kind == "person" and context.shows("site", "namesake"))
        kind: Kind = "other" if is_thing else kinds[name.surface, name.kind]
        return replace(name, kind=kind, sense="outlet" if context.of_a_paper else name.sense)

    return [typed(name) for name in names]


def _kind(name: Name, contexts: Sequence[Context]) -> Kind:
    """Return the kind that the name's words or any of its contexts show, else the recogniser's."""
    if cannot_be_a_person(name.surface) and not name.canonical:
        return "organisation" if name.kind == "person" else name.kind
    if _any_shows(contexts, "surely a person"):
        return "person"
    by_kind = {"person": _of_a_person, "organisation": _of_an_organisation, "place": _of_a_place}
    found = by_kind[name.kind](name, contexts) if name.kind in by_kind else None
    return found or name.kind


def _of_a_person(name: Name, contexts: Sequence[Context]) -> Kind | None:
    """Return the kind that contexts show for a name recognised as a person; None if it stays a person."""
    first, _, rest = name.surface.partition(" ")
    if rest and not is_given(first) and _any_shows(contexts, "headed"):
        return "organisation"
    if not any(context.of_a_person for context in contexts):
        if _any_shows(contexts, "site", "namesake", "there") or rest == first:  # Walla Walla
            return "place"
        if _any_shows(contexts, "team"):
            return "organisation"
    if _any_shows(contexts, "body"):
        return "organisation"
    return "place" if _all_show_a_place(contexts) else None


def _of_an_organisation(name: Name, contexts: Sequence[Context]) -> Kind | None:
    """Return the kind that contexts show for a name recognised as an organisation; None if it stays one."""
    if " " not in name.surface:
        if _any_shows(contexts, "town"):
            return "place"
        if _any_shows(contexts, "rules") and not any(context.shows("the") for context in contexts):
            return "person"
    return "place" if _all_show_a_place(contexts) else None


def _of_a_place(name: Name, contexts: Sequence[Context]) -> Kind | None:
    """Return the kind that contexts show for a name recognised as a place; None if it stays a place."""
    if _any_shows(contexts, "body"):
        return "organisation"
    speaks = _may_be_a_person(name.surface) and _any_shows(contexts, "speaks")
    return "person" if speaks else None


def _all_show_a_place(contexts: Sequence[Context]) -> bool:
    """Return whether every context is one of a site, or every one has a preposition of place."""
    return all(context.shows("site") for context in contexts) or all(
        context.shows("in") for context in contexts
    )


def _any_shows(contexts: Sequence[Context], *signs: Sign) -> bool:
    return any(context.shows(*signs) for context in contexts)


def _may_be_a_person(surface: str) -> bool:
    """Return whether the words of a recognised place can be a person's: Olayemi Holm, not Holm Island."""
    words = surface.split()
    if "." in words[0][1:-1]:
        return False
    site = words[-1] in (_SITES_OF_PERSONS if is_given(words[0]) else _SITES)
    return len(words) == 1 or (len(words) == 2 and not site and words[0] not in _POINTS)


def with_persons(story: Story, names: Sequence[Name]) -> list[Name]:
    """Turn organisations named like persons into persons, unless words around one place speak against it."""
    organisations = {
        name.surface for name in names if _is_like_person(name) and _is_called_organisation(story, name)
    }
    return [
        replace(name, kind="person") if _is_like_person(name) and name.surface not in organisations else name
        for name in names
    ]


def _is_like_person(name: Name) -> bool:
    """Return whether an organisation without a record is named like Ada Holm, not Ada Bank or Holm United."""
    surface, words = name.surface, name.surface.split()
    is_new = name.kind == "organisation" and name.record is None and name.counted
    if not is_new or not is_given_name(surface) or is_company(surface):
        return False
    is_club = words[-1] in _CLUBS and words[0] not in _GIVEN_NAMES
    is_plain = len(words) < 4 and are_parts_of_a_name(words)
    return is_plain and not is_club and organisation_signs.WORDS.isdisjoint(words)


def _is_called_organisation(story: Story, name: Name) -> bool:
    """Return whether the words around a name like a person's show an organisation: "the Ann Holm"."""
    context, on_line = Context.around(story, name), Context.on_line(story, name)
    if story.before(name, 4) in ("the ", "The ") or context.shows("body"):
        return True
    if on_line.shows("described") or context.shows("speaks"):
        return False
    if name.surface.split()[0] in _GIVEN_NAMES:
        return on_line.shows("has a noun", "explained")
    return organisation_signs.has_organisations_words(story, name)


def with_lone_words(story: Story, names: Sequence[Name]) -> list[Name]:
    """Return the names; single words taken for surnames change their kind, or are dropped, by context.

    Single words that have a title or say something stay persons, and so do those in an excerpt, which may
    lack the full name.
    """
    groups: defaultdict[str, list[Context]] = defaultdict(list)
    for name in names:
        if _is_surname_alone(name):
            groups[name.surface].append(Context.around(story, name))
    full = {name.surface for name in names if name.kind == "person" and " " in name.surface}
    common = story.lower_case_words | _FUNCTION_WORDS
    excerpt = len(full) < _ENOUGH_PERSONS
    kinds = {s: None if s.lower() in common else _kind_of_lone(g, excerpt) for s, g in groups.items()}
    kept = []
    for name in names:
        kind = kinds[name.surface] if _is_surname_alone(name) else name.kind
        if kind:
            kept.append(name if kind == name.kind else replace(name, kind=kind, role="name"))
    return kept


def _is_surname_alone(name: Name) -> bool:
    """Return whether a name is a single word taken for the surname of a person not yet known."""
    if name.record is not None or name.canonical or " " in name.surface or name.source == "records":
        return False
    return name.kind == "person" and name.role == "surname"


def _kind_of_lone(contexts: Sequence[Context], excerpt: bool) -> Kind | None:
    """Return the kind of a single word taken for a person by its contexts; None if it is no name."""
    if _any_shows(contexts, "the"):
        return "organisation"
    if excerpt or any(context.of_a_person for context in contexts):
        return "person"
    if _any_shows(contexts, "in"):
        return "place"
    return None if all(context.shows("opening") for context in contexts) else "organisation"
