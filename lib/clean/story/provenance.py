"""Where each field of a story was read, and what other sources on the page say instead."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from lib.clean.fields.declared_authors import declared_authors
from lib.clean.fields.images import lead_source
from lib.clean.fields.tags import sections
from lib.clean.label.title import alike, bare_title, declared_titles, kicker_in
from lib.clean.says.instants import Instant
from lib.clean.segments.declared_times import machine_times
from lib.clean.segments.html import hints_of
from lib.clean.story.page import HtmlStory
from lib.clean.story.text import TextStory
from lib.model.folding import folded

MOST = 2  # dissenting sources that are named
LONGEST = 120  # characters of what one of them says
APART = timedelta(minutes=5)  # two times that carry their zones
APART_UNZONED = timedelta(hours=15)  # two times of which one does not
APART_DAYS = timedelta(hours=39)  # a day alone, begun in any zone, and a time

Claim = tuple[str, str]  # what a source says, and its name


def page_sources(story: HtmlStory) -> dict[str, str]:
    """Return for each field the source that won, and behind semicolons what others say instead."""
    rules, doubt = story.layout.rules, story.capture.doubt
    sources = {
        **_agreed(story),
        "headline": _headline(story),
        "body": story.layout.body.source,
        "tags": story.found_tags[1],
        "language": story.found_language[1],
        "canonical_url": story.page.address[1],
        **_printed(story),
        **({"image": lead_source(story.page) or "first picture in the story"} if story.images else {}),
    }
    if not story.domain and story.publisher_name[0]:
        sources["publisher"] = story.publisher_name[1]
    if story.updated is not None:
        sources["updated_at"] = story.times.changed.source
    if hints := hints_of((story.page.pieces[n] for n in story.layout.kept), story.page.source.text):
        sources["hints"] = f"left out, as they are not shown in the text: {'; '.join(hints)}"
    if doubt:
        sources["encoding"] = doubt
    if rules.doubt:
        sources["rules"] = rules.doubt
    return sources | dict.fromkeys(rules.printed, rules.source)


def text_sources(story: TextStory) -> dict[str, str]:
    """Return for each field of a text capture where it was read."""
    headed = "line over the text that shares its words"
    found = {
        "headline": headed if story.head.headline else "first words of the text",
        "authors": story.signature.byline_rule,
        "published_at": story.published.source,
        "publisher": story.publisher_source,
        "tags": "tags line" if story.tags else "",
        "language": "text",
    }
    return {field: source for field, source in found.items() if source}


def _printed(story: HtmlStory) -> dict[str, str]:
    """Return where the fields were read that only some pages have."""
    opening = "first words of the text"
    title = story.layout.headline_piece
    inside = title is not None and kicker_in(story.page.pieces[title])
    decked = any(label.zone == "deck" for label in story.labels)
    found = {
        "byline": "printed line" if story.byline else None,
        "kicker": ("inside the headline" if inside else "line at the headline") if story.kicker else None,
        "deck": "line under the headline" if decked else None,
        "dateline": opening if story.dateline else None,
        "wire": (opening if story.opening[1] else "authors") if story.wire else None,
    }
    return {name: source for name, source in found.items() if source}


def _headline(story: HtmlStory) -> str:
    titles = declared_titles(story.page.data, story.page.pieces)
    titled = [(bare_title(title, story.page.data), where) for title, where in titles]
    return with_dissent(story.headline_source, other_titles(story.layout.headline, titled))


def _agreed(story: HtmlStory) -> dict[str, str]:
    """Return the sources of the fields that several sources for machines may give."""
    data, dated, signed = story.page.data, story.published, story.signature
    lists = list(declared_authors(data, story.outlets, story.domain))
    times = other_times(dated.at, dated.source.endswith("day only"), machine_times(data))
    return {
        "authors": with_dissent(signed.source, other_authors(signed.authors, lists)),
        "published_at": with_dissent(dated.source, times),
        "section": with_dissent(story.found_section[1], other_words(story.section, sections(data))),
    }


def with_dissent(source: str, claims: Iterable[Claim]) -> str:
    """Return the winning source, and behind semicolons what others say instead."""
    notes: dict[str, str] = {}
    for text, where in claims:
        notes.setdefault(folded(text), f'{where} says "{text[:LONGEST]}"')
    return "; ".join([source, *list(notes.values())[:MOST]])


def other_titles(headline: str | None, claims: Iterable[Claim]) -> Iterator[Claim]:
    """Yield the titles that are worded otherwise than the headline: not only longer or shorter.

    The title element is written for search engines: it tells only where it is of another story.
    """
    own = folded(headline or "")
    for title, where in claims:
        fold = folded(title)
        if not own or not fold or own in fold or fold in own:
            continue
        if where != "title" or not alike(headline or "", title):
            yield title, where


def other_authors(authors: Sequence[str], lists: Iterable[tuple[Sequence[str], str]]) -> Iterator[Claim]:
    """Yield the lists that name somebody else, or nobody of the authors."""
    own = set(map(folded, authors))
    for names, where in lists:
        if set(map(folded, names)) - own:
            yield ", ".join(names), where


def other_times(at: datetime | None, day_only: bool, instants: Iterable[Instant]) -> Iterator[Claim]:
    """Yield the instants that are not the one that was chosen (UTC)."""
    for each in instants if at is not None else ():
        aware = each.moment.tzinfo is not None
        moment = each.moment.astimezone(UTC) if aware else each.moment.replace(tzinfo=UTC)
        if at is not None and abs(moment - at) > _tolerance(day_only or each.day_only, aware):
            yield each.printed[:40], each.source


def _tolerance(day_only: bool, aware: bool) -> timedelta:
    return APART_DAYS if day_only else APART if aware else APART_UNZONED


def other_words(chosen: str | None, claims: Iterable[Claim]) -> Iterator[Claim]:
    """Yield what is written otherwise than a chosen word or two."""
    for text, where in claims:
        if chosen and folded(text) != folded(chosen):
            yield text, where
