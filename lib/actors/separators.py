"""Cuts a recognised span where two names meet in it: at commas, "and", brackets and verbs of headings."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from lib.actors.company_forms import is_company
from lib.actors.headline_case import is_heading
from lib.actors.person_names import are_parts_of_a_name, is_given
from lib.actors.story import Name
from lib.actors.trimming import opens_with_office
from lib.actors.words import any_capital, either, word_set
from lib.model.mention import Kind

_BREAK = re.compile(  # "Holm / Marn", "Holm (Obi)", "Holm v. Marn"
    r"\s*@\s+|\s+[/|–—-]+(?:\s+|$)|\s?/\s?(?=[A-Z]{2})|\s*[(\[]|"
    r"[)\]](?:\s+(?:P[vV][tT]\.? )?(?:Ltd|Limited|Inc|PLC|LLC)\b)?|[;:]\s|\s(?:vs?|d|or)\.?\s|"
    + any_capital(r"\sas\s(?=[A-Z])")
)
_AT = re.compile(r"\s+at\s+(?=(?:[A-Z][\w.'’&-]*\s){1,4}(?:University|College|Institute|Hospital)$)")
_VERB = re.compile(  # "Holm [hit] Rourke", "the Bank of Norden [backs]"
    rf"(?<=\w)\s(?:{either('heading_verbs')}|{either('verbs_between_names')}|[a-z]{{2,}}ed)(?:\s|$)"
)
_NO_FORM = rf"(?!(?:{either('company_forms')})\b)"
_AND = re.compile(rf"\s+and\s+{_NO_FORM}")
_AND_THE = re.compile(r"\s+and\s+the\s+")
_COMMA = re.compile(rf"\s?,\s+{_NO_FORM}")
_POSSESSIVE = re.compile(any_capital(r"\s?['’]s\s+(?=[A-Z])"))
_GAP = re.compile(r"\s(?=[A-Z])")
_HEADING_VERB = re.compile(
    rf"(?:^|\s)(?:{either('heading_verbs')}|{either('heading_verbs_of_all')})(?:\s|$)", re.IGNORECASE
)
_OWNING = re.compile(r"(?<=\w)\s[A-Z]\w+ (?:Its|His|Her|Their|Our|Your|My)(?=\s|$)")  # Holm Met Its Match
_OWNERS_IN_NAMES = word_set("owners_in_names") | word_set("heads_of_offices") | {"General"}
_CLUBS = word_set("club_endings")
_ORGANISATION_WORDS = word_set("organisation_words")
_HEADED_BODIES = _ORGANISATION_WORDS | {"District"}
_SEPARATORS: Mapping[Kind, Sequence[re.Pattern[str]]] = {  # by the kind of the span
    "person": (_BREAK, _AT, _VERB, _AND, _COMMA, _POSSESSIVE),
    "place": (_BREAK, _AT, _VERB, _AND),
    "organisation": (_BREAK, _AT, _VERB),
    "other": (_BREAK, _AT),  # works are called by sentences
}
_OF_BODIES = (_POSSESSIVE, _GAP, _AND_THE, _AND)  # stand inside names of bodies too


def parts(name: Name, text: str) -> Iterator[Name]:
    """Yield what stands between the separators of a span that was recognised in `text`, in reading order.

    Each part has the span's kind, but two full names are persons, and who owns a person is a body. A part
    may be empty.
    """
    name = _beside_verb(name, text)
    if _are_two_persons(name.surface):
        name = replace(name, kind="person")
    start = name.start
    for cut in _cuts(name):
        if name.start + cut.start() >= start:
            part = name.cut(start, name.start + cut.start())
            owns = name.kind == "person" and cut.re is _POSSESSIVE  # the person is its driver or minister
            yield replace(part, kind="organisation") if owns else part
            start = name.start + cut.end()
    yield name.cut(start, name.end)


def _beside_verb(name: Name, text: str) -> Name:
    """Return a span of a heading as far as its verb, or behind one that opens it: [Holm] Calls Talks Off."""
    if not is_heading(text, name.start):
        return name
    verb = _HEADING_VERB.search(name.surface) or _OWNING.search(name.surface)
    if verb is None:
        return name
    if verb.start():
        return name.cut(name.start, name.start + verb.start())
    return name.cut(name.start + verb.end(), name.end)


def _are_two_persons(surface: str) -> bool:
    """Return whether "and" joins two full names: Jane Holm and Ada Obi."""
    sides = [side.split() for side in _AND.split(surface)]
    return (
        len(sides) == 2
        and any(is_given(side[0]) for side in sides)
        and all(len(side) in (2, 3) and are_parts_of_a_name(side) for side in sides)
        and _ORGANISATION_WORDS.isdisjoint([word for side in sides for word in side])
    )


def _cuts(name: Name) -> list[re.Match[str]]:
    """Return the separators at which a span is cut, in order: " and " of "Holm and Obi"."""
    called = name.surface
    cuts = [cut for separator in _SEPARATORS[name.kind] for cut in separator.finditer(called)]
    if name.kind == "organisation":
        found = (cut for separator in _OF_BODIES for cut in separator.finditer(called))
        cuts += filter(_parts_bodies, found)
    if name.kind != "person" and not (is_company(called) or " and " in called):
        cuts += _COMMA.finditer(called)  # not Ministry of Ports, Canals and Rivers
    return sorted(cuts, key=lambda cut: cut.start())


def _parts_bodies(cut: re.Match[str]) -> bool:
    """Return whether a separator in a body's name parts it from another name by the words on its sides."""
    words, before = cut.string.split(), cut.string[: cut.start()].split()
    if cut.re is _POSSESSIVE:  # Alphabet Inc's Google, but St Jude Children's Hospital
        return len(before) > 1 and before[-1] not in _OWNERS_IN_NAMES
    if cut.re is _GAP:  # Holm Trust CFO Marn
        return before[-1] in _HEADED_BODIES and opens_with_office(cut.string[cut.end() :])
    if cut.re is _AND_THE:  # Holm Initiative and the Obi Initiative
        return {before[-1], words[-1]} <= _ORGANISATION_WORDS
    return words[-1] in _CLUBS and "Hove" not in words  # Norden and Brell Rovers; not Brighton and Hove
