"""The sample's stories, read from one YAML file each, and the light markup of their bodies."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from lib.sample.newsroom import FOLDER, Publisher, newsroom

PartKind = Literal["paragraph", "subhead", "quote", "list"]


@dataclass(frozen=True, slots=True)
class Part:
    """One block of a story's body, its kind and lines; only a list has more than one line."""

    kind: PartKind
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The block as one string."""
        return "\n".join(self.lines)


def parts(body: str) -> tuple[Part, ...]:
    """Return the blocks of a body, between blank lines: "## " begins a subhead, "> " a quote, "- " a list."""
    chunks = (chunk.strip() for chunk in body.split("\n\n"))
    return tuple(_part_of_chunk(chunk) for chunk in chunks if chunk)


def _part_of_chunk(chunk: str) -> Part:
    """Return a piece of the markup as a block: a subhead, quote or list by its sign, else a paragraph."""
    if chunk.startswith("## "):
        return Part("subhead", (_on_one_line(chunk[3:]),))
    if chunk.startswith("> "):
        return Part("quote", (_on_one_line(chunk.replace("\n> ", "\n")[2:]),))
    if chunk.startswith("- "):
        return Part("list", tuple(_on_one_line(item) for item in chunk[2:].split("\n- ")))
    return Part("paragraph", (_on_one_line(chunk),))


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


Layout = Literal["text", "jsonld", "plain", "live"]
Clock = Literal["zone", "utc", "none"]  # how a page prints its time: with its zone, in UTC, without any

USUAL_CLOCK: dict[Layout, Clock] = {"text": "none", "jsonld": "zone", "plain": "none", "live": "zone"}
SAVED_AFTER = timedelta(hours=9, minutes=17)
TIME = "%Y-%m-%d %H:%M"
_OPTIONAL = ("kicker", "deck", "wire", "dateline", "caption", "credit", "scene", "only_in_caption")


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """One item of a page's ticker: time as printed, headline and text."""

    at: str  # as printed
    headline: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """One entry of a live page: time, headline, and text as blocks."""

    at: datetime
    headline: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One capture of a story of the sample: all that its page prints and declares."""

    slug: str
    day: date
    copy_number: int  # 0 for the only or latest capture, 1 for the one before it
    publisher: Publisher
    layout: Layout
    clock: Clock
    section: str
    kicker: str | None
    headline: str
    deck: str | None
    authors: tuple[str, ...]
    wire: str | None
    tags: tuple[str, ...]
    published: datetime | None  # in the publisher's own zone
    updated: datetime | None
    saved: datetime
    dateline: str | None
    parts: tuple[Part, ...]
    updates: tuple[Update, ...]
    caption: str | None
    credit: str | None
    scene: str | None  # what its drawn picture shows: lib.sample.pictures
    only_in_caption: str | None  # a name that stands nowhere else on the page
    related: tuple[str, ...]
    most_read: tuple[str, ...]
    briefs: tuple[Brief, ...]
    read_minutes: int
    audio: bool

    @property
    def byline(self) -> str:
        """The byline as printed: "by A and B"."""
        return "by " + " and ".join(self.authors)

    @property
    def changed(self) -> datetime | None:
        """When the newspaper last changed the story, else published it; None for an undated one."""
        return self.updated or self.published

    @property
    def text(self) -> str:
        """The story's own words: its body and the entries of a live page."""
        blocks = [part.text for part in self.parts]
        for update in self.updates:
            blocks += [update.headline, *(part.text for part in update.parts)]
        return "\n\n".join(blocks)


@cache
def stories() -> tuple[Story, ...]:
    """Return every capture of every story, by day and slug, the earlier capture first."""
    paths = sorted((FOLDER / "stories").glob("*.yaml"))
    return tuple(story for path in paths for story in _captures_in(path))


def as_of(slug: str, moment: datetime) -> Story:
    """Return a story as its page was at a moment: its latest capture changed by then, else its first."""
    captures = [story for story in stories() if story.slug == slug]
    shown = [story for story in captures if story.changed is not None and story.changed <= moment]
    return max(shown, key=lambda story: story.saved, default=captures[0])


def _captures_in(path: Path) -> list[Story]:
    """Return the captures that a story's YAML file describes: an earlier one, if any, and the latest."""
    fields: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    earlier: dict[str, Any] | None = fields.pop("earlier", None)
    first = [] if earlier is None else [_story(path, fields | {"updated": None} | earlier, copy_number=1)]
    return [*first, _story(path, fields, copy_number=0)]


def _story(path: Path, fields: dict[str, Any], *, copy_number: int) -> Story:
    """Return one capture of a story from the fields of its file, whose name gives day and slug."""
    publisher = newsroom().publishers[fields.get("publisher", "harborcourier.example")]
    published = _parsed_moment(fields.get("published"), publisher)
    layout: Layout = fields["layout"]
    return Story(
        slug=path.stem[11:],
        day=date.fromisoformat(path.stem[:10]),
        copy_number=copy_number,
        publisher=publisher,
        layout=layout,
        clock=fields.get("clock", USUAL_CLOCK[layout]),
        section=fields["section"],
        headline=fields["headline"],
        authors=tuple(fields["authors"]),
        tags=tuple(fields["tags"]),
        published=published,
        updated=_parsed_moment(fields.get("updated"), publisher),
        saved=_time_of_saving(fields, published, publisher),
        parts=_body_parts(fields),
        updates=tuple(_updates(fields, publisher)),
        briefs=tuple(Brief(**brief) for brief in fields.get("ticker", ())),
        related=tuple(fields.get("related", ())),
        most_read=tuple(fields.get("most_read", ())),
        read_minutes=fields["read_minutes"],
        audio=fields.get("audio", False),
        **{name: fields.get(name) for name in _OPTIONAL},
    )


def _parsed_moment(printed: str | None, publisher: Publisher) -> datetime | None:
    if printed is None:
        return None
    return datetime.strptime(printed, TIME).replace(tzinfo=publisher.clock)


def _time_of_saving(fields: dict[str, Any], published: datetime | None, publisher: Publisher) -> datetime:
    """Return when a page was saved: as its file says, else SAVED_AFTER its publication.

    Raises ValueError if it has neither.
    """
    saved = _parsed_moment(fields.get("saved"), publisher)
    if saved is not None:
        return saved
    if published is None:
        raise ValueError(f"“{fields['headline']}” has neither 'published' nor 'saved'; give it one of them.")
    return published + SAVED_AFTER


def _body_parts(fields: dict[str, Any]) -> tuple[Part, ...]:
    """Return the blocks of a story's own body, or of a wire text; its dateline begins the first one."""
    body: str = fields.get("body", "")
    if "copy" in fields:
        sent = (FOLDER / "wire" / f"{fields['copy']}.txt").read_text("utf-8")
        body = "\n\n".join(sent.strip().split("\n\n")[: fields.get("copy_paragraphs")])
    found = parts(body)
    if fields.get("dateline") and found:
        opening = Part("paragraph", (f"{fields['dateline']} — {found[0].text}",))
        found = (opening, *found[1:])
    return found


def _updates(fields: dict[str, Any], publisher: Publisher) -> Iterator[Update]:
    """Yield the entries of a live page; each begins with a line "# 1962-10-22 19:00 Headline"."""
    for entry in re.split(r"^# ", fields.get("updates", ""), flags=re.MULTILINE)[1:]:
        first, _, text = entry.partition("\n")
        at = datetime.strptime(first[:16], TIME).replace(tzinfo=publisher.clock)
        yield Update(at=at, headline=first[17:], parts=parts(text))
