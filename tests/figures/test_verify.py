"""Saved figures are verified against the archive that they come from, and against others."""

import errno
import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from math import inf
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from lib import VERSION, figures
from lib.actors.decided import Ledger
from lib.export import figure as press
from lib.export.embedded_recipe import embed, read_recipe
from lib.figures.drawing import drawn_now
from lib.figures.recipes import recipe_of, rows_of
from lib.figures.verify import Verified, verify, verify_code
from lib.model.errors import FigureError
from lib.model.mention import Kind
from lib.model.parsed import Parsed
from lib.model.recipe import Recipe, Rows, Slice, printed_code, recipe_from
from lib.store.archive import open_for_reading
from lib.store.batches.stories import save
from lib.store.journal import marks, recipes
from lib.store.mentions.follow import follow
from lib.store.paths import files
from lib.store.removal import remove
from lib.store.upkeep.backup import backup
from lib.store.upkeep.restore import restore
from tests.builders import archive, article, parsed
from tests.store.deciding import made
from tests.store.noted import noted

NAMES: dict[str, Kind] = {
    "Norland": "country", "Sudmark": "country", "Westvale": "country", "Zanzibarquux": "person",
}  # fmt: skip
BOTH = ("Norland spoke with Sudmark.", "Norland wrote to Sudmark again.")
CODE = re.compile(r"recipe ([0-9A-Z]{4}-[0-9A-Z]{4})")


def page(day: int, *body: str, **fields: Any) -> Parsed:
    when = datetime(2024, 4, day, 9, tzinfo=UTC)
    story = article(
        f"Harbour story {day}", *(body or BOTH), tags=("Harbour",), authors=("Ada Lindqvist",),
        published_at=when, canonical_url=f"https://harbour.example/{day}", **fields,
    )  # fmt: skip
    return parsed(story, names=NAMES)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return archive(tmp_path, page(1), page(2), page(5, *BOTH, "Westvale thanked Norland."))


@pytest.fixture(scope="module")
def pressroom() -> Iterator[None]:
    """Chromium for pictures, ended with the module."""
    yield
    press.close()


def saved(
    path: Path, name: str = "network", address: str = "min=1", suffix: str = "json", **how: Any
) -> bytes:
    out = path.with_name(f"{name}.{suffix}")
    figures.export(name, address, archive=path, out=out, **how)
    return out.read_bytes()


def verdict(path: Path, content: bytes) -> Verified:
    with open_for_reading(path) as db:
        return verify(db, content, "chart")


def kept(path: Path) -> str:
    return noted(path)


PIXEL: dict[str, Callable[[bytes], bytes]] = {
    "svg": lambda held: held.replace(b">Norland<", b">Nordland<"),
    "html": lambda held: held.replace(b"<body>", b"<body>!"),
    "json": lambda held: held.replace(b'"width": 1200', b'"width": 1201'),
}


def repainted(held: bytes) -> bytes:
    """Return a PNG with one pixel of another colour, its recipe as it was."""
    with Image.open(io.BytesIO(held)) as picture:
        first = held.index(b"iTXt") - 4
        chunk = held[first : first + 12 + int.from_bytes(held[first : first + 4])]
        picture.putpixel((7, 7), (1, 2, 3))
        out = io.BytesIO()
        picture.save(out, "PNG")
    return out.getvalue()[:33] + chunk + out.getvalue()[33:]


@pytest.mark.usefixtures("pressroom")
@pytest.mark.parametrize("suffix", figures.CARRIERS)
def test_a_saved_figure_opens_again_with_the_same_rows_and_hash(path: Path, suffix: str) -> None:
    held = saved(path, suffix=suffix, address="min=1&theme=dark")
    found = verdict(path, held)
    assert found.verdict == "reproduced" and found.recipe
    with open_for_reading(path) as db:
        again = recipe_of(db, figures.draw_address(found.recipe.chart, found.recipe.address, db))
    for part in ("rows", "figure", "code"):
        assert getattr(again, part) == getattr(found.recipe, part)
    change = repainted if suffix == "png" else PIXEL.get(suffix)
    if change:
        assert change(held) != held and verdict(path, change(held)).verdict == "altered"
    if suffix == "svg":
        assert b"<title>Who is named with whom?</title><desc>A network of 3 actors" in held


@pytest.mark.usefixtures("pressroom")
def test_a_slide_for_print_has_its_size_and_is_reproduced(path: Path) -> None:
    held = saved(path, suffix="png", address="min=1&theme=grey", preset="slide")
    with Image.open(io.BytesIO(held)) as picture:
        assert picture.size == (1920, 1080)
        assert np.ptp(np.asarray(picture.convert("RGB")).astype(int), axis=2).max() < 3  # grey alone
    assert verdict(path, held).verdict == "reproduced"


@pytest.mark.parametrize("name", figures.NAMES)
def test_every_chart_is_reproduced(path: Path, name: str) -> None:
    address = "min=1" if name in figures.NETWORKS else ""
    assert verdict(path, saved(path, name, address)).verdict == "reproduced"


@pytest.mark.parametrize(
    ("name", "remark"), [("timeline", "2024-04-09: Talks begin"), ("network", "Norway: Host of the talks")]
)
def test_remarks_are_drawn_told_and_reproduced(path: Path, name: str, remark: str) -> None:
    address = urlencode({"remarks": remark} | ({"min": "1"} if name == "network" else {}))
    held = saved(path, name, address)
    assert remark.partition(": ")[2].encode() in held
    assert verdict(path, held).verdict == "reproduced"


def test_a_changed_value_fails(path: Path) -> None:
    held = saved(path)
    assert verdict(path, held.replace(b'"chart": "network"', b'"chart": "netwark"')).verdict == "damaged"
    fields = dict(read_recipe(held, "chart").fields)
    assert fields["rows"]["edges"]["rows"][0][2] == 6
    fields["rows"]["edges"]["rows"][0][2] = 7
    bare = json.dumps({"figure": json.loads(held)["figure"]}).encode()
    assert verdict(path, embed(bare, fields)).verdict == "damaged"  # its code is another's
    fields["code"] = ""
    with pytest.raises(ValueError, match="another's"):
        recipe_from(fields)


def test_later_stories_are_told(path: Path) -> None:
    held = saved(path)
    save(path, [page(8)])
    found = verdict(path, held)
    assert found.verdict == "changed" and found.sentence.startswith("+1 story since ")
    assert any(line.startswith("+ ") and line.endswith("Harbour story 8") for line in found.details)
    pair = [line.split(": ")[1] for line in found.details if line.startswith("Norland, Sudmark")]
    assert pair == ["weight 6 → 8", "stories 3 → 4"]  # in the order of the columns
    assert verdict(path, saved(path)).verdict == "reproduced"


def test_what_came_in_since_the_page_was_drawn_is_in_its_file(path: Path) -> None:
    with open_for_reading(path) as db:
        drawn = figures.draw_address("network", "min=1", db)
        assert drawn_now(drawn, db) is drawn
    save(path, [page(8)])
    held = figures.file_of(drawn, "json")
    assert read_recipe(held, "chart").fields["slice"]["stories"] == 4
    assert verdict(path, held).verdict == "reproduced"


def test_a_story_outside_the_selection_changes_nothing(path: Path) -> None:
    held = saved(path, "timeline", "since=2024-04-01&until=2024-04-06")
    save(path, [page(8)])
    assert verdict(path, held).verdict == "reproduced"


def test_a_revised_story_and_one_that_went_are_told(path: Path) -> None:
    held = saved(path)
    with open_for_reading(path) as db:
        ids = dict(db.execute("select headline, article_id from stories").fetchall())
    save(path, [page(2, "Norland spoke with Sudmark.", captured_at=datetime(2024, 4, 20, tzinfo=UTC))])
    remove(path, ids["Harbour story 5"])
    found = verdict(path, held)
    assert found.sentence.startswith("−1 story, 1 story revised since ")
    assert f"− {ids['Harbour story 5']} no longer in the archive" in found.details
    assert f"~ {ids['Harbour story 2']} Harbour story 2" in found.details


def test_other_decisions_are_a_change(path: Path) -> None:
    held = saved(path)
    follow(path, Ledger((made("rename", "d1", actor="country/norland", called="Northland"),)))
    found = verdict(path, held)
    assert found.verdict == "changed" and "by hand (1 decision under it now, 0 then)" in found.sentence


def test_another_archive_has_not_these_stories(path: Path, tmp_path: Path) -> None:
    held = saved(path)
    other = archive(tmp_path / "other", parsed(article("Fog", canonical_url="https://fog.example/1")))
    assert verdict(other, held).verdict == "not here"


def test_another_drawing_of_the_same_numbers_is_another_version(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = saved(path)
    monkeypatch.setattr("lib.figures.recipes.VERSION", "a later one")
    monkeypatch.setattr("lib.charts.style.TEXT_SIZE", 15)
    found = verdict(path, held)
    assert found.verdict == "another version"
    assert f"by Wireroom {VERSION}" in found.sentence and "by Wireroom a later one" in found.sentence
    fields = {**read_recipe(held, "chart").fields, "chart": "sankey"}
    fields["code"] = code_of(fields)
    bare = json.dumps({"figure": {}}).encode()
    assert "cannot draw it" in verdict(path, embed(bare, fields)).sentence


def code_of(fields: dict[str, Any]) -> str:
    """Return the code that these fields give, as somebody who forges a recipe would work it out."""
    own = {name: fields[name] for name in Recipe.__dataclass_fields__}
    rows = {part: Rows(**held) for part, held in own["rows"].items()}
    return Recipe(**{**own, "rows": rows, "slice": Slice(**own["slice"])}).code


FORGED: list[dict[str, Any]] = [
    {"chart": ["network"]}, {"address": 5}, {"made_at": "yesterday"}, {"made_at": "2024-04-09"},
    {"decisions": [1]}, {"slice": {"stories": "many", "sha256": "", "listed": None}},
    {"slice": {"stories": 1, "sha256": "", "listed": ["a"]}}, {"source": None},
    {"rows": {"edges": {"columns": ["a", "b"], "rows": [[1]]}}}, {"withheld": True, "title": {}},
]  # fmt: skip


def test_a_forged_recipe_is_damage_and_no_crash(path: Path) -> None:
    whole = read_recipe(saved(path), "chart").fields
    for change in FORGED:
        fields = {**whole, **change}
        fields["code"] = code_of(fields)
        assert verdict(path, embed(b'{"figure": {}}', fields)).verdict == "damaged", change
    for address in ("chart=pie", "unit=mile", "min=0", "actor=%F0%28", "since=2025-01-01"):
        fields = {**whole, "address": address}
        fields["code"] = code_of(fields)
        found = verdict(path, embed(b'{"figure": {}}', fields))
        assert found.verdict in ("another version", "changed") and found.sentence, address


def test_labels_of_both_sides_of_a_comparison_stay_at_home(path: Path) -> None:
    address = "labels=Mine&against=labels%3DTheirs%26until%3D2024-04-02"
    with open_for_reading(path) as db:
        recipe = recipe_of(db, figures.draw_address("compare", address, db))
    assert recipe.withheld and "Mine" not in str(recipe) and "Theirs" not in str(recipe)
    assert "2024-04-02" in recipe.address


def test_the_typed_code_finds_the_recipe_of_a_file_that_lost_it(path: Path) -> None:
    shown = json.loads(saved(path))["figure"]["layout"]["annotations"]
    (code,) = CODE.findall(re.sub(r"<br>", " ", " ".join(each["text"] for each in shown)))
    spaced, misread = f" {code.replace('-', ' ')} ", code.replace("0", "o").replace("1", "l")
    with open_for_reading(path) as db:
        for written in (code, code.lower(), spaced, misread, code.replace("-", "–")):
            assert verify_code(db, written).verdict == "reproduced"
        with pytest.raises(FigureError, match="No figure with the code"):
            verify_code(db, "0000-0000" if code != "0000-0000" else "1111-1111")
    assert printed_code("chart.png") is None and printed_code("timelines") is None


def test_a_recipe_has_none_for_what_is_missing_in_any_column() -> None:
    days = [pd.Timestamp(2024, 4, 9), pd.NaT]
    columns = {"whole": pd.array([3, None], "Int64"), "day": days, "part": [0.5, inf]}
    assert rows_of(pd.DataFrame(columns)).rows == [[3, "2024-04-09T00:00:00", 0.5], [None, None, None]]


def test_a_figure_without_a_recipe_has_no_code_and_leaves_nothing(path: Path) -> None:
    held = saved(path, with_recipe=False)
    assert b"recipe" not in held and not files(path).journal.exists()
    with pytest.raises(FigureError, match="holds no recipe"):
        verdict(path, held)


def test_the_same_figure_is_kept_once(path: Path) -> None:
    for how in ({}, {"suffix": "html"}, {"address": "min=2"}):
        saved(path, **how)
    assert len(recipes.read(path)) == 2


def test_a_recipe_holds_no_path_and_no_label(path: Path) -> None:
    with open_for_reading(path) as db:
        (story,) = db.execute("select min(article_id) from stories").fetchone() or ()
    marks.add_label(path, story, "Embargoed source")
    held = saved(path, "timeline", "labels=Embargoed source")
    text = json.dumps(dict(read_recipe(held, "chart").fields))
    assert "Embargoed" not in held.decode() and str(path.parent) not in text
    assert "with labels of the reader's own" in text
    assert verdict(path, held).verdict == "reproduced"  # here the kept recipe knows the label


def test_recipes_come_back_with_a_backup(path: Path) -> None:
    held = read_recipe(saved(path), "chart").fields["code"]
    copy = backup(path)
    assert recipes.find(path, held)
    for own in (files(path).journal, files(path).journal_log):
        own.unlink()
    assert copy.with_suffix(".journal.jsonl").exists()
    assert recipes.find(path, held)
    restore(path)
    assert recipes.find(path, held)


def test_words_of_a_removed_story_are_in_no_kept_recipe(path: Path) -> None:
    save(path, [page(9, "Zanzibarquux met Norland.")])
    with open_for_reading(path) as db:
        ((story,),) = db.execute("select article_id from stories where headline like '% 9'").fetchall()
    code = read_recipe(saved(path, address="min=1&actors=Zanzibarquux"), "chart").fields["code"]
    assert saved(path, address="min=1&until=2024-04-05")
    assert "Zanzibarquux" in kept(path)
    copy = backup(path)
    gone = remove(path, story)
    assert code in {each.code for each in gone.figures}
    assert "Zanzibarquux" not in kept(path)
    with open_for_reading(path) as db, pytest.raises(FigureError, match=f"removed since .{story}"):
        verify_code(db, code)
    restore(path, copy)
    assert "Zanzibarquux" not in kept(path)


def test_a_damaged_line_loses_no_figure_and_stops_none(path: Path) -> None:
    first = read_recipe(saved(path), "chart").fields["code"]
    with files(path).journal_log.open("ab") as file:
        file.write(b'{"id": "broken\n')
    second = read_recipe(saved(path, address="min=2"), "chart").fields["code"]
    assert recipes.find(path, first) and recipes.find(path, second)
    assert [each.code for each in recipes.read(path)] == [first, second]


def test_an_empty_selection_is_told_and_nothing_is_written(path: Path) -> None:
    with pytest.raises(FigureError, match="Nothing was written"):
        saved(path, address="q=nowhere")
    assert not path.with_name("network.json").exists()


def no_room(number: int) -> Callable[..., None]:
    def keep(*_: object) -> None:
        raise OSError(number, "the disk says no")

    return keep


def test_a_recipe_that_cannot_be_kept_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recipes, "keep", no_room(errno.ENOSPC))
    with pytest.raises(FigureError, match=r"cannot be kept beside .* \(the disk says no\)"):
        saved(path)
    assert not path.with_name("network.json").exists()


def test_beside_an_archive_that_nobody_may_write_to_the_file_alone_holds_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recipes, "keep", no_room(errno.EROFS))
    assert verdict(path, saved(path)).verdict == "reproduced"
    assert not files(path).journal.exists()
