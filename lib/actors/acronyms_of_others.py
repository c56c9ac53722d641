"""Knows acronyms of the actor file that mean another body in a story: Seattle Police Department (SPD)."""

from collections.abc import Collection, Iterable, Mapping

from lib.actors.acronyms import Bracketed, bracketed
from lib.actors.dictionary import slug
from lib.actors.long_forms import start_of_long_form
from lib.actors.records import Record
from lib.actors.story import Name, Story

_SHORTEST_EXPLAINED = 3  # letters of an acronym that initials explain; two are those of any two words
_SHORTEST_OWN = 4  # letters of a word that bodies differ by: not "of", "the", "for"


def acronyms_of_others(story: Story, names: Iterable[Name]) -> set[str]:
    """Return acronyms of the actor file that mean another body here: Seattle Police Department (SPD).

    The story explains them in brackets, or names an organisation in full that has these initials.
    """
    acronyms: dict[str, Record] = {}
    full_names: dict[tuple[int, int], Name] = {}  # by passage and end
    for name in names:
        if name.record is not None and name.kind == "organisation":
            if " " in name.surface:
                full_names[name.passage, name.end] = name
            elif name.surface.isupper() and name.surface.isalpha():
                acronyms[name.surface] = name.record
    if not acronyms:
        return set()
    return _with_other_initials(acronyms, full_names.values()) | _with_other_brackets(
        story, acronyms, full_names
    )


def _with_other_initials(acronyms: Mapping[str, Record], full_names: Collection[Name]) -> set[str]:
    """Return the acronyms whose own body is not named in full, while another of these initials is."""
    named = {name.record.id for name in full_names if name.record}
    initials = {"".join(word[0] for word in name.surface.split() if word[0].isupper()) for name in full_names}
    return {
        acronym
        for acronym, record in acronyms.items()
        if len(acronym) >= _SHORTEST_EXPLAINED and acronym in initials and record.id not in named
    }


def _with_other_brackets(
    story: Story, acronyms: Mapping[str, Record], full_names: Mapping[tuple[int, int], Name]
) -> set[str]:
    """Return the acronyms that the story puts in brackets behind the long form of another body."""
    others = set()
    for passage in story:
        for bracket in bracketed(passage):
            record, body = acronyms.get(bracket.acronym), full_names.get((passage.number, bracket.end))
            if record and not _may_be_explained(record, bracket, body):
                others.add(bracket.acronym)
    return others


def _may_be_explained(record: Record, bracket: Bracketed, body: Name | None) -> bool:
    """Return whether the words before an acronym in brackets may be the record's long form.

    If `body`, the known organisation named there, has the acronym's initials, it must be the record; else
    half of the long form's words must be in one of the record's names.
    """
    short = bracket.acronym
    if body is not None and body.record is not None and short[0] == body.surface[0].upper():
        letters = iter([word[0].upper() for word in body.surface.split()])
        if all(letter in letters for letter in short):  # they open words of the name in their order
            return body.record.id == record.id
    start = start_of_long_form(bracket.words, short)
    long_form = "" if start is None else bracket.words[start:]
    words = {word for word in slug(long_form).split("-") if len(word) >= _SHORTEST_OWN}
    forms = [set(slug(form).split("-")) for form in (record.name, *record.aliases) if " " in form]
    return not forms or any(2 * len(words & form) >= len(words) for form in forms)
