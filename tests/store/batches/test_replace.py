"""After captures were cleaned again the archive is as one that was made with them from the start."""

from collections.abc import Mapping, Sequence
from dataclasses import replace as changed
from datetime import timedelta
from pathlib import Path

import pytest

from lib.model.article import Article
from lib.model.parsed import Parsed
from lib.store import receipts
from lib.store.archive import open_for_reading
from lib.store.batches.replace import replace
from lib.store.batches.stories import save
from lib.store.lookups import captures_of
from lib.store.removal import remove
from lib.store.upkeep.doctor import examine
from tests.builders import MORNING, archive, article, blocks, brief, parsed, rejected
from tests.lots import few
from tests.store.asked import id_of, rows
from tests.store.contents import contents

NAMES = {"Norway": "country", "Sweden": "country", "Ann Lee": "person", "Osk": "place"}
SEEN = MORNING + timedelta(hours=1)


def page(text: str, story: Article, **fields: object) -> Parsed:
    """Return a capture whose bytes do not depend on what it is understood to hold."""
    return parsed(story, text=text, names=NAMES, **fields)  # type: ignore[arg-type]


A = page("a", article("Fog", "Norway met Sweden.", tags=("Sea",), authors=("Ann Lee",)))
A2 = page("a2", article("Fog", "Norway met Sweden.", tags=("Sea",), authors=("Ann Lee",), captured_at=SEEN))
A3 = page(
    "a3",
    article(
        "Fog", "Norway left.", tags=("Sea",), authors=("Ann Lee",), captured_at=SEEN + timedelta(hours=1)
    ),
)
B = page(
    "b", article("Rain", "Osk is wet.", tags=("Sky",), authors=("Bo Vik",)), briefs=[brief("Bridge shut")]
)
C = page("c", article("Sun", "Osk is dry."), briefs=[brief("Bridge shut"), brief("Road shut")])
D = page("d", article("No day", "Osk waits.", published_at=None))


def again(page: Parsed, *body: str, **fields: object) -> Parsed:
    """Return the capture as it is cleaned now."""
    old = page.cleaned.article
    given = {name: getattr(old, name) for name in ("tags", "authors", "published_at", "captured_at")}
    given |= {"briefs": page.cleaned.briefs}
    given |= fields
    briefs = given.pop("briefs")
    made = article(str(given.pop("headline", old.headline)), *body, **given)
    corrections = ("c1",) if body else ()
    return changed(parsed(made, names=NAMES, briefs=briefs, corrections=corrections), capture=page.capture)  # type: ignore[arg-type]


CASES: dict[str, tuple[Sequence[Parsed], Sequence[Parsed]]] = {
    "a name comes and one goes": ([A, B], [again(A, "Norway met Osk.")]),
    "one text becomes two": ([A, A2, B], [again(A, "Norway won."), again(A2, "Norway met Sweden.")]),
    "two texts become one": ([A, A3, B], [again(A, "Fog lay."), again(A3, "Fog lay.")]),
    "a brief comes": ([A, C], [again(A, "Fog.", briefs=(brief("Tunnel shut"), brief("Bridge shut")))]),
    "no words are left": ([A, B], [again(A, blocks=blocks(("headline", "Fog")))]),
    "nothing changes": ([A, A3, B, C], [again(A, "Norway met Sweden."), again(A3, "Norway left.")]),
    "the text of two captures": ([A, A2, B], [again(A, "Norway won."), again(A2, "Norway won.")]),
    "two texts change places": ([A, A3], [again(A, "Norway left."), again(A3, "Norway met Sweden.")]),
    "an undated story": ([D, B], [again(D, "Osk still waits.")]),
    "a brief goes, another page has it": ([B, C], [again(B, "Osk is wet.", briefs=())]),
    "a brief goes for good": ([B, C], [again(C, "Osk is dry.", briefs=(brief("Bridge shut"),))]),
    "the brief's text changes": ([C, A], [again(C, "Osk is dry.", briefs=(brief("Road shut", "In May."),))]),
}  # fmt: skip


# Which capture brought the text of a brief that another page carries too is not known before that is read.
BORROWED = {"a brief goes, another page has it", "a brief comes"}


@pytest.mark.parametrize("name", few(CASES, 5))
def test_an_archive_is_as_one_made_fresh(name: str, tmp_path: Path) -> None:
    first, later = CASES[name]
    now = {each.capture.sha256: each for each in later}
    one = _filled(tmp_path / "one", first)
    note = replace(one, later)
    assert note.captures == len(later)
    _same(one, _fresh(tmp_path / "two", one, [now.get(each.capture.sha256, each) for each in first]), name)
    assert [finding.sentence for finding in examine(one) if "atch" in finding.sentence] == [
        "Every batch that receipts.jsonl names is in the archive."
    ]
    replace(one, [each for each in first if each.capture.sha256 in now])
    _same(one, _fresh(tmp_path / "three", one, first), name)


def _same(one: Path, other: Path, name: str) -> None:
    left = {"article_text", "article"} if name in BORROWED else set()
    note = [
        {table: rows for table, rows in contents(path).items() if table not in left} for path in (one, other)
    ]
    assert note[0] == note[1]


def _fresh(folder: Path, like: Path, pages: Sequence[Parsed]) -> Path:
    ids = dict(rows(like, "select sha256, article from capture"))
    return _filled(folder, pages, ids)


def _filled(folder: Path, pages: Sequence[Parsed], ids: Mapping[str, str] | None = None) -> Path:
    folder.mkdir()
    path = archive(folder)
    for each in pages:  # a batch each, so that every row must keep its own
        save(path, [each], ids=ids)
    return path


def test_a_capture_that_is_refused_now_keeps_its_text(tmp_path: Path) -> None:
    path = archive(tmp_path, A, A3)
    before = contents(path)
    note = replace(path, [rejected("a.txt", sha256=A.capture.sha256)])
    assert (note.batch, len(note.rejected)) == (None, 1)
    assert contents(path) == before


def test_a_capture_that_is_cleaned_again_alone_leaves_the_others_texts(tmp_path: Path) -> None:
    path = archive(tmp_path, A, A2, A3)
    replace(path, [again(A, "Norway won.")])
    stored = rows(path, "select body from article_body order by all")
    shown = rows(path, "select text from stories")
    assert [body for (body,) in stored] == [
        "Fog\n\nNorway left.",
        "Fog\n\nNorway met Sweden.",
        "Fog\n\nNorway won.",
    ]
    assert shown == [("Fog\n\nNorway left.",)]


def test_what_was_removed_is_not_brought_back(tmp_path: Path) -> None:
    path = archive(tmp_path, A, B)
    story = id_of(path, "Fog")
    remove(path, story)
    before = contents(path)
    assert replace(path, [again(A, "Norway won.")]).batch is None
    assert contents(path) == before


def test_a_reclean_is_a_batch_with_its_line(tmp_path: Path) -> None:
    path = archive(tmp_path, A, A2)
    with open_for_reading(path) as reading:
        before = reading.state
    replace(path, [again(A, "Norway won."), again(A2, "Norway met Sweden.")])
    with open_for_reading(path) as reading:
        assert reading.state != before
    line = list(receipts.read(tmp_path / "receipts.jsonl"))[-1]
    assert (line.kind, line.articles) == ("reclean", 1)
    assert [(sha256, outcome) for sha256, outcome, _ in line.captures] == [
        (A.capture.sha256, "stored"), (A2.capture.sha256, "revision"),
    ]  # fmt: skip


def test_all_captures_of_a_story_are_told_in_their_order(tmp_path: Path) -> None:
    path = archive(tmp_path, A3, B, A)
    with open_for_reading(path) as reading:
        (story,) = captures_of(reading, [A.capture.sha256, "ab" * 32]).values()
    assert story == [A3.capture.sha256, A.capture.sha256]
