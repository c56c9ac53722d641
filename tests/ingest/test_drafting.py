"""Corrections become a publisher's rules, which are tried out on all its captures before they are kept."""

from pathlib import Path

import pytest

from lib.clean import publishers
from lib.ingest import correct, ingest
from lib.ingest.drafting import CUT_AS, domains, drafted, previews
from lib.ingest.parsing import Replay
from lib.ingest.reclean import cleaned_here
from lib.model.article import Parsed
from lib.store.archive import open_for_reading
from lib.store.files import originals
from lib.store.files.home import files
from tests.ingest.conftest import page

LAMPS = (
    "The quay has eleven lamps, and each of them was lit by a child of the town's own school that evening."
)
NOTE = f'<div class="quay-lamps"><p>{LAMPS}</p></div>'


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Two stories of one publisher: such a box as is cut in the first holds much of the second's text."""
    folder = tmp_path / "pages"
    folder.mkdir()
    one, two = page("ferry", 1), page("bridge", 2)
    (folder / "one.html").write_text(one.replace("</article>", f"{NOTE}</article>"), encoding="utf-8")
    boxed = two.replace("<p>Norway had", '<div class="quay-lamps"><p>Norway had').replace(
        "<p>Work on", "</div><p>Work on"
    )
    (folder / "two.html").write_text(boxed, encoding="utf-8")
    path = tmp_path / "archive.duckdb"
    ingest([folder], archive=path, jobs=1)
    return path


def cut_by_hand(archive: Path, words: str) -> None:
    with open_for_reading(archive) as reading:
        hashes = [sha256 for (sha256,) in reading.execute("select sha256 from capture").fetchall()]
    for each in cleaned_here(archive, hashes, Replay()):
        assert isinstance(each, Parsed)
        for block in each.cleaned.article.blocks:
            if words in block.text and block.zone != "headline":
                correct(archive, each.capture.sha256, "cut", block)


def test_a_draft_is_tried_out_on_every_capture(archive: Path) -> None:
    cut_by_hand(archive, "eleven lamps")
    assert domains(archive) == ["harbourpost.example"]
    draft = drafted(archive, "harbourpost.example")
    assert dict(draft.rules.cut) == {"div.quay-lamps > p": CUT_AS} and not draft.rules.keep
    assert "    div.quay-lamps > p: box\n" in draft.text
    bridge, ferry = previews(archive, draft.rules)
    assert (ferry.taken, ferry.added) == (len(LAMPS.split()), 0)
    assert bridge.much and bridge.taken > 20
    assert "harbourpost.example" not in publishers.by_domain()


def test_a_lost_original_is_told(archive: Path) -> None:
    cut_by_hand(archive, "eleven lamps")
    rules = drafted(archive, "harbourpost.example").rules
    for sha256 in list(originals.kept(files(archive).originals)):
        originals.forget(files(archive).originals, sha256)
    assert all("is missing" in str(each.refused) and each.much for each in previews(archive, rules))
    assert "no stable name leads to" in drafted(archive, "harbourpost.example").text
