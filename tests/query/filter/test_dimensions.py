"""Each dimension gives its condition, its English and its negation, in the archive and in the views."""

import pytest

from lib.model.filter import Choice, Filter
from lib.query.facets import options
from lib.query.filter.address import PARAMETERS
from lib.query.filter.dimensions import DIMENSIONS, predicates
from lib.query.filter.names import ids
from lib.query.workbench import story_conditions
from lib.store.archive import ArchiveReader

# What is chosen, as the archive (# for its numbers) and as the view are asked, and the sentence.
CHOSEN: dict[str, tuple[Filter, str, str, str]] = {
    "tag": (
        Filter(tags=Choice(any=("Harbour",))), "id in (select id from tag_article where tag_id in (#))",
        "list_has_any(tags, ['Harbour'])", "tagged Harbour",
    ),
    "author": (
        Filter(authors=("Ada Lind", "Bo Falk")),
        "id in (select id from author_article where author_id in (#, #))",
        "list_has_any(authors, ['Ada Lind', 'Bo Falk'])", "by Ada Lind or Bo Falk",
    ),
    "publisher": (
        Filter(publishers=("harbour.example",)), "publisher_id in (#)",
        "publisher in ('harbour.example')", "from harbour.example",
    ),
    "section": (
        Filter(sections=("City",)), "section_id in (#)", "section in ('City')",
        "in the section City",
    ),
    "language": (
        Filter(languages=("de",)), "language_id in (#)", "language in ('de')", "in German",
    ),
    "form": (Filter(forms=("brief",)), "form in ('brief')", "form in ('brief')", "printed as a brief"),
    "actor": (
        Filter(actors=Choice(any=("Norland",)), zones=("body",), roles=("name",)),
        "id in (select id from story_actor where actor_id in (#) "
        "and (story_actor.zone in (2) and story_actor.role in (0)))",
        "article_id in (select article_id from mentions where actor_id in ('country/norland') "
        "and zone in ('body') and role in ('name') and not undecided and not unsure)", "naming Norland",
    ),
}  # fmt: skip


def test_every_dimension_is_tried() -> None:
    assert [*CHOSEN] == [each.name for each in DIMENSIONS]


@pytest.mark.parametrize("name", CHOSEN)
def test_a_row_gives_condition_and_sentence(db: ArchiveReader, name: str) -> None:
    criteria, condition, on_view, sentence = CHOSEN[name]
    (predicate,) = predicates(criteria)
    assert predicate.dimension.name == name
    written = predicate.in_archive(db, criteria)
    if predicate.dimension.name != "form":
        for number in ids(db, predicate.dimension.name, predicate.names):
            written = written.replace(str(number), "#", 1)
    assert written == condition
    assert story_conditions(db, criteria) == [on_view]
    assert predicate.sentence(db) == sentence


def test_all_and_none_are_made_of_the_same(db: ArchiveReader) -> None:
    every, none = predicates(Filter(tags=Choice(all=("Harbour", "treaties"), none=("Harbour",))))
    one = "id in (select id from tag_article where tag_id in ({}))".format
    harbour, treaties = (ids(db, "tag", [name])[0] for name in ("Harbour", "treaties"))
    assert every.in_archive(db, Filter()) == f"({one(harbour)}) and ({one(treaties)})"
    assert every.sentence(db) == "tagged Harbour and treaties"
    assert none.in_archive(db, Filter()) == f"not ({one(harbour)})"
    assert none.sentence(db) == "not tagged Harbour"


def test_a_row_is_a_field_and_a_parameter_and_its_names_can_be_listed(db: ArchiveReader) -> None:
    for each in DIMENSIONS:
        assert hasattr(Filter(), each.field)
        assert each.field in PARAMETERS
        assert each.title and each.chip
        if each.name != "form":
            assert options(db, Filter(), field=each.field)["stories"].sum() > 0
