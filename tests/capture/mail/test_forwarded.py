"""The letter inside a forwarded one is found by what mail programs print above it."""

from typing import Any

from lib.capture.mail.forwarded import unforwarded
from lib.capture.mail.message import Letter
from tests.cases import every_case

GMAIL = (
    '<div dir="ltr">For the desk.<br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">'
    '---------- Forwarded message ---------<br>From: <b class="gmail_sendername">Ann Lee</b> '
    "<span>&lt;<a>ann@post.example</a>&gt;</span><br>Date: Tue, Mar 12, 2024 at 10:30\u202fAM<br>"
    "Subject: Old quay reopens<br>To:  &lt;bo@r.example&gt;<br></div>"
    "<br><br><p>The quay is open.</p></div></div>"
)
PLAIN = (
    "For the desk.\n\n---------- Forwarded message ---------\nFrom: Ann Lee <ann@post.example>\n"
    "Date: Tue, 12 Mar 2024 at 10:30\nSubject: Old quay reopens\nTo: <bo@r.example>\n\n\nThe quay is open.\n"
)
OUTLOOK = (
    "-----Original Message-----\r\nFrom: Ann Lee [mailto:ann@post.example]\r\n"
    "Sent: Tuesday, March 12, 2024 10:30 AM\r\nTo: Bo\r\nSubject: Old quay reopens\r\n\r\nThe quay is open."
)
APPLE = (
    "Begin forwarded message:\n\n> From: Ann Lee <ann@post.example>\n> Subject: Old quay reopens\n"
    "> Date: 12 March 2024 10:30\n> To: Bo\n> \n> The quay is open.\n"
)


def came(text: str, **fields: Any) -> Letter:
    given: dict[str, Any] = {
        "subject": "Fwd: Old quay reopens",
        "sender": "Bo Ek",
        "mailbox": "bo",
        "host": "r.example",
    }
    given |= {"dated": "x", "sent_at": None}
    return Letter(text=text, plain=not text.startswith("<"), **{**given, **fields})


@every_case("text", [GMAIL, PLAIN, OUTLOOK, APPLE])
def test_the_first_letter_is_found(text: str) -> None:
    found = unforwarded(came(text))
    assert (found.subject, found.sender) == ("Old quay reopens", "Ann Lee")
    assert found.dated == "2024-03-12T10:30:00"
    assert "The quay is open." in found.text
    assert not any(word in found.text for word in ("desk", "Subject", ">The", "> The"))


@every_case(
    ("over", "fields"),
    [
        ("-----Ursprüngliche Nachricht-----", "Von: {0}\nGesendet: {1}\nAn: Bo\nBetreff: WG: {2}"),
        ("________________________________", "De : {0}\nEnvoyé : {1}\nÀ : Bo\nObjet : TR: {2}"),
        ("-------- Messaggio inoltrato --------", "Oggetto: {2}\nData: {1}\nDa: {0}\nA: Bo"),
    ],
)
def test_a_chain_of_forwards_ends_at_its_first_letter(over: str, fields: str) -> None:
    first = (
        f"{over}\n{fields.format('Ann Lee <ann@post.example>', '12. März 2024 10:30', 'Old quay reopens')}"
    )
    chain = f"FYI\n\n{over}\n{fields.format('Cy <cy@r.example>', '13. März 2024', 'Old')}\n\nHere\n\n{first}"
    found = unforwarded(came(f"{chain}\n\nThe quay is open.\n"))
    assert (found.subject, found.sender, found.text) == ("Old quay reopens", "Ann Lee", "The quay is open.\n")
    assert found.dated == "12. März 2024 10:30"


@every_case(
    ("printed", "dated"),
    [
        ("March 12, 2024 10:30 AM", "2024-03-12T10:30:00"),
        ("Tue, Mar 12, 2024 10:30:00 AM", "2024-03-12T10:30:00"),
        ("Tuesday 12 Mar 2024 10:30", "2024-03-12T10:30:00"),
        ("12 March 2024 at 10:30:00 GMT+2", "2024-03-12T10:30:00+02:00"),
        ("12 March 2024 at 10:30:00 CET", "2024-03-12T10:30:00+01:00"),
    ],
)
def test_a_date_is_read_with_its_offset_and_without_a_weekday(printed: str, dated: str) -> None:
    assert unforwarded(came(APPLE.replace("12 March 2024 10:30", printed))).dated == dated


def test_a_letter_that_only_talks_of_one_stays() -> None:
    for text in ("No marker here.", "x" * 700 + PLAIN, "---- Forwarded message ----\n\nNothing told."):
        assert unforwarded(came(text)) == came(text)


@every_case("piece", ["[mailto:", "a:", "("])
def test_a_sender_without_an_end_is_cut(piece: str) -> None:
    head = f"---------- Forwarded message ---------\nFrom: Ann {piece * 20_000}\nSubject: Quay"
    text = f"{head}\n\nThe quay is open."
    first = unforwarded(came(text))
    assert (first.subject, first.text.strip()) == ("Quay", "The quay is open.")


def test_a_long_subject_goes_on_in_the_next_line() -> None:
    over = "---------- Forwarded message ---------\nFrom: Ann Lee <ann@post.example>\nSubject: Old quay\n"
    letter = unforwarded(came(f"{over} reopens\nDate: 12 March 2024 10:30\n\nThe quay is open.\nTo: be seen"))
    assert (letter.subject, letter.dated) == ("Old quay reopens", "2024-03-12T10:30:00")
    assert letter.text.startswith("The quay is open.")
    assert unforwarded(came(f"{over}The quay is open.")).subject == "Old quay"
