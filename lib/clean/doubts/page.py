"""Why a capture deserves a second look: everything that is doubtful about it, each with its weight.

What text captures and pages share is told here; what only a page can show stands in doubts_cut (a text that
was cut), doubts_votes (opinions that disagree) and doubts_fields (sources that disagree), what only a text
capture can show in doubts_text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from lib.clean.doubts.cut import doubts_of_a_cut
from lib.clean.doubts.fields import doubts_of_fields
from lib.clean.doubts.text import doubts_of_a_text
from lib.clean.doubts.votes import doubts_of_votes
from lib.clean.fields.reading import Reading
from lib.clean.text.lines import weight
from lib.model.article import Article, Cleaned, Cut, Doubt
from lib.model.capture import Capture
from lib.model.rules import confidence

SHORT = 60  # words below which a story is more often a remnant than a story
UNCLASSIFIED = 0.05  # of a capture's words
DAMAGED = 3  # places of letters read twice before a text is called damaged

# UTF-8 that was taken for windows-1252 and written as UTF-8 again: "é" stands there as "Ã©".
_TWICE = re.compile(
    r"[ÃÂ][\u0080-\u00bf]|â€[\u0080-\u00bf\u2122œ˜“”¦]|[ÐÑ][\u0080-\u00bf][ÐÑ]|(?:[РС][’‚„°µѕї»±]){2}"
)


def doubted_page(reading: Reading, found: Cleaned) -> Cleaned:
    """Return what a page holds, with its doubts and the confidence in each cut."""
    pieces, others = reading.page.pieces, reading.layout.body.others
    recall = None if reading.page.recalled is None else reading.page.recalled - others
    opinions = (reading.layout.body.chosen, recall or frozenset())
    places = [frozenset(pieces[number].at for number in taken) for taken in opinions]
    doubts = (
        *doubts_of_a_cut(reading, found),
        *doubts_of_votes(reading, recall),
        *doubts_of_fields(reading),
        *_shared(reading.page.capture, found),
    )
    return replace(found, cuts=_weighed(found.cuts, *places), doubts=doubts)


def doubted_text(capture: Capture, found: Cleaned) -> Cleaned:
    """Return what a text capture holds, with its doubts."""
    doubts = (*doubts_of_a_text(found), *_shared(capture, found))
    return replace(found, doubts=doubts)


def _weighed(cuts: Iterable[Cut], *opinions: frozenset[int]) -> tuple[Cut, ...]:
    """Return the cuts with their confidence; an opinion is the offsets of what it took for the story."""
    return tuple(
        replace(cut, confidence=confidence(cut.rule, sum(cut.at in taken for taken in opinions)))
        for cut in cuts
    )


def _shared(capture: Capture, found: Cleaned) -> Iterator[Doubt]:
    yield from _length(found.article)
    yield from _left_over(found)
    yield from _part(capture)
    yield from _letters(capture, found.article)
    yield from _time(found.article)
    yield from _names(found.article)


def _length(story: Article) -> Iterator[Doubt]:
    words = weight(story.text)
    if story.form == "story" and words < SHORT:
        counted = "one word" if round(words) == 1 else f"{words:.0f} words"
        reason = f"The story has {counted}; look at the original, whether it holds more."
        yield Doubt(kind="very short", reason=reason, weight=round(0.3 * (1 - words / SHORT), 3))


def _left_over(found: Cleaned) -> Iterator[Doubt]:
    kept = sum(len(block.text.split()) for block in found.article.blocks)
    cut = sum(len(each.text.split()) for each in found.cuts)
    vague = sum(len(each.text.split()) for each in found.cuts if each.rule == "unclassified")
    share = vague / max(1, kept + cut)
    if share > UNCLASSIFIED:
        reason = (
            f"No rule knows {share:.0%} of the page's words, which were left out; "
            "read under “What was removed” whether they belong to the story."
        )
        yield Doubt(kind="much unclassified", reason=reason, weight=round(min(0.3, 0.1 + share), 3))


def _part(capture: Capture) -> Iterator[Doubt]:
    if capture.partial:
        reason = (
            f"{capture.partial[:1].upper()}{capture.partial[1:]}. Look at the publisher's page for the rest."
        )
        yield Doubt(kind="only a part", reason=reason, weight=0.2)


def _letters(capture: Capture, story: Article) -> Iterator[Doubt]:
    if capture.doubt:
        reason = f"The letters may be wrong: {capture.doubt}. Compare them with the original page."
        lost = "\ufffd" in story.headline or "\ufffd" in story.text
        yield Doubt(kind="encoding", reason=reason, weight=0.15 if lost else 0.04)
    twice = _TWICE.findall(f"{story.headline}\n{story.text[:200_000]}")
    if len(twice) >= DAMAGED or (twice and len(story.text) < 2_000):
        reason = (
            f"The page holds letters that were damaged before it was saved, such as “{twice[0]}”; "
            "nothing was changed. Save the page once more, if the publisher has mended it."
        )
        yield Doubt(kind="encoding", reason=reason, weight=0.2)


def _time(story: Article) -> Iterator[Doubt]:
    if story.published_at is None:
        reason = "The page does not say when the story was published; it stands among the undated ones."
        yield Doubt(kind="no date", reason=reason, weight=0.05)
        return
    if story.published_at > story.captured_at + timedelta(days=2):
        reason = (
            f"The time of publication, {story.published_as}, lies after the capture; "
            "one of both is wrong. Look at the original."
        )
        yield Doubt(kind="sources disagree", reason=reason, weight=0.15)
    source = story.provenance.get("published_at", "")
    if source.startswith("htmldate"):
        reason = (
            "The page does not say clearly when the story was published; its day was guessed. Look at it."
        )
        yield Doubt(kind="day only", reason=reason, weight=0.06)
    elif "day only" in source:
        reason = "The page tells the day of publication only; the time of day is not known."
        yield Doubt(kind="day only", reason=reason, weight=0.02)
    elif story.published_zone and story.published_zone.assumed:
        reason = f"The printed time names no zone. {story.published_zone.reason}"
        yield Doubt(kind="zone assumed", reason=reason, weight=0.01)


def _names(story: Article) -> Iterator[Doubt]:
    if not story.headline or story.provenance.get("headline") == "first words of the text":
        reason = "The page prints no headline that fits its text; look whether the right part was taken."
        yield Doubt(kind="no headline", reason=reason, weight=0.25)
    if not story.publisher:
        reason = "The capture does not say whose page it is; save the page with its address."
        yield Doubt(kind="publisher unknown", reason=reason, weight=0.03)
    told = story.provenance.get("language", "")
    if "the page declares" in told:
        reason = (
            f"The page declares another language than its text is written in: {told}; the text was believed."
        )
        yield Doubt(kind="language", reason=reason, weight=0.03)
