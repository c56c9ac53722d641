"""A newsletter is a story, with the time it was sent, its author and its text."""

from datetime import UTC, datetime

from lib.capture.unpack import LIMIT
from lib.clean.clean import clean
from lib.model.capture import Capture, Rejected
from tests.capture.captured import NOON, outcomes, the_capture
from tests.capture.letters import MARKUP, TEXT, letter, many, part
from tests.cases import every_case


def test_a_page_in_several_parts_is_one_text() -> None:
    halves = TEXT.split("\n\n")
    pages = [f"<html><head><meta name=x></head><body><p>{half}</p></body></html>" for half in halves]
    body = many(*(part(page, "html") for page in pages), kind="mixed")
    found = the_capture(letter(body), "a.eml")
    assert all(f"<p>{half}</p>" in found.content for half in halves)


def test_a_signature_and_a_way_out_of_a_plain_letter_are_no_text() -> None:
    leave = "Unsubscribe: https://post.example/u"
    data = letter(part(f"{TEXT}\n\n{leave}\n\n-- \nHarbour Post\n1 Quay Street"))
    capture = the_capture(data, "a.eml")
    assert clean(capture).article.text == TEXT


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
    lines = (line for line in data.split(b"\n") if not line.startswith(b"Date: Tue, 12 Mar 2024 1"))
    assert clean(taken(b"\n".join(lines))).article.published_as == "2024-03-12T10:30:00"


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
