"""A drafted file reads back as the rules it was written from, and they act."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lib.clean import publishers
from lib.clean.clean import clean
from lib.clean.publishers import Rules, file_name, file_of, read_file, rows_of
from lib.clean.publishers.file_text import with_added, written
from lib.model.article import Zone
from lib.model.errors import SubjectError
from tests.cases import every_case
from tests.clean.markup import story

EXTRA = "<div class='tide'><p>High water at the old quay is at nine in the morning and at ten.</p></div>"
NOTE = "<p class='note'>The harbour master's office may be reached by telephone on every day of the week.</p>"
DRAFT = Rules(
    domains=("harbourpost.example",),
    reason="Drafted from corrections made by hand.",
    cut={'div[class="tide"]': "box"},
    keep={"p.note": "caption", "#top > p": "deck"},
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder that is read instead of the publishers' own."""
    monkeypatch.setattr(publishers, "FOLDER", tmp_path)
    publishers.by_domain.cache_clear()
    yield tmp_path
    publishers.by_domain.cache_clear()


def test_a_file_is_named_after_the_domain() -> None:
    assert file_name("harbour-post.co.uk") == "harbour_post_co_uk.yaml"


def test_a_draft_reads_back_and_acts(folder: Path) -> None:
    path = folder / file_name("harbourpost.example")
    path.write_text(written(DRAFT), encoding="utf-8")
    assert read_file(path) == (DRAFT,)
    cleaned = clean(story(EXTRA + NOTE))
    assert [cut.rule for cut in cleaned.cuts if cut.text.startswith("High water")] == ["box"]
    (note,) = (block for block in cleaned.article.blocks if block.text.startswith("The harbour master's"))
    assert note.zone == "caption"


def test_a_draft_without_rules_reads_back_all_the_same(folder: Path) -> None:
    path = folder / "empty.yaml"
    path.write_text(written(Rules(domains=("harbourpost.example",))), encoding="utf-8")
    (row,) = read_file(path)
    assert row.domains == ("harbourpost.example",) and not row.cut and not row.keep


FAULTY = ("- domains: [a.example]\n  cuts: {p: box}\n", "- reason: No domain.\n", "- {\n", "domains: a\n", "")


@pytest.mark.parametrize("text", FAULTY)
def test_a_file_with_a_wrong_row_is_named(folder: Path, text: str) -> None:
    path = folder / "a_example.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"a_example\.yaml"):
        publishers.by_domain()


CUT = {"div.tide > p": "box", ".kept": "note"}


@every_case("path", sorted(publishers.FOLDER.glob("*.yaml")))
def test_what_is_added_to_a_shipped_file_leaves_all_that_it_holds(path: Path) -> None:
    before = read_file(path)
    domain = before[-1].domains[-1]
    assert file_of(domain) == path
    shipped = next(iter({**before[0].cut, **before[0].keep, "none": ""}))
    keep: dict[str, Zone] = {"p.note, p.quay": "caption", shipped: "body"}
    more = Rules(domains=(domain,), cut=CUT, keep=keep)
    after = rows_of(with_added(path.read_text(encoding="utf-8"), more), path.name)
    merged = [replace(row, cut={**row.cut, **CUT}, keep={**row.keep, **keep}) for row in before]
    assert list(after[: len(before)]) == merged
    dated = path.stem not in WHOLE and all(row.since or row.until for row in before)
    assert after[len(before) :] == ((more,) if dated else ())


WHOLE = "reuters_com", "rollingstone_com", "theintercept_com"  # hold on every day, by two rows


def test_a_day_on_which_no_row_holds_gets_one() -> None:
    text = "- domains: [a.example]\n  until: 2001-12-31\n- domains: [a.example]\n  since: 2002-01-01\n"
    more = Rules(domains=("a.example",), cut={"p.x": "box"})
    assert len(rows_of(with_added(text, more), "")) == 2
    first, _, own = rows_of(with_added(text.replace("2002-01-01", "2002-01-02"), more), "")
    assert first.until == date(2001, 12, 31) and own == more
    assert with_added("- domains: [b.example]\n", more).startswith("- domains: [b.example]\n- reason: ''\n")


STYLES = {
    "a value in a block": ("cut:\n    .ad: >-\n      box\n    .b: note", {".ad": "nav"}),
    "a reason in a block at the end": ("reason: >\n    Long words\n    in two lines.", {".x": "box"}),
    "a reason line for line": ("reason: |\n    Long words\n    in two lines.\n\n# next", {".x": "box"}),
    "a comment behind a value": ("cut:\n    .ad: box  # why this one\n    .b: note", {".ad": "nav"}),
    "a comment below": ("cut:\n    .ad: box\n    # tail", {".x": "nav", ".y": "box"}),
    "more indented": ("cut:\n        .ad: box", {".x": "nav"}),
    "nothing to cut": ("cut:\n  keep:\n    p: body", {".x": "nav"}),
    "braces that hold the selector": ("cut: {.a: box, .b: note}", {".a": "nav"}),
}


@every_case(("style", "given"), STYLES.items())
def test_rules_are_added_to_the_domain_s_row_alone_however_it_is_written(
    style: str, given: tuple[str, dict[str, str]]
) -> None:
    row, cut = given
    text = f"- domains: [a.example]\n  {row}\n- domains: [b.example]\n  cut: {{p: box}}\n"
    out = with_added(text, Rules(domains=("a.example",), cut=cut))
    before, after = rows_of(text, ""), rows_of(out, "")
    assert after == (replace(before[0], cut={**before[0].cut, **cut}), before[1])
    comments = [line[line.index("#") :] for line in text.splitlines() if "#" in line]
    assert [comment for comment in comments if comment not in out] == []


def test_rules_are_added_once_to_a_mapping_that_two_rows_share() -> None:
    text = """- domains: [a.example]
  until: 2001-12-31
  cut: &shared
    .ad: box
- domains: [a.example]
  since: 2002-01-01
  cut: *shared
"""
    out = with_added(text, Rules(domains=("a.example",), cut={".x": "nav"}))
    assert out.count(".x: nav") == 1
    assert [row.cut for row in rows_of(out, "")] == [{".ad": "box", ".x": "nav"}] * 2


@every_case("text", ["", "# no rows yet\n", "domains: a\n"])
def test_a_text_without_rows_is_refused_in_words(text: str) -> None:
    with pytest.raises(SubjectError, match=r"To the publisher file of a\.example no rules can be added"):
        with_added(text, Rules(domains=("a.example",), cut={".x": "box"}))


@pytest.mark.parametrize("row", ["cut: {.a: box}", "cut: {}"])
def test_a_style_without_a_line_for_each_rule_is_refused_in_words(row: str) -> None:
    with pytest.raises(SubjectError, match=r"To the publisher file of a\.example no rules can be added"):
        with_added(f"- domains: [a.example]\n  {row}\n", Rules(domains=("a.example",), cut={".x": "box"}))
