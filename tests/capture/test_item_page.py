"""The page of a story that came as text says to the cleaning what the item says, and nothing else."""

from datetime import UTC, datetime

from lib.capture import read_bytes
from lib.capture.item_page import page_of, words_of
from lib.clean.clean import clean
from lib.model.article import Article
from lib.model.capture import Capture
from lib.model.feed import SUMMARY, Item
from tests.capture.feed_words import SENTENCE
from tests.cases import every_case


def test_tags_that_never_end_are_words_and_searched_once() -> None:
    assert words_of("<b>one</b> <a two") == "one <a two"
    assert words_of("x <a" * 200_000).count("<a") == 200_000


def item(text: str, **note: object) -> Item:
    fields: dict[str, object] = {
        "key": "k", "guid": "g", "link": "https://post.example/2024/old-quay-reopens?a=1&b=2",
        "title": "Quay reopens",
        "published_at": None, "position": 0, "thin": False, "dated": "2024-03-12T10:30:00+02:00",
        "authors": ("Ann Lee", "Bo Ek"), "tags": ("Harbour", "Ferries"), "language": "en",
    }  # fmt: skip
    return Item(text=text, **{**fields, **note})  # type: ignore[arg-type]


def cleaned(each: Item) -> Article:
    data = page_of(each).encode()
    (capture,) = read_bytes(data, name="item.html", captured_at=datetime(2024, 3, 13, tzinfo=UTC))
    assert isinstance(capture, Capture)
    return clean(capture).article


def test_the_cleaning_finds_what_the_item_says() -> None:
    story = cleaned(item(f"<p>{SENTENCE * 2}</p><p>{SENTENCE}</p>"))
    assert (story.headline, story.authors, story.tags) == (
        "Quay reopens", ("Ann Lee", "Bo Ek"), ("Harbour", "Ferries")
    )  # fmt: skip
    assert story.canonical_url == "https://post.example/2024/old-quay-reopens?a=1&b=2"
    assert story.published_at == datetime(2024, 3, 12, 8, 30, tzinfo=UTC)
    assert story.published_zone and not story.published_zone.assumed
    assert story.language == "en"
    assert [block.text for block in story.blocks if block.zone == "body"] == [
        (SENTENCE * 2).strip(), SENTENCE.strip()
    ]  # fmt: skip


def test_a_time_without_a_zone_is_told_as_one() -> None:
    story = cleaned(item(f"<p>{SENTENCE * 3}</p>", dated="2024-03-12T10:30:00"))
    assert story.published_zone is None or story.published_zone.assumed


def test_plain_text_keeps_its_paragraphs_and_its_signs() -> None:
    story = cleaned(item(f"{SENTENCE}<b>\n\n{SENTENCE}a & b", plain=True))
    assert story.text == f"{SENTENCE}<b>\n\n{SENTENCE}a & b"


def test_an_item_without_a_title_has_its_first_words_for_one() -> None:
    assert cleaned(item(f"<p>{SENTENCE * 3}</p>", title="")).headline.startswith("The ferry of the harbour")
    assert "<title>Two words</title>" in page_of(item("Two words", title=""))


@every_case(
    ("text", "headline"),
    [
        ("<p>" + "港口周一关闭。" * 20 + "</p>", "港口周一关闭。" * 12 + "港口周一关闭 …"),
        ("<p>【速報】 " + "港口周一关闭。" * 20 + "</p>", "【速報】 " + "港口周一关闭。" * 12 + "港 …"),
        ("<style>p{margin:0}</style><p>The ferry sails.</p>", "The ferry sails."),
        ("\n" * 500 + "<p>The ferry sails.</p>", "The ferry sails."),
        ("<!-- if a > b --><p>The ferry sails.</p><!-->", "The ferry sails."),
    ],
)
def test_the_headline_of_an_item_without_a_title_is_of_its_words(text: str, headline: str) -> None:
    assert f"<title>{headline}</title>" in page_of(item(text, title=""))


def test_comments_are_no_words_and_one_that_never_ends_hides_nothing() -> None:
    assert words_of("<p>One.</p><!-- a > b --><p>Two.</p>") == "One. Two."
    assert SENTENCE.strip() in cleaned(item(f"<p>{SENTENCE}</p><!-- note <p>{SENTENCE * 2}</p>")).text


def test_an_item_can_give_itself_no_other_identity() -> None:
    body = (
        "</article></body><link rel=canonical href='https://bank.example/x'><base href='https://bank.example/'>"
        '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "headline": "Other"}</script>'
        f"<meta property='og:title' content='Other'><title>Other</title><p>{SENTENCE * 3}</p><style>p {{}}"
    )
    story = cleaned(item(body))
    assert (story.headline, story.canonical_url) == (
        "Quay reopens", "https://post.example/2024/old-quay-reopens?a=1&b=2"
    )  # fmt: skip
    assert SENTENCE.strip() in story.text


def test_a_title_cannot_leave_its_place_and_the_same_item_gives_the_same_page() -> None:
    page = page_of(item("x", title="</title></script><script>alert(1)</script>"))
    assert page.count("<script") == page.count("</script>") == 1
    assert page_of(item("x")) == page_of(item("x"))


def test_the_summary_of_a_feed_may_be_a_word() -> None:
    data = page_of(item("The quay is open.")).encode()
    (capture,) = read_bytes(data, name="item.html", captured_at=datetime(2024, 3, 13, tzinfo=UTC))
    assert isinstance(capture, Capture)
    summary = Capture(**{**{f: getattr(capture, f) for f in capture.__slots__}, "partial": SUMMARY})
    found = clean(summary)
    assert found.article.text == "The quay is open."
    assert "only a part" in [doubt.kind for doubt in found.doubts]


def test_scripts_are_left_out_and_one_that_never_ends_has_no_force() -> None:
    text = "<p>One.</p><script>if (a < b) x()</script><STYLE a='b'>p {}</style ><p>Two.</p><script>three"
    page = page_of(item(text))
    assert "<p>One.</p><p>Two.</p>&lt;script>three" in page


def test_tags_that_never_end_are_searched_once() -> None:
    for piece in ("<script>", "<script ", "<style></", "<meta ", "<!-- >"):
        assert piece[1:4] in page_of(item("Words. " + piece * 100_000))


def test_markup_inside_a_title_or_a_field_hides_nothing_behind_it() -> None:
    for name in ("title", "textarea", "xmp", "TITLE"):
        odd = f"<{name}><template><style></{name}>"
        story = cleaned(item(f"<p>{SENTENCE * 2}</p>{odd}<p>{SENTENCE}</p>"))
        assert story.text.count(SENTENCE.strip()) == 3


def test_a_title_of_many_sentences_is_text_too() -> None:
    title = SENTENCE * 12
    story = cleaned(item(f"<p>{SENTENCE * 2}</p>", title=title))
    assert len(story.headline) < 100 and story.headline.endswith("…")
    assert " ".join(title.split()) in " ".join(story.text.split())
