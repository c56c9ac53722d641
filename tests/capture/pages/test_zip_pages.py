"""What lies in a ZIP archive is read like a folder, under limits and without a file written by its name."""

import io
import stat
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lib.capture import read, write_only, zip_files
from lib.capture.reading import captures_of
from lib.capture.source_file import SourceFile
from lib.model.capture import Capture, Rejected, Skipped
from tests.capture.archives import STORY, packed, record
from tests.capture.captured import NOON, outcomes
from tests.cases import every_case

PAGE = STORY.encode()


def packet(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED, day: int = 11) -> bytes:
    """Return a ZIP archive with the files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files:
            info = zipfile.ZipInfo(name, (2024, 3, day, 10, 30, 0))
            info.compress_type = method
            archive.writestr(info, data)
    return out.getvalue()


def taken(data: bytes, name: str = "box.zip") -> list[object]:
    return outcomes(data, name)


def test_pages_are_captures_and_the_rest_says_why() -> None:
    found = taken(
        packet(
            ("a/quay.html", PAGE), ("a/quay_files/x.html", b"x"), ("a/quay_files/y.png", b"x"),
            ("a/.git/x.html", b"x"), ("__MACOSX/a/._quay.html", b"x"), ("a/notes.doc", b"x"),
            ("a/table.csv", b"a,b"), ("b/lines.jsonl", b'{"text": "Harbour open"}\n{"text": "Again"}'),
        )
    )  # fmt: skip
    captures = {each.origin for each in found if isinstance(each, Capture)}
    assert captures == {"box.zip#a/quay.html", "box.zip#b/lines.jsonl#1", "box.zip#b/lines.jsonl#2"}
    assert {each.origin: each.reason for each in found if isinstance(each, Skipped)} == {
        "box.zip#a/quay_files": "part of a saved page",
        "box.zip#a/.git": "hidden file",
        "box.zip#__MACOSX": "hidden file",
        "box.zip#a/notes.doc": "not a known format",
        "box.zip#a/table.csv": "not a known format",
    }


def test_a_page_carries_the_date_of_its_file() -> None:
    (found,) = taken(packet(("quay.html", PAGE)))
    assert isinstance(found, Capture)
    assert found.captured_at == datetime(2024, 3, 11, 10, 30, tzinfo=UTC)
    assert found.captured_assumed == "the file's date in the archive"
    (late,) = taken(packet(("quay.html", PAGE), day=28))
    assert isinstance(late, Capture) and late.captured_at == NOON


def test_archives_of_the_web_are_read_piece_by_piece_inside() -> None:
    files = ("x/box.warc.gz", packed(record(), record())), ("y/inner.zip", packet(("q.html", PAGE)))
    origins = [each.origin for each in taken(packet(*files)) if isinstance(each, Capture)]
    assert origins == [f"box.zip#{name}" for name in (
        "x/box.warc.gz#1", "x/box.warc.gz#2", "y/inner.zip#q.html",
    )]  # fmt: skip


def test_archives_in_archives_end() -> None:
    data = packet(("q.html", PAGE))
    for _ in range(4):
        data = packet(("inner.zip", data))
    (found,) = taken(data)
    assert isinstance(found, Rejected) and found.kind == "TooLarge" and "lies in 3 archives" in found.message


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    arrival = SourceFile(
        origin="box.zip", name="box.zip", data=packet(("a.html", bytes(3_000_000)), ("b.html", PAGE)),
        seen_at=NOON, seen_by=None, room=2_000_000,
    )  # fmt: skip
    (found,) = captures_of(arrival)
    assert isinstance(found, Rejected)
    assert "unpacks to 3 MB in 2 files, more than the limit of 2 MB" in found.message


def test_a_page_that_unpacks_too_far_costs_only_itself() -> None:
    found = taken(packet(("a.html", b" " * 21_000_000 + b"x"), ("b.html", PAGE)))
    assert [type(each) for each in found] == [Rejected, Capture]


def test_too_many_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_files, "MOST", 2)
    (found,) = taken(packet(("a.html", PAGE), ("b.html", PAGE), ("c.html", PAGE)))
    assert isinstance(found, Rejected) and "in 3 files" in found.message


def test_no_name_leads_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "home").mkdir()
    monkeypatch.chdir(tmp_path / "home")
    names = ("../out.html", "/etc/out.html", "..\\..\\out.html", "C:\\out.html", "a/../../out.warc")
    found = taken(packet(*((name, PAGE if name.endswith("html") else record()) for name in names)))
    assert sum(isinstance(each, Capture) for each in found) == len(names)
    assert sorted(tmp_path.rglob("*")) == [tmp_path / "home"]


@every_case(
    ("method", "fault"),
    [
        (zipfile.ZIP_STORED, "Bad CRC-32"),
        (zipfile.ZIP_DEFLATED, "Error -3"),
        (zipfile.ZIP_BZIP2, "Invalid data stream"),
        (zipfile.ZIP_LZMA, "Corrupt input data"),
    ],
)
def test_a_damaged_file_costs_only_itself(method: int, fault: str) -> None:
    data = bytearray(packet(("a.html", PAGE), ("b.html", PAGE), method=method))
    for at in range(60, 80):
        data[at] ^= 0xFF
    found = taken(bytes(data))
    assert [type(each) for each in found] == [Rejected, Capture]
    assert isinstance(found[0], Rejected) and f"box.zip#a.html is damaged ({fault}" in found[0].message


def test_a_link_in_an_archive_is_no_page() -> None:
    link = zipfile.ZipInfo("link.html")
    link.create_system, link.external_attr = 3, stat.S_IFLNK << 16  # as Unix packs them
    out = io.BytesIO(packet(("a.html", PAGE)))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(link, "../../etc/quay.html")
    page, skipped = taken(out.getvalue())
    assert isinstance(page, Capture)
    assert skipped == Skipped(origin="box.zip#link.html", reason="link")


def test_a_locked_file_is_told() -> None:
    data = bytearray(packet(("a.html", PAGE)))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (found,) = taken(bytes(data))
    assert isinstance(found, Rejected) and "is locked with a password; unpack it" in found.message


@every_case("data", [b"PK\x03\x04" + bytes(99), packet(("a.html", PAGE))[:-30], b"PK\x05\x06" + bytes(18)])
def test_what_is_no_whole_archive_is_refused(data: bytes) -> None:
    (found,) = taken(data)
    assert isinstance(found, Rejected) and found.message.startswith("box.zip ")


def test_an_office_document_holds_no_page() -> None:
    (_, found) = taken(packet(("word/document.xml", b"<w:document>")), "letter.docx")
    assert isinstance(found, Rejected) and "holds no page" in found.message


def test_files_that_are_taken_out_keep_their_names_and_dates(tmp_path: Path) -> None:
    inner = packet(("deep.html", PAGE), ("bad.html", b" "))
    path = tmp_path / "box.zip"
    path.write_bytes(packet(("a#1.html", b" "), ("good.html", PAGE), ("inner.zip", inner), ("b.html", b" ")))
    before = {each.origin: each for each in read(path)}
    refused = [origin for origin, each in before.items() if isinstance(each, Rejected)]
    assert [each.removeprefix(f"{path}#") for each in refused] == ["a#1.html", "b.html", "inner.zip#bad.html"]
    with (tmp_path / "fresh").open("wb") as out:
        assert write_only(path, refused, out)
    (tmp_path / "fresh").replace(path)
    left = {origin: each for origin, each in before.items() if "good" not in origin}
    assert {each.origin: each for each in read(path)} == left


@pytest.mark.parametrize("label", ["other.html", "good.html.gone"])
def test_nothing_is_taken_out_where_a_name_is_not_there(tmp_path: Path, label: str) -> None:
    path = tmp_path / "box.zip"
    path.write_bytes(packet(("good.html", PAGE)))
    assert not write_only(path, [f"{path}#good.html", f"{path}#{label}"], io.BytesIO())
    path.write_bytes(path.read_bytes().replace(b"PK\3\4", b"PK\3\5"))
    assert not write_only(path, [f"{path}#good.html"], io.BytesIO())
