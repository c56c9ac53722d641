"""Judges recognised names that the actor file lacks: a name without further evidence is marked unsure.

Evidence for a person is a given name, an office, something said, or a surname that the story uses again; for
an organisation a typical word (Ministry), an office in it, an apposition or an act. A name listed beside a
sure name of its kind is as sure. Evidence at one place counts for all places of the name in the story.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from lib.actors.contexts import Context
from lib.actors.forms import CLUBS, are_parts_of_a_name, is_company, is_given_name
from lib.actors.headline_case import is_heading
from lib.actors.story import Name, Story, in_rows
from lib.actors.words import either, word_set
from lib.model.mention import Kind

_WINDOW = 90  # characters around a name that are looked at
_ORGANISATION_WORDS = word_set("organisation_words") | word_set("shop_endings")
_NO_ORGANISATIONS = word_set("no_organisations")
_GIVEN_NAMES = word_set("given_names")
_NAMELESS = _ORGANISATION_WORDS | word_set("generic_words") | word_set("sentence_starters")
_OFTEN = 5  # places of a name that make a person of it, if something is said at two of them
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
_USED = re.compile(
    rf"\b(?:{either('before_products')})\s+(?:the\s+)?$", re.IGNORECASE
)  # "users of Obi Studio"
_TITLED = re.compile(  # "Ada Holm, 42," "Ada Holm, then the port's director,"
    r"\s*,\s*(?:(?:a|an|the|his|her|their|its|our|then|now|senior|former|co)[\s-]+)*(?:[\w'’.&-]+\s+){0,5}?"
    rf"(?:{_POSTS}|{either('offices')}|{either('relatives')}|\d\d)\b",
    re.IGNORECASE,
)
_ACTED = re.compile(r"\s+(?:of\s+[A-Z]\w+\s+)?[a-z]{2,}ed\b")  # "Holm of Larkhaven resigned"
_OF_OWNER = re.compile(r"['’]s?\s+([A-Z][\w'’-]+ [A-Z][\w'’-]+)")  # whose driver or minister a person is
_LISTED = re.compile(r"\s*(?:,|,?\s*(?:and|or|&)|;)\s*(?:the\s+)?")
_Key = tuple[Kind, str]


def with_persons(story: Story, names: Sequence[Name]) -> list[Name]:
    """Turn organisations with a person's name into persons unless words around speak against; return all."""
    in_question = [
        name for name in names
        if name.kind == "organisation" and _needs_evidence(name)
        and is_given_name(name.surface) and not is_company(name.surface)
    ]  # fmt: skip
    organisations = {name.surface for name in in_question if _is_called_organisation(story, name)}
    persons = set()
    for name in in_question:
        words = name.surface.split()
        club = words[-1] in CLUBS and words[0] not in _GIVEN_NAMES
        plain = len(words) < 4 and are_parts_of_a_name(words) and _ORGANISATION_WORDS.isdisjoint(words)
        if plain and not club and name.surface not in organisations:
            persons.add((name.at, name.kind))
    return [replace(name, kind="person") if (name.at, name.kind) in persons else name for name in names]


def with_doubts(story: Story, names: Sequence[Name]) -> list[Name]:
    """Mark the names without a record that no further evidence supports as unsure; return all names."""
    groups: defaultdict[_Key, list[Name]] = defaultdict(list)
    for name in filter(_needs_evidence, names):
        groups[_identity(name)].append(name)
    if not groups:
        return list(names)
    sure = {key for key, group in groups.items() if _has_evidence(story, group)}
    listed: set[_Key] = set()
    rows = in_rows(story, (name for name in names if name.counted and not name.inner), _LISTED)
    for row in rows:  # one sure name of a kind makes the others of its list sure
        is_list = len(row) > 2 or (len(row) == 2 and all(" " in name.surface for name in row))
        one_kind = len({name.kind for name in row}) == 1
        if is_list and one_kind and any(not _needs_evidence(name) or _identity(name) in sure for name in row):
            listed.update(map(_identity, filter(_needs_evidence, row)))
    sure |= listed
    return [
        replace(name, unsure=True) if _needs_evidence(name) and _identity(name) not in sure else name
        for name in names
    ]


def _is_called_organisation(story: Story, name: Name) -> bool:
    """Return whether the words around a name like a person's show an organisation: "the Ann Holm"."""
    before, after = around(story, name)
    context = Context(story, name)
    if before.endswith(("the ", "The ")) or context.of_a_body:
        return True
    if _TITLED.match(after) or context.speaks:
        return False
    if name.surface.split()[0] in _GIVEN_NAMES:
        return bool(_NOUN_AFTER.match(after) or _APPOSED.match(after))
    return _of_an_organisation(story, name, acts=False)


def _needs_evidence(name: Name) -> bool:
    """Return whether the name is a person's, organisation's or group's that the actor file lacks."""
    return name.record is None and name.counted and name.kind in ("person", "organisation", "group")


def _identity(name: Name) -> _Key:
    return name.kind, name.canonical or name.surface


def _has_evidence(story: Story, group: Sequence[Name]) -> bool:
    """Return whether any place of one name, or its own words, show that it is of its kind.

    A person has a given name, acts or is often named; an organisation has a form such as Ltd, posts or acts,
    or a typical word and no verb before it that takes a product.
    """
    if story.language not in (None, "en") and any(name.source == "rule" for name in group):
        return True  # explained by an acronym, or found by the words of its kind or the cases of a name
    if group[0].kind == "person":
        return any(_of_a_person(story, name) for name in group) or (
            len(group) >= _OFTEN and sum(Context(story, name).speaks for name in group) > 1
        )
    called = group[0].canonical or group[0].surface
    if called in _NAMELESS or all(name.surface in _NO_ORGANISATIONS for name in group):
        return False
    if " " in called and all(
        word not in _ORGANISATION_WORDS and word.lower() in story.lower_case_words for word in called.split()
    ):
        return False  # operating systems in Title Case
    if any(is_company(name.surface) or _of_an_organisation(story, name) for name in group):
        return True
    if called.endswith(_COMPETITIONS):
        return False  # unless it acts, clubs play in it
    return _says_organisation(called) and not any(_USED.search(around(story, name)[0]) for name in group)


def _of_a_person(story: Story, name: Name) -> bool:
    """Return whether the name or the words around it show a person: "Holm, 42,", but not "Choose Holm"."""
    if name.role == "surname" and " " in name.canonical and name.canonical.endswith(name.surface):
        first = name.canonical.split()[0].lower()  # no given name: Choose Holm
        return first not in story.lower_case_words and not is_heading(story.text_of(name), name.start)
    called = name.canonical or name.surface
    if name.role == "name" and is_given_name(called):
        return True
    context, (_, after) = Context(story, name), around(story, name)
    if " " not in called:  # a given name, or the surname of one whom the story names in full elsewhere
        return context.surely_of_a_person or context.is_titled
    return bool(_ACTED.match(after) or _TITLED.match(after)) or context.of_a_person


def _says_organisation(called: str) -> bool:
    """Return whether a name has a word for organisations and a capitalised one of its own: Fogmere Trust."""
    words = called.replace(",", " ").split()
    if words[0] in _NO_HEADS and words[1:2] and words[1][0].isupper():
        del words[0]
    if len(words) < 2 or not any(word in _ORGANISATION_WORDS for word in words):
        return False
    return any(word[:1].isupper() and word not in _NAMELESS for word in words)


def _of_an_organisation(story: Story, name: Name, *, acts: bool = True) -> bool:
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


def around(story: Story, name: Name) -> tuple[str, str]:
    """Return the text before and the text after a name on its line, up to 90 characters each."""
    text = story.text_of(name)
    start = max(text.rfind("\n", 0, name.start) + 1, name.start - _WINDOW)
    end = text.find("\n", name.end)
    return text[start : name.start], text[name.end : min(end if end >= 0 else len(text), name.end + _WINDOW)]
