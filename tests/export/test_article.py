"""A story as a text file."""

import yaml

from lib.export import article as export
from lib.export import book
from lib.model.article import Article, Timezone, Update
from tests.builders import MORNING, article, blocks, brief
from tests.cases import every_case

SIGNS = [
    ("![x](https://track.example/p.gif)", "!\\[x\\](https://track.example/p.gif)"),
    ("[a](javascript:go(1))", "\\[a\\](javascript:go(1))"),
    ("<img src=x onerror=go(1)>", "\\<img src=x onerror=go(1)\\>"),
    ("$E=mc^2$ costs $5", "\\$E=mc\\^2\\$ costs \\$5"),
    ("# not a heading", "\\# not a heading"),
    ("no #label of notes", "no \\#label of notes"),
    ("* not a bullet", "\\* not a bullet"),
    ("1. not a list", "1\\. not a list"),
    ("12) nor this", "12\\) nor this"),
    ("1.5 metres", "1\\.5 metres"),
    ("- nor this", "\\- nor this"),
    ("a_b_c and **x**", "a\\_b\\_c and \\*\\*x\\*\\*"),
    ("tea `rm` ~~x~~", "tea \\`rm\\` \\~\\~x\\~\\~"),
]


@every_case(("text", "wanted"), SIGNS)
def test_signs_of_markup_in_a_text_are_letters(text: str, wanted: str) -> None:
    assert f"\n\n{wanted}\n" in export.markdown(article("Harbour", text))


@every_case(
    ("promise", "story", "begins"),
    [
        ("a sign at its end stays", article("We sail for #"), "# We sail for \\#\n"),
        ("a story without a headline has one", article("", "Ferries left."), "# Story\n\n"),
    ],
)
def test_the_heading_of_a_story(promise: str, story: Article, begins: str) -> None:
    assert export.markdown(story).startswith(begins)


def test_a_story_is_written_in_its_order() -> None:
    story = article(
        "Harbour opens", "Ferries left.", deck="After a week", caption="A ferry", credit="R. Lens",
        authors=("Ada Lindqvist",), tags=("Harbour", "Ferries"), canonical_url="https://harbour.example/opens",
    )  # fmt: skip
    written = export.markdown(story)
    order = [
        "# Harbour opens", "**After a week**",
        "Ada Lindqvist · harbour.example · 9 April 2024, 09:31 Europe/Kyiv",
        "<https://harbour.example/opens>", "*Picture: A ferry*", "Ferries left.", "Tags: Harbour, Ferries",
    ]  # fmt: skip
    places = [written.index(piece) for piece in order]
    assert places == sorted(places)
    assert written.count("After a week") == 1 and "R. Lens" not in written


OFFSET = Timezone(name="+02:00", assumed=False, reason="The page says so.")


@every_case(
    ("promise", "story", "words"),
    [
        ("an assumed zone is told", article(), "Europe/Kyiv (zone assumed)"),
        ("a zone that is an offset is kept", article(published_zone=OFFSET), "08:31 +02:00"),
        ("no date is told", article(published_at=None, published_as=None), "no date"),
        ("the words are as they are", article("Sums", "5 * 3 < 20"), "5 * 3 < 20"),
    ],
)
def test_plain_text_tells(promise: str, story: Article, words: str) -> None:
    assert words in export.text(story)


def test_updates_of_a_live_blog_bear_their_times() -> None:
    pieces = blocks(
        ("headline", "H"), ("credit", "R. Lens"), ("body", "One."), ("body", "Two."), ("body", "Three.")
    )
    updates = (
        Update(block=1, published_at=MORNING, published_as="9:31", timezone=None),
        Update(block=3, published_at=None, published_as="an hour ago", timezone=None),
        Update(block=4, published_at=None, published_as=None, timezone=None),
    )
    story = article("H", blocks=pieces, updates=updates)
    first = f"{MORNING.day} {MORNING:%B %Y, %H:%M} UTC"
    assert export.text(story).endswith(f"{first}\n\nOne.\n\nan hour ago\n\nTwo.\n\nno time\n\nThree.\n")
    assert f"**{first}**\n\nOne.\n\n**an hour ago**\n\nTwo." in export.markdown(story)


def test_only_web_addresses_become_links() -> None:
    assert "<javascript" not in export.markdown(article(canonical_url="javascript:go()"))


def test_headings_quotes_and_lists_keep_their_form() -> None:
    pieces = blocks(("headline", "H"), ("quote", "We sail."), ("list", "One boat"))
    written = export.markdown(article("H", blocks=pieces))
    assert "> We sail." in written and "- One boat" in written


def test_the_file_is_named_by_id_and_headline() -> None:
    assert export.file_name(article("Harbour opens", id="a1b2")) == "a1b2-harbour-opens.md"


def test_front_matter_is_yaml_whatever_the_page_says() -> None:
    story = article(
        "--- # : Київ\n---\n{{ x }}", "Ferries left.", id="3qpxb579fd", authors=("Ada: Lindqvist", "- B"),
        tags=("yes", "[a]"), canonical_url="https://harbour.example/opens",
    )  # fmt: skip
    front, _, body = export.with_front_matter(story).removeprefix("---\n").partition("\n---\n\n")
    note = yaml.safe_load(front)
    assert note["title"] == story.headline and note["authors"] == ["Ada: Lindqvist", "- B"]
    assert note["tags"] == ["yes", "[a]"] and note["date"] == MORNING and "section" in note
    assert body == export.markdown(story)


def test_a_brief_has_its_text() -> None:
    story = brief("Bridge closed", "The bridge is closed until May.")
    for written in (export.markdown(story), export.text(story), book.page([story], "Briefs").decode()):
        assert "The bridge is closed until May." in written
