"""The page of two actors: every number on it opens the stories or the sentences that it counts."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml.html import fromstring

from lib import figures
from lib.model.filter import Filter
from lib.query import evidence, stories
from lib.query.filter.address import to_address
from lib.store.archive import open_for_reading
from lib.ui.actors import drawer, link_table, two_actors
from lib.ui.actors.controls import resolved
from lib.ui.actors.page import question_of
from lib.ui.cache import ask
from lib.ui.render import Link
from lib.ui.session import session
from lib.ui.view import BETWEEN, View
from tests import builders
from tests.query.town import captures
from tests.ui.conftest import Sheets
from tests.ui.test_view import reopened

PAIR = ("country/norland", "country/sudland")
VIEW = View(page="actors", criteria=Filter(), own={"show": "two", "two": BETWEEN.join(PAIR)})
CHOSEN = {"unit": "sentence", "by": "auto"}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return builders.archive(tmp_path_factory.mktemp("town"), *captures(), zone="Europe/Kyiv")


def links_of(markup: str) -> list[tuple[str, str]]:
    return [
        (each.text_content(), each.attrib["href"]) for each in fromstring(f"<div>{markup}</div>").iter("a")
    ]


@pytest.mark.parametrize("what", ["tags", "publishers", "partners"])
def test_each_number_of_its_tables_opens_what_it_counts(town: Path, sheets: Sheets, what: str) -> None:
    with session(town):
        two_actors.show(VIEW, {**CHOSEN, "what": what})
        numbers = links_of(sheets["two-numbers"])
        found = [(words, href) for words, href in numbers if words.isdigit()]
        assert [words for words, _ in numbers if not words.isdigit()] == ["Norland", "Sudland"]
        shared = [(words.split(" · ")[0], href) for words, href in links_of(sheets["two_actors-link-table"])]
        assert len(found) == 3 and shared
        for words, href in (*found, *shared):
            there = reopened(href)
            if there.page == "read":
                assert int(ask(stories.totals, there.criteria)["stories"].iloc[0]) == int(words)
            else:
                one, other = there.own["pair"].split(BETWEEN)
                text = ask(evidence.sentences, there.criteria, actor=one, other=other)
                assert there.own["two"] == VIEW.own["two"] and text.attrs["stories"] == int(words)


def test_it_shows_the_sentences_that_name_both(town: Path, sheets: Sheets) -> None:
    with session(town):
        two_actors.show(VIEW, {**CHOSEN, "what": "tags"})
        text = ask(evidence.sentences, Filter(), actor=PAIR[0], other=PAIR[1])
    said = sheets["two-sentences"]
    total = int(text.attrs["total"])
    assert f"{total} sentences in {text.attrs['stories']} stories name both." in said and total > 1
    assert said.count("<blockquote") == total and "Norland and Sudland together" in said


def test_one_that_is_never_named_beside_the_other_has_no_sentence(town: Path, sheets: Sheets) -> None:
    apart = View(page="actors", criteria=Filter(), own={"two": f"place/old-quay{BETWEEN}country/norland"})
    with session(town):
        two_actors.show(apart, {**CHOSEN, "what": "partners"})
    assert "No sentence names both." in sheets["two-sentences"]


def test_an_address_without_two_actors_takes_those_that_are_open_or_most_named(town: Path) -> None:
    with session(town):
        open_pair = BETWEEN.join(("person/tom-hale", "person/ida-brandt"))
        for own, two in (
            ({"pair": open_pair}, open_pair), ({"two": open_pair}, open_pair),
            ({"two": open_pair, "pair": BETWEEN.join(PAIR)}, open_pair),
        ):  # fmt: skip
            assert resolved(View(page="actors", criteria=Filter(), own=own), "two").own["two"] == two
        one = resolved(View(page="actors", criteria=Filter(), own={"actor": "person/tom-hale"}), "two").own[
            "two"
        ]
        assert one.startswith("person/tom-hale~~") and not one.endswith("~~")
        for nonsense in ("a", "~~", "country/norland~~country/norland", "<script>~~x"):
            view = resolved(View(page="actors", criteria=Filter(), own={"two": nonsense}), "two")
            assert len(set(view.own["two"].split(BETWEEN))) == 2 and "script" not in view.own["two"]
            assert " and " in question_of(view, "two")[0]


def test_a_selection_that_names_fewer_than_two_says_so(town: Path, sheets: Sheets) -> None:
    nobody = View(page="actors", criteria=Filter(text="museum"))
    with session(town):
        assert two_actors.show(resolved(nobody, "two"), {**CHOSEN, "what": "tags"}) is None
        assert question_of(resolved(nobody, "two"), "two")[0].startswith("How do two names compare")
    assert "No two names in this selection" in sheets["nothing"]


def test_a_table_says_who_alone_has_a_name(town: Path) -> None:
    with open_for_reading(town) as db:
        drawn = figures.draw("two_actors", Filter(), figures.asking(db), actor=PAIR[0], versus=PAIR[1])
    table = link_table.TABLES["two_actors"](drawn.frame, VIEW)
    by = {str(row[0]): row for row in table.rows}
    assert by["Treaties"][3] == "both" and by["Ferries"][3] == "Norland alone"
    assert by["Ferries"][2] == "0" and isinstance(by["Ferries"][1], Link)
    assert parse_qs(urlsplit(by["Ferries"][1].href).query)["tags"] == ["Ferries"]


def test_the_drawer_of_a_pair_leads_here(town: Path, sheets: Sheets) -> None:
    pair = BETWEEN.join(PAIR)
    for own, leads in (
        ({"pair": pair}, True), ({"actor": PAIR[0]}, False),
        ({"show": "two", "two": pair, "pair": pair}, False),
        ({"show": "two", "two": "country/norland~~person/tom-hale", "pair": pair}, True),
    ):  # fmt: skip
        with session(town):
            drawer.show(View(page="actors", criteria=Filter(), own=own), "sentence")
        found = [href for words, href in links_of(sheets["drawer"]) if words == "Compare the two"]
        assert [dict(reopened(href).own) for href in found] == [{"show": "two", "two": pair}] * leads


@pytest.mark.parametrize(("what", "name", "own", "selected"), [
    ("partners", "person/ida-brandt", {"pair": "country/norland~~person/ida-brandt"}, {}),
    ("tags", "A/B", {"actor": "country/norland"}, {"tags": ["A/B"]}),
    ("publishers", "coast.example", {"actor": "country/norland"}, {"publishers": ["coast.example"]}),
])  # fmt: skip
def test_a_mark_opens_the_sentences_that_it_counts(
    monkeypatch: pytest.MonkeyPatch, what: str, name: str, own: dict[str, str], selected: dict[str, list[str]]
) -> None:
    gone: list[View] = []
    for module in (two_actors, drawer):
        monkeypatch.setattr(module, "go_to", gone.append)
    two_actors.pick({"points": [{"customdata": [PAIR[0], name]}], "box": []}, view=VIEW, what=what)
    assert [dict(view.own) for view in gone] == [{**VIEW.own, **own}]
    assert to_address(gone[0].criteria) == selected
    two_actors.pick({"points": [], "box": []}, view=gone[0], what=what)
    closed = [dict(view.own) for view in gone[1:]]
    assert closed == ([VIEW.own] if what == "partners" else [])  # a narrowed selection is a new chart
