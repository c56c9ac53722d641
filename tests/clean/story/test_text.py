import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from lib.clean.clean import clean
from lib.model.article import Block
from lib.model.cleaned import Cleaned, Cut
from lib.model.errors import NotAnArticle, TooLarge
from tests.cases import every_case
from tests.clean.markup import HEAD, SENTENCE, cleaned_whole, text_capture

PAGES = Path(__file__).parents[2] / "data" / "text"
NAMES = sorted(page.stem for page in PAGES.glob("*.txt"))
BREAKS = ("\r\n", "\r", "\x0c", "\u2028")
HOSTILE = (
    f"\x1b[31m{SENTENCE * 3}\x07\x08\x0b\x0c\x1c\x85{SENTENCE}",
    f"\ufeff{SENTENCE * 3}",
    f"bad \ud800 {SENTENCE * 3}",
    "\u200b\n" * 500 + SENTENCE * 3,
    f"\u202e{SENTENCE * 3}",
    f"<script>alert(1)</script>\n\n{SENTENCE * 3}",
    ("x" + "\xa0" * 380 + "y\n") * 50 + SENTENCE * 3,
    "April 9, 2024 9:31 AM " * 500 + "\n" + SENTENCE * 3,
)
NO_STORIES = (
    "", " \n\t ", "harbour", "Home\nNews\nSport\nWeather\nContact", "\ufeffharbour", "12:40 AM\n11:15 PM",
)  # fmt: skip
SHORT = (
    "The ferry sailed again on Thursday. Nobody was hurt.",
    "The dam broke. Two people died.",
    "The court freed the two men. The state will appeal.\n\nA hearing is set for May.",
)
CLOCKS = (
    ("Published 22:31\nBy Ada Obi", "22:31", "2025-10-03T22:31:00+00:00"),
    ("By Ada Obi\nPublished at 08:31 GMT", "08:31 GMT", "2025-10-04T08:31:00+00:00"),
    ("By Ada Obi | Published 10:31 PM", "10:31 PM", "2025-10-03T22:31:00+00:00"),
    ("By Ada Obi, 8:31", "8:31", "2025-10-04T08:31:00+00:00"),
    ("By Ada Obi\nUpdated 8:31", None, None),
)
FURNITURE = (
    "Support our journalism. Stand with the readers of the Gazette.",
    "A free press has to be paid for by somebody. Why not support us with two crowns a week?",
)
SIGNED = f"{HEAD}\nBy Ada Obi\nMay 3, 2024"


@every_case("printed", ["2080-11-22 10:30", "22 November 2080", "२०८०/११/२२", "11/22/2080 5:00 PM"])
def test_no_text_is_published_years_after_it_was_copied(printed: str) -> None:
    article = clean(text_capture(f"{HEAD}\n\nBy Ada Obi\n{printed}\n\n{SENTENCE * 3}")).article
    assert (article.authors, article.published_at) == (("Ada Obi",), None)


def content_of(name: str) -> str:
    return (PAGES / f"{name}.txt").read_text(encoding="utf-8")


@cache
def cleaned(name: str) -> Cleaned:
    """Return what cleaning gives of a copied page, cleaned once for all tests; none of its text is lost."""
    return cleaned_whole(text_capture(content_of(name)))


def expected(name: str) -> dict[str, object]:
    return dict(json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8")))


@every_case("name", NAMES)
def test_the_fields_are_those_a_reader_finds(name: str) -> None:
    article, wanted = cleaned(name).article, expected(name)
    zone = article.published_zone
    plain = "headline deck byline published_as publisher language dateline wire read_minutes has_audio"
    found = {
        **{field: getattr(article, field) for field in plain.split()},
        "authors": list(article.authors),
        "tags": list(article.tags),
        "published_at": article.published_at.isoformat() if article.published_at else None,
        "zone": zone.name if zone else None,
        "captions": [image.caption for image in article.images],
        "credits": [image.credit for image in article.images],
    }
    assert found == {**dict.fromkeys(found), **{key: wanted[key] for key in found if key in wanted}}


@every_case("name", NAMES)
def test_the_text_is_the_story_and_nothing_else(name: str) -> None:
    paragraphs = cleaned(name).article.text.split("\n\n")
    beginnings = expected(name)["body"]
    assert isinstance(beginnings, list)
    assert [text[: len(start)] for text, start in zip(paragraphs, beginnings, strict=True)] == beginnings


@every_case("name", NAMES)
def test_briefs_and_cards_stand_apart_and_cuts_name_their_rules(name: str) -> None:
    result, wanted = cleaned(name), expected(name)
    briefs = [[each.headline, each.published_at and each.published_at.isoformat()] for each in result.briefs]
    assert briefs == wanted["briefs"]
    assert all(block.zone == "ticker" for brief in result.briefs for block in brief.blocks)
    cards = [[card.headline, card.publisher, list(card.authors)] for card in result.related]
    assert cards == wanted["related"]
    rules = wanted["rules"]
    assert isinstance(rules, list) and set(rules) <= {cut.rule for cut in result.cuts}


def test_what_the_reference_capture_shows_is_a_promise() -> None:
    """A page of its build, in words of our own: notes are fields, and each cut has a rule and a reason."""
    result, cut_as = cleaned("harbour_gazette"), expected("harbour_gazette")["cut_as"]
    assert isinstance(cut_as, dict)
    for text, rule in cut_as.items():
        assert [cut.rule for cut in result.cuts if text in cut.text] == [rule], text
    assert all(cut.reason and cut.rule != "unclassified" for cut in result.cuts)
    zone = result.article.published_zone
    assert zone and zone.assumed and zone.reason
    assert result.article.published_precision == "minute"


@every_case("name", NAMES)
def test_what_is_kept_and_cut_stands_at_its_place(name: str) -> None:
    content, result = content_of(name), cleaned(name)
    pieces: list[Block | Cut] = [*result.article.blocks, *result.cuts]
    assert [each.text for each in pieces if content[each.at : each.end] != each.text] == []


@every_case("line_break", BREAKS)
def test_every_kind_of_line_break_is_one(line_break: str) -> None:
    content = content_of("harbour_gazette").replace("\n", line_break)
    assert cleaned_whole(text_capture(content)).article.text.count("\n\n") == 4


def test_a_zone_is_assumed_from_the_city_in_the_publishers_name_or_printed() -> None:
    zone, printed = (cleaned(name).article.published_zone for name in ("harbour_gazette", "quiet_forum"))
    assert zone is not None and zone.assumed and "The London Harbour Gazette" in zone.reason
    assert printed is not None and not printed.assumed


def test_a_capture_that_knows_its_day_dates_the_ticker() -> None:
    first = clean(text_capture(content_of("harbour_gazette"), captured_assumed=None)).briefs[0]
    assert first.published_at == datetime(2025, 10, 3, 23, 40, tzinfo=UTC)
    assert first.published_zone is not None and "capture" in first.published_zone.reason


@every_case("content", NO_STORIES)
def test_a_page_without_a_story_is_refused_with_a_sentence(content: str) -> None:
    with pytest.raises(NotAnArticle, match=r"page\.txt holds no news story.*\."):
        clean(text_capture(content))


@every_case("content", ["word " * 2_000_000, "a\n" * 1_000_000])
def test_absurd_pages_are_refused_at_once(content: str) -> None:
    with pytest.raises(TooLarge, match="Save the story's own page"):
        clean(text_capture(content))


def test_a_story_without_any_line_break_is_kept_whole() -> None:
    article = cleaned_whole(text_capture(SENTENCE * 200)).article
    assert article.text == (SENTENCE * 200).strip()
    assert article.headline.startswith("The ferry left")


def test_a_page_may_lack_everything_but_its_text() -> None:
    article = clean(text_capture(f"{SENTENCE}\n\n{SENTENCE * 2}")).article
    assert article.authors == () and article.published_at is None and article.publisher == ""
    assert article.provenance["headline"] == "first words of the text"


@every_case("content", HOSTILE)
def test_hostile_text_is_covered_like_any_other(content: str) -> None:
    assert cleaned_whole(text_capture(content)).article.text


def test_a_day_without_a_clock_is_said_to_be_one() -> None:
    article = clean(text_capture(f"{SIGNED}\n\n{SENTENCE * 2}\n\n{SENTENCE * 3}")).article
    assert article.published_at == datetime(2024, 5, 3, tzinfo=UTC)
    assert article.provenance["published_at"] == "printed time, day only"


@every_case("note", SHORT)
def test_a_signed_story_of_a_few_short_sentences_is_a_story(note: str) -> None:
    article = clean(text_capture(f"{HEAD}\n\nBy Ada Obi\nMay 3, 2024 9:30 AM\n\n{note}")).article
    assert (article.headline, article.authors, article.text) == (HEAD, ("Ada Obi",), note)


@every_case("note", SHORT[:2])
def test_short_sentences_that_nobody_signed_are_no_story(note: str) -> None:
    with pytest.raises(NotAnArticle):
        clean(text_capture(f"{HEAD}\n\n{note}"))


@every_case(("signature", "printed", "published"), CLOCKS)
def test_a_time_of_day_alone_is_the_last_one_before_the_capture(
    signature: str, printed: str | None, published: str | None
) -> None:
    page = f"{HEAD}\n\n{signature}\n\n{SENTENCE * 2}\n\n{SENTENCE * 3}"
    article = clean(text_capture(page, captured_assumed=None)).article
    assert article.published_as == printed
    assert (article.published_at.isoformat() if article.published_at else None) == published
    if article.published_zone:
        assert article.published_zone.assumed
        assert "the day of the capture" in article.published_zone.reason


SIGNED_AGAIN = (
    ("By Ada Obi", "Authors: Ada Obi"), ("By Ada Obi", "Written by: Ada Obi"),
    ("Par Ada Obi", "Auteur : Ada Obi"), ("Von Ada Obi", "Text: Ada Obi"), ("作者：王小芳", "作者：王小芳"),
)  # fmt: skip


@every_case(("above", "below"), SIGNED_AGAIN)
def test_a_story_ends_where_it_is_signed_again(above: str, below: str) -> None:
    body = f"{SENTENCE * 3}\n\n{SENTENCE * 4}\n\n{SENTENCE * 5}"
    appeal = "We are few and the island is large. Our boats cost money. The printer wants to be paid."
    content = f"{HEAD}\n{above}\nMay 3, 2024\n\n{body}\n\n{below}\n{appeal}\n{FURNITURE[1]}"
    result = clean(text_capture(content))
    assert appeal not in result.article.text
    assert result.article.text.count("\n\n") == 2


@every_case("line", FURNITURE)
def test_an_appeal_over_the_text_is_no_deck(line: str) -> None:
    result = clean(text_capture(f"{SIGNED}\n\n{line}\n\nGive once\n\n{SENTENCE * 2}\n\n{SENTENCE * 3}"))
    assert result.article.deck is None
    assert line in {cut.text for cut in result.cuts if cut.rule == "donation"}


ONE_A_LINE = "Topics\nPorts\n,\nFerry Strike\nPlaces in this Story\nOstvik\nTags United"
TAGGED = (
    (f"Ports, Ferry Strike, The North\nEdit entry\n\n{SIGNED}\n\n{SENTENCE * 5}",
     ("Ports", "Ferry Strike", "The North")),
    (f"{SIGNED}\n\n{SENTENCE * 3}\n\n{SENTENCE * 3}\n\n{ONE_A_LINE}",
     ("Ports", "Ferry Strike", "Ostvik", "Tags United")),
)  # fmt: skip


@every_case(("content", "tags"), TAGGED)
def test_tags_over_a_headline_or_one_a_line_are_tags(content: str, tags: tuple[str, ...]) -> None:
    article = clean(text_capture(content)).article
    assert (article.headline, article.tags) == (HEAD, tags)


def test_the_last_line_of_a_page_is_its_foot() -> None:
    colophon = "The Gazette is printed on the island by its own people, who live there all the year."
    content = f"{SIGNED}\n\n{SENTENCE * 9}\n\nSubscribe\nYour email address\n{colophon}"
    cuts = {cut.text: cut.rule for cut in clean(text_capture(content)).cuts}
    assert cuts[colophon] == "footer"


STORY = f"{HEAD}\nBy Ada Obi\nMay 3, 2024 9:30 AM\n\n{SENTENCE * 3}\n\n{SENTENCE * 4}\n\n{SENTENCE * 5}\n\n"
TEASERS = "".join(
    f"Harbour news of the week, part {number}\nJonas Ekdal\nMay {number}, 2024\n{SENTENCE * 4}And {number}.\n"
    for number in range(1, 5)
)
TALK = [
    "".join(f"seafarer{number} {says}\n{SENTENCE * 2}And so on, {number}.\n" for number in range(5))
    for says in ("says:", "dit :", "ha detto:", "schreef:", "skriver:", "pisze:", "пишет:")
]
JOBS = "Engineer for quays (m/w/d) Harbour Works\nPilot (w/m/d) Northern Ferries Ltd of the island\n"


@every_case("other", (TEASERS, *TALK, JOBS))
def test_what_stands_below_a_story_is_not_the_story(other: str) -> None:
    assert cleaned_whole(text_capture(f"{STORY}{other}Sections")).article.text.count("\n\n") == 2


def test_a_reading_time_in_french_is_one() -> None:
    head = f"{HEAD}\nPar Ada Obi\nPublié le 3 octobre 2025\nTemps de\nLecture 4 min.\n"
    article = clean(text_capture(f"{head}{SENTENCE * 3}\n{SENTENCE * 2}")).article
    assert article.read_minutes == 4
    assert "Lecture" not in article.text


def test_a_card_s_day_under_a_story_is_not_its_own() -> None:
    cards = "Most popular\nTents arrive on the quay\n27.02.2016\nA clock for the port\n21.12.2021"
    article = clean(text_capture(f"{HEAD}\n3 hours ago\n{SENTENCE * 3}\n{SENTENCE * 2}\n{cards}")).article
    assert article.published_as == "3 hours ago"


def test_a_name_in_brackets_under_the_byline_is_the_pictures_credit() -> None:
    caption, credit = "The northern quay at dawn, with the ferry on its way out", "Ministry of Fisheries"
    content = f"{SIGNED}\n{caption} ({credit})\n\n{SENTENCE * 2}\n\n{SENTENCE * 3}"
    (image,) = clean(text_capture(content)).article.images
    assert (image.caption, image.credit) == (caption, credit)
