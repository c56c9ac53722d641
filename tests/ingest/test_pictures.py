"""Pictures come when they are asked for, and go with their story."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lib.ingest.pictures import MOST, keep_leads, keep_pictures
from lib.ingest.run import ingest
from lib.model.errors import ArchiveError
from lib.store import pictures
from lib.store.paths import files
from lib.store.removal import remove
from tests.fetch.server import Server, running
from tests.ingest.web import asks_at
from tests.store.asked import rows

TEXT = "The crane came to the port of Larkhaven on Monday, and it will stay until the ice has gone. " * 8
PAGE = """<html><head><title>{title}</title><meta property="og:image" content="{lead}">
<link rel="canonical" href="https://harbour.test/{number}"></head><body><article><h1>{title}</h1><p>{text}</p>
{figures}<p>{text}</p></article></body></html>"""
FIGURE = "<figure><img src='{}' alt='A crane'><figcaption>The crane number {} at work</figcaption></figure>"


@pytest.fixture
def server() -> Iterator[Server]:
    """The web, as far as it can be reached."""
    with running() as opened:
        yield opened


def story(folder: Path, number: int, *urls: str) -> tuple[Path, str]:
    """Return the archive with one more story, of these pictures; and the story's id."""
    archive, page = folder / "archive.duckdb", folder / f"{number}.html"
    figures = "".join(FIGURE.format(url, n) for n, url in enumerate(urls))
    words = PAGE.format(
        title=f"Crane {number} lands", lead=urls[0] if urls else "", number=number,
        text=f"Number {number}. {TEXT}", figures=figures,
    )  # fmt: skip
    page.write_text(words, encoding="utf-8")
    ingest([page], archive=archive, jobs=1)
    story = "select article from article_text join article using (id) where headline like $1"
    ((article,),) = rows(archive, story, [f"Crane {number} %"])
    return archive, str(article)


def test_the_pictures_of_a_story_are_kept_once(tmp_path: Path, server: Server) -> None:
    urls = [server.url("photo"), server.url("photo-unnamed")]
    archive, article = story(tmp_path, 1, *urls)
    assert not server.asked and not files(archive).pictures.exists()  # nothing comes before it is asked for
    done = keep_pictures(archive, article, opener=asks_at(server.port))
    assert done.sentence == "2 of 2 pictures kept."
    kept = pictures.stored_names(archive, urls)
    assert set(kept) == set(urls)
    assert all(pictures.place(archive, name).read_bytes()[8:12] == b"WEBP" for name in kept.values())
    asked = dict(server.asked)
    assert keep_pictures(archive, article, opener=asks_at(server.port)).kept == 2
    assert dict(server.asked) == asked


REFUSED = {
    "photo-counter": "an icon or a counter", "photo-cut": "is damaged",
    "photo-svg": "is damaged or of a kind that is not shown",
    "photo-page": "is of the type text/html, no picture", "photo-empty": "is empty",
    "photo-huge": "sends more than 12 MB", "not-there": "is not there", "to-private": "only public",
}  # fmt: skip


def test_each_refusal_is_told_and_none_stops_the_rest(tmp_path: Path, server: Server) -> None:
    archive, article = story(tmp_path, 1, *map(server.url, (*REFUSED, "photo")))
    done = keep_pictures(archive, article, opener=asks_at(server.port))
    assert (done.wanted, done.kept) == (len(REFUSED) + 1, 1)
    for said, words in zip(done.refused, REFUSED.values(), strict=True):
        assert words in said
    assert done.sentence == f"1 of 9 pictures kept. {done.refused[0]} {done.refused[1]}"


def test_a_picture_goes_with_the_last_story_that_has_it(tmp_path: Path, server: Server) -> None:
    shared, own = server.url("photo"), server.url("photo-unnamed")
    archive, article = story(tmp_path, 1, shared, own)
    _, second = story(tmp_path, 2, shared)
    keep_pictures(archive, article, opener=asks_at(server.port))
    remove(archive, article)
    assert set(pictures.stored_names(archive, [shared, own])) == {shared}
    remove(archive, second)
    assert pictures.stored_names(archive, [shared, own]) == {}


def test_a_story_without_pictures_says_so(tmp_path: Path, server: Server) -> None:
    archive, article = story(tmp_path, 1, "data:image/png;base64,AAAA")
    done = keep_pictures(archive, article, opener=asks_at(server.port))
    assert done.sentence == "“Crane 1 lands” names no picture that could be fetched."
    assert not server.asked
    with pytest.raises(ArchiveError, match="There is no story nobody"):
        keep_pictures(archive, "nobody", opener=asks_at(server.port))


def test_a_gallery_is_kept_in_part(tmp_path: Path, server: Server) -> None:
    archive, article = story(tmp_path, 1, *(server.url(f"photo?{n}") for n in range(MOST + 5)))
    done = keep_pictures(archive, article, opener=asks_at(server.port))
    assert done.sentence == f"{MOST} of {MOST + 5} pictures kept. A story keeps at most {MOST}."
    assert sum(server.asked.values()) <= MOST + 1  # and robots.txt


def test_of_new_stories_the_lead_picture_alone_is_kept(tmp_path: Path, server: Server) -> None:
    lead, other = server.url("photo"), server.url("photo-unnamed")
    archive, first = story(tmp_path, 1, lead, other)
    _, second = story(tmp_path, 2, server.url("photo-cut"))
    _, bare = story(tmp_path, 3)
    asks = asks_at(server.port)
    assert keep_leads(archive, [first, second, bare], opener=asks) == 1
    assert [*pictures.stored_names(archive, [lead, other])] == [lead]
    asked = len(server.asked)
    assert keep_leads(archive, [first], opener=asks) == 0 and len(server.asked) == asked
    assert keep_leads(archive, [], opener=asks) == 0


def test_a_picture_that_comes_after_its_story_was_removed_goes_too(
    tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    urls, keep = [server.url("photo"), server.url("photo-unnamed")], pictures.save
    archive, article = story(tmp_path, 1, *urls)
    story(tmp_path, 2, urls[1])

    def late(path: Path, url: str, picture: bytes) -> None:
        if url == urls[0]:
            remove(path, article)
        keep(path, url, picture)

    monkeypatch.setattr(pictures, "save", late)
    keep_pictures(archive, article, opener=asks_at(server.port))
    assert [*pictures.stored_names(archive, urls)] == [urls[1]]
