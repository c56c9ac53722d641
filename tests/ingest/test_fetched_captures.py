"""What is read of a fetched file: a feed's summary finds the page that was fetched beside it."""

from pathlib import Path

import pytest

from lib.ingest.fetched_captures import ItemSummary, read_fetched
from lib.ingest.fetched_file import record
from tests.ingest.answers import answer

FEED = """<rss version="2.0"><channel><title>Post</title><item><title>Ferry</title><link>{link}</link>
<description>The ferry opened.</description></item></channel></rss>"""


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("https://post.example/hafen", "https://post.example/hafen"),
        ("https://post.example/hafen-öffnet", "https://post.example/hafen-%C3%B6ffnet"),
    ],
)
def test_a_summary_finds_its_page_however_its_link_is_written(
    tmp_path: Path, link: str, address: str
) -> None:
    feed = answer(
        "https://post.example/feed", body=FEED.format(link=link).encode(), media_type="application/rss+xml"
    )
    path = tmp_path / "fetched.warc"
    path.write_bytes(record(feed) + record(answer(address)))
    found = list(read_fetched(path))
    assert [type(each) is ItemSummary for each in found] == [False, True]
