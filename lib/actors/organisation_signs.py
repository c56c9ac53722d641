"""Tests of whether a name is an organisation's, by its words and by those around it: "Obi's chairman"."""

from collections.abc import Sequence

from lib.actors.company_forms import is_company
from lib.actors.contexts import Context, Sign
from lib.actors.headline_case import is_heading
from lib.actors.story import Name, Story
from lib.actors.words import word_set

WORDS = word_set("organisation_words") | word_set("shop_endings")
_NO_ORGANISATIONS = word_set("no_organisations")
_NAMELESS = WORDS | word_set("generic_words") | word_set("sentence_starters")
_COMPETITIONS = (" League", " Premiership", "bundesliga", "Bundesliga")
_NO_HEADS = frozenset(("Board", "Company", "Group", "Party", "School", "Team"))  # of the names that they open


def is_organisation(story: Story, group: Sequence[Name]) -> bool:
    """Return whether one name, given with all its places, is an organisation's.

    It has a form such as Ltd, posts or acts, or a typical word and no verb before it that takes a product.
    """
    called = group[0].canonical or group[0].surface
    if called in _NAMELESS or all(name.surface in _NO_ORGANISATIONS for name in group):
        return False
    if called.removesuffix("s").lower() in story.lower_case_words and all(
        name.start in (start for start, _ in story.passages[name.passage].sentences) for name in group
    ):
        return False  # Neighbours at the start of sentences, in a story with a neighbour
    if " " in called and all(
        word not in WORDS and word.lower() in story.lower_case_words for word in called.split()
    ):
        return False  # operating systems in Title Case
    if any(is_company(name.surface) or is_shown_by_context(story, name) for name in group):
        return True
    if called.endswith(_COMPETITIONS):
        return False  # unless it acts, clubs play in it
    return _says_organisation(called) and not any(Context.on_line(story, n).shows("product") for n in group)


def is_shown_by_context(story: Story, name: Name) -> bool:
    """Return whether words around a name, or a verb, show an organisation: "joined Obi", "Obi acquires"."""
    if has_organisations_words(story, name):
        return True
    sign: Sign = "acts of a competition" if name.surface.endswith(_COMPETITIONS) else "acts"
    return Context.on_line(story, name).shows(sign) and not is_heading(story.text_of(name), name.start)


def has_organisations_words(story: Story, name: Name) -> bool:
    """Return whether words around a name show an organisation: "joined Obi", "Obi's shares".

    In headings no words count.
    """
    if is_heading(story.text_of(name), name.start):
        return False
    context = Context.on_line(story, name)
    if context.shows("organisation", "explained") or context.owns_a_person:
        return True
    return not name.surface.endswith(_COMPETITIONS) and context.shows("has a post", "has a noun")


def _says_organisation(called: str) -> bool:
    """Return whether a name has a word for organisations and another word in capitals: Fogmere Trust."""
    words = called.replace(",", " ").split()
    if words[0] in _NO_HEADS and words[1:2] and words[1][0].isupper():
        del words[0]
    if len(words) < 2 or not any(word in WORDS for word in words):
        return False
    return any(word[:1].isupper() and word not in _NAMELESS for word in words)
