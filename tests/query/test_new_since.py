"""What has come into a selection since a moment."""

from datetime import UTC, datetime
from pathlib import Path

from lib.model.filter import Choice, Filter
from lib.query import new_since
from lib.store.archive import open_for_reading
from lib.store.batches.stories import save
from lib.store.upkeep.backup import backup
from lib.store.upkeep.restore import restore
from tests.builders import archive, article, parsed

PORTS = Filter(tags=Choice(any=("Ports",)))


def test_what_was_there_before_is_not_new_though_it_was_revised(tmp_path: Path) -> None:
    before = article("Crane falls", "The crane fell at noon.", tags=("Ports",))
    path = archive(tmp_path, parsed(before))
    assert _since(path, 1) == [] and _since(path, 0) == ["Crane falls"]
    revised = article("Crane falls", "The crane fell at noon; nobody was under it.", tags=("Ports",))
    old = article(
        "Ferry returns", "It came on time.", tags=("Ports",), published_at=datetime(2001, 5, 1, tzinfo=UTC)
    )
    save(
        path,
        [parsed(each) for each in (revised, old, article("Bread is dear", "Flour is.", tags=("Bread",)))],
    )
    assert _since(path, 1) == ["Ferry returns"]
    with open_for_reading(path) as db:
        assert new_since.last_batch(db) == 2
        latest = new_since.latest(db, PORTS, limit=1)
        assert list(new_since.revised_stories(db, PORTS, 1)["headline"]) == ["Crane falls"]
        assert new_since.revised_stories(db, PORTS, 0).empty and new_since.revised_stories(db, PORTS, 2).empty
    assert set(latest["headline"]) <= {"Crane falls", "Ferry returns"} and latest["stored_at"].iloc[0].tzinfo


def test_what_is_stored_again_after_a_restore_is_not_new(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed(article("Crane falls", tags=("Ports",))))
    kept = backup(path)
    later = parsed(article("Ferry returns", "It came on time.", tags=("Ports",)))
    save(path, [later])
    restore(path, kept)
    save(path, [later])
    assert _since(path, 2) == [] and _since(path, 1) == ["Ferry returns"]
    save(path, [parsed(article("Bread is dear", "Flour is.", tags=("Ports",)))])
    assert _since(path, 2) == ["Bread is dear"]


def test_a_revision_that_is_stored_again_after_a_restore_is_not_new(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed(article("Crane falls", "It fell at noon.", tags=("Ports",))))
    kept = backup(path)
    revised = parsed(article("Crane falls", "It fell at noon; nobody was under it.", tags=("Ports",)))
    save(path, [revised])
    restore(path, kept)
    save(path, [revised])
    with open_for_reading(path) as db:
        assert new_since.revised_stories(db, PORTS, 2).empty
        assert list(new_since.revised_stories(db, PORTS, 1)["headline"]) == ["Crane falls"]


def _since(path: Path, batch: int) -> list[str]:
    with open_for_reading(path) as db:
        found = set(new_since.since(db, PORTS, batch)["article_id"])
        everything = new_since.latest(db, PORTS)
    return [
        str(headline)
        for article_id, headline in zip(everything["article_id"], everything["headline"], strict=True)
        if article_id in found
    ]
