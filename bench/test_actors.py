"""The bench of actors: without a corpus, how the finders take turns, and the floors on real texts.

`WIREROOM_CORPORA` names a folder with `actors/open`; the scorer is `score/actors.py` in it or beside it.
"""

import json
import os
from pathlib import Path

import pytest

from bench import actors, actors_wanted, floors
from lib.actors.recogniser import recogniser_state

WITH_FLOORS = ("conllpp2020", "uner_pud", "conll03_dev")
SCORER = """
import sys
print("ALL P 0.500 R 0.500 F1 0.500  tp 1 fp 1 fn 1") if sys.argv[1] == "spans" else print("actors F1 0.5")
"""


@pytest.mark.parametrize("arguments", [[], ["nowhere"], ["nowhere", "no.py"]])
def test_without_a_corpus_nothing_is_measured(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert actors.main(arguments) == actors.NOT_MEASURED == 3
    assert capsys.readouterr().out.startswith("not measured: ")


def test_every_finder_reads_every_text_and_one_opens_each_round() -> None:
    assert recogniser_state().available, recogniser_state().sentence
    rows = [{"id": str(n), "text": f"Martin Hale left Norway on day {n}."} for n in range(4)]
    laps = actors.race(rows)
    assert [lap.finder for lap in laps] == [actors.SPACY, actors.WIREROOM, actors.ALONE]
    for lap in laps:
        assert [found["id"] for found in lap.predictions] == ["0", "1", "2", "3"]
        assert lap.size == sum(len(row["text"]) for row in rows) and lap.seconds > 0
    assert laps[1].predictions[0]["actors"] == ("Martin Hale", "Norway")


def test_the_speeds_are_those_of_all_texts_together() -> None:
    laps = [
        actors.Lap(finder=name, seconds=seconds, size=1_000_000)
        for name, seconds in ((actors.SPACY, 20.0), (actors.WIREROOM, 16.0), (actors.ALONE, 0.5))
        for _ in range(2)
    ]
    whole, alone = actors.speed_lines(actors.speeds(laps))
    assert whole == "speed: 62.5 kB/s a core, 1.25 of plain spaCy's 50.0 kB/s a core"
    assert alone == "speed: 2000.0 kB/s a core with the actor file alone"


@pytest.mark.process
def test_the_table_has_a_line_for_each_finder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert recogniser_state().available, recogniser_state().sentence
    row = {"id": "1", "text": "Martin Hale left Norway.", "spans": [[0, 11, "PER"]], "names": ["Martin Hale"]}
    (tmp_path / "harbour.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    (tmp_path / "scorer.py").write_text(SCORER, encoding="utf-8")
    assert actors.main([str(tmp_path), str(tmp_path / "scorer.py"), "--untimed"]) == 0
    printed = capsys.readouterr().out
    for finder in actors.FINDERS:
        assert f"harbour        {finder}" in printed
    assert "0.500" in printed and "not measured on this corpus" in printed
    for measure in actors_wanted.WANTED:
        assert f"wanted: {measure} " in printed


def test_less_than_wanted_is_missed_and_what_was_not_measured_is_not() -> None:
    figures = {"uner_pud": 0.5, "conll03_dev": 0.7}
    assert actors_wanted.missed(figures) == ["uner_pud"]
    said = [" ".join(line.split()) for line in actors_wanted.lines(figures)]
    assert "wanted: uner_pud 0.500, wanted 0.68: missed" in said
    assert "wanted: conll03_dev 0.700, wanted 0.70: reached" in said
    assert "wanted: conllpp2020 not measured, wanted 0.80" in said


def test_actors_stand_on_their_floors(tmp_path: Path) -> None:
    if not (named := os.environ.get("WIREROOM_CORPORA")):
        pytest.skip("WIREROOM_CORPORA names no folder with actors/open and score/actors.py")
    assert recogniser_state().available, recogniser_state().sentence
    folder = Path(named).resolve()
    scorer = next(p for p in (folder / "score/actors.py", folder.parent / "score/actors.py") if p.is_file())
    for name in WITH_FLOORS:
        (tmp_path / f"{name}.jsonl").symlink_to(folder / "actors" / "open" / f"{name}.jsonl")
    assert set(WITH_FLOORS) <= set(floors.load()["actors"])
    assert actors.main([str(tmp_path), str(scorer), "--untimed"]) == 0
