"""An agency signs under one name, and desks are no people."""

from lib.store.names.authors import is_desk, listed_author
from tests.cases import every_case

AGENCIES = {
    "DPA": "dpa",
    "Deutsche Presse-Agentur": "dpa",
    "The Associated Press": "AP",
    "Ida Brandt": "Ida Brandt",
}


@every_case("printed", AGENCIES)
def test_an_agency_has_one_name(printed: str) -> None:
    assert listed_author(printed) == AGENCIES[printed]


DESKS = (
    ("The Harbour Post news desk", True),
    ("Reuters", True),
    ("City Staff", True),
    ("Ann Lee", False),
    ("April Apted", False),
    ("Deskin Brown", False),
)


@every_case(("name", "desk"), DESKS)
def test_desks_are_told_from_people(name: str, desk: bool) -> None:
    assert is_desk(name) is desk
