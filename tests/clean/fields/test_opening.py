"""Datelines and agencies at the start of a story."""

from lib.clean.fields.opening import dateline, opening
from lib.clean.found import Found
from tests.builders import blocks
from tests.cases import every_case

OPENINGS = [
    ("KYIV, April 9 (Reuters) - The talks", ("KYIV, April 9", "Reuters")),
    ("GENEVA, Oct. 24 — The envoys", ("GENEVA, Oct. 24", None)),
    ("WASHINGTON (AP) — The president", ("WASHINGTON", "AP")),
    ("Berlin (dpa) - Der Rat", ("Berlin", "dpa")),
    ("PARIS, 4 mars (Reuters) - Les élus", ("PARIS, 4 mars", "Reuters")),
    ("Karl Ahrens (CDU) - Der Rat", (None, None)),
    ("The boats came in - at last", (None, None)),
]


@every_case(("text", "expected"), OPENINGS)
def test_a_dateline_opens_a_story(text: str, expected: tuple[str | None, str | None]) -> None:
    assert dateline(text) == expected


def wire(texts: tuple[str, ...], *authors: str) -> Found[str | None]:
    return opening(blocks(*(("body", text) for text in texts)), authors)[1]


def test_an_agency_among_the_authors_is_the_wire() -> None:
    assert wire(("The boats came in.",), "Maren Holt", "AFP") == Found("AFP", "authors")
    assert wire(("The boats came in.",), "Maren Holt") == Found(None)


TEXT = (
    ("ROCK FALLS, Minn. (AP) — The Loons won.", "ROCK FALLS, Minn.", "AP"),
    ("Wendau (dpa) - Die Schleuse ist fertig.", "Wendau", "dpa"),
    ("PORT ALDER — The ferry left.", "PORT ALDER", None),
    ("The ferry left - at last - on Monday.", None, None),
    ("Peder Roos said nothing.", None, None),
)


@every_case(("first", "place", "agency"), TEXT)
def test_the_dateline_opens_the_text(first: str, place: str | None, agency: str | None) -> None:
    found = opening(blocks(("body", first), ("body", "The end.")), ())
    source = "first words of the text"
    assert found == tuple(Found(value, source if value else "") for value in (place, agency))


def test_a_wire_may_close_the_text() -> None:
    texts = ("Peder Roos said nothing.", "Er schwieg. (dpa/AFP)")
    assert wire(texts, "Reuters") == Found("dpa/AFP", "last words of the text")
