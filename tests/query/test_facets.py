from pathlib import Path

import pytest

from lib.figures.asking import asking
from lib.figures.drawing import draw
from lib.model.article import DEFAULT_ZONES, FORMS, ZONES, Zone
from lib.model.filter import Choice, Filter
from lib.model.mention import Kind
from lib.query import facets, publishers, stories
from lib.store.archive import ArchiveReader, open_for_reading
from tests.builders import archive, article, parsed

OPTIONS: list[tuple[Filter, str, dict[str, object], list[tuple[str, int]]]] = [
    (Filter(), "tags", {"limit": 2}, [("Harbour", 3), ("Treaties", 3)]),
    (Filter(), "tags", {"like": "cul"}, [("Culture", 1)]),
    (Filter(), "tags", {"like": "ulture"}, []),
    (Filter(), "tags", {"limit": 1, "keep": ("Work", "Lost")}, [("Lost", 0), ("Work", 1), ("Harbour", 3)]),
    (Filter(tags=Choice(any=("Work",))), "tags", {"limit": 1}, [("Harbour", 3)]),
    (Filter(tags=Choice(all=("Work",))), "tags", {}, [("Harbour", 1), ("Work", 1)]),
    (Filter(publishers=("coast.example",)), "tags", {}, [("Harbour", 2), ("Weather", 1), ("Work", 1)]),
    (Filter(), "authors", {"like": "city"}, [("The city desk", 1)]),
    (Filter(), "publishers", {}, [("harbour.example", 5), ("coast.example", 2)]),
    (Filter(), "sections", {"keep": ("Economy",)}, [("Economy", 1), ("City", 5)]),
    (Filter(), "languages", {}, [("en", 6), ("de", 1)]),
    (Filter(), "actors", {"limit": 2}, [("Ida Brandt", 4), ("Norland", 4)]),
    (Filter(), "actors", {"like": "hale"}, [("Tom Hale", 2)]),
    (Filter(actors=Choice(any=("Tom Hale",))), "actors", {"limit": 1}, [("Ida Brandt", 4)]),
    (Filter(actors=Choice(none=("Norland",))), "actors", {"limit": 1}, [("Harbour Union", 1)]),
]


@pytest.mark.parametrize(("criteria", "field", "asked", "expected"), OPTIONS)
def test_options_are_the_names_to_choose_from(
    db: ArchiveReader, criteria: Filter, field: str, asked: dict[str, object], expected: list[tuple[str, int]]
) -> None:
    answer = facets.options(db, criteria, field=field, **asked)  # type: ignore[arg-type]
    assert [tuple(row) for row in answer.to_numpy().tolist()] == expected


def test_shares_are_of_all_selected_stories(db: ArchiveReader) -> None:
    answer = publishers.counts(db, Filter())
    assert answer.to_numpy().tolist() == [["harbour.example", 5, 0.625], ["coast.example", 2, 0.25]]


def test_all_publishers_are_counted_whatever_the_limit(db: ArchiveReader) -> None:
    first = publishers.counts(db, Filter(), limit=1)
    assert (len(first), first.attrs["of"]) == (1, len(publishers.counts(db, Filter()))) == (1, 2)
    said = draw("publishers_bar", Filter(), asking(db), limit=1)
    assert "Top 1 of 2" in str(said.figure.layout) and "2 rows in all" in said.alt


def test_several_selections_are_counted_at_once(db: ArchiveReader) -> None:
    choices = (
        Filter(),
        Filter(languages=("de",)),
        Filter(text="zzyzx"),
        *(Filter(forms=(f,)) for f in FORMS),
    )
    assert facets.counts(db, choices) == (8, 1, 0, 7, 1, 0)


@pytest.mark.parametrize("zones", [DEFAULT_ZONES, ZONES])
def test_a_name_that_several_actors_bear_counts_the_stories_of_all(
    tmp_path: Path, zones: tuple[Zone, ...]
) -> None:
    counted: dict[Kind, int] = {"country": 2, "person": 4, "place": 3}
    kinds = [kind for kind, number in counted.items() for _ in range(number)]
    made = [
        parsed(
            article(f"Story {n}", f"Georgia stands in text {n}, with Peru."),
            names={"Georgia": kind, "Peru": "country"},
        )
        for n, kind in enumerate(kinds)
    ]
    made.append(parsed(article("Oslo", "A text on Oslo."), names={"Oslo": "place"}))
    with open_for_reading(archive(tmp_path, *made)) as db:
        chosen = Filter(zones=zones, actors=Choice(any=("Georgia", "place/georgia", "Oslo")))
        answer = facets.options(db, chosen, field="actors", keep=chosen.actors.any)
        assert answer.to_numpy().tolist() == [["place/georgia", 3], ["Georgia", 9], ["Oslo", 1], ["Peru", 9]]
        for name, number in answer.itertuples(index=False):
            alone = Filter(zones=zones, actors=Choice(any=(name,)))
            assert stories.totals(db, alone)["stories"].tolist() == [number]


def test_bars_call_publishers_as_they_call_themselves(tmp_path: Path) -> None:
    called = {"a.example": "The Post", "b.example": "The Sun", "c.example": "The Sun", "d.example": None}
    path = archive(
        tmp_path,
        *(
            parsed(article(f"On {domain}", f"Of {domain}.", publisher=domain, site_name=name))
            for domain, name in called.items()
        ),
    )
    with open_for_reading(path) as db:
        bars = draw("publishers_bar", Filter(), asking(db))
    (drawn,) = bars.figure.data
    assert [*drawn.y] == ["The Post", "b.example", "c.example", "d.example"]
    assert [key for (key,) in drawn.customdata] == [*called] == bars.frame["publisher"].tolist()
    assert drawn.hovertext[0] == "1 story comes from The Post" and "The Post (1), b.example (1)" in bars.alt
