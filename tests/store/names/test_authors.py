"""An agency signs under one name."""

from lib.store.names.authors import listed_author
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
