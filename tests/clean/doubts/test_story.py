"""What deserves a second look, in pages and text captures alike."""

import re
from dataclasses import replace

from lib.clean import words
from lib.clean.clean import clean
from lib.clean.doubts.story import ELLIPSIS, PAGES, READ_ON, WALL, stops_inside
from lib.model.capture import Capture
from lib.model.feed import SUMMARY
from tests import builders
from tests.cases import every_case
from tests.clean.markup import PROSE, capture, story


def kinds(page: Capture) -> set[str]:
    return {each.kind for each in clean(page).doubts}


def bare(*paragraphs: str, language: str = "en") -> Capture:
    text = "".join(f"<p>{each}</p>" for each in paragraphs)
    head = "古い埠頭が再び開く" if language == "ja" else "Old quay reopens"
    return capture(f"<html lang={language}><body><article><h1>{head}</h1>{text}</article></body></html>")


def published(day: str) -> Capture:
    return story(head=f"<meta property=article:published_time content={day}>")


def test_the_confidence_falls_with_each_doubt() -> None:
    whole = clean(published("2024-03-11T08:00:00Z"))
    assert whole.doubts == () and whole.confidence == 1.0
    damaged = replace(story(), doubt="the bytes fit no single encoding; letters may be damaged")
    assert kinds(damaged) == {"encoding", "no date"} and 0.85 < clean(damaged).confidence < 0.95
    assert kinds(published("2024-03-11")) == {"day only"}
    assert clean(published("2024-03-11")).confidence > 0.95


def test_a_very_short_story_weighs_the_more_the_shorter_it_is() -> None:
    def weighed(count: int) -> float:
        found = clean(bare(*PROSE[:count]))
        return sum(each.weight for each in found.doubts if each.kind == "very short")

    assert weighed(1) > weighed(2) > 0 and weighed(4) == 0


def test_one_word_is_one_word() -> None:
    item = replace(bare("Soon."), partial=SUMMARY)  # a feed may say as little
    (doubt,) = (each for each in clean(item).doubts if each.kind == "very short")
    assert doubt.reason.startswith("The story has one word;")


def test_every_doubt_is_a_sentence_with_a_weight() -> None:
    page = clean(
        replace(story("<p>Subscribe to continue reading</p>"), url=None, doubt="2 places could not be read")
    )
    assert len(page.doubts) >= 4
    for each in page.doubts:
        assert each.reason[0].isupper() and each.reason.endswith(".") and 0 < each.weight < 1


def test_letters_that_were_read_twice_are_noticed_and_left_alone() -> None:
    page = bare(" ".join(PROSE * 3).replace("storm", "temp\u00c3\u00aate"))
    assert "encoding" in kinds(page) and "temp\u00c3\u00aate" in clean(page).article.text


def test_a_text_without_date_headline_or_publisher_says_so() -> None:
    assert {"no date", "no headline", "publisher unknown"} <= kinds(builders.capture("\n\n".join(PROSE)))


def test_a_story_from_years_ahead_has_no_date() -> None:
    assert clean(published("2031-03-11T08:00:00Z")).article.published_at is None
    assert "no date" in kinds(published("2031-03-11T08:00:00Z"))


def test_a_capture_that_holds_only_a_part_says_which() -> None:
    found = clean(replace(story(), partial="the feed gives only its summary of this story"))
    (doubt,) = [each for each in found.doubts if each.kind == "only a part"]
    assert doubt.reason.startswith("The feed gives only its summary of this story. Look at")


STORY = "Old quay reopens\n\nby Ida Brandt March 12, 2024 8:05 AM\n\n" + "\n\n".join(PROSE)


@every_case(
    ("below", "is_cut"),
    [
        ("Share this article\n\nSubscribe to our newsletter", False),
        ("Subscribe to continue reading", True),
        (
            "Only the north side of the quay stays closed, the mayor said as she opened it, for the summer…",
            True,
        ),
        ("Page 1 of 3\n\nNext", True),
    ],
)
def test_the_last_lines_of_a_text_say_whether_it_was_cut(below: str, is_cut: bool) -> None:
    assert ("probably cut" in kinds(builders.capture(f"{STORY}\n\n{below}"))) is is_cut


# What each doubt about the end of a story is raised by, and what stands near it and raises none.
SIGNS = {
    ELLIPSIS: (
        ("The boats came in, and the harbour master …", "The boats came in, and the harbour master [...]"),
        ("“Well...”, she said.", "The boats came in."),
    ),
    READ_ON: (
        (
            "Continue reading",
            "Lesen Sie weiter: jetzt weiterlesen",
            "Lire la suite",
            "Читати далі",
            "続きを読む",
            "اقرأ المزيد",
        ),
        ("Fishermen continue to work in the harbour.", "Share this story"),
    ),
    WALL: (
        (
            "Subscribe to continue reading",
            "Already a member? Log in to read the full story",
            "Mit einem Abonnement können Sie den ganzen Text lesen",
            "Оформіть підписку, щоб читати далі",
        ),
        ("Subscribe to our newsletter", "The council signed a contract."),
    ),
    PAGES: (
        ("Page 1 of 3", "Seite 1 von 4", "1/3ページ"),
        ("Page 1 of 1", "Page 3 of the report was missing."),
    ),
}


@every_case(("sign", "texts"), SIGNS.items())
def test_a_sign_that_the_rest_is_missing_is_known_in_the_languages_of_the_field(
    sign: re.Pattern[str], texts: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    signs, others = texts
    assert [text for text in signs if not sign.search(text)] == []
    assert [text for text in others if sign.search(text)] == []


def test_a_running_text_that_stops_inside_a_sentence_is_seen() -> None:
    running = "The harbour master rang the bell that had been silent since then, and the crowd on the pier"
    assert stops_inside(running)
    assert not stops_inside(f"{running} sang.")
    assert not stops_inside(f"{running} sang ♦")
    assert not stops_inside("A short line")


BERTHS = [f"Berth {number}: closed" for number in range(4)]
SAID = (
    "港は月曜日に閉まり、市長は新しい橋が来年の春に開くと話した。",
    "漁師たちは九か月のあいだ、その日を待っていたと語っている。",
)
REFRAIN = [
    f"The ferry that left at noon came back before one. {PROSE[0][:60]}{word}."
    for word in ("again", "anew", "twice", "more")
]
TOLD = [
    f"港は月曜日に閉まり、市長は新しい橋が来年の春に開くと{word}。漁師たちはその日を待っていた。"
    for word in ("話した", "述べた", "語っている", "説明した")
]
ONCE = [
    f"{said}、と町の新聞は{number}日に伝えた。"
    for number, said in enumerate(
        (
            "港は月曜日に閉まる",
            "漁師たちは九か月待っていた",
            "新しい橋は来年の春に開く",
            "町は静かだと市長は語る",
        ),
        3,
    )
]
DOUBTED = (
    ("a wrongly declared language", "language", capture(story().content.replace("lang=en", "lang=de")), True),
    ("a Portuguese word in capitals is no damage", "encoding",
     story(f"<p>{PROSE[0]} «ATÉ AMANHÃ» AMANHÃ\xa0CEDO, said a sign on the pier.</p>"), False),
    ("a story from the future", "sources disagree", published("2025-03-11T08:00:00Z"), True),
    ("a story of short lines may be a list", "short lines",
     story("".join(f"<p>{line}</p>" for line in BERTHS)), True),
    ("a story of whole paragraphs", "short lines", story(), False),
    ("sentences that take few letters", "short lines", bare(*SAID * 3, language="ja"), False),
    ("a text that repeats itself", "repeated text",
     story("".join(f"<p>{line}</p>" for line in REFRAIN)), True),
    ("a text that does not", "repeated text", story(), False),
    ("a Japanese text that repeats itself", "repeated text", bare(*TOLD, language="ja"), True),
    ("a Japanese text that does not", "repeated text", bare(*ONCE, language="ja"), False),
)  # fmt: skip


@every_case(("promise", "kind", "page", "is_doubted"), DOUBTED)
def test_a_page_is_doubted_for_what_it_shows(
    promise: str, kind: str, page: Capture, is_doubted: bool
) -> None:
    assert (kind in kinds(page)) is is_doubted


def test_much_text_under_pictures_and_text_that_is_mostly_lists_are_doubted() -> None:
    caption = f"<figure><img src=/i.jpg><figcaption>{PROSE[0]}</figcaption></figure><p>They went home.</p>"
    assert "much under pictures" in kinds(story(caption))
    items = "".join(f"<li>{text.replace('the', word)}</li>" for word in ("one", "a") for text in PROSE)
    (listed,) = (each for each in clean(story(f"<ul>{items}</ul>")).doubts if each.kind == "mostly lists")
    whole = words.read("doubts")["lists"]["weight"]
    assert 0.5 * whole < listed.weight < whole
    assert not {"mostly lists", "much under pictures"} & kinds(story())
