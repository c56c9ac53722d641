"""Writes down as articles what the stages found on a text page."""

from dataclasses import dataclass, replace

from lib.clean.dates.instant import instant_of
from lib.clean.dates.timezones import assumed_timezone, decide_timezone, to_utc
from lib.clean.fields.captions import bare_credit
from lib.clean.fields.dateline import dateline, wire_of
from lib.clean.fields.language import language_of
from lib.clean.fields.signature import SignatureBlock
from lib.clean.live.text_ticker import Item
from lib.clean.live.ticker_times import Timed, timed
from lib.clean.live.times import Stamp
from lib.clean.text.head import Head
from lib.clean.text.sheet import Sheet
from lib.model.article import TEXT_ZONES, Article, Block, Image, Timezone, revision_of
from lib.model.capture import Capture

_CLOCK_ONLY = "The page prints the time of day only; its date is inferred from the day of the capture."
_AGO = "The page tells the time from the moment of reading; it is counted back from the capture."


@dataclass(frozen=True, slots=True)
class Found:
    """What the stages found, to be written down as an article and its briefs."""

    capture: Capture
    head: Head
    sheet: Sheet
    signature: SignatureBlock
    tags: tuple[str, ...]
    publisher: str
    publisher_rule: str
    lines: tuple[str, ...] = ()  # all of the page's, one of which may print the publisher's place
    order: str = ""  # what told the day from the month in a date of numbers, or that nothing did

    def article(self) -> Article:
        """Return the story."""
        blocks = tuple(sorted(self.sheet.blocks, key=lambda block: block.at))
        text = "\n\n".join(block.text for block in blocks if block.zone in TEXT_ZONES)
        language = language_of(text)
        printed = self.signature.published or self.signature.undated
        zone = self._zone(printed.timezone if printed else None, language)
        if self.signature.undated or self.signature.relative:
            why = _CLOCK_ONLY if self.signature.undated else _AGO
            zone = replace(zone, assumed=True, reason=f"{why} {zone.reason}")
        return self._written(blocks, text, language, zone)

    def _zone(self, printed: str | None, language: str | None) -> Timezone:
        """Return the time zone that is printed, else the publisher's."""
        return decide_timezone(printed, lambda: assumed_timezone(self.publisher, language, self.lines))

    def _written(self, blocks: tuple[Block, ...], text: str, language: str | None, zone: Timezone) -> Article:
        headline = self.head.headline.text if self.head.headline else _first_words(text)
        first = next((block.text for block in blocks if block.zone == "body"), "")
        last = next((block.text for block in reversed(blocks) if block.zone == "body"), "")
        published = instant_of(self.signature, zone, self.capture)
        changed = self.signature.updated.local if self.signature.updated else None
        return Article(
            id="", form="story", revision=revision_of(headline, text),
            canonical_url=None, publisher=self.publisher, slug=None, section=None, language=language,
            headline=headline, kicker=self.head.kicker.text if self.head.kicker else None,
            deck=" ".join(line.text for line in self.head.decks) or None, byline=self.signature.byline,
            dateline=dateline(first)[0], wire=wire_of(first, last),
            authors=self.signature.authors, tags=self.tags,
            published_at=published, published_as=self.signature.published_as,
            published_zone=zone if published else None,
            updated_at=to_utc(changed, zone) if changed else None,
            blocks=blocks, images=_images(blocks), read_minutes=self.signature.read_minutes,
            has_audio=any(cut.rule == "field: audio" for cut in self.sheet.cuts),
            captured_at=self.capture.captured_at, provenance=self._provenance(),
        )  # fmt: skip

    def _provenance(self) -> dict[str, str]:
        found = {
            "headline": "line over the text that shares its words"
            if self.head.headline
            else "first words of the text",
            "authors": self.signature.byline_rule,
            "published_at": self._time_source(),
            "publisher": self.publisher_rule,
            "tags": "tags line" if self.tags else "",
            "language": "text",
        }
        return {field: source for field, source in found.items() if source}

    def _time_source(self) -> str:
        """Return how the instant was found, or why a printed time gives none."""
        published = self.signature.published
        if published and published.order == "either":
            return f"printed time, not placed: {self.order}"
        if published:
            source = "printed time" if published.clock else "printed time, day only"
            return f"{source}, {published.order} {self.order}" if published.other else source
        if self.signature.published_as and self.capture.captured_assumed is not None:
            return "printed time, not placed: it holds no date, and when the page was read is not known"
        if self.signature.relative:
            return "printed time, counted back from the capture"
        return "printed time, date inferred from the capture" if self.signature.undated else ""

    def briefs(self, items: tuple[Item, ...], host: Article) -> tuple[Article, ...]:
        """Return the ticker's items, each with its own time."""
        if not items:
            return ()
        zone = host.published_zone or self._zone(None, host.language)
        stamps = [Stamp(printed=item.printed, clock=item.clock) for item in items]
        times = timed(stamps, self.capture, host, zone)
        return tuple(_brief(item, when, host) for item, when in zip(items, times, strict=True))


def _first_words(text: str) -> str:
    """Stand in for a headline that the page does not print."""
    first = text.split("\n", 1)[0]
    return first if len(first) <= 90 else first[:90].rsplit(" ", 1)[0] + "…"


def _images(blocks: tuple[Block, ...]) -> tuple[Image, ...]:
    """Return one picture for each caption, with the credit that follows it."""
    images: list[Image] = []
    position = 0
    while position < len(blocks):
        block = blocks[position]
        after = blocks[position + 1] if position + 1 < len(blocks) else None
        if block.zone == "caption":
            credit = after.text if after and after.zone == "credit" else None
            images.append(_image(block.text, credit, lead=not images))
            position += 1 if credit else 0
        elif block.zone == "credit":
            images.append(_image(None, block.text, lead=not images))
        position += 1
    return tuple(images)


def _image(caption: str | None, credit: str | None, *, lead: bool) -> Image:
    said = caption if caption and any(map(str.isalpha, caption)) else None  # no place in a gallery
    return Image(
        url=None, alt=None, caption=said, credit=(bare_credit(credit) or None) if credit else None, lead=lead
    )


def _ticker_blocks(item: Item) -> tuple[Block, ...]:
    """Return the item's lines, the first without the time that opens it."""
    first, *rest = item.lines
    opening = Block(zone="ticker", text=first.text[item.start :], at=first.source(item.start), end=first.end)
    below = (Block(zone="ticker", text=line.text, at=line.at, end=line.end) for line in rest)
    return (opening, *below)


def _brief(item: Item, when: Timed, host: Article) -> Article:
    blocks = _ticker_blocks(item)
    text = "\n\n".join(block.text for block in blocks)
    headline = blocks[0].text
    return replace(
        host,
        form="brief",
        revision=revision_of(headline, text),
        headline=headline,
        kicker=None,
        deck=None,
        byline=None,
        dateline=None,
        wire=None,
        authors=(),
        tags=(),
        published_at=when.at,
        published_as=item.printed,
        published_zone=when.zone,
        updated_at=None,
        blocks=blocks,
        images=(),
        read_minutes=None,
        has_audio=False,
        provenance={
            "headline": "first line of the ticker item",
            "published_at": when.source,
        },
    )
