"""Adds the names of actors in other languages: countries, leaders and organisations, with inflections.

Forms under "guarded" are also common words and count only beside another name of their
record; forms under "never" contain a name but mean something else.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from itertools import chain
from typing import Any, Literal

from lib.actors.dictionary import Dictionary, Entry, Sense, fold
from lib.actors.extras import extra_for
from lib.actors.language_files import GERMANIC, file_code, inflected, rows_of
from lib.actors.ministries import ministry_of
from lib.actors.records import Record, read_records, read_stops, surname_of
from lib.actors.yaml_file import ActorFileError

_SECTIONS: Mapping[str, Sense] = {
    "names": "name",
    "adjectives": "demonym",
    "seats": "seat",
    "persons": "name",
}
Reach = Literal["recogniser", "actor file", "letters"]  # letters: names as English writes them
_ADJECTIVE_INSIDE = ("es", "fr", "it", "pt")  # "ministère russe de la Défense"
_NO_GENITIVE = ("s", "x", "z", "ß")
_records = cache(read_records)


def dictionary(language: str | None = None) -> Dictionary:
    """Return the project's actor file compiled, with names in the given language if there are any."""
    return _compiled_dictionary(file_code(language))


@lru_cache(maxsize=8)
def _compiled_dictionary(language: str | None) -> Dictionary:
    """Return the actor file compiled with a language's names, for None with the English ones; cached."""
    records = _records()
    if language is None:
        return Dictionary(records, read_stops())
    guarded = frozenset(fold(form) for form in _all_inflected(rows_of(language).get("guarded", ())))
    return Dictionary(records, read_stops(), forms_of(records, language), guarded=guarded, peoples=False)


def reach_of(language: str | None) -> Reach:
    """Return how names are found in a language.

    "recogniser": a model reads it. "actor file": the file has the language's own names, with their
    inflections. "letters": only names that the language writes with the same letters as English are found.
    """
    if language in (None, "en") or extra_for(language):
        return "recogniser"
    return "actor file" if file_code(language) else "letters"


def forms_of(records: Iterable[Record], language: str) -> list[Entry]:
    """Return the names that a language's file adds, in all inflections, also those that mean no actor."""
    known = {record.id: record for record in records}
    rows = rows_of(language)
    found = [entry for section, sense in _SECTIONS.items() for entry in _section(rows[section], sense, known)]
    found += [
        Entry(surface=fold(form), sense="never", abroad=True)
        for form in _all_inflected(rows.get("never", ()))
    ]
    named = {entry.surface for entry in found}
    ministries = _ministries(rows, known, inside=language in _ADJECTIVE_INSIDE)
    found += [entry for entry in ministries if entry.surface not in named]
    return [*found, *_genitives(known.values(), found)] if language in GERMANIC else found


def _ministries(rows: Any, known: Mapping[str, Record], *, inside: bool) -> Iterator[Entry]:
    """Yield the names of ministries without a country and, if `inside`, with each country's adjective.

    `rows` are those of the language's file, `known` the records by id.
    """
    for body, patterns in (rows.get("ministries") or {}).items():
        forms = list(_all_inflected(patterns))
        record = ministry_of(None, body)
        yield from (_entry(form, "ministry", record) for form in forms)
        for key, adjectives in rows["adjectives"].items() if inside else ():
            record = ministry_of(known[key], body)
            for adjective in adjectives:
                parted = (form.partition(" ") for form in forms)
                for first, _, rest in parted:
                    if rest:
                        yield _entry(f"{first} {inflected(adjective)[0]} {rest}", "name", record)


def _section(
    rows: Mapping[str, list[str]] | None, sense: Sense, known: Mapping[str, Record]
) -> Iterator[Entry]:
    """Yield the forms of a section of a language's file; raises ActorFileError for an id without record."""
    for key, patterns in (rows or {}).items():
        record = known.get(key) or _ministry(key, known)
        if record is None:
            message = f"A language's names mention {key}, which is no record. Correct the id."
            raise ActorFileError(key, message)
        for pattern in patterns:
            # A single word of a person who has full names too.
            lone = record.kind == "person" and " " not in pattern and len(patterns) > 1
            for form in inflected(pattern):
                yield _entry(form, "surname" if lone else sense, record)
            if record.famous_surname and not record.surname and " " in pattern:
                yield from (_entry(form, "surname", record) for form in inflected(pattern.split()[-1]))


def _ministry(key: str, known: Mapping[str, Record]) -> Record | None:
    """Return the record of an id such as "organisation/germany-foreign-ministry"; None for other ids."""
    owner, _, body = key.removeprefix("organisation/").partition("-")
    country = known.get(f"country/{owner}")
    return ministry_of(country, body.replace("-", " ").title()) if country and body else None


def _all_inflected(patterns: Iterable[str]) -> Iterator[str]:
    return chain.from_iterable(map(inflected, patterns))


def _genitives(records: Iterable[Record], found: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the genitives in -s of entries, and of persons with famous surnames: Putins, Deutschlands."""
    entries = [entry for entry in found if entry.sense in ("name", "surname")]
    for record in records:
        if record.kind == "person" and record.famous_surname:
            entries += [_entry(record.name, "name", record), _entry(surname_of(record), "surname", record)]
    for entry in entries:
        if not entry.surface.endswith(_NO_GENITIVE) and not entry.surface.isupper():
            yield replace(entry, surface=f"{entry.surface}s")


def _entry(form: str, sense: Sense, record: Record) -> Entry:
    """Return a form of a record's name as an entry of a language's file."""
    return Entry(surface=fold(form), sense=sense, record=record, marked=not form.isascii(), abroad=True)
