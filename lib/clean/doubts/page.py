"""Doubts about a story from a web page, each with a weight.

Doubts that pages share with copied text are in story.py and ending.py. These only a page can raise: signs
that its text is incomplete, extractors that disagree on the story, and sources that disagree on its fields.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import chain
from urllib.parse import urldefrag, urljoin

from cssselect import SelectorError
from lxml import etree
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from lib.clean.doubts.ending import cut_doubt, doubts_of_the_end
from lib.clean.doubts.story import doubts_of_the_story
from lib.clean.fields.dates import Dating
from lib.clean.label.declared_text import declared_text
from lib.clean.measure import weight
from lib.clean.says.names import is_desk, is_name_like
from lib.clean.says.titles import alike
from lib.clean.segments.declared_times import machine_times
from lib.clean.segments.metadata import Structured, first_text, texts, types
from lib.clean.story.page import LabelledPage, base_of
from lib.clean.story.story import Story
from lib.model.article import TEXT_ZONES, Cleaned, Doubt
from lib.model.capture import Capture
from lib.model.folding import folded
from lib.model.wording import count

SHORT = 150  # words: many publishers mark whole stories as not free, so the mark counts for short ones only
LONGER = 1.3  # how much longer the declared text must be
NOT_LOADED = 0.15  # what updates that were not loaded take of the confidence
SHELL = 20  # characters of scripts for each character that is shown
SELECTOR = 200  # characters of a selector that is tried
LEAST = 0.05  # of the text: a smaller disagreement is a line or two
MUCH = 0.2  # from here on most stories have lost text
MOST = 0.6  # weight of one doubt
NEAR = 5  # segments below the story where its rest stands when something parted it
APART = timedelta(days=1, hours=14)  # two times of one day can lie so far apart when one has no zone

# Paths, as a walk makes an object of every link of the page.
_FIGURES = etree.XPath("descendant-or-self::a[normalize-space(text()) = '2']")
_NEXTS = tuple(
    etree.XPath(f"//{tag}[@rel][contains(concat(' ', @rel, ' '), ' next ')]") for tag in ("link", "a")
)

# What these rules cut is known by what it is, wherever it stands.
CERTAIN = frozenset(
    {
        "page title", "repeated headline", "menu", "footer", "consent", "comments", "share", "newsletter",
        "donation", "overlay", "note",
    }
)  # fmt: skip

_SECOND = re.compile(
    r"(?:[?&](?:page|p|pg|seite|pagina|page_no|pn)=2\b|[/,_-](?:page[/_-]?|p|s|seite-?)?2/?(?=(?:\.\w+)?$))"
)


def doubted_page(labelled: LabelledPage, story: Story, found: Cleaned) -> Cleaned:
    """Return the cleaned page with the doubts about it."""
    why = labelled.layout.rules.doubt or ""
    reason = f"{why[:1].upper()}{why[1:]}."
    set_aside = [Doubt(kind="rules set aside", reason=reason, weight=0.1)] if why else []
    doubts = (
        *_of_a_cut(labelled, found),
        *_of_votes(labelled, labelled.recall),
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


def _of_a_cut(labelled: LabelledPage, found: Cleaned) -> Iterator[Doubt]:
    """Yield a doubt for every sign that text of the story is missing."""
    if labelled.layout.body.unprinted:
        return  # the page shows nothing, but its JSON-LD holds the text
    words = weight(found.article.text)
    yield from _declared_longer(labelled, found.article.text, words)
    yield from _paid(labelled, words)
    yield from _shell(labelled, found.article.text, words)
    yield from _goes_on(labelled)
    yield from doubts_of_the_end(found)


def _declared_longer(labelled: LabelledPage, text: str, words: float) -> Iterator[Doubt]:
    if "LiveBlogPosting" in types(labelled.page.data.article):
        if left_out := labelled.live.left_out:
            yield Doubt(
                kind="updates behind the page",
                reason=f"The page fetches {count(left_out, 'more update')} than it prints, kept with the "
                "original; open the live blog, load all of it, and save it again to read them here.",
                weight=NOT_LOADED,
            )
        return
    declared = weight(declared_text(labelled.page))
    if declared > LONGER * words + 50:
        yield cut_doubt(
            f"The page declares to machines a text of {declared:,.0f} words and {words:,.0f} were found",
            0.5 * (1 - words / declared),
        )
        return
    printed = (first_text(labelled.page.data.article.get("wordCount")) or "").removesuffix(".0")
    digits = re.sub(r"[\s,.]", "", printed)
    counted = int(digits) if digits.isdecimal() and len(digits) < 7 else 0
    if counted > LONGER * words + 50:
        yield cut_doubt(
            f"The publisher counts {counted:,} words and {words:,.0f} were found", 0.3 * (1 - words / counted)
        )


def _paid(labelled: LabelledPage, words: float) -> Iterator[Doubt]:
    """Yield a doubt if the page declares a paywall and little of the story is here."""
    article = labelled.page.data.article
    parts = article.get("hasPart")
    listed = [labelled.page.data.resolve(each) for each in (parts if isinstance(parts, list) else [parts])]
    paid = [each for each in listed if isinstance(each, dict) and _is_paid(each)]
    if (_is_paid(article) or paid) and words < SHORT:
        yield cut_doubt("The publisher marks the story as not free to read, and little text was found", 0.3)
    elif paid and words < 2 * SHORT and not any(_holds_text(labelled, each) for each in paid):
        yield cut_doubt("The part that the publisher marks as paid is not on the page", 0.3)


def _is_paid(node: object) -> bool:
    value = node.get("isAccessibleForFree") if isinstance(node, dict) else None
    return value is False or (
        isinstance(value, str) and value.strip().casefold().rsplit("/", 1)[-1] == "false"
    )


def _holds_text(labelled: LabelledPage, part: dict[str, object]) -> bool:
    """Return whether the page has text in the part declared as paid; True if its selector cannot be used."""
    selector = first_text(part.get("cssSelector"))
    if not selector or len(selector) > SELECTOR:
        return True  # nothing can be said
    try:
        nodes = CSSSelector(selector, translator="html")(labelled.page.tree)
    except (SelectorError, etree.XPathError, ValueError):  # no selector after all
        return True
    return any(isinstance(node, HtmlElement) and len(" ".join(node.itertext())) > 200 for node in nodes)


def _shell(labelled: LabelledPage, text: str, words: float) -> Iterator[Doubt]:
    """Yield a doubt if the page has huge scripts but hardly any text, as when scripts load the story."""
    if words >= SHORT or labelled.page.data.article:
        return
    scripts = sum(len(node.text or "") for node in labelled.page.tree.iter("script"))
    if scripts > SHELL * len(labelled.page.source.text) and scripts > 100_000:
        yield cut_doubt("The page is nearly all script, with little text that shows without it", 0.25)


def _goes_on(labelled: LabelledPage) -> Iterator[Doubt]:
    """Yield a doubt if the page links to a second page of the story, by rel=next or the number 2."""
    address = base_of(labelled.page)
    if not address or _SECOND.search(address):
        return
    main = labelled.layout.body.main
    holder = main.getparent() if main is not None and main.getparent() is not None else labelled.page.tree
    links = chain(_FIGURES(holder), *(path(labelled.page.tree) for path in _NEXTS))
    if any(_is_second(address, node.get("href") or "") for node in links):
        yield cut_doubt("The page links to a second page of the story", 0.35)


def _is_second(address: str, href: str) -> bool:
    """Return whether a link leads to the same address with the page number 2."""
    try:
        second = urldefrag(urljoin(address, href))[0] if len(href) < 500 else ""
    except ValueError:  # no address
        return False
    return bool(_SECOND.search(second)) and _bare(_SECOND.sub("", second)) == _bare(address)


def _bare(address: str) -> str:
    return re.sub(r"^https?://(?:www\.|m\.)?|(?:\.\w{2,5})?/?(?:[?#].*)?$", "", address)


def _of_votes(labelled: LabelledPage, recall: frozenset[int]) -> Iterator[Doubt]:
    """Yield doubts about much cut inside the story, and much kept that `recall`, a second opinion, lacks."""
    kept = frozenset(n for n, label in enumerate(labelled.labels) if label.zone in TEXT_ZONES)
    size = _size(labelled, kept)
    last = max(kept, default=0)
    below = (number for number in range(last + 1, last + 1 + NEAR) if number in recall)
    held = {*labelled.layout.inside, *labelled.layout.body.chosen, *below}
    rules = ((number, labelled.labels[number].rule or "") for number in held - kept)
    # What is cut for where it stands or how it reads, not for what it is.
    unsure = (n for n, rule in rules if rule and rule not in CERTAIN and not rule.startswith("field"))
    left = _size(labelled, (number for number in unsure if labelled.page.segments[number].linked < 0.9))
    if (share := left / max(1, left + size)) > LEAST:
        reason = (
            f"In the story and right below it {share:.0%} of the text was left out; "
            "read under “What was removed” whether it belongs to it."
        )
        kind, weight = ("probably cut", min(MOST, share)) if share > MUCH else ("opinions differ", share / 2)
        yield Doubt(kind=kind, reason=reason, weight=round(weight, 3))
    if (share := _size(labelled, kept - recall) / max(1, size)) > LEAST:
        reason = (
            f"A second opinion does not hold {share:.0%} of the kept text; "
            "read whether all of it belongs to the story."
        )
        yield Doubt(kind="perhaps too much", reason=reason, weight=round(min(0.1, 0.4 * share), 3))
    if labelled.layout.body.source.startswith("own rule"):
        reason = (
            "The page is too large for the libraries: every long paragraph was kept; compare the original."
        )
        yield Doubt(kind="libraries too slow", reason=reason, weight=0.2)


def _size(labelled: LabelledPage, numbers: Iterable[int]) -> int:
    return sum(len(labelled.page.folds[number]) for number in numbers)


def _headline(labelled: LabelledPage) -> Iterator[Doubt]:
    """Yield a doubt if the page's only h1 and its declared headlines are all unlike the chosen one."""
    title, data = labelled.layout.headline, labelled.page.data
    heads = [segment.text for segment in labelled.page.segments if segment.element.tag == "h1"]
    declared = [first_text(data.article.get("headline")), data.named("og:title")]
    others = [each for each in (*(heads if len(heads) == 1 else ()), *declared) if each and each != title]
    if title and others and not any(alike(title, each) for each in others):
        reason = (
            f"The headline is “{title[:120]}”, but the page also gives “{others[0][:120]}”; "
            "look which of both is the story's."
        )
        yield Doubt(kind="headline", reason=reason, weight=0.1)


def _dates(data: Structured, dated: Dating) -> Iterator[Doubt]:
    at = dated.at
    if at is None:
        return
    for other in machine_times(data):
        if abs(other.moment.replace(tzinfo=None) - at.replace(tzinfo=None)) > APART:
            reason = (
                f"The story is dated {at:%Y-%m-%d} by {dated.source}, "
                f"but {other.source} says {other.printed}; look at the original which is right."
            )
            yield Doubt(kind="sources disagree", reason=reason, weight=0.08)
            return


def _authors(labelled: LabelledPage) -> Iterator[Doubt]:
    """Yield a doubt if the byline and the metadata name different persons."""
    data = labelled.page.data
    given = data.article.get("author")
    listed = [data.resolve(each) for each in (given if isinstance(given, list) else [given])]
    persons = (text for each in listed if "Person" in types(each) for text in texts(each))
    declared = [each for each in persons if is_name_like(each) and not is_desk(each)]
    authors = labelled.authors.value
    names, whole = [folded(each) for each in authors], "".join(map(folded, declared))
    if names and declared and not any(each in whole or whole in each for each in names):
        reason = (
            f"The byline gives {', '.join(authors[:3])}, but the page declares to machines "
            f"{', '.join(declared[:3])[:120]}; look at the original who wrote it."
        )
        yield Doubt(kind="sources disagree", reason=reason, weight=0.03)
