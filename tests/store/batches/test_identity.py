"""What makes two captures one story."""

from datetime import date
from typing import Any

from lib.model.article import Article
from lib.model.parsed import StoryAddresses
from lib.store.batches.batch_context import BatchContext
from lib.store.batches.deduplicate import Deduplicator
from lib.store.batches.identity import Keys, keys_of, new_id, story_signs, words_of
from tests.builders import MORNING, article, brief
from tests.cases import every_case

DAY = date(2024, 4, 9)
PAGE = StoryAddresses(sure=("https://harbour.example/page",))
LONG = "The old quay has opened again on Monday after three months of work, the harbour office said."


def headline_key(story: Article, day: date | None = DAY) -> int:
    return keys_of(story, addresses=StoryAddresses(), day=day).headline


ALIKE = (
    ("case", {"headline": "HARBOUR Opens"}),
    ("punctuation", {"headline": "Harbour, opens!"}),
    ("the publisher's domain", {"publisher": "harbourpost.com"}),
    ("the publisher's domain with www", {"publisher": "www.harbourpost.co.uk"}),
    ("another form of story", {"form": "live blog"}),
)


@every_case(("what", "fields"), ALIKE)
def test_stories_are_one_whatever_the(what: str, fields: dict[str, str]) -> None:
    note: dict[str, Any] = {"headline": "Harbour opens", "publisher": "The Harbour Post", **fields}
    assert headline_key(article(**note)) == headline_key(
        article("Harbour opens", publisher="The Harbour Post")
    )


@every_case("printed", ["The Harbour Post", "TheHarbourPost", "theharbourpost.com"])
def test_a_domain_that_begins_with_the_is_known_by_both_spellings(printed: str) -> None:
    site, paper = (
        keys_of(article("Harbour opens", publisher=name), addresses=StoryAddresses(), day=DAY)
        for name in ("www.theharbourpost.com", printed)
    )
    assert {*site.titled} & {*paper.titled} and {*site.titled} <= {*site.all}
    other = keys_of(article("Harbour opens", publisher="The Quay Post"), addresses=StoryAddresses(), day=DAY)
    assert not {*site.titled} & {*other.titled}


DIFFERENT = (
    ("headline", article("Harbour closes"), DAY),
    ("publisher", article("Harbour opens", publisher="other.example"), DAY),
    ("day", article("Harbour opens"), date(2024, 4, 10)),
    ("form", brief("Harbour opens"), DAY),
)


@every_case(("what", "other", "day"), DIFFERENT)
def test_stories_differ_by(what: str, other: Article, day: date) -> None:
    assert headline_key(article("Harbour opens")) != headline_key(other, day)


def test_undated_stories_are_one_only_with_one_text() -> None:
    assert headline_key(article("News", "One."), None) == headline_key(article("News", "One."), None)
    assert headline_key(article("News", "One."), None) != headline_key(article("News", "Two."), None)


def test_a_brief_is_not_recognised_by_the_address_of_its_page() -> None:
    assert keys_of(brief(), addresses=PAGE, day=DAY).sure == ()
    assert keys_of(article(), addresses=PAGE, day=DAY).sure != ()


def test_a_brief_is_known_by_headline_and_minute_else_by_headline_and_text() -> None:
    one, late = brief(published_at=MORNING), brief(published_at=MORNING.replace(minute=59))
    assert headline_key(one) == headline_key(brief(text="It is open again.", published_at=MORNING))
    assert headline_key(one) != headline_key(late)
    undated = brief(published_at=None)
    assert headline_key(undated) == headline_key(brief(published_at=None))
    assert headline_key(undated) != headline_key(brief(text="It is open again.", published_at=None))


def test_an_id_is_short_safe_in_an_address_and_kept_by_its_key() -> None:
    made = new_id(12345, set())
    assert made == new_id(12345, set())
    assert len(made) == 10
    assert made.isalnum()
    assert made.islower() or made.isdigit()
    assert new_id(12345, {made}) != made


def test_a_headline_of_a_few_words_counts_on_its_day_alone() -> None:
    assert list(story_signs(article("Weather", "Fog."))) == ["headline weather 2024-04-09"]
    assert list(story_signs(article("Weather", "Fog.", published_at=None))) == []
    assert list(story_signs(article("Old quay reopens at last", "Fog."))) == [
        "headline old quay reopens at last"
    ]
    assert list(story_signs(article("旧い埠頭がまた開いた", "霧。"))) == ["headline 旧い埠頭がまた開いた"]


def test_a_summary_that_breaks_off_begins_as_its_page_does() -> None:
    page, summary = article("One", LONG, "More."), article("Other", f"{LONG[:-20]} …")
    assert set(story_signs(page)) & set(story_signs(summary)) == {
        "the old quay has opened again on monday after three months of"
    }


def test_stories_of_one_form_have_no_sign_in_common() -> None:
    """Sport and markets are often told in the same first words."""
    note = [
        article(
            f"Report {name}", f"Norway had paid for a third of the new {name} of the harbour town, she said."
        )
        for name in ("ferry", "bridge")
    ]
    assert not set(story_signs(note[0])) & set(story_signs(note[1]))


def test_words_are_spelled_one_way() -> None:
    assert words_of("“Old QUAY”, reopens!") == "old quay reopens"


def test_of_stories_of_one_age_the_same_one_stays_always() -> None:
    known = BatchContext(story_of_key={key: f"story-{key}" for key in range(1, 9)})
    deduplicator = Deduplicator(known, batch=1, ids={})
    assert deduplicator.identify(Keys(sure=tuple(range(1, 9)), headline=9), None) == "story-1"
