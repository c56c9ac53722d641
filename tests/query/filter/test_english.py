from datetime import date

from lib.query.filter.english import days, either
from tests.cases import every_case

A, B, C, D = date(2024, 4, 1), date(2024, 4, 9), date(2024, 3, 28), date(2023, 12, 28)


@every_case(
    ("since", "until", "said"),
    [
        (A, B, "1 to 9 April 2024"),
        (A, A, "1 April 2024"),
        (C, B, "28 March to 9 April 2024"),
        (D, B, "28 December 2023 to 9 April 2024"),
        (A, None, "since 1 April 2024"),
        (None, B, "until 9 April 2024"),
        (None, None, "any day"),
    ],
)
def test_days_do_not_repeat_what_their_ends_share(since: date | None, until: date | None, said: str) -> None:
    assert days(since, until) == said


def test_names_are_joined_as_in_a_sentence() -> None:
    assert either(["a"]) == "a"
    assert either(["a", "b"]) == "a or b"
    assert either(["a", "b", "c"]) == "a, b or c"
