"""A mailbox is as many captures as it has letters."""

import gzip
import io
from pathlib import Path

import pytest

from lib.capture import read, write_only
from lib.capture.mail import mbox
from lib.model.capture import Capture, Rejected
from tests.capture.captured import outcomes, the_capture
from tests.capture.letters import letter, part
from tests.cases import every_case

LINE = b"From ann@harbourpost.example Tue Mar 12 10:30:05 2024\n"


def test_each_letter_is_a_capture() -> None:
    data = b"\n\n".join(LINE + letter(part(f"Letter {number} of the harbour.")) for number in (1, 2, 3))
    found = outcomes(data, "box.mbox")
    assert [each.origin for each in found] == ["box.mbox#1", "box.mbox#2", "box.mbox#3"]
    assert all(
        isinstance(each, Capture) and f"Letter {place}" in each.content for place, each in enumerate(found, 1)
    )


def test_a_damaged_letter_costs_only_itself() -> None:
    data = b"\n\n".join([LINE + letter(), LINE + letter(part("")), LINE + letter()])
    found = outcomes(data, "box.mbox")
    assert [type(each) for each in found] == [Capture, Rejected, Capture]


def test_lines_that_were_quoted_are_themselves_again() -> None:
    found = the_capture(LINE + letter(part("One.\n\n>From here on.\n")), "box.mbox")
    assert "<p>From here on.</p>" in found.content


LIKE_A_LETTER = [
    "Prices rose.\n\nFrom 10:30 on the hall was full.\nMinister: we will pay.\n\nThe talks go on.",
    "Prices rose.\n\nFrom 2019 on it went fast.\nNote: the rest is guessed.\n\nMore.",
    "Prices rose.\n\nFrom Oslo\nMinister: we will pay.",
]


TALK = "The quay opens.\n\nFrom here on ferries call.\n\nFrom 2024 on boats too.\n\nFrom all of us: bye."


@every_case(("text", "end"), [(text, end) for text in (TALK, *LIKE_A_LETTER) for end in (b"\n", b"\r\n")])
def test_a_line_of_the_text_begins_no_letter(text: str, end: bytes) -> None:
    data = (LINE + letter(part(text)) + b"\n\n" + LINE + letter(part("Two."))).replace(b"\r\n", b"\n")
    first, second = outcomes(data.replace(b"\n", end), "box.mbox")
    assert isinstance(first, Capture) and all(line in first.content for line in text.split("\n"))
    assert isinstance(second, Capture) and "<p>Two.</p>" in second.content


@every_case("end", [b"\n", b"\r\n"])
def test_a_paragraph_stays_whole_where_a_line_of_it_begins_with_from(end: bytes) -> None:
    data = LINE + letter(part("He said the ferries call\nFrom here on, every day.\n")).replace(b"\r\n", b"\n")
    found = the_capture(data.replace(b"\n", end), "box.mbox")
    assert "<p>He said the ferries call\nFrom here on, every day.</p>" in found.content


@every_case("line", [b"From \n", b"From - \n", b"From ann@post.example Tue, 12 Mar 2024 10:30:05 +0000\n"])
def test_a_letter_begins_as_programs_write_it(line: bytes) -> None:
    assert len(outcomes(LINE + letter(part("One.")) + b"\n\n" + line + letter(part("Two.")), "box.mbox")) == 2


def test_a_text_that_begins_with_a_year_is_no_mailbox() -> None:
    assert not mbox.accepts(b"From 2019 on it went fast.\nNote: the rest is guessed.\n")


def test_lines_without_number_end_at_the_limit_of_a_letter() -> None:
    data = LINE + letter(part("One.")) + b"\n\n" + b"From x of\n\n" * 20_000 + LINE + letter(part("Two."))
    assert len(outcomes(data, "box.mbox")) == 2


def test_a_readers_own_file_is_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "box.mbox"
    path.write_bytes(LINE + letter())
    path.chmod(0o444)
    before = path.stat().st_mtime_ns
    (found,) = read(path)
    assert isinstance(found, Capture) and found.origin == f"{path}#1"
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (LINE + letter(), before)
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_no_mailbox_is_refused() -> None:
    for data, name in ((b"Dear desk,\nhello", "box.mbox"), (gzip.compress(b"Dear desk"), "box.mbox.gz")):
        (found,) = outcomes(data, name)
        assert isinstance(found, Rejected) and "is no mailbox" in found.message


@pytest.mark.parametrize("name", ["box.mbox.gz", "2024-March.txt.gz"])
def test_a_packed_mailbox_is_read_up_to_its_damage(tmp_path: Path, name: str) -> None:
    one, two = (gzip.compress(LINE + letter(part(f"{text}\n")) + b"\n") for text in ("One.", "Two."))
    for data, damaged in ((one + two, False), (one + two[:-9], True)):
        (tmp_path / name).write_bytes(data)
        for found in (outcomes(data, name), list(read(tmp_path / name))):
            assert isinstance(found[0], Capture) and "One." in found[0].content
            if damaged:
                assert isinstance(found[-1], Rejected) and "what stands before was read" in found[-1].message
            else:
                assert isinstance(found[1], Capture) and "Two." in found[1].content and len(found) == 2


def test_a_mailbox_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mbox, "MANY_UNPACKED", 1_000_000)
    found = outcomes(gzip.compress(LINE + letter(part("One.\n")) + bytes(9_000_000)), "box.mbox.gz")
    assert isinstance(found[-1], Rejected) and "unpacks to more than the limit" in found[-1].message


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_letters_that_are_taken_out_keep_their_numbers_and_bytes(tmp_path: Path, end: bytes) -> None:
    texts = ("One.", "Two.\n\nFrom here on two.\n\n>From quoted.", "", "Four.", "Five, without an end")
    path, data = tmp_path / "box.mbox", b"\n\n".join(LINE + letter(part(each)).rstrip() for each in texts)
    path.write_bytes(data.replace(b"\r\n", b"\n").replace(b"\n", end))
    before = {each.origin: each for each in read(path)}
    for _ in range(2):  # of what was taken out once, too
        with (tmp_path / "fresh").open("wb") as out:
            assert write_only(path, [f"{path}#{number}" for number in (2, 3, 5)], out)
        (tmp_path / "fresh").replace(path)
        found = {each.origin: each for each in read(path)}
        assert found == {f"{path}#{number}": before[f"{path}#{number}"] for number in (2, 3, 5)}
        assert b"One." not in path.read_bytes() and b"Four." not in path.read_bytes()


@pytest.mark.parametrize("origin", ["{}", "{}#9", "other#1"])
def test_nothing_is_taken_out_where_one_is_not_told_from_the_others(tmp_path: Path, origin: str) -> None:
    path = tmp_path / "box.mbox"
    path.write_bytes(LINE + letter())
    assert not write_only(path, [f"{path}#1", origin.format(path)], io.BytesIO())
