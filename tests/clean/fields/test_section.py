"""The section of a story: as declared, where that is a section's name, else as the page prints it."""

import pytest

from lib.clean.clean import clean
from lib.clean.fields.section import section
from lib.clean.found import Found
from lib.clean.segments.page import Page
from tests.cases import every_case
from tests.clean.markup import PARAGRAPHS, capture, news, page, scripts, text_capture

BREADCRUMB = {
    "@type": "BreadcrumbList",
    "itemListElement": [
        {"@type": "ListItem", "position": 1, "name": "Home"},
        {"@type": "ListItem", "position": 2, "item": {"@id": "/port", "name": "Port"}},
        {"@type": "ListItem", "position": 3, "name": "Quay opens"},
    ],
}


def declared(head: str = "", body: str = "x", **fields: object) -> Page:
    return page(f"<head>{news(**fields)}{head}</head>{body}")


def test_a_section_is_named_by_json_ld_or_meta() -> None:
    assert section(declared(articleSection=["City", "News"])) == Found("City", "json-ld")
    assert section(declared("<meta property='article:section' content=Port>")) == Found("Port", "meta")
    assert section(declared()) == Found(None, "none")


@every_case(
    ("value", "body", "expected"),
    [
        ("News - News", "x", "News"),
        ("City | City | city", "x", "City"),
        ("City - Port", "x", "City - Port"),
        ("Baden-Baden", "x", "Baden-Baden"),
        # Of a list, the first that the page prints, and no mark of the front page.
        ("À la une, Société", "x", "Société"),
        ("Feature,Slider,Local News", "<a href=/local>Local News</a>", "Local News"),
        ("à la une,Société", "<p>à la une,Société</p>", "Société"),
        ("culture_culture-lifestyle", "<p><a href=/c>Culture</a><p><a href=/l>Lifestyle</a>", "Lifestyle"),
        ("deporte_futbol-sala", "x", "futbol sala"),
        ("news_news", "<a href=/n>News</a>", None),
        # As the page prints what a program writes.
        ("deutschland-welt", "<a href=/d>Deutschland &amp; Welt</a>", "Deutschland & Welt"),
        ("politik", "<a href=/p>POLITIK</a>", "politik"),
        ("news", "<a href=/n>News ∨</a>", "News"),
        # No sections.
        ("undefined", "x", None),
        ("English", "x", None),
        ("Harbour Post", "x", None),
        ("The quay opened on Monday, as the mayor had said in the spring that it would", "x", None),
    ],
)
def test_of_what_is_declared_a_name_is_taken_as_it_is_printed(
    value: str, body: str, expected: str | None
) -> None:
    assert (
        section(
            declared(body=body, articleSection=value), outlets={"harbourpost", "harbourpostexample"}
        ).value
        == expected
    )


def test_without_a_declaration_the_last_crumb_that_is_no_headline_is_it() -> None:
    crumbs = scripts(BREADCRUMB)
    titled = declared(f"<meta property='og:title' content='Quay opens'>{crumbs}")
    assert section(titled) == Found("Port", "breadcrumb")
    assert section(declared(crumbs, articleSection="City")).value == "City"


@pytest.mark.parametrize(
    ("around", "expected"),
    [
        ("<nav><a href=/harbours>Harbours</a></nav>", "Harbours"),
        ("<link rel=canonical href=https://harbourpost.example/harbours/quay>", "Harbours"),
        ("", None),
    ],
)
def test_a_kicker_that_a_menu_or_the_address_has_too_is_it(around: str, expected: str | None) -> None:
    head, body = (around, "") if around.startswith("<link") else ("", around)
    kicker = "<p class=kicker><a href=/harbours>Harbours</a></p>"
    assert section(declared(head, body + kicker), "Harbours").value == expected


LINES = """\
Menu
News
{entry}
Sport

HARBOURS
Old quay reopens after two years of work
By Maren Holt
March 3, 2024

The first three boats came in before seven, and the harbour master rang the bell that had been silent.

Engineers replaced more than four hundred piles after the storm, for less than was feared by the council.

Only the north side of the quay will stay closed, the mayor said, until the summer.
"""


def test_a_kicker_of_a_copied_text_is_one_where_its_menu_has_it() -> None:
    found = clean(text_capture(LINES.format(entry="Harbours"))).article
    assert (found.kicker, found.section) == ("HARBOURS", "HARBOURS")
    assert clean(text_capture(LINES.format(entry="Bread"))).article.section is None


PRINTED = [
    # A trail that its class or its arrows show: the last name before the story's own.
    ("<ol class=breadcrumb_v2><li><a href=/>Home</a></li><li><a href=/port>Port</a></li>"
     "<li><a href=/city/quay>Old quay reopens</a></li></ol>", "Port"),
    ("<div class=crumbs><a href=/>Startseite</a>&gt;<a href=/h>Hafen</a>&gt;Old quay reopens</div>", "Hafen"),
    ("<div class=pankuzu><a href=/>ホーム</a> › <a href=/minato>港湾</a></div>", "港湾"),
    ("<div class=crumb><a href=/>Harbour Post</a><a href=/port>Port</a><a href='/a?jahr=24'>KW 15</a></div>",
     "Port"),
    # Behind the kicker, if that is a section.
    ("<nav><a href=/m>Mar</a></nav><div class=crumb><a href=/>Inicio</a> <a href=/n>Noticias</a></div>"
     "<p class=kicker><a href=/m>Mar</a></p>", "Mar"),
    # One link over the headline, if it leads to a folder of the page.
    ("<div class=author><a href=/city>Stadt</a></div>", "Stadt"),
    # No section: another folder, words beside the link, the home page alone, a list without arrows.
    ("<div><a href=/shop>Laden</a></div>", None),
    ("<div><a href='https://townhall.example/city'>Rathaus</a></div>", None),  # of another site
    ("<meta property=og:site_name content='City Post'><div><a href=/city>City Post</a></div>", None),
    ("<div><a href=/city>Stadt</a> und mehr vom Hafen</div>", None),
    ("<ol class=breadcrumb><li><a href=/>Inicio</a></li><li>Old quay reopens</li></ol>", None),
    ("<p><a href=/>Home</a> <a href=/boats>Boats</a> <a href=/fish>Fish</a></p>", None),
]  # fmt: skip


@every_case(("over", "expected"), PRINTED)
def test_a_trail_or_a_link_printed_over_the_headline_names_the_section(
    over: str, expected: str | None
) -> None:
    markup = f"<title>Old quay reopens</title><body>{over}<h1>Old quay reopens</h1>{PARAGRAPHS}"
    assert clean(capture(markup)).article.section == expected
