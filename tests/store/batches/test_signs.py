"""What a feed's item and its page have in common, and what two stories of one form have not."""

from lib.store.batches.signs import signs_of, words_of
from tests.builders import article

LONG = "The old quay has opened again on Monday after three months of work, the harbour office said."


def test_a_headline_of_a_few_words_counts_on_its_day_alone() -> None:
    assert list(signs_of(article("Weather", "Fog."))) == ["headline weather 2024-04-09"]
    assert list(signs_of(article("Weather", "Fog.", published_at=None))) == []
    assert list(signs_of(article("Old quay reopens at last", "Fog."))) == [
        "headline old quay reopens at last"
    ]
    assert list(signs_of(article("旧い埠頭がまた開いた", "霧。"))) == ["headline 旧い埠頭がまた開いた"]


def test_a_summary_that_breaks_off_begins_as_its_page_does() -> None:
    page, summary = article("One", LONG, "More."), article("Other", f"{LONG[:-20]} …")
    assert set(signs_of(page)) & set(signs_of(summary)) == {
        "the old quay has opened again on monday after three months of"
    }


def test_stories_of_one_form_have_no_sign_in_common() -> None:
    """Sport and markets are often told in the same first words."""
    told = [
        article(
            f"Report {name}", f"Norway had paid for a third of the new {name} of the harbour town, she said."
        )
        for name in ("ferry", "bridge")
    ]
    assert not set(signs_of(told[0])) & set(signs_of(told[1]))


def test_words_are_spelled_one_way() -> None:
    assert words_of("“Old QUAY”, reopens!") == "old quay reopens"
