"""Words on charts."""

from lib.charts import text_metrics
from tests.cases import every_case

SHORTENED = [
    ("Harbour", 10, "Harbour"),
    ("Council of Coastal Cities", 20, "Council of Coastal…"),
    ("Unbreakablelongname", 10, "Unbreakab…"),
    ("  two \n lines ", 20, "two lines"),
]


@every_case(("text", "limit", "wanted"), SHORTENED)
def test_a_long_name_is_cut_at_a_word(text: str, limit: int, wanted: str) -> None:
    assert text_metrics.shorten(text, limit) == wanted


def test_markup_in_a_name_is_shown_as_letters() -> None:
    assert text_metrics.label("<b>&</b>") == "&lt;b&gt;&amp;&lt;/b&gt;"


def test_wide_letters_take_more_room() -> None:
    assert (
        text_metrics.width_of("WWW", 13) > text_metrics.width_of("ooo", 13) > text_metrics.width_of("iii", 13)
    )
    assert text_metrics.width_of("東京都", 13) >= 3 * 13


def test_lines_fit_the_width_and_keep_every_word() -> None:
    text = "Wireroom counts the stories of the harbour by the day they were printed on"
    broken = text_metrics.lines(text, width=180, size=13)
    assert " ".join(broken) == text
    assert all(text_metrics.width_of(line, 13) <= 180 for line in broken)


@every_case(
    ("name", "rows"),
    [
        ("Ada Holm", ["Ada Holm"]),
        ("Ministry of Fisheries and of the Sea", ["Ministry of", "Fisheries and", "of the Sea"]),
        ("Donaudampfschifffahrtsgesellschaft", ["Donaudampfschi", "fffahrtsgesells", "chaft"]),
        ("", [""]),
    ],
)
def test_a_name_takes_even_lines_and_loses_no_letter(name: str, rows: list[str]) -> None:
    assert text_metrics.wrapped(name, width=100, size=13) == rows


def test_what_is_far_too_long_for_a_name_is_shortened() -> None:
    rows = text_metrics.wrapped("word " * 100, width=100, size=13)
    assert rows[-1].endswith("…") and len(" ".join(rows)) <= text_metrics.LONGEST_NAME


PERCENT = [
    (0, "0%"), (1e-8, "0%"), (0.00012, "0.01%"), (0.0034, "0.3%"), (0.0099, "1%"), (0.015, "2%"),
    (0.994, "99%"), (0.996, "99.6%"), (0.99999, "99.9%"), (1, "100%"),
]  # fmt: skip


@every_case(("share", "wanted"), PERCENT)
def test_a_small_share_keeps_its_first_digit(share: float, wanted: str) -> None:
    assert text_metrics.percent(share) == wanted
