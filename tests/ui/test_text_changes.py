"""What changed from one version of a story to the next."""

import re

from lib.ui.render import render
from lib.ui.text_changes import changes
from lib.ui.wording import instant
from tests.cases import every_case

CHANGES = [
    (["A", "B"], ["A", "B"], ['<p class="note">2 paragraphs unchanged</p>']),
    (["Ten ships go."], ["Ten boats go."], ["<p>Ten <del>ships</del> <ins>boats</ins> go.</p>"]),
    (
        ["The same.", "Gone for good."], ["The same.", "Nobody spoke & all left at once."],
        ['<p class="note">1 paragraph unchanged</p>', "<p><del>Gone for good.</del></p>",
         "<p><ins>Nobody spoke &amp; all left at once.</ins></p>"],
    ),
    (
        ["It rained on the quay.", "The end."],
        ["First comes a new one.", "It rained on the old quay.", "The end."],
        ["<p><ins>First comes a new one.</ins></p>", "<p>It rained on the <ins>old</ins> quay.</p>",
         '<p class="note">1 paragraph unchanged</p>'],
    ),
    (["It rained."], ["It rained. Rivers rose."], ["<p>It rained. <ins>Rivers rose.</ins></p>"]),
    (["Ten ships go home."], ["Ten ships go."], ["<p>Ten ships <del>go home.</del> <ins>go.</ins></p>"]),
    (["今日、港で祭りが始まる。"], ["昨日、港で祭りが始まった。"],
     ["<p><del>今</del><ins>昨</ins>日、港で祭りが始ま<del>る</del><ins>った</ins>。</p>"]),
    ([], ["<b>"], ["<p><ins>&lt;b&gt;</ins></p>"]),
]  # fmt: skip


@every_case(("old", "new", "expected"), CHANGES)
def test_words_that_came_and_went_are_marked(old: list[str], new: list[str], expected: list[str]) -> None:
    row = {"captured_at": "2024-04-09T06:31:00+00:00", "words": 3, "revision": "r1"}
    versions = [(row, False, list(changes(old, new)))]
    drawn = render("read/versions.html", versions=versions, listed="r1", instant=instant)
    assert "Captured 9 April 2024, 6:31 am UTC · 3 words · shown in lists" in drawn
    assert re.findall(r"<p\b.*?</p>", drawn) == expected


def test_a_paragraph_too_long_to_be_compared_by_words_is_shown_whole() -> None:
    old, new = "one two " * 1_500, "two one " * 1_500
    kinds = [[piece.kind for piece in each.pieces] for each in changes([old], [new])]
    assert kinds == [["removed"], ["added"]]
