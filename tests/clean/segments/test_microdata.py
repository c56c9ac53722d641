"""A page's microdata: the story's own properties."""

from lib.clean.segments.microdata import NAMES, PROPERTY_NAMES, Items, microdata
from tests.cases import every_case
from tests.clean.markup import page

SIGNED = "<b itemprop=author>Maren Holt</b>"
COMMENTS = (
    "https://schema.org/Comment",
    "https://schema.org/Comment ",
    "https://schema.org/Comment/",
    "https://schema.org/Comment https://schema.org/CreativeWork",
)
PROPERTIES = [
    (SIGNED, "author", ("Maren Holt",)),
    ("<div itemprop=author itemscope><b itemprop=name>Maren</b>Editor</div>", "author", ("Maren",)),
    ("<meta itemprop=datePublished content='2024-03-11'>", "datePublished", ("2024-03-11",)),
    ("<time itemprop=datePublished datetime='2024-03-11'>Monday</time>", "datePublished", ("2024-03-11",)),
    ("<p><b itemprop=author>Maren</b> <b itemprop=author>Ivo</b></p>", "author", ("Maren", "Ivo")),
    *((f"<div itemscope itemtype='{kind}'><b itemprop=author>A reader</b></div>{SIGNED}",
       "author", ("Maren Holt",)) for kind in COMMENTS),
    (f"{SIGNED}<section><ul><li><div><i><b itemprop=author>Ada</b></i></div></li></ul></section>",
     "author", ("Maren Holt",)),
]  # fmt: skip


@every_case(("markup", "name", "values"), PROPERTIES)
def test_properties_of_the_story_are_read(markup: str, name: str, values: tuple[str, ...]) -> None:
    tree = page(f"<html><body><main><article>{markup}</article></main></body></html>").tree
    assert microdata(tree)[name] == values


def test_an_item_has_its_own_names_or_else_those_of_the_items_in_it() -> None:
    two = "<b itemprop=author itemscope><i itemprop=name>Ada</i></b><b itemscope><i itemprop=name>Ivo</i></b>"
    listed = page(f"<main><div itemprop=author itemscope>{two}</div></main>").tree
    assert microdata(listed)["author"][:2] == ("Ada", "Ivo")
    nested = "<div itemprop=author itemscope><b itemprop=name>Ada</b><i itemprop=publisher itemscope>"
    tree = page(f"<main>{nested}<u itemprop=name>The Post</u></i></div></main>").tree
    assert microdata(tree) == {
        "author": ("Ada",), "publisher": ("The Post",), "name": ("Ada", "The Post")
    }  # fmt: skip


def test_items_far_down_in_items_are_looked_at_once() -> None:
    deep = 1_200
    markup = "<div itemprop=about itemscope>Quay <b itemprop=name>Pier</b>" * deep + "</div>" * deep
    items = Items(PROPERTY_NAMES(page(f"<main>{markup}</main>").tree))
    values = [value for node in items.marked for value in items.values(node)]
    assert len(values) <= (NAMES + 1) * deep and set(values) == {"Pier"}


CARDS = "".join(
    f"<li><div><a href=/{name}><{tag}>{title}</{tag}></a><div><p itemprop=author itemtype='https://schema.org/Person'>"
    f"<b itemprop=name>{author}</b></p><i itemprop=keywords>Herring</i></div></div></li>"
    for name, tag, title, author in (
        ("one", "h3", "Was der neue Kran kostet", "Jo Roos"),
        ("two", "div", "Le vieux quai rouvre enfin", "Ada Lind"),
    )
)


def test_cards_without_items_lend_the_story_no_author() -> None:
    story = "<article><h1>Old quay reopens</h1>{}<p>The quay opened.</p></article>" + f"<ul>{CARDS}</ul>"
    signed = "<p><i itemprop=author>Maren Holt</i></p>"
    assert "author" not in microdata(page(story.format("")).tree)
    assert microdata(page(story.format(signed)).tree)["author"] == ("Maren Holt",)
    assert "keywords" not in microdata(page(story.format("")).tree)


def test_a_blog_s_own_linked_headline_keeps_its_author() -> None:
    own = (
        "<h2><a href=/quay>Old quay reopens</a></h2><p itemprop=author>Maren Holt</p><p>The quay opened.</p>"
    )
    assert microdata(page(f"<article>{own}</article><h2>More</h2>").tree)["author"] == ("Maren Holt",)
    assert microdata(page(f"<h1>Quay blog</h1><article>{own}</article>").tree)["author"] == ("Maren Holt",)
