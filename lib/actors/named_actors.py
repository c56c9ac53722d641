"""Gives each name its actor: that of its record, or one with an id made from the name's fullest form."""

import re
from dataclasses import dataclass

from lib.actors.company_forms import without_company_form
from lib.actors.dictionary import slug
from lib.actors.story import Name
from lib.model.mention import DEFAULT_KINDS, DEFAULT_ROLES, Kind

_SPACE = re.compile(r"\s+")
_GENERATION = re.compile(r" (?:I{2,3}|Iv)$", re.IGNORECASE)
_THE = re.compile(r"^[Tt]he\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """The actor that a name means: an id shared between stories, a name to show and the kind."""

    id: str
    name: str
    kind: Kind


def actor_of(name: Name, revision: str) -> Actor:
    """Return the actor of a name, by record or text; a surname alone is an actor of this `revision` only."""
    if name.record is not None:
        return Actor(id=name.record.id, name=name.record.name, kind=name.record.kind)
    canonical = _THE.sub("", _SPACE.sub(" ", name.canonical or name.surface))
    if canonical.isupper() and " " in canonical:
        canonical = _GENERATION.sub(lambda found: found[0].upper(), canonical.title())  # of a capitals line
    if name.kind == "organisation":
        canonical = without_company_form(canonical)
    own = f"~{revision[:8]}" if name.role == "surname" and not name.canonical and revision else ""
    if name.kind == "place" and name.sense == "capital":
        return Actor(id=f"place/{slug(canonical)}", name=canonical, kind="place")
    return Actor(id=f"{name.kind}/~{slug(canonical)}{own}", name=canonical, kind=name.kind)


def is_actor(name: Name) -> bool:
    """Return whether the name counts as an actor by default; a medium that is only quoted does not."""
    is_default = name.role in DEFAULT_ROLES and name.kind in DEFAULT_KINDS
    return is_default and name.counted and not (name.undecided or name.unsure)
