"""What the judged texts count as right and wrong, on a text of our own."""

from bench.actors_judged import JUDGED, Judged, Noted, compared

TEXT = "Anna Quill met Tom Brell of the Harbour Council.\nQuill and Mr Brell agreed in Norway."


def noted(name: str, kind: str, *surfaces: str, prominent: bool = True, unsure: bool = False) -> Noted:
    places = tuple((TEXT.index(each), TEXT.index(each) + len(each)) for each in surfaces)
    return Noted(name=name, kind=kind, prominent=prominent, unsure=unsure, places=places)


def test_nodes_pairs_and_noted_actors_are_counted() -> None:
    actors = (
        noted("Anna Quill", "person", "Anna Quill"),
        noted("Tom Brell", "person", "Tom Brell", prominent=False),
        noted("Norway", "country", "Norway", unsure=True),
        noted("Mayor's Office", "organisation", "agreed"),
    )
    judged = Judged(id="own", politics=True, text=TEXT, headline="", published=None, actors=actors)
    counts = compared(judged)
    assert (counts["all right"], counts["all wrong"]) == (2, 1)
    assert (counts["prominent right"], counts["prominent wrong"]) == (1, 1)
    assert counts["nodes right"] == counts["nodes of politics right"] == 2  # Norway counts neither way
    assert counts["pairs right"] == 1


def test_the_judged_texts_are_kept_without_their_text() -> None:
    lines = JUDGED.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 60 and max(map(len, lines)) < 12_000
