"""Lists and tables are kept as wholes, a row as one line."""

from lib.clean.clean import clean
from lib.clean.label.lists import completed, in_list, in_table
from lib.clean.segment import Segment
from lib.model.article import Link
from tests.cases import every_case
from tests.clean.markup import LAST, PARAGRAPHS, PROSE, page, story

ROWS = (
    "<table><tr><th>Port</th><th>Tonnes</th></tr><tr><td>Old quay</td><td>412</td></tr>"
    "<tr><td>North pier</td><td>412</td></tr></table>"
)
CELLS = [
    ("<table><tr><td>Tonnes</td></tr></table>", True),
    ("<table><caption>Tonnes</caption><tr><td></td></tr></table>", True),
    (f"<table><tr><td>{PARAGRAPHS}</td></tr></table>", False),
    (f"<table><tr><td>{' '.join(PROSE * 2)}</td></tr></table>", False),
    ("<p>Tonnes</p>", False),
]


def filled(markup: str, kept: range, *, may_be: bool = True) -> list[str]:
    found = page(f"<main><p>{PROSE[0]}</p>{markup}</main>")
    numbers = completed(found, frozenset(kept), lambda _: may_be, frozenset(found.tree.iter("main")))
    return [found.segments[number].text for number in sorted(numbers)]


@every_case(("markup", "expected"), CELLS)
def test_a_table_that_lays_out_the_page_is_none(markup: str, expected: bool) -> None:
    segments: tuple[Segment, ...] = page(markup).segments
    assert in_table(segments[0]) is expected


def test_an_item_that_lays_out_the_page_is_none_of_a_list() -> None:
    assert not in_list(page(f"<ul><li>{PARAGRAPHS}</li></ul>").segments[0], frozenset())
    assert in_list(page("<ul><li><p>a bell</p></li></ul>").segments[0], frozenset())


def test_a_table_that_is_partly_kept_is_kept_whole() -> None:
    assert filled(ROWS, range(4)) == ["412", "North pier", "412"]


def test_a_list_that_is_mostly_kept_is_kept_whole_but_for_its_links() -> None:
    items = "<li>a crane of forty tonnes, the oldest in the port</li><li>a bell</li>"
    links = "<li><a href=/ice>an ice house</a></li><li><a href=/tar>Tar is dear</a> again</li>"
    assert filled(f"<ul>{items}{links}</ul>", range(2)) == ["a bell"]


def test_a_list_that_is_hardly_kept_is_left() -> None:
    assert filled("<ul><li>a bell</li><li>a crane of forty tonnes</li></ul>", range(2)) == []


def test_what_may_not_be_kept_is_not() -> None:
    assert filled(ROWS, range(4), may_be=False) == []


@every_case(
    ("table", "expected"),
    [
        (ROWS, ["Port", "Tonnes", "Old quay", "412", "North pier", "412"]),
        ("<table><tr><td>Old quay</td><td>412</td></tr></table>", []),
        ("<table><tr><td>Old quay</td></tr><tr><td>North pier</td></tr></table>", []),
        (ROWS.replace("North pier", "<a href=/pier>North pier</a>"), []),
    ],
)
def test_a_table_of_facts_between_paragraphs_is_kept(table: str, expected: list[str]) -> None:
    found = page(f"<main><p>{PROSE[0]}</p>{table}<p>{PROSE[1]}</p></main>")
    kept = frozenset({0, len(found.segments) - 1})
    numbers = completed(found, kept, lambda _: True, frozenset(found.tree.iter("main")))
    assert [found.segments[number].text for number in sorted(numbers)] == expected


def test_a_row_reads_as_one_line_with_its_cells_apart() -> None:
    article = clean(story(ROWS + LAST)).article
    rows = [block.text for block in article.blocks if block.zone == "table"]
    assert rows == ["Port\tTonnes", "Old quay\t412", "North pier\t412"]


def test_links_in_a_row_keep_their_words() -> None:
    row = "<table><tr><td>Port</td><td>the <a href=/quay>old quay</a></td></tr></table>"
    article = clean(story(row + LAST)).article
    block = next(block for block in article.blocks if block.zone == "table")
    assert block.links == (Link(start=9, end=17, url="https://harbourpost.example/quay"),)
    assert block.text[9:17] == "old quay"
