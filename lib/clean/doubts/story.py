"""Doubts that apply to pages and copied text alike: on the story's end, length, letters, date and names."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from lib.clean.measure import ends_a_sentence, weight
from lib.clean.words import pattern
from lib.model.article import TEXT_ZONES, Article, Cleaned, Doubt
from lib.model.capture import Capture

SHORT = 60  # words below which a story is more often a remnant than a story
UNCLASSIFIED = 0.05  # of a capture's words
LINE = 40  # characters of a short line
LINES = 0.3  # of a story's segments: from here on it may be a list or a menu
PICTURED = 0.2  # of a story's text: captions that are longer are perhaps a part of it
LISTED = 0.5  # of the text in lists and tables
REPEATED = 0.05  # of its words, in runs of four
DAMAGED = 3  # places of letters read twice before a text is called damaged
AFTER = 4  # cut segments below the story in which an invitation to read on is looked for
WHOLE = 250  # words: longer texts are whole though a wall is printed below them
INVITATION = 160  # characters of an invitation to read on

# UTF-8 that was taken for windows-1252 and written as UTF-8 again: "é" stands there as "Ã©". Behind capitals
# "Ã" with a closing quotation mark or a space is Portuguese: «MANHÃ».
_TWICE = re.compile(
    r"[ÃÂ](?![\u00a0«»])[\u0080-\u00bf]|(?<![A-ZÀ-Þ])[ÃÂ][\u00a0«»]|â€[\u0080-\u00bf\u2122œ˜“”¦]|[ÐÑ][\u0080-\u00bf][ÐÑ]|(?:[РС][’‚„°µѕї»±]){2}"
)
_ELLIPSIS = pattern("endings", "ellipsis")
_MIDDLE = pattern("endings", "in the middle")
_READ_ON = pattern("endings", "read on")
_WALL = pattern("endings", "wall")
_PAGES = pattern("endings", "pages")


def doubts_of_the_story(capture: Capture, found: Cleaned) -> Iterator[Doubt]:
    """Yield all doubts about a story but those about its end: shape, letters, date, names."""
    yield from _shape(found.article)
    yield from _shares(found.article)
    yield from _left_over(found)
    if capture.partial:
        reason = (
            f"{capture.partial[:1].upper()}{capture.partial[1:]}. Look at the publisher's page for the rest."
        )
        yield Doubt(kind="only a part", reason=reason, weight=0.2)
    yield from _letters(capture, found.article)
    yield from _time(found.article)
    yield from _names(found.article)


def doubts_of_the_end(found: Cleaned) -> Iterator[Doubt]:
    """Yield doubts if the story's last segment, or segments cut just below it, suggest missing text."""
    blocks = [block for block in found.article.blocks if block.zone in TEXT_ZONES and block.end > block.at]
    if not blocks or found.article.form == "live blog":
        return
    last, words = blocks[-1], weight(found.article.text)
    below = sorted((cut for cut in found.cuts if cut.at >= last.end), key=lambda cut: cut.at)[:AFTER]
    if last.zone in ("body", "quote") and not last.level:
        if is_cut_short(last.text):
            yield cut_doubt("The text ends in an ellipsis", 0.3)
        elif stops_inside(last.text):
            yield cut_doubt("The text stops in the middle of a sentence", 0.05)
    invited = [cut.text for cut in below if reads_on(cut.text)]
    walled = [cut.text for cut in below if is_wall(cut.text)]
    for sign in (invited or walled)[:1]:
        if words < WHOLE:
            yield cut_doubt(f"Below the text stands “{sign[:80]}”", 0.3)
    for sign in [cut.text for cut in below if counts_pages(cut.text)][:1]:
        yield cut_doubt(f"The story goes over several pages: “{sign[:80]}”", 0.4)


def cut_doubt(sign: str, weight: float) -> Doubt:
    """Return a doubt, of this weight, that the text is incomplete; the sign is a clause that says why."""
    reason = f"{sign}, so the rest may be missing; open the whole story and save it once more."
    return Doubt(kind="probably cut", reason=reason, weight=round(weight, 3))


def is_cut_short(text: str) -> bool:
    """Return whether a text ends in an ellipsis."""
    return bool(_ELLIPSIS.search(text[-12:]))


def stops_inside(text: str) -> bool:
    """Return whether a text stops in the middle of a sentence."""
    return len(text) > 80 and not ends_a_sentence(text) and bool(_MIDDLE.search(text[-3:]))


def reads_on(text: str) -> bool:
    """Return whether a short line invites the reader to continue elsewhere: "Read the full story"."""
    return len(text) <= INVITATION and bool(_READ_ON.search(text))


def is_wall(text: str) -> bool:
    """Return whether a short line asks to subscribe or sign in to read on."""
    return len(text) <= 2 * INVITATION and bool(_WALL.search(text))


def counts_pages(text: str) -> bool:
    """Return whether a short line says that the text has several pages: "Page 1 of 3"."""
    return len(text) <= INVITATION and bool(_PAGES.search(text))


def _shape(story: Article) -> Iterator[Doubt]:
    """Yield doubts about a story that is very short, mostly short lines, or repeats itself."""
    words = weight(story.text)
    if story.form == "story" and words < SHORT:
        counted = "one word" if round(words) == 1 else f"{words:.0f} words"
        reason = f"The story has {counted}; look at the original, whether it holds more."
        yield Doubt(kind="very short", reason=reason, weight=round(0.3 * (1 - words / SHORT), 3))
    texts = [block.text for block in story.blocks if block.zone in TEXT_ZONES]
    share = sum(len(text) < LINE for text in texts) / max(1, len(texts))
    if story.form == "story" and share > LINES:
        reason = (
            f"Of its pieces {share:.0%} are short lines, as in lists and menus; "
            "read whether all of it belongs to the story."
        )
        yield Doubt(kind="short lines", reason=reason, weight=round(0.25 * share, 3))
    printed = story.text.split()
    runs = list(zip(printed, printed[1:], printed[2:], printed[3:], strict=False))
    share = 1 - len(set(runs)) / max(1, len(runs))
    if runs and share > REPEATED:
        reason = f"The text repeats {share:.0%} of its words; read whether a part of it was taken twice."
        yield Doubt(kind="repeated text", reason=reason, weight=round(min(0.5, share), 3))


def _shares(story: Article) -> Iterator[Doubt]:
    """Yield doubts if much of the story is under pictures, or in lists and tables."""
    sizes = Counter[str]()
    for block in story.blocks:
        sizes[block.zone] += len(block.text)
    text = max(1, sum(sizes[zone] for zone in TEXT_ZONES))
    if (share := sizes["caption"] / text) > PICTURED:
        reason = (
            f"Under pictures stands as much as {share:.0%} of the story's text; "
            "read whether a part of the story was taken for captions."
        )
        yield Doubt(kind="much under pictures", reason=reason, weight=round(min(0.3, 0.3 * share), 3))
    if (share := (sizes["list"] + sizes["table"]) / text) > LISTED:
        reason = f"Lists and tables are {share:.0%} of the text; read whether they belong to the story."
        yield Doubt(kind="mostly lists", reason=reason, weight=0.15)


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
        yield Doubt(kind="much unclassified", reason=reason, weight=round(min(0.3, share), 3))


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
        said = f"The page prints “{story.published_as}”, from which the day cannot be read"
        said = said if story.published_as else "The page does not say when the story was published"
        reason = f"{said}; it stands among the undated ones."
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
        reason = "The page gives the day of publication only; the time of day is not known."
        yield Doubt(kind="day only", reason=reason, weight=0.02)
    elif story.published_zone and story.published_zone.assumed:
        reason = f"The time zone is assumed. {story.published_zone.reason}"
        yield Doubt(kind="zone assumed", reason=reason, weight=0.01)


def _names(story: Article) -> Iterator[Doubt]:
    if not story.headline or story.provenance.get("headline") == "first words of the text":
        reason = "The page prints no headline that fits its text; look whether the right part was taken."
        yield Doubt(kind="no headline", reason=reason, weight=0.25)
    if not story.publisher:
        reason = "The capture does not say whose page it is; save the page with its address."
        yield Doubt(kind="publisher unknown", reason=reason, weight=0.03)
    language = story.provenance.get("language", "")
    if "the page declares" in language:
        reason = (
            f"The page declares another language than its text is written in: {language}; "
            "the text was believed."
        )
        yield Doubt(kind="language", reason=reason, weight=0.03)
