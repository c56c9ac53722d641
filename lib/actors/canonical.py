"""Gives every name its actor: the record's, or an id made of the fullest form in the story."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lib.actors.dictionary import fold
from lib.actors.story import Name
from lib.actors.words import word_set
from lib.model.mention import Kind

_MARK = re.compile(r"[.'’]")
_NO_LETTER = re.compile(r"[^\w]+|_+")
_SPACE = re.compile(r"\s+")
_COMPANY = word_set("company_forms")
_THE = re.compile(r"^[Tt]he\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who a name means: the id that stories share and the name to show."""

    id: str
    name: str
    kind: Kind


def slug(name: str) -> str:
    """Gives a name as lower-case words joined by hyphens, accents off."""
    return _NO_LETTER.sub("-", _MARK.sub("", fold(name).lower())).strip("-")


def actor_of(name: Name, revision: str) -> Actor:
    """Gives the actor of a name; a surname without a full name stays the story's own."""
    if name.record is not None:
        return Actor(id=name.record.id, name=name.record.name, kind=name.record.kind)
    canonical = _THE.sub("", _SPACE.sub(" ", name.canonical or name.surface))
    own = f"~{revision[:8]}" if name.role == "surname" and not name.canonical and revision else ""
    if name.kind == "place" and name.sense == "capital":
        return Actor(id=f"place/{slug(canonical)}", name=canonical, kind="place")
    return Actor(id=f"{name.kind}/~{slug(canonical)}{own}", name=canonical, kind=name.kind)


def fullest_forms(names: Sequence[Name]) -> dict[str, str]:
    """Maps short forms of unrecorded organisations to the fullest one in the story: Acme -> Acme Holdings."""
    surfaces = {n.surface for n in names if n.kind == "organisation" and n.record is None and n.counted}
    return {short: longest for short in surfaces if (longest := _longest(short, surfaces)) != short}


def _longest(short: str, surfaces: Iterable[str]) -> str:
    longer = [s for s in surfaces if s.startswith(f"{short} ") and _is_company_tail(s[len(short) :])]
    return max(longer, key=lambda s: (len(s), s), default=short)


def _is_company_tail(tail: str) -> bool:
    return all(word.strip(".,").lower() in _COMPANY for word in tail.split())
