"""What follows from the blocks follows them, and nothing else changes."""

from dataclasses import replace

from lib.clean.derived import derived
from lib.clean.revision import revision_of
from lib.model.article import Block
from tests.builders import article, blocks


def test_only_what_follows_from_the_blocks_changes() -> None:
    story = article("Fog", "One.", "Two.", deck="Deck.", tags=("Sea",))
    fewer = tuple(block for block in story.blocks if block.text != "Two.")
    gone = [block for block in story.blocks if block.text == "Two."]
    made = derived(story, fewer, [], gone)
    assert made == replace(story, blocks=fewer, revision=revision_of("Fog", "Deck.\n\nOne."))


def test_a_wire_among_the_authors_stays() -> None:
    story = article(
        "Fog", blocks=blocks(("headline", "Fog"), ("body", "One.")), authors=("Reuters",), wire="Reuters"
    )
    first = Block(zone="body", text="Zero.", at=4, end=4)
    assert derived(story, (story.blocks[0], first, story.blocks[1]), [first], []).wire == "Reuters"
