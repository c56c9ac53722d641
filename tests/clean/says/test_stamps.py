"""A time that begins a headline is told from one in a sentence, in scripts with capitals and without."""

from lib.clean.says.stamps import leading_stamp, lone_stamp, ticker_opening
from lib.clean.segment import Segment
from tests.cases import every_case

OPENED = (
    "14:05 Parliament adjourns",
    "14:05 „Kein Halt mehr“ in Holm",
    "14:05 国会で予算案を可決",
    "14:05 「予算案」を可決",
    "14時05分 港で祭りが始まる",
    "14:05 البرلمان يرفع جلسته اليوم",
    "14:05 संसद की कार्यवाही स्थगित",
    "14:05 홀름 의회 휴회",
    "14:05 הכנסת אישרה את התקציב",
)


@every_case("text", OPENED)
def test_a_time_opens_an_item_of_a_ticker(text: str) -> None:
    opening = ticker_opening(Segment(text=text))
    assert opening is not None
    assert (opening.stamp, text[opening.end :]) == (leading_stamp(text), text.split(" ", 1)[1])


@every_case("text", ("14:05 in Holm", "14:05 Holm", "14:05 港"))
def test_a_small_letter_or_one_word_behind_a_time_begins_no_item(text: str) -> None:
    assert ticker_opening(Segment(text=text)) is None


LONE = (
    ("9 April 2024 14:05 Updated", True),
    ("2024年4月9日 14:05 更新", True),
    ("更新日時：2024年4月9日 14時05分", True),
    ("9 April 2024 14:05 Parliament of Holm adjourns", False),
    ("2024年4月9日 14:05 国会で予算案を可決", False),
)


@every_case(("text", "alone"), LONE)
def test_a_time_with_a_label_stands_alone_and_one_with_a_headline_does_not(text: str, alone: bool) -> None:
    assert bool(lone_stamp(text)) is alone
