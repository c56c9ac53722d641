"""The structured data of a page."""

import json

from lib.sample.linked import graph, handle, language
from lib.sample.stories import Story, stories
from tests.cases import every_case

MARKED_UP = [story for story in stories() if story.layout in ("jsonld", "live")]
HERE = "https://www.harborcourier.example/here/"


@every_case("story", MARKED_UP)
def test_the_graph_refers_only_to_itself(story: Story) -> None:
    nodes = {node["@id"]: node for node in json.loads(graph(story, address=HERE, image=None))["@graph"]}
    article = nodes[f"{HERE}#article"]
    assert article["headline"] == story.headline
    assert [nodes[author["@id"]]["name"] for author in article["author"]] == list(story.authors)
    assert article["keywords"] == list(story.tags)
    assert len(article.get("liveBlogUpdate", ())) == len(story.updates)
    assert article["publisher"]["@id"] in nodes
    assert article["isPartOf"]["@id"] in nodes


def test_no_headline_can_end_the_script() -> None:
    assert all("<" not in graph(story, address=HERE, image=None) for story in MARKED_UP)


def test_a_name_becomes_a_part_of_an_address() -> None:
    assert handle("The Harbor Courier foreign desk") == "the-harbor-courier-foreign-desk"
    assert handle("John F. Kennedy") == "john-f-kennedy"


def test_a_page_declares_the_language_it_is_written_in() -> None:
    assert {language(story) for story in stories()} == {"en", "en-GB", "es", "uk", "ar"}
