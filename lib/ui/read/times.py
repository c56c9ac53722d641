"""When the open story was published, and how long reading it takes: the line under its byline."""

import re
from collections.abc import Iterable

from lib.model.article import TEXT_ZONES, Article, Block, in_zone
from lib.model.cleaned import Cut
from lib.model.length import is_estimated, word_count
from lib.model.wording import zone_words
from lib.ui.render import Markup, render
from lib.ui.wording import Moment, instant

ISO = re.compile(r"\d{4}-\d\d-\d\d(?:T|$)")  # a machine's print says nothing more to a reader
WORDS_A_MINUTE = 238  # silent reading of English non-fiction: Brysbaert 2019, doi 10.1016/j.jml.2019.104047


def times(story: Article, zone: str) -> Markup:
    """Return as HTML when a story was published, as understood and as printed, and its reading time."""
    at, of_page = story.published_at, story.published_zone
    published, zone_said, why = None, "", ""
    if at:
        day_only = story.published_precision == "day"
        published = Moment(instant(in_zone(at, of_page), zone, day_only=day_only), at.isoformat())
        zone_said = "" if day_only else zone_words(zone)
        if zone_said and of_page and of_page.assumed:
            zone_said += f" ({'' if of_page.name == zone else f'{zone_words(of_page.name)} '}assumed)"
            why = of_page.reason
    words = words_in(story.blocks)
    return render(
        "read/times.html",
        published=published,
        zone=zone_said,
        why=why,
        printed="" if ISO.match(story.published_as or "") else story.published_as,
        updated=instant(story.updated_at, zone) if story.updated_at != at else "",
        minutes=story.read_minutes,
        reading=max(1, round(words / WORDS_A_MINUTE)),
        words=words,
        is_estimated=is_estimated(story.text),
        has_audio=story.has_audio,
    )


def words_in(blocks: Iterable[Block | Cut]) -> int:
    """Return the number of words in the blocks that are part of a story's or a brief's text."""
    return sum(word_count(block.text) for block in blocks if block.zone in (*TEXT_ZONES, "ticker"))
