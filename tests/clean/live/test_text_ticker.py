from datetime import UTC, datetime

import pytest

from lib.clean import clean
from lib.model.capture import Capture
from tests.bench.cleaning import coverage_violations

STORY = (
    "Ferry line opens again before winter\nBy Ada Obi\nOctober 3, 2025 9:30 AM\n\n"
    "The ferry sailed again on Thursday. Nobody had believed in it after the storm of last winter.\n\n"
    "The next one sails on Friday. The master of the harbour said that it would sail in all weathers.\n\n"
)
RUNNING = (
    "News feed\n14:05 Parliament adjourns\n13:40 Storm closes three harbours\n12:10 - King opens bridge\n"
)
TOLD = (
    "14:05 Parliament adjourns\n\nThe members went home at two in the afternoon.\n\n"
    "13:40 | Storm closes three harbours\n\nThe northern quays were shut at noon.\n"
)
PROGRAMME = "Fixtures\n14:05 Arsenal at Chelsea\n15:30 Leeds at Hull\n16:00 Oslo at Bergen\n"
ONE_LINE: tuple[tuple[str, list[str]], ...] = (
    (RUNNING, ["Parliament adjourns", "Storm closes three harbours", "King opens bridge"]),
    (TOLD, ["Parliament adjourns", "Storm closes three harbours"]),
    (PROGRAMME, []),
    ("14:05 Parliament adjourns\n", []),
)


def capture(content: str) -> Capture:
    return Capture(
        url=None,
        captured_at=datetime(2025, 10, 4, 9, 0, tzinfo=UTC),
        captured_assumed="the file's time",
        media_type="text/plain",
        content=content,
        origin="page.txt",
        sha256="0" * 64,
        original=content.encode(),
    )


@pytest.mark.parametrize(("ticker", "headlines"), ONE_LINE)
def test_a_time_and_a_headline_on_one_line_are_parted(ticker: str, headlines: list[str]) -> None:
    content = f"{STORY}{ticker}All rights reserved"
    result = clean(capture(content))
    assert [brief.headline for brief in result.briefs] == headlines
    assert coverage_violations(content, result) == []
    assert result.article.text.count("\n\n") == 1


def test_the_time_on_the_line_is_the_briefs() -> None:
    first, second = clean(capture(f"{STORY}{TOLD}All rights reserved")).briefs
    assert (first.published_as, second.published_as) == ("14:05", "13:40")
    assert second.published_at == datetime(2025, 10, 3, 13, 40, tzinfo=UTC)
    assert [block.text for block in first.blocks] == [
        "Parliament adjourns",
        "The members went home at two in the afternoon.",
    ]
