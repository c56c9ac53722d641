"""Newsletters lose what is not their text: counting links and dots, hidden lines, layout tables."""

import pytest

from lib.capture.mail.markup import markup_of, target

TARGETS = [
    ("https://click.m.example/?url=https%3A%2F%2Fpost.example%2Fa%3Fx%3D1", "https://post.example/a?x=1"),
    ("https://m.example/r?id=1&u=http://post.example/a", "http://post.example/a"),
    ("https://m.example/r?u=javascript:alert(1)", "https://m.example/r?u=javascript:alert(1)"),
    ("https://m.example/opaque/abc", "https://m.example/opaque/abc"),
    ("https://m.example/?q=quay", "https://m.example/?q=quay"),
    ("https://[", "https://["),
]
DETOUR = "https://click.m.example/?url=https%3A%2F%2Fmail.post.example%2F12"
ONLINE = f'<p><a href="{DETOUR}">View in your browser</a></p>'


@pytest.mark.parametrize(("address", "expected"), TARGETS)
def test_a_detour_is_left_out_where_it_names_its_end(address: str, expected: str) -> None:
    assert target(address) == expected


def test_links_lead_straight() -> None:
    found = markup_of(f'<p>See <a href="{TARGETS[0][0].replace("&", "&amp;")}">it</a>.</p>', "post.example")
    assert 'href="https://post.example/a?x=1"' in found.content


def test_dots_and_hidden_lines_are_left_out() -> None:
    found = markup_of(
        '<div style="display:none; max-height:0">Preview</div><p>Text</p><img src=x width="1" height="1">'
        '<img src=y width="600" height="1">',
        "",
    )
    assert "Preview" not in found.content and 'src="x"' not in found.content
    assert "Text" in found.content and 'src="y"' in found.content


def test_layout_is_no_table() -> None:
    found = markup_of("<table><tbody><tr><td>One</td><td>Two</td></tr></table>", "")
    assert "<t" not in found.content and "<div>One</div>" in found.content


def test_the_address_online_is_the_senders_own() -> None:
    assert markup_of(ONLINE, "news.post.example").url == "https://mail.post.example/12"
    assert markup_of(ONLINE, "other.example").url is None
    assert markup_of(ONLINE, "").url is None
    assert markup_of(ONLINE.replace("example", "co.uk"), "else.co.uk").url is None
    own = '<a href="https://mail.taz.de/12">View in your browser</a>'
    assert markup_of(own, "newsletter.taz.de").url == "https://mail.taz.de/12"


def test_ways_out_are_a_footer_and_the_letter_is_not() -> None:
    found = markup_of(
        f'<div>{"Text. " * 200}<a href="#">Unsubscribe</a></div><p>Bye. <a>Unsubscribe</a></p>', ""
    )
    assert found.content.startswith("<div>Text.") and "<footer>Bye. " in found.content
    assert "<footer" in markup_of(ONLINE, "").content


@pytest.mark.parametrize(
    "text", ["", " ", "<!-- -->", "<html></html>", "plain", "\ufeff<p>x", "<div>" * 5000 + "deep"]
)
def test_odd_markup_is_no_trouble(text: str) -> None:
    assert isinstance(markup_of(text, "a.example").content, str)
