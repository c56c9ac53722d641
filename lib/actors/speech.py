"""Finds quotations with their speakers in paragraphs and stories: quoted words beside "said" and an actor."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lib.actors import speech_patterns as patterns
from lib.actors.office_words import is_title_word
from lib.actors.speech_units import Named, Span, Unit, units
from lib.model.article import Block
from lib.model.mention import Kind, Mention, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Quoted words and their speaker; text[start:end] are the sentences that show who speaks."""

    start: int
    end: int
    words: str
    speaker: Named


def quotations(text: str, names: Sequence[Named]) -> list[Quotation]:
    """Return the quotations in a paragraph that have a certain speaker, in reading order.

    A speaker is the subject of a verb of speech beside the quotation: "...," said the minister Ida Brandt;
    Brandt told reporters that "..."; according to Brandt, "...". "He" and "she" mean the only person named in
    the preceding sentence; a quotation alone after another has the same speaker.
    """
    found: list[Quotation] = []
    before: Unit | None = None
    for unit in units(text, names):
        last = found[-1] if found and before and found[-1].end == before.end else None
        if unit.is_bare and unit.quotes and last is not None:
            found[-1] = replace(last, end=unit.end, words=f"{last.words} … {unit.words(unit.quotes)}")
        elif attributed := _attributed(unit):
            found += attributed
        elif unit.quotes and before is not None and (speaker := _meant_by_pronoun(unit, before, last)):
            start = last.start if last is not None and not before.names else before.start
            words = unit.words(unit.quotes)
            found.append(Quotation(start=start, end=unit.end, words=words, speaker=speaker))
        before = unit
    return found


def in_story(
    blocks: Sequence[Block], mentions: Iterable[Mention]
) -> Iterator[tuple[int, Quotation, Mention]]:
    """Yield the quotations in a story, with the number of their block and the mention of their speaker."""
    speaking: defaultdict[int, dict[Named, Mention]] = defaultdict(dict)
    for each in mentions:
        if may_speak(each.kind, each.role):
            name = Named(start=each.start, end=each.end, key=each.actor_id, kind=each.kind)
            speaking[each.block][name] = each
    for block, names in sorted(speaking.items()):
        if patterns.QUOTATION_MARK.search(blocks[block].text):
            for found in quotations(blocks[block].text, sorted(names, key=lambda name: name.start)):
                yield block, found, names[found.speaker]


def may_speak(kind: Kind, role: Role) -> bool:
    """Return whether a name can be a speaker's: a country's only if it means the government (the Kremlin)."""
    return role == "metonym" if kind == "country" else role not in ("demonym", "nested")


def _attributed(unit: Unit) -> list[Quotation]:
    """Return the unit's quotations, those of one speaker joined; [] if nobody in it is said to speak."""
    speaking = [
        name for low, high in unit.parts() for name in unit.names
        if unit.quotes and low <= name.start < high and _speaks(unit, name, low, high)
    ]  # fmt: skip
    by_speaker: dict[str, tuple[Named, list[Span]]] = {}
    for quote in unit.quotes if speaking else ():
        speaker = _speaker_of(quote, unit, speaking)
        by_speaker.setdefault(speaker.key, (speaker, []))[1].append(quote)
    return [
        Quotation(start=unit.start, end=unit.end, words=unit.words(quotes), speaker=speaker)
        for speaker, quotes in by_speaker.values()
    ]


def _speaker_of(quote: Span, unit: Unit, speaking: Sequence[Named]) -> Named:
    """Return which of the names that speak in a unit speaks a quotation: the next before or behind it."""
    start, end = quote
    next_quote = min((first for first, _ in unit.quotes if first >= end), default=unit.end)
    following = [name for name in speaking if end <= name.start < next_quote]
    earlier = [name for name in speaking if name.start < start]
    last = unit.text[start : end - 1].rstrip()[-1:]  # before the closing mark
    ends_open = last in ",?!" or unit.text.startswith(",", end)
    if following and (ends_open or not earlier):  # a comma: the speaker is named next
        return following[0]
    return earlier[-1] if earlier else speaking[0]


def _speaks(unit: Unit, name: Named, low: int, high: int) -> bool:
    """Return whether a name is the subject of a verb of speech, within `low` to `high` of the text."""
    before, after = unit.text[low : name.start], unit.text[name.end : high]
    if patterns.POSSESSIVE.match(after):
        return False
    if _stands_behind_verb(unit, name, low):
        owns_nobody = patterns.OWNS_NOBODY.match(after) is not None
        return name.kind == "person" or (owns_nobody and not _is_object(before))
    return not _is_object(before) and _stands_before_verb(unit, name, high)


def _stands_behind_verb(unit: Unit, name: Named, low: int) -> bool:
    """Return whether "according to" or, after a quotation, "said" leads from `low` of the text to a name."""
    before = unit.text[low : name.start]
    if patterns.ACCORDING_TO.search(before) or patterns.ACCORDING_TO_ABROAD.search(before):
        return True
    persons = [other for other in unit.names if low <= other.start < name.start and other.kind == "person"]
    if low == unit.start or persons:  # no quotation before, or the verb is another's
        return False
    in_german = any(unit.text[start] in "„»" for start, _ in unit.quotes)
    so = in_german and patterns.SO_IN_GERMAN.match(before)
    return bool(patterns.SAID_BY.match(before) or patterns.SAID_BY_ABROAD.match(before) or so)


def _stands_before_verb(unit: Unit, name: Named, high: int) -> bool:
    """Return whether "said" or a colon follows a name, or "called it" and a quotation in mid-sentence."""
    after = unit.text[name.end : high]
    if patterns.SAYS.match(after) or patterns.SAYS_ABROAD.match(after) or patterns.COLON.match(after):
        return True
    judges = patterns.JUDGES.match(after)
    in_mid_sentence = high < unit.end and unit.text[high + 1].islower()
    return in_mid_sentence and judges is not None and "," not in after[judges.end() :]


def _is_object(before: str) -> bool:
    """Return whether a preposition precedes the name and its titles: a spokesman for President Brandt."""
    found = patterns.TITLED_OBJECT.match(before)
    return found is not None and all(
        word in ("the", "Mr.", "Mrs.", "Ms.") or is_title_word(word) for word in found[1].split()
    )


def _meant_by_pronoun(unit: Unit, before: Unit, last: Quotation | None) -> Named | None:
    """Return whom "he said" in a unit means: a person named `before`, or who spoke `last`; None if unsure."""
    if any(name.kind == "person" for name in unit.names):
        return None
    for low, high in unit.parts():
        part = unit.text[low:high]
        found = patterns.PRONOUN_SAYS.search(part)
        if found is None and low > unit.start:  # after a quotation
            found = patterns.SAID_BY_PRONOUN.match(part)
        if found:
            return _antecedent(before, last, she=found[1].lower() == "she")
    return None


def _antecedent(before: Unit, last: Quotation | None, *, she: bool) -> Named | None:
    """Return the only person in the unit `before`, else the speaker of `last`; None if unsure or unfit."""
    persons = [name for name in before.names if name.kind == "person"]
    if len({name.key for name in persons}) > 1:
        return None
    if not persons:
        return last.speaker if last is not None and last.speaker.kind == "person" else None
    wrong = patterns.OF_A_MAN if she else patterns.OF_A_WOMAN
    leads = [before.text[before.start : name.start] for name in persons]
    doubtful = _is_object(leads[0]) or patterns.POSSESSIVE.match(before.text, persons[0].end)
    return None if doubtful or any(wrong.search(lead) for lead in leads) else persons[0]
