"""The article, briefs, cards and cuts of a story: pages and copied text hand theirs to one assembly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from lib.clean.fields.dates import Dating
from lib.model.article import (
    TEXT_ZONES,
    Article,
    Block,
    Cleaned,
    Cut,
    Form,
    Image,
    Related,
    Update,
    revision_of,
)
from lib.model.capture import Capture


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """What a capture holds besides its story."""

    briefs: tuple[Article, ...]
    related: tuple[Related, ...]
    cuts: tuple[Cut, ...]


class Story(Protocol):
    """A story as a reader found it: each field read once, None or empty where the capture does not say."""

    # fmt: off
    @property
    def capture(self) -> Capture: ...
    @property
    def form(self) -> Form: ...
    @property
    def address(self) -> str | None: ...
    @property
    def slug(self) -> str | None: ...
    @property
    def publisher(self) -> str: ...
    @property
    def site_name(self) -> str | None: ...
    @property
    def section(self) -> str | None: ...
    @property
    def language(self) -> str | None: ...
    @property
    def headline(self) -> str: ...
    @property
    def kicker(self) -> str | None: ...
    @property
    def byline(self) -> str | None: ...
    @property
    def dateline(self) -> str | None: ...
    @property
    def wire(self) -> str | None: ...
    @property
    def authors(self) -> tuple[str, ...]: ...
    @property
    def tags(self) -> tuple[str, ...]: ...
    @property
    def published(self) -> Dating: ...
    @property
    def updated(self) -> datetime | None: ...
    @property
    def read_minutes(self) -> int | None: ...
    @property
    def has_audio(self) -> bool: ...
    @property
    def blocks(self) -> tuple[Block, ...]: ...
    @property
    def images(self) -> tuple[Image, ...]: ...
    @property
    def updates(self) -> tuple[Update, ...]: ...
    def rest(self, article: Article) -> Rest: ...
    # fmt: on


def assemble(story: Story, sources: Mapping[str, str]) -> Cleaned:
    """Return what one capture holds, kept and cut; `sources` tell where each field was read."""
    dated = story.published
    article = Article(
        id="", form=story.form, revision=revision_of(story.headline, text_of(story.blocks)),
        canonical_url=story.address, publisher=story.publisher, site_name=story.site_name,
        slug=story.slug, section=story.section, language=story.language, headline=story.headline,
        kicker=story.kicker,
        deck=" ".join(block.text for block in story.blocks if block.zone == "deck") or None,
        byline=story.byline, dateline=story.dateline, wire=story.wire, authors=story.authors, tags=story.tags,
        published_at=dated.at, published_as=dated.printed, published_zone=dated.timezone,
        updated_at=story.updated, blocks=story.blocks, images=story.images,
        read_minutes=story.read_minutes, has_audio=story.has_audio,
        captured_at=story.capture.captured_at.astimezone(UTC), provenance=sources,
        updates=story.updates,
    )  # fmt: skip
    rest = story.rest(article)
    return Cleaned(article=article, briefs=rest.briefs, related=rest.related, cuts=rest.cuts)


def text_of(blocks: Sequence[Block]) -> str:
    """Return the text of a story's blocks, as `Article.text` joins it."""
    return "\n\n".join(block.text for block in blocks if block.zone in TEXT_ZONES)
