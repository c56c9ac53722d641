"""Datelines and agencies at the start of a story."""

from lib.clean.fields.opening import dateline, signed_by_wire, wire_of
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


def test_an_agency_among_the_authors_is_the_wire() -> None:
    assert signed_by_wire(("Maren Holt", "AFP")) == "AFP"
    assert signed_by_wire(("Maren Holt",)) is None


TEXT = (
    ("ROCK FALLS, Minn. (AP) — The Loons won.", "ROCK FALLS, Minn.", "AP"),
    ("Wendau (dpa) - Die Schleuse ist fertig.", "Wendau", "dpa"),
    ("PORT ALDER — The ferry left.", "PORT ALDER", None),
    ("The ferry left - at last - on Monday.", None, None),
    ("Peder Roos said nothing.", None, None),
)


@every_case(("first", "place", "wire"), TEXT)
def test_the_dateline_opens_the_text(first: str, place: str | None, wire: str | None) -> None:
    assert dateline(first)[0] == place
    assert wire_of(first, "The end.") == wire


def test_a_wire_may_close_the_text() -> None:
    assert wire_of("Peder Roos said nothing.", "Er schwieg. (dpa/AFP)") == "dpa/AFP"
