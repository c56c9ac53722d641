"""The reader's decisions about actors, such as merge or rename: applied in order, each can be undone."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol, get_args

from lib.model.article import Block
from lib.model.mention import KINDS, Mention

What = Literal["merge", "split", "rename", "ignore", "identify", "alias", "accept", "apart"]
WHATS: tuple[What, ...] = get_args(What)

_REQUIRED_FIELDS: Mapping[What, tuple[str, ...]] = {
    "merge": ("actor", "to"),
    "split": ("actor", "to"),
    "rename": ("actor", "called"),
    "ignore": ("actor",),
    "identify": ("text", "article", "to"),
    "alias": ("text", "to"),
    "accept": ("actor",),
    "apart": ("actor", "to"),
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
    ValueError where a field that it needs is missing.
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
        if missing := [each for each in _REQUIRED_FIELDS[self.what] if not values[each]]:
            raise ValueError(f"{', '.join(missing)} is missing")
        keys = [key for key in (self.actor, self.to) if key]
        if wrong := [key for key in keys if kind_of(key) not in KINDS or not key.partition("/")[2]]:
            raise ValueError(f"{', '.join(wrong)} is no actor's key")
        if self.actor and self.actor == self.to:
            raise ValueError(f"{self.actor} cannot become itself")
        if self.doubt not in ("", "undecided"):
            raise ValueError(f"“{self.doubt}” is no doubt that a decision ends")
        if self.what == "split" and not (self.text or self.article or self.publisher):
            raise ValueError("text, article and publisher are missing")

    @property
    def moves(self) -> bool:
        """Whether the decision can change which actor a mention names."""
        return self.what not in _WITHOUT_MOVES


class Resolver(Protocol):
    """The interface of what applies the reader's decisions to the mentions found in one story."""

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Return the decisions in the order in which they were made."""

    def mentions(
        self, found: Sequence[Mention], blocks: Sequence[Block], *, article: str, publisher: str
    ) -> Sequence[Mention]:
        """Return the mentions after the decisions, in reading order; `found` itself where nothing changes."""


@dataclass(frozen=True, slots=True)
class NoDecisions:
    """A Resolver without decisions: mentions stay as they were found."""

    decisions: tuple[Decision, ...] = field(default=())

    def mentions(
        self, found: Sequence[Mention], blocks: Sequence[Block], *, article: str, publisher: str
    ) -> Sequence[Mention]:
        """Return the mentions that were found, unchanged."""
        return found


NO_DECISIONS = NoDecisions()


def kind_of(key: str) -> str:
    """Return the kind of an actor from its key: "person" of "person/joe-biden"."""
    return key.partition("/")[0]


def renamed(decisions: Iterable[Decision]) -> dict[str, str]:
    """Return the new names that rename decisions give, by actor key."""
    return {decision.actor: decision.called for decision in decisions if decision.what == "rename"}


def names_of_targets(decisions: Iterable[Decision]) -> dict[str, str]:
    """Return a name for each actor key that decisions moved mentions to, from the first of them."""
    names: dict[str, str] = {}
    for decision in decisions:
        if decision.to and decision.moves:
            names.setdefault(decision.to, decision.called or named_by(decision.to))
    return names


def former_keys(decisions: Iterable[Decision], names: Collection[str]) -> set[str]:
    """Return the keys of actors that the decisions say had, or were given, one of the names."""
    called = (
        (key, name)
        for decision in decisions
        for key, name in ((decision.actor, decision.name), (decision.to or decision.actor, decision.called))
    )
    return {key for key, name in called if key and name in names}


def successors(decisions: Iterable[Decision], key: str) -> tuple[str, ...]:
    """Return the keys that have a former actor's mentions now: that it was merged into, else split into."""
    now, parts = key, list[str]()
    for decision in decisions:
        if unscoped([decision], lambda one: one.what == "merge"):
            now = decision.to if decision.actor == now else now
            parts = [decision.to if part == decision.actor else part for part in parts]
        elif decision.what == "split" and decision.actor == now == key:
            parts.append(decision.to)
    return (now,) if now != key else tuple(dict.fromkeys(part for part in parts if part != key))


def connected(decisions: Collection[Decision], keys: Iterable[str]) -> set[str]:
    """Return the keys, and those linked with them by decisions that move mentions, also through others."""
    reached = set(keys)
    while True:
        more = {
            key
            for decision in decisions
            if decision.moves
            and decision.actor
            and decision.to
            and (decision.actor in reached or decision.to in reached)
            for key in (decision.actor, decision.to)
        }
        if more <= reached:
            return reached
        reached |= more


def rests_on(decisions: Sequence[Decision], keys: Collection[str]) -> list[Decision]:
    """Return the decisions about these actors and those merged or split into them, in order."""
    moved, found = set(keys), set[str]()
    for decision in reversed(decisions):
        if decision.what != "apart" and (decision.to or decision.actor) in moved:
            found.add(decision.id)
            if decision.to and decision.actor:
                moved.add(decision.actor)
    return [decision for decision in decisions if decision.id in found]


def unscoped(decisions: Iterable[Decision], is_so: Callable[[Decision], bool]) -> list[Decision]:
    """Return the decisions without a text, story or publisher as their limit that pass the test `is_so`."""
    return [
        decision
        for decision in decisions
        if is_so(decision) and not (decision.text or decision.article or decision.publisher)
    ]


def sentence_of(decision: Decision, headline: str = "") -> str:
    """Return the decision as a sentence without full stop; `headline` names its story, else its id does."""
    name = decision.name or named_by(decision.actor)
    called = decision.called or named_by(decision.to)
    story = f"in “{headline}”" if headline else f"in the story {decision.article}"
    bounds = [
        "where two can be meant" if decision.doubt else "",
        f"where the text says “{decision.text}”" if decision.text and decision.actor else "",
        story if decision.article else "",
        f"in stories of {decision.publisher}" if decision.publisher else "",
    ]
    within = " ".join(["", *filter(None, bounds)])
    match decision.what:
        case "rename":
            return f"{name} is called {called}"
        case "ignore":
            return f"{name} is no actor{within}"
        case "accept":
            return f"{name} is an actor{within}"
        case "apart":
            return f"{name} and {called} are two"
        case "merge" | "split":
            return f"{name}{within} is {called}"
    return f"“{decision.text}”{within} is {called}"


def named_by(key: str) -> str:
    """Return a readable name made from an actor's key: "joe biden" of "person/joe-biden"."""
    return key.partition("/")[2].lstrip("~").replace("-", " ")
