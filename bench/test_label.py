"""The trainer of the model: what it takes for a page's text, the trees it grows, and what it prints."""

from pathlib import Path

import numpy as np
import pytest

from bench import label
from bench.cleaning import held_out, paired, printed
from bench.cleaning.race import Lap, Shown
from bench.cleaning.wireroom import CONTENDERS
from bench.label import Example, Outcome, Truth
from lib.clean.label import model
from lib.clean.label.features import NAMES

TRUTH = Truth(
    "The first three boats came in before seven.\nThe piles\n"
    "最初の三隻の船は七時前に入港し港長が鐘を鳴らした。\n"
    "เรือสามลำแรกเข้ามาก่อนเจ็ดโมงเช้าวันนี้"
)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("The first three boats came in before seven.", 1),
        ("Read more: the first three boats came in", 0.5),
        ("The piles", 1),
        ("Piles", 0),
        ("三隻の船は七時前に入港し港長が", 1),
        ("購読のお申し込みはこちらからどうぞ", 0),
        ("เข้ามาก่อนเจ็ดโมง", 1),
        ("สมัครรับจดหมายข่าว", 0),
        ("…", 0),
    ],
)
def test_a_segment_is_of_the_text_by_its_words_or_letters(text: str, share: float) -> None:
    assert TRUTH.share(text) == pytest.approx(share, abs=0.26 if share == 0.5 else 1e-9)


def test_copies_beyond_those_of_the_text_teach_nothing() -> None:
    assert TRUTH.holds_once_more("thepiles", 2) and not TRUTH.holds_once_more("thepiles", 1)


def made(seed: int) -> list[Example]:
    """Return pages on which what is linked is furniture, mostly."""
    drawn = np.random.default_rng(seed)
    pages = []
    for number in range(12):
        features = drawn.random((80, len(NAMES)), dtype=np.float32)
        wanted = (features[:, NAMES.index("linked share")] < 0.5) ^ (drawn.random(80) < 0.1)
        row = {"id": str(number), "publisher": f"paper{number}.example"}
        pages.append(Example(corpus=Path(), row=row, features=features, wanted=wanted, counts=np.ones(80)))
    return pages


def test_a_seed_grows_the_same_trees_and_another_others() -> None:
    grown = [label.weights(label.fitted(made(1), seed)) for seed in (0, 0, 1)]
    assert grown[0] == grown[1] != grown[2]


def test_the_cleaner_reads_the_trees_as_they_were_grown() -> None:
    pages = made(2)
    grown = label.fitted(pages, 0)
    read = model.read(label.weights(grown))
    rows = np.concatenate([page.features for page in pages])[:200]
    ours = [read.likelihood([float(value) for value in row]) for row in rows]
    assert ours == pytest.approx(list(grown.predict_proba(rows)[:, 1]), abs=1e-4)
    linked = [row[NAMES.index("linked share")] > 0.5 for row in rows]
    assert np.mean([(likely < 0.5) == far for likely, far in zip(ours, linked, strict=True)]) > 0.8


def test_a_publisher_is_in_one_fold_and_each_has_weights() -> None:
    rows = [{"id": str(number), "publisher": f"paper{number % 30}.example"} for number in range(90)]
    folds = {row["publisher"]: held_out.fold_of(row) for row in rows}
    assert all(folds[row["publisher"]] == held_out.fold_of(row) for row in rows)
    assert set(folds.values()) == set(range(held_out.FOLDS))
    assert len(held_out.held_out()) == held_out.FOLDS
    assert len({str(each.trees) for each in held_out.held_out()}) == held_out.FOLDS


def test_a_fold_is_cleaned_by_its_own_weights() -> None:
    shipped = model.trained()
    with held_out.unseen(None):
        assert model.trained() is shipped
    with held_out.unseen(2):
        assert model.trained() is held_out.held_out()[2]


def test_confidence_is_the_share_of_right_cuts_at_a_likelihood() -> None:
    (most,) = label.BINS
    assert label.calibrated([(most, True)] * 8) == [(most, 0.9)]
    assert label.calibrated([]) == [(most, 0.5)]


def test_a_line_tells_what_the_veto_did_to_a_set() -> None:
    outcomes = [
        Outcome(kind="open blogs", before=0.9, after=0.95, cuts=()),
        Outcome(kind="open news", before=0.8, after=0.79, cuts=()),
    ]
    blogs, _, every = label.lines(1, outcomes)
    assert blogs == "seed 1 open blogs: 1 pages, 0.9000 to 0.9500 [+0.0500, +0.0500], 1 better, 0 worse"
    assert every.startswith("seed 1 open, all sets: 2 pages, 0.8500 to 0.8700") and "1 worse" in every


def test_the_interval_holds_the_mean_and_is_the_same_each_time() -> None:
    gained = [0.0] * 90 + [0.1] * 10
    low, high = paired.interval(gained)
    assert 0 < low < 0.01 < high < 0.02 and (low, high) == paired.interval(gained)


def test_each_set_is_compared_page_by_page() -> None:
    truth = [{"id": "a", "set": "news"}, {"id": "b", "set": "news"}, {"id": "c", "set": "blogs"}]
    found = list(paired.lines({"a": 1.0, "b": 0.5, "c": 0.5}, {"a": 0.5, "b": 0.5}, "another", truth))
    assert found[0].startswith("body F1 of all sets beside another, 2 pages: 0.7500 and 0.5000")
    assert len(found) == 2 and "difference +0.2500" in found[1]


def test_what_a_text_does_not_print_is_not_asked_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    truth = [
        {"id": "a", "title": "Old quay", "authors": ["Ada Obi", "Bo Lind"]},
        {"id": "b", "title": "New pier", "authors": []},
    ]
    scored = {"a": {"title": 1.0, "authors": 0.0}, "b": {"title": 0.0}}
    monkeypatch.setattr(printed, "page_figures", lambda *_: scored)
    lap = Lap(CONTENDERS[0], [Shown(prediction={"id": "a"}, seconds=0.1)])
    texts = {"a": "OLD QUAY\nby Ada Obi and Bo Lind", "b": "The newest pier"}
    assert list(printed.lines(lap, texts, truth, Path())) == [
        "title: the text prints it for 1 of 2; of those 1 are right",
        "authors: the text prints it for 1 of 1; of those 0 are right",
    ]
