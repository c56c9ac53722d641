"""Six small pages of our own as a folder of captures."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from unittest.mock import patch

import pytest

from lib.ingest import storing
from lib.ingest.run import ingest
from lib.store.paths import files
from lib.store.upkeep.doctor import examine
from tests.builders import MORNING, once
from tests.running import understood_once

SUBJECTS = ("ferry", "bridge", "lighthouse", "market", "tunnel", "airfield")

PAGE = """<!doctype html>
<html lang="en"><head><title>{headline}</title>
<link rel="canonical" href="https://harbourpost.example/{subject}">
<script type="application/ld+json">{data}</script></head>
<body><nav><a href="/">Home</a></nav><main><article><h1>{headline}</h1>
<p>The {subject} of the harbour town opened on Tuesday morning after two years of work, and the first visitors
came before eight o'clock, among them guests from Norway and Sweden.</p>
<p>Norway had paid for a third of the {subject}, the mayor said in her speech at the quay, and she thanked the
people of the town for their patience with the noise and the dust of the building site.</p>
<p>Work on the second half of the {subject} begins in spring, when the ice has gone from the bay and the heavy
barges can come in again from the yards on the other side of the sound.</p>
</article></main><footer>The Harbour Post</footer></body></html>
"""


def page(subject: str, day: int) -> str:
    """Return a page with its story's data beside it."""
    headline = f"New {subject} opens in the harbour town"
    text = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": headline,
        "datePublished": f"2024-04-{day:02}T08:00:00+00:00",
        "author": [{"@type": "Person", "name": "Ann Lee"}],
        "publisher": {"@type": "Organization", "name": "The Harbour Post"},
    }  # fmt: skip
    return PAGE.format(headline=headline, subject=subject, data=json.dumps(text))


@pytest.fixture(autouse=True)
def once_understood(request: pytest.FixtureRequest) -> Iterator[None]:
    """Cleans no page twice, but where a test changes the rules of a publisher."""
    with nullcontext() if "shipped" in request.fixturenames else understood_once():
        yield


@pytest.fixture
def all_pages(tmp_path: Path) -> list[Path]:
    """Six pages, one of which no folder holds."""
    return written(tmp_path)


def written(home: Path) -> list[Path]:
    """Write six pages."""
    pages = []
    for day, subject in enumerate(SUBJECTS, 1):
        folder = home / ("apart" if day == 2 else "pages")
        folder.mkdir(exist_ok=True)
        pages.append(folder / f"{day}-{subject}.html")
        pages[-1].write_text(page(subject, day), encoding="utf-8")
        os.utime(pages[-1], (MORNING.timestamp(), MORNING.timestamp()))  # when it was captured
    return pages


@pytest.fixture
def pages(all_pages: list[Path]) -> Path:
    """A folder of five pages, an empty file and a hidden one."""
    return five(all_pages)


def five(all_pages: list[Path]) -> Path:
    """Lay an empty file and a hidden one beside the five pages; return their folder."""
    folder = all_pages[0].parent
    (folder / "empty.txt").write_text("")
    (folder / ".hidden.txt").write_text("not for ingest")
    return folder


@once
def five_stories(home: Path) -> Path:
    """Take the five pages in."""
    path = home / "archive.duckdb"
    ingest([five(written(home))], archive=path, jobs=1, archive_zone="Asia/Tokyo")
    return path


def fresh(pages: Path, folder: Path, held: Path | None = None) -> Path:
    """Return a new archive of the pages, made with the reader's work that a journal holds."""
    folder.mkdir()
    path = folder / "archive.duckdb"
    if held:
        shutil.copy(held, files(path).journal_log)
    with patch.object(storing, "BATCH_SECONDS", 1e9):  # so that two archives have the same batches
        ingest([pages], archive=path, jobs=1, archive_zone="UTC")
    return path


def sound(archive: Path) -> bool:
    """Tell whether the doctor finds no trouble."""
    return [finding.sentence for finding in examine(archive) if finding.trouble] == []


@pytest.fixture
def ingested(pages: Path, tmp_path: Path) -> Path:
    """The archive of the folder of captures."""
    return five_stories(tmp_path)
