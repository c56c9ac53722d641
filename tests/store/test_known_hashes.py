"""The file of stored captures' hashes names every one of them, and is made anew where it was cut."""

import os
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from lib.model.parsed import Parsed
from lib.store.archive import open_for_reading
from lib.store.known_hashes import current_file, hashes_of, is_among
from tests.builders import archive, article, parsed

HASHES = sorted(
    ["00" * 32, "ab" * 31 + "00", "ab" * 32, *(sha256(b"%d" % n).hexdigest() for n in range(200))]
)


def with_hash(number: int, mark: str) -> Parsed:
    page = parsed(article(f"Story {number}", f"Text {number}."))
    return replace(page, capture=replace(page.capture, sha256=mark))


def test_every_hash_is_known_whatever_its_bytes_also_after_the_file_was_cut(tmp_path: Path) -> None:
    path = archive(tmp_path, *(with_hash(number, mark) for number, mark in enumerate(HASHES)))
    for cut in (0, 1, 4096):  # a machine that stops leaves whole blocks of 4,096 bytes
        with open_for_reading(path) as reading:
            file = current_file(reading)
        known = hashes_of(file)
        assert [mark for mark in HASHES if not is_among(known, mark)] == []
        assert not is_among(known, "ab" * 30 + "0000") and not is_among(known, "ff" * 32)
        os.truncate(file, cut)
    with open_for_reading(path) as reading:
        assert len(hashes_of(current_file(reading))) == len(HASHES)


def test_an_archive_without_captures_knows_none(tmp_path: Path) -> None:
    with open_for_reading(archive(tmp_path, parsed())) as reading:
        file = current_file(reading)
    os.truncate(file, 32)
    assert not is_among(hashes_of(file), HASHES[0])
