"""Pictures with alternative text, caption and credit."""

from lib.clean import clean
from lib.model.article import Image
from tests.clean.markup import story

FIGURE = (
    "<figure><img src='/i/quay-600x400.jpg' alt='Boats'><figcaption>Boats at the quay."
    " <span class=credit>Photo: Ivo Brandt</span></figcaption></figure>"
)


def test_a_figure_gives_its_caption_and_credit() -> None:
    assert clean(story(FIGURE)).article.images == (
        Image(
            url="https://harbourpost.example/i/quay-600x400.jpg",
            alt="Boats",
            caption="Boats at the quay.",
            credit="Ivo Brandt",
            lead=True,
        ),
    )


def test_the_picture_told_to_machines_leads() -> None:
    other = "<figure><img src='/i/mayor.jpg'><figcaption>The mayor on the pier.</figcaption></figure>"
    head = "<meta property='og:image' content='https://harbourpost.example/i/quay-1200x800.jpg'>"
    images = clean(story(other + FIGURE, head=head)).article.images
    assert [(image.caption, image.lead) for image in images] == [
        ("Boats at the quay.", True),
        ("The mayor on the pier.", False),
    ]
    assert images[0].url == "https://harbourpost.example/i/quay-1200x800.jpg"


def test_only_the_web_is_an_address_of_a_picture() -> None:
    data = FIGURE.replace("/i/quay-600x400.jpg", "data:image/gif;base64,R0lGOD")
    assert clean(story(data)).article.images[0].url is None


def test_a_page_without_pictures_has_none() -> None:
    assert clean(story()).article.images == ()
