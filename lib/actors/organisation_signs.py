"""Tests of whether a name is an organisation's, by its words and by those around it: "Obi's chairman"."""

import re
from collections.abc import Sequence

from lib.actors.forms import is_company, is_given_name
from lib.actors.headline_case import is_heading
from lib.actors.story import Name, Story
from lib.actors.words import either, word_set

WORDS = word_set("organisation_words") | word_set("shop_endings")
_WINDOW = 90  # characters around a name that are looked at
_NO_ORGANISATIONS = word_set("no_organisations")
_NAMELESS = WORDS | word_set("generic_words") | word_set("sentence_starters")
_COMPETITIONS = (" League", " Premiership", "bundesliga", "Bundesliga")
_NO_HEADS = frozenset(("Board", "Company", "Group", "Party", "School", "Team"))  # of the names that they open
_NOUNS = either("organisation_nouns")
_POSTS = either("posts")
_AFTER_NOUN = re.compile(rf"\b(?:{_NOUNS})s?,?\s+(?:called\s+|named\s+)?(?:the\s+)?[\"“‘]?$", re.IGNORECASE)
_OF_POST = re.compile(  # "the chairman of Obi"
    rf"\b(?:{_POSTS}|{either('offices')})s?\b[^.;:!?\n]{{0,40}}?\s"
    r"(?:of|at|for|with|(?<!, )from)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_OF_WORK = re.compile(  # "according to Obi", "she works for Obi", "a stake in Obi"
    rf"\b(?:{either('before_organisations')})\s+(?:the\s+)?$", re.IGNORECASE
)
_BEFORE_ACTS = r"\s*(?:,[^,.;\n]{2,70},)?\s*(?:(?:has|have|had|also|later|recently|then|would|will)\s+)*"
_ACTS_OF_BODIES = rf"{either('acts_of_organisations')}|to (?:buy|cut|sell|launch|close|merge)"
_ACTS = re.compile(rf"{_BEFORE_ACTS}(?:{_ACTS_OF_BODIES}|{either('heading_verbs')})\b")  # "Obi to cut"
_LEAGUE_ACTS = re.compile(rf"{_BEFORE_ACTS}(?:{_ACTS_OF_BODIES})\b")  # but not "the League begins"
_POST_AFTER = re.compile(  # "Obi's new chairman", "Obi shares"
    rf"(?:['’]s?)?\s+(?!and\b)(?:(?:[A-Z]?[\w-]+|and)\s+){{0,2}}?(?:{_POSTS}|board|shares|stock|headquarters|stores?|"
    r"investors|customers|profits?|revenues?|sales)\b",
    re.IGNORECASE,
)
_NOUN_AFTER = re.compile(  # "the Obi group", but not "the Obi service"
    rf"(?:['’]s?)?\s+(?:[a-z-]+\s+)?(?!(?:brand|creator|developer|distributor|franchise|maker|manufacturer|"
    rf"platform|producer|service|system|website)s?\b)(?:{_NOUNS})\b"
)
_APPOSED = re.compile(  # "Obi, a maker of cranes and the largest firm of the port", "Obi, which owns"
    rf"\s*(?:,|\(|—|–|\s-)\s*(?:(?:a|an|the|one of the|its|their|another)\s+[^,.;:()\n]{{0,60}}?\b"
    rf"(?:{_NOUNS}|leader in|part of)s?\b|which (?:{either('acts_in_apposition')})\b)"
)
_USED = re.compile(  # "users of Obi Studio"
    rf"\b(?:{either('before_products')})\s+(?:the\s+)?$", re.IGNORECASE
)
_OF_OWNER = re.compile(r"['’]s?\s+([A-Z][\w'’-]+ [A-Z][\w'’-]+)")  # whose driver or minister a person is


def is_organisation(story: Story, group: Sequence[Name]) -> bool:
    """Return whether one name, given with all its places, is an organisation's.

    It has a form such as Ltd, posts or acts, or a typical word and no verb before it that takes a product.
    """
    called = group[0].canonical or group[0].surface
    if called in _NAMELESS or all(name.surface in _NO_ORGANISATIONS for name in group):
        return False
    if " " in called and all(
        word not in WORDS and word.lower() in story.lower_case_words for word in called.split()
    ):
        return False  # operating systems in Title Case
    if any(is_company(name.surface) or is_shown_by_context(story, name) for name in group):
        return True
    if called.endswith(_COMPETITIONS):
        return False  # unless it acts, clubs play in it
    return _says_organisation(called) and not any(_USED.search(around(story, name)[0]) for name in group)


def is_shown_by_context(story: Story, name: Name, *, acts: bool = True) -> bool:
    """Return whether the words around show an organisation: "joined Obi", "Obi's shares".

    With `acts`, a verb that organisations do is enough: "Obi acquires".
    """
    if is_heading(story.text_of(name), name.start):
        return False  # there capitals show nothing
    before, after = around(story, name)
    if any(pattern.search(before) for pattern in (_AFTER_NOUN, _OF_POST, _OF_WORK)):
        return True
    person = _OF_OWNER.match(after)
    if person is not None and is_given_name(person[1]):
        return True
    is_league = name.surface.endswith(_COMPETITIONS)
    if acts and (_LEAGUE_ACTS if is_league else _ACTS).match(after):
        return True
    signs = (_APPOSED,) if is_league else (_APPOSED, _POST_AFTER, _NOUN_AFTER)
    return any(pattern.match(after) for pattern in signs)


def is_explained(story: Story, name: Name) -> bool:
    """Return whether a noun or an apposition behind the name explains it: "Obi, a maker of cranes"."""
    after = around(story, name)[1]
    return bool(_NOUN_AFTER.match(after) or _APPOSED.match(after))


def around(story: Story, name: Name) -> tuple[str, str]:
    """Return the text before and the text after a name on its line, up to 90 characters each."""
    text = story.text_of(name)
    start = max(text.rfind("\n", 0, name.start) + 1, name.start - _WINDOW)
    end = text.find("\n", name.end)
    return text[start : name.start], text[name.end : min(end if end >= 0 else len(text), name.end + _WINDOW)]


def _says_organisation(called: str) -> bool:
    """Return whether a name has a word for organisations and a capitalised one of its own: Fogmere Trust."""
    words = called.replace(",", " ").split()
    if words[0] in _NO_HEADS and words[1:2] and words[1][0].isupper():
        del words[0]
    if len(words) < 2 or not any(word in WORDS for word in words):
        return False
    return any(word[:1].isupper() and word not in _NAMELESS for word in words)
