"""Where stories stand and what their saved pages are called."""

import html
import re
from pathlib import Path

from lib.sample import fingerprint, write
from lib.sample.pages import SavedPage, address, file_name, image, pages
from lib.sample.stories import Story, stories
from tests.cases import every_case


def story(slug: str, copy_number: int = 0) -> Story:
    return next(found for found in stories() if (found.slug, found.copy_number) == (slug, copy_number))


@every_case(("slug", "where"), [
    ("gromyko-white-house", "https://www.harborcourier.example/front-page/1962/10/18/gromyko-white-house/"),
    ("vassall-sentenced", "http://www.eveningledger.example/archive/19621022/vassall-sentenced.html"),
    ("who-speaks-for-whom", "http://www.harborcourier.example/guides/who-speaks-for-whom.html"),  # undated
])  # fmt: skip
def test_an_address_is_that_of_its_layout_and_gives_no_date_away_that_the_page_lacks(
    slug: str, where: str
) -> None:
    assert address(story(slug)) == where


def test_the_first_of_two_captures_is_called_so() -> None:
    assert file_name(story("oas-vote", 1)) == "1962-10-23-oas-vote.first.html"
    assert file_name(story("oas-vote")) == "1962-10-23-oas-vote.html"


def test_a_story_without_a_caption_has_no_picture() -> None:
    assert image(story("oas-vote")) is not None
    assert image(story("congo-plan")) is None


ALL = pages()
NAMES = [page.name for page in ALL]
HTML = [page for page in ALL if not page.name.endswith(".txt")]


def text_of(page: SavedPage) -> str:
    return page.content.decode("windows-1252" if page.story.layout == "plain" else "utf-8")


@every_case("saved", ALL)
def test_a_page_says_that_its_paper_never_existed(saved: SavedPage) -> None:
    assert saved.story.publisher.label in text_of(saved).replace("&#39;", "'")


@every_case("saved", HTML)
def test_a_page_loads_nothing_but_pictures_from_addresses_that_cannot_exist(saved: SavedPage) -> None:
    text = text_of(saved)
    assert not re.search(r"<(script|iframe|link rel=.stylesheet|object|embed)[^>]*\b(src|href|data)=", text)
    for source in re.findall(r"""\bsrc=["']([^"']*)""", text):
        assert re.match(r"https://www\.[a-z]+\.example/images/", source)
    hosts = set(re.findall(r"https?://([^/\s\"'<)]+)", text)) - {"schema.org"}
    assert all(host.endswith(".example") for host in hosts)


@every_case("saved", HTML)
def test_a_page_says_where_it_was_saved_from(saved: SavedPage) -> None:
    head = text_of(saved)[:700]
    assert address(saved.story) in head
    assert ("saved from url=(" in head) == (saved.story.layout == "plain")
    assert ("saved date: " in head) == (saved.story.layout != "plain")


@every_case("saved", [page for page in ALL if page.story.only_in_caption])
def test_a_name_that_stands_only_in_a_caption_stands_nowhere_else(saved: SavedPage) -> None:
    story, text = saved.story, text_of(saved)
    name = story.only_in_caption
    assert name is not None
    assert story.caption is not None
    elsewhere = html.unescape(text).replace(story.caption, "")
    assert name in story.caption
    assert name not in elsewhere


def test_three_layouts_have_a_name_that_stands_only_in_a_caption() -> None:
    assert {page.story.layout for page in ALL if page.story.only_in_caption} == {"text", "jsonld", "plain"}


def test_two_captures_of_one_story_share_their_address() -> None:
    for page in ALL:
        if page.story.copy_number == 1:
            later = next(other for other in ALL if other.story.slug == page.story.slug and other != page)
            assert address(page.story) == address(later.story)
            assert page.name != later.name


def test_the_names_of_the_pages_are_unique() -> None:
    assert len(set(NAMES)) == len(NAMES)


def test_laying_the_sample_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = write(tmp_path / "one"), write(tmp_path / "two")
    assert [path.name for path in first] == [path.name for path in second] == NAMES
    assert all(one.read_bytes() == two.read_bytes() for one, two in zip(first, second, strict=True))


def test_a_file_is_as_old_as_its_capture(tmp_path: Path) -> None:
    for path, page in zip(write(tmp_path), ALL, strict=True):
        assert path.stat().st_mtime == page.saved.timestamp()


def test_the_fingerprint_stays_the_same() -> None:
    assert fingerprint() == fingerprint()
    assert re.fullmatch("[0-9a-f]{64}", fingerprint())
