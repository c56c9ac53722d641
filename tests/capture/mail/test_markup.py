"""Newsletters lose what is not their text: counting links and dots, hidden lines, layout tables, ways out."""

from lib.capture.mail.markup import markup_of, markup_of_plain, target
from tests.cases import every_case

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


@every_case(("address", "expected"), TARGETS)
def test_a_detour_is_left_out_where_it_names_its_end(address: str, expected: str) -> None:
    assert target(address) == expected


HIDDEN = (
    '<div style="display:none; max-height:0">Preview</div><p style="max-height:0.5em">Text</p>'
    '<div style="max-height: 0.0px">Gone</div><img src=x width="1" height="1">'
    '<img src=y width="600" height="1">'
)
MADE = {
    "links lead straight": (
        f'<p>See <a href="{TARGETS[0][0].replace("&", "&amp;")}">it</a>.</p>',
        ['href="https://post.example/a?x=1"'], []),
    "dots and hidden lines are left out": (HIDDEN, ["Text", 'src="y"'], ["Preview", "Gone", 'src="x"']),
    "layout is no table": (
        "<table><tbody><tr><td>One</td><td>Two</td></tr></table>", ["<div>One</div>"], ["<t"]),
    "signs of markup in bare text stay text": (
        "<body>Write &lt;script&gt; &amp; go.<p>The quay is open.</p></body>",
        ["Write &lt;script&gt; &amp; go.<p>The quay is open.</p>"], ["<body"]),
}  # fmt: skip


@every_case(("promise", "letter"), MADE.items())
def test_a_letter_loses_what_is_not_its_text(promise: str, letter: tuple[str, list[str], list[str]]) -> None:
    written, kept, lost = letter
    content = markup_of(written, "post.example").content
    assert [part for part in kept if part not in content] == []
    assert [part for part in lost if part in content] == []


def test_control_characters_in_markup_and_detours_break_no_letter() -> None:
    detour = "https://post.example/go?url=https%3A%2F%2Fpaper.example%2F%0Cstory%01"
    letter = f'<p>One <span style="display:none">gone</span>&#1;and <a href="{detour}">two&#x1f;</a></p>'
    found = markup_of(letter, "post.example").content
    assert found == '<p>One and <a href="https://paper.example/story">two</a></p>'


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


IN_TEXT = [
    "opt out of data sharing", "cancelar el concierto", "See how a company changed its browser",
    "Read how the shops of Larkhaven moved online", "Change the town's settings",
    "das Auto online abmelden", "The town will update a list of readers and their preferences",
    "How to unsubscribe from a gym",
]  # fmt: skip


@every_case("words", IN_TEXT)
def test_a_link_of_the_text_is_no_way_out(words: str) -> None:
    own = f"<p>In the county many {words}, the hospital said. <a href='https://x.example/a'>{words}</a></p>"
    found = markup_of(own, "x.example")
    assert "<footer" not in found.content and found.url is None


SERVICE = [
    "Opt out", "Opt out of these letters", "Cancelar la suscripción", "View in browser", "Read online",
    "View this email in your web browser", "Hier abmelden", "Newsletter abbestellen",
    "Change your email settings", "Manage your Harbour Post preferences",
]  # fmt: skip


@every_case("words", SERVICE)
def test_a_service_link_is_a_way_out(words: str) -> None:
    assert "<footer" in markup_of(f"<p>Bye. <a href='https://x.example/a'>{words}</a></p>", "").content


def test_the_address_under_a_way_out_is_of_the_footer() -> None:
    address = "<p>Harbour Post, 1 Quay Street, Marlow</p>"
    found = markup_of(f"<td><p>{'Text. ' * 50}</p><p><a>Unsubscribe</a></p>{address}</td>", "")
    assert "<footer>Harbour Post" in found.content and "<p>Text." in found.content


@every_case("over", ["\n-- \n", "\n\n-- \n", "\n\n--\n", "\r\n-- \r\n"])
def test_a_signature_is_no_text_of_a_plain_letter(over: str) -> None:
    found = markup_of_plain(f"Last words.{over}Ann Lee\n\n1 Quay Street").content
    assert found.startswith("<p>Last words.</p>\n<footer>--") and "<footer>1 Quay Street" in found


@every_case("text", ["", " ", "<!-- -->", "<html></html>", "plain", "\ufeff<p>x", "<div>" * 5000 + "deep"])
def test_odd_markup_is_no_trouble(text: str) -> None:
    assert isinstance(markup_of(text, "a.example").content, str)
