"""What would change is counted before it is decided, and what was decided is told by whom it made."""

from pathlib import Path

from lib.actors.decided import Ledger
from lib.query.decided import (
    Known,
    Reach,
    bounds,
    followed,
    headlines,
    keys,
    reach,
    resting,
    stories_with,
    who,
)
from lib.store.archive import open_for_reading
from lib.store.follow import follow
from tests.store.deciding import filled, made


def test_whom_a_name_can_mean(tmp_path: Path) -> None:
    with open_for_reading(filled(tmp_path)) as db:
        assert [each.key for each in who(db, "miller")] == ["person/ann-miller", "person/bo-miller"]
        assert who(db, "Bo Miller") == [Known(key="person/bo-miller", name="Bo Miller", kind="person")]
        assert [each.key for each in who(db, "country/norway")] == ["country/norway"]
        assert who(db, "Zanzibar") == []


def test_what_a_decision_touches(tmp_path: Path) -> None:
    with open_for_reading(filled(tmp_path)) as db:
        assert reach(db, actor="person/lee") == Reach(mentions=6, stories=2)
        assert reach(db, actor="person/lee", article="story-0") == Reach(mentions=3, stories=1)
        assert reach(db, actor="person/lee", publisher="fog.example") == Reach(mentions=3, stories=1)
        assert reach(db, actor="person/lee", text="Lees") == Reach(mentions=0, stories=0)
        assert reach(db, text="Miller") == Reach(mentions=7, stories=5)
        assert reach(db, text="Miller", article="story-4") == Reach(mentions=1, stories=1)


def test_by_what_mentions_are_told_apart(tmp_path: Path) -> None:
    with open_for_reading(filled(tmp_path)) as db:
        told = [(each.field, each.value, each.label, each.mentions) for each in bounds(db, "person/lee")]
        assert told == [
            ("text", "Lee", "Lee", 6), ("publisher", "fog.example", "fog.example", 3),
            ("publisher", "harbour.example", "harbour.example", 3),
            ("article", "story-0", "Ann Miller meets Lee", 3), ("article", "story-1", "Lee speaks", 3),
        ]  # fmt: skip
        assert stories_with(db, "Quay Union") == {"story-4": "Quay Union"}
        assert headlines(db, ("story-1", "nowhere")) == {"story-1": "Lee speaks"}


def test_what_an_actor_rests_on(tmp_path: Path) -> None:
    path = filled(tmp_path)
    held = (made("merge", actor="person/lee", to="person/bo-miller"),)
    follow(path, Ledger(held))
    with open_for_reading(path) as db:
        assert followed(db) == held
        assert resting(db, {"person/bo-miller"}) == [*held]
        assert resting(db, {"person/lee", "country/norway"}) == []


def test_a_renamed_actor_is_found_by_its_former_name_until_another_bears_it(tmp_path: Path) -> None:
    path = filled(tmp_path)
    lee = made("rename", "d1", actor="person/lee", called="Lee the Elder")
    follow(path, Ledger((lee,)))
    with open_for_reading(path) as db:
        assert keys(db, ["Lee"]) == keys(db, ["Lee the Elder"]) == {"person/lee"}
    follow(path, Ledger((lee, made("rename", "d2", actor="person/bo-miller", called="Lee"))))
    with open_for_reading(path) as db:
        assert keys(db, ["Lee"]) == {"person/bo-miller"}
