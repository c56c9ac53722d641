"""The story of a copied text: every field read once, with the rule that found it."""

from functools import partial

from lib.clean.fields.images import captioned_images
from lib.clean.fields.language import language_of
from lib.clean.fields.opening import dateline, wire_of
from lib.clean.fields.text_dates import TextTimes
from lib.clean.live.moments import dated_updates
from lib.clean.live.text_blog import updates_of
from lib.clean.says.timezones import assumed_timezone
from lib.clean.story.placed_text import PlacedText
from lib.clean.story.story import Found, Story, text_of
from lib.model.folding import folded


def text_story(found: PlacedText) -> Story:
    """Return the story of a copied text."""
    text = text_of(found.blocks)
    spoken = language_of(text)
    lines = tuple(line.text for line in found.lines)
    clock = partial(assumed_timezone, found.publisher.value, spoken, lines)
    times = TextTimes(capture=found.capture, signature=found.signature, order=found.order, clock=clock)
    published, zone = times.published, times.published.timezone or clock()
    moments = partial(
        dated_updates,
        assumed=lambda: zone,
        published=published.at,
        updated=times.updated,
        capture=found.capture,
    )
    signed, paper = found.signature, folded(found.publisher.value)
    own = (paper, paper.removeprefix("the"))  # the paper that is printed beside its authors
    persons = tuple(each for each in signed.authors if folded(each) not in own)
    paragraphs = [block.text for block in found.blocks if block.zone == "body"] or [""]
    return Story(
        capture=found.capture,
        form="live blog" if found.entries else "story",
        headline=_headline(found, text),
        kicker=Found(found.head.kicker.text if found.head.kicker else None),
        byline=Found(found.signature.byline),
        authors=Found(persons or signed.authors, signed.byline_rule),
        publisher=found.publisher,
        site_name=None,  # the publisher is a name already
        published=Found(published, published.source),
        updated=Found(times.updated),
        address=Found(None),
        slug=None,
        section=Found(None),
        tags=Found(found.tags, "tags line" if found.tags else ""),
        language=Found(spoken, "text"),
        dateline=Found(dateline(paragraphs[0])[0]),
        wire=Found(wire_of(paragraphs[0], paragraphs[-1])),
        read_minutes=found.signature.read_minutes,
        has_audio=any(cut.rule == "field: audio" for cut in found.cuts),
        blocks=found.blocks,
        images=captioned_images(found.blocks),
        updates=updates_of(found.lines, found.entries, found.blocks, moments),
        items=found.items,
        item_zone=zone,
        related=found.related,
        cuts=found.cuts,
    )


def _headline(found: PlacedText, text: str) -> Found[str]:
    """Return the headline, else the first words of the text."""
    if (line := found.head.headline) is not None:
        words = line.text[found.head.start : found.head.end]
        return Found(words, "line over the text that shares its words")
    first = text.split("\n", 1)[0]
    words = first if len(first) <= 90 else first[:90].rsplit(" ", 1)[0] + "…"
    return Found(words, "first words of the text")
