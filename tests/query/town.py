"""The news of a small town: seven stories and a brief whose headlines are their names in the tests."""

from datetime import UTC, datetime, timedelta
from typing import Any

from lib.model.article import Image
from lib.model.cleaned import Cut, Related
from lib.model.mention import Kind
from lib.model.parsed import Parsed
from tests import builders

NAMES: dict[str, Kind] = {
    "Norland": "country", "Sudland": "country", "Ida Brandt": "person", "Tom Hale": "person",
    "Harbour Union": "organisation", "Old Quay": "place",
}  # fmt: skip
EVERYTHING = {"Treaty", "Strike", "Ferry", "Storm", "Museum", "Echo", "Undated", "Bulletin"}


def at(day: int, hour: int = 9, minute: int = 0) -> datetime:
    """Return an instant of April 2024, in UTC."""
    return datetime(2024, 4, day, hour, minute, tzinfo=UTC)


def captures() -> list[Parsed]:
    """Return the captures, the oldest story first."""
    return [_treaty(), _strike(), *_ferry(), _storm(), _museum(), _echo(), _undated()]


def _treaty() -> Parsed:
    story = builders.article(
        "Treaty",
        "Norland and Sudland signed a treaty on the harbour. Ida Brandt praised Norland.",
        "Sudland was content. Tom Hale of the Harbour Union was not.",
        deck="Norland gives way",
        caption="Tom Hale at the Old Quay",
        authors=("Ada Lind", "The city desk"), tags=("Harbour", "Treaties"), published_at=at(8),
        images=(
            Image(url="https://harbour.example/a.jpg", alt=None, caption="Tom Hale at the Old Quay",
                  credit="B. Roe", lead=True),
        ),
    )  # fmt: skip
    brief = builders.brief(
        "Bulletin", "The bridge at the Old Quay is shut, says Sudland.", published_at=at(8, 10),
        tags=(), authors=(),
    )  # fmt: skip
    related = Related(
        headline="Museum", deck=None, publisher="Harbour News", authors=("Ada Lind",), url=None, at=500,
        end=506,
    )  # fmt: skip
    cut = Cut(text="Sign up", rule="newsletter", reason="An invitation to a newsletter.", at=510, end=517)
    return _parsed(story, briefs=[brief], related=[related], cuts=[cut])


def _strike() -> Parsed:
    story = builders.article(
        "Strike",
        "The Harbour Union called a strike against sanctions. Tom Hale spoke for the Harbour Union.",
        "Ida Brandt and Tom Hale met.",
        authors=("Bo Falk",), tags=("Harbour", "Work"), published_at=at(9), section="Economy",
        publisher="coast.example",
    )  # fmt: skip
    return _parsed(story)


def _ferry() -> list[Parsed]:
    """Return a story in two revisions: the second names Norland, the first did not."""
    fields: dict[str, Any] = {
        "authors": ("Ada Lind",),
        "tags": ("Ferries",),
        "published_at": at(9, 22),
        "section": "City",
    }
    address = "https://harbour.example/ferry"
    first = builders.article(
        "Ferry", "The ferry left late.", canonical_url=address, captured_at=at(10), **fields
    )
    second = builders.article(
        "Ferry", "The ferry to Norland left late. Ida Brandt was on board.", canonical_url=address,
        captured_at=at(10) + timedelta(hours=2), **fields,
    )  # fmt: skip
    return [_parsed(first), _parsed(second)]


def _storm() -> Parsed:
    story = builders.article(
        "Storm", "Wind struck Sudland.\N{NO-BREAK SPACE}The café’s roof fell.", tags=("Weather", "Harbour"),
        published_at=at(10, 12), language="de", authors=(), publisher="coast.example",
    )  # fmt: skip
    return _parsed(story)


def _museum() -> Parsed:
    story = builders.article(
        "Museum", "The museum opens on Monday.", tags=("Culture",), published_at=at(11), authors=("Ada Lind",)
    )
    return _parsed(story)


def _echo() -> Parsed:
    story = builders.article(
        "Echo", "Norland and Sudland spoke again. Norland asked Sudland for a smart treaty.",
        tags=("Treaties",), published_at=at(11, 8), authors=("Bo Falk",), read_minutes=None,
    )  # fmt: skip
    return _parsed(story)


def _undated() -> Parsed:
    story = builders.article(
        "Undated", "Ida Brandt wrote to Norland.", published_at=None, published_as=None, published_zone=None,
        tags=("Treaties",), publisher="", section=None, language=None, authors=(),
    )  # fmt: skip
    return _parsed(story)


def _parsed(story: object, **fields: object) -> Parsed:
    return builders.parsed(story, names=NAMES, origin=f"{story.headline}.txt", **fields)  # type: ignore[attr-defined, arg-type]
