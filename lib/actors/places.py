"""A capital's name is its government, unless the words around it speak of the town."""

import re
from collections.abc import Sequence
from dataclasses import replace

from lib.actors.story import Name, Story

_IN = re.compile(
    r"\b(?:in|at|near|nearby|around|outside|inside|across|through|throughout|via|central|downtown|greater|inner|"
    r"northern|southern|eastern|western|outer|toward|towards|beyond|above|within|"
    r"(?:city|town|capital|streets?|suburbs?|outskirts|centre|center|mayor|residents|people|airport|port|"
    r"siege|battle|bombing|shelling|defen[cs]e|north|south|east|west|bishop|archbishop|university|district|"
    r"hotel)(?: city)? of|"
    r"kilomet(?:er|re)s? (?:from|of)|miles? (?:from|of)|km (?:from|of)|born in|based in|capital,?)"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_MOVING = re.compile(
    r"\b(?:arriv\w*|travel\w*|fl(?:y|ies|ew|own|ying)|flights?|visit\w*|trips?|return\w*|went|goes|going|came|"
    r"coming|dr[io]v\w*|roads?|trains?|evacuat\w*|fle[ed]\w*|reported|reporting|mov\w+|marche?[sd]?|marching|advanc\w*|"
    r"route|headed|heading|way|left|leav\w+|address\w*|sp(?:oke|eaks?|eaking)|broadcast\w*|depart\w*|land\w+|journey\w*|summoned|recalled)\b"
    r"[^.;:!?\n]{0,40}?\b(?:to|from|into|for|towards?|via)\s+$",
    re.IGNORECASE,
)
_FIRING = re.compile(
    r"\b(?:rockets?|missiles?|drones?|air ?strikes?|strikes?|attacks?|shell\w*|raids?|bomb\w*|sirens?|"
    r"assault|fire[sd]?|launch\w*|explosions?|march|advance)\b[^.;:!?\n]{0,40}?\b(?:on|over|at|against|towards?)\s+$",
    re.IGNORECASE,
)
_REACHING = re.compile(
    r"\b(?:visit(?:s|ed|ing)?|left|leaves|leaving|reach(?:ed|es|ing)?|enter(?:s|ed|ing)?|tour(?:s|ed|ing)?|"
    r"shell(?:s|ed|ing)?|bomb(?:s|ed|ing)?|evacuat(?:e|es|ed|ing)|encircl(?:e|es|ed|ing)|besieg(?:e|es|ed|ing)|"
    r"captur(?:e|es|ed|ing)|hosted by|to|from|over|into|onto|on)\s+$",
    re.IGNORECASE,
)
_PLACE_VERB = re.compile(r"(?:to|from|over|into|onto|on)\s+$", re.IGNORECASE)
_UNDER_FIRE = re.compile(
    r"(?:was|is|has been|came|were)\s+(?:again\s+|also\s+|heavily\s+)?(?:shelled|hit|struck|bombed|evacuated|"
    r"attacked|rocked|under (?:fire|attack)|flooded|besieged|captured|encircled|quiet|calm)\b",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s*(?:-(?:based|born|bound|area)\b|(?:region|oblast|residents?|mayor|airport|metro|subway|suburbs?|"
    r"streets?|time|square|university|hotel|hospital|church|zoo|stock exchange|exchange|police|city council|"
    r"visit|trip|meeting|speech|"
    r"city hall|museum|district|province|embassy|bureau|correspondent|conference|summit|talks|marathon|"
    r"derby)\b)",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"\s*(?:,\s*[^–—\n(]{2,30})?\s*(?:\([^)\n]{2,40}\)\s*)?(?:[–—]|--?)\s|[ \t]+[\d/.-]{4,10}[ \t]*$",
    re.MULTILINE,
)
_GOVERNING_AFTER = re.compile(
    r"\s*(?:['’]s?\s|(?:has|had|will|would|may|might|could|should|also|again|repeatedly|reportedly|later|then)\s+)*\s*"
    r"(?:said|says|sa(?:w|id)|warn\w*|urg\w*|want\w*|denie[sd]|deny\w*|accus\w*|insist\w*|claim\w*|call(?:s|ed|ing)|"
    r"ask(?:s|ed)|announc\w*|agree[sd]?|reject\w*|refus\w*|express\w*|maintain\w*|impos\w*|condemn\w*|respond\w*|"
    r"threaten\w*|support\w*|back(?:s|ed)|sign(?:s|ed)|seek\w*|sought|hope[sd]?|believe[sd]?|consider\w*|demand\w*|"
    r"offer\w*|propos\w*|pledg\w*|promis\w*|decid\w*|fear\w*|regard\w*|view(?:s|ed)|war\b|government|efforts?|aid|"
    r"decision|position|policy|claims?|demands?|foreign|support|relations|ties|influence|response|stance|full-scale|"
    r"invasion|allies|troops|forces|army|ambassador|sanctions|interests?|request|proposal|ambitions?)",
    re.IGNORECASE,
)
_GOVERNING_BEFORE = re.compile(
    r"\b(?:warn\w*|urg\w*|ask\w*|accus\w*|tell|told|pressur\w*|pressing|convinc\w*|persuad\w*|allow\w*|help\w*|between|with|"
    r"against|blam\w*|press\w*|call\w* on|sanction\w*|isolat\w*|deter\w*|arm\w*|support\w*|concern\w* to|by|"
    r"influence over|demand\w* that|says?|said)\s+$",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:,|and|or|,\s*and|to)\s*$")
_WINDOW = 80


def settled(story: Story, names: Sequence[Name]) -> list[Name]:
    """Make each capital a government or a place; where nothing tells, the rest of the story decides."""
    views = [_view(story, names, number) for number in range(len(names))]
    views = _joined(story, names, views)
    tells: dict[str, set[bool]] = {}
    for name, view in zip(names, views, strict=True):
        if view is not None and name.record is not None:
            tells.setdefault(name.record.id, set()).add(view)
    return [
        _as_place(name) if _is_literal(name, view, tells) else name
        for name, view in zip(names, views, strict=True)
    ]


def _is_literal(name: Name, view: bool | None, tells: dict[str, set[bool]]) -> bool:
    if name.sense != "capital" or name.record is None:
        return False
    return view if view is not None else tells.get(name.record.id) == {True}


def _as_place(name: Name) -> Name:
    assert name.record is not None
    return replace(
        name,
        kind="place",
        role="nested" if name.inner else "name",
        canonical=name.record.capital or name.surface,
        record=None,
    )


def _view(story: Story, names: Sequence[Name], number: int) -> bool | None:
    """Return whether a capital is the town (True), the government (False), or not to be told (None)."""
    name = names[number]
    if name.sense != "capital":
        return None
    text = story.passages[name.passage].text
    before = text[max(0, name.start - _WINDOW) : name.start]
    after = text[name.end : name.end + _WINDOW]
    if _in_own_country(names, number, text) or _is_dateline(text, name) or _AFTER.match(after):
        return True
    if (
        _IN.search(before)
        or _MOVING.search(before)
        or _FIRING.search(before)
        or _UNDER_FIRE.match(after.lstrip())
    ):
        return True
    if _REACHING.search(before) and not _PLACE_VERB.search(before):
        return True
    return False if _GOVERNING_AFTER.match(after) or _GOVERNING_BEFORE.search(before) else None


def _in_own_country(names: Sequence[Name], number: int, text: str) -> bool:
    name = names[number]
    following = next((n for n in names[number + 1 : number + 2] if n.passage == name.passage), None)
    if re.match(r"\s?,\s?D\s?\.\s?C\b|\s+D\.?C\b", text[name.end : name.end + 8]):
        return True
    if following is None or following.role == "demonym":
        return False
    return bool(re.fullmatch(r"\s?,\s", text[name.end : following.start])) and _same_country(name, following)


def _same_country(name: Name, following: Name) -> bool:
    return name.record is not None and following.record is not None and name.record.id == following.record.id


def _is_dateline(text: str, name: Name) -> bool:
    start = text.rfind("\n", max(0, name.start - _WINDOW), name.start) + 1
    opens = start > 0 or name.start <= _WINDOW
    return opens and not text[start : name.start].strip(" *•") and _DATELINE.match(text, name.end) is not None


def _joined(story: Story, names: Sequence[Name], views: Sequence[bool | None]) -> list[bool | None]:
    """Let a capital follow the place or capital it is joined to: "in Rome and Paris"."""
    result = list(views)
    for number in range(1, len(names)):
        last, name = names[number - 1], names[number]
        if name.sense == "capital" and result[number] is None and last.passage == name.passage:
            text = story.passages[name.passage].text
            if _AND.fullmatch(text[last.end : name.start]):
                result[number] = True if last.kind == "place" else result[number - 1]
    return result
