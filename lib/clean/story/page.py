"""Reads every field of the story on a labelled page once, with its cards, ticker items and cuts."""

from dataclasses import replace
from functools import cache, partial
from itertools import chain

from lib.clean.addresses import slug_of
from lib.clean.fields.dates import PageTimes
from lib.clean.fields.declared_authors import outlets_of
from lib.clean.fields.images import images, lead_source
from lib.clean.fields.language import language
from lib.clean.fields.section import section
from lib.clean.fields.tags import page_tags
from lib.clean.found import Found
from lib.clean.label.kicker import kicker_in, kicker_of
from lib.clean.label.marks import OVERRULES
from lib.clean.label.title import declared_titles
from lib.clean.live.ticker import Item, items_of_page
from lib.clean.live.updates import bounds_of_updates, updates
from lib.clean.says.assumed_timezones import assumed_on_page, assumed_timezone
from lib.clean.says.furniture import furniture_rule
from lib.clean.says.line import find_read_time
from lib.clean.says.times import find_times
from lib.clean.segments.declared_times import machine_times
from lib.clean.segments.metadata import types
from lib.clean.segments.runs import hints_of
from lib.clean.story.cards import cards
from lib.clean.story.labelled_page import LabelledPage, text_before_authors
from lib.clean.story.story import Story, other_times, other_titles
from lib.model.cleaned import Cut, Related

READ_TIME = 160  # characters of the longest line that prints how long the story takes to read
KICKER = range(3, 60)  # characters of a kicker
_NO_KICKER = OVERRULES | {"menu", "gallery", "player", "button"}


def page_story(found: LabelledPage) -> Story:
    """Return the story of a labelled page: all fields with their sources, blocks, cards and cuts."""
    page, layout = found.page, found.layout
    spoken = language(page, text_before_authors(found.zoning))
    lines = [segment.text for segment in page.segments]
    clock = cache(partial(assumed_timezone, found.domain, spoken.value, lines, rule=layout.rules.clock))
    times = PageTimes(layout=layout, clock=clock, language=spoken.value)
    published, changed = times.published, times.changed
    zone = assumed_on_page(clock(), published.timezone)
    bounds = bounds_of_updates(published.at, changed.at, page.capture)
    pictured = ((each.element, block) for each, block in found.placed)
    captioned = [(element, block) for element, block in pictured if block.zone in ("caption", "credit")]
    pictures = images(page, captioned)
    items, related, cuts = _beside(found)
    byline = None if found.byline is None else page.segments[found.byline].text
    declared = ((title.bare, title.source) for title in declared_titles(page))
    other_heads = other_titles(layout.headline, declared)
    heads = (page.segments[number].text for number in layout.head)
    read_times = (find_read_time(text) for text in heads if len(text) < READ_TIME)
    by_day = published.source.endswith("day only")
    kicker, outlets = _kicker(found), outlets_of(page.data, found.domain)
    other_days = other_times(published.at, by_day, machine_times(page.data))
    return Story(
        capture=page.capture,
        form="live blog" if "LiveBlogPosting" in types(page.data.article) or found.live.entries else "story",
        headline=Found(layout.headline, found.headline_source, tuple(other_heads)),
        kicker=kicker,
        byline=Found(byline, "printed line" if byline else ""),
        authors=found.authors,
        publisher=found.publisher,
        site_name=found.site_name,
        published=Found(published, published.source, tuple(other_days)),
        updated=Found(changed.at, changed.source if changed.at else ""),
        address=Found(*page.address),
        slug=slug_of(page.address[0]),
        section=section(page, kicker.value, outlets, layout.rules, layout.headline_number or 0),
        tags=page_tags(layout, outlets),
        language=spoken,
        read_minutes=next((found.minutes for found in read_times if found), None),
        has_audio=any(label.rule == "field: audio" for label in found.labels)
        or any("AudioObject" in str(node.get("@type")) for node in page.data.nodes),
        blocks=found.blocks,
        images=pictures,
        updates=updates(found.live.entries, page.segments, found.blocks, bounds, zone, found.live.unprinted),
        items=items,
        item_zone=zone,
        related=related,
        cuts=cuts,
        remarks=_remarks(found, pictured=bool(pictures)),
    )


def _kicker(found: LabelledPage) -> Found[str | None]:
    """Return the kicker and its source: by a publisher's rule, in the headline, or as a line beside it."""
    layout, segments, title = found.layout, found.page.segments, found.layout.headline_number
    if by_rule := layout.rules.texts("kicker"):
        return Found(by_rule[0], layout.rules.source)
    if title is not None and (inside := kicker_in(segments[title])):
        return Found(inside, "inside the headline")
    for number in layout.head:
        segment, marks = segments[number], layout.marks[number]
        if (
            "kicker" in marks
            and not marks & _NO_KICKER
            and len(segment.text) in KICKER
            and found.labels[number].zone is None
            and number not in layout.rules.cut
            and segment.text not in found.authors.value
            and not furniture_rule(segment.text)
            and not find_times(segment.text)
            and (line := kicker_of(segment.inner))
        ):
            return Found(line, "line at the headline")
    return Found(None)


def _beside(found: LabelledPage) -> tuple[list[Item], tuple[Related, ...], tuple[Cut, ...]]:
    """Return the ticker's items, the cards for other stories, and the other cuts."""
    segments, marks = found.page.segments, found.layout.marks
    items = list(items_of_page(found.page, [label.zone is None for label in found.labels], marks))
    taken = set(chain.from_iterable(item.taken for item in items))
    free = replace(found.labels, parts=[*found.labels.parts])
    free.take(taken)
    carded = list(cards(found.page, free, marks))
    words = {block.at for item in items for block in item.blocks}
    gone = {number for number in taken if segments[number].at in words}
    gone.update(chain.from_iterable(numbers for numbers, _ in carded))
    chosen, recall = found.layout.body.chosen, found.recall
    cuts: list[Cut] = []
    for number, label in enumerate(found.labels):
        if label.rule is not None and number not in gone:
            votes = (number in chosen) + (number in recall)
            cuts += found.labels.cuts(segments[number], found.zoning.restored(number), votes)
    return items, tuple(card for _, card in carded), tuple(cuts)


def _remarks(found: LabelledPage, *, pictured: bool) -> dict[str, str]:
    """Return remarks on where things were found: body, pictures, capture, publisher's rules."""
    page, rules = found.page, found.layout.rules
    hints = hints_of((page.segments[number] for number in found.layout.kept), page.source.text)
    remarks = {
        "body": found.layout.body.source,
        "deck": "line under the headline" if any(label.zone == "deck" for label in found.labels) else None,
        "image": (lead_source(page) or "first picture in the story") if pictured else None,
        "hints": f"left out, as they are not shown in the text: {'; '.join(hints)}" if hints else None,
        "encoding": page.capture.doubt,
        "rules": rules.doubt,
    }
    said_of = {name: remark for name, remark in remarks.items() if remark}
    return said_of | dict.fromkeys(rules.printed, rules.source)
