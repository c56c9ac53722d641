"""Recognises notes beside a story that are not part of it: on its author, or addressed to the reader.

A note on an author begins with the author's name, or a name with an office at this publication. An appeal
addresses the reader and has a contact of the publication or the author. A police appeal for witnesses has
another contact, and so belongs to the story.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from lib.clean.addresses import host_of
from lib.clean.label.labels import Labels
from lib.clean.label.zones import BUTTON
from lib.clean.links import absolute
from lib.clean.measure import SENTENCE_ENDS, weight
from lib.clean.says.bare_names import OPENING
from lib.clean.says.names import DENSE, has_role, is_desk, is_outlet, is_person
from lib.clean.says.times import find_times
from lib.clean.words import pattern, read
from lib.model.article import Link, Zone
from lib.model.folding import folded, folded_words
from lib.model.rules import RULES

NOTE = 120.0  # words of the longest note on an author
SHORT = 60.0  # of one that names the author by the first name
SIGNED = 25.0  # of one that only says where to reach or follow the author
APPEAL = 60.0  # of the longest appeal
GIFTS = 150.0  # of a paragraph of one that asks for money
OFFER = 14.0  # of a line that offers what comes every week
BARE = 6.0  # of a line that is an address with its label
OFFICE = 24  # words from its start in which a note names the office
WORD = 3  # letters of the shortest name of a publication
STEM = 4  # letters of the shortest name that an address is known by

_READER = pattern("asides", "reader")
_MONEY = pattern("asides", "asks for money")
_WE = pattern("asides", "we")
_IS = pattern("asides", "is")
_EVERY = pattern("asides", "every")
_ADDRESS = pattern("asides", "address")
_QUOTED = pattern("letters", "quotation mark")
_CALL = pattern("calls", "at the end")


@dataclass(frozen=True, kw_only=True)
class Notes:
    """Recognises the notes beside a story by its authors and its publication's names."""

    authors: Sequence[str]
    publication: Sequence[str]  # its names and its domain

    def zone(self, text: str, links: Sequence[Link] = (), *, last: bool = False) -> Zone | None:
        """Return the zone of a note on an author or an appeal; None if the segment may be story text.

        `links` have absolute URLs; `last` says that no story text follows.
        """
        size = weight(text)
        if size <= NOTE and self._is_note(text, links, size):
            return "biography"
        if last and self.asks_for_money(text):
            return "appeal"
        if size > APPEAL or _QUOTED.search(text):
            return None
        if size <= BARE and _ADDRESS.search(text) and not find_times(text) and self._is_own(text, links):
            return "appeal" if _CALL.match(text) else "biography"
        if pattern("asides", "praise").match(text):
            return "appeal"
        offer = last and size <= OFFER and _EVERY.match(text) and text[-1] not in f"{SENTENCE_ENDS}:;"
        return "appeal" if offer or self._is_appeal(text, links, size) else None

    def asks_for_money(self, text: str) -> bool:
        """Return whether the publication asks its readers for money."""
        return bool(_MONEY.search(text)) and self.speaks(text)

    def speaks(self, text: str) -> bool:
        """Return whether a paragraph, no quotation, speaks for the publication: "We at the Post ..."."""
        if weight(text) > GIFTS or _QUOTED.match(text) or _QUOTED.match(text[-1:]):
            return False
        return bool(_WE.search(text) or _READER.search(text) or _MONEY.match(text)) or self._is_named(text)

    def _is_note(self, text: str, links: Sequence[Link], size: float) -> bool:
        """Return whether a segment of `size` words describes an author or says where to reach one."""
        said = OPENING.sub("", text)
        reached = bool(_ADDRESS.search(text)) or any(map(_is_of_person, links))
        reached = reached and size <= SIGNED and not find_times(text)
        if rest := self.behind_author(said):
            return bool(reached or _IS.match(rest) or _tells_office(said))
        if reached and "?" not in text and not _QUOTED.search(text):
            return any(each in folded_words(said) for each in self._names)
        return self._is_of_staff(said)

    def behind_author(self, text: str) -> str:
        """Return what a text says behind an author's name at its start; "" if it does not begin with one.

        In a short text the first name is enough, if no other surname follows it. Before a colon the author
        speaks, as in an interview.
        """
        said = OPENING.sub("", text)
        key, short = folded_words(said), weight(said) <= SHORT
        rest = next((said[len(name) :] for name in self._names if key.startswith(name)), "")
        if not rest and short:
            firsts = {f"{name.split()[0]} " for name in self._names if is_person(name.title())}
            rest = next((said[len(first) :] for first in firsts if key.startswith(first)), "")
            rest = "" if rest[:1].isupper() else rest
        return "" if pattern("asides", "says").match(rest) else rest

    def _is_of_staff(self, said: str) -> bool:
        """Return whether a segment begins with a person who holds an office at this publication."""
        found = pattern("asides", "name").match(said)
        for end in range(len(found.group().split()), 1, -1) if found else ():
            name = " ".join(said.split()[:end])
            if is_person(name) and _IS.match(said[len(name) :]):
                return _tells_office(said) and self._is_named(" ".join(said.split()[end : end + OFFICE]))
        return False

    def _is_appeal(self, text: str, links: Sequence[Link], size: float) -> bool:
        calls = any(map(_CALL.match, pattern("asides", "between sentences").split(text)))
        linked = any(_is_of_person(each) or pattern("asides", "sign up").search(each.url) for each in links)
        if not (linked or _ADDRESS.search(text)) or not (calls or "?" in text):
            return False
        speaks = _READER.search(text) or _WE.search(text)
        return bool(speaks or size <= OFFER) and self._is_own(text, links)

    def _is_own(self, text: str, links: Sequence[Link]) -> bool:
        """Return whether an appeal comes from the publication or an author, by its address or by "we"."""
        addresses = " ".join([*_ADDRESS.findall(text), *(link.url for link in links)])
        parts = [part for name in self._names for part in (folded(name), *name.split()) if len(part) >= STEM]
        named = self._is_named(addresses) or any(part in folded(addresses) for part in parts)
        return named or bool(_WE.search(text))

    def _is_named(self, text: str) -> bool:
        """Return whether the text has a name of the publication; a short one must be a separate word."""
        whole, said = folded(text), folded_words(text).split()
        return any(each in whole if len(each) >= STEM else each in said for each in self._stems)

    @cached_property
    def _names(self) -> list[str]:
        """The authors' names, folded, without desks and one-word names."""
        several = (name for name in self.authors if " " in name or DENSE.search(name))
        return [folded_words(name) for name in several if not (is_desk(name) or is_outlet(name))]

    @cached_property
    def _stems(self) -> list[str]:
        """The publication's names, and the longest part of its domain, folded."""
        stems = (folded(max(name.split("."), key=len)) for name in self.publication)
        return [each for each in stems if len(each) >= WORD]


def _tells_office(said: str) -> bool:
    start = " ".join(said.split()[:OFFICE])
    return has_role(start) or bool(pattern("bylines", "writer").search(start))


def _is_of_person(link: Link) -> bool:
    """Return whether a link leads to a mailbox, a telephone or a page on a social network."""
    host = f".{host_of(link.url)}"
    is_social = any(host.endswith(f".{each}") for each in read("asides")["social"])
    return is_social or link.url.startswith(("mailto:", "tel:"))


LAST = 8  # segments at the end that may be a note on the author or an appeal to the reader
FIRST = 2  # and at the start
BELOW = 12  # segments under the story that are looked at for one


def notes_on_page(labels: Labels, known: Notes) -> Mapping[int, Zone]:
    """Return the numbers of a page's segments that are notes beside its story, each with its zone.

    Such notes are the last segments of the text, the first ones if they are set apart from it, and segments
    cut inside it or just below. What stands between two segments that ask for money and speaks for the
    publication is part of that appeal.
    """
    segments, base = labels.segments, labels.base
    kept = [number for number, label in enumerate(labels) if label.zone in ("body", "list")]
    found: dict[int, Zone] = {}
    ends = kept[1:][-LAST:]
    asking = next((number for number in ends if known.asks_for_money(segments[number].text)), len(segments))
    for number in reversed(ends):
        below = next((each for each in kept if each > number), None)
        last = below is None or below in found
        if labels[number].level:
            if last and below is not None:
                found[number] = found[below]  # the heading over a note
        elif zone := known.zone(segments[number].text, _whole(segments[number].links, base), last=last):
            found[number] = zone
        elif found and last and number > asking and known.speaks(segments[number].text):
            found[number] = "appeal"
    reach = range(kept[0], min(kept[-1] + BELOW, len(segments))) if kept else ()
    cut = [number for number in reach if (rule := labels[number].rule) and RULES[rule].note]
    builds = {segments[number].build for number in kept[FIRST:]}
    first = (segments[number] for number in kept[:FIRST])  # a plain paragraph there opens the story
    apart = [each.number for each in first if each.inner is not each.element or each.build not in builds]
    for number in [*apart, *cut]:
        text = segments[number].text
        zone = known.zone(text, _whole(segments[number].links, base)) if weight(text) >= BUTTON else None
        if zone and not any(folded(text) == folded(segments[each].text) for each in found):
            found[number] = zone
    return found


def _whole(links: Sequence[Link], base: str | None) -> list[Link]:
    return [replace(link, url=absolute(link.url, base) or link.url) for link in links]
