"""Binary files are known by their first bytes, and words that begin like one are words."""

from lib.model.binary import binary_kind
from tests.cases import every_case

BEGINNINGS = [
    (b"%PDF-1.7\n%", "a PDF document"),
    (b"\x89PNG\r\n\x1a\n", "a picture"),
    (b"SQLite format 3\0", "a database"),
    (b"MZ\x90\0\x03\0", "a program"),
    (b"ID3\x04\0\0", "a sound"),
    (b"\x28\xb5\x2f\xfd\0", "a zstd archive"),
    (b"RIFF\x24\x08\0\0WAVE", "a picture or sound"),
    (b"RIFF RAFF SINGS AT THE QUAY", None),
    (b"MZ is what the boats of Mainz bear.", None),
    (b"ID3 was the code of the third ferry.", None),
    (b"<html>", None),
    (b"", None),
]


@every_case(("data", "kind"), BEGINNINGS)
def test_a_kind_is_known_by_its_first_bytes(data: bytes, kind: str | None) -> None:
    assert binary_kind(data) == kind
