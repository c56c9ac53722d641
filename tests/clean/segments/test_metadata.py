"""A page's metadata for machines."""

from lib.clean.clean import clean
from lib.clean.segments.metadata import Structured, first_text, structured, texts, types
from tests.cases import every_case
from tests.clean.markup import page, scripts, story


def data(*nodes: object, head: str = "") -> Structured:
    return page(f"<html><head>{scripts(*nodes)}{head}</head><body>x</body></html>").data


GRAPH = {"@graph": [{"@type": "NewsArticle", "author": {"@id": "#m"}}, {"@id": "#m", "name": "Maren Holt"}]}
CARDS = [
    {"@type": "NewsArticle", "url": f"https://x.example/{name}", "headline": name} for name in ("a", "b")
]
RICH = {"@type": "NewsArticle", "headline": "h", "datePublished": "2024-03-11", "author": "M"}


def test_a_reference_is_resolved_in_the_graph() -> None:
    found = data(GRAPH)
    assert first_text(found.resolve(found.article["author"])) == "Maren Holt"
    assert found.resolve({"@id": "#nobody"}) == {"@id": "#nobody"}


def test_the_story_is_the_node_at_the_pages_own_address_or_the_richer_one() -> None:
    found = data(*CARDS, head="<link rel=canonical href='https://www.x.example/b?x=1'>")
    assert found.article["headline"] == "b"
    assert data({"@type": "Article"}, RICH).article["headline"] == "h"


OTHER = {
    "@type": "NewsArticle", "headline": "Herring prices fall again", "author": "Ida Lind",
    "datePublished": "2021-05-05", "url": "https://harbourpost.example/city/herring",
}  # fmt: skip


@every_case("node", [OTHER, {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": OTHER}]}])
def test_what_is_declared_of_other_stories_is_none_of_this_one(node: object) -> None:
    article = clean(story(head=scripts(node))).article
    assert (article.headline, article.authors, article.published_at) == ("Old quay reopens", (), None)
    own = {**OTHER, "url": "https://harbourpost.example/city/quay"}  # a page may be titled in other words
    assert clean(story(head=scripts(node, own))).article.authors == ("Ida Lind",)


def test_the_microdata_of_cards_is_none_of_the_story() -> None:
    card = (
        "<div itemscope itemtype='https://schema.org/NewsArticle'><h3><a href=/x>Herring is dear</a></h3>"
        "<b itemprop=author>Ida Lind</b><meta itemprop=datePublished content=2021-05-0{}></div>"
    )
    article = clean(story(card.format(1) + card.format(2))).article
    assert (article.authors, article.published_at) == ((), None)


@every_case("script", ["{", "null", "[1, 2]", '{"a":' * 100_000, ""])
def test_a_broken_script_says_nothing(script: str) -> None:
    assert page(_script(script)).data.article == {}


def test_meta_tags_are_read_by_name_and_property() -> None:
    found = data(
        head="<meta property='article:tag' content=Port><meta property='article:tag' content=City>"
        "<meta name=Author content=M><meta name=byl value=N>"
    )
    assert found.meta["article:tag"] == ("Port", "City")
    assert found.named("missing", "author") == "M"
    assert found.named("byl") == "N"
    assert found.named("missing") is None


def test_microdata_is_read() -> None:
    author = "<span itemprop=author>Maren Holt</span>"
    tree = page(f"<p itemprop='datePublished' content='2024-03-11'>x</p>{author}").tree
    assert structured(tree).items == {"datePublished": ("2024-03-11",), "author": ("Maren Holt",)}


def test_strings_are_found_in_any_shape() -> None:
    assert texts(["a", {"name": "b"}, {"@value": "c"}, None, 4]) == ["a", "b", "c", "4"]
    assert types({"@type": ["https://schema.org/NewsArticle", 1]}) == ("NewsArticle",)
    assert types("NewsArticle") == ()


def _script(*texts: str) -> str:
    tags = "".join(f"<script type='application/ld+json'>{text}</script>" for text in texts)
    return f"<html><head>{tags}</head><body><p>x</p></body></html>"


MENDED = [
    '{"@type": "NewsArticle", "headline": "Old quay",}',
    '<!-- {"@type": "NewsArticle", "headline": "Old quay"} -->',
    '{"@type": "NewsArticle", "headline": "Old\\\' quay"}'.replace("Old\\' quay", "Old\\' quay"),
    '\ufeff{"@type": "NewsArticle", "headline": "Old quay"};',
    '{"@type": "WebPage"}{"@type": "NewsArticle", "headline": "Old quay"}',
    '{"@type": "NewsArticle", "headline": "Old quay"} and a broken rest {',
    "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: 1}",
    '{"@type": "schema:NewsArticle", "headline": "Old quay"}',
    '{"@type": ["Thing", "http://schema.org/newsArticle"], "headline": "Old quay"}',
]


@every_case("text", MENDED)
def test_a_broken_script_is_mended_where_it_has_one_reading(text: str) -> None:
    assert "NewsArticle" in types(page(_script(text)).data.article)


def test_what_two_scripts_say_of_one_node_is_put_together() -> None:
    data = page(
        _script(
            '{"@type": "NewsArticle", "@id": "#story", "headline": "Old quay", "author": {"@id": "#maren"}}',
            '{"@type": "NewsArticle", "@id": "#story", "keywords": "quay", "image": "#pic"}',
            '{"@graph": [{"@type": "Person", "@id": "#maren", "name": "Maren Holt"}]}',
            '{"@type": "ImageObject", "@id": "#pic", "caption": "The quay"}',
        )
    ).data
    assert data.article["keywords"] == "quay"
    assert [node["name"] for node in data.listed(data.article["author"])] == ["Maren Holt"]
    assert [node["caption"] for node in data.listed(data.article["image"])] == ["The quay"]


def test_a_page_and_its_story_under_one_name_stay_apart_and_a_list_that_holds_itself_ends() -> None:
    web = {"@type": "WebPage", "@id": "#story", "name": "A page", "inLanguage": "en", "url": "/x"}
    found = data(web, {"@type": "NewsArticle", "@id": "#story", "headline": "Old quay"})
    assert types(found.article) == ("NewsArticle",) and "inLanguage" not in found.article
    endless = data({"@id": "#a", "@type": "Thing", "@list": [{"@id": "#a"}]})
    assert list(endless.listed({"@id": "#a"})) == []


SIGNS = [  # half a sign and control characters are no letters, what looks like one stays
    *((headline, "Old quay") for headline in ("Old quay \ud83d", "\udea2 Old quay", "Old \ud83d\ud83d quay",
                                              "\udfff\ud800Old quay", "Old\udc00 quay")),
    ("Old\x01 quay\x1f at \\u0001", "Old quay at \\u0001"),
    ("fer\x7fry", "ferry"),
    ("Ida \ud83d\ude00", "Ida \U0001f600"),
    ("\\ud83d", "\\ud83d"),
]  # fmt: skip


@every_case(("declared", "read"), SIGNS)
def test_what_is_no_letter_is_left_out(declared: str, read: str) -> None:
    assert texts(data({"@type": "NewsArticle", "headline": declared}).article["headline"]) == [read]


LONG = {
    "closing signs": '{"@type": "NewsArticle"}' + ";" * 1_000_000 + "x",
    "escapes": '{"@type": "NewsArticle", "headline": "' + "\\u0001" * 400_000 + '"}',
    "backslashes": '{"@type": "NewsArticle", "headline": "' + "\\\\" * 500_000 + '"}',
}


@every_case("script", LONG.values())
def test_a_long_script_of_signs_is_read_in_a_time_that_grows_with_it(script: str) -> None:
    assert types(page(_script(script)).data.article) == ("NewsArticle",)


def test_lists_in_lists_and_names_in_names_are_opened_however_deep() -> None:
    deep: object = "Old quay"
    for _ in range(20_000):
        deep = [{"name": [deep]}]
    assert texts(deep) == ["Old quay"]


def test_marks_for_line_breaks_are_no_letters() -> None:
    found = data(
        {"@type": "NewsArticle", "headline": "Haupt\u00adkai", "author": "Ida\u200b Lind"},
        head="<meta property=og:title content='\ufeffHaupt\u00adkai'>"
        "<meta name=author content='Ida\u2060 Lind'>",
    )
    assert (texts(found.article["headline"]), texts(found.article["author"])) == (["Hauptkai"], ["Ida Lind"])
    assert (found.named("og:title"), found.named("author")) == ("Hauptkai", "Ida Lind")


def test_letters_escaped_for_html_are_read() -> None:
    assert texts("Quay &amp; pier &#8217;") == ["Quay & pier ’"]
