from datetime import date

from lib.model.filter import Filter
from lib.query import actors, one_actor
from lib.store.archive import Reading


def test_counts_are_those_of_the_list(db: Reading) -> None:
    for row in actors.counts(db, Filter(), limit=50).itertuples():
        told = one_actor.span(db, Filter(), actor=row.actor_id).iloc[0]
        assert (told["mentions"], told["stories"], told["actor"]) == (row.mentions, row.stories, row.actor)
        assert one_actor.seen(db, Filter(), actor=row.actor_id)["mentions"].sum() == row.mentions


def test_first_and_last_are_the_days_of_its_stories(db: Reading) -> None:
    told = one_actor.span(db, Filter(), actor="country/norland").iloc[0]
    assert (told["first"].date(), told["last"].date()) == (date(2024, 4, 8), date(2024, 4, 11))


def test_nobody_has_no_profile(db: Reading) -> None:
    assert one_actor.span(db, Filter(), actor="person/nobody").empty
    assert one_actor.seen(db, Filter(), actor="person/nobody").empty
    assert one_actor.quotations(db, Filter(), actor="person/nobody").empty
