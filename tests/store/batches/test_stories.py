"""What saving makes of captures: stories, revisions, briefs, and what is known already."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.model.article import Image, Link
from lib.model.cleaned import Related
from lib.model.errors import ArchiveError
from lib.model.parsed import Parsed
from lib.store import receipts
from lib.store.archive import open_for_reading
from lib.store.batches.stories import Saved, save
from tests.builders import MORNING, archive, article, blocks, brief, parsed, rejected
from tests.store.asked import rows

LATER = MORNING + timedelta(days=1)


def outcomes(saved: Saved) -> list[str]:
    return [receipt.outcome for receipt in saved.receipts]


def test_a_story_comes_back_as_it_was(tmp_path: Path) -> None:
    story = article(
        "Ferries stop", "They stopped.", deck="Fog.", kicker="City", byline="By Ann Lee",
        authors=("Ann Lee",), tags=("Harbour", "Fog"), has_audio=True,
        images=(Image(url=None, alt="Fog", caption="Fog.", credit="A. Lee", lead=True),),
    )  # fmt: skip
    path = archive(tmp_path, parsed(story))
    with open_for_reading(path) as reading:
        note = reading.frame("select * from stories").iloc[0]
    assert note["headline"] == "Ferries stop"
    assert list(note["tags"]) == ["Harbour", "Fog"]
    assert list(note["authors"]) == ["Ann Lee"]
    assert (note["publisher"], note["section"], note["language"]) == ("harbour.example", "City", "en")
    assert (note["read_minutes"], note["has_audio"], note["zone_name"]) == (2, True, "Europe/Kyiv")
    assert note["text"] == "Ferries stop\n\nFog.\n\nThey stopped."
    assert note["words"] == 3
    assert rows(path, "select alt, caption, credit, lead from image") == [("Fog", "Fog.", "A. Lee", True)]


@pytest.mark.parametrize("printed", ["The Harbour Post", "TheHarbourPost"])
def test_a_text_and_a_page_of_a_site_that_begins_with_the_are_one_story(tmp_path: Path, printed: str) -> None:
    names = (printed, "theharbourpost.com")
    for number, order in enumerate((names, names[::-1])):
        made = [parsed(article(publisher=name), text=name) for name in order]
        path = archive(tmp_path / f"{number}", made[0])
        assert outcomes(save(path, made[1:])) == ["known"]
    note = brief(publisher="theharbourpost.com")
    path = archive(tmp_path / "briefs", parsed(briefs=[replace(note, publisher=printed)]))
    save(path, [parsed(article("Another page"), briefs=[note])])
    assert rows(path, "select count(*) from stories where form = 'brief'") == [(1,)]


def test_blocks_links_cards_and_cuts_are_kept_in_order(tmp_path: Path) -> None:
    first, second = blocks(("headline", "Fog"), ("body", "See here."))
    story = article(
        "Fog", blocks=(first, replace(second, links=(Link(start=4, end=8, url="https://a.example"),)))
    )
    card = Related(headline="Rain", deck=None, publisher=None, authors=("Ann Lee",), at=20, end=24)
    path = archive(tmp_path, parsed(story, related=(card,)))
    assert rows(path, 'select block, text, "at", "end", links from article_block order by block') == [
        (0, "Fog", 0, 3, None),
        (1, "See here.", 4, 13, '[[4, 8, "https://a.example"]]'),
    ]
    assert rows(path, "select headline, authors from related") == [("Rain", ["Ann Lee"])]


def test_the_same_bytes_are_known_and_change_nothing(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed())
    with open_for_reading(path) as reading:
        before = reading.state
    saved = save(path, [parsed()])
    assert (saved.batch, outcomes(saved)) == (None, ["known"])
    with open_for_reading(path) as reading:
        assert reading.state == before
    assert rows(path, "select count(*) from capture") == [(1,)]


def test_other_bytes_of_the_same_text_are_a_known_capture_of_the_story(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed(origin="a.txt"))
    saved = save(path, [parsed(text="the same story, saved with another menu", origin="b.txt")])
    assert outcomes(saved) == ["known"]
    assert saved.receipts[0].article_id
    assert rows(path, "select count(*), count(distinct article) from capture") == [(2, 1)]
    assert rows(path, "select count(*) from article") == [(1,)]


FIRST, LATE = article("Fog", "First."), article("Fog", "Second.", captured_at=LATER)
LAST = article("Fog", "First.", captured_at=LATER + timedelta(days=1))
ONE, TWO = (f"https://harbour.example/{number}" for number in (1, 2))
CAME: dict[str, tuple[list[Parsed], list[str], list[str]]] = {  # captures, outcomes, texts that are shown
    "another text": ([parsed(FIRST), parsed(LATE)], ["stored", "revision"], ["Second."]),
    "an older one later": ([parsed(LATE), parsed(FIRST)], ["stored", "revision"], ["Second."]),
    "a text that returns": (
        [parsed(FIRST), parsed(LATE), parsed(LAST, text="the first one, captured again")],
        ["stored", "revision", "known"], ["First."],
    ),
    "an address is stronger than headline and day": (
        [parsed(FIRST, address=ONE), parsed(article("Fog lifts", "Noon."), address=ONE),
         parsed(article("Fog", "Evening."), address=TWO)],
        ["stored", "revision", "stored"], ["Evening.", "Noon."],
    ),
    "a copied text": ([parsed(FIRST, address=ONE), parsed(LATE)], ["stored", "revision"], ["Second."]),
}  # fmt: skip


@pytest.mark.parametrize("case", CAME)
def test_a_capture_is_a_story_or_a_revision_and_the_newest_is_shown(tmp_path: Path, case: str) -> None:
    pages, became, shown = CAME[case]
    path = archive(tmp_path)
    assert [outcome for page in pages for outcome in outcomes(save(path, [page]))] == became
    texts = rows(path, "select text from stories order by 1")
    assert sorted(str(text).rpartition("\n\n")[2] for (text,) in texts) == shown
    assert rows(path, "select count(distinct article) from article") == [(len(shown),)]


def test_a_brief_on_two_pages_is_stored_once_with_both_hosts(tmp_path: Path) -> None:
    path = archive(tmp_path)
    saved = save(path, [parsed(article(name), briefs=[brief()]) for name in ("One", "Two")])
    assert [receipt.briefs for receipt in saved.receipts] == [1, 0]
    undated = article("Fog", published_at=None, published_as=None, published_zone=None)
    page = parsed(undated)
    saved = save(path, [page], ids={page.capture.sha256: "formerid00"})  # as a rebuild keeps it
    assert saved.receipts[0].article_id == "formerid00"
    found = rows(path, "select day, published_at from article where article = 'formerid00'")
    assert found == [(None, None)]  # without a date there is no day
    assert rows(path, "select count(*) from article where form = 'brief'") == [(1,)]
    assert rows(path, "select count(distinct host), count(distinct article) from carried") == [(2, 1)]


def test_briefs_bring_their_own_mentions_and_the_host_none_of_them(tmp_path: Path) -> None:
    note = brief("Norway closes bridge", "Norway has closed a bridge.")
    path = archive(
        tmp_path,
        parsed(
            article("Fog", "Fog over Sweden."),
            names={"Norway": "country", "Sweden": "country"},
            briefs=[note],
        ),
    )
    found = "select distinct headline, actor from mentions join stories using (article_id) order by all"
    assert rows(path, found) == [("Fog", "Sweden"), ("Norway closes bridge", "Norway")]


def test_a_refusal_is_noted_once_and_void_when_the_capture_is_understood(tmp_path: Path) -> None:
    good = parsed()
    bad = rejected("harbour.txt", sha256=good.capture.sha256)
    path = archive(tmp_path)
    save(path, [rejected("harbour.txt", sha256=good.capture.sha256, kind="TooLarge", message="Too large.")])
    assert [save(path, [bad]).batch, save(path, [bad]).batch] == [2, None]  # the reason is another one
    assert rows(path, "select outcome, kind from capture") == [("rejected", "UnreadableCapture")]
    save(path, [good])
    assert rows(path, "select outcome, kind from capture") == [("stored", None)]


def test_rows_of_a_batch_stand_in_the_order_of_publication(tmp_path: Path) -> None:
    days = (3, 1, 2)
    pages = [parsed(article(f"Day {day}", published_at=MORNING + timedelta(days=day))) for day in days]
    path = archive(tmp_path, *pages)
    note = rows(path, "select headline from article_text order by id")
    assert note == [("Day 1",), ("Day 2",), ("Day 3",)]


def test_names_are_numbered_once_and_inverted_tables_are_sorted(tmp_path: Path) -> None:
    path = archive(tmp_path)
    for number in range(3):
        story = article(f"Story {number}", tags=("War", "Fog", "War"), authors=("Ann Lee",))
        save(path, [parsed(story)])
    assert rows(path, "select name from tag order by tag_id") == [("Fog",), ("War",)]
    assert rows(path, "select id from author_article") == [(1,), (2,), (3,)]
    assert rows(path, "select tags from article where id = 1") == [([2, 1],)]


def test_a_mention_knows_its_sentence_and_its_bits(tmp_path: Path) -> None:
    story = article("Fog", "Rain fell. Norway met Sweden. Norway left.")
    path = archive(tmp_path, parsed(story, names={"Norway": "country", "Sweden": "country"}))
    assert rows(path, "select actor, sent, sentence from mentions order by start") == [
        ("Norway", 0, "Norway met Sweden."),
        ("Sweden", 0, "Norway met Sweden."),
        ("Norway", 1, "Norway left."),
    ]
    assert rows(path, "select a, b, sentence from co_mentions") == [
        ("Norway", "Sweden", "Norway met Sweden.")
    ]


captures = st.lists(
    st.builds(
        lambda headline, text, day, with_brief: parsed(
            article(headline, text, captured_at=MORNING + timedelta(days=day)),
            briefs=[brief(f"Brief {with_brief}")] if with_brief else [],
            text=f"{headline}{text}{day}{with_brief}",
        ),
        st.sampled_from(("One", "Two", "Three")),
        st.sampled_from(("First.", "Second.")),
        st.integers(0, 3),
        st.integers(0, 2),
    ),
    max_size=12,
)

WHOLE = """select t.headline, a.article, a.revision, a.shown, a.form, t.captured_at from article a
    join article_text t using (id) order by all"""


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(captures, st.integers(1, 4))
def test_the_archive_is_the_same_however_captures_are_batched_and_repeated(
    tmp_path_factory: pytest.TempPathFactory, pages: Sequence[Parsed], size: int
) -> None:
    note = []
    for batches in ([pages], [pages[at : at + size] for at in range(0, len(pages), size)], [pages, pages]):
        path = archive(tmp_path_factory.mktemp("home"))
        for batch in batches:
            save(path, batch)
        note.append((rows(path, WHOLE), rows(path, "select sha256, outcome from capture order by all")))
    assert note[0] == note[1] == note[2]


def test_a_batch_has_its_line_in_the_ledger(tmp_path: Path) -> None:
    page = parsed()
    path = archive(tmp_path, page)
    (line,) = receipts.read(tmp_path / "receipts.jsonl")
    assert (line.batch, line.kind, line.articles) == (1, "ingest", 1)
    assert [(sha256, outcome) for sha256, outcome, _ in line.captures] == [(page.capture.sha256, "stored")]
    assert rows(path, "select hash from batch") == [(line.hash,)]


def test_a_file_s_name_of_any_bytes_is_kept_readable(tmp_path: Path) -> None:
    name = b"caf\xe9.txt".decode("utf-8", "surrogateescape")
    path = archive(tmp_path, parsed(origin=name))
    save(path, [rejected(name)])
    save(path, [rejected(name)])
    assert rows(path, "select origin from capture order by outcome") == [
        ("caf\ufffd.txt",),
        ("caf\ufffd.txt",),
    ]


def test_a_disk_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = archive(tmp_path)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(receipts, "append", fail)
    with pytest.raises(ArchiveError, match=r"No space left on device\)\. What was stored before is safe"):
        save(path, [parsed()])
    monkeypatch.undo()
    assert outcomes(save(path, [parsed()])) == ["known"]  # the commit had come before
    assert len(list(receipts.read(tmp_path / "receipts.jsonl"))) == 1
