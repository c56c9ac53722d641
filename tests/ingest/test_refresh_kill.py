"""A refresh killed at random moments, and then run again: nothing lost, nothing doubled, true receipts."""

import random
import sys
from collections import Counter
from pathlib import Path

import pytest

from lib.fetch import Source, followed_sources
from lib.ingest import inbox
from lib.ingest.mend import mend
from lib.ingest.refresh import refresh
from lib.store import receipts
from lib.store.paths import files
from lib.store.upkeep.doctor import examine
from tests.fetch.server import Server, running
from tests.ingest.web import asks_at
from tests.running import run_and_kill
from tests.store.asked import rows

pytestmark = pytest.mark.process

FEEDS, ITEMS = 4, 3

REFRESH = """
import sys
from pathlib import Path
from lib.ingest import storing
from lib.ingest.refresh import refresh
from tests.ingest.web import asks_at
if __name__ == "__main__":
    storing.BATCH = 4
    print("begun", flush=True)
    archive, asks = Path(sys.argv[1]), asks_at(int(sys.argv[2]))
    tell = lambda each: print(each, flush=True)
    refresh(archive, every=True, jobs=2, opener=asks, pooled=sys.argv[3] == "pooled", say=tell, progress=tell)
"""

STORIES = "select article_id, headline, revision, text, published_at from stories order by all"


def follow(archive: Path, server: Server) -> None:
    """Follow half of the feeds with the pages behind them; they have all begun anew each time."""
    for number in range(FEEDS):
        url = server.url(f"desk/{ITEMS}", f"post{number}.test")
        followed_sources.unfollow(files(archive).sources, url)
        followed_sources.follow(files(archive).sources, Source(url=url, full_text=number % 2 == 0))


def kill_once(archive: Path, server: Server, chance: random.Random, how: str) -> None:
    lines = chance.choice((1, 1, 2, 4, 8, 12))
    run_and_kill(REFRESH, archive, server.port, how, moment=chance.uniform(0, 0.4), lines=lines)


def acknowledged(archive: Path) -> Counter[str]:
    """Return the captures of which the receipts outside the archive tell."""
    lines = receipts.readable(files(archive).receipts)
    return Counter(sha256 for line in lines for sha256, _, _ in line.captures if sha256)


def stories(archive: Path) -> list[tuple[object, ...]]:
    return rows(archive, STORIES)


def survive(folder: Path, kills: int, seed: int) -> None:
    killed, whole = folder / "killed" / "archive.duckdb", folder / "whole" / "archive.duckdb"
    chance = random.Random(seed)
    with running() as server:
        follow(whole, server)
        refresh(whole, every=True, jobs=1, pooled=False, opener=asks_at(server.port))
        follow(killed, server)
        note: Counter[str] = Counter()
        for number in range(kills):
            if number % 10 == 9:
                follow(killed, server)  # so that all is brought once more
            kill_once(killed, server, chance, "pooled" if number % 2 else "here")
            now = acknowledged(killed)
            assert note <= now
            note = now
        refresh(killed, every=True, jobs=1, pooled=False, opener=asks_at(server.port))
    assert stories(killed) == stories(whole)
    assert len(stories(killed)) == FEEDS * ITEMS
    assert set(acknowledged(killed).values()) == {1}
    assert note <= acknowledged(killed)
    assert inbox.waiting(killed) == []
    assert all(source.validators.etag for source in followed_sources.sources(files(killed).sources).values())
    assert [finding.sentence for finding in examine(killed) if finding.trouble] == []
    assert mend(killed, jobs=1, pooled=False).summary.counts.stored == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_refresh_that_was_killed_goes_on_where_it_stopped(tmp_path: Path) -> None:
    survive(tmp_path, kills=1, seed=1)


@pytest.mark.soak
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_hundred_killed_refreshes_lose_nothing(tmp_path: Path) -> None:
    survive(tmp_path, kills=100, seed=2)
