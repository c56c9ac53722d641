"""Figures that a former version saved of the town still verify: the same stories, the same numbers.

`figures.json.xz` holds their recipes, as version 0.1.0 with an archive of layout 5 wrote them. A version that
draws otherwise is another one, and names both; numbers that differ are a fault.
"""

import json
import lzma
from pathlib import Path
from typing import Any

import pytest

from lib.charts import charts
from lib.figures.addresses import draw_address
from lib.figures.recipes import recipe_of
from lib.figures.verify import compare
from lib.model.recipe import recipe_from
from lib.store.archive import open_for_reading
from tests import builders
from tests.lots import few
from tests.query.town import captures

pytestmark = pytest.mark.slow  # draws each of its figures
SAVED: list[dict[str, Any]] = json.loads(
    lzma.decompress((Path(__file__).resolve().parents[1] / "data" / "figures.json.xz").read_bytes())
)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town's archive."""
    return builders.archive(tmp_path_factory.mktemp("town"), *captures(), zone="Europe/Kyiv")


def test_a_figure_of_every_chart_of_that_version_was_saved_and_is_still_drawn() -> None:
    saved = {each["chart"] for each in SAVED}
    assert len(saved) == 11  # strip is a timeline without its axis
    assert saved <= {*charts()}


# Every sixth of a chart's figures in every run, all of them in the soak.
@pytest.mark.parametrize("step", few((6, 1), 1))
@pytest.mark.parametrize("chart", sorted({each["chart"] for each in SAVED}))
def test_figures_that_were_saved_before_are_reproduced(town: Path, chart: str, step: int) -> None:
    with open_for_reading(town) as db:
        for fields in [each for each in SAVED if each["chart"] == chart][::step]:
            text = compare(db, recipe_from(fields))
            assert text.verdict in ("reproduced", "another version"), (fields["address"], text)
            if text.verdict == "another version":  # it names both, which are not one
                now = recipe_of(db, draw_address(chart, fields["address"], db)).version
                assert fields["version"] != now
                assert fields["version"] in text.sentence and now in text.sentence
