"""Every column of the exported lists is explained; those of charts are in tests/figures."""

from lib.export.columns import dictionary
from lib.query import compare, network
from lib.query.listing import COLUMNS
from tests.cases import every_case


@every_case("columns", [tuple(compare.COLUMNS), tuple(network.EDGES), tuple(network.NODES), COLUMNS])
def test_every_column_has_a_meaning(columns: tuple[str, ...]) -> None:
    text = dictionary(columns)
    assert all(text["meaning"]) and tuple(text["column"]) == columns


def test_a_meaning_tells_what_is_counted_and_on_which_side() -> None:
    other, number = dictionary(("other_id", "count"))["meaning"]
    assert "in the same sentence, paragraph or story" in other and number.endswith("both actors together")
    before, after = dictionary(("reports_before", "reports_after"))["meaning"]
    assert before.startswith("independent reports") and before != after
    assert [*dictionary(("tide", "tide_before"))["meaning"]] == ["", ""]
