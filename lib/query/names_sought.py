"""Which names are looked for in stories that are not in English, in words, of a selection or one story."""

from typing import NamedTuple

from lib.actors.full_names import are_sought
from lib.actors.language_files import body_words
from lib.actors.languages import reach_of
from lib.model.filter import Filter
from lib.model.languages import language
from lib.model.wording import count, listed
from lib.query.filter.selection import selection
from lib.query.one_story import row_of
from lib.store.archive import ArchiveReader

BRIEF = "Names are found less often outside English."
BY_KIND = "organisations with a word such as “court” in the name"
BY_ACRONYM = "organisations with an acronym in brackets behind the name"
_ENDING = "Not all of these are found."
_NAMED = 2  # languages of a sentence, those with most stories; the others are counted


class CoverageNote(NamedTuple):
    """What to say of stories in which not all names were looked for, in full and in brief; "" for none."""

    full: str  # what was looked for, by language, with numbers of stories
    brief: str  # one line, for a picture, or above the full sentences


def coverage_note(db: ArchiveReader, criteria: Filter) -> CoverageNote:
    """Return the note on the selected stories in which names beyond the actor file are missed."""
    return _note(db, selection(db, criteria).rows, {})


def story_note(db: ArchiveReader, article_id: str, revision: str | None = None) -> CoverageNote:
    """Return the note on one story, given by its id, in its shown revision or another; without numbers."""
    row = row_of(db, article_id, revision)
    return _note(db, "(select id, language_id from article where id = $row)", {"row": row}, is_one=True)


def _note(db: ArchiveReader, rows: str, values: dict[str, object], *, is_one: bool = False) -> CoverageNote:
    """Return the note on rows with id and language_id, which the SQL `rows` with `values` selects.

    The note on one story (`is_one`) has no numbers.
    """
    sql = f"""
        select code, count(*), count(names) from {rows} left join language using (language_id)
        left join sought using (id) group by 1 order by 2 desc, 1"""

    def numbered(name: str, stories: int) -> str:
        return name if is_one else f"{name} ({count(stories, 'story', 'stories')})"

    found, unread = dict[str, list[tuple[str, int]]](), 0
    for code, stories, by_file_alone in db.execute(sql, values).fetchall():
        if names := _looked_for(code):
            found.setdefault(names, []).append((language(code), stories))
        if not names or are_sought(code):
            unread += by_file_alone
    sentences = []
    for names, among in found.items():
        most = _NAMED if len(among) > _NAMED + 1 else _NAMED + 1  # one more is named, not counted
        shown, others = among[:most], among[most:]
        if others:
            shown.append((count(len(others), "other language"), sum(stories for _, stories in others)))
        sentences.append(f"Looked for in {listed(numbered(*each) for each in shown)}: {names}.")
    sentences, brief = ([*sentences, _ENDING], [BRIEF]) if sentences else ([], [])
    if unread:
        where = "this story" if is_one else count(unread, "story", "stories")
        skipped = f"In {where} names beyond the actor file were not looked for."
        sentences, brief = [*sentences, skipped], [*brief, skipped]
    return CoverageNote(full=" ".join(sentences), brief=" ".join(brief))


def _looked_for(code: str | None) -> str:
    """Return which names are looked for in a language, in words.

    It is "" where a recogniser finds all, and for a story without a language.
    """
    reach = reach_of(code)
    if reach == "recogniser":
        return ""
    of_file = "names of the actor file" + (" as English spells them" if reach == "letters" else "")
    persons = ["persons named in full"] if are_sought(code) else []
    return listed([of_file, *persons, BY_KIND if body_words(code) else BY_ACRONYM])
