"""Builds the article, briefs, cards and cuts of a story, for pages and copied text alike."""

from datetime import UTC

from lib.clean.fields.opening import opening
from lib.clean.live.ticker import briefs
from lib.clean.story.provenance import sources
from lib.clean.story.story import Story, text_of
from lib.model.article import Article, Cleaned, revision_of
from lib.model.controls import without_unseen


def _seen(text: str | None) -> str | None:
    return None if text is None else without_unseen(text)


def assemble(story: Story) -> Cleaned:
    """Return a story's article with its briefs, its cards for other stories and its cuts."""
    dated = story.published.value
    place, wire = opening(story.blocks, story.authors.value)
    article = Article(
        id="", form=story.form, revision=revision_of(story.headline.value, text_of(story.blocks)),
        canonical_url=story.address.value, publisher=story.publisher.value,
        site_name=_seen(story.site_name), slug=story.slug, section=_seen(story.section.value),
        language=story.language.value,
        headline=without_unseen(story.headline.value), kicker=_seen(story.kicker.value),
        deck=" ".join(block.text for block in story.blocks if block.zone == "deck") or None,
        byline=_seen(story.byline.value), dateline=place.value, wire=wire.value,
        authors=tuple(map(without_unseen, story.authors.value)),
        tags=tuple(map(without_unseen, story.tags.value)),
        published_at=dated.at, published_as=dated.printed, published_zone=dated.timezone,
        updated_at=story.updated.value, blocks=story.blocks, images=story.images,
        read_minutes=story.read_minutes, has_audio=story.has_audio,
        captured_at=story.capture.captured_at.astimezone(UTC), provenance=sources(story, place, wire),
        updates=story.updates,
    )  # fmt: skip
    beside = briefs(story.items, article, story.capture, lambda: story.item_zone)
    return Cleaned(article=article, briefs=beside, related=story.related, cuts=story.cuts)
