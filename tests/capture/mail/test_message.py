"""A letter is read through every packing and encoding that mail knows."""

from datetime import UTC, datetime

import pytest

from lib.capture.mail.message import letter_of
from lib.model.errors import UnreadableCapture
from tests.capture.letters import MARKUP, TEXT, letter, many, part
from tests.cases import every_case

RUSSIAN = "Начальник порта открыл старый причал во вторник, ёлки уже убраны."
WORDS = [
    (part(RUSSIAN, charset=charset, packing=packing), RUSSIAN)
    for charset in ("utf-8", "koi8-r", "windows-1251")
    for packing in ("8bit", "base64", "quoted-printable")
]
SUBJECTS: list[tuple[str | bytes, str]] = [
    ("Old quay\n reopens", "Old quay reopens"),
    ("=?utf-8?q?Caf=C3=A9_am_Kai?=", "Café am Kai"),
    ("=?utf-8?b?w4lj?=\n =?utf-8?b?b2xl?=", "École"),
    ("=?koi8-r?b?8NLJ3sHM?= open", "Причал open"),
    ("=?x-no-such?q?Caf=E9?=", "Café"),
    ("=?utf-8?q?Old=1B[2J_qu=00ay=7F?= open", "Old[2J quay open"),
    ("Café ohne Regeln", "Café ohne Regeln"),
    ("Причал".encode("cp1251"), "Причал"),
    ("=?utf-8?b?abcde?=", "=?utf-8?b?abcde?="),
    ("", ""),
]
SENDERS = [
    ("Ann Lee <ann@post.example>", ("Ann Lee", "post.example")),
    ('"Lee, Ann" <ann@post.example>', ("Lee, Ann", "post.example")),
    ("=?utf-8?q?J=C3=BCrgen_Ek?= <j@post.example>", ("Jürgen Ek", "post.example")),
    ("ann@POST.example", ("", "post.example")),
    ("nonsense", ("", "")),
]
MORNING = datetime(2024, 3, 12, 8, 30, tzinfo=UTC)
TIMES = [
    ("Tue, 12 Mar 2024 10:30:00 +0200", ("2024-03-12T10:30:00+02:00", MORNING)),
    ("12 Mar 2024 8:30 GMT", ("2024-03-12T08:30:00+00:00", MORNING)),
    ("soon", ("", None)),
    ("Tue, 99 Mar 2024 10:30:00", ("", None)),
]


@every_case("missing", [1, 2, 3, 4, 5])
def test_base64_that_breaks_off_is_read_as_far_as_it_goes(missing: int) -> None:
    whole = part(TEXT, packing="base64").rstrip(b"=\n")
    found = letter_of(letter(whole[:-missing]), "a.eml")
    assert TEXT.startswith(found.text) and len(found.text) > len(TEXT) - 8


@every_case(("body", "expected"), WORDS)
def test_a_text_is_read_through_its_packing_and_encoding(body: bytes, expected: str) -> None:
    assert letter_of(letter(body), "x").text.strip() == expected


@every_case(("subject", "expected"), SUBJECTS)
def test_a_subject_is_decoded(subject: str | bytes, expected: str) -> None:
    assert letter_of(letter(subject=subject), "x").subject == expected


@every_case(("sender", "expected"), SENDERS)
def test_a_sender_has_a_name_and_a_host(sender: str, expected: tuple[str, str]) -> None:
    found = letter_of(letter(sender=sender), "x")
    assert (found.sender, found.host) == expected


@every_case(("date", "expected"), TIMES)
def test_a_time_keeps_its_offset(date: str, expected: tuple[str, datetime | None]) -> None:
    found = letter_of(letter(date=date), "x")
    assert (found.dated, found.sent_at) == expected


def test_the_markup_is_taken_before_the_plain_text() -> None:
    found = letter_of(letter(many(part(TEXT * 9), part(MARKUP, "html"))), "x")
    assert (found.plain, found.text.strip()) == (False, MARKUP)


PICTURE = b"Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo="
FIRST, LAST = TEXT.split("\n\n")


@pytest.mark.parametrize("kind", ["plain", "html"])
@pytest.mark.parametrize("charset", ["utf-8", "koi8-r"])
def test_a_text_with_pictures_between_its_paragraphs_is_read_whole(kind: str, charset: str) -> None:
    texts = [f"<html><body><p>{text}</p></body></html>" if kind == "html" else text for text in (FIRST, LAST)]
    one, two = (part(text, kind, charset) for text in texts)
    body = many(one, PICTURE, two, kind="mixed")
    found = letter_of(letter(body), "x")
    assert (found.plain, found.text.count("\n\n")) == (kind == "plain", 1)
    assert found.text.index(FIRST) < found.text.index(LAST)


@pytest.mark.parametrize("first", [True, False])
def test_a_note_of_another_kind_below_or_above_a_letter_is_not_the_letter(first: bool) -> None:
    for story, note in ((part(TEXT), part("<p>Sent to you", "html")), (part(MARKUP, "html"), part("Leave"))):
        body = many(note, story, kind="mixed") if first else many(story, note, kind="mixed")
        assert letter_of(letter(body), "x").text == letter_of(letter(story), "x").text.strip()


def test_a_text_with_pictures_is_one_of_the_alternatives() -> None:
    one, two = (part(f"<html><body><p>{text}</p></body></html>", "html") for text in (FIRST, LAST))
    shown = many(one, PICTURE, two, kind="mixed", boundary="b2")
    found = letter_of(letter(many(part(TEXT * 9), shown)), "x")
    assert not found.plain and found.text.index(FIRST) < found.text.index(LAST)


@every_case("empty", ["", "<html><head><style>p{color:red}</style></head><body>&nbsp;<br></body></html>"])
def test_markup_without_a_word_is_no_alternative(empty: str) -> None:
    found = letter_of(letter(many(part(TEXT), part(empty, "html"))), "x")
    assert found.plain and found.text.strip() == TEXT


BROKEN = b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nAAECAwQFBgcBAgMEBQYHAQIDBAUGBw=="
ATTACHED = part("<p>" + "x" * 9000, "html", extra="Content-Disposition: attachment; filename=x.html\n")
BESIDE = {
    "a part that is no text costs itself alone": (part(), BROKEN, TEXT),
    "what is attached is not the letter": (
        many(part(), part(MARKUP, "html"), boundary="b2"),
        ATTACHED,
        MARKUP,
    ),
}


@every_case(("promise", "parts"), BESIDE.items())
def test_of_parts_beside_each_other(promise: str, parts: tuple[bytes, bytes, str]) -> None:
    first, second, text = parts
    assert letter_of(letter(many(first, second, kind="mixed")), "x").text.strip() == text


def test_a_letter_that_was_attached_is_the_letter() -> None:
    first = letter(part(TEXT), subject="Old quay reopens", sender="Ann Lee <ann@harbourpost.example>")
    carried = many(part("See below."), b"Content-Type: message/rfc822\n\n" + first, kind="mixed")
    found = letter_of(letter(carried, subject="Fwd: x", sender="Bo Ek <bo@reader.example>"), "x")
    assert (found.subject, found.sender, found.text.strip()) == ("Old quay reopens", "Ann Lee", TEXT)


def test_style_sheets_around_a_note_are_no_text() -> None:
    note = f"<html><head><style>{'p{color:red}' * 90}</style></head><body><p>See below.</p></body></html>"
    carried = many(part(note, "html"), b"Content-Type: message/rfc822\n\n" + letter(part(TEXT)), kind="mixed")
    assert letter_of(letter(carried, subject="Fwd: x"), "x").subject == "Old quay reopens"


def test_a_letter_that_breaks_off_is_broken() -> None:
    assert letter_of(letter(many(part(), end=False)), "x").broken
    assert not letter_of(letter(many(part())), "x").broken


@every_case(
    "data",
    [
        letter(part("")),
        letter(many()),
        letter(b"Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo="),
        b"\n",
        letter(many(*[b""] * 5)),
        b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3000)),
    ],
)
def test_a_letter_without_text_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableCapture, match=r"^x .*\.$"):
        letter_of(data, "x")


def test_a_header_of_a_hundred_thousand_fields_is_read_at_its_beginning() -> None:
    head = b"From: ann@post.example\nSubject: Quay\nContent-Type: text/html; " + b"a=b; " * 100_000
    assert letter_of(head + b"\n\n<p>The quay is open.</p>", "box.eml").text == "<p>The quay is open.</p>"
