"""Where stories stand and what their saved pages are called."""

from lib.sample.addresses import address, file_name, image
from lib.sample.stories import Story, stories


def story(slug: str, copy_number: int = 0) -> Story:
    return next(found for found in stories() if (found.slug, found.copy_number) == (slug, copy_number))


def test_a_new_page_has_a_speaking_address() -> None:
    expected = "https://www.harborcourier.example/front-page/1962/10/18/gromyko-white-house/"
    assert address(story("gromyko-white-house")) == expected


def test_an_older_page_lies_in_the_archive() -> None:
    expected = "http://www.eveningledger.example/archive/19621022/vassall-sentenced.html"
    assert address(story("vassall-sentenced")) == expected


def test_the_first_of_two_captures_is_called_so() -> None:
    assert file_name(story("oas-vote", 1)) == "1962-10-23-oas-vote.first.html"
    assert file_name(story("oas-vote")) == "1962-10-23-oas-vote.html"


def test_a_story_without_a_caption_has_no_picture() -> None:
    assert image(story("oas-vote")) is not None
    assert image(story("congo-plan")) is None


def test_the_address_of_an_undated_story_gives_no_date_away() -> None:
    expected = "http://www.harborcourier.example/guides/who-speaks-for-whom.html"
    assert address(story("who-speaks-for-whom")) == expected
