"""Captures are kept as they came, and proved by their hash when they are read."""

import json
import struct
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import zstandard

from lib.store import durable, originals
from lib.store.originals import OriginalDamaged
from tests.builders import capture, keep_original

PAGE = capture(
    "Fog – a story.\n", original="Fog – a story.\n".encode(), url="https://harbour.example/fog",
    origin="pages/fog.html", captured_at=datetime(2024, 4, 9, 8, 0, tzinfo=UTC), captured_assumed=None,
)  # fmt: skip


def test_an_original_comes_back_with_what_was_known_of_it(tmp_path: Path) -> None:
    keep_original(tmp_path, PAGE)
    kept = originals.load(tmp_path, PAGE.sha256)
    assert kept.content == PAGE.original
    assert (kept.origin, kept.url, kept.captured_assumed) == ("pages/fog.html", PAGE.url, None)
    assert kept.captured_at == PAGE.captured_at
    assert list(originals.hashes_in(tmp_path)) == [PAGE.sha256]
    path = originals.path_of(tmp_path, PAGE.sha256)
    assert path.parent == tmp_path / PAGE.sha256[:2] / PAGE.sha256[2:4]
    reader = zstandard.ZstdDecompressor().stream_reader(path.read_bytes(), read_across_frames=True)
    assert reader.read() == PAGE.original  # which any program of zstd can unpack
    before = path.stat().st_mtime_ns
    keep_original(tmp_path, PAGE)
    assert path.stat().st_mtime_ns == before and [*path.parent.iterdir()] == [path]  # written once
    record = replace(capture("A record."), origin="box.warc#3", kept_as=".html", partial="it was cut short")
    keep_original(tmp_path, record)
    kept = originals.load(tmp_path, record.sha256)
    assert (kept.kept_as, kept.partial) == (".html", "it was cut short")


def test_the_name_of_an_original_is_on_disk_when_it_is_committed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced, path = set[Path](), originals.path_of(tmp_path, PAGE.sha256)

    def noted(folder: Path) -> None:
        assert path.exists()
        synced.add(folder)

    monkeypatch.setattr(durable, "sync_folder", noted)
    originals.stage(tmp_path, PAGE)
    originals.commit(tmp_path, [PAGE.sha256])
    assert synced == {path.parent, path.parent.parent, tmp_path}


DAMAGES = (
    ("missing", lambda path: path.unlink(), "is missing"),
    ("empty", lambda path: path.write_bytes(b""), "is damaged"),
    ("cut", lambda path: path.write_bytes(path.read_bytes()[:-5]), "is damaged"),
    ("no zstd", lambda path: path.write_bytes(b"nothing of the kind, at length"), "is damaged"),
)


@pytest.mark.parametrize(("name", "damage", "text"), DAMAGES)
def test_a_damaged_original_is_told(tmp_path: Path, name: str, damage, text: str) -> None:  # type: ignore[no-untyped-def]
    keep_original(tmp_path, PAGE)
    damage(originals.path_of(tmp_path, PAGE.sha256))
    with pytest.raises(OriginalDamaged, match=text):
        originals.load(tmp_path, PAGE.sha256)


def test_no_flipped_bit_of_an_original_without_a_sum_crashes_who_reads_it(tmp_path: Path) -> None:
    keep_original(tmp_path, PAGE)
    path = originals.path_of(tmp_path, PAGE.sha256)
    whole = path.read_bytes()
    (length,) = struct.unpack("<I", whole[4:8])
    known = {name: value for name, value in json.loads(whole[8 : 8 + length]).items() if name != "sum"}
    text = json.dumps(known).encode()  # as an older version wrote it
    former = whole[:4] + struct.pack("<I", len(text)) + text + whole[8 + length :]
    path.write_bytes(former)
    assert originals.is_good(tmp_path, PAGE.sha256)
    for place in range(8 * len(former)):
        damaged = bytearray(former)
        damaged[place // 8] ^= 1 << place % 8
        path.write_bytes(damaged)
        with suppress(OriginalDamaged):
            originals.load(tmp_path, PAGE.sha256)


def test_an_original_with_another_s_content_is_told(tmp_path: Path) -> None:
    other = capture("Rain.")
    for each in (PAGE, other):
        keep_original(tmp_path, each)
    originals.path_of(tmp_path, PAGE.sha256).write_bytes(
        originals.path_of(tmp_path, other.sha256).read_bytes()
    )
    with pytest.raises(OriginalDamaged, match="its content has changed"):
        originals.load(tmp_path, PAGE.sha256)


def test_what_is_laid_is_kept_once_it_is_settled(tmp_path: Path) -> None:
    pages = [capture(f"Page {number}\n\nText.") for number in range(5)]
    for each in pages:
        originals.stage(tmp_path, each)
    assert list(originals.hashes_in(tmp_path)) == []
    originals.commit(tmp_path, [*(each.sha256 for each in pages), "ff" * 32])
    assert list(originals.hashes_in(tmp_path)) == sorted(each.sha256 for each in pages)
    assert not list(tmp_path.rglob(".*"))


def test_what_is_laid_or_kept_can_be_forgotten(tmp_path: Path) -> None:
    keep_original(tmp_path, PAGE)
    for _ in range(2):
        originals.forget(tmp_path, PAGE.sha256)
    page = capture()
    originals.stage(tmp_path, page)
    originals.forget(tmp_path, page.sha256)
    originals.commit(tmp_path, [page.sha256])
    assert list(originals.hashes_in(tmp_path)) == []


def test_what_is_removed_while_originals_are_copied_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages, own, good = [capture("Fog."), capture("Rain.")], tmp_path / "own", originals.is_good
    for each in pages:
        keep_original(own, each)
    gone, stays = (each.sha256 for each in pages)

    def removed_then(folder: Path, sha256: str) -> bool:
        found = good(folder, sha256)
        originals.forget(own, gone)
        return found

    monkeypatch.setattr(originals, "is_good", removed_then)
    assert originals.copy(own, tmp_path / "copies", [gone, stays]) == 1
    monkeypatch.setattr(originals, "hashes_in", lambda folder: iter([gone, stays]))
    assert originals.sizes(tmp_path / "copies").keys() == originals.sizes(own).keys() == {stays}
