"""Newsletters lose what is not their text: counting links and dots, hidden lines, layout tables."""

from datetime import UTC, datetime

from lib.capture.mail.letter import markup_of, target
from lib.capture.unpack import LIMIT
from lib.clean import clean
from lib.model.capture import Capture, Rejected
from tests.capture.captured import NOON, outcomes, the_capture
from tests.capture.letters import MARKUP, TEXT, letter, many, part
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


def test_a_page_in_several_parts_is_one_text() -> None:
    halves = TEXT.split("\n\n")
    pages = [f"<html><head><meta name=x></head><body><p>{half}</p></body></html>" for half in halves]
    body = many(*(part(page, "html") for page in pages), kind="mixed")
    found = the_capture(letter(body), "a.eml")
    assert all(f"<p>{half}</p>" in found.content for half in halves)


def test_links_lead_straight() -> None:
    found = markup_of(f'<p>See <a href="{TARGETS[0][0].replace("&", "&amp;")}">it</a>.</p>', "post.example")
    assert 'href="https://post.example/a?x=1"' in found.content


def test_control_characters_in_markup_and_detours_break_no_letter() -> None:
    detour = "https://post.example/go?url=https%3A%2F%2Fpaper.example%2F%0Cstory%01"
    letter = f'<p>One <span style="display:none">gone</span>&#1;and <a href="{detour}">two&#x1f;</a></p>'
    found = markup_of(letter, "post.example").content
    assert found == '<p>One and <a href="https://paper.example/story">two</a></p>'


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


IN_TEXT = [
    "opt out of data sharing",
    "cancelar el concierto",
    "See how a company changed its browser",
]


@every_case("words", IN_TEXT)
def test_a_link_of_the_text_is_no_way_out(words: str) -> None:
    own = f"<p>In the county many {words}, the hospital said. <a href='https://x.example/a'>{words}</a></p>"
    found = markup_of(own, "x.example")
    assert "<footer" not in found.content and found.url is None


@every_case("words", ["Opt out", "Opt out of these letters", "Cancelar la suscripción", "View in browser"])
def test_a_service_link_is_a_way_out(words: str) -> None:
    assert "<footer" in markup_of(f"<p>Bye. <a href='https://x.example/a'>{words}</a></p>", "").content


def test_the_address_under_a_way_out_is_of_the_footer() -> None:
    address = "<p>Harbour Post, 1 Quay Street, Marlow</p>"
    found = markup_of(f"<td><p>{'Text. ' * 50}</p><p><a>Unsubscribe</a></p>{address}</td>", "")
    assert "<footer>Harbour Post" in found.content and "<p>Text." in found.content


def test_a_signature_and_a_way_out_of_a_plain_letter_are_no_text() -> None:
    leave = "Unsubscribe: https://post.example/u"
    data = letter(part(f"{TEXT}\n\n{leave}\n\n-- \nHarbour Post\n1 Quay Street"))
    capture = the_capture(data, "a.eml")
    assert clean(capture).article.text == TEXT


@every_case("text", ["", " ", "<!-- -->", "<html></html>", "plain", "\ufeff<p>x", "<div>" * 5000 + "deep"])
def test_odd_markup_is_no_trouble(text: str) -> None:
    assert isinstance(markup_of(text, "a.example").content, str)


AUTHORS = [
    ("Ann Lee <ann@harbourpost.example>", ("Ann Lee",)),
    ("Ann Lee from Harbour Post <news@harbourpost.example>", ("Ann Lee",)),
    ('"Ann Lee | Harbour Post" <news@harbourpost.example>', ("Ann Lee",)),
    ('"Lee, Ann" <ann@harbourpost.example>', ("Ann Lee",)),
    ("Harbour Post <news@harbourpost.example>", ()),
    ("Marlow Weekly <desk@mailer.example>", ()),
    ("Harbour Hill <desk@harbourhill.example>", ()),
    ("news@harbourpost.example", ()),
]


def taken(data: bytes, name: str = "box.eml") -> Capture:
    return the_capture(data, name)


@every_case("body", [part(), part(MARKUP, "html"), many(part("x"), part(MARKUP, "html"))])
def test_a_letter_is_a_story(body: bytes) -> None:
    story = clean(taken(letter(body))).article
    assert (story.headline, story.text, story.authors) == ("Old quay reopens", TEXT, ("Ann Lee",))
    assert story.published_as == "2024-03-12T10:30:00+02:00"


@every_case("before", [b"\xef\xbb\xbf", b"\r\n\r\n", b"\xef\xbb\xbf\n"])
def test_what_stands_before_the_first_header_is_no_end_of_them(before: bytes) -> None:
    for name in ("box.eml", "letter"):
        found = taken(before + letter(), name)
        assert clean(found).article.headline == "Old quay reopens"
        assert found.original == before + letter()


def test_it_was_captured_when_it_was_sent() -> None:
    found = taken(letter())
    assert (found.captured_at, found.captured_assumed) == (datetime(2024, 3, 12, 8, 30, tzinfo=UTC), None)


def test_a_clock_that_runs_ahead_is_not_believed() -> None:
    found = taken(letter(date="Tue, 12 Mar 2044 10:30:00 +0200"))
    assert (found.captured_at, found.captured_assumed) == (NOON, "the time it was handed in")
    assert clean(found).article.published_at is None


def test_a_forwarded_letter_keeps_its_date_where_the_forwarding_one_has_none() -> None:
    over = "---------- Forwarded message ---------\nFrom: Ann Lee <ann@post.example>\n"
    data = letter(part(f"{over}Date: Tue, 12 Mar 2024 at 10:30\nSubject: Old quay\n\n{TEXT}"))
    undated = b"\n".join(
        line for line in data.split(b"\n") if not line.startswith(b"Date: Tue, 12 Mar 2024 1")
    )
    assert clean(taken(undated)).article.published_as == "2024-03-12T10:30:00"


@every_case(("sender", "expected"), AUTHORS)
def test_a_person_is_an_author_and_a_paper_is_none(sender: str, expected: tuple[str, ...]) -> None:
    assert clean(taken(letter(sender=sender))).article.authors == expected


def test_the_kept_letter_reads_again_alike() -> None:
    found = taken(letter(many(part("x"), part(MARKUP, "html", "koi8-r", "base64"))))
    again = taken(found.original, f"original{found.kept_as}")
    assert (again.content, again.sha256) == (found.content, found.sha256)


def test_a_letter_that_breaks_off_is_a_part() -> None:
    assert taken(letter(many(part(), end=False))).partial == "the letter breaks off before its end"


def test_scripts_and_other_identities_are_out_of_force() -> None:
    page = (
        '<html><head><title>No</title><link rel=canonical href="https://evil.example/"></head>'
        "<body><p>A text of the harbour.</p>"
    )
    found = taken(letter(part(page + "<script>alert(1)</script>", "html")))
    assert "<script>alert" not in found.content and "evil.example" not in found.content


def test_a_letter_that_goes_on_is_refused() -> None:
    (found,) = outcomes(letter(part("x" * LIMIT)), "box.eml")
    assert isinstance(found, Rejected) and found.kind == "TooLarge"
