"""A mailing's name is stored as one text, which every archive so far holds, and read back from it."""

import pytest

from lib.mail.name import ASKED_FOR, DIGEST_OF_ALL, MailingName


@pytest.mark.parametrize(
    ("name", "stored", "words"),
    [
        (MailingName("view", "Ports"), "view Ports", "the new stories of “Ports”"),
        (MailingName("view", "To  do "), "view To  do ", "the new stories of “To  do ”"),
        (MailingName("view", "digest"), "view digest", "the new stories of “digest”"),
        (DIGEST_OF_ALL, "digest", "the digest of all"),
        (ASKED_FOR, "filter", "the digest that you asked for"),
    ],
)  # fmt: skip
def test_a_name_is_stored_read_back_and_said(name: MailingName, stored: str, words: str) -> None:
    assert (name.stored, MailingName.parse(stored), name.in_words) == (stored, name, words)


def test_a_name_of_a_newer_wireroom_is_read_as_a_digest_asked_for() -> None:
    assert MailingName.parse("weekly") == ASKED_FOR
