"""Days that stood out as Markdown, with all that comes from stories escaped."""

import re
from dataclasses import fields, replace

from lib.export.so_far import Moment, lines, link, markdown
from tests.cases import every_case

HOSTILE = "# a | *b* <script>alert(1)</script>\n[c](javascript:d) `e`"
MOMENT = Moment(
    day="10 April 2024", about="6 stories", sentence="The cranes stand still.", headline="Cranes stop",
    source="coast.example", address="https://coast.example/1", said="2 of 3 independent reports say it",
)  # fmt: skip


def test_a_day_is_a_paragraph() -> None:
    assert markdown("So far", "A measure.", [MOMENT]) == (
        "# So far\n\n**10 April 2024** (6 stories) “The cranes stand still.” "
        "[Cranes stop](<https://coast.example/1>), *coast.example*. 2 of 3 independent reports say it.\n\n"
        "*A measure.*\n"
    )


def test_of_a_day_without_a_sentence_only_its_stories_are_said() -> None:
    assert lines([replace(MOMENT, sentence="")]) == ["**10 April 2024** (6 stories)"]


def test_a_file_of_no_day_says_so() -> None:
    assert "No day of these stories stands out." in markdown("So far", "A measure.", [])


@every_case("field", [each.name for each in fields(Moment)])
def test_nothing_in_a_story_is_markup(field: str) -> None:
    (line,) = lines([replace(MOMENT, **{field: HOSTILE})])
    assert re.search(r"(?<!\\)(?:<script|\]\(javascript|`e)", line) is None and "\n" not in line


@every_case(
    ("address", "leads"),
    [("https://a.example/(b) c", "<https://a.example/%28b%29%20c>"), ("https://a.example/<b>", ""), ("", "")],
)
def test_an_address_that_cannot_stand_in_a_link_is_left_out(address: str, leads: str) -> None:
    assert link("Ice", address) == (f"[Ice]({leads})" if leads else "Ice")
