"""The view: page, filter and page options, as one value from which the app's addresses are made."""

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote, urlencode

import streamlit as st

from lib.model.filter import Choice, Filter
from lib.query.filter.address import PARAMETERS, from_address, to_address
from lib.query.filter.syntax import TYPOGRAPHIC
from lib.store.paths import archive_path, sample_path

ArchiveName = Literal["own", "sample"]
ARCHIVE = "archive"  # the parameter that says which archive is open
BETWEEN = "~~"  # between two actor ids in an address


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One address of the app, parsed: page, filter, the page's options, archive, and if it names that."""

    page: str  # the page's path, "" for the Desk
    criteria: Filter
    own: Mapping[str, str] = field(default_factory=dict)  # what the page itself keeps in the address
    archive_name: ArchiveName = "own"
    names_archive: bool = False  # the address says which archive, so our links do too

    @property
    def archive(self) -> Path:
        """The path of the archive."""
        return sample_path() if self.archive_name == "sample" else archive_path()

    def address(self) -> dict[str, list[str]]:
        """Return the parameters of the address."""
        name: dict[str, list[str]] = {ARCHIVE: [str(self.archive_name)]} if self.names_archive else {}
        own = {name: [value] for name, value in self.own.items() if value}
        return {**to_address(self.criteria), **own, **name}

    def href(self) -> str:
        """Return the address as a link within the app."""
        query = urlencode(self.address(), doseq=True)
        return f"/{quote(self.page)}" + (f"?{query}" if query else "")

    def here(self, **own: str | None) -> str:
        """Return a link to this page and filter with the options in `own` set.

        An option that is None there is left out of the address.
        """
        kept = {**self.own, **own}
        return replace(self, own={name: value for name, value in kept.items() if value}).href()

    def to(self, page: str, criteria: Filter | None = None, **own: str) -> str:
        """Return a link to another page with this filter, or with `criteria`, and only the options `own`."""
        chosen = self.criteria if criteria is None else criteria
        return replace(self, page=page, criteria=chosen, own=own).href()

    def narrowed(self, criteria: Filter) -> str:
        """Return a link to this page with another filter; see `selecting` for the options that it keeps."""
        return self.selecting(criteria).href()

    def selecting(self, criteria: Filter) -> "View":
        """Return this page with another filter; its options stay, except story, list page, place and tab."""
        return replace(self.without("article", "page", "at", "tab", "named"), criteria=criteria)

    def without(self, *names: str) -> "View":
        """Return the view without the page's options of these names."""
        return replace(self, own={name: value for name, value in self.own.items() if name not in names})


def view_of(page: str, address: Mapping[str, list[str]], usual: ArchiveName) -> View:
    """Return the view of an address, without invalid parameters; `usual` is the archive if none is named."""
    known = (*PARAMETERS, ARCHIVE)
    own = {name: values[-1] for name, values in address.items() if name not in known and values}
    asked = address.get(ARCHIVE, [""])[-1]
    named = asked in ("own", "sample")
    opened: ArchiveName = "sample" if asked == "sample" else "own" if asked == "own" else usual
    return View(page=page, criteria=from_address(address), own=own, archive_name=opened, names_archive=named)


def with_tag(criteria: Filter, tag: str) -> Filter:
    """Return the filter narrowed to stories with this tag as well."""
    if criteria.tags.any == (tag,) or tag in criteria.tags.all:
        return criteria
    first = not criteria.tags
    tags = Choice(any=(tag,)) if first else replace(criteria.tags, all=(*criteria.tags.all, tag))
    return replace(criteria, tags=tags)


def with_author(criteria: Filter, author: str) -> Filter:
    """Return the filter narrowed to stories by this author as well."""
    if criteria.authors in ((), (author,)):
        return replace(criteria, authors=(author,))
    parts = author.translate(TYPOGRAPHIC).split('"')  # a value in quotation marks holds none
    signed = " ".join(f'author:"{part.strip()}"' for part in parts if part.strip())
    return replace(criteria, text=and_condition(criteria.text, signed))


def and_condition(text: str, condition: str) -> str:
    """Return a search with one more condition: "(a OR b) tag:storms" for "a OR b" and "tag:storms"."""
    if not text:
        return condition
    # What is left open, a phrase or a group, reaches to the end: so it comes last.
    in_phrase = text.translate(TYPOGRAPHIC).count('"') % 2
    group = f"({text}" if in_phrase else f"({text})"
    is_open = in_phrase or text.count("(") > text.count(")")
    return f"{condition} {group}" if is_open else f"{group} {condition}"


def with_actors(criteria: Filter, *keys: str) -> Filter:
    """Return the filter narrowed to stories that name each of these actors as well."""
    rest = tuple(dict.fromkeys((*criteria.actors.all, *keys)))
    return replace(criteria, actors=replace(criteria.actors, all=rest))


def with_publisher(criteria: Filter, publisher: str) -> Filter:
    """Return the filter with this publisher, by its domain, instead of any others."""
    return replace(criteria, publishers=(publisher,))


def with_section(criteria: Filter, section: str) -> Filter:
    """Return the filter with this section instead of any others."""
    return replace(criteria, sections=(section,))


def with_value(criteria: Filter, field: str, value: object) -> Filter:
    """Return the filter with another value in the field of this name."""
    fields: dict[str, Any] = {field: value}
    return replace(criteria, **fields)


def in_days(criteria: Filter, since: date, until: date) -> Filter:
    """Return the filter narrowed to these days; unchanged if they do not overlap with its days."""
    since, until = max(since, criteria.since or since), min(until, criteria.until or until)
    return replace(criteria, since=since, until=until) if since <= until else criteria


def number_in(text: str) -> int | None:
    """Return the whole number that an address or a page sends, up to nine digits; None for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 9 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """The sentence of a story that an address asks for: the number of its block, its offset in the block."""

    block: int
    start: int


def sentence_in(place: str) -> Sentence | None:
    """Return the sentence at a place as an address has it, "block-start"; None for anything else."""
    written_block, _, written_start = place.partition("-")
    block, start = number_in(written_block), number_in(written_start)
    return None if block is None or start is None else Sentence(block=block, start=start)


EVERYTHING = Filter()
_current: ContextVar[View] = ContextVar("view")


def here() -> View:
    """Return the view of the page that is being drawn."""
    return _current.get()


def go_to(view: View) -> None:
    """Set the browser's address to the view and run the page again."""
    st.query_params.from_dict(view.address())
    st.rerun()


def arrive(view: View) -> None:
    """Make the view the current one, which `here` returns."""
    _current.set(view)
