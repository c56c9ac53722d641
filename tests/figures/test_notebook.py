"""What a notebook reads is what the pages show; the example notebook runs from its first cell to its last."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from lib import open_archive
from lib.figures.asking import asking
from lib.figures.drawing import draw
from lib.model.errors import ArchiveMissing, FigureError, QueryError, UnreadableFilter
from lib.model.filter import Choice, Filter
from lib.store.archive import open_for_reading
from tests import builders
from tests.query.town import captures

NOTEBOOK = Path(__file__).parents[1] / "data" / "notebooks" / "reading.ipynb"
HARBOUR = Filter(tags=Choice(any=("Harbour",)))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return builders.archive(tmp_path_factory.mktemp("town"), *captures(), zone="Europe/Kyiv")


def test_frames_and_figures_are_those_of_the_pages(path: Path) -> None:
    archive = open_archive(path)
    with open_for_reading(path) as db:
        for name, options, own in (
            ("network", {"minimum": 1}, archive.pairs("tags=Harbour", minimum=1)),
            ("timeline", {"by": "tag", "unit": "week"},
             archive.timeline("?tags=Harbour", by="tag", unit="week")),
            ("actors_bar", {}, archive.actors(HARBOUR)),
        ):  # fmt: skip
            given: dict[str, Any] = options
            drawn = draw(name, HARBOUR, asking(db), **given)
            pd.testing.assert_frame_equal(own, drawn.frame)
            assert archive.figure(name, "tags=Harbour", **given) == drawn.printed()
    with pytest.raises(FigureError, match="no chart"):
        archive.figure("cloud")


def test_stories_and_mentions_are_the_selected_ones(path: Path) -> None:
    archive = open_archive(str(path))
    stories, mentions = archive.stories("tags=Harbour"), archive.mentions("tags=Harbour")
    assert set(stories["tags"].map(lambda tags: "Harbour" in tags)) == {True}
    assert {*mentions["article_id"]} <= {*stories["article_id"]} and "text" in stories.columns
    assert {*mentions["zone"]} <= {*Filter().zones} and {*mentions["kind"]} <= {*Filter().kinds}
    assert "caption" in {*archive.mentions(Filter(zones=("caption",), kinds=("person",)))["zone"]}
    found = archive.sql("select count(*) as n from stories where list_contains(tags, 'Harbour')")
    assert found["n"].iloc[0] == len(stories)
    with pytest.raises(QueryError, match="as they are now"):
        archive.mentions("as_of=2024-04-09T12:00")
    for asked in (archive.stories, archive.mentions, archive.actors, archive.pairs, archive.timeline):
        with pytest.raises(UnreadableFilter, match="“sicne” is no parameter here"):
            asked("sicne=2024-01-01")
    with pytest.raises(ArchiveMissing):
        open_archive(path.with_name("none.duckdb"))


def test_an_option_that_is_no_choice_is_refused_by_name(path: Path) -> None:
    archive: Any = open_archive(path)
    for asked, option, value in (
        (archive.timeline, "by", "tags where true"), (archive.timeline, "unit", "decade"),
        (archive.pairs, "unit", "page"), (archive.pairs, "lists", "none"), (archive.pairs, "ties", "most"),
        (archive.pairs, "chance", "less"),
    ):  # fmt: skip
        with pytest.raises(FigureError, match=f'The option {option} of .* is one of .*, not "{value}"'):
            asked(**{option: value})


def test_a_path_in_the_home_folder_is_found(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(path.parent))
    monkeypatch.setenv("USERPROFILE", str(path.parent))
    assert open_archive(f"~/{path.name}").path == path


def test_the_example_notebook_runs(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIREROOM_HOME", str(sample_home))
    note: dict[str, Any] = {}
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    for number, cell in enumerate(cells):
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            exec(compile("".join(cell["source"]), f"cell {number}", "exec"), note)
    assert len(note["stories"]) > 9 and len(note["pairs"]) > 3 and len(note["khrushchev"]) > 3
    assert note["days"]["stories"].sum() >= len(note["stories"]) and note["figure"].layout.title.text
    assert "person" in set(note["kinds"]["kind"])


@pytest.mark.process
def test_sql_is_asked_in_a_notebook_that_has_no_ipywidgets(path: Path, tmp_path: Path) -> None:
    """The engine takes a process for a notebook's by what IPython says of it."""
    script = f"""
import sys, types
sys.modules["IPython"] = IPython = types.ModuleType("IPython")
IPython.get_ipython = lambda: types.SimpleNamespace(config={{"IPKernelApp": {{}}}})
sys.modules["ipywidgets"] = None
from pathlib import Path
from lib import open_archive
from lib.store.upkeep.copying import both
archive = open_archive({str(path)!r})
print(archive.sql("select count(*) as n from stories")["n"].iloc[0], len(archive.stories()))
with both(archive.path, Path({str(tmp_path / "copy")!r})):
    print("opened")
"""
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    count, listed, opened = done.stdout.split()
    assert count == listed and opened == "opened"
