"""Corrections become a publisher's rules, which are tried out on all its captures before they are kept."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from lib.clean import publishers
from lib.clean.clean import clean
from lib.clean.measure import weight
from lib.clean.publishers.file_text import written
from lib.ingest.correct import correct
from lib.ingest.drafting import CUT_AS, domains, drafted, previews
from lib.ingest.parse_context import Replay
from lib.ingest.reclean import cleaned
from lib.ingest.run import ingest
from lib.ingest.stored_original import kept_capture
from lib.model.capture import Capture
from lib.model.parsed import Parsed
from lib.store import originals
from lib.store.journal import corrections
from lib.store.paths import files
from tests import builders
from tests.ingest.conftest import page
from tests.store.asked import rows

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
    hashes = [sha256 for (sha256,) in rows(archive, "select sha256 from capture")]
    for each in cleaned(archive, hashes, Replay(), named=False):
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
    bridge, ferry = previews(archive, draft)
    assert (ferry.removed, ferry.added) == (len(LAMPS.split()), 0)
    assert bridge.much and bridge.removed > 20
    assert "harbourpost.example" not in publishers.by_domain()
    for sha256 in list(originals.hashes_in(files(archive).originals)):
        originals.forget(files(archive).originals, sha256)
    assert all("is missing" in str(each.refused) and each.much for each in previews(archive, draft))
    assert "no stable name leads to" in drafted(archive, "harbourpost.example").text


SHIPPED = """\
- reason: The old site.
  domains: [harbourpost.example]
  until: 2001-12-31
  read:
    tags: .old-tags a
- reason: Its footer is text.  # of the town
  domains: [harbourpost.example]
  since: 2002-01-01
  keep:
    footer: body
  read:
    kicker: nav a
"""


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of publishers' files with one for the stories' publisher, by another domain's name."""
    (tmp_path / "shipped").mkdir()
    monkeypatch.setattr(publishers, "FOLDER", tmp_path / "shipped")
    (tmp_path / "shipped" / "harbour_example.yaml").write_text(SHIPPED, encoding="utf-8")
    publishers.by_domain.cache_clear()
    yield tmp_path / "shipped"
    publishers.by_domain.cache_clear()


def test_a_publisher_that_has_rules_keeps_them_in_its_draft(archive: Path, shipped: Path) -> None:
    cut_by_hand(archive, "eleven lamps")
    draft = drafted(archive, "harbourpost.example")
    assert draft.file == "harbour_example.yaml" and "The old site" in draft.text
    assert "- reason: Its footer is text.  # of the town" in draft.text.splitlines()
    bridge, ferry = previews(archive, draft)
    assert (ferry.removed, ferry.added, ferry.worse) == (len(LAMPS.split()), 0, True)
    assert bridge.worse and bridge.added == 0
    hashes = list(originals.hashes_in(files(archive).originals))
    before = [_text(archive, sha256) for sha256 in hashes]
    (shipped / draft.file).write_text(draft.text, encoding="utf-8")
    publishers.by_domain.cache_clear()
    after = [_text(archive, sha256) for sha256 in hashes]
    assert all("The Harbour Post" in text for text in before + after)  # the shipped rule holds
    gone = [one for one in before if one not in after]
    assert len(gone) == 2 and all(LAMPS not in text for text in after)


def _text(archive: Path, sha256: str) -> str:
    page = kept_capture(files(archive).originals, sha256)
    assert isinstance(page, Capture)
    return clean(page).article.text


def test_a_draft_says_which_fields_and_doubts_it_costs(archive: Path, shipped: Path) -> None:
    cut_by_hand(archive, "eleven lamps")
    draft = drafted(archive, "harbourpost.example")
    alone = replace(draft, text=written(draft.rules))  # in the place of the shipped file
    assert all("no kicker any more" in each.lost and each.worse for each in previews(archive, alone))
    (most,) = publishers.rows_of("- domains: [harbourpost.example]\n  cut: {article: box}\n", "")
    lost = [each.lost[-1] for each in previews(archive, replace(draft, text=written(most)))]
    assert all("in doubt: The rule for harbourpost.example would cut" in why for why in lost)


def test_a_drafted_wording_is_of_the_text_that_it_is_drafted_from(archive: Path) -> None:
    cut = (
        "Sign up (free)",
        "Read more + listen",
        "What next?",
        "Cost: $5",
        'He said "don\'t"',
        "無料でご登録いただけます",
    )
    by_hand = [
        builders.correction(each, publisher="harbourpost.example", verdict="cut", id=f"{n}")
        for n, each in enumerate(cut)
    ]
    corrections.append(archive, by_hand)
    lines = drafted(archive, "harbourpost.example").text.splitlines()
    found = [yaml.safe_load(line[1:])[0] for line in lines if line.startswith("#   - ")]
    for words, row in zip(cut, found, strict=True):
        assert re.fullmatch(row["whole"][0], words) and row["longest"] > weight(words)
