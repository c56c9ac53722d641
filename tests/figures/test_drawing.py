"""From a filter and a chart's name to a drawing and its files, on an archive of three stories."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from lib import figures
from lib.actors.decided import Ledger
from lib.figures import asking
from lib.figures.drawing import drawn_now
from lib.figures.drawn import Wording
from lib.figures.files import SUFFIXES
from lib.model.errors import ArchiveMissing, FigureError
from lib.model.filter import Choice, Filter
from lib.query.frames import DTYPES
from lib.store.archive import ArchiveReader, open_for_reading
from lib.store.mentions.follow import follow
from tests.builders import archive, article, parsed
from tests.charts import frames
from tests.export import schemas
from tests.store.deciding import filled, made

ALL = Filter()
HARBOUR = Filter(tags=Choice(any=("Harbour",)))
REFUSED = [
    ("pie", {}, 'no chart "pie".*timeline'),
    ("timeline", {"colour": "red"}, 'no option "colour".*by, .*top, unit'),
    ("timeline", {"by": "moon"}, 'one of none, tag, author, publisher, section, language, not "moon"'),
    ("network", {"min": "none"}, 'minimum of the chart network is a whole number from 1 on, not "none"'),
    ("network", {"min": "0"}, "number from 1 on"),
    ("network", {"min": 3.7}, 'a whole number from 1 on, not "3.7"'),
    ("network", {"min": None}, "number from 1 on"),
    ("network", {"min": float("inf")}, "number from 1 on"),
    ("network", {"min": "2", "minimum": "3"}, "both min and minimum"),
    ("tags_bar", {"limit": "9" * 30}, "1,000,000 at most"),
    ("strip", {"limit": "3"}, 'no option "limit"'),
]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    stories = [
        article(
            f"Harbour story {day}", "Norland spoke with Sudmark.", "Norland wrote to Sudmark again.",
            *(["Westvale met Norland twice.", "Westvale thanked Norland."] if day == 5 else []),
            tags=("Harbour",) if day < 3 else ("Ferries",), authors=("Ada Lindqvist",),
            canonical_url=f"https://harbour.example/{day}",
            published_at=datetime(2024, 4, day, 9, tzinfo=UTC),
        )
        for day in (1, 2, 5)
    ]  # fmt: skip
    names = {"Norland": "country", "Sudmark": "country", "Westvale": "country"}
    captures = [parsed(story, names=names) for story in stories]  # type: ignore[arg-type]
    return archive(tmp_path_factory.mktemp("figures"), *captures, zone="Europe/Kyiv")


@pytest.fixture
def db(path: Path) -> Iterator[ArchiveReader]:
    with open_for_reading(path) as reading:
        yield reading


@pytest.mark.parametrize("name", figures.NAMES)
def test_every_chart_is_drawn_from_the_archive(db: ArchiveReader, name: str) -> None:
    drawn = figures.draw(name, ALL, asking(db))
    for part, columns in frames.columns(name).items():
        answered = drawn.frames[part].dtypes.astype(str).to_dict()
        assert [*answered.items()][: len(columns)] == [
            (column, DTYPES.get(kind, "object")) for column, kind in columns.items()
        ]
    assert drawn.figure.data and len(drawn.frame) and drawn.title.endswith("?") and drawn.alt
    seen = list(csv.DictReader(io.StringIO(figures.meanings(drawn.frame.columns).decode())))
    assert [row["column"] for row in seen] == [*drawn.frame.columns] and all(row["meaning"] for row in seen)
    before = drawn.figure.to_dict()  # which a file leaves as it is on the screen
    assert drawn.printed().layout.title.text and drawn.figure.to_dict() == before


@pytest.mark.parametrize("name", figures.NAMES)
def test_every_chart_takes_an_empty_selection(db: ArchiveReader, name: str) -> None:
    drawn = figures.draw(name, Filter(text="nowhere"), asking(db), theme="dark")
    assert not drawn.figure.data and "0 stories of 3" in drawn.note


def test_the_note_tells_the_count_the_filter_and_the_zone(db: ArchiveReader) -> None:
    said = figures.draw("timeline", HARBOUR, asking(db), by="tag").note
    assert said.startswith("Wireroom · 2 stories of 3 · tagged ") and "days in Kyiv time" in said


@pytest.mark.parametrize(
    ("criteria", "said"),
    [
        (ALL, " · all stories · dated 1 to 5 April 2024 · "),
        (HARBOUR, " · dated 1 to 2 April 2024 · "),
        (Filter(since=date(2024, 4, 2)), " · since 2 April 2024 · dated 2 to 5 April 2024 · "),
        (Filter(since=date(2024, 4, 1), until=date(2024, 4, 9)), " · 1 to 9 April 2024 · days in "),
        (Filter(text="nowhere"), " · with “nowhere” · days in "),
    ],
    ids=str,
)
def test_the_note_always_tells_the_period(db: ArchiveReader, criteria: Filter, said: str) -> None:
    assert said in figures.draw("network", criteria, asking(db)).note


def test_the_note_of_each_chart_of_actors_tells_what_is_found_in_which_language(tmp_path: Path) -> None:
    names = {"Norland": "country", "Sudmark": "country"}
    stories = [
        article(f"Hafen {day}", "Norland sprach mit Sudmark.", language="de",
                published_at=datetime(2024, 4, day, 9, tzinfo=UTC))
        for day in (1, 2)
    ]  # fmt: skip
    captures = [parsed(story, names=names) for story in stories]  # type: ignore[arg-type]
    with open_for_reading(archive(tmp_path, *captures)) as reading:
        drawn = {name: figures.draw(name, ALL, asking(reading)) for name in figures.NAMES}
    notes = {name: each.note for name, each in drawn.items()}
    seen = {name for name, note in notes.items() if "Looked for in German (2 stories): " in note}
    assert seen == {
        "network", "networks", "matrix", "ego", "over_time", "compare", "actors_bar", "two_actors",
    }  # fmt: skip
    assert all(note.count("German") < 2 for note in notes.values())
    for name in seen:  # a picture has room for one line, whatever the number of languages
        (source,) = [each.text for each in drawn[name].printed().layout.annotations if each.name == "source"]
        assert "Names are found less often outside English" in source.replace("<br>", " ")
        assert "German" not in source


def test_the_note_stands_on_the_file_and_not_on_the_screen(db: ArchiveReader) -> None:
    drawn = figures.draw("timeline", ALL, asking(db))
    notes = [[said.name for said in each.layout.annotations] for each in (drawn.figure, drawn.printed())]
    assert "source" not in notes[0] and "source" in notes[1]


def test_options_reach_the_question(db: ArchiveReader) -> None:
    assert figures.draw("timeline", ALL, asking(db), by="author").frame["series"].unique().tolist() == [
        "Ada Lindqvist"
    ]
    assert figures.draw("network", ALL, asking(db), min="1").frame["weight"].max() == 6
    assert figures.draw("network", ALL, asking(db), minimum=7).frame.empty
    assert figures.draw("authors_bar", ALL, asking(db), like="nobody").frame.empty


def test_an_automatic_unit_is_left_to_the_chart(db: ArchiveReader) -> None:
    assert len(figures.draw("timeline", ALL, asking(db), unit="auto").figure.data[0].x) == 5


def test_options_reach_the_chart(db: ArchiveReader) -> None:
    assert "paragraphs" in figures.draw("network", ALL, asking(db), unit="paragraph").figure.layout.title.text
    assert "days in Kyiv time" in figures.draw("timeline", ALL, asking(db)).figure.layout.title.text


@pytest.mark.parametrize(("name", "options", "said"), REFUSED)
def test_what_cannot_be_drawn_is_refused_with_a_way_out(
    db: ArchiveReader, name: str, options: dict[str, Any], said: str
) -> None:
    with pytest.raises(FigureError, match=said):
        figures.draw(name, ALL, asking(db), **options)


READ: dict[str, Callable[[bytes], pd.DataFrame]] = {  # of each format of a chart's data
    "csv": lambda written: pd.read_csv(io.BytesIO(written)),
    "xlsx": lambda written: pd.read_excel(io.BytesIO(written)),
    "parquet": lambda written: pd.read_parquet(io.BytesIO(written)),
}


@pytest.mark.parametrize("suffix", [each for each in SUFFIXES if each not in figures.CARRIERS])
def test_the_table_holds_what_is_drawn(db: ArchiveReader, suffix: str) -> None:
    rows = READ[suffix](figures.file_of(figures.draw("tags_bar", ALL, asking(db)), suffix))
    assert [*zip(rows["tag"], rows["stories"], strict=True)] == [("Harbour", 2), ("Ferries", 1)]


def test_a_file_is_named_by_its_chart(db: ArchiveReader) -> None:
    assert figures.file_name(figures.draw("strip", ALL, asking(db)), "svg").startswith("strip-how-much-news")
    harbour = figures.draw("strip", Filter(tags=Choice(any=("Harbour",))), asking(db))
    assert figures.file_name(harbour, "svg").startswith("strip-harbour-how-much-news")


def test_an_address_is_exported(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "timeline.csv"
    figures.export("timeline", "tags=Harbour&since=2024-04-02&by=tag&unit=month", archive=path, out=out)
    assert "what the columns, lines or networks are parted by" in figures.columns_path(out).read_text()
    rows = list(csv.DictReader(io.StringIO(out.read_text())))
    assert [(row["day"], row["series"], row["stories"]) for row in rows] == [("2024-04-01", "Harbour", "1")]


def test_an_unknown_theme_is_refused(path: Path, tmp_path: Path) -> None:
    with pytest.raises(FigureError, match="one of light, dark"):
        figures.export("timeline", "theme=pink", archive=path, out=tmp_path / "chart.svg")


def test_an_unknown_format_is_refused_before_the_archive_is_read(tmp_path: Path) -> None:
    with pytest.raises(FigureError, match='timeline cannot be written as "docx"'):
        figures.export("timeline", "", archive=tmp_path / "none.duckdb", out=tmp_path / "chart.docx")


def test_a_missing_archive_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArchiveMissing):
        figures.export("timeline", "", archive=tmp_path / "none.duckdb", out=tmp_path / "chart.svg")


def test_a_filter_by_day_is_a_day_of_the_archive_zone(db: ArchiveReader) -> None:
    drawn = figures.draw("timeline", Filter(since=date(2024, 4, 2), until=date(2024, 4, 2)), asking(db))
    assert drawn.frame["stories"].sum() == 1


@pytest.mark.parametrize("name", figures.NETWORKS)
@pytest.mark.parametrize("criteria", [ALL, Filter(text="nowhere")])
def test_a_network_is_written_for_other_programs(db: ArchiveReader, name: str, criteria: Filter) -> None:
    drawn = figures.draw(name, criteria, asking(db))
    nodes = schemas.gexf(figures.file_of(drawn, "gexf")).xpath("//g:node/@id", namespaces=schemas.GEXF)
    edges = schemas.graphml(figures.file_of(drawn, "graphml")).xpath("//g:edge", namespaces=schemas.GRAPHML)
    assert set(nodes) == {*drawn.frame["source_id"], *drawn.frame["target_id"]}
    assert len(edges) == len(drawn.frame)
    with zipfile.ZipFile(io.BytesIO(figures.file_of(drawn, "zip"))) as sheets:
        assert sheets.namelist() == ["nodes.csv", "edges.csv", "columns.csv", "about.txt"]
        seen = list(csv.DictReader(io.StringIO(sheets.read("columns.csv").decode())))
        assert all(row["meaning"] for row in seen)
        assert len(sheets.read("edges.csv").splitlines()) == len(drawn.frame) + 1


UNITS = ("sentence", "paragraph", "article", "origin")


@pytest.mark.parametrize(
    ("name", "unit"), [*(("network", unit) for unit in UNITS), ("ego", "article"), ("matrix", "origin")]
)
def test_a_network_tells_a_piece_of_evidence_for_each_count(path: Path, name: str, unit: str) -> None:
    with open_for_reading(path) as db:
        drawn = figures.draw(name, ALL, asking(db), unit=unit, min=1)
    # The file is asked for when the page that drew the chart has let go of the archive.
    lines = [json.loads(line) for line in figures.file_of(drawn, "jsonl").splitlines()]
    assert lines and len(lines) == drawn.frame["weight"].sum()
    assert {line["unit"] for line in lines} == {unit}
    assert all(line["quotation"].startswith(f"“{line['sentence']}” (Ada Lindqvist, ") for line in lines)


def test_a_comparison_tells_the_evidence_of_both_sides(db: ArchiveReader) -> None:
    drawn = figures.draw("compare", ALL, asking(db), min=1)
    lines = [json.loads(line) for line in figures.file_of(drawn, "jsonl").splitlines()]
    for side in ("before", "after"):
        assert sum(line["side"] == side for line in lines) == drawn.frame[f"weight_{side}"].sum()


def test_the_note_of_a_comparison_tells_what_it_is_compared_with(db: ArchiveReader) -> None:
    def note(against: str, criteria: Filter = ALL) -> str:
        return figures.draw("compare", criteria, asking(db), min=1, against=against).note

    assert "before:" not in note("halves") and " · before: all stories" in note("q=")
    assert " · before: tagged Harbour, with labels of the reader's own" in note("tags=Harbour&labels=Mine")
    people = Filter(kinds=("person",))
    assert " · before: tagged Harbour, of kind person" in note("tags=Harbour", people)


def test_a_network_s_file_tells_the_selection_and_what_is_counted(db: ArchiveReader) -> None:
    drawn = figures.draw("network", HARBOUR, asking(db), unit="paragraph", min=1)
    root = schemas.gexf(figures.file_of(drawn, "gexf"))
    (seen,) = root.xpath("//g:meta/g:description/text()", namespaces=schemas.GEXF)
    assert seen.startswith("Wireroom · 2 stories of 3 · tagged ") and "days in Kyiv time" in seen
    assert seen.endswith("weight: paragraphs that name both, of pairs with 1 report or more")


def test_a_chart_and_its_files_tell_on_how_many_decisions_they_rest(tmp_path: Path) -> None:
    path = filled(tmp_path)
    with open_for_reading(path) as db:
        assert "by hand" not in figures.draw("network", ALL, asking(db)).note
    lee = made("merge", "d1", actor="person/lee", to="person/ann-miller")
    follow(path, Ledger((lee, made("ignore", "d2", actor="country/sweden"))))
    with open_for_reading(path) as db:
        drawn = figures.draw("network", ALL, asking(db), min="1")
        assert len(drawn.decisions) == 1 and drawn.note.endswith(" · rests on 1 decision by hand")
        assert figures.draw("tags_bar", ALL, asking(db)).decisions == ()
        without = Filter(actors=Choice(none=("Ann Miller",)))
        assert len(figures.draw("timeline", without, asking(db)).decisions) == 1
    lines = [json.loads(line) for line in figures.file_of(drawn, "jsonl").decode().splitlines()]
    assert lines and {line["decisions_by_hand"] for line in lines} == {1}
    for suffix in ("gexf", "graphml", "html"):
        assert "rests on 1 decision by hand" in figures.file_of(drawn, suffix).decode()


def test_marks_have_the_colour_that_was_asked_for(db: ArchiveReader) -> None:
    by_kind, by_group = (
        figures.draw("network", ALL, asking(db), colour=colour).graph for colour in ("kind", "community")
    )
    assert set(by_kind.nodes["colour"]) == {"#416697"}
    assert list(by_kind.nodes["size"]) == list(by_group.nodes["size"])


@pytest.mark.parametrize("suffix", figures.GRAPH_SUFFIXES)
def test_a_chart_that_is_no_network_refuses_its_formats(
    db: ArchiveReader, tmp_path: Path, suffix: str
) -> None:
    with pytest.raises(FigureError, match=f'no network, and cannot be written as "{suffix}".*or a network:'):
        figures.file_of(figures.draw("timeline", ALL, asking(db)), suffix)
    with pytest.raises(FigureError, match="no network"):
        figures.export("strip", "", archive=tmp_path / "none.duckdb", out=tmp_path / f"chart.{suffix}")


def test_the_note_tells_how_many_of_the_stories_have_no_date(tmp_path: Path) -> None:
    names = {"Norland": "country", "Sudmark": "country"}
    seen = [
        parsed(article(f"Story {n}", f"Norland met Sudmark {n}.", published_at=day), names=names)  # type: ignore[arg-type]
        for n, day in enumerate((datetime(2024, 4, 9, 9, tzinfo=UTC), None, None))
    ]
    with open_for_reading(archive(tmp_path, *seen)) as db:
        notes = {name: figures.draw(name, ALL, asking(db)).note for name in figures.NAMES}
        since = figures.draw("network", Filter(since=date(2024, 4, 1)), asking(db)).note
    assert " · dated 9 April 2024, 2 without a date · " in notes["network"]
    assert " · 2 without a date not shown" in notes["timeline"] and "without a date" not in since
    assert all(note.count("without a date") == 1 for note in notes.values())


def test_a_title_states_what_is_selected_and_a_file_s_name_does_not_say_it_twice(db: ArchiveReader) -> None:
    asked: dict[str, dict[str, Any]] = {"network": {}, "ego": {"ego": "Norland", "min": 1}, "timeline": {}}
    titles = {name: figures.draw(name, HARBOUR, asking(db), **more).title for name, more in asked.items()}
    assert titles["network"] == "Who is named with whom: Harbour"
    assert titles["ego"] == "Norland: named with whom? Harbour"
    assert titles["timeline"] == "When were the stories published: Harbour"
    assert figures.draw("network", ALL, asking(db)).title == "Who is named with whom?"
    saved = figures.file_name(figures.draw("network", HARBOUR, asking(db)), "png")
    assert saved.lower().count("harbour") == 1


def test_what_a_reader_writes_on_a_figure_stands_in_its_file_with_the_source_behind_it(
    db: ArchiveReader,
) -> None:
    drawn = figures.draw("network", HARBOUR, asking(db), min=1)
    own = replace(drawn, wording=Wording(title="Harbour talk", subtitle="Who met <whom>", note="A note"))
    plain, words = drawn.printed("7K2M-X0QD").layout, own.printed("7K2M-X0QD").layout
    assert words.title.text == "Harbour talk"
    assert words.title.subtitle.text.startswith("Who met &lt;whom&gt;<br><span")  # the signs stay
    assert plain.title.subtitle.text.partition("<span")[2] == words.title.subtitle.text.partition("<span")[2]
    (source,) = [each.text for each in words.annotations if each.name == "source"]
    told = source.replace("<br>", " ")
    assert told.startswith("A note · Wireroom · 2 stories of 3") and told.endswith("recipe 7K2M-X0QD")
    assert drawn_now(own, db).title == "Harbour talk"
