"""A feed's item and its page are one story, whatever addresses led to it, in one run and in separate ones."""

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from lib.ingest import inbox
from lib.ingest.mend import mend
from lib.ingest.refresh import as_work_items, take_in
from lib.ingest.run import ingest
from lib.ingest.summary import Summary
from lib.store import originals
from lib.store.paths import files
from lib.store.removal import remove
from lib.store.upkeep.doctor import examine
from tests.ingest.answers import answer
from tests.ingest.conftest import page
from tests.lots import few
from tests.store.asked import rows

FERRY = "https://harbourpost.example/ferry"
PROXY = "https://proxy.example/~r/harbour/Xy"
FEED = """<rss version="2.0"><channel><title>The Harbour Post</title><item>
<title>New {subject} opens in the harbour town</title><link>{link}</link>
<pubDate>Mon, 01 Apr 2024 08:00:00 GMT</pubDate><description>{text}</description></item></channel></rss>"""
TEXT = "Told in other words than those of the page, and in few of them."

# What leads to the page, where it was found, what it claims.
PROXIED = "a feed's proxy"
WAYS = {
    PROXIED: (PROXY, FERRY, FERRY),
    "a number": ("https://harbourpost.example/?p=12", "https://harbourpost.example/?p=12", FERRY),
    "AMP": ("https://harbourpost.example/amp/ferry?utm_source=feed", FERRY, FERRY),
    "a mobile host": ("http://m.harbourpost.example/ferry", "https://m.harbourpost.example/ferry", FERRY),
    "a redirect to another path": (
        "https://harbourpost.example/r/9",
        "https://harbourpost.example/city/f",
        FERRY,
    ),
}


def stories(archive: Path) -> list[tuple[str, bool]]:
    return rows(
        archive, "select article_id, contains(text, 'Work on the second half') from stories order by all"
    )


def feed(folder: Path, link: str, subject: str = "ferry") -> Path:
    path = folder / f"{subject}.rss"
    path.write_text(FEED.format(link=link, subject=subject, text=TEXT), encoding="utf-8")
    return path


def whole(subject: str, claims: str) -> bytes:
    return page(subject, 1).replace(f"https://harbourpost.example/{subject}", claims).encode()


def arrivals(folder: Path, archive: Path, way: str) -> dict[str, Callable[[], Summary]]:
    """Return an item, its page as it was fetched, and the page as a browser saved it."""
    link, found, claims = WAYS[way]
    saved = folder / "saved.html"
    saved.write_bytes(whole("ferry", claims) + b"<!-- saved -->")

    def came() -> Summary:
        inbox.put(archive, [answer(found, url=link, body=whole("ferry", claims))])
        return take_in(archive, as_work_items(inbox.waiting(archive)), jobs=1, pooled=False)

    return {
        "item": lambda: ingest([feed(folder, link)], archive=archive, jobs=1),
        "page": came,
        "saved": lambda: ingest([saved], archive=archive, jobs=1),
    }


ORDERS = list(itertools.permutations(("item", "page", "saved")))


# Each way once, then in another order, then one way in all orders.
ARRIVALS = [(way, ORDERS[at]) for at in (1, 5) for way in WAYS] + [(PROXIED, order) for order in ORDERS]


@pytest.mark.slow
@pytest.mark.parametrize("case", few(ARRIVALS, 2))
def test_item_page_and_saved_page_are_one_story(tmp_path: Path, case: tuple[str, tuple[str, ...]]) -> None:
    way, order = case
    archive = tmp_path / "home" / "archive.duckdb"
    come = arrivals(tmp_path, archive, way)
    for each in (*order, order[0]):
        come[each]()
    ((story, shown),) = stories(archive)
    assert shown
    remove(archive, story)
    assert [come[each]().counts.removed for each in order] == [1, 1, 1]
    assert f"bring-back {story}`" in come["item"]().sentence
    assert stories(archive) == [] == list(originals.hashes_in(files(archive).originals))


def test_an_archive_that_is_built_anew_holds_one_story_too(tmp_path: Path) -> None:
    archive = tmp_path / "home" / "archive.duckdb"
    come = arrivals(tmp_path, archive, "a feed's proxy")
    for each in ("item", "saved", "page"):
        come[each]()
    before = stories(archive)
    former = rows(archive, "select former, article from alias")
    assert len(former) == 1
    archive.unlink()
    mend(archive, jobs=1, pooled=False)
    assert stories(archive) == before
    assert rows(archive, "select former, article from alias") == former
    assert [finding.sentence for finding in examine(archive) if finding.trouble] == []


@pytest.mark.parametrize(
    "claims", ["https://harbourpost.example/", "https://harbourpost.example/demo-story-of-theme"]
)
def test_a_site_that_claims_one_address_for_all_pages_keeps_its_stories(tmp_path: Path, claims: str) -> None:
    archive = tmp_path / "home" / "archive.duckdb"
    for subject in ("ferry", "bridge"):
        found = f"https://harbourpost.example/city/new-{subject}-opens"
        inbox.put(archive, [answer(found, body=whole(subject, claims))])
        ingest([feed(tmp_path, found, subject)], archive=archive, jobs=1)
    take_in(archive, as_work_items(inbox.waiting(archive)), jobs=1, pooled=False)
    (first, _), (_, _) = stories(archive)
    remove(archive, first)
    assert len(stories(archive)) == 1


def test_what_came_through_a_pipe_is_cleared_away_once_it_is_stored(tmp_path: Path) -> None:
    archive = tmp_path / "home" / "archive.duckdb"
    good = inbox.put_piped(archive, page("ferry", 1).encode())
    bad = inbox.put_piped(archive, b"<p></p>")
    ingest([good, bad], archive=archive, jobs=1)
    assert len(stories(archive)) == 1
    assert (good.exists(), bad.exists(), [each.name for each in inbox.refused(archive)]) == (
        False,
        False,
        [bad.name],
    )
    assert take_in(archive, as_work_items(inbox.refused(archive)), jobs=1, pooled=False).counts.stored == 0
    assert len(inbox.refused(archive)) == 1


def test_a_file_that_another_run_has_taken_in_meanwhile_is_passed_over(tmp_path: Path) -> None:
    archive = tmp_path / "home" / "archive.duckdb"
    found = as_work_items([inbox.put(archive, [answer()])])
    assert take_in(archive, found, jobs=1, pooled=False).counts.stored == 1
    late = take_in(archive, found, jobs=1, pooled=False)
    assert (late.counts.stored, late.rejected) == (0, ())
