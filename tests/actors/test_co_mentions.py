from lib.actors.co_mentions import co_mentions, counted_mentions
from tests.builders import article, blocks, mentions

STORY = article(
    blocks=blocks(
        ("headline", "Norway and Sweden agree"),
        ("body", "Norway thanked Sweden. Denmark was not asked."),
        ("caption", "Finland and Norway at the table"),
    )
)
MENTIONS = mentions(STORY, dict.fromkeys(("Norway", "Sweden", "Denmark", "Finland"), "country"))


def test_pairs_are_counted_by_sentence_paragraph_and_article() -> None:
    first, *others = co_mentions(STORY, MENTIONS)
    assert (first.a, first.b) == ("Norway", "Sweden")
    assert (first.sentence, first.paragraph, first.article) == (2, 2, 1)
    assert first.evidence == ((0, 0), (1, 0))
    rest = [(pair.a, pair.b, pair.sentence, pair.paragraph) for pair in others]
    assert rest == [("Denmark", "Norway", 0, 1), ("Denmark", "Sweden", 0, 1)]


def test_captions_do_not_count() -> None:
    assert "Finland" not in {m.canonical for m in counted_mentions(STORY, MENTIONS)}
    assert not any("Finland" in (pair.a, pair.b) for pair in co_mentions(STORY, MENTIONS))


def test_a_sentence_that_lists_twelve_is_kept_apart() -> None:
    ports = [f"Port{letter}" for letter in "abcdefghijkl"]
    story = article("Ferries", f"Norway paid. Ferries went to {', '.join(ports)}.", "Porta thanked Norway.")
    pairs = co_mentions(story, mentions(story, dict.fromkeys([*ports, "Norway"], "country")))
    assert [(pair.a, pair.b, pair.evidence) for pair in pairs] == [("Norway", "Porta", ((2, 0),))]
