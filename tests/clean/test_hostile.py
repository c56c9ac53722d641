"""Pages made to break a reader: each is taken in whole or refused with a reason, never lost silently."""

import json

import pytest

from lib.capture import read_bytes
from lib.clean.clean import clean
from lib.model.capture import Capture, Rejected
from lib.model.cleaned import Cleaned
from lib.model.errors import CaptureError
from tests import builders
from tests.cases import every_case
from tests.clean.markup import PROSE, SAVED, capture, cleaned_whole, news, story

STORED: dict[str, str] = {
    "unclosed tags": "<div><b><i><p>" * 200,
    "end tags without a start": "</div></p></b>" * 500,
    "a page inside the page": "<html><head><title>Inner</title></head><body><p>Inner text.</p></body></html>",
    "open comment": "<!-- herring " + "-- >" * 50_000,
    "unknown entities": "<p>" + "&foo;" * 20_000 + "</p>",
    "entities of one sign": "<p>" + "&amp;&lt;&#0;&#xD800;&#x110000;" * 5_000 + "</p>",
    "blanks": "<p>quay" + " " * 300_000 + "end</p>",
    "breaks": "<br>" * 20_000,
    "links": "".join(f'<a href="/x/{number}">link {number}</a> ' for number in range(5_000)),
    "broken addresses": "<a href='http://[::1'>one</a><a href='//'>two</a><a href='javascript:x'>three</a>",
    "one tag of many attributes": "<p " + " ".join(f"a{number}=1" for number in range(50_000)) + ">x</p>",
    "a table without rows": "<table><td>one<td>two" * 300,
    "nothing but signs of direction": "<p>" + "\u202e\u200f\u2066" * 2_000 + "</p>",
    "letters with a thousand accents": "<p>e" + "\u0301" * 3_000 + "</p>",
}
REFUSED: dict[str, str] = {
    "deep nesting": "<div>" * 100_000,
    "deep quotes": "<blockquote>" * 100_000,
    "one long attribute": f"<p title='{'x' * 10_000_000}'>x</p>",
    "one long run of text": f"<p>{'word ' * 2_000_000}</p>",
    "links without end": '<a href="/x">link</a> ' * 400_000,
}
SCRIPTS: dict[str, str] = {
    "deep": '{"a":' * 50_000 + "1" + "}" * 50_000,
    "half": '{"@type": "NewsArticle", "headline": "Old qu',
    "no object": '"NewsArticle"',
    "numbers": '{"@type": "NewsArticle", "headline": 7, "author": [1, null], "datePublished": 3e300}',
    "lists of lists": json.dumps([[[[{"@type": ["NewsArticle", None], "author": [["Ida"], {"name": {}}]}]]]]),
    "a ring": '{"@id": "a", "@type": "NewsArticle", "author": {"@id": "a"}, "hasPart": {"@id": "a"}}',
    "a long number": '{"@type": "NewsArticle", "wordCount": ' + "9" * 5_000 + "}",
    "many nodes": json.dumps([{"@type": "NewsArticle", "headline": f"Story {n}"} for n in range(20_000)]),
    "another text": json.dumps({"@type": "NewsArticle", "articleBody": "word " * 100_000}),
}
DATES = [
    "0000-00-00T00:00:00Z", "0001-01-01", "99999-01-01", "2024-02-31T10:00:00Z", "31 Feb 2024", "-1", "0",
    "1e99", "9999999999999999999999", "2024-13-45T99:99:99+99:99", "1/" * 5_000, " " * 50_000 + "2024",
    "\u0662\u0660",
]  # fmt: skip


def note(found: Cleaned) -> str:
    return "\n".join(block.text for block in found.article.blocks)


@every_case("inside", STORED.values())
def test_a_broken_page_keeps_its_story_and_loses_no_text(inside: str) -> None:
    found = note(cleaned_whole(story(inside)))
    assert all(text in found for text in PROSE)


@every_case("inside", REFUSED.values())
def test_a_page_over_a_limit_is_refused_with_the_limit(inside: str) -> None:
    with pytest.raises(CaptureError, match=r"limit of [0-9,]+ "):
        clean(story(inside))


@every_case("script", SCRIPTS.values())
def test_a_broken_script_costs_only_what_it_says(script: str) -> None:
    found = note(cleaned_whole(story(head=f"<script type=application/ld+json>{script}</script>")))
    assert all(text in found for text in PROSE)


@every_case("date", DATES)
def test_no_page_is_dated_by_a_day_that_is_none(date: str) -> None:
    page = story(f"<p>{date}</p>", head=f"<meta property=article:published_time content='{date}'>")
    for found in (clean(page).article, clean(story(head=news(datePublished=date))).article):
        source = found.provenance["published_at"]
        assert found.published_at is None or source.startswith("htmldate")


@every_case(
    "head", ("<meta property=og:title content='{}'>", "<title>{}</title>", '<script>{{"x": "{}"}}</script>')
)
def test_half_a_page_in_its_title_is_no_title(head: str) -> None:
    """As where the quotation mark or the tag behind a title is missing."""
    half = "The ferry came in late, and nobody waited for it. " * 8_000
    found = cleaned_whole(story(head=head.format(half)))
    assert found.article.headline == "Old quay reopens"
    assert all(text in note(found) for text in PROSE)


def test_milliseconds_since_1970_are_a_day() -> None:
    page = story(head="<meta property=article:published_time content=1710144000000>")
    found = clean(page).article.published_at
    assert found is not None and (found.year, found.month, found.day) == (2024, 3, 11)


def arrived(data: bytes, name: str = "page.html") -> object:
    return next(iter(read_bytes(data, name=name, captured_at=SAVED)))


def test_fifty_megabytes_are_refused_before_they_are_read() -> None:
    found = arrived(b"<html><p title='" + b"x" * 50_000_000)
    assert isinstance(found, Rejected) and found.kind == "TooLarge" and "20 MB" in found.message


def test_zeros_and_half_pairs_do_not_cost_the_page() -> None:
    page = story().content.replace("harbour", "har\udc00bour", 1).encode("utf-8", "surrogatepass")
    found = arrived(b"\0" * 100_000 + page.replace(b"pier", b"pi\0er"))
    assert isinstance(found, Capture) and "\0" not in found.content
    assert PROSE[1] in note(clean(found))


TEXTS = {
    "one long line": "word " * 60_000,
    "blanks": "3 Feb" + " " * 200_000 + "2026",
    "blanks in a story": "\n\n".join(("Old quay reopens", *PROSE, "3 Feb" + " " * 200_000 + "2026", *PROSE)),
    "signs": "=" * 100_000,
    "brackets": "[" * 50_000 + "](" * 20_000,
    "digits": "1/" * 100_000,
    "lines": "\n".join("a" for _ in range(15_000)),
    "bylines": "By Ada Obi\n" * 20_000,
    "holders of rights": f"{PROSE[0]}\n" + "".join(f"© Ada {n:b} Obi\n" for n in range(10_000)),
    "escapes": "\x1b[31mred\x1b[0m\x07\x08 " * 5_000,
    "separators": "one\u2028two\u2029three\x0bfour\x0cfive\x85six " * 2_000,
}


@every_case("text", TEXTS.values())
def test_a_text_is_understood_or_refused_in_words(text: str) -> None:
    try:
        cleaned_whole(builders.capture(text))
    except CaptureError as error:
        assert str(error).endswith(".")


def test_a_capture_of_nothing_is_refused() -> None:
    for data in (b"", b" \n\t ", b"<html></html>", b"<!-- -->", b"\xef\xbb\xbf"):
        found = arrived(data)
        if isinstance(found, Capture):
            with pytest.raises(CaptureError):
                clean(found)
        else:
            assert isinstance(found, Rejected) and found.message.endswith(".")


@every_case(
    "content", ["<html><body>Harbour</body></html>", "<!DOCTYPE html>Harbour</body>Quay", "<p>Harbour"]
)
def test_a_page_of_a_word_or_two_is_no_story(content: str) -> None:
    with pytest.raises(CaptureError, match="no news story"):
        clean(capture(content))
