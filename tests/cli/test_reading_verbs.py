"""clean, actors, query and export print what section by section is promised, and store nothing."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from lib.cli.verbs import export
from lib.export.article import plain
from lib.model.filter import Filter
from lib.query.stories import newest
from lib.store.archive import open_for_reading
from lib.store.journal import highlights, marks, recipes
from lib.store.paths import archive_path
from tests.cli.conftest import Run
from tests.export import schemas
from tests.ingest.conftest import page

FIELDS = [
    "origin", "url", "canonical_url", "publisher", "site_name", "headline", "kicker", "deck", "byline",
    "authors", "dateline", "section", "tags", "language", "published_at", "published_precision",
    "published_as", "published_zone", "updated_at", "form", "read_minutes", "has_audio", "images", "blocks",
    "updates", "text", "briefs", "related", "cuts", "provenance", "doubts", "confidence", "error",
]  # fmt: skip
MENTION = [
    "surface", "canonical", "actor_id", "kind", "role", "zone", "block", "sentence", "start", "end",
    "undecided", "unsure",
]  # fmt: skip
PAIR = ["a", "b", "a_id", "b_id", "sentence", "paragraph", "article", "evidence"]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.html").write_text(page("ferry", 1), encoding="utf-8")
    (folder / "empty.txt").write_text("")
    return folder


@pytest.mark.process
def test_clean_prints_one_object_a_capture(home: Path, source: Path, run: Run) -> None:
    status, out, _ = run("clean", str(source))
    good, bad = (json.loads(line) for line in out.splitlines())
    assert status == 3
    assert list(good) == FIELDS
    assert (good["headline"], good["authors"], good["error"]) == (
        "New ferry opens in the harbour town", ["Ann Lee"], None,
    )  # fmt: skip
    assert all(list(block) == ["zone", "text", "at", "end"] for block in good["blocks"])
    assert good["text"].count("\n\n") == 2
    assert bad["origin"] == str(source / "empty.txt")
    assert bad["error"]["kind"] == "UnreadableCapture"
    assert list(home.iterdir()) == []
    assert run("clean", str(source / "a.html"))[0] == 0


@pytest.mark.process
def test_actors_prints_mentions_actors_and_pairs(home: Path, source: Path, run: Run) -> None:
    status, out, _ = run("actors", str(source))
    good, bad = (json.loads(line) for line in out.splitlines())
    assert status == 3
    lists = ["mentions", "actors", "co_mentions", "quotes"]
    assert list(good) == ["origin", "language", "reach", *lists, "error"]
    assert list(good["mentions"][0]) == MENTION
    assert {"Norway", "Sweden"} <= {actor["canonical"] for actor in good["actors"]}
    pairs = {(pair["a"], pair["b"]): pair for pair in good["co_mentions"]}
    assert list(pairs["Norway", "Sweden"]) == PAIR
    assert pairs["Norway", "Sweden"]["evidence"]
    assert bad["error"]["kind"] == "UnreadableCapture"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_actors_reads_bare_texts(home: Path, tmp_path: Path, run: Run, encoding: str) -> None:
    texts = tmp_path / "texts.jsonl"
    texts.write_text(json.dumps({"id": 7, "text": "Norway met Sweden."}) + "\n\n", encoding=encoding)
    status, out, _ = run("actors", "--texts", str(texts))
    text = json.loads(out)
    assert status == 0
    assert (text["id"], text["actors"]) == (7, ["Norway", "Sweden"])
    assert text["spans"] == [[0, 6, "LOC"], [11, 17, "LOC"]]


def test_a_bad_line_and_a_missing_file_of_texts_are_sentences(home: Path, tmp_path: Path, run: Run) -> None:
    texts = tmp_path / "texts.jsonl"
    for content in ("nothing\n", '{"id": 1}\n', '{"id": 1, "text": 2}\n', "[1]\n", "[" * 100_000):
        texts.write_text(content, encoding="utf-8")
        status, _, err = run("actors", "--texts", str(texts))
        assert status == 1 and err.startswith("Line 1 of")
    texts.unlink()
    status, _, err = run("actors", "--texts", str(texts))
    assert status == 1 and "texts.jsonl cannot be read (No such file or directory); name a file" in err


SQL = "select headline, words from stories order by headline"


def test_query_prints_a_table(filled: Path, run: Run) -> None:
    status, out, _ = run("query", SQL)
    assert status == 0
    assert "Fog over Norway" in out
    assert out.endswith("2 rows\n")
    assert run("query", "select 1 as one from stories where false")[1] == "0 rows\n"
    out = run("query", "select unnest([1, null]) as n, unnest([null, 'a']) as t, null::date as d")[1]
    assert [line.split() for line in out.splitlines()[1:3]] == [["1"], ["a"]], out


def test_query_keeps_null_in_a_list_in_every_format(filled: Path, tmp_path: Path, run: Run) -> None:
    import pyarrow.parquet as pq

    sql, out = "select [7, null] as x", tmp_path / "out.parquet"
    assert "[7, None]" in run("query", sql)[1]
    assert '"7; "' in run("query", sql, "--format", "csv")[1]
    run("query", sql, "--format", "parquet", "-o", str(out))
    assert pq.read_table(out)["x"].to_pylist() == [[7, None]]
    assert run("query", SQL, "--format", "parquet", "-o", str(out))[0] == 0
    assert pq.read_table(out).num_rows == 2


def test_query_prints_csv_with_formulas_disarmed_and_bytes_as_digits(filled: Path, run: Run) -> None:
    text = list(csv.reader(io.StringIO(run("query", SQL, "--format", "csv")[1].lstrip("\ufeff"))))
    assert text[0] == ["headline", "words"]
    assert not text[1][0].startswith("=")
    sql = "select '\\xFF\\x00'::blob as one, ['\\xFE'::blob, null] as several"
    assert list(csv.reader(io.StringIO(run("query", sql, "--format", "csv")[1]))) == [
        ["one", "several"], ["ff00", "fe; "],
    ]  # fmt: skip
    assert run("query", sql)[1].splitlines()[1].split() == ["ff00", "[fe,", "None]"]


def test_query_prints_valid_json_of_every_type(filled: Path, run: Run) -> None:
    text = json.loads(run("query", SQL, "--format", "json")[1])
    assert [row["headline"] for row in text] == ["=Rain", "Fog over Norway"]
    values = {
        "uuid": ("'6f1c0a52-7b1e-4f8e-9d2a-0c3b5a7e9d11'::uuid", "6f1c0a52-7b1e-4f8e-9d2a-0c3b5a7e9d11"),
        "blob": ("'a'::blob", "61"), "nan": ("'nan'::double", None),
        "time": ("timestamp '2024-04-09 06:31:00'", "2024-04-09T06:31:00.000"),
        "digits": ("0.123456789012", 0.123456789012),
        "list": ("[{'a': 'x', 'b': [1, null]}]", [{"a": "x", "b": [1, None]}]),
        "nested": ("{'b': ['\\xFF'::blob], 't': [timestamp '2024-04-09 06:31:00', null]}",
                   {"b": ["ff"], "t": ["2024-04-09T06:31:00.000", None]}),
        "nulls": ("[1.5, null]", [1.5, None]), "lists": ("[[1, null], null]", [[1, None], None]),
        "times": ("[timestamp '2024-04-09 06:31:00', null]", ["2024-04-09T06:31:00.000", None]),
        "bytes": ("map{'a': ['\\xFF'::blob]}", {"a": ["ff"]}),
        "none": ("null", None), "yes": ("true", True),
    }  # fmt: skip
    for name, (sql, expected) in values.items():
        (row,) = json.loads(run("query", f"select {sql} as x", "--format", "json")[1])
        assert row == {"x": expected}, name


def test_query_refuses_what_is_no_select(filled: Path, run: Run) -> None:
    status, _, err = run("query", "drop table tag")
    assert status == 1
    assert "Only one SELECT statement" in err


def test_export_writes_a_chart_s_data_and_nothing_of_an_empty_selection(
    filled: Path, tmp_path: Path, run: Run
) -> None:
    out = tmp_path / "tags.csv"
    status, text, err = run("export", "tags_bar", "q=nowhere", "-o", str(out))
    assert (status, text, out.exists()) == (1, "", False) and err.startswith("Nothing was written. No ")
    said = f"Wrote {out}, and what its columns mean to {tmp_path / 'tags-columns.csv'}.\n"
    assert run("export", "tags_bar", "tags=War", "-o", str(out))[:2] == (0, said)
    assert "War" in out.read_text("utf-8-sig")


def test_verify_says_whether_a_chart_is_reproduced(filled: Path, tmp_path: Path, run: Run) -> None:
    out = tmp_path / "tags.html"
    assert run("export", "tags_bar", "tags=War", "-o", str(out))[0] == 0
    status, text, _ = run("verify", str(out))
    assert status == 0 and text.startswith("reproduced: This archive gives the same ")
    (code,) = (each.code for each in recipes.read(filled / "archive.duckdb"))
    assert run("verify", code.lower())[0] == 0
    out.write_bytes(out.read_bytes().replace(b"<body>", b"<body>!"))
    status, text, _ = run("verify", str(out))
    assert status == 1 and text.startswith("altered: What tags.html shows was altered")
    assert run("export", "tags_bar", "tags=War", "-o", str(out), "--without-recipe")[0] == 0
    status, _, err = run("verify", str(out))
    assert status == 1 and "holds no recipe" in err
    assert run("verify", "nothing.png")[0] == 1


def test_the_list_of_a_selection_is_exported(filled: Path, tmp_path: Path, run: Run) -> None:
    out = tmp_path / "war.bib"
    assert run("export", "citations", "tags=War", "-o", str(out))[:2] == (0, f"Wrote {out}.\n")
    assert out.read_text(encoding="utf-8").startswith("@online{wireroom-")
    status, _, err = run("export", "articles", "tags=War", "-o", str(tmp_path / "war.docx"))
    assert status == 2 and "choose one of csv, xlsx, parquet, jsonl, zip, html or epub" in err
    assert run("export", "articles", "q=nowhere", "-o", str(tmp_path / "none.csv"))[0] == 1


def test_highlights_are_written_story_by_story(filled: Path, tmp_path: Path, run: Run) -> None:
    assert run("highlights")[:2] == (0, "")
    with open_for_reading(archive_path()) as db:
        story = newest(db, Filter(), limit=1).iloc[0]
    highlights.add(archive_path(), str(story["article_id"]), quote="Words of no story", before="", after="")
    out = tmp_path / "mine.md"
    assert run("highlights", "-o", str(out))[0] == 0
    said = out.read_text(encoding="utf-8")
    assert said.startswith(f"# {plain(story['headline'])}") and "> Words of no story\n\n*No longer" in said
    highlights.add(archive_path(), "gone", quote="Words of a story that is not there", before="", after="")
    assert run("highlights", "-o", str(out))[2].startswith("1 passage left out: the archive does not hold")
    assert out.read_text(encoding="utf-8") == said
    marks.set_note(archive_path(), str(story["article_id"]), "Ask the pilot.")
    table = tmp_path / "mine.csv"
    assert run("highlights", "-o", str(table))[0] == 0
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    assert [(row["passage"], row["note"]) for row in rows] == [
        ("", "Ask the pilot."),
        ("Words of no story", ""),
    ]


@pytest.mark.parametrize(
    ("verb", "name"),
    [
        (["query", "select 1", "-o"], "rows.txt"), (["highlights", "-o"], "mine.md"),
        (["digest", "-o"], "day.md"), (["sources", "--opml"], "sources.opml"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_written_whole_stays_as_it_was(
    filled: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, verb: list[str], name: str
) -> None:
    def full(self: Path, *_: object) -> Path:
        raise OSError(28, "No space left on device", str(self))

    out = tmp_path / name
    out.write_text("as it was")
    monkeypatch.setattr(Path, "replace", full)
    assert run(*verb, str(out))[0] != 0
    assert out.read_text() == "as it was"
    monkeypatch.undo()
    assert [each.name for each in tmp_path.iterdir() if each.name != "home"] == [name]


def test_export_writes_a_network_for_other_programs(filled: Path, tmp_path: Path, run: Run) -> None:
    files = [tmp_path / f"network.{suffix}" for suffix in ("gexf", "graphml", "zip", "jsonl")]
    for out in files:
        assert run("export", "network", "unit=sentence&min=1", "-o", str(out))[:2] == (0, f"Wrote {out}.\n")
    gexf, graphml, sheets, evidence = (out.read_bytes() for out in files)
    assert schemas.gexf(gexf).xpath("//g:node/@label", namespaces=schemas.GEXF) == ["Norway", "Sweden"]
    assert schemas.graphml(graphml).xpath("count(//g:edge)", namespaces=schemas.GRAPHML) == 1
    with zipfile.ZipFile(io.BytesIO(sheets)) as archive:
        (edge,) = csv.DictReader(io.StringIO(archive.read("edges.csv").decode()))
    (line,) = map(json.loads, evidence.splitlines())
    assert (edge["From"], edge["To"], edge["Weight"]) == ("Norway", "Sweden", "1")
    assert (line["sentence"], line["source"]) == ("Norway met Sweden.", "Norway")
    assert (line["source_id"], line["target_id"]) == (edge["Source"], edge["Target"])


@pytest.mark.parametrize(
    ("name", "file"), [("articles", "a.epub"), ("articles", "a.zip"), ("figures", "f.zip"), ("case", "c.zip")]
)
def test_a_stopped_export_leaves_no_file(
    filled: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, name: str, file: str
) -> None:
    def stop(done: int, of: int, what: str) -> None:
        if done:
            raise KeyboardInterrupt

    monkeypatch.setattr(export, "show_progress", stop)
    monkeypatch.setenv("BROWSER_PATH", "")  # figures are pages: no Chromium is needed
    folder = tmp_path / "out"
    folder.mkdir()
    status, _, err = run(
        "export", name, "-o", str(folder / file), *(["--figure=tags_bar"] * (name != "articles"))
    )
    assert (status, err) == (1, "Stopped.\n") and not [*folder.iterdir()]


NO_CHARTS = (
    (("nothing",), "x.csv", 'There is no chart "nothing"'),
    (("tags_bar",), "x.doc", 'The chart tags_bar cannot be written as "doc". Choose one of png'),
    (("tags_bar",), "x", "cannot be written to a file without a suffix"),
    (("tags_bar",), "x.gexf", 'tags_bar is no network, and cannot be written as "gexf"'),
    (("most",), "x.zip", 'There is no chart "most"'),
    (("figures", "--figure", "nope?unit=day"), "x.zip", 'There is no chart "nope"'),
    (("case", "--figure", "nope?unit=day"), "x.zip", 'There is no chart "nope"'),
)


@pytest.mark.parametrize(("asked", "file", "text"), NO_CHARTS)
def test_export_names_what_it_can(
    filled: Path, tmp_path: Path, run: Run, asked: tuple[str, ...], file: str, text: str
) -> None:
    status, _, err = run("export", *asked, "-o", str(tmp_path / file))
    assert status == 2 and text in err
    assert not [*tmp_path.glob(f"*{file}")]


def test_without_an_archive_the_sample_is_read_and_that_is_said(filled: Path, run: Run) -> None:
    (filled / "archive.duckdb").rename(filled / "sample.duckdb")
    status, out, err = run("query", "select count(*) as n from stories")
    assert status == 0
    assert "2" in out
    assert "this is the sample" in err
