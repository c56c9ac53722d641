"""What a search may cost: refused with the limit, once its texts would take too long to read."""

from pathlib import Path

import pytest

from lib.cli import WRONG_USAGE
from lib.model.errors import SearchRefused
from lib.model.filter import Choice, Filter
from lib.query import stories
from lib.query.filter import search_cost
from lib.query.filter.compile import compile_filter
from lib.store.archive import ArchiveReader
from tests.running import verb

READ = ['"Tom Hale"', "zone:body Hale", '"Hale Tom"~5', '-"Tom Hale"', 'grain OR "Tom Hale"', "東京"]


@pytest.mark.parametrize("text", READ)
def test_a_search_that_reads_too_many_texts_is_refused(
    db: ArchiveReader, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stories.totals(db, Filter(text=text))
    monkeypatch.setattr(search_cost, "LONGEST", 0.0)
    with pytest.raises(SearchRefused, match=r"may read 0\. Search for rarer words") as refused:
        compile_filter(Filter(text=text), db)
    assert refused.value.message.startswith("To find “")


def test_texts_that_another_condition_leaves_out_are_not_counted(
    db: ArchiveReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_cost, "LONGEST", 30e-6)  # three texts
    assert compile_filter(Filter(text='"Tom Hale"', tags=Choice(any=("Weather",))), db)
    with pytest.raises(SearchRefused, match=r"may read 3\."):
        compile_filter(Filter(text='"Tom Hale"'), db)


@pytest.mark.parametrize("asked", ["digest md", "export articles csv"])
def test_the_command_line_refuses_an_endless_search_with_2(
    asked: str, town_path: Path, tmp_path: Path
) -> None:
    *verbs, suffix = asked.split()
    done = verb(
        tmp_path, *verbs, f"q={'a,b,c,' * 500}", "-o", str(tmp_path / f"out.{suffix}"),
        "--archive", str(town_path),
    )  # fmt: skip
    assert (done.status, done.out) == (WRONG_USAGE, "")
    assert done.err == "The search has 3,000 characters, and may have 2,000; shorten it.\n"
