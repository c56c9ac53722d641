"""The value found for a field of a story, its source, and what other sources say instead."""

from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

Claim = tuple[str, str]  # what a source says, and its name


class Found(NamedTuple, Generic[T]):
    """The value of a field, the source that it comes from, and what other sources say."""

    value: T
    source: str = ""  # "" where nothing is said of it
    claims: tuple[Claim, ...] = ()


NOTHING: Found[str | None] = Found(None)
