"""A story as it was found, each field with its source and what others say, and the article made of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from lib.clean.fields.dating import Dating
from lib.clean.fields.opening import opening
from lib.clean.found import NOTHING, Claim, Found
from lib.clean.live.ticker import Item, briefs
from lib.clean.says.instants import Instant
from lib.clean.says.titles import alike
from lib.model.article import TEXT_ZONES, Article, Block, Form, Image, Timezone, Update, revision_of
from lib.model.capture import Capture
from lib.model.cleaned import Cleaned, Cut, Related
from lib.model.controls import without_unseen
from lib.model.folding import folded

MOST = 2  # dissenting sources that are named
LONGEST = 120  # characters of what one of them says
APART = timedelta(minutes=5)  # two times that carry their zones
APART_UNZONED = timedelta(hours=15)  # two times of which one does not
APART_DAYS = timedelta(hours=39)  # a day alone, begun in any zone, and a time


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """All fields of a story, each with its source; None or empty for what the capture does not say."""

    capture: Capture
    form: Form
    headline: Found[str]
    kicker: Found[str | None]
    byline: Found[str | None]
    authors: Found[tuple[str, ...]]
    publisher: Found[str]
    site_name: str | None = None  # of a publisher that is a domain
    published: Found[Dating]
    updated: Found[datetime | None]
    address: Found[str | None] = NOTHING
    slug: str | None = None
    section: Found[str | None] = NOTHING
    tags: Found[tuple[str, ...]]
    language: Found[str | None]
    read_minutes: int | None
    has_audio: bool
    blocks: tuple[Block, ...]  # all that is kept, in page order
    images: tuple[Image, ...]
    updates: tuple[Update, ...]  # of a live blog
    items: Sequence[Item]  # of a ticker beside it
    item_zone: Timezone  # of an item's time that names none
    related: tuple[Related, ...]
    cuts: tuple[Cut, ...]
    remarks: Mapping[str, str] = field(default_factory=dict)  # on other things than these fields


def text_of(blocks: Sequence[Block]) -> str:
    """Return the text of a story's blocks, joined like `Article.text`."""
    return "\n\n".join(block.text for block in blocks if block.zone in TEXT_ZONES)


def sources(story: Story, place: Found[str | None], wire: Found[str | None]) -> dict[str, str]:
    """Return {field: remark}: the source, then what others say, separated by semicolons.

    `place` and `wire` are the dateline's place and news agency.
    """
    fields: dict[str, Found[Any]] = {
        "authors": story.authors, "published_at": story.published, "section": story.section,
        "headline": story.headline, "tags": story.tags, "language": story.language,
        "canonical_url": story.address, "byline": story.byline, "kicker": story.kicker,
        "dateline": place, "wire": wire, "publisher": story.publisher,
        "updated_at": story.updated,
    }  # fmt: skip
    found = {name: with_dissent(each.source, each.claims) for name, each in fields.items() if each.source}
    return found | dict(story.remarks)


def with_dissent(source: str, claims: Iterable[Claim]) -> str:
    """Return the source, followed by what at most two others say instead, after semicolons."""
    notes: dict[str, str] = {}
    for text, where in claims:
        notes.setdefault(folded(text), f'{where} says "{text[:LONGEST]}"')
    return "; ".join([source, *list(notes.values())[:MOST]])


def other_titles(headline: str, claims: Iterable[Claim]) -> Iterator[Claim]:
    """Yield the titles, with source, that neither contain the headline nor are contained in it.

    The title element is written for search engines: it counts only if it is of another story.
    """
    own = folded(headline)
    for title, where in claims:
        fold = folded(title)
        if own in fold or fold in own:
            continue
        if where != "title" or not alike(headline, title):
            yield title, where


def other_times(at: datetime | None, day_only: bool, instants: Iterable[Instant]) -> Iterator[Claim]:
    """Yield the times, as printed, with their source, that differ clearly from `at`, the chosen one (UTC)."""
    if at is None:
        return
    for each in instants:
        aware = each.moment.tzinfo is not None
        moment = each.moment.astimezone(UTC) if aware else each.moment.replace(tzinfo=UTC)
        apart = APART_DAYS if day_only or each.day_only else APART if aware else APART_UNZONED
        if abs(moment - at) > apart:
            yield each.printed[:40], each.source


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
    beside = briefs(story.items, article, story.capture, story.item_zone)
    return Cleaned(article=article, briefs=beside, related=story.related, cuts=story.cuts)
