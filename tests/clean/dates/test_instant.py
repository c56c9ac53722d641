import pytest

from lib.clean import clean
from lib.model.article import Article
from tests.clean.text.test_story import HEAD, SENTENCE, text_capture

CLOCK_AGO = (
    ("By Ada Obi\nPublished 2 hours ago", "2 hours ago", "2025-10-04T07:00:00+00:00"),
    ("By Ada Obi\nYesterday at 5:12 p.m.", "Yesterday at 5:12 p.m.", "2025-10-03T17:12:00+00:00"),
    ("By Ada Obi\n8:31", "8:31", "2025-10-04T08:31:00+00:00"),
    ("By Ada Obi\n3 weeks ago", "3 weeks ago", None),
    ("By Ada Obi\nUpdated 2 hours ago", None, None),
)


def article(signature: str, *, captured_assumed: str | None, tail: str = "") -> Article:
    page = f"{HEAD}\n\n{signature}\n\n{SENTENCE * 2}\n\n{SENTENCE * 3}{tail}"
    return clean(text_capture(page, captured_assumed=captured_assumed)).article


@pytest.mark.parametrize(("signature", "printed", "published"), CLOCK_AGO)
def test_a_time_without_a_date_counts_from_a_known_capture(
    signature: str, printed: str | None, published: str | None
) -> None:
    found = article(signature, captured_assumed=None)
    assert found.published_as == printed
    assert (found.published_at.isoformat() if found.published_at else None) == published
    if published:
        assert found.published_zone is not None
        assert found.published_zone.assumed


@pytest.mark.parametrize(("signature", "printed", "published"), CLOCK_AGO)
def test_it_is_only_kept_as_printed_when_nobody_knows_when_the_page_was_read(
    signature: str, printed: str | None, published: str | None
) -> None:
    found = article(signature, captured_assumed="the file's time")
    assert (found.published_at, found.published_zone) == (None, None)
    assert found.published_as == printed
    assert ("published_at" in found.provenance) == (printed is not None)


def test_a_date_that_can_be_read_two_ways_gives_no_instant() -> None:
    found = article("By Ada Obi\n03/04/2024 17:00", captured_assumed="the file's time")
    assert (found.published_at, found.published_as) == (None, "03/04/2024 17:00")
    assert "nothing on the page tells the day from the month" in found.provenance["published_at"]


def test_it_gives_one_where_another_date_of_the_page_tells() -> None:
    tail = "\n\nMore news\n\nBridge closed for a week\n28/02/2024"
    found = article("By Ada Obi\n03/04/2024 17:00", captured_assumed="the file's time", tail=tail)
    assert found.published_at is not None
    assert found.published_at.isoformat() == "2024-04-03T17:00:00+00:00"
    assert "by another date of the page" in found.provenance["published_at"]
