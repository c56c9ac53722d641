"""Remarks stand in the picture by their numbers, and in the source line in words."""

from datetime import date
from types import ModuleType
from typing import Any

from lib.charts import ego, network, remarks, timeline
from lib.charts.remarks import Remark
from tests.cases import every_case
from tests.charts import frames

TWO = "2024-04-09: Talks begin: at night\nNorway: Host of the talks"


def test_remarks_are_read_as_they_are_written() -> None:
    found = remarks.shown_remarks(TWO)
    assert found == [
        Remark(at="2024-04-09", words="Talks begin: at night"), Remark(at="Norway", words="Host of the talks")
    ]  # fmt: skip
    assert remarks.shown_remarks(remarks.to_option(found)) == found
    assert (
        remarks.source_words(TWO) == "(1) 9 April 2024: Talks begin: at night · (2) Norway: Host of the talks"
    )


@every_case("remark", [
    Remark(at="Operation: Sea Wall", words="begins: now"), Remark(at="100%: a film of 5%3A", words="opens"),
    Remark(at="Norway", words="one\u2028two\x0bthree\x85four"),
])  # fmt: skip
def test_any_remark_is_read_again_and_numbers_its_actor(remark: Remark) -> None:
    option = remarks.to_option([remark])
    assert remarks.shown_remarks(option) == [remark] and remarks.numbers_of([remark.at], option) == [" (1)"]


@every_case("option", ["", "Norway", "Norway:", ": words", "\n : \n"])
def test_what_has_no_place_or_no_words_is_no_remark(option: str) -> None:
    assert remarks.shown_remarks(option) == [] and remarks.source_words(option) == ""


def test_remarks_are_bounded() -> None:
    found = remarks.shown_remarks("\n".join(f"Norway: {'x' * 500}" for _ in range(50)))
    assert len(found) == remarks.MOST and {len(each.words) for each in found} == {remarks.LONGEST}


@every_case(("number", "said"), [(9, ""), (10, "1 more remark left out"), (12, "3 more remarks left out")])
def test_remarks_that_a_chart_has_no_room_for_are_counted(number: int, said: str) -> None:
    option = "\n".join(f"Norway: {each}" for each in range(number))
    assert remarks.source_words(option).endswith(
        f" · {said}, as a chart shows 9" if said else "(9) Norway: 8"
    )
    assert remarks.to_option(remarks.every(option)) == option


def test_remarks_of_one_day_share_a_place() -> None:
    option = "2024-04-09: One\n2024-04-02: Two\n2024-04-09: Three"
    assert list(remarks.of_days(option)) == [(date(2024, 4, 2), "(2)"), (date(2024, 4, 9), "(1) (3)")]


def numbers_in(figure: Any) -> list[str]:
    texts = [str(each.text) for each in figure.layout.annotations]
    return [text for text in texts if text.startswith("<b>(")]


def test_a_timeline_numbers_the_columns_of_the_days_and_no_other() -> None:
    option = "2024-04-09: One\n2024-04-10: Two\n2024-05-30: Outside\nNorway: No day"
    drawn = timeline.figure(frames.over_time(), remarks=option)
    assert numbers_in(drawn) == ["<b>(1)</b>", "<b>(2)</b>"]
    weekly = timeline.figure(frames.over_time(), remarks=option, unit="week")
    assert numbers_in(weekly) == ["<b>(1) (2)</b>"]
    assert [line.x0 for line in weekly.layout.shapes] == ["2024-04-08 00:00"]


@every_case("chart", [network, ego])
def test_a_network_numbers_the_names(chart: ModuleType) -> None:
    frame = frames.network()
    drawn = chart.figure(frame, remarks="NORLAND: One\nNorland: <b>Two</b>\nNowhere: Three")
    texts = [each.text for each in drawn.layout.annotations]
    assert texts.count("Norland (1) (2)") == 1 and "Norland" not in texts
    assert not any("(3)" in text for text in texts)
