"""Two weeks of three papers and a shop: an event that all of them tell, and much else that is told once."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from lib.model.article import Article
from lib.model.mention import Kind
from lib.model.parsed import Parsed
from tests import builders

NAMES: dict[str, Kind] = {
    "Norland": "country", "Sudland": "country", "Ida Brandt": "person", "Tom Hale": "person",
    "Eva Roth": "person", "Otto Lund": "person", "Mona Vik": "person", "Harbour Union": "organisation",
    "Northern Line": "organisation", "Quay Council": "organisation",
}  # fmt: skip
WIRE = "Mona Vik told the Quay Council that the lamps of the northern pier would be lit before the ice came."
LONG = "The tide was low and the quay was crowded with people who had waited since the morning. " * 25


def story(headline: str, day: int, text: str = "Nothing.", **fields: Any) -> Article:
    """Return a story of a day of April 2024."""
    return builders.article(headline, text, published_at=datetime(2024, 4, day, 9, tzinfo=UTC), **fields)


def strike(headline: str, day: int, publisher: str, **fields: Any) -> Article:
    """Return a story of the strike, which names those who are named in no other story."""
    text = f"Eva Roth of the Harbour Union met Otto Lund of the Northern Line in Norland. {LONG}"
    return story(headline, day, text, publisher=publisher, **fields)


def captures(*more: Article) -> list[Parsed]:
    """Return the captures; `more` are stories of the test's own."""
    return [builders.parsed(each, names=NAMES) for each in (*STORIES, *more)]


STORIES: Sequence[Article] = (
    story("Ice on the canal", 1, f"Ida Brandt skated in Norland. {LONG}", publisher="coast.example"),
    story("Bread is dearer", 2, f"Bakers in Sudland blame the flour. {LONG}", publisher="coast.example"),
    story("Choir wins", 3, f"Mona Vik conducts in Sudland. {LONG}", publisher="inland.example"),
    story("A bridge for Sudland", 4, f"Tom Hale asked the Quay Council. {LONG}", publisher="coast.example"),
    story("Ida Brandt resigns", 5, f"Ida Brandt leaves the Quay Council. {LONG}", publisher="inland.example"),
    story("New ferry", 6, f"Norland bought a ferry in Sudland. {LONG}", publisher="harbour.example"),
    strike("Dockers walk out", 10, "harbour.example", tags=("Strike", "Harbour")),
    strike("Hafenarbeiter streiken", 10, "coast.example", language="de", tags=("strike",)),
    strike("No ships tonight", 11, "inland.example", tags=("STRIKE", "harbour")),
    story("Where the swallows nest", 11, f"They came back early. {LONG * 2}", publisher="inland.example"),
    story(
        "The best kettles to buy now", 12, f"Norland and Sudland drink tea. {LONG * 2}", section="Shopping"
    ),
)
