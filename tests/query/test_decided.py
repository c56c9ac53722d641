"""What would change is counted before it is decided, and what was decided is told by whom it made."""

from pathlib import Path

from lib.actors.decided import Ledger
from lib.query.decided import Known, Reach, followed, reach, resting, who
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


def test_what_an_actor_rests_on(tmp_path: Path) -> None:
    path = filled(tmp_path)
    held = (made("merge", actor="person/lee", to="person/bo-miller"),)
    follow(path, Ledger(held))
    with open_for_reading(path) as db:
        assert followed(db) == held
        assert resting(db, {"person/bo-miller"}) == [*held]
        assert resting(db, {"person/lee", "country/norway"}) == []
