from lib.model.filter import Filter
from lib.query import backbone, network
from lib.store.archive import ArchiveReader


def test_a_small_network_is_shown_whole(db: ArchiveReader) -> None:
    shown, every = (
        backbone.edges(db, backbone.BackboneRequest(criteria=Filter(), minimum=1)),
        network.edges(db, network.NetworkRequest(criteria=Filter(), minimum=1)),
    )
    assert shown.equals(every)
    assert (shown.attrs["of"], shown.attrs["note"]) == (len(every), "")


def test_fewer_actors_leave_some_pairs_out_and_the_note_says_so(db: ArchiveReader) -> None:
    shown = backbone.edges(db, backbone.BackboneRequest(criteria=Filter(), minimum=1, most=3))
    assert len(set(shown["source_id"]) | set(shown["target_id"])) <= 3
    assert shown.attrs["note"].startswith(f"{len(shown)} of 4 pairs")


def test_all_ties_are_those_of_the_strongest_actors(db: ArchiveReader) -> None:
    shown = backbone.edges(db, backbone.BackboneRequest(criteria=Filter(), minimum=1, most=2, ties="all"))
    assert shown.equals(network.edges(db, network.NetworkRequest(criteria=Filter(), minimum=1, most=2)))


def test_every_end_has_its_place(db: ArchiveReader) -> None:
    shown, placed = (
        backbone.edges(db, backbone.BackboneRequest(criteria=Filter(), minimum=1)),
        backbone.layout(db, backbone.BackboneRequest(criteria=Filter(), minimum=1)),
    )
    assert set(shown["source_id"]) | set(shown["target_id"]) == set(placed["actor_id"])
    assert placed[["x", "y"]].notna().all(axis=None)
