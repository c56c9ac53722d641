"""Labels tile a segment: each part is kept in a zone, cut by a rule, or another object's."""

from lib.clean.label.labels import Label, Labels
from lib.clean.segment import Segment
from lib.model.article import Link
from lib.model.rules import confidence


def labels_of(*texts: str, links: tuple[Link, ...] = ()) -> Labels:
    found, at = list[Segment](), 0
    for number, text in enumerate(texts):
        found.append(Segment(text=text, number=number, at=at, end=at + len(text), links=links))
        at += len(text) + 1
    return Labels(found, "https://www.harbourpost.example/city/quay")


def test_what_no_label_covers_is_cut() -> None:
    labels = labels_of("CITY | Old quay reopens | Post")
    (line,) = labels.segments
    labels.place(line, Label(None, "field: section", end=4), Label("headline", start=7, end=23))
    (block,) = labels.blocks(line)
    assert (block.text, block.at, block.end) == ("Old quay reopens", 7, 23)
    cuts = [(cut.text, cut.rule) for cut in labels.cuts(line)]
    assert cuts == [("CITY", "field: section"), ("|", "layout"), ("| Post", "unclassified")]


def test_of_labels_that_overlap_the_earlier_one_wins() -> None:
    labels = labels_of("By Ada Obi 9:42")
    (line,) = labels.segments
    labels.place(line, Label("byline", end=10), Label(None, "field: time", start=8))
    assert [block.text for block in labels.blocks(line)] == ["By Ada Obi"]
    assert [(cut.text, cut.rule) for cut in labels.cuts(line)] == [("9:42", "field: time")]


def test_a_part_keeps_the_links_in_it_as_web_addresses() -> None:
    links = (
        Link(start=0, end=4, url="/b"),
        Link(start=9, end=13, url="/quay"),
        Link(start=9, end=13, url="mailto:x"),
    )
    labels = labels_of("Boats at quay", links=links)
    (line,) = labels.segments
    labels.place(line, Label("caption", start=6))
    (block,) = labels.blocks(line)
    assert block.links == (Link(start=3, end=7, url="https://www.harbourpost.example/quay"),)


def test_a_cut_goes_back_as_it_would_have_been_kept_and_votes_make_it_less_sure() -> None:
    labels = labels_of("Piers", "Quays")
    first, second = labels.segments
    labels.cut(first, "outside")
    (cut,) = labels.cuts(first, Label("list", level=3), votes=1)
    assert (cut.zone, cut.level, cut.confidence) == ("list", 3, confidence("outside", 1))
    labels.place(second, Label(None, "resembles furniture", confidence=0.7))
    (cut,) = labels.cuts(second, votes=2)
    assert cut.confidence == 0.7


def test_what_another_object_has_is_neither_kept_nor_cut() -> None:
    labels = labels_of("Piers", "Quays", "Boats")
    labels.take([0])
    labels.keep(labels.segments[1], "body", level=2)
    assert [labels.is_open(each) for each in labels.segments] == [False, False, True]
    assert [(label.zone, label.rule, label.level) for label in labels] == [
        (None, None, 0),
        ("body", None, 2),
        (None, None, 0),
    ]
    assert not [*labels.blocks(labels.segments[0]), *labels.cuts(labels.segments[0])]
