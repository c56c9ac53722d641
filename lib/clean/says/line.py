"""Classifies a line of copied text by itself, before its place on the page is known."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from lib.clean.measure import weight
from lib.clean.says.bylines import byline_of
from lib.clean.says.captions import caption_of, heads_caption, names_holder
from lib.clean.says.clocks import clock_alone, is_weekday_clock
from lib.clean.says.furniture import wording
from lib.clean.says.relative_times import find_relative
from lib.clean.says.times import TIME_WORDS, find_times, undated_clock
from lib.clean.segment import Caption, Mark, PrintedTime, ReadTime, Segment, WordingRule
from lib.clean.words import pattern
from lib.model.folding import folded_words

_PICTURE = WordingRule(name="other caption", longest=100, cost=1)
_PROMOTION = WordingRule(name="promotion", longest=24)  # words of the longest call to the reader
_CALL = pattern("calls", "opening")
_QUOTE = pattern("letters", "quotation mark")
_BESIDE, _BESIDE_DAY = 11, 6  # words beside the times in their line, with a clock and with days alone
_SENTENCE_WORDS = 10  # of the longest sentence that only says when
_RELATIVE_LINE = 10  # words of a line with a relative time
_UNDATED_LINE = 7  # and of one with a labelled time of day
_READ_LINE, _LONG_READ_LINE = 8, 45  # of one with a reading time, alone and beside other words
_TO_CAPTION, _LEAST_CAPTION, _TAKER = 4, 4, 4  # lines down to a caption, words of it, of who took the picture
_OPENING = 300  # characters of a line in which a reading time is looked for


def mark_lines(lines: Iterable[Segment]) -> list[Segment]:
    """Return the lines with marks, also those that only a line beside them explains: a labelled caption."""
    marked: list[Segment] = []
    known: dict[tuple[str, str], Mark] = {}  # pages print many lines again and again
    for line in lines:
        mark = known.get((line.text, line.sign)) or _mark(line)
        known[line.text, line.sign] = mark
        above = marked[-1] if marked else None
        if mark.rule is None and above and above.mark.rule and is_echo(line, above):
            mark = Mark("rule", _PROMOTION)
        if heads_caption(line.text):
            mark = Mark("rule", _PICTURE)
        elif above and heads_caption(above.text) and mark.rule is None:
            end = len(line.text)
            mark = Mark("caption", caption=Caption(end, end, end, True))
        marked.append(replace(line, mark=mark))
    pictures = Mark("rule", _PICTURE)
    return [
        replace(line, mark=pictures) if _is_alternative(line, marked[place : place + _TO_CAPTION]) else line
        for place, line in enumerate(marked, 1)
    ]


def _is_alternative(line: Segment, below: Sequence[Segment]) -> bool:
    """Return whether a line describes a picture for screen readers: the caption below says the same."""
    if line.weight < _LEAST_CAPTION or line.mark.kind:
        return False
    for each, after in pairwise(below):
        if each.mark.caption and each.mark.caption.end:
            return folded_words(each.text[: each.mark.caption.end]) == line.key
        if each.key == line.key:
            taker = after.text.isupper() and after.weight <= _TAKER
            return line.terminal and (taker or after.mark.kind == "credit")
        if each.mark.rule_name != "control":
            return False
    return False


def is_filed(line: Segment) -> bool:
    """Return whether a line gives date and sections, as blog themes do below a story."""
    return bool(pattern("lines", "filed").match(line.text))


def rule_of(line: Segment) -> WordingRule | None:
    """Return the rule that makes a line of copied text furniture, such as "newsletter"; None for others.

    A line is furniture by its wording, or as a call on the reader to visit, follow or subscribe that is not a
    quotation.
    """
    short = line.weight <= _PROMOTION.longest and line.sentences <= 1 and not _QUOTE.search(line.text)
    calls = short and _CALL.match(line.text) and pattern("calls", "held").search(line.text)
    return wording(line.text) or (_PROMOTION if calls else None)


def is_echo(line: Segment, above: Segment) -> bool:
    """Return whether a line has only words of a call above it: "Delta" below "Visit Delta"."""
    is_called = bool(line.key and _CALL.match(above.text))
    return is_called and set(line.key.split()) <= set(above.key.split())


def find_read_time(text: str) -> ReadTime | None:
    """Return the reading time that a publisher prints, such as "4 min read"; None if there is none."""
    match = pattern("lines", "read time").search(text[:_OPENING])
    if not match:
        return None
    start = match.start() + len(match.group()) - len(match.group().lstrip())
    return ReadTime(start, match.end(), int(match["labelled"] or match["minutes"] or match["most"]))


def _mark(line: Segment) -> Mark:
    if line.sign == "!":
        return Mark("rule", _PICTURE)
    times = find_times(line.text)
    read_time = find_read_time(line.text) if line.weight <= _LONG_READ_LINE else None
    byline = byline_of(line, times)
    if byline:
        undated = undated_clock(line.text, byline.end) if not times and byline.end else None
        relative = find_relative(line.text) if not times else None
        return Mark(
            "byline", times=times, byline=byline, read_time=read_time, undated=undated, relative=relative
        )
    return _of_picture(line, times) or _of_time(line, times, read_time) or _of_words(line, times)


def _of_picture(line: Segment, times: list[PrintedTime]) -> Mark | None:
    """Return the mark of a caption that says on which day its picture was taken; None for other lines."""
    if not times or any(each.clock or each.role != "unlabelled" for each in times):
        return None
    caption = caption_of(line)
    words = weight(line.text[: times[0].start])
    if not caption or not caption.sure or words < _LEAST_CAPTION or caption.credit_start < times[-1].end:
        return None
    return Mark("caption", caption=caption, times=times)


def _of_time(line: Segment, times: list[PrintedTime], read_time: ReadTime | None) -> Mark | None:
    """Return the mark of a line that has hardly more than a time or reading time; None for other lines."""
    rest = line.weight - TIME_WORDS * len(times)
    clocked = any(each.clock for each in times)
    labelled = bool(times) and all(time.role != "unlabelled" for time in times)  # ending in "p.m."
    sentence = line.terminal and line.weight > _SENTENCE_WORDS and not labelled
    fits = rest <= (_BESIDE if clocked else _BESIDE_DAY) and not sentence
    if times and (fits or is_filed(line)):
        return Mark("time", times=times, read_time=read_time)
    if read_time and line.weight <= _READ_LINE:
        return Mark("read time", read_time=read_time)
    relative = find_relative(line.text) if line.weight <= _RELATIVE_LINE and not times else None
    if relative:
        return Mark("time", read_time=read_time, relative=relative)
    clock = clock_alone(line.text)
    if clock:
        return Mark("clock", clock=clock)
    if is_weekday_clock(line.text):
        return Mark("time")
    undated = undated_clock(line.text) if not times and line.weight <= _UNDATED_LINE else None
    if undated:
        return Mark("time", undated=undated)
    return None


def _of_words(line: Segment, times: list[PrintedTime]) -> Mark:
    """Return the mark of a line as furniture, caption or credit by its wording; else an empty mark."""
    rule = rule_of(line)
    if rule and not (rule.name == "note" and names_holder(line.text)):
        return Mark("rule", rule, times=times)
    caption = caption_of(line)
    if caption:
        return Mark("caption" if caption.end else "credit", caption=caption, times=times)
    return Mark(times=times)
