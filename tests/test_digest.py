"""The digest of a selection holds each of its stories once."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from lib.digest import digest, digest_of_new, moments, so_far_file
from lib.export.digest import Digest, html, markdown
from lib.model.article import DAY_ONLY, Article, Timezone
from lib.model.filter import Choice, Filter
from lib.query import stories
from lib.query.desk import desk
from lib.query.events import event_groups
from lib.store.archive import open_for_reading
from lib.store.journal import views
from tests import builders
from tests.papers import LONG, NAMES, STORIES, WIRE, captures, story, strike
from tests.query.test_so_far import CALM, EVENT, SAME
from tests.running import verb

STRIKE = Filter(tags=Choice(any=("Strike",)))
FILTERS = [Filter(since=date(2024, 4, 1)), STRIKE, Filter(until=date(2024, 4, 3)), Filter(text="nowhere")]


def note(made: Digest) -> list[str]:
    """Return the headlines of all that a digest tells, also of what is folded under another story."""
    items = [*filter(None, [made.lead]), *(item for section in made.sections for item in section.items)]
    return [each.headline for item in items for each in (item, *item.others)]


def digested(folder: Path, *papers: Article, criteria: Filter = Filter()) -> Digest:  # noqa: B008
    """Return the digest of a selection of these stories."""
    made = (builders.parsed(each, names=NAMES) for each in papers)
    with open_for_reading(builders.archive(folder, *made)) as db:
        return digest(db, criteria)


@pytest.mark.parametrize("criteria", FILTERS)
def test_each_selected_story_stands_once(tmp_path: Path, criteria: Filter) -> None:
    with open_for_reading(builders.archive(tmp_path, *captures())) as db:
        made = digest(db, criteria)
        number = int(stories.totals(db, criteria)["stories"].iloc[0])
    headlines = note(made)
    assert len(headlines) == len(set(headlines)) == number and made.left == 0


def test_the_lead_and_its_event_stand_first_in_the_days_that_the_desk_spans(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = digested(tmp_path, *STORIES)
    assert made.lead and made.lead.headline == "No ships tonight"
    assert made.title == "10 to 12 April 2024" and made.about.startswith("5 stories from ")
    assert made.about.endswith(" publishers: 10 to 12 April 2024")
    assert made.sections[0].title == "More on this"
    assert ("Norland", 2) in made.named  # three papers print one text
    monkeypatch.setattr("lib.digest.MOST", 1)
    made = digested(tmp_path, *STORIES)
    assert made.lead and made.lead.headline == "No ships tonight"  # however many are newer
    assert made.sections[0].title == "More on this"
    assert len(note(made)) + made.left == 5


def test_what_came_earlier_of_an_event_is_none_of_the_stories_that_are_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lib.digest.MOST", 3)
    more = [
        story(f"Item {n}", 12, f"Ida Brandt said {n}. {LONG}", publisher="inland.example") for n in range(6)
    ]
    with open_for_reading(
        builders.archive(tmp_path, *captures(strike("At sea", 12, "b.example"), *more))
    ) as db:
        made, front = digest(db, Filter()), desk(db, Filter())
        total = int(stories.totals(db, Filter(since=front.since, until=front.day))["stories"].iloc[0])
    assert made.lead and made.lead.headline == "At sea" and front.days == 1
    earlier = sum(front.coverage["day"] < front.since)
    assert earlier == 3
    assert len(note(made)) + made.left == total + earlier


def test_the_lead_is_the_desk_s_for_a_reader_of_a_language(tmp_path: Path) -> None:
    german = builders.article("Hafen offen", "Der Hafen wurde am Montag geöffnet. " * 20, language="de")
    english = builders.article(
        "Harbour open", "The harbour was opened on Monday. " * 18, language="en", publisher="quay.example"
    )
    with open_for_reading(builders.archive(tmp_path, *map(builders.parsed, (german, english)))) as db:
        for languages in ((), ("de",), ("en",)):
            made, front = digest(db, Filter(), languages=languages), desk(db, Filter(), languages=languages)
            assert made.lead and made.lead.headline == front.lead["headline"].iloc[0]
        assert made.lead and made.lead.headline == "Harbour open"


def test_the_verb_writes_a_view_or_a_filter(tmp_path: Path) -> None:
    path = builders.archive(tmp_path, *captures())
    views.save(path, "Dock strike", "tags=Strike", batch=0)
    printed = verb(tmp_path, "digest", "tags=Strike")
    assert printed.status == 0 and "No ships tonight" in printed.out
    out = tmp_path / "strike.html"
    assert verb(tmp_path, "digest", "--view", "Dock strike", "-o", str(out)).status == 0
    assert "No ships tonight" in out.read_text(encoding="utf-8")
    lacking = verb(tmp_path, "digest", "--view", "Other")
    assert lacking.status == 2 and 'no saved view "Other"; there are: Dock strike.' in lacking.err
    assert verb(tmp_path, "digest", "-o", str(tmp_path / "a.pdf")).status == 2
    both = verb(tmp_path, "digest", "tags=Bread", "--view", "Dock strike")
    assert both.status == 2 and "give one of them" in both.err


def test_a_digest_of_nothing_and_of_stories_without_date_or_publisher_says_so(tmp_path: Path) -> None:
    made = digested(tmp_path / "nothing", *STORIES, criteria=Filter(text="nowhere"))
    assert made.title == "Nothing" and "# Digest: Nothing" in markdown(made)
    undated = builders.article("Tide table", published_at=None, published_as=None, published_zone=None)
    made = digested(tmp_path / "undated", undated)
    assert (made.title, [each.title for each in made.sections]) == ("Without a date", ["Without a date"])
    nobody = builders.article("Ferry", "It left.", publisher="")
    assert digested(tmp_path / "nobody's", nobody).about.startswith("1 story: ")
    lead = story("Lamps", 8, WIRE, publisher="a.example")
    copy = builders.article("Lamps too", WIRE, publisher="b.example", published_at=None)
    found = digested(tmp_path / "a copy without a date", lead, copy)
    assert sorted(note(found)) == ["Lamps", "Lamps too"] and found.left == 0


def test_copies_are_folded_as_in_a_list(tmp_path: Path) -> None:
    lamps = [story(f"Lamps {n}", 8, WIRE, publisher=f"{n}.example") for n in range(3)]
    with open_for_reading(builders.archive(tmp_path, *captures(*lamps))) as db:
        made = digest(db, Filter(since=date(2024, 4, 7)))
        frame = stories.newest(db, Filter(since=date(2024, 4, 7)))
        groups = event_groups(db, Filter(), articles=tuple(frame["article_id"]))
    (folded,) = (item for section in made.sections for item in section.items if "Lamps" in item.headline)
    head = frame.loc[frame["headline"] == folded.headline, "article_id"].iloc[0]
    assert folded.more == groups[head].words == "and 2 copies"
    assert {folded.headline, *(each.headline for each in folded.others)} == {f"Lamps {n}" for n in range(3)}
    assert "  - and 2 copies:" in markdown(made) and "<summary>and 2 copies</summary>" in html(made)
    assert ("Mona Vik", 1) in made.named and ("Quay Council", 1) in made.named


def test_a_digest_ends_with_the_days_that_stood_out_until_its_last(tmp_path: Path) -> None:
    made = [builders.parsed(each, names=NAMES) for each in (*CALM, *EVENT)]
    with open_for_reading(builders.archive(tmp_path, *made)) as db:
        of_the_day = digest(db, Filter(since=date(2024, 4, 10)))
        before, file = digest(db, Filter(until=date(2024, 4, 9))), so_far_file(db, Filter()).decode()
    (moment,) = of_the_day.so_far
    assert moment.sentence == SAME and moment.about == "6 stories"
    assert moment.said == "2 of 3 independent reports say it; coast.example first, 10 April 2024, 10:00 EEST"
    assert "## So far\n\n**10 April 2024** (6 stories)" in markdown(of_the_day)
    assert SAME in html(of_the_day) and not before.so_far
    assert file.startswith("# So far: ") and SAME in file and "no report of the 2 days before says" in file


def test_each_day_stands_once_whatever_the_time_zones_of_its_stories(tmp_path: Path) -> None:
    utc, tokyo = (Timezone(name=name, assumed=False, reason="") for name in ("UTC", "Asia/Tokyo"))
    made = [
        builders.article(
            f"At {hour} of {day}", f"It rained {hour} times on the pier.", publisher=f"{hour}.example",
            published_at=datetime(2024, 4, day, hour, tzinfo=UTC), published_zone=zone, provenance=dated,
        )
        for day, hour, zone, dated in (
            (10, 1, utc, {}), (9, 20, utc, {}), (9, 15, tokyo, {"published_at": f"json-ld, {DAY_ONLY}"}),
            (9, 8, utc, {}),
        )
    ]  # fmt: skip
    path = builders.archive(tmp_path, *map(builders.parsed, made))
    with open_for_reading(path) as db:
        for found in (digest(db, Filter(since=date(2024, 4, 9))), digest_of_new(db, Filter(), 0)):
            titles = [section.title for section in found.sections if section.title != "More on this"]
            assert titles == ["Wednesday, 10 April 2024", "Tuesday, 9 April 2024"]
            assert "At 15 of 9" in note(found)


def test_a_page_without_a_publisher_may_be_the_first_that_says_a_thing(tmp_path: Path) -> None:
    event = [replace(EVENT[0], publisher=""), *EVENT[2:]]
    made = [builders.parsed(each, names=NAMES) for each in (*CALM, *event)]
    with open_for_reading(builders.archive(tmp_path, *made)) as db:
        (moment,) = moments(db, Filter())
    assert "; a page without a publisher first, 10 April 2024" in moment.said
