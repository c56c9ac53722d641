"""The bench tells what each part of the cleaner does to the text of pages, by folds of publishers."""

import gzip
from pathlib import Path

import pytest

from bench.cleaning import folds
from bench.cleaning.held_out import FOLDS
from lib.clean.label import decks
from lib.clean.says import furniture
from tests.clean.markup import PROSE, story

OFFER = "Our newsletter"


def corpus(folder: Path, wanted: str) -> list[dict[str, object]]:
    (folder / "pages").mkdir()
    content = story(f"<p>{OFFER}</p><p>{PROSE[0][::-1]}</p>").content
    (folder / "pages" / "quay.html.gz").write_bytes(gzip.compress(content.encode()))
    return [{"id": "quay", "publisher": "harbourpost", "body": wanted}]


@pytest.mark.parametrize(("more", "mark"), [((), False), ((OFFER,), True)])
def test_a_wording_that_cuts_what_the_truth_holds_has_to_go(
    tmp_path: Path, more: tuple[str, ...], mark: bool
) -> None:
    (row,) = corpus(tmp_path, "\n\n".join((*PROSE, *more, PROSE[0][::-1])))
    found = folds.effects(row, tmp_path)
    (name,) = (name for name in found.parts if "newsletters?" in name)
    assert (found.parts[name] > 0) is mark
    (line,) = (line for line in folds.lines([found]) if "newsletters?" in line)
    assert line.endswith("(goes)") is mark


def test_the_table_of_wordings_is_what_it_was_afterwards(tmp_path: Path) -> None:
    before = furniture.wording
    folds.effects(corpus(tmp_path, "x")[0], tmp_path)
    assert furniture.wording is before


def test_alternatives_stand_in_no_brackets() -> None:
    assert list(folds.alternatives(r"a(?:b|c)|[|]d|\|e")) == ["a(?:b|c)", "[|]d", r"\|e"]


def test_texts_are_compared_by_runs_of_four_words() -> None:
    assert folds.f1("one two three four five", "one two three four six") == 0.5
    assert folds.f1("", "one two three four") == 0


def test_the_thresholds_of_one_module_are_tried_and_put_back(tmp_path: Path) -> None:
    assert folds.thresholds("") == []
    tried = {each.name: each for each in folds.thresholds("label.decks")}
    deck = tried["LONGEST"]
    with deck.replaced(deck.tries[0.75]):
        assert round(0.75 * deck.value) == decks.LONGEST
    assert deck.value == decks.LONGEST
    found = folds.effects(corpus(tmp_path, "x")[0], tmp_path, "label.")
    assert any(" as " in name for name in found.parts)


def test_a_threshold_is_tried_where_a_comparison_would_end_otherwise() -> None:
    (deck,) = (each for each in folds.thresholds("label.decks") if each.name == "LONGEST")
    low, high = sorted(deck.tries.values())
    assert deck.is_only_compared
    for size, expected in ((low - 1, set()), (low + 1, {low}), (high - 1, {high}), (high + 1, set())):
        turned = folds.turning([deck], lambda given=float(size): given <= decks.LONGEST)  # type: ignore[misc]
        assert turned == {(deck, value) for value in expected}


def page(publisher: str, f1: float, **parts: float) -> folds.Effects:
    return folds.Effects(publisher=publisher, f1=f1, parts={"DECK 9 as 7": 0.0, **parts})


def test_a_fold_is_measured_with_what_the_others_choose() -> None:
    papers = {page(name, 0).fold: name for name in map(str, range(50))}
    assert set(papers) == set(range(FOLDS))
    alike = [page(name, 0.5, wording=0.25) for name in papers.values()]
    assert folds.crossed(alike) == 0.75
    alone = [page(name, 0.5, wording=0.4 if fold == 0 else -0.05) for fold, name in papers.items()]
    assert folds.crossed(alone) == 0.5
    (last,) = list(folds.lines(alone))[-1:]
    assert last == "body F1 as the folds count it 0.5000; mean with what other folds choose 0.5000"


def test_of_two_values_of_a_threshold_the_better_one_is_chosen() -> None:
    both = {"DECK 9 as 7": 0.1, "DECK 9 as 11": 0.2}
    assert folds.crossed([page(str(number), 0.5, **both) for number in range(50)]) == 0.7
