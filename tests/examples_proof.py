"""Uses what the examples of CONTRIBUTING.md add; tests/test_examples.py runs it in a copy of the project."""

import os
from datetime import UTC, datetime
from pathlib import Path

from streamlit.testing.v1 import AppTest

from lib import figures
from lib.actors import find
from lib.capture import read_bytes
from lib.charts import charts
from lib.clean import clean
from lib.model.capture import Capture
from lib.model.filter import Filter
from lib.store.archive import open_for_reading
from tests.builders import archive, article, capture, parsed

TUESDAY = datetime(2024, 4, 9, 9, tzinfo=UTC)
PAGE = """<html lang="en"><head><title>Quay opens</title></head><body><article><h1>Quay opens</h1>
<p>The old quay opened again on Monday after three months of work on its oldest walls and stairs.</p>
<div class="tides"><p>High water comes at 06:10 in the morning and at 18:40 in the evening.</p></div>
<p>Hundreds of people stood on the pier, and the choir of the school sang two songs about herring.</p>
<p>The mayor thanked the engineers, who had replaced four hundred piles in the winter's worst storms.</p>
</article></body></html>"""


def main() -> None:
    """Prove each example; print the kinds that hold."""
    home = Path("home")
    home.mkdir()
    os.environ |= {"WIREROOM_HOME": str(home), "WIREROOM_BACKGROUND": "off"}
    path = archive(home, parsed(article("Quay opens", published_at=TUESDAY)))
    with open_for_reading(path) as db:
        drawn = figures.draw("weekdays_bar", Filter(), figures.asking(db))
        assert drawn.frame.to_dict("list") == {"weekday": ["Tuesday"], "stories": [1]}
        print("question")
        assert drawn.alt == "Tuesday: 1" and len(drawn.figure.data) == 1 and "1 story of 1" in drawn.note
        assert charts()["weekdays_bar"].figure(drawn.frame.head(0), note="none") is not None
        print("chart")
    app = AppTest.from_file("lib/ui/frame.py", default_timeout=120).run()
    app.switch_page("../../pages/9_Weekdays.py").run()
    assert not app.exception and len(app.get("plotly_chart")) == 1
    print("page")
    data = b"https://harbourpost.example/quay\nQuay opens\n\nThe quay is open."
    (note,) = read_bytes(data, name="quay.note", captured_at=TUESDAY)
    assert isinstance(note, Capture) and note.url == "https://harbourpost.example/quay"
    print("format")
    page = capture(PAGE, media_type="text/html", url="https://harbourpost.example/quay")
    (cut,) = (cut for cut in clean(page).cuts if cut.text.startswith("High water"))
    assert cut.rule == "box"
    print("publisher")
    found = find(article("Quay opens", "The Larkhaven Harbour Board met. The LHB said so."))
    assert {each.actor_id for each in found} == {"organisation/larkhaven-harbour-board"}
    print("actor")


if __name__ == "__main__":
    main()
