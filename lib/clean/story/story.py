"""The data of one story found on a page or in copied text: each field with its source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from lib.clean.fields.dating import Dating
from lib.clean.found import NOTHING, Found
from lib.clean.live.ticker import Item
from lib.model.article import TEXT_ZONES, Block, Cut, Form, Image, Related, Timezone, Update
from lib.model.capture import Capture


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """All fields of a story, each with its source; None or empty if the capture does not say."""

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
