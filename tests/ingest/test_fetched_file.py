"""The records of a fetched file can be taken out of it, each as it was written."""

from pathlib import Path

from lib.ingest.fetched_file import record, records_with
from tests.ingest.answers import answer


def test_what_stands_behind_a_record_is_none_of_it(tmp_path: Path) -> None:
    first, second = (record(answer(f"https://post.example/{name}")) for name in "ab")
    path = tmp_path / "fetched.warc"
    path.write_bytes(first + second + b"no record " * 70)
    assert records_with(path, ["https://post.example/b"]) == second
    assert records_with(path, ["https://post.example/b", "https://post.example/a#2"]) == first + second
    assert records_with(path, ["https://post.example/c"]) == b""
