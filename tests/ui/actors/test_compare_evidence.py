"""What the panel says of a selection as it was and as it is."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from lib.model.filter import Filter
from lib.query.selection_diff import Between, Story
from lib.ui.actors import compare_evidence
from lib.ui.chips import conditions
from lib.ui.render import render
from lib.ui.session import session
from lib.ui.text_changes import changed_sentence
from lib.ui.view import View
from tests.builders import archive, article, parsed

VIEW = View(page="actors", criteria=Filter(), own={"show": "compare"})


def test_the_line_counts_stories_and_names_the_days_that_moved_most() -> None:
    days = {date(2024, 4, day): day for day in range(1, 11)} | {date(2024, 4, 11): -20}
    said = compare_evidence.in_numbers(
        Between(numbers={"added": 55, "removed": 20, "revised": 1}, stories=(), days=days)
    )
    assert said.startswith(
        "55 stories came, 20 stories went and 1 story revised. On the timeline: −20 on 11 April"
    )
    assert said.endswith("+4 on 4 April 2024 and other numbers on 3 more days.")
    nothing = Between(numbers={"added": 0, "removed": 0, "revised": 0}, stories=(), days={})
    assert compare_evidence.in_numbers(nothing) == "nothing."


def test_a_story_shows_its_sentences_changed_sentence_as_letters() -> None:
    said = ("Norland spoke with <i>Sudmark.", "Norland spoke with Westvale.")
    story = Story(
        article_id="a", headline="<b>", change="revised", said=(said,),
        gained=(("Norland", "Westvale"),), lost=(),
    )  # fmt: skip
    drawn = render(
        "actors/then.html", words="", stories=[story], more="", deeds=compare_evidence.DEEDS,
        changed_sentence=changed_sentence, opened=lambda article_id: f"/read?article={article_id}",
    )  # fmt: skip
    assert "Norland spoke with <del>" in drawn and "<ins>" in drawn and "&lt;b&gt;" in drawn
    assert "Named together now: Norland – Westvale." in drawn
    assert "<i>" not in drawn and "No longer" not in drawn


def test_an_archive_of_one_day_offers_no_earlier_morning(tmp_path: Path) -> None:
    with session(archive(tmp_path, parsed(article()))):
        assert [*compare_evidence.against(VIEW).values] == ["", "q="]


@pytest.mark.parametrize(
    ("moment", "named"),
    [
        (datetime(2024, 4, 9, 15, tzinfo=UTC), "10 April 2024"),  # midnight in Tokyo
        (datetime(9999, 12, 31, 20, tzinfo=UTC), "31 December 9999"),
    ],
)
def test_an_earlier_moment_is_called_by_the_day_that_it_has_at_the_desk(
    tmp_path: Path, said: list[str], moment: datetime, named: str
) -> None:
    with session(archive(tmp_path, parsed(article()), zone="Asia/Tokyo")):
        compare_evidence.show(VIEW, f"as_of={moment:%Y-%m-%dT%H:%M}")
        assert [words for words, _ in conditions(Filter(as_of=moment), "")] == [f"As of {named}"]
    assert f"Since {named}" in said[0]
