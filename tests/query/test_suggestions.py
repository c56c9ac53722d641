"""Two actors that are perhaps one are proposed with a reason, until the reader has said that they are two."""

from dataclasses import replace
from pathlib import Path

from lib.actors.decided import Ledger
from lib.actors.dictionary import slug
from lib.model.mention import Kind
from lib.query.suggestions import suggestions
from lib.store.archive import open_for_reading
from lib.store.mentions.follow import follow
from tests import builders
from tests.store.deciding import made

Named = tuple[Kind, str]


def archive(folder: Path, *stories: Named, records: frozenset[str] = frozenset()) -> Path:
    """Return an archive with a story for each name; the others have no record."""
    taken = []
    for number, (kind, name) in enumerate(stories):
        page = builders.parsed(
            builders.article(
                f"Story {number}", f"All saw {name}.", canonical_url=f"https://a.example/{number}"
            ),
            names={name: kind},
        )
        key = f"{kind}/{'' if name in records else '~'}{slug(name)}"
        taken.append(replace(page, mentions=tuple(replace(each, actor_id=key) for each in page.mentions)))
    return builders.archive(folder, *taken)


ALIKE: list[tuple[Named, Named, str]] = [
    (("organisation", "Quarn Point"), ("person", "Quarn Point"), "here a person, there an organisation"),
    (("person", "Ada Marn"), ("person", "Ada M. Marn"), "a name or a letter between"),
    (("person", "Phil Brell"), ("person", "Philip Brell"), "Phil Brell is a shorter form of Philip Brell"),
    (("organisation", "Holm"), ("organisation", "Holm Holdings"), "Holm is a shorter form"),
    (("organisation", "QHB"), ("organisation", "Quarn Harbour Board"), "QHB are the initials"),
]
UNLIKE: list[tuple[Named, Named]] = [
    (("person", "Ada Quarn"), ("person", "Ida Quarn")),
    (("person", "Brell"), ("person", "Ada Brell")),
    (("organisation", "Holm"), ("organisation", "Holm Stadium")),
    (("organisation", "MB"), ("organisation", "Marn Board")),
    (("place", "Brell Point"), ("person", "Brell Point")),
]


def test_names_that_may_be_one_are_proposed(tmp_path: Path) -> None:
    stories = [named for one, other, _ in ALIKE for named in (one, other, other)]
    with open_for_reading(archive(tmp_path, *stories)) as db:
        found = {each.why: each for each in suggestions(db)}
    assert len(found) == len(ALIKE)
    for one, other, why in ALIKE:
        each = found[next(said for said in found if why in said)]
        assert (each.name, each.stories, each.to_name, each.to_stories) == (one[1], 1, other[1], 2)


def test_other_names_are_not(tmp_path: Path) -> None:
    with open_for_reading(archive(tmp_path, *(named for pair in UNLIKE for named in pair))) as db:
        assert suggestions(db) == []


def test_a_record_takes_what_has_none_and_two_records_are_two(tmp_path: Path) -> None:
    one: Named = ("person", "Phil Quarn")
    other: Named = ("person", "Philip Quarn")
    with open_for_reading(
        archive(tmp_path / "a", one, other, other, records=frozenset(["Phil Quarn"]))
    ) as db:
        assert [(each.key, each.to) for each in suggestions(db)] == [
            ("person/~philip-quarn", "person/phil-quarn")
        ]
    with open_for_reading(archive(tmp_path / "b", one, other, records=frozenset([one[1], other[1]]))) as db:
        assert suggestions(db) == []


def test_a_name_that_could_be_one_with_two_is_with_neither(tmp_path: Path) -> None:
    three: list[Named] = [("person", "Ada Quarn"), ("person", "Ada M. Quarn"), ("person", "Ada P. Quarn")]
    with open_for_reading(archive(tmp_path, *three)) as db:
        assert suggestions(db) == []


def test_what_is_kept_apart_is_not_proposed_again(tmp_path: Path) -> None:
    path = archive(tmp_path, ("person", "Phil Quarn"), ("person", "Philip Quarn"))
    with open_for_reading(path) as db:
        (found,) = suggestions(db)
    apart = made("apart", actor=found.to, to=found.key)
    assert follow(path, Ledger((apart,))).stories == 0
    with open_for_reading(path) as db:
        assert suggestions(db) == []
    follow(path, Ledger((made("merge", "d2", actor=found.key, to=found.to, called=found.to_name),)))
    with open_for_reading(path) as db:
        assert suggestions(db) == []
        assert db.execute("select name from actor").fetchall() == [(found.to_name,)]
