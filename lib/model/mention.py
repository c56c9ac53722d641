"""Who is named, where."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["person", "organisation", "country", "place", "group"]
KINDS: tuple[Kind, ...] = ("person", "organisation", "country", "place", "group")

Role = Literal["name", "metonym", "demonym", "title", "nested", "surname"]
ROLES: tuple[Role, ...] = ("name", "metonym", "demonym", "title", "nested", "surname")
DEFAULT_ROLES: tuple[Role, ...] = ("name", "metonym", "demonym", "surname")
DEFAULT_KINDS: tuple[Kind, ...] = ("person", "organisation", "country", "group")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where a story names an actor: article.blocks[block].text[start:end] == surface."""

    article_id: str
    revision: str
    surface: str
    canonical: str
    actor_id: str  # "person/joe-biden"; for a name without a record "person/~matthew-miller"
    kind: Kind
    role: Role
    block: int
    sentence: int  # number of the sentence inside its block, from 0
    start: int
    end: int
    sentence_start: int  # the sentence is article.blocks[block].text[sentence_start:sentence_end]
    sentence_end: int
