"""Finds quotations with their speakers in paragraphs and stories: quoted words beside "said" and an actor."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lib.actors.office_words import is_title_word
from lib.actors.sentences import sentences
from lib.actors.words import either
from lib.model.article import Block
from lib.model.mention import Kind, Mention, Role

_LEAST = 8  # letters: fewer are a single word held at arm's length
QUOTATION_MARK = re.compile('[“"«»„]')  # without one a paragraph holds no quotation
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»|»[^«»]*«|„[^„“”\"]*[“”\"]")
_SAYING = rf"(?:{either('saying_verbs')})"
_JUDGING = (
    rf"(?:{either('judging_verbs')}|spoke of|speaks of|referred to|refers to|warned of|warns of|boasted of|"
    r"complained of)"
)
_TELLING = rf"(?:{_SAYING}|told|tells|put it|puts it)"
_MEANWHILE = rf"(?:\s+(?:{either('between_subject_and_verb')}))*"
_ASIDE = r"(?:,\s[^,“”\"«»:;]{1,80},|\s\([^()]{1,40}\),?|,)?"  # Ida Brandt, the minister of ports, said
_AFTER = re.compile(rf"{_ASIDE}{_MEANWHILE}\s+(?:{_TELLING})\b|\s*:\s*$")
_JUDGED = re.compile(rf"{_ASIDE}{_MEANWHILE}\s+{_JUDGING}\b")
_NO_LEAD = rf"(?!(?:{either('no_lead_of_speakers')})\b)"
_LEAD = rf"(?:(?:the|a|an|his|her|their)\s+)?(?:{_NO_LEAD}[\w'’.&-]+\s+){{0,6}}?(?:{_NO_LEAD}[\w'’.-]+,\s+)?"
_INVERTED = re.compile(rf"^[\s,]*{_SAYING}\s+{_LEAD}$", re.IGNORECASE)
_ACCORDING = re.compile(rf"\b(?:according to|in the words of)\s+{_LEAD}$", re.IGNORECASE)
_SAYING_ABROAD = rf"(?:(?:a|ha|hat|har|heeft)\s+)?(?:{either('saying_verbs_abroad')})"
_ARTICLE = r"(?:(?:der|die|le|la|el|il|lo|o|a|de)\s+|l['’])?"
_NO_LEAD_ABROAD = (  # what makes the speaker somebody's: der Sprecher von, l’avocat de
    r"(?!(?:aus|bei|da|de|del|della|dem|den|der|des|di|do|du|für|mit|pour|von|vom|zu|zum|zur|d['’]\w+)\b)"
)
_LEAD_ABROAD = (
    rf"{_ARTICLE}(?:(?:{_NO_LEAD_ABROAD}[\w’'.-]+\s+){{0,3}}|[\w’'.\s-]{{1,80}},\s+)"  # or in apposition
)
_AFTER_ABROAD = re.compile(rf"{_ASIDE}\s+{_SAYING_ABROAD}\b")
_INVERTED_ABROAD = re.compile(rf"^[\s,]*{_SAYING_ABROAD}\s+{_LEAD_ABROAD}$")
_SO = re.compile(rf"^[\s,]*so\s+{_LEAD_ABROAD}$")  # in German
_ACCORDING_ABROAD = re.compile(  # "laut dem Minister ", "según la alcaldesa "
    rf"\b(?:[Ll]aut|[Ss]elon|[Ss]egún|[Ss]econdo|[Ss]egundo|[Vv]olgens|[Ee]nligt|[Ii]følge)\s+{_LEAD_ABROAD}$"
)
_OBJECT = re.compile(  # of "a spokesman for President " the title
    rf".*\b(?:{either('prepositions_before_objects')})\s+(.*)$", re.DOTALL
)
_POSSESSIVE = re.compile(r"['’‘]s?\b|-\w")  # or of a compound: der SPD-Politiker
# What follows a body that speaks, and not one that only says whose the speaker is.
_NO_OWNER = re.compile(
    r"\s*(?:[,.;:—–-]|$)|\s+(?:in|on|at|as|after|during|to|from|when|and|but|of|this|last|yesterday|spokes\w+)\b"
)
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_PRONOUN = re.compile(r"(?<![\w’'])(?:[Hh]e|[Ss]he)\b")
_PRONOUN_SAYS = re.compile(rf"(?<![\w’'])(?:[Hh]e|[Ss]he){_MEANWHILE}\s+(?:{_TELLING}|{_JUDGING})\b")
_SAYS_PRONOUN = re.compile(rf"^[\s,]*{_SAYING}\s+(?:he|she)\b")
_OF_A_MAN = re.compile(r"\b(?:Mr|Sir|King|Prince|Lord|Father)\.?\s+$")
_OF_A_WOMAN = re.compile(r"\b(?:Mrs|Ms|Miss|Queen|Princess|Lady|Sister|Dame)\.?\s+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Where an actor's name stands in a text, with the actor's key and kind."""

    start: int
    end: int
    key: str
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Quoted words and their speaker; text[start:end] are the sentences that show who speaks."""

    start: int
    end: int
    words: str
    speaker: Named


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unit:
    """A sentence, or several with one quotation across them, with its quotations and the names outside."""

    text: str  # of the whole paragraph
    start: int
    end: int
    quotes: tuple[tuple[int, int], ...]
    names: tuple[Named, ...]

    def parts(self) -> Iterator[tuple[int, int]]:
        """Yield start and end of the unit's text before, between and after the quotations."""
        edges = [self.start, *(edge for quote in self.quotes for edge in quote), self.end]
        yield from zip(edges[::2], edges[1::2], strict=True)

    def words(self, quotes: Sequence[tuple[int, int]]) -> str:
        """Return the words inside these quotations, joined by " … "."""
        return " … ".join(self.text[first + 1 : last - 1].strip(" ,") for first, last in quotes)

    @property
    def is_bare(self) -> bool:
        """Whether the unit is only a quotation."""
        return not any(re.search(r"\w", self.text[low:high]) for low, high in self.parts())


def quotations(text: str, names: Sequence[Named]) -> list[Quotation]:
    """Return the quotations in a paragraph that have a certain speaker, in reading order.

    A speaker is the subject of a verb of speech beside the quotation: "...," said the minister Ida Brandt;
    Brandt told reporters that "..."; according to Brandt, "...". "He" and "she" mean the only person named in
    the preceding sentence; a quotation alone after another has the same speaker.
    """
    found: list[Quotation] = []
    before: _Unit | None = None
    for unit in _units(text, names):
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
        if QUOTATION_MARK.search(blocks[block].text):
            for found in quotations(blocks[block].text, sorted(names, key=lambda name: name.start)):
                yield block, found, names[found.speaker]


def may_speak(kind: Kind, role: Role) -> bool:
    """Return whether a name can be a speaker's: a country's only if it means the government (the Kremlin)."""
    return role == "metonym" if kind == "country" else role not in ("demonym", "nested")


def _units(text: str, names: Sequence[Named]) -> Iterator[_Unit]:
    """Yield the text's sentences with their quotations and names; sentences that share one are one unit.

    Titles in quotation marks, short quotations and names inside quotations do not count.
    """
    every = [match.span() for match in _QUOTED.finditer(text)]
    opens, named = [start for start, _ in every], [name.start for name in names]
    joined: list[tuple[int, int]] = []
    for start, end in sentences(text):
        before = bisect_left(opens, joined[-1][1]) if joined else 0  # quotations that open before its end
        if before and every[before - 1][1] > joined[-1][1]:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    for start, end in joined:
        own = every[bisect_left(opens, start) : bisect_left(opens, end)]
        quotes = []
        for quote in own:
            long = _LONG_WORD.findall(text[slice(*quote)])
            title = len(long) > 1 and all(word[0].isupper() for word in long)  # of a book, a play or a song
            quotes += [] if title or quote[1] - quote[0] < _LEAST + 2 else [quote]
        yield _Unit(
            text=text, start=start, end=end, quotes=tuple(quotes),
            names=tuple(
                name for name in names[bisect_left(named, start) : bisect_left(named, end)]
                if not any(first <= name.start < last for first, last in own)
            ),
        )  # fmt: skip


def _attributed(unit: _Unit) -> list[Quotation]:
    """Return the unit's quotations, those of one speaker joined; [] if nobody in it is said to speak."""
    speaking = [
        name for low, high in unit.parts() for name in unit.names
        if unit.quotes and low <= name.start < high and _speaks(unit, name, low, high)
    ]  # fmt: skip
    by_speaker: dict[str, tuple[Named, list[tuple[int, int]]]] = {}
    for quote in unit.quotes if speaking else ():
        follows = min((first for first, _ in unit.quotes if first >= quote[1]), default=unit.end)
        following = [name for name in speaking if quote[1] <= name.start < follows]
        earlier = [name for name in speaking if name.start < quote[0]]
        last = unit.text[quote[0] : quote[1] - 1].rstrip()[-1:]  # before the closing mark
        ends_open = last in ",?!" or unit.text[quote[1] : quote[1] + 1] == ","
        if following and (ends_open or not earlier):  # a comma: the speaker is named next
            speaker = following[0]
        else:
            speaker = earlier[-1] if earlier else speaking[0]
        by_speaker.setdefault(speaker.key, (speaker, []))[1].append(quote)
    return [
        Quotation(start=unit.start, end=unit.end, words=unit.words(quotes), speaker=speaker)
        for speaker, quotes in by_speaker.values()
    ]


def _speaks(unit: _Unit, name: Named, low: int, high: int) -> bool:
    """Return whether a name is the subject of a verb of speech, within `low` to `high` of the text."""
    before, after = unit.text[low : name.start], unit.text[name.end : high]
    after_quote = any(last == low for _, last in unit.quotes)
    between = [other for other in unit.names if low <= other.start < name.start and other.kind == "person"]
    if _POSSESSIVE.match(after):
        return False
    inverted = _ACCORDING.search(before) or _ACCORDING_ABROAD.search(before)
    if not inverted and after_quote and not between:
        so = any(unit.text[first] in "„»" for first, _ in unit.quotes) and _SO.match(before)
        inverted = _INVERTED.match(before) or _INVERTED_ABROAD.match(before) or so or None
    if inverted and name.kind == "person":
        return True
    if _is_object(before):
        return False
    if inverted:
        return bool(_NO_OWNER.match(after))
    if _AFTER.match(after) or _AFTER_ABROAD.match(after):
        return True
    judged = _JUDGED.match(after)
    follows = any(first == high and unit.text[first + 1].islower() for first, _ in unit.quotes)
    return follows and judged is not None and "," not in after[judged.end() :]


def _is_object(before: str) -> bool:
    """Return whether a preposition precedes the name and its titles: a spokesman for President Brandt."""
    found = _OBJECT.match(before)
    words = found[1].split() if found else []
    return found is not None and all(
        word in ("the", "Mr.", "Mrs.", "Ms.") or is_title_word(word) for word in words
    )


def _meant_by_pronoun(unit: _Unit, before: _Unit, last: Quotation | None) -> Named | None:
    """Return the person that "he" or "she" in "he said" means, named in the unit `before`; None if unsure.

    `last` is the quotation before.
    """
    if any(name.kind == "person" for name in unit.names):
        return None
    for low, high in unit.parts():
        part = unit.text[low:high]
        after_quote = any(end == low for _, end in unit.quotes)
        if found := _PRONOUN_SAYS.search(part) or (_SAYS_PRONOUN.match(part) if after_quote else None):
            pronoun = _PRONOUN.search(found[0])
            return _antecedent(before, last, she=pronoun is not None and pronoun[0].lower() == "she")
    return None


def _antecedent(before: _Unit, last: Quotation | None, *, she: bool) -> Named | None:
    """Return the only person in the unit `before`, else the speaker of `last`; None if unsure or unfit."""
    persons = [name for name in before.names if name.kind == "person"]
    if len({name.key for name in persons}) > 1:
        return None
    if not persons:
        return last.speaker if last is not None and last.speaker.kind == "person" else None
    wrong = _OF_A_MAN if she else _OF_A_WOMAN
    leads = [before.text[before.start : name.start] for name in persons]
    doubtful = _is_object(leads[0]) or _POSSESSIVE.match(before.text, persons[0].end)
    return None if doubtful or any(wrong.search(lead) for lead in leads) else persons[0]
