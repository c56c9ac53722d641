"""What `clean` prints of a story's times, and `actors` of its quotations."""

from lib.clean.clean import clean
from lib.cli.printed import cleaned_json, mentions_json
from tests.builders import article, mention
from tests.cases import every_case
from tests.clean.label.test_heads import STORIES
from tests.clean.markup import text_capture

TIMES = (
    ("25. April 2024", "2024-04-25T00:00:00+02:00", "day", None),
    ("25.04.2024, 10:30 Uhr", "2024-04-25T10:30:00+02:00", "minute", None),
    ("vor 3 Tagen", "2025-10-01T00:00:00+02:00", "day", None),
    (
        "Veröffentlicht: 25.01.2024, 10:30 | Aktualisiert: 25.04.2024, 11:00",
        "2024-01-25T10:30:00+01:00", "minute", "2024-04-25T11:00:00+02:00",
    ),
    ("", None, None, None),
)  # fmt: skip


@every_case(("printed", "at", "precision", "changed"), TIMES)
def test_a_day_is_printed_as_the_day_of_its_zone(
    printed: str, at: str | None, precision: str | None, changed: str | None
) -> None:
    story = STORIES["de"]
    page = text_capture(f"{story['title']}\nVon Ada Obi\n{printed}\n\n{story['text']}", captured_assumed=None)
    text = cleaned_json("page.txt", None, clean(page))
    shown = [moment.isoformat() if moment else None for moment in (text["published_at"], text["updated_at"])]
    assert [*shown, text["published_precision"]] == [at, changed, precision]


def test_quotations_are_printed_with_their_speaker_and_place() -> None:
    story = article("Talks", "It rained.", "Ada Lind said: “The ferry will wait for us.”")
    speaker = mention(story, "Ada Lind", kind="person")
    assert mentions_json("page.html", story, [speaker], [speaker], [])["quotes"] == [{
        "speaker": "Ada Lind", "speaker_id": "person/ada-lind", "text": "The ferry will wait for us.",
        "block": 2, "start": 0, "end": 44,
    }]  # fmt: skip
    assert (
        mentions_json("page.html", story, [speaker], [], [])["quotes"] == []
    )  # who does not count is not quoted
