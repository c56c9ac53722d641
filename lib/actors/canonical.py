"""Gives every name its actor: the record's, or an id made of the fullest form in the story."""

import re
from dataclasses import dataclass

from lib.actors.dictionary import fold
from lib.actors.shapes import without_company_form
from lib.actors.story import Name
from lib.model.mention import Kind

_MARK = re.compile(r"[.'’]")
_NO_LETTER = re.compile(r"[^\w]+|_+")
_SPACE = re.compile(r"\s+")
_THE = re.compile(r"^[Tt]he\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who a name means: the id that stories share and the name to show."""

    id: str
    name: str
    kind: Kind


def slug(name: str) -> str:
    """Return a name as lower-case words joined by hyphens, accents off."""
    return _NO_LETTER.sub("-", _MARK.sub("", fold(name).lower())).strip("-")


def actor_of(name: Name, revision: str) -> Actor:
    """Return the actor of a name; a surname without a full name stays the story's own."""
    if name.record is not None:
        return Actor(id=name.record.id, name=name.record.name, kind=name.record.kind)
    canonical = _THE.sub("", _SPACE.sub(" ", name.canonical or name.surface))
    if canonical.isupper() and " " in canonical:
        canonical = canonical.title()  # from a line in capitals
    if name.kind == "organisation":
        canonical = without_company_form(canonical)
    own = f"~{revision[:8]}" if name.role == "surname" and not name.canonical and revision else ""
    if name.kind == "place" and name.sense == "capital":
        return Actor(id=f"place/{slug(canonical)}", name=canonical, kind="place")
    return Actor(id=f"{name.kind}/~{slug(canonical)}{own}", name=canonical, kind=name.kind)
