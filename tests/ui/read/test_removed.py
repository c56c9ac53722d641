"""The galley tells the whole capture, every cut with its reason, and escapes what is foreign."""

import re
from pathlib import Path

from lib.model.article import Block
from lib.model.cleaned import Cut
from lib.model.correction import BY_HAND
from lib.store.archive import open_for_reading
from lib.store.journal import corrections
from lib.store.journal.journal import Journal
from lib.store.journal.records import record
from lib.ui.read.pieces import pieces_of, rules_of, summary
from lib.ui.read.removed import galley, pending
from lib.ui.session import session
from tests.builders import archive, article, correction, parsed
from tests.cases import every_case

FOREIGN = '"><script>alert(1)</script>'
KEPT = (
    Block(zone="headline", text="Fog", at=20, end=23),
    Block(zone="body", text="Fog lay on the bay.", at=30, end=49),
    Block(zone="body", text="Read on.", at=60, end=68),
)
CUTS = (
    Cut(text=FOREIGN, rule="menu", reason="It is a menu.", at=0, end=10),
    Cut(text="News", rule="menu", reason="It is a menu.", at=11, end=15),
    Cut(text="A note", rule="note", reason="It is a note.", at=70, end=76, confidence=0.42),
    Cut(text="Perhaps", rule="box", reason="In a box.", at=80, end=87, confidence=0.8),
    Cut(text="Taken out", rule=BY_HAND, reason="You took it out by hand.", at=90, end=99),
)
MADE = (
    correction("Read on.", id="k1", at=60, rule="read more"),
    correction("Taken out", id="c1", at=90, verdict="cut"),
    correction("Fog lay on the bay.", id="other", at=30, rule="read more"),
)
STORY = article("Fog", blocks=KEPT, provenance={BY_HAND: "k1 c1"})
PIECES = pieces_of(STORY, CUTS, MADE)


def test_the_whole_capture_stands_in_page_order() -> None:
    assert [piece.block.at for piece in PIECES] == sorted(piece.at for piece in (*KEPT, *CUTS))
    assert [piece.by_hand.id for piece in PIECES if piece.by_hand] == ["k1", "c1"]
    assert [piece.command for piece in PIECES] == [
        "keep 0", "keep 1", "cut 0", "cut 1", "undo k1", "keep 2", "keep 3", "undo c1",
    ]  # fmt: skip


def test_what_stands_beside_the_text_can_be_moved_into_it() -> None:
    note = Block(zone="biography", text="Ada Obi is a reporter.", at=95, end=117)
    pieces = pieces_of(article("Fog", blocks=(*KEPT, note)), CUTS, ())
    assert pieces[-1].command == f"keep {len(CUTS)}" and "cut 3" not in [piece.command for piece in pieces]
    assert "Biography</p>" in galley(pieces) and "Move into the text: Ada Obi" in galley(pieces)


def test_a_correction_is_shown_on_what_it_changed_though_other_pieces_have_its_words() -> None:
    """Its offset is that of another capture of the address, whose pages are laid out otherwise."""
    blocks = (
        KEPT[0],
        Block(zone="body", text="Fog", at=30, end=33),
        Block(zone="body", text="Rain.", at=60, end=65),
    )
    cuts = (
        Cut(text="More", rule="menu", reason="It is a menu.", at=0, end=4),
        Cut(text="More", rule=BY_HAND, reason="You took it out by hand.", at=90, end=94),
    )
    made = correction("More", id="c1", at=9, verdict="cut"), correction("Fog", id="k1", at=21, rule="menu")
    pieces = pieces_of(article("Fog", blocks=blocks, provenance={BY_HAND: "c1 k1"}), cuts, made)
    assert [piece.command for piece in pieces] == ["keep 0", "cut 0", "undo k1", "cut 2", "undo c1"]


def test_kept_and_left_out_are_counted() -> None:
    assert summary(PIECES) == "7 words of text kept, 7 left out in 5 pieces, 2 corrections by hand."
    assert summary(PIECES[3:4]) == "5 words of text kept, 0 left out in 0 pieces."
    assert rules_of(PIECES) == {"menu": 2, BY_HAND: 1, "box": 1, "note": 1}


def test_every_cut_has_its_reason_and_sureness_and_all_but_the_headline_a_button() -> None:
    shown = galley(PIECES)
    assert "<script" not in shown and shown.count("It is a menu.") == 1
    for line in ("certain</span>", ">unsure</span>", ">likely</span>", "your correction</span>"):
        assert line in shown
    assert 'class="kept kept-body hand"' in shown and "Kept by hand" in shown
    commands = [piece.command for piece in PIECES if piece.command != "cut 0"]
    assert re.findall(r'data-do="([^"]+)"', shown) == commands
    assert 'aria-label="Restore: A note">Restore</button>' in shown
    assert 'aria-label="Remove: Fog lay on the bay.">Remove</button>' in shown
    assert "<button" not in galley(PIECES, fixed=True)
    piece = PIECES[5]
    busy = galley(PIECES, busy=piece.element_id)
    assert "data-do" not in busy and busy.count("Restoring…") == 1
    assert f'id="{piece.element_id}" type="button" aria-disabled="true">Restoring…' in busy


@every_case(
    ("rule", "unsure", "order"),
    [("menu", False, [FOREIGN, "News"]),
     ("", True, ["A note", "Perhaps", FOREIGN, "News", "Taken out"]),
     ("box", True, ["Perhaps"])],
)  # fmt: skip
def test_cuts_are_sorted_out(rule: str, unsure: bool, order: list[str]) -> None:
    from html import unescape

    shown = galley(PIECES, rule=rule, unsure_first=unsure)
    assert [unescape(text) for text in re.findall(r'<p class="text">(.*?)</p>', shown)] == order


def test_a_piece_keeps_its_name_when_it_changes_sides() -> None:
    cut = Cut(text="Read on.", rule="read more", reason="x", at=60, end=68)
    (before,) = pieces_of(article(blocks=()), [cut], [])
    assert before.element_id == PIECES[4].element_id


def test_stories_that_do_not_follow_the_corrections_are_counted(tmp_path: Path) -> None:
    bare, other = parsed(article("Fog")), parsed(article("Rain"))
    path = archive(tmp_path, bare, other)
    with open_for_reading(path) as db:
        ids = dict(db.execute("select headline, article_id from stories").fetchall())
    with session(path):
        assert pending() == "" and pending(ids["Fog"]) == ""
        corrections.append(path, [correction("x", sha256=bare.capture.sha256)])
        line = pending()
        assert "1 story does not follow your corrections yet" in line and "python -m lib reclean" in line
        assert "This story does not follow" in pending(ids["Fog"])
        assert pending(ids["Rain"]) == ""
        corrections.append(path, [correction("y", sha256=other.capture.sha256)])
        assert "2 stories do not follow" in pending()


def test_a_correction_that_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed(article("Fog")))
    Journal(path).append([record("correct", {"id": "x", "sha256": "y"})])
    with session(path):
        assert "cannot be read" in pending()
        assert pending("any") == ""
