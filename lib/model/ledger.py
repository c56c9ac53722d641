"""The reader's decisions about actors, such as merge or rename: applied in order, each can be undone."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple, get_args

from lib.model.mention import KINDS
from lib.model.wording import listed

What = Literal["merge", "split", "rename", "ignore", "identify", "alias", "accept", "apart"]
WHATS: tuple[What, ...] = get_args(What)


class _Fields(NamedTuple):
    """The fields that a kind of decision needs, and those that may limit it to some mentions."""

    needed: tuple[str, ...]
    limits: tuple[str, ...] = ()


_LIMITS = ("text", "article", "publisher")
_FIELDS: Mapping[What, _Fields] = {
    "merge": _Fields(("actor", "to")),
    "split": _Fields(("actor", "to"), _LIMITS),
    "rename": _Fields(("actor", "called")),
    "ignore": _Fields(("actor",), _LIMITS),
    "identify": _Fields(("text", "article", "to"), ("doubt",)),
    "alias": _Fields(("text", "to")),
    "accept": _Fields(("actor",), _LIMITS),
    "apart": _Fields(("actor", "to")),
}
_WITHOUT_MOVES: tuple[What, ...] = ("rename", "apart")  # no mention changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision of the reader about actors, applied to the mentions as earlier decisions left them.

    merge: mentions of `actor` become `to`. split: the same, only in this text, story or publisher. rename:
    `actor` is shown as `called`. ignore: mentions of `actor` (in this text or story) are dropped. identify:
    in this story the text names `to`; with a doubt set, only where the mention has that doubt. alias: the
    text names `to` in all stories, also where no actor was found. accept: mentions of `actor` (in this text
    or story) lose their doubt. apart: `actor` and `to` are two actors, however alike their names. Raises
    ValueError where a field that it needs is missing, or one is set that would limit what has no limits.
    """

    id: str  # names the entry so that it can be undone
    what: What
    made_at: datetime  # UTC
    actor: str = ""  # key of whom it is about
    name: str = ""  # what that actor was called, for whoever reads the file
    to: str = ""  # key of whom is meant from now on
    called: str = ""  # its name, or the new name
    text: str = ""  # as printed
    article: str = ""  # only in this story
    publisher: str = ""  # only in this publisher's stories
    doubt: str = ""  # only where the words are in it: "undecided"

    def __post_init__(self) -> None:
        """Raise ValueError if a field is missing or contradicts what is decided."""
        if self.what not in WHATS:
            raise ValueError(f"“{self.what}” is none of {', '.join(WHATS)}")
        values = {each: getattr(self, each) for each in self.__slots__ if each != "made_at"}
        if wrong := [each for each, value in values.items() if not isinstance(value, str)]:
            raise ValueError(f"{', '.join(wrong)} is no text")
        needed, limits = _FIELDS[self.what]
        if missing := [each for each in needed if not values[each].strip()]:
            raise ValueError(f"{', '.join(missing)} is missing")
        if self.what == "split" and not any(values[each] for each in limits):
            raise ValueError(f"{listed(limits)} are missing")
        if wrong := [each for each in (*_LIMITS, "doubt") if values[each] and each not in (*needed, *limits)]:
            raise ValueError(f"{self.what} holds everywhere and takes no {', '.join(wrong)}")
        keys = [key for key in (self.actor, self.to) if key]
        if wrong := [key for key in keys if kind_of(key) not in KINDS or not key.partition("/")[2]]:
            raise ValueError(f"{', '.join(wrong)} is no actor's key")
        if self.actor and self.actor == self.to:
            raise ValueError(f"{self.actor} cannot become itself")
        if self.doubt not in ("", "undecided"):
            raise ValueError(f"“{self.doubt}” is no doubt that a decision ends")

    @property
    def moves(self) -> bool:
        """Whether the decision can change which actor a mention names."""
        return self.what not in _WITHOUT_MOVES


def kind_of(key: str) -> str:
    """Return the kind of an actor from its key: "person" of "person/joe-biden"."""
    return key.partition("/")[0]


def named_by(key: str) -> str:
    """Return a readable name made from an actor's key: "joe biden" of "person/joe-biden"."""
    return key.partition("/")[2].lstrip("~").replace("-", " ")


def renamed(decisions: Iterable[Decision]) -> dict[str, str]:
    """Return {actor key: new name} of the rename decisions; a later one wins."""
    return {decision.actor: decision.called for decision in decisions if decision.what == "rename"}


def names_of_targets(decisions: Iterable[Decision]) -> dict[str, str]:
    """Return {actor key: name} for actors to which decisions moved mentions; the first name given counts."""
    names: dict[str, str] = {}
    for decision in decisions:
        if decision.to and decision.moves:
            names.setdefault(decision.to, decision.called or named_by(decision.to))
    return names


def former_keys(decisions: Iterable[Decision], names: Collection[str]) -> set[str]:
    """Return the keys of the actors that had one of the names before a decision, or were given it by one."""
    called = (
        (key, name)
        for decision in decisions
        for key, name in ((decision.actor, decision.name), (decision.to or decision.actor, decision.called))
    )
    return {key for key, name in called if key and name in names}


def successors(decisions: Iterable[Decision], key: str) -> tuple[str, ...]:
    """Return the keys of the actors that a former actor was merged into, else split into; () for others."""
    now, parts = key, list[str]()
    for decision in decisions:
        if decision.what == "merge":
            now = decision.to if decision.actor == now else now
            parts = [decision.to if part == decision.actor else part for part in parts]
        elif decision.what == "split" and decision.actor == now == key:
            parts.append(decision.to)
    return (now,) if now != key else tuple(dict.fromkeys(part for part in parts if part != key))


def sources(decisions: Iterable[Decision], keys: Iterable[str]) -> set[str]:
    """Return the given keys, and those of all actors whose mentions decisions move to them.

    An actor whose mentions are moved twice or more until they come there is among them.
    """
    moved = [(each.actor, each.to) for each in decisions if each.moves and each.actor and each.to]
    reached = set(keys)
    while more := {actor for actor, to in moved if to in reached} - reached:
        reached |= more
    return reached


def rests_on(decisions: Sequence[Decision], keys: Collection[str]) -> list[Decision]:
    """Return the decisions that led to these actors' present mentions, in order.

    Among them are merges into an actor that was then merged into one of these.
    """
    moved, found = set(keys), set[str]()
    for decision in reversed(decisions):
        if decision.what != "apart" and (decision.to or decision.actor) in moved:
            found.add(decision.id)
            if decision.to and decision.actor:
                moved.add(decision.actor)
    return [decision for decision in decisions if decision.id in found]
