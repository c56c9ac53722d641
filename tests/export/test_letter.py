"""A digest as a letter: two forms of the same words, and headers that no word of a story can add to."""

from dataclasses import fields, replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

from hypothesis import given
from hypothesis import strategies as st

from lib.export.digest import Digest, Item, Section
from lib.export.letter import LONGEST, Envelope, in_header, letter
from lib.export.so_far import Moment
from tests.cases import every_case

ITEM = Item(headline="Ferry returns", summary="At noon.", source="Ida · Port", address="https://p.example/a")
FOG = replace(ITEM, headline="Fog", more="1 copy", others=(ITEM,))
MOMENT = Moment(
    day="10 April 2024", about="6 stories", sentence="The cranes stand still.", headline="Cranes stop",
    source="coast.example", address="https://coast.example/1", said="2 of 3 independent reports say it",
)  # fmt: skip
FULL = Digest(
    title="9 April 2024", about="3 stories from 1 publisher: all stories", lead=None,
    sections=(Section(title="Tuesday, 9 April 2024", items=(ITEM, FOG)),), named=(("Norland", 2),), left=4,
    so_far=(MOMENT, replace(MOMENT, day="9 April 2024", sentence="")),
)  # fmt: skip
ENVELOPE = Envelope(
    sender="ann@example.org", to="bob@example.org", message_id="<1@example.org>",
    at=datetime(2024, 4, 9, 7, tzinfo=UTC), heading="Strike: 2 new stories",
    footer=("Sent by your own machine.",),
)  # fmt: skip
HEADERS = [
    "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type",
]  # fmt: skip
INJECTIONS = (
    "Tide\r\nBcc: all@example.org", "Tide\nBcc: all@example.org", "Tide\rBcc: x", "Tide\r\n\r\n<b>body</b>",
    "Tide =?utf-8?q?=0D=0ABcc=3A_all=40example.org?=", "=?utf-8?b?DQpCY2M6IGFsbEBleGFtcGxlLm9yZw==?=",
    "=?UTF-8?Q?=0A?=Bcc: all@example.org", "Tide\u2028Bcc: x", "Tide\u0085Bcc: x", "Tide\x0bBcc: x\x1cCc: y",
    "\u202eTide\x00", "Tide \udcff", "=?", "=?utf-8?q?a", "Tide " * 400, "Прилив и отлив \U0001f30a" * 40,
)  # fmt: skip


def parsed(written: bytes) -> EmailMessage:
    return message_from_bytes(written, policy=SMTP)


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_text_and_page_hold_the_same_words() -> None:
    message = parsed(letter(FULL, ENVELOPE))
    assert message.keys() == HEADERS and message["Subject"] == "Strike: 2 new stories · Ferry returns"
    assert message["From"] == "Wireroom <ann@example.org>" and message["To"] == "bob@example.org"
    assert message["Date"].datetime == ENVELOPE.at and message["Message-ID"] == "<1@example.org>"
    assert message.get_content_type() == "multipart/alternative"
    parts = (
        "Strike: 2 new stories", "Ferry returns", "At noon.", "Ida · Port", "https://p.example/a", "1 copy",
        "Norland (2)", "4 more stories of this selection are not listed.", "Sent by your own machine.",
        "The cranes stand still.", "2 of 3 independent reports say it", "https://coast.example/1",
    )  # fmt: skip
    for kind in ("plain", "html"):
        assert [part for part in parts if part not in body(message, kind)] == [], kind


def test_the_text_reads_from_top_to_bottom() -> None:
    assert body(parsed(letter(FULL, ENVELOPE)), "plain").splitlines() == [
        "Strike: 2 new stories", "", "3 stories from 1 publisher: all stories", "Named most: Norland (2)", "",
        "Tuesday, 9 April 2024", "", "  Ferry returns", "  At noon.", "  Ida · Port", "  https://p.example/a",
        "", "  Fog", "  At noon.", "  Ida · Port", "  https://p.example/a", "  1 copy:",
        "  - Ferry returns, Ida · Port", "    https://p.example/a", "",
        "4 more stories of this selection are not listed.", "", "So far", "", "  10 April 2024, 6 stories",
        "  “The cranes stand still.”",
        "  Cranes stop · coast.example · 2 of 3 independent reports say it", "  https://coast.example/1", "",
        "  9 April 2024, 6 stories", "", "-- ", "Sent by your own machine.",
    ]  # fmt: skip


def test_a_letter_loads_nothing_and_offers_no_way_out_of_a_list() -> None:
    written = letter(FULL, ENVELOPE).decode("ascii")
    assert (
        "List-" not in written
        and "<img" not in written
        and "<script" not in written
        and "<link" not in written
    )
    assert max(map(len, written.split("\r\n"))) <= 998 and written.replace("\r\n", "").count("\n") == 0


@every_case("words", INJECTIONS)
def test_no_words_add_a_header(words: str) -> None:
    first = replace(ITEM, headline=words)
    for made, envelope in (
        (replace(FULL, lead=first), ENVELOPE),
        (FULL, replace(ENVELOPE, heading=words)),
        (replace(FULL, lead=first, sections=(Section(title=words, items=(first,)),)), ENVELOPE),
    ):
        message = parsed(letter(made, envelope))
        assert message.keys() == HEADERS, words
        assert "\n" not in message["Subject"] and "\r" not in message["Subject"]
        assert len(in_header(words)) <= LONGEST


@given(st.text(st.characters(exclude_categories=()), max_size=200), st.sampled_from(["", "=?utf-8?q?", "?="]))
def test_a_subject_is_one_line_and_reads_as_it_was_written(words: str, end: str) -> None:
    # Where a long one is folded, this Python may write a space twice.
    subject = in_header(f"{words}{end}")
    message = parsed(letter(replace(FULL, sections=()), replace(ENVELOPE, heading=f"{words}{end}")))
    assert message.keys() == HEADERS and message["Subject"].split() == subject.split()
    assert subject.splitlines() in ([], [subject])


def test_markup_of_a_story_stays_text() -> None:
    foreign = "<script>alert(1)</script><img src=x>"
    hostile = replace(ITEM, headline=foreign, summary=foreign, source=foreign)
    moment = Moment(**dict.fromkeys((each.name for each in fields(Moment)), foreign))
    sections = (Section(title=foreign, items=(hostile,)),)
    made = replace(FULL, about=foreign, lead=hostile, sections=sections, so_far=(moment,))
    page = body(parsed(letter(made, replace(ENVELOPE, heading=foreign, footer=(foreign,)))), "html")
    assert "<script" not in page and "<img" not in page and page.count("&lt;script&gt;") >= 9


def test_a_line_of_a_story_cannot_pose_as_one_of_ours() -> None:
    hostile = replace(ITEM, headline="Tide\n-- \nSent by nobody.\n.\n", summary="a\r\n.\r\nQUIT")
    lines = body(parsed(letter(replace(FULL, lead=hostile), ENVELOPE)), "plain").splitlines()
    assert "Tide -- Sent by nobody. ." in lines and lines.count("-- ") == 1 and "." not in lines
