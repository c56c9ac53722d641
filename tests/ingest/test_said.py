"""The line on a source says what came, what did not, and what still waits."""

from dataclasses import replace

import pytest

from lib.fetch import Refreshed, Refused, Source
from lib.fetch.refreshing import FetchedPage, News
from lib.fetch.source import PendingPage
from lib.ingest import parsing
from lib.ingest.said import said
from lib.ingest.taken import Taken
from tests.ingest.answers import NOON, answer

URL = "https://harbourpost.example/feed"
SOURCE = Source(url=URL, brought=7)
NEWS = News(source=SOURCE, result="new items", message="3 new of 4 items.")
MISSED = Refused(url=f"{URL}/2", kind="timeout", message="It was late.", at=NOON)


def test_a_source_without_answer_says_so_and_keeps_the_line() -> None:
    told = said(
        Refreshed(news=News(source=SOURCE, result="failed", message="It failed.", notes=("Odd.",))), None
    )
    assert (told.sentence, told.failed) == ("It failed. Odd.", True)
    assert (told.source.last_result, told.source.brought) == ("It failed. Odd.", 7)


@pytest.mark.parametrize(
    ("outcomes", "refused", "sentence"),
    [
        ({"stored": 2, "known": 1}, 0, "3 new of 4 items; 2 stored, 1 known."),
        ({"revision": 1, "removed": 2}, 0, "3 new of 4 items; 1 revised, 2 removed earlier and left out."),
        ({"skipped": 3}, 0, "3 new of 4 items; 3 left out."),
        ({}, 2, "3 new of 4 items; 2 refused: a is too long; save the article alone, for example from the "
                "browser's reading view."),
        ({}, 0, "3 new of 4 items; none of them holds a text."),
    ],
)  # fmt: skip
def test_what_was_taken_in_is_counted(outcomes: dict[str, int], refused: int, sentence: str) -> None:
    bad = tuple(parsing.refused(origin, None, "is too long") for origin in "ab"[:refused])
    told = said(Refreshed(news=NEWS), Taken(source=parsing.Source(path="f"), outcomes=outcomes, refused=bad))
    assert (told.sentence, told.failed) == (sentence, False)
    assert told.source.brought == 7 + outcomes.get("stored", 0)


def test_pages_behind_summaries_are_told() -> None:
    source = replace(SOURCE, pending=(PendingPage(link=f"{URL}/3"),))
    pages = (FetchedPage(link=f"{URL}/1", outcome=answer()), FetchedPage(link=f"{URL}/2", outcome=MISSED))
    told = said(
        Refreshed(news=replace(NEWS, source=source), pages=pages),
        Taken(source=parsing.Source(path="f"), outcomes={"stored": 1}),
    )
    assert told.sentence == (
        "3 new of 4 items; 1 stored. 1 page behind summaries fetched. "
        "1 could not be: It was late. 1 wait for the next time."
    )
