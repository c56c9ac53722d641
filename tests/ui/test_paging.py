"""The pages of a list say where they are in it."""

from lib.ui.paging import Pages
from lib.ui.view import EVERYTHING, View
from tests.cases import every_case

PLACES = [
    ("", 240, "1–50 of 240 stories"), ("5", 240, "201–240 of 240 stories"),
    ("99", 240, "201–240 of 240 stories"), ("2", 51, "51 of 51 stories"), ("x", 1, "1 of 1 story"),
]  # fmt: skip


@every_case(("page", "of", "place"), PLACES)
def test_a_page_says_which_entries_it_has(page: str, of: int, place: str) -> None:
    assert (
        Pages(view=View(page="read", criteria=EVERYTHING, own={"page": page}), of=of, size=50).place == place
    )
