"""A field of a search becomes a leaf of its tree, or words with a note that says why."""

from datetime import date

from lib.query.filter.search_fields import parse_field, values_of
from lib.query.filter.tree import Days, Field, InZone, Is, Leaf, Words
from tests.cases import every_case

UNDERSTOOD: list[tuple[str, str, Leaf]] = [
    ("tag", "China", Field("tag", ("China",))),
    ("tag", '"Joint Forces",Russia', Field("tag", ("Joint Forces", "Russia"))),
    ("intitle", "aid", Field("title", ("aid",))),
    ("feed", "coast", Field("source", ("coast",))),
    ("with", '"Ida Brandt","Tom Hale"', Field("with", ("Ida Brandt", "Tom Hale"))),
    ("zone", "Caption", InZone("caption")),
    ("is", "UNREAD", Is("unread")),
    ("date", "2024", Days(date(2024, 1, 1), date(2024, 12, 31))),
    ("date", "2024-2", Days(date(2024, 2, 1), date(2024, 2, 29))),
    ("date", "2024-04-09", Days(date(2024, 4, 9), date(2024, 4, 9))),
    ("date", "2024-04/2024-05", Days(date(2024, 4, 1), date(2024, 5, 31))),
    ("date", "2024-04-09/", Days(date(2024, 4, 9), None)),
    ("date", "/2024-04", Days(None, date(2024, 4, 30))),
    ("date", "9999", Days(date(9999, 1, 1), date(9999, 12, 31))),
    ("after", "2024-04", Days(date(2024, 4, 1), None)),
    ("before", "2024-04-09", Days(None, date(2024, 4, 8))),
]
FALLEN_BACK = [
    ("date", "2024-13", "2024-04/2024-05"),
    ("date", "2024-02-30", "2024-04"),
    ("date", "2024-05/2024-04", "2024-04"),
    ("date", "/", "2024-04"),
    ("date", "2024-00", "2024-04"),
    ("date", "2024-04-00", "2024-04"),
    ("after", "2024-00-12", "2024-04"),
    ("date", "2024-00/2024-05", "2024-04"),
    ("before", "0001", "2024-04"),
    ("after", "2024/2025", "2024-04"),
    ("zone", "footer", "caption"),
    ("is", "new", "starred"),
    ("nonsense", "x", 'no field "nonsense:"'),
    ("tag", '""', "comes a name"),
]


@every_case(("name", "written", "leaf"), UNDERSTOOD)
def test_a_field_becomes_a_leaf(name: str, written: str, leaf: Leaf) -> None:
    assert parse_field(name, values_of(written), f"{name}:{written}") == (leaf, [])


@every_case(("name", "written", "line"), FALLEN_BACK)
def test_what_is_not_understood_becomes_words_and_a_note(name: str, written: str, line: str) -> None:
    leaf, notes = parse_field(name, values_of(written), f"{name}:{written}")
    assert leaf == Words(f"{name}:{written}")
    assert line in notes[0]
    assert notes[0].endswith("was searched for as words.")


def test_with_and_a_single_name_means_actor() -> None:
    leaf, notes = parse_field("with", ("Tom Hale",), "with:x")
    assert leaf == Field("actor", ("Tom Hale",))
    assert notes
