"""Datelines and agencies at the start of a story."""

import pytest

from lib.clean.fields.dateline import dateline, signed_by_wire

OPENINGS = [
    ("KYIV, April 9 (Reuters) - The talks", ("KYIV, April 9", "Reuters")),
    ("GENEVA, Oct. 24 — The envoys", ("GENEVA, Oct. 24", None)),
    ("WASHINGTON (AP) — The president", ("WASHINGTON", "AP")),
    ("Berlin (dpa) - Der Rat", ("Berlin", "dpa")),
    ("The boats came in - at last", (None, None)),
]


@pytest.mark.parametrize(("text", "expected"), OPENINGS)
def test_a_dateline_opens_a_story(text: str, expected: tuple[str | None, str | None]) -> None:
    assert dateline(text) == expected


def test_an_agency_among_the_authors_is_the_wire() -> None:
    assert signed_by_wire(("Maren Holt", "AFP")) == "AFP"
    assert signed_by_wire(("Maren Holt",)) is None
