"""Which segments of a page caption a picture."""

from lib.clean.clean import clean
from lib.clean.label.pictures import is_in_form, is_pictured
from tests.cases import every_case
from tests.clean.markup import PROSE, page, story

LINES = [
    ("<div class=x><img src=/i.jpg><p>Boats at the quay on Monday.</p></div>", True),
    ("<div class=x><img src=/i.jpg><p>Boats at the quay.</p><p>Image: Ivo Brandt</p></div>", True),
    ("<p><img src=/i.jpg>Boats at the quay</p>", True),
    ("<p><img src=/i.jpg>The boats came in before seven.</p>", False),
    ("<p>Boats <img src=/i.jpg> at the quay</p>", False),
    ("<div class=x><p>Boats at the quay</p><img src=/i.jpg></div>", False),
    ("<div class=x><img src=/i.jpg width=1 height=1><p>Boats at the quay</p></div>", False),
    ("<div class=x><img src=/i.jpg width=²><p>Boats at the quay</p></div>", True),
    (f"<div class=x><img src=/i.jpg width={'9' * 5_000}><p>Boats at the quay</p></div>", True),
    ("<section><img src=/i.jpg><p>Boats at the quay</p></section>", False),
    ("<blockquote><img src=/i.jpg><p>Boats at the quay</p></blockquote>", False),
    (f"<div class=x><img src=/i.jpg>{'<p>Boats at the quay</p>' * 3}</div>", False),
    (f"<div class=x><img src=/i.jpg><p>{' '.join(PROSE)}</p></div>", False),
    ("<p><img src=/i.jpg></p><p>The boats came in on Monday. Photo: Ivo Brandt</p>", True),
    ("<p><img src=/i.jpg></p><p>Die Boote am Montag. Foto: Ivo Brandt</p>", True),
    ("<p><img src=/i.jpg></p><p>Лодки у причала. Фото: Иво Брандт</p>", True),
    ("<p><img src=/i.jpg></p><p>The boats came in on Monday, he said. (Reuters)</p>", False),
    ("<div class=x><img src=/i.jpg><p><a href=/ice>The ice house is open</a></p></div>", False),
]


@every_case(("markup", "expected"), LINES)
def test_a_caption_is_told_by_its_picture(markup: str, expected: bool) -> None:
    found = page(f"<main><p>{PROSE[0]}</p>{markup}<p>{PROSE[1]}</p></main>")
    main = frozenset(found.tree.iter("main", "body", "html"))
    assert is_pictured(found, 1, main) is expected


BOXES = [
    ("<section><h3>Inside the port</h3><p>All you need.</p><form><input type=email></form></section>", True),
    ("<div><p>What do you think of it?</p><label><input type=radio>Much</label></div>", True),
    ("<div><p>Boats at the quay</p><input type=hidden></div>", False),
    ("<div><p>Boats at the quay</p><button>Larger</button></div>", False),
    (f"<div>{'<p>Boats at the quay</p>' * 7}<form></form></div>", False),
    (f"<div><p>{' '.join(PROSE * 2)}</p><form></form></div>", False),
]


@every_case(("markup", "expected"), BOXES)
def test_a_line_beside_a_field_is_of_the_form(markup: str, expected: bool) -> None:
    found = page(f"<main><p>{PROSE[0]}</p>{markup}<p>{PROSE[1]}</p></main>")
    main = frozenset(found.tree.iter("main", "body", "html"))
    assert is_in_form(found, 1, main) is expected


@every_case(
    ("line", "zones"),
    [
        ("Ada Obi 2024-03-12 12:59:28 Source: Larkhaven Log", []),
        ("Stand: 12.03.2024 17:23 Uhr", []),
        ("The quay on 12 March 2024", ["caption"]),
    ],
)
def test_when_a_story_was_printed_is_no_caption(line: str, zones: list[str]) -> None:
    found = clean(story(over=f"<figure><img src=/i.jpg><figcaption>{line}</figcaption></figure>"))
    assert [block.zone for block in found.article.blocks if block.text == line] == zones


@every_case(
    ("line", "zone"),
    [
        ("They came on Monday.", "caption"),
        ("月曜日に撮影された港の様子です。", "caption"),
        ("التقطت الصورة يوم الاثنين؟", "caption"),
        ("यह तस्वीर सोमवार की है।", "caption"),
        ("Ivo Brandt", "credit"),
        ("山田太郎", "credit"),
    ],
)
def test_a_short_sentence_that_ends_a_caption_names_nobody_in_any_script(line: str, zone: str) -> None:
    caption = f"<figcaption><p>The boats at the quay.</p><p>{line}</p></figcaption>"
    article = clean(story(f"<figure><img src=/i.jpg>{caption}</figure>")).article
    assert [block.zone for block in article.blocks if block.text == line] == [zone]
