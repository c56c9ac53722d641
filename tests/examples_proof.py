"""Uses what the examples of CONTRIBUTING.md add; tests/test_recipes.py runs it in a copy of the project."""

import os
from datetime import UTC, datetime
from pathlib import Path

from streamlit.testing.v1 import AppTest

from lib import figures
from lib.actors import find
from lib.capture import read_bytes
from lib.clean.clean import clean
from lib.clean.says.furniture import furniture_rule
from lib.model.capture import Capture
from lib.model.filter import Filter
from lib.store.archive import open_for_reading
from tests.builders import archive, article, capture, parsed

TUESDAY = datetime(2024, 4, 9, 9, tzinfo=UTC)
PAGE = Path("tests/data/publishers/tidewatch.example/quay-opens/source.html")


def main() -> None:
    """Prove each example; print the kinds that hold."""
    rule = furniture_rule("Buy this newsroom a coffee")
    assert rule == "donation"
    print("wording")
    home = Path("home")
    home.mkdir()
    os.environ |= {"WIREROOM_HOME": str(home), "WIREROOM_BACKGROUND": "off"}
    path = archive(home, parsed(article("Quay opens", published_at=TUESDAY)))
    with open_for_reading(path) as db:
        drawn = figures.draw("weekdays_bar", Filter(), figures.asking(db))
        assert drawn.frame.to_dict("list") == {"weekday": ["Tuesday"], "stories": [1]}
        print("question")
        assert "Tuesday (1)" in drawn.alt and len(drawn.figure.data) == 1 and "1 story of 1" in drawn.note
        assert b"the day of the week" in figures.meanings(drawn.frame.columns)
        print("chart")
    app = AppTest.from_file(str(Path("lib/ui/frame.py").resolve()), default_timeout=120).run()
    app.switch_page("../../pages/9_Weekdays.py").run()
    assert not app.exception and len(app.get("plotly_chart")) == 1
    print("page")
    data = b"https://harbourpost.example/quay\nQuay opens\n\nThe quay is open."
    (note,) = read_bytes(data, name="quay.note", captured_at=TUESDAY)
    assert isinstance(note, Capture) and note.url == "https://harbourpost.example/quay"
    print("format")
    page = capture(
        PAGE.read_text(encoding="utf-8"), media_type="text/html", url="https://tidewatch.example/quay"
    )
    (cut,) = (cut for cut in clean(page).cuts if cut.text.startswith("High water"))
    assert cut.rule == "box"
    print("publisher")
    found = find(article("Quay opens", "The Larkhaven Harbour Board met. The LHB said so."))
    assert {each.actor_id for each in found} == {"organisation/larkhaven-harbour-board"}
    print("actor")


if __name__ == "__main__":
    main()
