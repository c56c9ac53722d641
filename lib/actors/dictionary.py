"""Finds the names of the actor file in a text.

The matcher runs Aho-Corasick on lower-case text without accents, then checks case and word boundaries.
"""

import re
import unicodedata
from calendar import month_name
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal, get_args

import ahocorasick_rs

from lib.actors.office_words import OFFICES, is_half_an_office
from lib.actors.records import Record, surname_of
from lib.actors.words import either, given_names, word_set
from lib.model.spelling import UNSPACED

Sense = Literal[
    "outlet", "never", "name", "alias", "ministry", "demonym", "capital", "seat", "guarded", "surname"
]  # fmt: skip
_RANK = {sense: rank for rank, sense in enumerate(get_args(Sense))}  # the first sense of a surface wins
_STYLES = word_set("styles")
_MONTHS = frozenset(month_name)
_MARK = re.compile(r"[.'’]")
_NO_LETTER = re.compile(r"[^\w]+|_+")
_HANDLES = frozenset("@#_")  # what stands before the name of an account or a topic
_PROCLITIC = re.compile("(?:[وف][بلك]?|[بلك])$")  # Arabic "and", "in", "for" are one word with the next
_PARTICLE = re.compile(  # what Korean writes as one word with a name: "from", "and", "troops"
    rf"(?:{either('korean_suffixes')})?(?:{either('korean_particles')})?(?![\uac00-\ud7a3])"
)
_BODIES = ("organisation", "group")  # in whose names a country is nested
_SHORTEST_IN_CAPITALS = 4  # "CHINA" is China, but "WHO" is not "Who"


class _Folding(dict[int, str]):
    """A translation table that takes off accents and typographic marks letter by letter, for `fold`."""

    def __missing__(self, code: int) -> str:
        """Return the letter of this code point without accents, and add it to the table."""
        character = chr(code)
        base = unicodedata.normalize("NFKD", character)
        marked = bool(base) and all(unicodedata.combining(mark) for mark in base[1:])
        plain = base[0] if marked and _script(character) != "kana" else character  # Paris is not Bali
        self[code] = plain
        return plain


_FOLDING = _Folding(zip(map(ord, "’‘ʼ‐‑–\u00a0İıłŁøØđĐیک"), "'''--- IilLoOdDيك", strict=True))


def fold(text: str) -> str:
    """Return the text without accents and with plain quotes and dashes, letter for letter: offsets stay."""
    return text if text.isascii() else text.translate(_FOLDING)


def slug(name: str) -> str:
    """Return a name as lower-case words with hyphens, without accents: "Ada Obí" gives "ada-obi"."""
    return _NO_LETTER.sub("-", _MARK.sub("", fold(name).lower())).strip("-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place of a text with a name of the actor file: its sense, record, and whether it is ambiguous."""

    start: int
    end: int
    sense: Sense
    record: Record | None
    guarded: bool
    nested: bool  # a country inside the name of a body


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One name of the actor file: its sense (name, alias, demonym ...) and record, None if of no actor."""

    surface: str
    sense: Sense
    record: Record | None = None  # None for a name that is no actor
    marked: bool = False  # the record writes it with accents, which are off here
    doubtful: bool = False  # in its language it is another word as well
    abroad: bool = False  # of a language's file, which says itself what is doubtful

    @property
    def guarded(self) -> bool:
        """Whether the name counts only if the story also has another name of the record."""
        if self.abroad or self.record is None:
            return self.doubtful
        return self.doubtful or self.surface in self.record.guarded

    @property
    def is_plain_word(self) -> bool:
        """Whether the name is one word without accents, of an organisation or a people."""
        organisation = self.record is not None and self.record.kind == "organisation"
        return (organisation or self.sense == "demonym") and not self.marked and " " not in self.surface

    @property
    def is_country(self) -> bool:
        """Whether the name is a country's own or its people's, and not its capital's."""
        is_own = self.sense in ("name", "alias", "demonym")
        return is_own and self.record is not None and self.record.kind == "country"

    def hit(self, start: int, end: int, *, nested: bool = False) -> Hit:
        """Return this name as found from `start` to `end` of a text."""
        return Hit(
            start=start, end=end, sense=self.sense, record=self.record, guarded=self.guarded, nested=nested
        )


class Dictionary:
    """The actor file compiled for matching."""

    def __init__(
        self,
        records: Iterable[Record],
        stops: Iterable[str] = (),
        forms: Iterable[Entry] = (),
        *,
        guarded: Container[str] = (),
        peoples: bool = True,  # also the English demonyms of the records
    ) -> None:
        """Compile records, `stops` (names of no actors) and further `forms`; `guarded` ones need support."""
        self.records = tuple(records)
        self.by_id = {record.id: record for record in self.records}
        entries: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in (*_entries(self.records, stops, peoples=peoples), *forms):
            doubtful = entry.record is not None and entry.surface in guarded
            entries[entry.surface.lower()].append(replace(entry, doubtful=True) if doubtful else entry)
        self._keys = tuple(entries)
        self._entries = tuple(
            tuple(sorted(found, key=lambda entry: (not entry.abroad, _RANK[entry.sense], entry.guarded)))
            for found in entries.values()
        )
        self._matcher = ahocorasick_rs.AhoCorasick(self._keys)

    def hits(self, text: str, day: date | None) -> list[Hit]:
        """Return the longest names in a text, as meant on the day, and the countries inside bodies' names."""
        plain = fold(text)
        found: list[Hit] = []
        nested: list[Hit] = []
        spans = self._matcher.find_matches_as_indexes(plain.lower(), overlapping=True)
        alone = [(start, -end, key) for key, start, end in spans if stands_alone(plain, start, end)]
        for start, minus_end, key in sorted(alone):
            end = -minus_end
            around = found[-1] if found and start < found[-1].end else None
            if around and not (end <= around.end and around.record and around.record.kind in _BODIES):
                continue
            entry = self._meant(key, text[start:end], day)
            if entry is None:
                continue
            last_word = plain.rfind(" ", start, end) + 1
            if around:
                nested += [entry.hit(start, end, nested=True)] if entry.is_country else []
            elif last_word <= start or not is_half_an_office(plain, last_word, end):
                found.append(entry.hit(start, end))  # but for the Treasury in "U.S. Treasury Secretary"
        return sorted([*found, *nested], key=lambda hit: (hit.start, -hit.end))

    def _meant(self, key: int, printed: str, day: date | None) -> Entry | None:
        """Return the entry of a key that is spelt as `printed`: one valid on the day, else a record's name.

        An entry may be printed with a first capital or all in capitals. None if no entry is spelt so, or if
        an accent makes a plain word another: German "Über" is not Uber, Volker Türk no Turk.
        """
        surface, accented = fold(printed), any(each.isalpha() and not each.isascii() for each in printed)
        entries = [
            entry
            for entry in self._entries[key]
            if surface in (entry.surface, entry.surface[0].upper() + entry.surface[1:])
            or (
                len(surface) >= _SHORTEST_IN_CAPITALS
                and not entry.surface.isupper()
                and entry.surface.upper() == surface
            )
        ]
        if accented:  # América is a continent, America a country
            entries.sort(key=lambda entry: not entry.marked)
        valid = (e for e in entries if e.sense == "outlet" or e.record is None or e.record.valid_on(day))
        meant = next(valid, next((entry for entry in entries if entry.sense == "name"), None))
        return None if meant and accented and meant.is_plain_word else meant


def _entries(records: Iterable[Record], stops: Iterable[str], *, peoples: bool) -> Iterator[Entry]:
    """Yield the names of all records as entries, then `stops`, the names that never mean an actor.

    `peoples` says whether names of peoples ("Norwegians") are among them.
    """
    for record in records:
        for surface, sense in _surfaces(record):
            if sense == "demonym" and not peoples:
                continue
            yield Entry(surface=fold(surface), sense=sense, record=record, marked=not surface.isascii())
    for never in stops:
        for surface in dict.fromkeys((never, never.title()) if " " in never else (never,)):
            yield Entry(surface=fold(surface), sense="never")


def _surfaces(record: Record) -> Iterator[tuple[str, Sense]]:
    """Yield the names of a record, each with its sense: name, alias, demonym, capital ..."""
    shown: Sense = "outlet" if record.medium else "alias"
    person = record.kind == "person"
    famous = person and record.famous_surname
    yield record.name, "outlet" if record.medium else "name"
    # A famous surname in another spelling is its relatives' too.
    yield from ((alias, "surname" if famous and " " not in alias else shown) for alias in record.aliases)
    yield from ((alias, "guarded") for alias in record.guarded)
    yield from ((demonym, "demonym") for demonym in record.demonyms)
    if record.capital:
        yield from ((name, "capital") for name in (record.capital, *record.capital_aliases))
    yield from ((seat, "seat") for seat in record.seats)
    for name in (record.name, *record.aliases) if person else ():
        if name.endswith((" Jr.", " Sr.")):  # as many papers print it
            bare, _, generation = name.removesuffix(".").rpartition(" ")
            yield from ((f"{bare.rstrip(',')}{mark} {generation}", "alias") for mark in ("", ","))
        # With the family name first, as Hungarian or Japanese papers print it, but where that reads as
        # another word: Paul Rand, Major John, May Theresa.
        first, _, last = name.partition(" ")
        parted = (
            last and " " not in last and first not in _STYLES and first[0].isupper() and last[0].isupper()
        )
        word = fold(last).lower()
        if parted and not (word in given_names() or word in OFFICES or last in _MONTHS):
            yield f"{last} {first}", "alias"
    if famous:
        yield surname_of(record), "surname"


def stands_alone(text: str, start: int, end: int) -> bool:
    """Return whether a span of a text is a whole word; Arabic and Korean particles may be joined to it."""
    after, before = text[end : end + 1], text[start - 1 : start]
    if after == "_" or _is_vowel_sign(after) or (after.isalnum() and _continues_word(text, end)):
        return False
    if "\u0600" <= before <= "\u06ff" and (proclitic := _PROCLITIC.search(text, max(0, start - 2), start)):
        before = text[proclitic.start() - 1 : proclitic.start()]
    is_letter = before.isalnum() or _is_vowel_sign(before)
    return before not in _HANDLES and not (is_letter and _are_joined(text[start], before))


def _continues_word(text: str, end: int) -> bool:
    """Return whether the letter at `end` is of the word before it; Korean particles are not."""
    if "\uac00" <= text[end] <= "\ud7a3" and _PARTICLE.match(text, end):
        return False
    return _are_joined(text[end - 1], text[end])


def _are_joined(one: str, other: str) -> bool:
    """Return whether two letters beside each other are of one word, by their scripts."""
    script = _script(one)
    return script != "none" and script == _script(other)


@lru_cache(maxsize=4096)
def _script(character: str) -> Literal["none", "kana", "other"]:
    """Return "kana" for katakana, "none" for other letters of scripts without spaces, else "other"."""
    if "\u30a1" <= character <= "\u30fc":
        return "kana"
    return "none" if "\u3041" <= character <= "\u9fff" or UNSPACED.match(character) else "other"


def _is_vowel_sign(character: str) -> bool:
    """Return whether a character is a vowel sign or other mark of a script of India or its neighbours."""
    return "\u0900" <= character <= "\u17ff" and unicodedata.category(character)[0] == "M"
