"""The reading view: built from blocks, everything foreign escaped, the asked-for sentence marked."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd

from lib.model.article import DAY_ONLY, Block, Timezone
from lib.model.filter import Filter
from lib.query import one_story, stories
from lib.query.decisions import Known, Surname
from lib.query.frames import frame
from lib.query.one_story import RELATED
from lib.query.reports import ELSEWHERE
from lib.query.slots import HISTORY
from lib.store.archive import open_for_reading
from lib.ui.read.story import FIRST, article, asides, boxes, cast, stood_in, times
from lib.ui.view import View, view_of
from tests import builders
from tests.builders import MORNING
from tests.builders import article as built
from tests.cases import every_case

VIEW = View(page="read", criteria=Filter())
FOREIGN = '"><script>alert(1)</script>'


def block(zone: str, text: str, **more: int) -> Block:
    """Return a block of the text."""
    return Block(zone=zone, text=text, at=0, end=len(text), **more)  # type: ignore[arg-type]


def test_nothing_of_an_article_becomes_markup() -> None:
    zones = ("headline", "body", "quote", "list", "table", "caption", "credit", "ticker")
    story = replace(
        built(headline=FOREIGN), deck=FOREIGN, kicker=FOREIGN, section=FOREIGN, authors=(FOREIGN,),
        tags=(FOREIGN,), publisher=FOREIGN, published_as=FOREIGN, canonical_url=f"javascript:{FOREIGN}",
        blocks=tuple(block(zone, FOREIGN) for zone in zones),
    )  # fmt: skip
    shown = article(story, VIEW, "UTC")
    assert "<script" not in shown and "javascript:" not in shown


def test_each_zone_has_its_own_shape() -> None:
    story = replace(
        built(headline="Harbour opens"),
        blocks=(
            block("body", "First."), block("body", "A part", level=2), block("quote", "So he said."),
            block("list", "one"), block("list", "two"), block("caption", "A crane"),
            block("credit", "City archive"),
        ),
    )  # fmt: skip
    shown = article(story, VIEW, "UTC")
    assert "<h1>Harbour opens</h1>" in shown and '<h2 id="b1">A part</h2>' in shown
    assert '<blockquote id="b2">' in shown and shown.count("<ul>") == 1 and shown.count("<li") == 2
    assert '<span class="caption" id="b5">A crane</span>' in shown and 'class="credit"' in shown


def test_a_section_that_is_the_kicker_too_is_printed_once() -> None:
    assert '<p class="kicker">City</p>' in article(
        replace(built(), kicker="CITY", section="City"), VIEW, "UTC"
    )
    assert '<p class="kicker">City · Report</p>' in article(replace(built(), kicker="Report"), VIEW, "UTC")


def test_that_a_story_is_live_is_printed_once_behind_its_section() -> None:
    for kicker in ("Live The port", "The port | LIVE"):
        story = replace(built(), kicker=kicker, form="live blog")
        assert '<p class="kicker">City · The port · Live</p>' in article(story, VIEW, "UTC")


def test_one_credit_of_several_pictures_is_printed_once() -> None:
    pieces = (
        block("caption", "A crane"),
        *(block("credit", "Ada Holm") for _ in range(3)),
        block("caption", "A quay"),
    )
    shown = article(replace(built(), blocks=(*pieces, block("credit", "Ada Holm"))), VIEW, "UTC")
    assert shown.count("Ada Holm") == 2 and shown.count('class="line"') == 2


def test_the_sentence_asked_for_is_marked_with_its_names() -> None:
    text = "Nothing yet. Rusk met Gromyko in the evening. Then he left."
    story = replace(built(), blocks=(block("body", text),))
    shown = article(story, VIEW, "UTC", at="0-13", spans={0: [(13, 17), (22, 29)]})
    assert "<mark>Rusk</mark> met <mark>Gromyko</mark> in the evening.</span>" in shown
    assert "data-arrive" in shown
    for nowhere in ("9-99", "0-²", f"0-{'9' * 5000}", "0"):
        assert "data-arrive" not in article(story, VIEW, "UTC", at=nowhere)


def test_an_assumed_zone_is_said() -> None:
    story = replace(
        built(), published_at=datetime(2024, 4, 9, 6, 31, tzinfo=UTC), published_as="April 9, 9:31 AM",
        read_minutes=2,
        published_zone=Timezone(name="Europe/Kyiv", assumed=True, reason="The page gives none."),
    )  # fmt: skip
    note = times(story, "Europe/Kyiv")
    assert "9 April 2024, 9:31 am" in note and ">Kyiv time (assumed)</span>" in note
    assert "Berlin time (Kyiv time assumed)" in times(story, "Europe/Berlin")
    assert "2 min read, says the publisher" in note
    day = replace(story, published_as="2024-04-09", provenance={"published_at": f"printed {DAY_ONLY}"})
    assert "9 April 2024" in times(day, "Europe/Kyiv") and "assumed" not in times(day, "Europe/Kyiv")
    assert "No date on the page" in times(replace(story, published_at=None), "UTC")


@every_case(
    ("text", "note"),
    [
        ("The harbour is shut. " * 119, "2 min read (476 words)"),
        ("港は月曜日に閉まる。" * 119, "2 min read (about 535 words)"),
    ],
)
def test_how_long_a_story_is_holds_in_every_script(text: str, note: str) -> None:
    story = replace(built(), blocks=(block("body", text),), read_minutes=None)
    assert note in times(story, "UTC")


def test_a_page_without_asides_shows_none() -> None:
    assert asides(pd.DataFrame(), pd.DataFrame(), VIEW, "UTC") == ""


def test_who_prints_the_same_sentences_is_told_with_their_number_and_how_many_more_do() -> None:
    row = ("a1", "Talks on herring", "quay.example", MORNING, "minute", 3, 4, True)
    there = frame([row, (*row[:-2], 1, False)], ELSEWHERE)
    there.attrs["of"] = 13
    shown = asides(pd.DataFrame(), pd.DataFrame(), VIEW, "UTC", there)
    assert "3 of 4 longer sentences with a name<" in shown and shown.count("printed there earlier") == 1
    assert "3 of 1 longer sentence with a name<" in shown and "And in 11 more stories." in shown
    there.attrs["of"] = 2
    assert "And in" not in asides(pd.DataFrame(), pd.DataFrame(), VIEW, "UTC", there)


def test_a_brief_shows_its_text() -> None:
    story = replace(
        built(), form="brief", blocks=(block("headline", "Bridge shut."), block("ticker", "Until May."))
    )
    assert '<p id="b1">Until May.</p>' in article(story, VIEW, "UTC")


def test_a_story_in_arabic_reads_from_the_right_and_a_quote_in_english_from_the_left() -> None:
    story = built(
        "الميناء يفتح أبوابه من جديد", "قال المدير إن السفن وصلت، وإن السوق فتح أبوابه.",
        "“We are open,” said the sign on the quay.", "Reuters: وصلت السفن إلى الميناء مساء الاثنين.",
    )  # fmt: skip
    shown = article(story, VIEW, "UTC")
    assert '<article class="article" dir="rtl"' in shown
    assert '<p id="b2" dir="ltr">' in shown and '<p id="b3">' in shown
    assert 'dir="ltr"' in article(built(), VIEW, "UTC") and 'dir="rtl"' not in article(built(), VIEW, "UTC")


def card(
    headline: str, slot: str | None, rank: int | None, article_id: str | None = None
) -> tuple[object, ...]:
    return (headline, "A deck.", "other.example", ["Ida Brandt"], None, 0, 1, slot, rank, article_id)


def history(*rows: tuple[str, str, int, int | None]) -> pd.DataFrame:
    made = [(slot, of, MORNING.date().replace(day=day), MORNING, rank, "x") for slot, of, day, rank in rows]
    return frame(made, HISTORY)


def test_each_box_has_its_heading_and_its_places() -> None:
    found = [card("Free", None, None), card("One", "Most popular", 1, "abc"), card("Two", "Most popular", 2)]
    note = asides(frame(found, RELATED), pd.DataFrame(), VIEW, "UTC")
    assert note.index("<h2>Most popular</h2><ol>") < note.index("<h2>The page also led to</h2><ul>")
    assert '<li value="2"><b>Two</b> A deck.' in note and "other.example · Ida Brandt" in note
    assert "article=abc" in note


def test_a_page_without_cards_shows_no_box() -> None:
    assert boxes(frame([], RELATED)) == []


def test_nothing_of_a_card_becomes_markup() -> None:
    note = asides(frame([card(FOREIGN, FOREIGN, 1, FOREIGN)], RELATED), pd.DataFrame(), VIEW, "UTC")
    assert "<script" not in note
    stood = article(built(), VIEW, "UTC", stood=history((FOREIGN, FOREIGN, 9, 1)))
    assert "Stood in" in stood and "<script" not in stood


def test_a_story_says_where_it_stood() -> None:
    rows = [("Most popular", "a.example", day, rank) for day, rank in ((9, 3), (9, 2), (10, 4), (11, None))]
    note = stood_in(history(("Read also", "", 9, None), *rows))
    assert "Stood in “Most popular” of a.example on 3 days, best rank 2; “Read also” on 1 day." in note


def test_many_boxes_are_counted() -> None:
    note = stood_in(history(*((f"Box {n}", "", 9, 1) for n in range(5))))
    assert note.count("on 1 day") == 3 and "and in 2 more boxes." in note


def test_a_story_that_stood_nowhere_says_nothing() -> None:
    assert stood_in(None) == stood_in(history()) == ""


def test_what_stands_beside_the_story_is_folded_below_it() -> None:
    story = replace(
        built(),
        blocks=(
            block("body", "First."), block("biography", f"Ida Brandt is a reporter. {FOREIGN}"),
            block("appeal", "Write to us."), block("body", "Last."),
        ),
    )  # fmt: skip
    shown = article(story, VIEW, "UTC")
    body, beside = shown.split('<details class="folded beside">')
    assert "First." in body and "Last." in body and "Ida Brandt" not in body and "<script" not in beside
    assert "<summary>About the author · To the reader</summary>" in beside
    assert '<p id="b1">Ida Brandt is' in beside and "<details" not in article(built(), VIEW, "UTC")


def test_a_brief_of_which_the_page_tells_a_day_has_no_time() -> None:
    row = {
        "article_id": "a", "headline": "Bulletin",
        "published_at": datetime(2024, 4, 9, tzinfo=ZoneInfo("Asia/Tokyo")),
    }  # fmt: skip
    day, minute = (
        asides(pd.DataFrame(), pd.DataFrame([row | {"published_precision": each}]), VIEW, "UTC")
        for each in ("day", "minute")
    )
    assert ">9 April 2024<" in day and ">8 April 2024, 3:00 pm<" in minute


HREF = "/read?article=1&amp;named="


def drawn(folder: Path, names: list[str], *, marked: str = "") -> str:
    """Return the markup for a story that names these, the first of them twice."""
    text = f"{' and '.join(names)} met. {names[0]} left."
    story = builders.parsed(builders.article("A meeting", text), names=dict.fromkeys(names, "person"))
    with open_for_reading(builders.archive(folder, story)) as db:
        article = stories.newest(db, Filter())["article_id"].iloc[0]
        mentions = one_story.mentions(db, article, Filter())
    address = {"article": ["1"]} | ({"named": [marked]} if marked else {})
    return cast(mentions, view_of("read", address, "own"))


def test_a_name_marks_its_places_and_its_arrow_leads_to_the_page_of_the_actor(tmp_path: Path) -> None:
    markup = drawn(tmp_path, ["Ida Brandt", "Tom Hale"])
    assert markup.index("Ida Brandt") < markup.index("Tom Hale") and 'title="2 mentions"' in markup
    assert f'href="{HREF}person%2Fida-brandt"' in markup and "aria-current" not in markup
    assert 'href="/actors?actor=person%2Fida-brandt"' in markup


def test_a_marked_name_is_taken_back_by_another_touch(tmp_path: Path) -> None:
    markup = drawn(tmp_path, ["Ida Brandt", "Tom Hale"], marked="person/ida-brandt")
    assert markup.count("aria-current") == 1 and 'href="/read?article=1"' in markup


def test_many_names_are_folded_and_none_make_no_list(tmp_path: Path) -> None:
    many = [f"Ida {letter}oss" for letter in "BCDFGHJKLMNPQRSTV"]
    assert f"{len(many) - FIRST} more" in drawn(tmp_path, many)
    with open_for_reading(builders.archive(tmp_path / "no", builders.parsed())) as db:
        article = stories.newest(db, Filter())["article_id"].iloc[0]
        mentions = one_story.mentions(db, article, Filter())
    assert cast(mentions, view_of("read", {}, "own")) == ""


def test_a_surname_of_two_is_shown_as_not_counted_with_its_bearers(tmp_path: Path) -> None:
    moss = Surname(
        surface="Moss", article="s1", headline="Fog", mentions=3, waiting=1,
        bearers=tuple(Known(key=f"person/~{name}-moss", name=name, kind="person") for name in ("Jo", "Al")),
    )  # fmt: skip
    with open_for_reading(builders.archive(tmp_path, builders.parsed())) as db:
        article = stories.newest(db, Filter())["article_id"].iloc[0]
        mentions = one_story.mentions(db, article, Filter())
    markup = cast(mentions, view_of("read", {}, "own"), [moss])
    assert "Not counted: Moss (3), a surname that two people share." in markup
    assert all(f'means {name}">{name}<' in markup.replace("”", "") for name in ("Jo", "Al"))
