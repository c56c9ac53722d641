"""Stories for programs: the address bar's selection as JSON, strict where a page is lenient."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from lib.ui.api.stories import story_fields
from tests.builders import archive, article, brief, parsed
from tests.query.unreadable import UNREADABLE

Key = dict[str, str]


@pytest.fixture
def filled(empty_home: Path) -> None:
    """Three stories, one of which names two countries."""
    stories = (
        article(f"Harbour {number}", f"Norway sent crane {number} to Sweden.", tags=(tag,))
        for number, tag in enumerate(("Ports", "Ports", "Bread"))
    )
    named = (parsed(each, names={"Norway": "country", "Sweden": "country"}) for each in stories)
    archive(empty_home, *named)


def asked(client: TestClient, key: Key, **query: str | int) -> Mapping[str, object]:
    """Return the answer for a selection."""
    answer = client.get("/api/stories", headers=key, params=query)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def test_a_selection_is_listed_page_by_page(client: TestClient, key: Key, filled: None) -> None:
    first = asked(client, key, tags="Ports", limit=1)
    assert first["total"] == 2 and len(first["stories"]) == 1  # type: ignore[arg-type]
    assert first["next"] == "/api/stories?tags=Ports&limit=1&offset=1"
    second = client.get(str(first["next"]), headers=key).json()
    assert second["next"] is None and second["stories"][0]["id"] != first["stories"][0]["id"]  # type: ignore[index]
    assert second["stories"][0]["tags"] == ["Ports"]
    assert asked(client, key, q="crane", limit=0) == {
        "total": 3, "limit": 0, "offset": 0, "next": None, "stories": [],
    }  # fmt: skip


def test_a_story_comes_whole(client: TestClient, key: Key, filled: None) -> None:
    listed = asked(client, key, tags="Bread")["stories"]
    story = client.get(f"/api/stories/{listed[0]['id']}", headers=key).json()  # type: ignore[index]
    assert story["headline"] == "Harbour 2" and story["text"] == "Norway sent crane 2 to Sweden."
    assert [each["name"] for each in story["actors"]] == ["Norway", "Sweden"]
    assert story["blocks"][0] == {"zone": "headline", "text": "Harbour 2", "links": [], "level": 0}
    assert (story["published_at"], story["published_precision"]) == ("2024-04-09T09:31:00+03:00", "minute")
    assert story["published_at"] == listed[0]["published_at"]  # type: ignore[index]
    assert client.get("/api/stories/none", headers=key).status_code == 404


WRONG = [
    ({"tag": "Ports"}, "no parameter"),
    ({"since": "yesterday"}, "2024-04-09"),
    ({"as_of": "x"}, "as_of"),
    ({"zones": "moon"}, "zones"),
    ({"read": "maybe"}, "starred"),
    ({"archive": "other"}, "sample"),
    ({"limit": "501"}, "500"),
    ({"limit": "-1"}, "limit"),
    ({"limit": "²"}, "limit"),
    ({"offset": "many"}, "offset"),
]


@pytest.mark.parametrize(("query", "word"), WRONG)
def test_what_cannot_be_understood_is_said(
    client: TestClient, key: Key, filled: None, query: dict[str, str], word: str
) -> None:
    answer = client.get("/api/stories", headers=key, params=query)
    assert answer.status_code == 400 and word in answer.json()["error"]


@pytest.mark.parametrize(("address", "words"), UNREADABLE)
def test_a_selection_that_cannot_be_read_is_refused_by_the_words_of_the_command_line(
    client: TestClient, key: Key, filled: None, address: str, words: str
) -> None:
    answer = client.get(f"/api/stories?{address}", headers=key)
    assert answer.status_code == 400 and words in answer.json()["error"]


def test_without_an_archive_there_is_a_sentence(client: TestClient, key: Key) -> None:
    answer = client.get("/api/stories", headers=key)
    assert answer.status_code == 404 and "no archive" in answer.json()["error"]


def test_a_brief_has_its_text() -> None:
    assert story_fields(brief("Bridge closed", "Until May."))["text"] == "Until May."


def test_a_search_over_the_limits_is_refused_with_the_limit(
    client: TestClient, key: Key, filled: None
) -> None:
    answer = client.get("/api/stories", headers=key, params={"q": "a* " * 600})
    assert answer.status_code == 400
    assert answer.json() == {"error": "The search has 600 words and signs, and may have 80; leave some out."}
