import pytest

from lib.clean.fields.wire import dateline_of, wire_of

OPENINGS = (
    ("ROCK FALLS, Minn. (AP) — The Loons won.", "ROCK FALLS, Minn.", "AP"),
    ("Wendau (dpa) - Die Schleuse ist fertig.", "Wendau", "dpa"),
    ("PORT ALDER — The ferry left.", "PORT ALDER", None),
    ("The ferry left - at last - on Monday.", None, None),
    ("Peder Roos said nothing.", None, None),
)


@pytest.mark.parametrize(("first", "dateline", "wire"), OPENINGS)
def test_the_dateline_opens_the_text(first: str, dateline: str | None, wire: str | None) -> None:
    assert dateline_of(first) == dateline
    assert wire_of(first, "The end.") == wire


def test_a_wire_may_close_the_text() -> None:
    assert wire_of("Peder Roos said nothing.", "Er schwieg. (dpa/AFP)") == "dpa/AFP"
