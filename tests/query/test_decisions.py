"""What would change is counted before it is decided, and what was decided is told by whom it made."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from lib.actors.decided import Ledger
from lib.model.filter import Choice, Filter
from lib.model.ledger import Decision
from lib.model.parsed import Parsed
from lib.query.decisions import (
    Impact,
    Known,
    affecting,
    bounds,
    candidates,
    headlines,
    keys,
    reach,
    stories_with,
)
from lib.query.ego import EgoRequest, edges
from lib.query.facets import options
from lib.query.filter.compile import compile_filter
from lib.query.filter.names import matches
from lib.query.stories import newest
from lib.query.undecided import doubtful, surnames
from lib.store.archive import ArchiveReader, open_for_reading
from lib.store.followed import followed
from lib.store.journal import joined_names
from lib.store.mentions.follow import follow
from tests import builders
from tests.store.deciding import filled, made


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ArchiveReader]:
    """The archive of the Millers and of Lee, without a decision."""
    with open_for_reading(filled(tmp_path_factory.mktemp("decisions"))) as reading:
        yield reading


def test_whom_a_name_can_mean(db: ArchiveReader) -> None:
    assert [each.key for each in candidates(db, "miller")] == ["person/ann-miller", "person/bo-miller"]
    assert candidates(db, "Bo Miller") == [Known(key="person/bo-miller", name="Bo Miller", kind="person")]
    assert [each.key for each in candidates(db, "country/norway")] == ["country/norway"]
    assert candidates(db, "Zanzibar") == []


def test_what_a_decision_touches(db: ArchiveReader) -> None:
    assert reach(db, actor="person/lee") == Impact(mentions=6, stories=2)
    assert reach(db, actor="person/lee", article="story-0") == Impact(mentions=3, stories=1)
    assert reach(db, actor="person/lee", publisher="fog.example") == Impact(mentions=3, stories=1)
    assert reach(db, actor="person/lee", text="Lees") == Impact(mentions=0, stories=0)
    assert reach(db, text="Miller") == Impact(mentions=7, stories=5)
    assert reach(db, text="Miller", article="story-4") == Impact(mentions=1, stories=1)


def test_by_what_mentions_are_told_apart(db: ArchiveReader) -> None:
    note = [(each.field, each.value, each.label, each.mentions) for each in bounds(db, "person/lee")]
    assert note == [
        ("text", "Lee", "Lee", 6), ("publisher", "fog.example", "fog.example", 3),
        ("publisher", "harbour.example", "harbour.example", 3),
        ("article", "story-0", "Ann Miller meets Lee", 3), ("article", "story-1", "Lee speaks", 3),
    ]  # fmt: skip
    assert stories_with(db, "Quay Union") == {"story-4": "Quay Union"}
    assert headlines(db, ("story-1", "nowhere")) == {"story-1": "Lee speaks"}


def test_stories_of_one_headline_are_told_apart_by_their_id(tmp_path: Path) -> None:
    both = [
        builders.parsed(
            builders.article("Live updates", text, canonical_url=f"https://fog.example/{number}"),
            names={"Lee": "person"},
        )
        for number, text in enumerate(("Lee spoke of the ferry.", "On Tuesday Lee opened the new quay."))
    ]
    with open_for_reading(builders.archive(tmp_path, *both)) as db:
        (found,) = db.execute("select list(distinct article order by article) from article").fetchall()[0]
        wanted = {each: f"Live updates ({each})" for each in found}
        assert len(found) == 2 and stories_with(db, "Lee") == wanted
        listed = bounds(db, "person/lee")
        assert {each.value: each.label for each in listed if each.field == "article"} == wanted


LEE, BO, ANN = "person/lee", "person/bo-miller", "person/ann-miller"
TO_BO, TO_ANN = made("merge", "d1", actor=LEE, to=BO), made("merge", "d2", actor=BO, to=ANN)
ELDER = made("rename", "d1", actor=LEE, called="Lee the Elder")
OTHER = made("split", "d1", actor=LEE, to="person/~someone", called="Some One", article="story-1")
PARTS = [made("split", f"d{n}", actor=LEE, to=to, article=f"story-{n}") for n, to in enumerate((BO, ANN))]
Found = tuple[list[str], str]  # the keys that a name means now, and the filter's sentence
FOLLOWED: dict[str, tuple[tuple[Decision, ...], dict[str, Found]]] = {  # in the order in which they are made
    "merged twice": (
        (TO_BO, TO_ANN), dict.fromkeys(("Lee", LEE, "Bo Miller", BO), ([ANN], "naming Ann Miller")),
    ),
    "merged once": ((TO_BO,), {"Lee": ([BO], "naming Bo Miller")}),
    "merged no more": ((), {LEE: ([LEE], "naming Lee")}),
    "renamed": ((ELDER,), dict.fromkeys(("Lee", "Lee the Elder"), ([LEE], "naming Lee the Elder"))),
    "renamed, and another bears the name": (
        (ELDER, made("rename", "d2", actor=BO, called="Lee")), {"Lee": ([BO], "naming Lee")},
    ),
    "parted wholly": ((*PARTS,), {"Lee": ([ANN, BO], "naming Ann Miller or Bo Miller")}),
    "named by hand and merged away": (
        (OTHER, made("merge", "d2", actor="person/~someone", to="country/norway")),
        {"Some One": (["country/norway"], "naming Norway")},
    ),
    "merged, and there again": (
        (TO_BO, made("split", "d2", actor=BO, to=LEE, called="Lee", article="story-1")),
        {LEE: ([LEE], "naming Lee")},
    ),
}  # fmt: skip


def test_a_former_name_or_key_means_what_decisions_made_of_it(tmp_path: Path) -> None:
    path = filled(tmp_path)
    for case, (held, asked) in FOLLOWED.items():
        follow(path, Ledger(held))
        for actor, now in asked.items():
            found, sentence, stories = _told(path, actor)
            assert (found, sentence) == now, (case, actor)
            assert stories == sorted({each for key in found for each in _told(path, key)[2]}), (case, actor)
    assert _told(path, LEE)[2] == ["story-1"]


def test_what_was_chosen_or_sought_before_a_merge_is_what_it_became(tmp_path: Path) -> None:
    path = filled(tmp_path)
    follow(path, Ledger((TO_BO,)))
    with open_for_reading(path) as db:
        assert followed(db) == (TO_BO,) == tuple(affecting(db, {BO}))
        assert affecting(db, {LEE, "country/norway"}) == []
        note = compile_filter(Filter(text="actor:Lee"), db)
        assert (note.sentence, note.notes) == ("naming Bo Miller", ())
        assert matches(db, "actor", ["Nobody"]) == [[]]
        chosen = options(db, Filter(), field="actors", keep=("Lee", "Nobody"), limit=1)
        stories = dict(zip(chosen["name"], chosen["stories"], strict=True))
        assert stories["Lee"] == len(newest(db, Filter(actors=Choice(any=("Lee",))))) > 0
        assert stories["Nobody"] == 0
        ties = [edges(db, EgoRequest(criteria=Filter(), ego=key, minimum=1)) for key in (LEE, BO)]
        assert ties[0].equals(ties[1]) and len(ties[0]) and ties[0].attrs["ego"] == BO


def _told(path: Path, actor: str) -> tuple[list[str], str, list[str]]:
    """Return the keys that a filter by the actor means, its sentence, and the stories it finds."""
    criteria = Filter(actors=Choice(any=(actor,)))
    with open_for_reading(path) as db:
        found = sorted(newest(db, criteria)["article_id"])
        return sorted(keys(db, [actor])), compile_filter(criteria, db).sentence, found


def test_names_in_doubt_wait_for_a_decision(tmp_path: Path) -> None:
    story = builders.article("Night", "Alfa met Bravo.")
    page = builders.parsed(story, names={"Alfa": "person", "Bravo": "person"})
    mentions = tuple(
        replace(each, undecided=each.canonical == "Alfa", unsure=each.canonical == "Bravo")
        for each in page.mentions
    )
    with open_for_reading(builders.archive(tmp_path, replace(page, mentions=mentions))) as db:
        assert [(each.name, each.mentions) for each in doubtful(db)] == [("Bravo", 1)]
        assert [(each.surface, each.headline, each.mentions) for each in surnames(db)] == [
            ("Alfa", "Night", 1)
        ]


def test_an_undecided_surname_is_offered_its_bearers(tmp_path: Path) -> None:
    """Of the story, those named nearest first; of the actor file where the story names one alone."""
    two = builders.article("Two", "Karl Moss met Jane Moss and Ida Mossberg. Moss sang. Moss left.")
    one = builders.article("One", "Ann Quill sat. Quill spoke.", canonical_url="https://harbour.example/1")
    other = builders.article("Other", "Zoe Quill ran.", canonical_url="https://harbour.example/2")
    found = (
        (two, [("Karl Moss", "Karl Moss", 0), ("Jane Moss", "Jane Moss", 0),
              ("Ida Mossberg", "Ida Mossberg", 0), ("Moss", "Jane Moss", 2), ("Moss", "Jane Moss", 3)]),
        (one, [("Ann Quill", "~Ann Quill", 0), ("Quill", "~Ann Quill", 1)]),
        (other, [("Zoe Quill", "Zoe Quill", 0)]),
    )  # fmt: skip
    pages = []
    for story, places in found:
        named = [
            replace(
                builders.mention(story, surface, who, kind="person", nth=nth),
                role="surname" if nth else "name", undecided=nth > 0,
            )
            for surface, who, nth in places
        ]  # fmt: skip
        pages.append(replace(builders.parsed(story), mentions=tuple(named)))
    with open_for_reading(builders.archive(tmp_path, *pages)) as db:
        first, second = surnames(db)
        assert [each.name for each in first.bearers] == ["Jane Moss", "Karl Moss"]
        assert [each.name for each in second.bearers] == ["~Ann Quill", "Zoe Quill"]
        assert (first.mentions, first.waiting) == (2, 2)
        assert surnames(db, article=second.article) == [replace(second, waiting=1)]
        assert len(surnames(db, limit=1)) == 1


@pytest.mark.parametrize(
    ("language", "full", "surname", "bearers"),
    [
        ("ja", ("浜田太郎", "浜田花子", "浜口健"), "浜田", ["浜田太郎", "浜田花子"]),
        ("ru", ("Иван Бочаров", "Пётр Бочаров", "Анна Бочка"), "Бочарова", ["Иван Бочаров", "Пётр Бочаров"]),
        ("pl", ("Jan Molski", "Adam Molski", "Ewa Molska"), "Molskiego", ["Jan Molski", "Adam Molski"]),
        ("en", ("Tom Bocha", "Ida Bochas", "Max Bocham"), "Bocha", ["Tom Bocha"]),
    ],
)
def test_bearers_of_a_surname_are_found_by_the_rules_of_its_language(
    language: str, full: tuple[str, ...], surname: str, bearers: list[str], tmp_path: Path
) -> None:
    story = builders.article("Night", f"{', '.join(full)}. ({surname}).", language=language)
    page = builders.parsed(story, names=dict.fromkeys(full, "person"))
    nth = len(re.findall(rf"\b{surname}\b", story.text)) - 1  # behind the full names
    doubt = builders.mention(story, surname, full[0], kind="person", role="surname", nth=nth, undecided=True)
    with open_for_reading(builders.archive(tmp_path, replace(page, mentions=(*page.mentions, doubt)))) as db:
        (found,) = surnames(db)
    assert [each.name for each in found.bearers] == bearers


def test_a_person_whose_family_name_stands_first_is_offered_by_it(tmp_path: Path) -> None:
    told = builders.article("Told", "Han Mirae met nobody. Han sat.", canonical_url="https://a.example/1")
    other = builders.article("Other", "Han Dosan ran. Han won.", canonical_url="https://a.example/2")
    pages = [
        replace(builders.parsed(story), mentions=tuple(
            builders.mention(story, surface, who, kind="person", role="surname" if nth else "name", nth=nth,
                             undecided=undecided and nth > 0)
            for surface, nth in ((who, 0), ("Han", 1))
        ))
        for story, who, undecided in ((told, "Han Mirae", True), (other, "Han Dosan", False))
    ]  # fmt: skip
    with open_for_reading(builders.archive(tmp_path, *pages)) as db:
        (found,) = surnames(db)
    assert [each.name for each in found.bearers] == ["Han Mirae", "Han Dosan"]


def _of_bravo(headline: str, publisher: str, *, unsure: bool) -> Parsed:
    written = builders.article(headline, "Bravo met Delta.", publisher=publisher)
    page = builders.parsed(written, names={"Bravo": "organisation", "Delta": "person"})
    marked = (replace(each, unsure=unsure or each.canonical == "Delta") for each in page.mentions)
    return replace(page, mentions=tuple(marked))


SPEAKING: dict[str, tuple[tuple[str, ...], list[tuple[str, int, int]]]] = {  # publishers: the first is unsure
    "of others": (
        ("fog.example", "fog.example", "harbour.example", "quay.example"), [("Bravo", 1, 2), ("Delta", 4, 0)],
    ),
    "of an unknown one": (("", "", "harbour.example"), [("Bravo", 1, 1), ("Delta", 3, 0)]),
}  # fmt: skip


@pytest.mark.parametrize("case", SPEAKING)
def test_a_name_in_doubt_is_listed_with_the_stories_of_others_that_speak_for_it(
    tmp_path: Path, case: str
) -> None:
    publishers, found = SPEAKING[case]
    pages = [_of_bravo(f"Story {n}", name, unsure=n == 0) for n, name in enumerate(publishers)]
    with open_for_reading(builders.archive(tmp_path, *pages)) as db:
        assert [(each.name, each.stories, each.elsewhere) for each in doubtful(db)] == found
        assert [(each.name, each.waiting) for each in doubtful(db, limit=1)] == [("Bravo", 2)]


def test_a_decision_about_a_publisher_s_stories_is_about_those_that_were_stored_with_it(
    tmp_path: Path,
) -> None:
    path = filled(tmp_path)
    joined_names.join(path, "publisher", "fog.example", "harbour.example")
    with open_for_reading(path) as db:
        note = {each.value: each.mentions for each in bounds(db, "person/lee") if each.field == "publisher"}
        found = {each: reach(db, actor="person/lee", publisher=each) for each in note}
    assert note == {"fog.example": 3, "harbour.example": 3}
    decision = made("split", actor="person/lee", name="Lee", to="person/~lee", publisher="harbour.example")
    assert follow(path, Ledger((decision,))).stories == found["harbour.example"].stories == 1


def test_words_are_found_where_a_decision_finds_them(tmp_path: Path) -> None:
    text = "Ford sold cars in Oxford (Ford) for @ford and Fordé."
    story = builders.article("Cars", text, "Nobody at Oxford saw it.")
    story = replace(story, blocks=(*story.blocks, replace(story.blocks[-1], zone="byline", text="By Ford")))
    with open_for_reading(builders.archive(tmp_path, builders.parsed(story))) as db:
        assert reach(db, text="Ford") == Impact(mentions=1, stories=1)
        assert [reach(db, text=each).mentions for each in ("ford", "Fordé", "(Ford)", "Oxford")] == [
            0,
            1,
            1,
            2,
        ]
        assert stories_with(db, "ford") == {} and len(stories_with(db, "Ford")) == 1


def test_words_of_a_script_without_spaces_are_found_between_letters(tmp_path: Path) -> None:
    story = builders.article(
        "港", "今日のホルム市長は北京にいた。EUは黙った。", "ホルムズは遠い。", language="ja"
    )
    with open_for_reading(builders.archive(tmp_path, builders.parsed(story))) as db:
        found = {
            each: reach(db, text=each).mentions for each in ("北京", "EU", "ホルム", "市長", "U", "ルム")
        }
        assert found == {"北京": 1, "EU": 1, "ホルム": 1, "市長": 1, "U": 0, "ルム": 0}
        assert len(stories_with(db, "北京")) == 1
