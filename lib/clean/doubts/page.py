"""Doubts about a story from a page: extractors disagree on its text, or sources on its fields.

Doubts that pages share with copied text are in story.py, signs of a missing rest in whole.py.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import chain

from lib.clean.doubts.signs import doubt
from lib.clean.doubts.story import doubts_of_the_end, doubts_of_the_story
from lib.clean.doubts.whole import doubts_of_the_whole
from lib.clean.fields.dating import Dating
from lib.clean.says.names import is_name_like
from lib.clean.says.titles import alike
from lib.clean.segments.declared_times import machine_times
from lib.clean.segments.metadata import Structured, first_text, texts, types
from lib.clean.story.labelled_page import LabelledPage
from lib.clean.story.story import Story
from lib.model.article import TEXT_ZONES
from lib.model.capture import Capture
from lib.model.cleaned import Cleaned, Doubt
from lib.model.folding import folded
from lib.model.rules import RULES

LEAST = 0.05  # of the text: a smaller disagreement is a line or two
MUCH = 0.2  # from here on most stories have lost text
NEAR = 5  # segments below the story where its rest stands when something parted it
LINKED = 0.9  # of a segment's text: one that is all links is no text that was left out
APART = timedelta(days=1, hours=14)  # two times of one day can lie so far apart when one has no zone
SHOWN, NAMED = 120, 3  # characters of a text, and names, that a reason quotes


def doubted_page(labelled: LabelledPage, story: Story, found: Cleaned) -> Cleaned:
    """Return the cleaned page with the doubts about it."""
    why = labelled.layout.rules.doubt
    set_aside = [doubt("rules set aside", why=f"{why[:1].upper()}{why[1:]}")] if why else []
    rest = chain(doubts_of_the_whole(labelled, found.article.text), doubts_of_the_end(found))
    doubts = (
        *(() if labelled.layout.body.unprinted else rest),  # where only scripts hold the text, all is there
        *_of_votes(labelled),
        *_headline(labelled),
        *_dates(labelled.page.data, story.published.value),
        *_authors(labelled),
        *set_aside,
        *doubts_of_the_story(labelled.page.capture, found),
    )
    return replace(found, doubts=doubts)


def doubted_text(capture: Capture, found: Cleaned) -> Cleaned:
    """Return the cleaned text capture with the doubts about it."""
    return replace(found, doubts=(*doubts_of_the_end(found), *doubts_of_the_story(capture, found)))


def _of_votes(labelled: LabelledPage) -> Iterator[Doubt]:
    """Yield doubts if much of the story was cut, much was kept for no reason, or the page is too large.

    Kept for no reason are segments that a second, generous opinion leaves out and that are built unlike the
    story.
    """
    kept = frozenset(n for n, label in enumerate(labelled.labels) if label.zone in TEXT_ZONES)
    size = labelled.page.folded_letters(kept)
    left = labelled.page.folded_letters(_left_out(labelled, kept))
    if (share := left / max(1, left + size)) > LEAST:
        yield doubt("much left out" if share > MUCH else "left out", share)
    builds = Counter[tuple[str | None, ...]]()
    for number in kept:
        builds[labelled.page.segments[number].build] += len(labelled.page.folds[number])
    own = max(builds, key=builds.__getitem__, default=None)  # what most of the text is built as
    foreign = (number for number in kept - labelled.recall if labelled.page.segments[number].build != own)
    if (share := labelled.page.folded_letters(foreign) / max(1, size)) > LEAST:
        yield doubt("too much", share)
    if labelled.layout.body.source.startswith("own rule"):
        yield doubt("too large")


def _left_out(labelled: LabelledPage, kept: frozenset[int]) -> Iterator[int]:
    """Yield the numbers of segments inside the story, or right below it, that only place or wording cut."""
    last = max(kept, default=0)
    below = (number for number in range(last + 1, last + 1 + NEAR) if number in labelled.recall)
    for number in {*labelled.layout.inside, *labelled.layout.body.chosen, *below} - kept:
        rule = labelled.labels[number].rule
        if rule and RULES[rule].doubt and labelled.page.segments[number].linked < LINKED:
            yield number


def _headline(labelled: LabelledPage) -> Iterator[Doubt]:
    """Yield a doubt if the page's only h1 and its declared headlines all differ from the chosen headline."""
    title, data = labelled.layout.headline, labelled.page.data
    heads = [segment.text for segment in labelled.page.segments if segment.element.tag == "h1"]
    declared = [first_text(data.article.get("headline")), data.named("og:title")]
    others = [each for each in (*(heads if len(heads) == 1 else ()), *declared) if each and each != title]
    if title and others and not any(alike(title, each) for each in others):
        yield doubt("other headline", chosen=title[:SHOWN], other=others[0][:SHOWN])


def _dates(data: Structured, dated: Dating) -> Iterator[Doubt]:
    """Yield a doubt if a declared time of publication is of another day than the chosen one."""
    if dated.at is None:
        return
    at = dated.at.replace(tzinfo=None)
    for other in machine_times(data):
        if abs(other.moment.replace(tzinfo=None) - at) > APART:
            yield doubt("other day", chosen=at, source=dated.source, other=other)
            return


def _authors(labelled: LabelledPage) -> Iterator[Doubt]:
    """Yield a doubt if the byline and the metadata name different persons."""
    data = labelled.page.data
    persons = (node for node in data.listed(data.article.get("author")) if "Person" in types(node))
    declared = [name for node in persons for name in texts(node) if is_name_like(name)]
    authors = labelled.authors.value
    names, whole = [folded(each) for each in authors], "".join(map(folded, declared))
    if names and declared and not any(each in whole for each in names):
        shown = ", ".join(declared[:NAMED])[:SHOWN]
        yield doubt("other authors", printed=", ".join(authors[:NAMED]), declared=shown)
