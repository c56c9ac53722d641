"""The records of a web archive are read, and damaged stretches skipped."""

import gzip
import io

import pytest

from lib.capture import unpack
from lib.capture.web_archives import bounds, records
from lib.capture.web_archives.records import FoundRecord, Gap, records_of
from lib.model.errors import TooLarge
from tests.capture.archives import packed, record
from tests.cases import every_case

ONE, TWO, THREE = (record(url=f"https://harbourpost.example/{number}") for number in (1, 2, 3))


def walked(data: bytes) -> list[str]:
    return [text(each) for each in records_of(io.BytesIO(data), "box.warc")]


def text(each: FoundRecord | Gap) -> str:
    if isinstance(each, Gap):
        return f"gap {each.number}"
    end = "damaged" if each.fault else "shaky" if each.shaky else "whole"
    return f"{end} {(each.url or '')[-1:]}"


broken = bytearray(packed(TWO))
broken[len(broken) // 2] ^= 255

CASES = {
    "plain": (ONE + TWO + THREE, ["whole 1", "whole 2", "whole 3"]),
    "packed by record": (packed(ONE, TWO, THREE), ["whole 1", "whole 2", "whole 3"]),
    "packed as one": (gzip.compress(ONE + TWO + THREE, mtime=0), ["whole 1", "whole 2", "whole 3"]),
    "junk between": (ONE + b"junk junk\r\n\r\n" + TWO, ["whole 1", "gap 2", "whole 2"]),
    "junk between packed": (packed(ONE) + b"junk" * 9 + packed(TWO), ["whole 1", "gap 2", "whole 2"]),
    "junk in one piece": (gzip.compress(ONE + b"junk\r\n" + TWO, mtime=0), ["whole 1", "gap 2", "whole 2"]),
    "junk at the end": (ONE + b"junk", ["whole 1", "gap 2"]),
    "junk at the end, packed": (packed(ONE) + b"junk", ["whole 1", "gap 2"]),
    "a damaged member": (packed(ONE) + bytes(broken) + packed(THREE), None),
    "too long a length": (
        ONE + record(length=2000) + TWO + THREE,
        ["whole 1", "damaged y", "whole 2", "whole 3"],
    ),
    "too short a length": (record(length=90) + TWO, ["shaky y", "gap 2", "whole 2"]),
    "nothing of the kind": (b"junk", ["gap 1"]),
    "zeros at the end": (packed(ONE) + bytes(64), ["whole 1"]),
}


@every_case("case", CASES)
def test_records_behind_a_fault_are_read(case: str) -> None:
    data, expected = CASES[case]
    found = walked(data)
    if expected is None:
        assert [found[0], found[-1]] == ["whole 1", "whole 3"] and len(found) == 3
    else:
        assert found == expected


@every_case("pack", ["plain", "by record"])
def test_an_archive_cut_anywhere_tells_exactly_one_damage(pack: str) -> None:
    parts = [each if pack == "plain" else packed(each) for each in (ONE, TWO)]
    data, first = b"".join(parts), len(parts[0])
    wrong = []
    for cut in range(1, len(data), 3):
        found = walked(data[:cut])
        whole = sum(each.startswith("whole") for each in found)
        trailer = 4 if pack == "plain" else 10  # the empty lines, or gzip's own: no byte of the page is lost
        near = first - trailer <= cut <= first or cut > len(data) - 12
        if not near and (whole != (cut > first) or len(found) - whole != 1):
            wrong.append((cut, found))
    assert not wrong


def test_an_archive_in_one_piece_tells_that_it_ends_early() -> None:
    whole = gzip.compress(ONE + TWO, compresslevel=0, mtime=0)
    assert walked(whole[:-30])[0] == "whole 1"
    assert walked(whole[:-30])[-1] != "whole 2"
    assert walked(whole[:-4]) == ["whole 1", "whole 2", "gap 3"]


def test_an_archive_that_never_ends_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack, "MANY_UNPACKED", 3_000_000)
    with pytest.raises(TooLarge, match="more than the limit of 3 MB"):
        walked(gzip.compress(ONE + bytes(30_000_000), mtime=0))


def test_no_record_is_lost_behind_the_second_fault_and_later_ones() -> None:
    parts = [record(url=f"https://harbourpost.example/{number}") for number in range(9)]
    for pack, junk in ((bytes, b"junk\r\n"), (packed, b"junk" * 5)):
        found = walked(b"".join(pack(part) + junk for part in parts))
        assert [each[-1] for each in found if each.startswith(("whole", "shaky"))] == list("012345678")
        assert sum(each.startswith("gap") for each in found) == 9


def test_a_member_without_its_end_costs_no_other() -> None:
    found = walked(packed(ONE)[:-9] + packed(TWO) + packed(THREE))
    assert found == ["gap 1", "whole 2", "whole 3"]


FALSE = {
    "headers without an end": b"WARC/1.0\r\nX: y\r\n",
    "headers alone": b"WARC/1.0\r\nX:\r\n\r\n",
    "lengths beyond the end": b"WARC/1.0\r\nContent-Length: 90000000\r\n\r\n",
    "members cut short": packed(b"WARC/1.0\r\nX: y"),
}


@pytest.mark.parametrize("kind", FALSE)
def test_an_archive_of_false_records_is_given_up_and_told(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "FAULTS", 20)
    found = list(records_of(io.BytesIO(FALSE[kind] * 200), "box.warc"))
    assert len(found) == 22
    assert [each for each in found if isinstance(each, Gap) and each.given_up] == found[-1:]


def test_an_archive_is_read_so_many_times_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "FREELY", 400_000)
    found = list(records_of(io.BytesIO(ONE + FALSE["lengths beyond the end"] * 5_000), "box.warc"))
    assert isinstance(found[0], FoundRecord) and found[0].url == "https://harbourpost.example/1"
    assert isinstance(found[-1], Gap) and found[-1].given_up
    assert len(found) < 10


def test_many_faults_among_more_records_are_no_reason_to_give_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "FAULTS", 5)
    found = walked((ONE + TWO + b"junk\r\n") * 20)
    assert sum(each.startswith("whole") for each in found) == 40
