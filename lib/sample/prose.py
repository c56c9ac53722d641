"""The light markup of a story's body: paragraphs, sub-headings, quotations and lists."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

PartKind = Literal["paragraph", "subhead", "quote", "list"]


@dataclass(frozen=True, slots=True)
class Part:
    """One block of a body; only a list has more than one line."""

    kind: PartKind
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The block as one string."""
        return "\n".join(self.lines)


def parts(body: str) -> tuple[Part, ...]:
    """Return the blocks of a body, which blank lines part."""
    return tuple(_part(chunk) for chunk in _chunks(body))


def words(body: str) -> int:
    """Return how many words a reader reads."""
    return sum(len(part.text.split()) for part in parts(body))


def _chunks(body: str) -> Iterator[str]:
    return (chunk.strip() for chunk in body.split("\n\n") if chunk.strip())


def _part(chunk: str) -> Part:
    if chunk.startswith("## "):
        return Part("subhead", (_joined(chunk[3:]),))
    if chunk.startswith("> "):
        return Part("quote", (_joined(chunk.replace("\n> ", "\n")[2:]),))
    if chunk.startswith("- "):
        return Part("list", tuple(_joined(item) for item in chunk[2:].split("\n- ")))
    return Part("paragraph", (_joined(chunk),))


def _joined(text: str) -> str:
    return " ".join(text.split())
