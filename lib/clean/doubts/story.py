"""Doubts about a story that pages and copied text share: on its end, shape, letters, date and names."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from lib.clean.doubts.signs import doubt
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
    """Yield the doubts about a story's shape, letters, date and names, but none about its end."""
    yield from _shape(found.article)
    yield from _shares(found)
    if why := capture.partial:
        yield doubt("only a part", why=f"{why[:1].upper()}{why[1:]}")
    yield from _letters(capture, found.article)
    yield from _time(found.article)
    yield from _names(found.article)


def _shape(story: Article) -> Iterator[Doubt]:
    """Yield doubts about a story that is very short, mostly short lines, or repeats itself."""
    text = story.text
    words = weight(text)
    if words < SHORT:
        counted = "one word" if round(words) == 1 else f"{words:.0f} words"
        yield doubt("few words", 1 - words / SHORT, counted=counted)
    parts = [block.text for block in story.blocks if block.zone in TEXT_ZONES]
    share = sum(len(part) < LINE and weight(part) < LINE_WORDS for part in parts) / max(1, len(parts))
    if share > LINES:
        yield doubt("short lines", share)
    is_dense = is_estimated(text)
    printed, run = (_UNIT.findall(text), RUN_OF_LETTERS) if is_dense else (text.split(), RUN)
    runs = [tuple(printed[at : at + run]) for at in range(len(printed) - run + 1)]
    share = 1 - len(set(runs)) / max(1, len(runs))
    if runs and share > REPEATED:
        yield doubt("repeated", share)


def _shares(found: Cleaned) -> Iterator[Doubt]:
    """Yield doubts if much text is in captions, lists and tables, or if much was cut without a rule."""
    blocks, sizes = found.article.blocks, Counter[str]()
    for block in blocks:
        sizes[block.zone] += len(block.text)
    text = max(1, sum(sizes[zone] for zone in TEXT_ZONES))
    if (share := sizes["caption"] / text) > PICTURED:
        yield doubt("pictures", share)
    if (share := (sizes["list"] + sizes["table"]) / text) > LISTED:
        yield doubt("lists", share)
    vague = sum(weight(cut.text) for cut in found.cuts if cut.rule == "unclassified")
    words = sum(weight(block.text) for block in blocks) + sum(weight(cut.text) for cut in found.cuts)
    share = vague / max(1, words)
    if share > UNCLASSIFIED:
        yield doubt("unclassified", share)


def _letters(capture: Capture, story: Article) -> Iterator[Doubt]:
    """Yield doubts if letters of the story may be wrong, in this capture or as its publisher saved them."""
    text = story.text
    if capture.doubt:
        lost = "\ufffd" in f"{story.headline}{text}"
        yield doubt("letters lost" if lost else "letters guessed", why=capture.doubt)
    twice = _TWICE.findall(f"{story.headline}\n{text[:READ]}")
    if len(twice) >= DAMAGED:
        yield doubt("letters damaged", letters=twice[0])


def _time(story: Article) -> Iterator[Doubt]:
    """Yield doubts about a time of publication that is missing, in the future, a day only, or guessed."""
    if story.published_at is None:
        yield doubt("unread date" if story.published_as else "no date", printed=story.published_as)
        return
    if story.published_at > story.captured_at + AHEAD:
        yield doubt("future", printed=story.published_as)
    source = story.provenance.get("published_at", "")
    if source.startswith("htmldate"):
        yield doubt("day guessed")
    elif "day only" in source:
        yield doubt("day only")
    elif story.published_zone and story.published_zone.assumed:
        yield doubt("zone", why=story.published_zone.reason)


def _names(story: Article) -> Iterator[Doubt]:
    """Yield doubts about the headline, the publisher and the language."""
    if not story.headline or story.provenance.get("headline") == "first words of the text":
        yield doubt("no headline")
    if not story.publisher:
        yield doubt("no publisher")
    language = story.provenance.get("language", "")
    if "the page declares" in language:
        yield doubt("language", languages=language)


def doubts_of_the_end(found: Cleaned) -> Iterator[Doubt]:
    """Yield doubts if the story's last segment, or segments cut just below it, suggest missing text."""
    blocks = [block for block in found.article.blocks if block.zone in TEXT_ZONES]
    if not blocks or found.article.form == "live blog":
        return
    last = blocks[-1]
    if last.zone in ("body", "quote") and not last.level:
        if ELLIPSIS.search(last.text[-12:]):
            yield doubt("ellipsis")
        elif stops_inside(last.text):
            yield doubt("unstopped")
    cuts = sorted((cut for cut in found.cuts if cut.at >= last.end), key=lambda cut: cut.at)
    below = [cut.text for cut in cuts[:AFTER] if len(cut.text) <= INVITATION]
    invited = [text for text in below if READ_ON.search(text) or WALL.search(text)]
    for line in invited[:1] if weight(found.article.text) < WHOLE else ():
        yield doubt("invited", line=line[:SHOWN])
    for line in [*filter(PAGES.search, below)][:1]:
        yield doubt("paged", line=line[:SHOWN])


def stops_inside(text: str) -> bool:
    """Return whether a text stops in the middle of a sentence."""
    return len(text) > SENTENCE and not ends_a_sentence(text) and bool(_MIDDLE.search(text[-3:]))
