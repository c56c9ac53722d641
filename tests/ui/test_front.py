"""The Desk says what it shows and why."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from lib.model.filter import Filter
from lib.query.desk import desk
from lib.store.archive import open_for_reading
from lib.ui import front
from lib.ui.view import understood
from tests import builders

AT = datetime(2024, 4, 9, 9, tzinfo=UTC)
UNLED = [
    (None, "No story here has a date", "No story in the archive has a date. Days in UTC."),
    (AT, "No story of the day leads: there are only briefs", "The newest day in the archive: 1 story. Days"),
]


@pytest.mark.parametrize(("at", "why", "note"), UNLED)
def test_a_desk_without_a_lead_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: datetime | None, why: str, note: str
) -> None:
    said: list[str] = []
    monkeypatch.setattr(front, "sheet", lambda markup, *_: said.append(markup))
    sale = builders.parsed(builders.article("The best kettles to buy now", published_at=at))
    with open_for_reading(builders.archive(tmp_path, sale)) as db:
        found = desk(db, Filter())
    front._dateline(found, understood("", {}, "own"), "UTC")
    assert note in said[0] and why in front._no_lead(found)
