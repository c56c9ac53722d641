"""What deserves a second look, in pages and text captures alike."""

import re
from dataclasses import replace

from lib.clean.clean import clean
from lib.clean.doubts import signs
from lib.clean.doubts.story import ELLIPSIS, PAGES, READ_ON, WALL, stops_inside
from lib.model.cleaned import Cleaned
from lib.model.feed import SUMMARY
from tests import builders
from tests.cases import every_case
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
    text = " ".join(PROSE * 3).replace("storm", "temp\u00c3\u00aate")
    page = capture(
        f"<html lang=en><body><article><h1>Old quay reopens</h1><p>{text}</p></article></body></html>"
    )
    found = clean(page)
    assert "encoding" in kinds(found) and "temp\u00c3\u00aate" in found.article.text


def test_a_portuguese_word_in_capitals_is_no_damage() -> None:
    found = clean(story(f"<p>{PROSE[0]} «ATÉ AMANHÃ» AMANHÃ\xa0CEDO, said a sign on the pier.</p>"))
    assert "encoding" not in kinds(found)


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
    found = clean(story(head="<meta property=article:published_time content=2025-03-11T08:00:00Z>"))
    assert "sources disagree" in kinds(found)


def test_a_story_from_years_ahead_has_no_date() -> None:
    found = clean(story(head="<meta property=article:published_time content=2031-03-11T08:00:00Z>"))
    assert found.article.published_at is None and "no date" in kinds(found)


def test_a_capture_that_holds_only_a_part_says_which() -> None:
    found = clean(replace(story(), partial="the feed gives only its summary of this story"))
    (doubt,) = [each for each in found.doubts if each.kind == "only a part"]
    assert doubt.reason.startswith("The feed gives only its summary of this story. Look at")


STORY = "Old quay reopens\n\nby Ida Brandt March 12, 2024 8:05 AM\n\n" + "\n\n".join(PROSE)


def kinds_of_text(text: str) -> list[str]:
    return [each.kind for each in clean(builders.capture(text)).doubts]


def test_a_whole_text_is_not_called_cut() -> None:
    assert "probably cut" not in kinds_of_text(
        STORY + "\n\nShare this article\n\nSubscribe to our newsletter"
    )


def test_a_wall_below_a_short_text_is_a_sign() -> None:
    assert "probably cut" in kinds_of_text(STORY + "\n\nSubscribe to continue reading")


def test_a_last_line_with_an_ellipsis_is_a_sign() -> None:
    last = "Only the north side of the quay stays closed, the mayor said as she opened it, until the summer…"
    assert "probably cut" in kinds_of_text(f"{STORY}\n\n{last}")


def test_a_text_over_several_pages_says_so() -> None:
    assert "probably cut" in kinds_of_text(STORY + "\n\nPage 1 of 3\n\nNext")


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


def test_a_story_of_short_lines_may_be_a_list() -> None:
    items = "".join(f"<p>Berth {number}: closed</p>" for number in range(4))
    assert "short lines" in kinds(clean(story(items)))
    assert "short lines" not in kinds(clean(story()))


def test_sentences_that_take_few_letters_are_no_short_lines() -> None:
    said = (
        "港は月曜日に閉まり、市長は新しい橋が来年の春に開くと話した。",
        "漁師たちは九か月のあいだ、その日を待っていたと語っている。",
    )
    text = "".join(f"<p>{each}</p>" for each in said * 3)
    page = f"<html lang=ja><body><article><h1>古い埠頭が再び開く</h1>{text}</article></body></html>"
    assert "short lines" not in kinds(clean(capture(page)))


def test_a_text_that_repeats_itself_is_doubted() -> None:
    refrain = "<p>The ferry that left at noon came back before one. {}</p>"
    said = "".join(refrain.format(PROSE[0][:60] + word + ".") for word in ("again", "anew", "twice", "more"))
    assert "repeated text" in kinds(clean(story(said)))
    assert "repeated text" not in kinds(clean(story()))
    told = "港は月曜日に閉まり、市長は新しい橋が来年の春に開くと{}。漁師たちはその日を待っていた。"
    text = "".join(f"<p>{told.format(word)}</p>" for word in ("話した", "述べた", "語っている", "説明した"))
    page = "<html lang=ja><body><article><h1>古い埠頭が再び開く</h1>{}</article></body></html>"
    assert "repeated text" in kinds(clean(capture(page.format(text))))
    once = (
        "港は月曜日に閉まる",
        "漁師たちは九か月待っていた",
        "新しい橋は来年の春に開く",
        "町は静かだと市長は語る",
    )
    text = "".join(f"<p>{each}、と町の新聞は{number}日に伝えた。</p>" for number, each in enumerate(once, 3))
    assert "repeated text" not in kinds(clean(capture(page.format(text))))


def test_much_text_under_pictures_and_text_that_is_mostly_lists_are_doubted() -> None:
    caption = f"<figure><img src=/i.jpg><figcaption>{PROSE[0]}</figcaption></figure><p>They went home.</p>"
    assert "much under pictures" in kinds(clean(story(caption)))
    items = "".join(f"<li>{text.replace('the', word)}</li>" for word in ("one", "a") for text in PROSE)
    (listed,) = (each for each in clean(story(f"<ul>{items}</ul>")).doubts if each.kind == "mostly lists")
    assert 0.5 * signs.LISTS.weight < listed.weight < signs.LISTS.weight
    assert not {"mostly lists", "much under pictures"} & kinds(clean(story()))
