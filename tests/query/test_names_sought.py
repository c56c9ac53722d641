"""Where a story's language is one in which fewer names are found, that is said, and which are looked for."""

from dataclasses import replace
from pathlib import Path

from lib.actors.full_names import are_sought
from lib.actors.language_files import body_words, languages
from lib.model.filter import Filter
from lib.model.languages import NAMES
from lib.model.parsed import Sought
from lib.query import stories
from lib.query.names_sought import BRIEF, BY_ACRONYM, BY_KIND, coverage_note, story_note
from lib.store.archive import open_for_reading
from tests import builders
from tests.documents import text

FILE, PERSONS, ENDING = "names of the actor file", "persons named in full", "Not all of these are found."


def test_of_each_language_persons_and_organisations_are_said_apart(tmp_path: Path) -> None:
    captures = [builders.parsed(builders.article(f"Tide {c}", language=c)) for c in ("de", "fa", "ro", "hu")]
    with open_for_reading(builders.archive(tmp_path, *captures, builders.parsed())) as db:
        assert coverage_note(db, Filter()) == (
            f"Looked for in German (1 story): {FILE}, {PERSONS} and {BY_KIND}. "
            f"Looked for in Persian (1 story): {FILE}, {PERSONS} and {BY_ACRONYM}. "
            f"Looked for in Hungarian (1 story): {FILE} as English spells them and {BY_ACRONYM}. "
            f"Looked for in Romanian (1 story): {FILE} as English spells them, {PERSONS} and {BY_ACRONYM}. "
            f"{ENDING}",
            BRIEF,
        )
        assert coverage_note(db, Filter(languages=("en",))) == ("", "")


def test_of_many_languages_those_with_most_stories_are_named(tmp_path: Path) -> None:
    codes = ("de", "de", "fa", "ro", "hu", "fi", "el", "hr", "bg", "sk")
    made = [builders.article(f"Tide {n}", "It came.", language=code) for n, code in enumerate(codes)]
    with open_for_reading(builders.archive(tmp_path, *map(builders.parsed, made))) as db:
        said = coverage_note(db, Filter()).full
    assert said.startswith("Looked for in German (2 stories): ") and " in Romanian (1 story): " in said
    assert f" and 4 other languages (4 stories): {FILE} as English spells them and " in said
    assert said.count("(") == 6


def test_stories_that_were_read_by_the_actor_file_alone_are_counted_where_more_would_be_found(
    tmp_path: Path,
) -> None:
    read: dict[str | None, Sought] = {"en": "file", "de": "file", None: "file", "fr": "all", "hu": "file"}
    made = [
        replace(builders.parsed(builders.article(f"Tide {code}", "It came.", language=code)), sought=sought)
        for code, sought in read.items()
    ]
    with open_for_reading(builders.archive(tmp_path, *made)) as db:
        said, brief = coverage_note(db, Filter())
        skipped = "In 3 stories names beyond the actor file were not looked for."
        assert said.endswith(f" {ENDING} {skipped}") and brief == f"{BRIEF} {skipped}"
        french = f"Looked for in French (1 story): {FILE}, {PERSONS} and {BY_KIND}. {ENDING}"
        assert coverage_note(db, Filter(languages=("fr",))).full == french
        ids = stories.newest(db, Filter()).set_index("headline")["article_id"]
        assert story_note(db, ids["Tide fr"]) == (french.replace(" (1 story)", ""), BRIEF)
        only = "In this story names beyond the actor file were not looked for."
        assert story_note(db, ids["Tide en"]) == (only, only)
        assert story_note(db, ids["Tide de"]).brief == f"{BRIEF} {only}"
        assert story_note(db, ids["Tide hu"]).brief == BRIEF


def test_nothing_is_said_of_an_english_story_nor_of_one_that_is_not_there(tmp_path: Path) -> None:
    with open_for_reading(builders.archive(tmp_path, builders.parsed())) as db:
        (story,) = stories.newest(db, Filter())["article_id"]
        assert story_note(db, story) == story_note(db, "nowhere") == ("", "")


def test_the_readme_says_the_same_with_the_number_of_languages() -> None:
    readme, spoken = " ".join(text("README.md").split()), NAMES.keys() - {"en", "nb", "nn"}  # of Norwegian
    assert BRIEF in readme and BY_KIND in readme and BY_ACRONYM in readme
    numbers = [len(languages()), sum(map(are_sought, spoken)), sum(map(bool, map(body_words, spoken)))]
    assert f"in {numbers[0]} languages as they" in readme and f"in full, in {numbers[1]} lang" in readme
    assert f"“court” in the name, in {numbers[2]};" in readme
