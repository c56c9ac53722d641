"""A corrected piece is found again by its words first and by its place second."""

from lib.model.correction import Spot, find
from tests.builders import correction
from tests.cases import every_case


def spots(*note: tuple[str, int, str | None]) -> list[Spot]:
    return [Spot(text=text, at=at, rule=rule) for text, at, rule in note]


PAGE = spots(
    ("Share", 0, "share"), ("Fog lay on  the bay.", 10, None), ("Share", 40, "menu"), ("Read on", 50, "more"),
    ("Share", 60, "share"), ("here.", 70, "more"),
)  # fmt: skip

CASES = (
    ("at the same place", {"text": "Share", "at": 40, "rule": "share"}, (2,)),
    ("by the same rule", {"text": "Share", "at": 41, "rule": "share"}, (4,)),
    ("the nearest", {"text": "Share", "at": 5, "rule": "share"}, (0,)),
    ("whatever the white space", {"text": "Fog lay on the bay.", "at": 99}, (1,)),
    ("in pieces side by side", {"text": "Fog lay on the bay. Share", "at": 10}, (1, 2)),
    ("words that are gone", {"text": "Rain", "at": 10}, ()),
    ("a part of a piece", {"text": "Fog lay", "at": 10}, ()),
)


@every_case(("name", "fields", "found"), CASES)
def test_a_piece_is_found(name: str, fields: dict[str, object], found: tuple[int, ...]) -> None:
    assert find(PAGE, [correction(**fields)]) == [found]  # type: ignore[arg-type]


def test_two_places_never_share_a_piece() -> None:
    one, two = correction("Share", at=58, rule="share"), correction("Share", at=60, rule="share")
    assert find(PAGE, [one, two]) == [(0,), (4,)]


def test_a_moved_piece_takes_none_of_one_that_was_divided() -> None:
    page = spots(("Fog", 0, None), ("lay", 4, None))
    moved, divided = correction("Fog", at=50), correction("Fog lay", at=0)
    assert find(page, [moved, divided]) == [(), (0, 1)]
    assert find(page, [divided, moved]) == [(0, 1), ()]


def test_two_corrections_of_one_place_mean_one_piece() -> None:
    kept, cut = correction("Share", at=61, rule="share"), correction("Share", at=61, verdict="cut")
    assert find(PAGE, [kept, cut]) == [(4,), (4,)]


def test_nothing_is_found_on_an_empty_page() -> None:
    assert find([], [correction()]) == [()]
