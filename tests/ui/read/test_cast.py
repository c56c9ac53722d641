"""The actors named in a story are listed beside it."""

from pathlib import Path

import pandas as pd

from lib.model.filter import Filter
from lib.query import one_story, stories
from lib.query.decisions import Known
from lib.query.names_sought import CoverageNote
from lib.query.undecided import Surname
from lib.store.archive import open_for_reading
from lib.ui.read.cast import FIRST, cast
from lib.ui.view import view_of
from tests import builders

HREF = "/read?article=1&amp;named="
NOTHING = CoverageNote("", "")


def drawn(folder: Path, names: list[str], *, marked: str = "") -> str:
    """Return the markup for a story that names these, the first of them twice."""
    text = f"{' and '.join(names)} met. {names[0]} left."
    story = builders.parsed(builders.article("A meeting", text), names=dict.fromkeys(names, "person"))
    with open_for_reading(builders.archive(folder, story)) as db:
        article = stories.newest(db, Filter())["article_id"].iloc[0]
        mentions = one_story.mentions(db, article, Filter())
    address = {"article": ["1"]} | ({"named": [marked]} if marked else {})
    return cast(mentions, view_of("read", address, "own"), note=NOTHING)


def test_a_name_marks_its_places_and_its_arrow_leads_to_the_page_of_the_actor(tmp_path: Path) -> None:
    markup = drawn(tmp_path, ["Ida Brandt", "Tom Hale"])
    assert markup.index("Ida Brandt") < markup.index("Tom Hale") and 'title="2 mentions"' in markup
    assert f'href="{HREF}person%2Fida-brandt"' in markup and "aria-current" not in markup
    assert 'href="/actors?actor=person%2Fida-brandt"' in markup


def test_a_marked_name_is_taken_back_by_another_touch(tmp_path: Path) -> None:
    markup = drawn(tmp_path, ["Ida Brandt", "Tom Hale"], marked="person/ida-brandt")
    assert markup.count("aria-current") == 1 and 'href="/read?article=1"' in markup


def unnamed(folder: Path) -> pd.DataFrame:
    """Return the mentions of a story that names nobody."""
    with open_for_reading(builders.archive(folder, builders.parsed())) as db:
        article = stories.newest(db, Filter())["article_id"].iloc[0]
        return one_story.mentions(db, article, Filter())


def test_many_names_are_folded_and_none_make_no_list(tmp_path: Path) -> None:
    many = [f"Ida {letter}oss" for letter in "BCDFGHJKLMNPQRSTV"]
    assert f"{len(many) - FIRST} more" in drawn(tmp_path, many)
    mentions = unnamed(tmp_path / "no")
    assert cast(mentions, view_of("read", {}, "own"), note=NOTHING) == ""
    said = cast(mentions, view_of("read", {}, "own"), note=CoverageNote("In <b>x</b>: few.", "Fewer & less."))
    assert "<summary>Fewer &amp; less. <span" in said and "<p>In &lt;b&gt;x&lt;/b&gt;: few.</p>" in said


def test_a_surname_of_two_is_shown_as_not_counted_with_its_bearers(tmp_path: Path) -> None:
    moss = Surname(
        surface="Moss", article="s1", headline="Fog", mentions=3, waiting=1,
        bearers=tuple(Known(key=f"person/~{name}-moss", name=name, kind="person") for name in ("Jo", "Al")),
    )  # fmt: skip
    markup = cast(unnamed(tmp_path), view_of("read", {}, "own"), [moss], note=NOTHING)
    assert "Not counted: Moss (3), a name that 2 people share." in markup
    assert all(f'means {name}">{name}<' in markup.replace("”", "") for name in ("Jo", "Al"))
