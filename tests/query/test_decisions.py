"""What would change is counted before it is decided, and what was decided is told by whom it made."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from lib.actors.decided import Ledger
from lib.model.filter import Choice, Filter
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


def test_what_an_actor_rests_on(tmp_path: Path) -> None:
    path = filled(tmp_path)
    held = (made("merge", actor="person/lee", to="person/bo-miller"),)
    follow(path, Ledger(held))
    with open_for_reading(path) as db:
        assert followed(db) == held
        assert affecting(db, {"person/bo-miller"}) == [*held]
        assert affecting(db, {"person/lee", "country/norway"}) == []


def test_a_renamed_actor_is_found_by_its_former_name_until_another_bears_it(tmp_path: Path) -> None:
    path = filled(tmp_path)
    lee = made("rename", "d1", actor="person/lee", called="Lee the Elder")
    follow(path, Ledger((lee,)))
    with open_for_reading(path) as db:
        assert keys(db, ["Lee"]) == keys(db, ["Lee the Elder"]) == {"person/lee"}
    follow(path, Ledger((lee, made("rename", "d2", actor="person/bo-miller", called="Lee"))))
    with open_for_reading(path) as db:
        assert keys(db, ["Lee"]) == {"person/bo-miller"}


def test_a_merged_actor_is_found_by_its_former_name_and_key(tmp_path: Path) -> None:
    path = filled(tmp_path)
    first = made("merge", "d1", actor="person/lee", to="person/bo-miller")
    second = made("merge", "d2", actor="person/bo-miller", to="person/ann-miller")
    follow(path, Ledger((first, second)))
    for former in ("Lee", "person/lee", "Bo Miller", "person/bo-miller"):
        assert _told(path, former) == (
            ["person/ann-miller"],
            "naming Ann Miller",
            _told(path, "Ann Miller")[2],
        )
    follow(path, Ledger((first,)))
    assert _told(path, "Lee")[:2] == (["person/bo-miller"], "naming Bo Miller")
    follow(path, Ledger())
    assert _told(path, "person/lee")[:2] == (["person/lee"], "naming Lee")


def test_a_former_actor_that_is_there_again_is_itself(tmp_path: Path) -> None:
    path = filled(tmp_path)
    away = made("merge", "d1", actor="person/lee", to="person/bo-miller")
    back = made("split", "d2", actor="person/bo-miller", to="person/lee", called="Lee", article="story-1")
    follow(path, Ledger((away, back)))
    keys_now, _, stories = _told(path, "person/lee")
    assert (keys_now, stories) == (["person/lee"], ["story-1"])


def test_an_actor_that_was_parted_wholly_is_found_as_its_parts(tmp_path: Path) -> None:
    path = filled(tmp_path)
    parts = [
        made("split", f"d{n}", actor="person/lee", to=to, article=f"story-{n}")
        for n, to in enumerate(("person/bo-miller", "person/ann-miller"))
    ]
    follow(path, Ledger(tuple(parts)))
    found, said, stories = _told(path, "Lee")
    assert (found, said) == (["person/ann-miller", "person/bo-miller"], "naming Ann Miller or Bo Miller")
    assert {"story-0", "story-1"} <= set(stories)


def test_a_name_given_by_hand_and_merged_away_is_followed(tmp_path: Path) -> None:
    path = filled(tmp_path)
    new = made("split", "d1", actor="person/lee", to="person/~someone", called="Some One", article="story-1")
    follow(path, Ledger((new, made("merge", "d2", actor="person/~someone", to="country/norway"))))
    assert _told(path, "Some One")[:2] == (["country/norway"], "naming Norway")


def test_a_search_for_a_merged_actor_follows_it(tmp_path: Path) -> None:
    path = filled(tmp_path)
    follow(path, Ledger((made("merge", actor="person/lee", to="person/bo-miller"),)))
    with open_for_reading(path) as db:
        note = compile_filter(Filter(text="actor:Lee"), db)
        assert (note.sentence, note.notes) == ("naming Bo Miller", ())
        assert matches(db, "actor", ["Nobody"]) == [[]]


def test_what_was_chosen_before_a_merge_counts_as_what_it_became(tmp_path: Path) -> None:
    path = filled(tmp_path)
    follow(path, Ledger((made("merge", actor="person/lee", to="person/bo-miller"),)))
    with open_for_reading(path) as db:
        chosen = options(db, Filter(), field="actors", keep=("Lee", "Nobody"), limit=1)
        stories = dict(zip(chosen["name"], chosen["stories"], strict=True))
        assert stories["Lee"] == len(newest(db, Filter(actors=Choice(any=("Lee",))))) > 0
        assert stories["Nobody"] == 0
        ties = [
            edges(db, EgoRequest(criteria=Filter(), ego=key, minimum=1))
            for key in ("person/lee", "person/bo-miller")
        ]
        assert ties[0].equals(ties[1]) and len(ties[0]) and ties[0].attrs["ego"] == "person/bo-miller"


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


def test_a_name_in_doubt_is_listed_with_the_stories_of_others_that_speak_for_it(tmp_path: Path) -> None:
    pages = (
        _of_bravo("Night", "fog.example", unsure=True),
        _of_bravo("Noon", "fog.example", unsure=False),
        _of_bravo("Dawn", "harbour.example", unsure=False),
        _of_bravo("Dusk", "quay.example", unsure=False),
    )
    with open_for_reading(builders.archive(tmp_path, *pages)) as db:
        found = [(each.name, each.stories, each.elsewhere) for each in doubtful(db)]
        first = [(each.name, each.waiting) for each in doubtful(db, limit=1)]
    assert found == [("Bravo", 1, 2), ("Delta", 4, 0)]
    assert first == [("Bravo", 2)]


def test_a_story_of_an_unknown_publisher_is_none_of_another(tmp_path: Path) -> None:
    pages = (
        _of_bravo("Night", "", unsure=True),
        _of_bravo("Noon", "", unsure=False),
        _of_bravo("Dawn", "harbour.example", unsure=False),
    )
    with open_for_reading(builders.archive(tmp_path, *pages)) as db:
        assert [(each.name, each.elsewhere) for each in doubtful(db)] == [("Bravo", 1), ("Delta", 0)]


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
