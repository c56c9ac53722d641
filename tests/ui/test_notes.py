"""The page of notes and highlights: its groups, its search, and the five of a day."""

import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from lib.model.filter import Choice, Filter
from lib.model.mention import Kind
from lib.query.noted import Noted, noted
from lib.query.stories import newest
from lib.store.archive import open_for_reading
from lib.store.batches.stories import save
from lib.store.files import settings
from lib.store.journal import highlights, marks
from lib.store.journal.highlights import Highlight
from lib.store.paths import files
from lib.store.removal import remove
from lib.ui import daily_notes, notes
from lib.ui.cache import ask
from lib.ui.session import session
from lib.ui.view import View
from tests.builders import archive, article, parsed


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive of two stories with a note and passages, in a home of its own."""
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path))
    quay = article("The quay", "Ida Brandt met Tom Hale on Monday.", tags=("Harbour",))
    made = archive(
        tmp_path,
        parsed(quay, names={"Ida Brandt": "person", "Tom Hale": "person"}),
        parsed(article("Fog", "Fog came, and it stayed.")),
    )
    highlights.add(made, of(made)["The quay"], quote="Brandt met Tom Hale", before="Ida ", after="")
    highlights.add(made, of(made)["The quay"], quote="on Sunday", before="", after="")
    marks.set_note(made, of(made)["Fog"], "Compare <b>both</b> winters.")
    marks.add_label(made, of(made)["Fog"], "weather")
    return made


def of(path: Path) -> dict[str, str]:
    with open_for_reading(path) as db:
        return {str(row.headline): str(row.article_id) for row in newest(db, Filter()).itertuples()}


def shown(path: Path, said: list[str], criteria: Filter = Filter(), **own: str) -> str:  # noqa: B008
    """Return what the page shows."""
    said.clear()
    with session(path):
        notes.page(View(page="notes", criteria=criteria, own=own))
    return said[-1]


def groups(markup: str) -> list[str]:
    """Return the names of the groups, without their links."""
    heads = [part.split("</h2>")[0] for part in markup.split("<h2")[1:]]
    return [each.split(">", 1)[1].replace("</a>", "").split(">")[-1] for each in heads]


def test_notes_stand_by_story_name_label_or_day(path: Path, said: list[str]) -> None:
    by_story = shown(path, said)
    assert sorted(groups(by_story)) == ["Fog", "The quay"]
    assert "Compare &lt;b&gt;both&lt;/b&gt; winters." in by_story
    assert by_story.count("These words are no longer in the story.") == 1
    assert "at=1-4" in by_story  # the passage leads to its place
    assert groups(shown(path, said, by="name")) == ["Tom Hale", "No name in the words"]
    assert groups(shown(path, said, by="label")) == ["weather", "Without a label"]
    (today,) = groups(shown(path, said, by="day"))
    assert today.endswith(str(date.today().year))


def test_notes_are_searched_and_narrowed_by_the_selection(path: Path, said: list[str]) -> None:
    assert groups(shown(path, said, find="both fog")) == ["Fog"]
    assert groups(shown(path, said, find="HALE")) == groups(shown(path, said, find="håle")) == ["The quay"]
    assert "No note has the words “nothing”." in shown(path, said, find="nothing")
    assert groups(shown(path, said, Filter(tags=Choice(any=("Harbour",))))) == ["The quay"]
    assert "There are no notes here yet." in shown(path, said, Filter(text="zzzz"))


def test_stories_of_one_headline_stay_apart(path: Path, said: list[str]) -> None:
    twin = article("Fog", "Fog again, and it stayed.", publisher="fog.example")
    save(path, [parsed(twin)])
    with open_for_reading(path) as db:
        fogs = newest(db, Filter()).query("headline == 'Fog'")["article_id"]
    for story in fogs:
        marks.set_note(path, story, f"Of {story}.")
    assert sorted(groups(shown(path, said))) == ["Fog", "Fog", "The quay"]


def test_actors_of_one_name_stay_apart(path: Path, said: list[str]) -> None:
    twins: list[tuple[Kind, str]] = [("country", "Larkland"), ("place", "Larkland")]
    for kind, name in twins:
        text = f"{name} is a {kind}."
        save(path, [parsed(article(f"A {kind}", text), names={name: kind})])
        highlights.add(path, of(path)[f"A {kind}"], quote=text, before="", after="")
    by_name = shown(path, said, by="name")
    assert groups(by_name) == ["Larkland", "Larkland", "Tom Hale", "No name in the words"]
    assert "country%2Flarkland" in by_name and "place%2Flarkland" in by_name


def test_a_note_is_written_on_the_page(path: Path, said: list[str]) -> None:
    with session(path):
        found = ask(noted, Filter(), held=tuple(highlights.all_notes(path)))
        notes.write(path, found, json.dumps([of(path)["Fog"], " Only <b>one</b> winter. "]))
        (hale,) = (each for each in found if "Hale" in each.note.quote)
        notes.write(path, found, json.dumps([hale.name, "Which Hale?"]))
        notes.write(path, found, json.dumps(["nowhere", "Lost."]))
    markup = shown(path, said)
    assert "Only &lt;b&gt;one&lt;/b&gt; winter." in markup and "Which Hale?" in markup
    assert "both" not in markup and "Lost." not in markup


def test_a_note_that_another_window_wrote_meanwhile_is_kept(path: Path) -> None:
    with session(path):
        found = ask(noted, Filter(), held=tuple(highlights.all_notes(path)))
    for each in found:
        for words in ("One.", "Two."):
            notes.write(path, found, json.dumps([each.name, words]))
    assert {each.note for each in highlights.all_notes(path)} == {"One.\n\nTwo."}


def test_of_a_removed_story_the_page_shows_nothing(path: Path, said: list[str]) -> None:
    remove(path, of(path)["Fog"])
    assert groups(shown(path, said)) == ["The quay"] and "winters" not in said[-1]


def test_five_stand_on_the_desk_where_the_reader_chose_so(path: Path, said: list[str]) -> None:
    view = View(page="", criteria=Filter())
    with session(path):
        notes.on_the_desk(view)
        assert said == []
        daily_notes.turn("yes")
        notes.on_the_desk(view)
        assert "To read again today" in said[-1] and "winters" in said[-1]
        assert "on Sunday" not in said[-1]  # what is lost
        assert "Stop that" in shown(path, said)
        daily_notes.turn("no")
        said.clear()
        notes.on_the_desk(view)
        assert said == []


def test_damaged_settings_bring_no_notes_and_stay(path: Path, said: list[str]) -> None:
    here = files(path).settings
    here.write_text("{", encoding="utf-8")
    with session(path), pytest.raises(settings.SettingsDamaged):
        notes.on_the_desk(View(page="", criteria=Filter()))
        assert said == []
        daily_notes.turn("yes")
    assert here.read_text(encoding="utf-8") == "{"


def numbered(*numbers: int) -> list[Noted]:
    """Return a note for each number."""
    return [
        Noted(note=Highlight(key=str(n), article="a", quote=f"Words {n}", before="", after=""), story={})
        for n in numbers
    ]


@pytest.mark.parametrize("number", [0, 3, 5, 17, 40])
def test_each_note_comes_once_before_one_comes_again(tmp_path: Path, number: int) -> None:
    path, held, seen = tmp_path / "archive.duckdb", numbered(*range(number)), Counter[str]()
    for day in range(max(1, number // 5)):
        today = date(2024, 4, 9) + timedelta(days=day)
        found = daily_notes.of_the_day(path, held, today)
        assert len(found) == min(5, number)
        assert daily_notes.of_the_day(path, held[::-1], today) == found
        seen.update(each.note.key for each in found)
    assert set(seen.values()) <= {1}


def test_no_note_comes_again_before_all_were_shown_where_some_are_added_and_deleted(tmp_path: Path) -> None:
    path, there, seen = tmp_path / "archive.duckdb", [*range(20)], Counter[str]()
    for day in range(40):
        today = date(2024, 4, 9) + timedelta(days=day)
        found = daily_notes.of_the_day(path, numbered(*there), today)
        names, held = {each.note.key for each in found}, set(map(str, there))
        again = any(seen[each] for each in names)
        seen.update(names)
        assert len(names) == 5 and (all(seen[each] for each in held) or not again)
        old = [seen[each] for each in held if int(each) < 20]
        assert max(old) - min(old) <= 1
        there.append(100 + day)
        if day % 3 == 0:
            there.remove(next(each for each in there if str(each) not in names))
        assert daily_notes.of_the_day(path, numbered(*there), today) == found  # all day
    assert len(seen) > 40


def test_a_record_of_shown_notes_that_cannot_be_read_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "archive.duckdb"
    for body in ("{", "[]", "[" * 100_000, '{"day": 3}', '{"day": "", "five": 1, "shown": []}'):
        marks.keep(path, "visit", daily_notes.RECORD, body)
        assert len(daily_notes.of_the_day(path, numbered(*range(9)), date(2024, 4, 9))) == 5
