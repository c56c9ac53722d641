"""Judges lone words taken for persons: a story gives a person a full name, an office or words to say."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from lib.actors.document import lower_case_words
from lib.actors.story import Name, Story
from lib.actors.titles import is_title_word
from lib.actors.words import word_set
from lib.model.mention import Kind

_WORD_BEFORE = re.compile(r"([\w'’.-]+)[\s,]+$")
_SAYS = re.compile(
    r"\s*,?\s*(?:(?:has|had|also|later|then|who|whose)\s+)*(?:said|says|told|tells|added|wrote|writes|tweeted|argued|"
    r"explained|recalled|asked|replied|insisted|testified|died|resigned|smiled|laughed|who\b|whose\b|aged\b|\d\d\s?,)"
)
_SAID = re.compile(r"(?:said|says|added|wrote|asked|recalled|explained)\s+$")
_OF_A_COMPANY = re.compile(
    r"\s*(?:['’]s?\s+)?(?:shares?|stocks?|stores?|brands?|board|profits?|revenues?|customers|employees|workers|"
    r"executives?|chief executive|CEO|headquarters|spokes(?:man|woman|person)|vaccine|products?|plants?)\b"
)
_THE = re.compile(r"\b[Tt]he\s+$")
_OPENING = re.compile(r"(?:^|[\n.!?:]|[-–—•*])[\s\"“‘(]*$")
_FUNCTION_WORDS = frozenset(map(str.lower, word_set("sentence_starters")))
_GIVEN_NAMES = word_set("given_names")
_COMPANIES = word_set("kinds_of_company")
_ENOUGH_PERSONS = 2  # full names in a story that is whole, not an excerpt


def judged(story: Story, names: Sequence[Name]) -> list[Name]:
    """Keeps lone words as persons where the story does; the others are organisations or nothing."""
    groups: defaultdict[str, list[Name]] = defaultdict(list)
    for name in names:
        if _is_lone(name):
            groups[name.surface].append(name)
    full = {name.surface for name in names if name.kind == "person" and " " in name.surface}
    common = lower_case_words(story) | _FUNCTION_WORDS
    excerpt = len(full) < _ENOUGH_PERSONS
    kinds = {s: None if s.lower() in common else _kind(story, g, excerpt) for s, g in groups.items()}
    return [
        _as(name, kinds[name.surface]) if _is_lone(name) else name for name in names if _stays(name, kinds)
    ]


def _is_lone(name: Name) -> bool:
    if name.record is not None or name.canonical or " " in name.surface or name.source == "records":
        return False
    return name.kind == "person" and name.role == "surname"


def _stays(name: Name, kinds: dict[str, Kind | None]) -> bool:
    return not _is_lone(name) or kinds[name.surface] is not None


def _as(name: Name, kind: Kind | None) -> Name:
    return replace(name, kind="organisation", role="name") if kind == "organisation" else name


def _kind(story: Story, group: Sequence[Name], excerpt: bool) -> Kind | None:
    contexts = [_Context(story, name) for name in group]
    if any(context.of_a_company for context in contexts):
        return "organisation"
    if any(context.of_a_person for context in contexts) or excerpt:
        return "person"
    return None if all(context.opens_sentence for context in contexts) else "organisation"


class _Context:
    """The words around a name."""

    def __init__(self, story: Story, name: Name) -> None:
        text = story.passages[name.passage].text
        self._word = name.surface
        self._before = text[max(0, name.start - 40) : name.start]
        self._after = text[name.end : name.end + 40]

    @property
    def of_a_person(self) -> bool:
        """Tells whether it is a given name, has an office before it, or speaks."""
        before = _WORD_BEFORE.search(self._before)
        if self._word in _GIVEN_NAMES or (before is not None and is_title_word(before[1])):
            return True
        return bool(_SAYS.match(self._after) or _SAID.search(self._before))

    @property
    def of_a_company(self) -> bool:
        """Tells whether the words around are those of a company or a team."""
        before = _WORD_BEFORE.search(self._before)
        if before is not None and before[1].lower() in _COMPANIES:
            return True
        return bool(_OF_A_COMPANY.match(self._after) or _THE.search(self._before))

    @property
    def opens_sentence(self) -> bool:
        """Tells whether a capital shows nothing here."""
        return _OPENING.search(self._before) is not None
