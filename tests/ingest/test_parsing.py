"""One capture, from bytes to a story with its mentions, whatever goes wrong."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from lib import capture as capture_package
from lib.ingest.one_capture import parse
from lib.ingest.parse_context import ParseContext, Replay, Seen, Tombstones, removed_from
from lib.ingest.parsing import results_of
from lib.ingest.result import Passed
from lib.ingest.run import ingest
from lib.ingest.storing import Intake, store_sources
from lib.ingest.summary import StoredSource
from lib.ingest.work_item import WorkItem
from lib.model.capture import Capture, Rejected
from lib.model.errors import NotAnArticle
from lib.model.parsed import Parsed
from lib.store import originals
from lib.store.archive import create, open_for_reading
from lib.store.batches.stories import Saved, save
from lib.store.known_hashes import current_file
from lib.store.lock import writer_lock
from lib.store.lookups import stored_hashes
from lib.store.paths import files
from lib.store.removal import remove
from tests.builders import archive, capture, correction, parsed
from tests.ingest.conftest import page
from tests.store.asked import rows

ONE = correction("One.", sha256="a", url="https://www.harbour.example/fog?utm_source=x")
TWO = correction("Two.", sha256="b", url="http://harbour.example/fog")
BARE = correction("Bare.", sha256="c")
REPLAY = Replay((ONE, TWO, BARE))


def nobody(_: Capture) -> None:
    """Begin in silence."""


FAULTS = (
    (NotAnArticle("a.txt", "a.txt holds no story."), "NotAnArticle", "a.txt holds no story."),
    (MemoryError(), "TooLarge", "needs more memory than one page may take (1 GiB); save the article alone"),
    (
        ZeroDivisionError("oh"),
        "Fault",
        "left out by a fault in Wireroom (ZeroDivisionError: oh); please report it",
    ),
)


@pytest.mark.parametrize(("fault", "kind", "note"), FAULTS)
def test_whatever_goes_wrong_is_a_rejection(
    monkeypatch: pytest.MonkeyPatch, fault: Exception, kind: str, note: str
) -> None:
    def fail(_: Capture) -> None:
        raise fault

    monkeypatch.setattr("lib.ingest.one_capture.clean", fail)
    refused = parse(capture(origin="a.txt"))
    assert isinstance(refused, Rejected)
    assert (refused.origin, refused.sha256, refused.kind) == ("a.txt", capture().sha256, kind)
    assert note in refused.message


def test_an_understood_capture_is_laid_and_goes_on_without_its_bytes(
    all_pages: list[Path], tmp_path: Path
) -> None:
    begun: list[Capture] = []
    (found,) = results_of(WorkItem(path=str(all_pages[0])), ParseContext(originals=tmp_path), begun.append)
    assert isinstance(found, Parsed)
    assert (found.capture.content, found.capture.original) == ("", b"")
    assert [each.sha256 for each in begun] == [found.capture.sha256]
    assert list(originals.hashes_in(tmp_path)) == []  # laid only: the batch settles it before it is committed
    originals.commit(tmp_path, [found.capture.sha256])
    assert originals.load(tmp_path, found.capture.sha256).content == all_pages[0].read_bytes()


def test_a_kept_original_is_read_again_with_its_name_and_time(all_pages: list[Path], tmp_path: Path) -> None:
    context = ParseContext(originals=tmp_path)
    (first,) = results_of(WorkItem(path=str(all_pages[0])), context, nobody)
    assert isinstance(first, Parsed)
    originals.commit(tmp_path, [first.capture.sha256])
    (again,) = results_of(WorkItem(path="", original=first.capture.sha256), context, nobody)
    assert again == first
    (refused,) = results_of(WorkItem(path="", original="ab" * 32), context, nobody)
    assert isinstance(refused, Rejected) and refused.kind == "OriginalDamaged"


def test_what_is_known_or_removed_is_not_parsed(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(capture().original)
    sha256 = capture().sha256
    removed = Tombstones(hashes={sha256: "story"})
    (passed,) = results_of(WorkItem(path=str(page)), ParseContext(seen=Seen(removed=removed)), nobody)
    assert passed == Passed(origin=str(page), sha256=sha256, verdict="removed", story="story")


def test_seen_hashes_are_those_of_the_archive(tmp_path: Path) -> None:
    kept, gone = parsed(), parsed(text="another text", origin="b.txt")
    path = archive(tmp_path, kept)
    with open_for_reading(path) as reading:
        seen = Seen(stored=current_file(reading), removed=removed_from(reading))
    assert seen.verdict(kept.capture.sha256) == "known"
    assert seen.verdict(gone.capture.sha256) is None
    article = rows(path, "select article_id from stories")[0][0]
    remove(path, article)
    with open_for_reading(path) as reading:
        seen = Seen(stored=current_file(reading), removed=removed_from(reading))
    assert seen.verdict(kept.capture.sha256) == "removed"


def test_a_capture_has_its_own_corrections_and_those_of_others_at_its_address() -> None:
    address = "https://harbour.example/fog"
    assert (REPLAY.own("a"), REPLAY.own("c"), REPLAY.own("z")) == ((ONE,), (BARE,), ())
    assert REPLAY.beside(address, "a") == (TWO,)
    assert REPLAY.beside(address, "new") == (ONE, TWO)
    assert REPLAY.beside("https://harbour.example/rain", "a") == ()
    assert REPLAY.beside(None, "new") == Replay().beside(None, "new") == ()


def test_half_of_a_pair_in_a_page_stops_no_ingest(pages: Path, tmp_path: Path) -> None:
    (pages / "half.html").write_text(page("crane", 9).replace("Ann Lee", "Ann Lee\\ud83d"), encoding="utf-8")
    path = tmp_path / "archive.duckdb"
    summary = ingest([pages], archive=path, jobs=1)
    assert (summary.counts.stored, len(summary.rejected)) == (6, 1)
    assert rows(path, "select author from authors") == [("Ann Lee",)]


def test_a_capture_over_which_the_store_stumbles_is_rejected_alone(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pages / "odd.html").write_text(page("odd", 9), encoding="utf-8")
    done: list[StoredSource] = []

    def stumbling(path: Path, captures: Sequence[Parsed | Rejected], **options: Any) -> Saved:
        if any(isinstance(each, Parsed) and each.capture.origin.endswith("odd.html") for each in captures):
            raise OverflowError("oh")
        return save(path, captures, **options)

    monkeypatch.setattr("lib.ingest.storing.save", stumbling)
    path = tmp_path / "archive.duckdb"
    create(path)
    found = [WorkItem(path=str(each)) for each in sorted(pages.glob("*.html"))]
    with writer_lock(path):
        summary = store_sources(found, Intake(archive=path, pooled=False, on_stored=done.extend))
    (odd,) = [each for each in summary.rejected if each.kind == "Fault"]
    assert "odd.html was left out by a fault in Wireroom (OverflowError: oh)" in odd.message
    assert [each.source.path for each in done if odd in each.refused] == [str(pages / "odd.html")]
    assert summary.counts.stored == sum(each.outcomes.get("stored", 0) for each in done) == 5
    assert not originals.path_of(files(path).originals, str(odd.sha256)).exists()
    monkeypatch.undo()
    assert ingest([pages], archive=path, jobs=1).counts.stored == 1
    with open_for_reading(path) as reading:
        assert sorted(originals.hashes_in(files(path).originals)) == sorted(stored_hashes(reading))


def test_a_fault_while_a_file_is_read_costs_its_rest_alone(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(source: str | Path, **_: Any) -> Iterator[Capture]:
        yield from (each for each in capture_package.read(source) if isinstance(each, Capture))
        if str(source).endswith("3-lighthouse.html"):
            raise ZeroDivisionError("oh")

    monkeypatch.setattr("lib.ingest.parsing.capture", SimpleNamespace(read=read))
    summary = ingest([pages], archive=tmp_path / "archive.duckdb", jobs=1)
    (note,) = [each for each in summary.rejected if each.kind == "Fault"]
    assert "3-lighthouse.html was left out by a fault in Wireroom (ZeroDivisionError: oh)" in note.message
    assert summary.counts.stored == 5
