"""A mention: one place in a story that names an actor, with its role and doubts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, get_args

Kind = Literal["person", "organisation", "country", "place", "group", "other"]
KINDS: tuple[Kind, ...] = get_args(Kind)

Role = Literal["name", "metonym", "demonym", "title", "nested", "surname"]
ROLES: tuple[Role, ...] = get_args(Role)
Doubt = Literal["undecided", "unsure"]
DOUBTS: tuple[Doubt, ...] = get_args(Doubt)
Manner = Role | Doubt  # what a filter counts: roles, and mentions in doubt only where it says so
MANNERS: tuple[Manner, ...] = (*ROLES, *DOUBTS)
DEFAULT_ROLES: tuple[Manner, ...] = ("name", "metonym", "demonym", "surname")
DEFAULT_KINDS: tuple[Kind, ...] = ("person", "organisation", "country", "group")

LIST = 12  # actors: a sentence that names as many is a list, of participants, results, authors

ROLE_CODES = 8  # numbers for roles in role codes; each doubt is a bit above them
DOUBT_BITS: Mapping[Doubt, int] = {"undecided": 8, "unsure": 16}
_ROLE_CODE: Mapping[Role, int] = {role: code for code, role in enumerate(ROLES)}


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
    undecided: bool = False  # a surname that two people of the story bear; the actor is the likelier one
    unsure: bool = False  # a name without a record for which nothing but the recogniser speaks


def is_recorded(actor_id: str) -> bool:
    """Return whether an actor is in the actor file; a name found without a record has "/~" in its id."""
    return "/~" not in actor_id


def role_code(mention: Mention) -> int:
    """Return a mention's role and doubts packed into one number, as the archive stores them."""
    code = _ROLE_CODE[mention.role]
    if mention.undecided:
        code += DOUBT_BITS["undecided"]
    return code + DOUBT_BITS["unsure"] if mention.unsure else code


def role_of(code: int) -> Role:
    """Return the role (name, metonym, demonym, surname ...) in a stored role code, without its doubts."""
    return ROLES[code % ROLE_CODES]


def has_doubt(doubt: Doubt, code: int) -> bool:
    """Return whether a stored role code has the given doubt."""
    return bool(code & DOUBT_BITS[doubt])


def codes_of(manners: Collection[Manner]) -> list[int]:
    """Return the stored role codes of mentions that a filter counts: with these roles and no other doubts.

    If only doubts are given, it is the codes with one of these doubts, whatever the role.
    """
    roles = [number for number, role in enumerate(ROLES) if role in manners]
    doubts = [bit for doubt, bit in DOUBT_BITS.items() if doubt in manners]
    sums = {sum(chosen) for size in range(len(doubts) + 1) for chosen in combinations(doubts, size)}
    return sorted(role + bits for role in roles or range(len(ROLES)) for bits in sums if roles or bits)
