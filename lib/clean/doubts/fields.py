"""Doubts about the fields of a page: its own sources disagree, or a rule no longer fits."""

from collections.abc import Iterator
from datetime import timedelta

from lib.clean.dates.instants import Instant, read_instant
from lib.clean.dates.published import PUBLISHED_META
from lib.clean.fields.headline import alike
from lib.clean.fields.names import is_desk, is_name_like
from lib.clean.fields.reading import Reading
from lib.clean.html.structured import Structured, first_text, texts, types
from lib.model.article import Doubt
from lib.model.folding import folded

APART = timedelta(days=1, hours=14)  # two times of one day can lie so far apart when one has no zone


def doubts_of_fields(reading: Reading) -> Iterator[Doubt]:
    """Yield every field whose sources do not agree."""
    yield from _headline(reading)
    yield from _dates(reading)
    yield from _authors(reading)
    if reading.layout.rules.doubt:
        reason = f"{reading.layout.rules.doubt[:1].upper()}{reading.layout.rules.doubt[1:]}."
        yield Doubt(kind="rules set aside", reason=reason, weight=0.1)


def _headline(reading: Reading) -> Iterator[Doubt]:
    """Yield a headline that nothing else on the page confirms.

    Neither its one h1 nor what machines are told.
    """
    title, data = reading.layout.headline, reading.page.data
    heads = [piece.text for piece in reading.page.pieces if piece.element.tag == "h1"]
    told = [first_text(data.article.get("headline")), data.named("og:title")]
    others = [each for each in (*(heads if len(heads) == 1 else ()), *told) if each and each != title]
    if title and others and not any(alike(title, each) for each in others):
        reason = (
            f"The headline is “{title[:120]}”, but the page also gives “{others[0][:120]}”; "
            "look which of both is the story's."
        )
        yield Doubt(kind="headline", reason=reason, weight=0.1)


def _dates(reading: Reading) -> Iterator[Doubt]:
    at = reading.published.at
    if at is None:
        return
    for other in _told(reading.page.data):
        if abs(other.moment.replace(tzinfo=None) - at.replace(tzinfo=None)) > APART:
            reason = (
                f"The story is dated {at:%Y-%m-%d} by {reading.published.source}, "
                f"but {other.source} says {other.printed}; look at the original which is right."
            )
            yield Doubt(kind="sources disagree", reason=reason, weight=0.08)
            return


def _told(data: Structured) -> Iterator[Instant]:
    """Yield the time of publication as the story's JSON-LD and the meta tags give it."""
    for value in texts(data.article.get("datePublished"))[:1]:
        if found := read_instant(value, "json-ld"):
            yield found
    for name in PUBLISHED_META[:4]:
        for value in data.meta.get(name, ())[:1]:
            if found := read_instant(value, f"meta {name}"):
                yield found


def _authors(reading: Reading) -> Iterator[Doubt]:
    """Yield persons in print, and other persons in the metadata, where often a publisher or a desk is
    named.
    """
    told = [each for each in _persons(reading.page.data) if is_name_like(each) and not is_desk(each)]
    authors = reading.signature.authors
    names, whole = [folded(each) for each in authors], "".join(map(folded, told))
    if names and told and not any(each in whole or whole in each for each in names):
        reason = (
            f"The byline gives {', '.join(authors[:3])}, but the page tells machines "
            f"{', '.join(told[:3])[:120]}; look at the original who wrote it."
        )
        yield Doubt(kind="sources disagree", reason=reason, weight=0.03)


def _persons(data: Structured) -> list[str]:
    given = data.article.get("author")
    listed = [data.resolve(each) for each in (given if isinstance(given, list) else [given])]
    return [text for each in listed if "Person" in types(each) for text in texts(each)]
