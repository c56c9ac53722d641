"""A story's pictures in the reading view: shown when kept, asked for by name, never fetched by it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lib.model.article import Article, Block, Image
from lib.model.filter import Filter
from lib.store import pictures as kept
from lib.ui import server
from lib.ui.read import pictures
from lib.ui.read.story import Marking, article
from lib.ui.view import View, sentence_in
from tests.builders import article as built
from tests.cases import every_case

VIEW = View(page="read", criteria=Filter())
LEAD, OTHER = "https://pix.harbour.test/a.jpg", "https://cdn.test/b.jpg"
CAPTIONS = ("The crane at noon", "The quay in fog")


def story(*urls: str | None) -> Article:
    """Return a story with a captioned picture for each address."""
    images = tuple(
        Image(url=url, alt=None, caption=words, credit=None, lead=not n)
        for n, (url, words) in enumerate(zip(urls, CAPTIONS, strict=False))
    )
    captions = tuple(Block(zone="caption", text=each.caption or "", at=0, end=9) for each in images)
    return replace(built(), images=images, blocks=(*captions, *built().blocks))


def test_no_picture_of_another_host_is_ever_in_the_page() -> None:
    for served in (None, {}, {LEAD: "/pictures/a"}):
        shown = article(story(LEAD, OTHER), VIEW, "UTC", stored_pictures=served)
        assert 'src="http' not in shown and "srcset" not in shown and "url(" not in shown


def test_the_button_names_who_would_be_asked() -> None:
    shown = article(story(LEAD), VIEW, "UTC", stored_pictures={})
    assert f'data-do="pictures {story().id}">Fetch the picture from pix.harbour.test<' in shown
    both = article(story(LEAD, OTHER), VIEW, "UTC", stored_pictures={})
    assert "Fetch 2 pictures from pix.harbour.test and others" in both


@every_case("url", [None, "data:image/png;base64,AA", "/a.png", "https://[broken/a.png"])
def test_what_has_no_address_cannot_be_asked_for(url: str | None) -> None:
    shown = article(story(url), VIEW, "UTC", stored_pictures={})
    assert "<button" not in shown and "The crane at noon" in shown


def test_the_sample_s_pictures_are_shown_and_none_is_asked_for() -> None:
    drawn = "https://www.harborcourier.example/images/a.jpg"
    assert "<button" not in article(story(drawn), VIEW, "UTC", stored_pictures={})
    shown = article(story(drawn), VIEW, "UTC", stored_pictures={drawn: "/pictures/a.webp"})
    assert '<img src="/pictures/a.webp"' in shown and "<button" not in shown


def test_a_kept_picture_stands_over_its_own_words() -> None:
    shown = article(story(LEAD, OTHER), VIEW, "UTC", stored_pictures={OTHER: "/pictures/b.webp"})
    figure = shown[shown.index("<figure") : shown.index("Other pictures, not stored")]
    assert '<img src="/pictures/b.webp" alt="The quay in fog"' in figure
    assert "The quay in fog</span>" in figure and "The crane at noon" not in figure
    assert shown.count("The crane at noon") == 1 and shown.count("The quay in fog</span>") == 1
    assert "Delete it from this disk" in shown


@every_case(
    ("served", "shown", "left"),
    [
        ((LEAD, OTHER), [[0, 1], [2, 3]], []),
        ((LEAD,), [[0, 1]], [[2, 3]]),
        ((OTHER,), [[2, 3]], [[0, 1]]),
    ],
)
def test_a_credit_stays_with_the_caption_that_it_follows(
    served: tuple[str, ...], shown: list[list[int]], left: list[list[int]]
) -> None:
    for credits in (("Ida Brandt", "Jon Vale"), ("Ida Brandt", "Ida Brandt")):
        images = [replace(i, credit=c) for i, c in zip(story(LEAD, OTHER).images, credits, strict=True)]
        lines = [
            block
            for image in images
            for block in (
                Block(zone="caption", text=image.caption or "", at=0, end=9),
                Block(zone="credit", text=f"Photo: {image.credit}", at=0, end=9),
            )
        ]
        pictured = replace(story(), images=tuple(images))
        drawn = pictures.figure(pictured, lines, None, dict.fromkeys(served, "/pictures/a"))
        assert drawn is not None
        assert [[n for n, _ in each.captions] for each in drawn.pictures] == shown
        assert [[n for n, _ in each] for each in drawn.lines] == left


def test_two_pictures_under_the_same_words_have_a_caption_each() -> None:
    first, second = story(LEAD, OTHER).images
    lines = [Block(zone="caption", text=CAPTIONS[0], at=0, end=9)] * 2
    alike = replace(story(), images=(first, replace(second, caption=CAPTIONS[0])))
    drawn = pictures.figure(alike, lines, None, {LEAD: "/pictures/a", OTHER: "/pictures/b"})
    assert drawn is not None
    assert [[n for n, _ in each.captions] for each in drawn.pictures] == [[0], [1]]


def test_a_credit_without_a_caption_is_of_the_picture_that_it_names() -> None:
    image = Image(url=LEAD, alt=None, caption=None, credit="Jon Vale", lead=True)
    lines = [Block(zone="credit", text="Photo: Jon Vale", at=0, end=9)]
    drawn = pictures.figure(replace(story(), images=(image,)), lines, None, {LEAD: "/pictures/a"})
    assert drawn is not None and (drawn.pictures[0].captions, drawn.lines) == (((0, lines[0]),), ())


def test_captions_of_pictures_that_are_not_stored_fold_unless_one_is_asked_for() -> None:
    alone, both = (
        article(story(*urls), VIEW, "UTC", stored_pictures={}) for urls in ((LEAD,), (LEAD, OTHER))
    )
    assert "<details" not in alone and 'Picture not stored: </span><span class="line">' in alone
    assert (
        '<details class="folded"><summary><span class="label">Pictures not stored: </span>2 captions' in both
    )
    sought = article(
        story(LEAD, OTHER), VIEW, "UTC", Marking(sentence=sentence_in("1-0")), stored_pictures={}
    )
    assert '<details class="folded" open>' in sought and "The quay in fog" in sought


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """The app's own addresses, in a house with one kept picture."""
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path))
    kept.save(tmp_path / "archive.duckdb", LEAD, b"RIFF....WEBP")
    (tmp_path / "api-token").write_text("secret", encoding="ascii")
    with TestClient(
        Starlette(routes=server.routes(), middleware=server.middleware()), base_url="http://localhost"
    ) as opened:
        yield opened


def test_a_kept_picture_is_served_to_this_app_alone(client: TestClient, tmp_path: Path) -> None:
    (address,) = (pictures.addresses(tmp_path / "archive.duckdb", story(LEAD)) or {}).values()
    answer = client.get(address)
    assert (answer.status_code, answer.content) == (200, b"RIFF....WEBP")
    assert answer.headers["content-type"] == "image/webp"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "name", ["api-token", "..%2Fapi-token", "%2e%2e/api-token", f"{'0' * 64}.webp", f"{'0' * 64}.webp%00"]
)
def test_no_other_file_is_served(client: TestClient, name: str) -> None:
    answer = client.get(f"/pictures/{name}")
    assert answer.status_code == 404 and b"secret" not in answer.content
