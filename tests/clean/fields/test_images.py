"""What a box around a line or a picture says."""

from lxml import html

from lib.clean.clean import clean
from lib.clean.fields.images import (
    PictureText,
    addresses_of,
    caption_and_credit,
    lead_source,
    same_picture,
    text_beside,
)
from lib.clean.segments.page import page_of
from lib.model.article import Image
from tests.cases import every_case
from tests.clean.markup import HEAD, SENTENCE, news, page, story, text_capture

OG = "<meta property='og:image' content='https://harbourpost.example/i/quay-1200x800.jpg'>"
FIGURE = (
    "<figure><img src='/i/quay-600x400.jpg' alt='Boats'><figcaption>Boats at the quay."
    " <span class=credit>Photo: Ivo Brandt</span></figcaption></figure>"
)


URL = "https://harbourpost.example/i/old-quay-1200x800.jpg"
BASE = "https://harbourpost.example/city/quay"
PICTURE = "<img src='/i/old-quay-600x400.jpg'>"
PICTURED = [
    (f"<div>{PICTURE}<p>Boats at the quay.</p></div>", PictureText(caption="Boats at the quay.")),
    (f"<div><div>{PICTURE}</div><p>Boats at the quay.</p><p>Foto: Brandt</p></div>",
     PictureText(caption="Boats at the quay.", credit="Brandt")),
    (f"<div>{PICTURE}<p>Boats at the quay. (Brandt/AFP)</p></div>",
     PictureText(caption="Boats at the quay.", credit="Brandt/AFP")),
    ("<div><img data-srcset='/x.jpg 1x, /i/old-quay-900w.jpg 2x'><p>Boats</p></div>",
     PictureText(caption="Boats")),
    (f"<div>{PICTURE}<h2>Another story</h2></div>", PictureText()),
    (f"<div>{PICTURE}<p><a href=/x>Another story about the quay</a></p></div>", PictureText()),
    (f"<div>{PICTURE}<p>One.</p><p>Two.</p><p>Three.</p></div>", PictureText()),
    (f"<article>{PICTURE}<p>The text of the story itself.</p></article>", PictureText()),
    (f"<div>{PICTURE}<p>{'A long paragraph of the story. ' * 30}</p></div>", PictureText()),
    ("<div><img src='/i/mayor-at-work.jpg'><p>The mayor.</p></div>", PictureText()),
    ("<div><img src='http://[broken'><p>The mayor.</p></div>", PictureText()),
]  # fmt: skip
SAME = [
    (URL, "https://cdn.example/x/old-quay.jpg", True),
    ("https://a.example/image/9c81aa55/?w=1", "https://a.example/image/9c81aa55/?w=2", True),
    ("https://a.example/i/hafen-k%C3%B6ln.jpg", "https://b.example/hafen-köln-600x400.jpg", True),
    ("https://a.example/1/01.jpg", "https://a.example/2/01.jpg", False),
    ("https://a.example/i/mayor-at-work.jpg", URL, False),
    ("http://[broken", URL, False),
    (None, URL, False),
]


@every_case(("markup", "said"), PICTURED)
def test_a_few_short_lines_alone_with_a_picture_are_its_caption(markup: str, said: PictureText) -> None:
    found = page(f"<html><body><main>{markup}</main></body></html>")
    assert text_beside(found, URL) == said


@every_case(("one", "other", "expected"), SAME)
def test_two_sizes_of_one_picture_are_the_same(one: str | None, other: str, expected: bool) -> None:
    assert same_picture(one, other) is expected


def test_a_line_that_is_only_a_credit_is_no_caption() -> None:
    assert caption_and_credit(["Picture: AFP"]) == PictureText(credit="AFP")
    assert not caption_and_credit([])


def test_a_figure_gives_its_caption_and_credit() -> None:
    (image,) = clean(story(FIGURE)).article.images
    url = "https://harbourpost.example/i/quay-600x400.jpg"
    said = {"alt": "Boats", "caption": "Boats at the quay.", "credit": "Ivo Brandt"}
    assert image == Image(url=url, lead=True, **said)
    assert clean(story()).article.images == ()


def test_the_picture_told_to_machines_leads() -> None:
    other = "<figure><img src='/i/mayor.jpg'><figcaption>The mayor on the pier.</figcaption></figure>"
    images = clean(story(other + FIGURE, head=OG)).article.images
    said = [(image.caption, image.lead) for image in images]
    assert said == [("Boats at the quay.", True), ("The mayor on the pier.", False)]
    assert images[0].url == "https://harbourpost.example/i/quay-1200x800.jpg"


@every_case(
    ("printed", "caption"),
    [
        ("[1/5]Boats at the quay.", "Boats at the quay."),
        ("1of4 Boats at the quay.", "Boats at the quay."),
        ("24/7 at the quay.", "24/7 at the quay."),
        ("/", None),
    ],
)
def test_the_place_in_a_gallery_and_mere_signs_are_no_caption(printed: str, caption: str | None) -> None:
    figure = FIGURE.replace("Boats at the quay.", printed)
    assert [image.caption for image in clean(story(figure)).article.images] == [caption]


def test_a_label_names_the_credit_on_the_next_line() -> None:
    figure = (
        "<figure><img src='/i/q.jpg'><figcaption><p>Boats at the quay.</p><p>Photo:</p><p>Ivo Brandt</p>"
        "<p>More of the port</p></figcaption></figure>"
    )
    zones = {block.text: block.zone for block in clean(story(figure)).article.blocks}
    assert (zones["Boats at the quay."], zones["Ivo Brandt"]) == ("caption", "credit")


def test_what_tells_the_leading_picture_is_named() -> None:
    og = "<meta property='og:image' content='https://harbourpost.example/i/quay.jpg'>"
    heads = {"": None, og: "meta og:image", news(image="https://x.example/q.jpg"): "json-ld"}
    assert {head: lead_source(page_of(story(head=head))) for head in heads} == heads


def test_only_the_web_is_an_address_of_a_picture() -> None:
    data = FIGURE.replace("/i/quay-600x400.jpg", "data:image/gif;base64,R0lGOD")
    assert clean(story(data)).article.images[0].url is None


DECLARED = [
    {"@type": "ImageObject", "url": "/i/mayor.jpg", "caption": "The mayor."},
    {"@type": "ImageObject", "url": "https://harbourpost.example/i/quay-900x600.jpg",
     "description": "Boats at the quay.", "author": {"name": "Ivo Brandt"}},
]  # fmt: skip
OF_FILES = [
    {"@type": "ImageObject", "contentUrl": "/i/mayor.jpg", "caption": "The mayor."},
    {"@type": "ImageObject", "contentUrl": "/i/quay-900x600.jpg", "caption": "Boats at the quay."},
]
CREDIT = {"@type": "ImageObject", "url": "/i/q.jpg", "caption": "Picture: AFP"}
MONDAY = (
    "<div class=x1><div><img src='/i/quay-600x400.jpg'></div>"
    "<p>Boats on Monday</p><p>Foto: Ivo Brandt</p></div>"
)
LEADS = (
    ("what stands alone with it", OG, MONDAY, "Boats on Monday", "Ivo Brandt"),
    ("what machines are told of it", news(image=DECLARED) + OG, "", "Boats at the quay.", "Ivo Brandt"),
    ("the address of its file alone says whose", news(image=OF_FILES) + OG, "", "Boats at the quay.", None),
    ("a declared caption that is a credit", news(image=CREDIT), "", None, "AFP"),
)


@every_case(("promise", "head", "over", "caption", "credit"), LEADS)
def test_the_leading_picture_has_its_caption(
    promise: str, head: str, over: str, caption: str | None, credit: str | None
) -> None:
    lead = clean(story(head=head, over=over)).article.images[0]
    assert (lead.caption, lead.credit) == (caption, credit)


def test_the_leading_picture_is_known_by_any_of_its_addresses() -> None:
    head = "<meta property='og:image' content='https://harbourpost.example/large/73/22874'>"
    picture = "<img src='/small/73/22874' srcset='/small/73/22874 1x,\n/large/73/22874 2x' alt='Boats'>"
    figure = f"<figure>{picture}<figcaption>Boats at the quay on Monday.</figcaption></figure>"
    (lead,) = clean(story(figure, head=head)).article.images
    assert (lead.alt, lead.caption) == ("Boats", "Boats at the quay on Monday.")


@every_case(
    ("attributes", "found"),
    [
        ("src='/i/old quay, 1962.jpg'", ["/i/old%20quay,%201962.jpg"]),
        ("srcset='/i/a.jpg 1x,/i/b.jpg 2x'", ["/i/a.jpg", "/i/b.jpg"]),
        ("srcset=' /i/w_800,h_400/a.jpg 800w, /i/b.jpg'", ["/i/w_800,h_400/a.jpg", "/i/b.jpg"]),
        ("data-original='/i/a.jpg 320w, /i/b.jpg 640w'", ["/i/a.jpg", "/i/b.jpg"]),
        ("src='' data-srcset='/i/a.jpg, /i/b.jpg 2x,'", ["/i/a.jpg", "/i/b.jpg"]),
    ],
)
def test_a_comma_parts_only_the_addresses_of_a_set(attributes: str, found: list[str]) -> None:
    picture = html.fromstring(f"<img {attributes}>")
    assert [*addresses_of(picture, BASE)] == [f"https://harbourpost.example{each}" for each in found]


@every_case("label", ["Image:", "Foto:", "Crédit photo :"])
def test_a_credit_in_brackets_that_markup_divides_is_one(label: str) -> None:
    parts = f"<span class=credit> (<div class=camera>{label}</div>Ivo Brandt via Getty Images)</span>"
    figure = f"<figure><img src='/i/q.jpg'><figcaption><p>Boats at the quay</p>{parts}</figcaption></figure>"
    (image,) = clean(story(figure)).article.images
    assert (image.caption, image.credit) == ("Boats at the quay", "Ivo Brandt via Getty Images")


def test_a_bracket_at_the_end_of_a_copied_caption_is_of_its_credit() -> None:
    copied = f"{HEAD}\nBoats at the quay (\nImage: Getty Images)\nBy Ada Obi\nOct. 3, 2025\n\n{SENTENCE * 3}"
    (image,) = clean(text_capture(f"{copied}\n\n{SENTENCE * 4}")).article.images
    assert (image.caption, image.credit) == ("Boats at the quay", "Getty Images")


@every_case(
    ("figures", "said"),
    [
        # One picture: its words come again under another address, behind a placeholder, or apart.
        (FIGURE + FIGURE.replace("/i/quay-600x400.jpg", "/cdn/q.jpg"),
         [("Boats at the quay.", "Ivo Brandt")]),
        (FIGURE.replace("src='", "src='/t/lazyload-fallback.gif' data-src='"),
         [("Boats at the quay.", "Ivo Brandt")]),
        ("<figure><img src='/i/quay.jpg'><span class=credit>Foto: Brandt</span></figure>"
         "<figure><img src='/i/quay.jpg'><figcaption>Boote am Kai.</figcaption></figure>",
         [("Boote am Kai.", "Brandt")]),
        # Several pictures: the same credit under two, other words under one.
        (FIGURE + "<figure><img src='/i/maire.jpg'><figcaption>Le maire. "
         "<span class=credit>Photo: Ivo Brandt</span></figcaption></figure>",
         [("Boats at the quay.", "Ivo Brandt"), ("Le maire.", "Ivo Brandt")]),
        ("<figure><img src='/i/quay.jpg'><figcaption>Boote am Kai.</figcaption></figure>"
         "<figure><img src='/i/quay.jpg'><figcaption>Der Kran.</figcaption></figure>",
         [("Boote am Kai.", None), ("Der Kran.", None)]),
        ("<figure><img src='/i/quay.jpg'><figcaption>Zum Vergrößern anklicken</figcaption></figure>"
         "<figure><img src='/i/maire.jpg'><figcaption>Zum Vergrößern anklicken</figcaption></figure>",
         [("Zum Vergrößern anklicken", None)] * 2),
    ],
)  # fmt: skip
def test_a_picture_comes_once(figures: str, said: list[tuple[str, str | None]]) -> None:
    images = clean(story(figures, head=OG)).article.images
    assert [(image.caption, image.credit) for image in images] == said
    assert all("lazyload" not in (image.url or "") for image in images)


def test_a_credit_alone_lends_no_alt_of_another_picture() -> None:
    portrait = (
        "<figure><img src='/i/holt.jpg' alt='Maren Holt'><span class=credit>Foto: Brandt</span></figure>"
    )
    (lead,) = clean(story(portrait, head=OG)).article.images
    assert (lead.credit, lead.alt) == ("Brandt", None)
    (own,) = clean(story(portrait.replace("holt.jpg", "quay-600x400.jpg"), head=OG)).article.images
    assert (own.credit, own.alt) == ("Brandt", "Maren Holt")


def test_a_bare_label_in_a_credits_place_credits_nobody() -> None:
    (image,) = clean(story(FIGURE.replace("Photo: Ivo Brandt", "Autor:"))).article.images
    assert image.credit is None
