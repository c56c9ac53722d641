"""What deserves a second look, in pages and text captures alike."""

from dataclasses import replace

from lib.clean.clean import clean
from lib.model.article import Cleaned
from lib.model.feed import SUMMARY
from tests import builders
from tests.clean.markup import PROSE, capture, story


def kinds(found: Cleaned) -> set[str]:
    return {each.kind for each in found.doubts}


def test_the_confidence_falls_with_each_doubt() -> None:
    whole = clean(story(head="<meta property=article:published_time content=2024-03-11T08:00:00Z>"))
    assert whole.doubts == () and whole.confidence == 1.0
    damaged = clean(replace(story(), doubt="the bytes fit no single encoding; letters may be damaged"))
    assert kinds(damaged) == {"encoding", "no date"} and 0.85 < damaged.confidence < 0.95


def test_a_very_short_story_weighs_the_more_the_shorter_it_is() -> None:
    def weighed(count: int) -> float:
        text = "".join(f"<p>{each}</p>" for each in PROSE[:count])
        page = capture(
            f"<html lang=en><body><article><h1>Old quay reopens</h1>{text}</article></body></html>"
        )
        return sum(each.weight for each in clean(page).doubts if each.kind == "very short")

    assert weighed(1) > weighed(2) > 0 and weighed(4) == 0


def test_one_word_is_one_word() -> None:
    page = capture(
        "<html lang=en><body><article><h1>Old quay reopens</h1><p>Soon.</p></article></body></html>"
    )
    item = replace(page, partial=SUMMARY)  # a feed may say as little
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
    text = " ".join(PROSE).replace("storm", "temp\u00c3\u00aate")
    page = capture(
        f"<html lang=en><body><article><h1>Old quay reopens</h1><p>{text}</p></article></body></html>"
    )
    found = clean(page)
    assert "encoding" in kinds(found) and "temp\u00c3\u00aate" in found.article.text


def test_a_text_without_date_headline_or_publisher_says_so() -> None:
    found = clean(builders.capture("\n\n".join(PROSE)))
    assert {"no date", "no headline", "publisher unknown"} <= kinds(found)


def test_a_wrongly_declared_language_is_told() -> None:
    page = capture(story().content.replace("lang=en", "lang=de"))
    assert "language" in kinds(clean(page))


def test_a_day_without_a_time_weighs_little() -> None:
    found = clean(story(head="<meta property=article:published_time content=2024-03-11>"))
    assert kinds(found) == {"day only"} and found.confidence > 0.95


def test_a_story_from_the_future_is_doubted() -> None:
    found = clean(story(head="<meta property=article:published_time content=2031-03-11T08:00:00Z>"))
    assert "sources disagree" in kinds(found)


def test_a_capture_that_holds_only_a_part_says_which() -> None:
    found = clean(replace(story(), partial="the feed gives only its summary of this story"))
    (doubt,) = [each for each in found.doubts if each.kind == "only a part"]
    assert doubt.reason.startswith("The feed gives only its summary of this story. Look at")
