"""In which of the selected stories names beyond the actor file were sought, in words."""

from collections.abc import Mapping
from typing import NamedTuple

from lib.actors.full_names import are_sought
from lib.actors.languages import Reach, reach_of
from lib.model.filter import Filter
from lib.model.languages import language
from lib.model.wording import count, listed
from lib.query.filter.selection import selection
from lib.store.archive import ArchiveReader

# What is said of a language whose names have this reach, by whether persons named in full are sought in it;
# of a language that the recogniser reads there is nothing to say.
_REACHES: Mapping[tuple[Reach, bool], str] = {
    ("actor file", True): "Beyond the actor file only persons and bodies that are named in full",
    ("letters", True): "Names of the actor file as English writes them, and persons who are named in full,",
    ("actor file", False): "Names of the actor file only",
    ("letters", False): "Names of the actor file only as English writes them",
}
_NAMED = 2  # languages of a sentence, those with most stories; the others are counted
_BRIEF = "Names are found less often outside English."


class CoverageNote(NamedTuple):
    """Sentences on stories where names beyond the actor file were not, or partly, sought; "" if of none."""

    full: str  # with languages and numbers of stories
    brief: str  # for a picture, which has room for one line


def coverage_note(db: ArchiveReader, criteria: Filter) -> CoverageNote:
    """Return what is to be said of the selected stories where names beyond the actor file are missed."""
    sql = f"""
        select code, count(*) from {selection(db, criteria).rows} join language using (language_id)
        group by 1 order by 2 desc, 1"""
    stories_by_code = db.execute(sql).fetchall()
    sentences = []
    for reach, said in _REACHES.items():
        among = [
            (language(code), stories)
            for code, stories in stories_by_code
            if (reach_of(code), are_sought(code)) == reach
        ]
        most = _NAMED if len(among) > _NAMED + 1 else _NAMED + 1  # one more is named, not counted
        shown, others = among[:most], among[most:]
        if others:
            shown.append((count(len(others), "other language"), sum(stories for _, stories in others)))
        if shown:
            names = listed(f"{name} ({count(stories, 'story', 'stories')})" for name, stories in shown)
            sentences.append(f"{said} in {names}.")
    brief = [_BRIEF] if sentences else []
    if unread := _unread(db, criteria):
        stories = count(unread, "story", "stories")
        skipped = f"In {stories} names beyond the actor file were not looked for."
        sentences, brief = [*sentences, skipped], [*brief, skipped]
    return CoverageNote(full=" ".join(sentences), brief=" ".join(brief))


def _unread(db: ArchiveReader, criteria: Filter) -> int:
    """Return in how many stories names beyond the actor file could be sought but were not, as asked."""
    sql = f"""
        select code, count(*) from sought join {selection(db, criteria).rows} using (id)
        left join language using (language_id) group by 1"""
    return sum(
        stories
        for code, stories in db.execute(sql).fetchall()
        if reach_of(code) == "recogniser" or are_sought(code)
    )
