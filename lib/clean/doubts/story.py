"""Doubts about a story that pages and copied text share: on its end, shape, letters, date and names."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from lib.clean.doubts import signs
from lib.clean.measure import ends_a_sentence, weight
from lib.clean.words import pattern
from lib.model.article import TEXT_ZONES, Article
from lib.model.capture import Capture
from lib.model.cleaned import Cleaned, Doubt
from lib.model.length import SPACED_WORD, is_estimated

SHORT = 60  # words below which a story is more often a remnant than a story
UNCLASSIFIED = 0.05  # of a capture's words, cut by no rule: as much as a paragraph of a usual story
LINE, LINE_WORDS = 40, 8  # characters and words of a short line: half a row of print, in any script
LINES = 0.3  # of a story's segments: sub-headings are fewer, entries of a menu or a list more
PICTURED = 0.2  # of a story's text: captions that are longer are perhaps a part of it
LISTED = 0.5  # of the text in lists and tables: such a story is read for its list, or is none
REPEATED = 0.05  # of its runs of words, or of letters without blanks: refrains and names of offices are less
RUN, RUN_OF_LETTERS = 4, 16
DAMAGED = 3  # places of letters read twice before a text is called damaged: one or two may be quoted
READ = 200_000  # characters in which such places are looked for, so that no text takes seconds
AFTER = 4  # cut segments below the story in which an invitation to read on is looked for
WHOLE = 250  # words: longer texts are whole though a wall is printed below them
SENTENCE = 80  # characters of the shortest text whose missing stop shows that it was cut
INVITATION = 320  # characters of a line that invites to read on, asks to subscribe or counts pages
SHOWN = 80  # characters of a sign in a doubt's sentence
AHEAD = timedelta(days=2)  # between time zones and clocks that are wrong a day is no contradiction

# UTF-8 that was taken for windows-1252 and written as UTF-8 again: "é" stands there as "Ã©". Behind capitals
# "Ã" with a closing quotation mark or a space is Portuguese: «MANHÃ».
_TWICE = re.compile(
    r"[ÃÂ](?![\u00a0«»])[\u0080-\u00bf]|(?<![A-ZÀ-Þ])[ÃÂ][\u00a0«»]|â€[\u0080-\u00bf\u2122œ˜“”¦]|[ÐÑ][\u0080-\u00bf][ÐÑ]|(?:[РС][’‚„°µѕї»±]){2}"
)
_UNIT = re.compile(rf"{SPACED_WORD.pattern}|\w")  # a word, or a letter of a script without blanks
ELLIPSIS = pattern("endings", "ellipsis")
_MIDDLE = pattern("endings", "in the middle")
READ_ON = pattern("endings", "read on")
WALL = pattern("endings", "wall")
PAGES = pattern("endings", "pages")


def doubts_of_the_story(capture: Capture, found: Cleaned) -> Iterator[Doubt]:
    """Yield all doubts about a story but those about its end: shape, letters, date, names."""
    yield from _shape(found.article)
    yield from _shares(found.article)
    yield from _left_over(found)
    if why := capture.partial:
        yield signs.ONLY_A_PART.doubt(
            f"{why[:1].upper()}{why[1:]}. Look at the publisher's page for the rest."
        )
    yield from _letters(capture, found.article)
    yield from _time(found.article)
    yield from _names(found.article)


def _shape(story: Article) -> Iterator[Doubt]:
    """Yield doubts about a story that is very short, mostly short lines, or repeats itself."""
    text = story.text
    words = weight(text)
    if words < SHORT:
        counted = "one word" if round(words) == 1 else f"{words:.0f} words"
        reason = f"The story has {counted}; look at the original, whether it holds more."
        yield signs.FEW_WORDS.doubt(reason, 1 - words / SHORT)
    parts = [block.text for block in story.blocks if block.zone in TEXT_ZONES]
    share = sum(len(part) < LINE and weight(part) < LINE_WORDS for part in parts) / max(1, len(parts))
    if share > LINES:
        reason = (
            f"Of its pieces {share:.0%} are short lines, as in lists and menus; "
            "read whether all of it belongs to the story."
        )
        yield signs.SHORT_LINES.doubt(reason, share)
    is_dense = is_estimated(text)
    printed, run = (_UNIT.findall(text), RUN_OF_LETTERS) if is_dense else (text.split(), RUN)
    runs = [tuple(printed[at : at + run]) for at in range(len(printed) - run + 1)]
    share = 1 - len(set(runs)) / max(1, len(runs))
    if runs and share > REPEATED:
        reason = f"The text repeats {share:.0%} of its words; read whether a part of it was taken twice."
        yield signs.REPEATED.doubt(reason, share)


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
        yield signs.PICTURES.doubt(reason, share)
    if (share := (sizes["list"] + sizes["table"]) / text) > LISTED:
        reason = f"Lists and tables are {share:.0%} of the text; read whether they belong to the story."
        yield signs.LISTS.doubt(reason, share)


def _left_over(found: Cleaned) -> Iterator[Doubt]:
    """Yield a doubt if much was cut that no rule knows."""
    vague = sum(weight(cut.text) for cut in found.cuts if cut.rule == "unclassified")
    texts = (*(block.text for block in found.article.blocks), *(cut.text for cut in found.cuts))
    share = vague / max(1, sum(map(weight, texts)))
    if share > UNCLASSIFIED:
        reason = (
            f"No rule knows {share:.0%} of the page's words, which were left out; "
            "read under “What was removed” whether they belong to the story."
        )
        yield signs.UNCLASSIFIED.doubt(reason, share)


def _letters(capture: Capture, story: Article) -> Iterator[Doubt]:
    """Yield doubts if letters of the story may be wrong, in this capture or as its publisher saved them."""
    text = story.text
    if capture.doubt:
        reason = f"The letters may be wrong: {capture.doubt}. Compare them with the original page."
        lost = "\ufffd" in f"{story.headline}{text}"
        yield (signs.LETTERS_LOST if lost else signs.LETTERS_GUESSED).doubt(reason)
    twice = _TWICE.findall(f"{story.headline}\n{text[:READ]}")
    if len(twice) >= DAMAGED:
        reason = (
            f"The page holds letters that were damaged before it was saved, such as “{twice[0]}”; "
            "nothing was changed. Save the page once more, if the publisher has mended it."
        )
        yield signs.LETTERS_DAMAGED.doubt(reason)


def _time(story: Article) -> Iterator[Doubt]:
    """Yield doubts about the time of publication: that it is missing, ahead, a day only, or guessed."""
    if story.published_at is None:
        said = f"The page prints “{story.published_as}”, from which the day cannot be read"
        said = said if story.published_as else "The page does not say when the story was published"
        yield signs.NO_DATE.doubt(f"{said}; it stands among the undated ones.")
        return
    if story.published_at > story.captured_at + AHEAD:
        reason = (
            f"The time of publication, {story.published_as}, lies after the capture; "
            "one of both is wrong. Look at the original."
        )
        yield signs.FUTURE.doubt(reason)
    source = story.provenance.get("published_at", "")
    if source.startswith("htmldate"):
        reason = (
            "The page does not say clearly when the story was published; its day was guessed. Look at it."
        )
        yield signs.DAY_GUESSED.doubt(reason)
    elif "day only" in source:
        reason = "The page gives the day of publication only; the time of day is not known."
        yield signs.DAY_ONLY.doubt(reason)
    elif story.published_zone and story.published_zone.assumed:
        yield signs.ZONE.doubt(f"The time zone is assumed. {story.published_zone.reason}")


def _names(story: Article) -> Iterator[Doubt]:
    """Yield doubts about the headline, the publisher and the language."""
    if not story.headline or story.provenance.get("headline") == "first words of the text":
        reason = "The page prints no headline that fits its text; look whether the right part was taken."
        yield signs.NO_HEADLINE.doubt(reason)
    if not story.publisher:
        reason = "The capture does not say whose page it is; save the page with its address."
        yield signs.NO_PUBLISHER.doubt(reason)
    language = story.provenance.get("language", "")
    if "the page declares" in language:
        reason = (
            f"The page declares another language than its text is written in: {language}; "
            "the text was believed."
        )
        yield signs.LANGUAGE.doubt(reason)


def doubts_of_the_end(found: Cleaned) -> Iterator[Doubt]:
    """Yield doubts if the story's last segment, or segments cut just below it, suggest missing text."""
    blocks = [block for block in found.article.blocks if block.zone in TEXT_ZONES]
    if not blocks or found.article.form == "live blog":
        return
    last = blocks[-1]
    if last.zone in ("body", "quote") and not last.level:
        if ELLIPSIS.search(last.text[-12:]):
            yield signs.ELLIPSIS.of_a_cut("The text ends in an ellipsis")
        elif stops_inside(last.text):
            yield signs.UNSTOPPED.of_a_cut("The text stops in the middle of a sentence")
    cuts = sorted((cut for cut in found.cuts if cut.at >= last.end), key=lambda cut: cut.at)
    below = [cut.text for cut in cuts[:AFTER] if len(cut.text) <= INVITATION]
    invited = [text for text in below if READ_ON.search(text) or WALL.search(text)]
    for sign in invited[:1] if weight(found.article.text) < WHOLE else ():
        yield signs.INVITED.of_a_cut(f"Below the text stands “{sign[:SHOWN]}”")
    for sign in [*filter(PAGES.search, below)][:1]:
        yield signs.PAGED.of_a_cut(f"The story goes over several pages: “{sign[:SHOWN]}”")


def stops_inside(text: str) -> bool:
    """Return whether a text stops in the middle of a sentence."""
    return len(text) > SENTENCE and not ends_a_sentence(text) and bool(_MIDDLE.search(text[-3:]))
