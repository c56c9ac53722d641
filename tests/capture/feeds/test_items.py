"""Keys stay the same, times keep their zone, summaries are known."""

from dataclasses import replace
from datetime import UTC, datetime

from lib.capture import read_bytes
from lib.capture.feeds.items import THIN, FeedEntry, instant_of, keyed, page_of, web_link, words_of
from lib.clean.clean import clean
from lib.model.article import Article
from lib.model.capture import Capture
from lib.model.feed import SUMMARY, Item
from tests.capture.feed_words import SENTENCE
from tests.cases import every_case

NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
DRAFT = FeedEntry(
    guid="a", link="https://post.example/a", title="Quay", published="", published_at=None, updated="",
    updated_at=None, text="", plain=False, whole=False, authors=(), tags=(), language="",
)  # fmt: skip
TIMES = [  # as printed, as the parser reads it -> in ISO form, the moment
    ("Wed, 01 May 2024 14:00:00 +0200", NOON, "2024-05-01T14:00:00+02:00", NOON),
    ("Wed, 01 May 2024 12:00:00 GMT", NOON, "2024-05-01T12:00:00+00:00", NOON),
    ("2024-05-01T12:00:00Z", None, "2024-05-01T12:00:00+00:00", NOON),
    ("2024-05-01T12:00:00", NOON, "2024-05-01T12:00:00", NOON),
    ("2024-05-01", None, "2024-05-01", NOON.replace(hour=0)),
    ("20240501T120000Z", NOON.replace(hour=0), "2024-05-01T12:00:00+00:00", NOON),
    ("Wed, 01 May 2024 14:00:00 CEST", NOON.replace(hour=14), "2024-05-01T14:00:00+02:00", NOON),
    ("1714564800", NOON.replace(year=2017), "2024-05-01T12:00:00+00:00", NOON),
    ("a Wednesday in May", NOON, "2024-05-01T12:00:00+00:00", NOON),
    ("a Wednesday in May", None, "", None),
    ("Mi, 01 Mai 2024 14:00:00 +0200", None, "Mi, 01 Mai 2024 14:00:00 +0200", None),
    ("Wed, 1 May 2024 2:00 PM GMT+2", NOON, "2024-05-01T14:00:00+02:00", NOON),
    ("Wed, 01 May 2024 17:30:00 +5:30", None, "2024-05-01T17:30:00+05:30", NOON),
    ("2024/05/01 21:00:00 +0900", NOON.replace(month=11), "2024-05-01T21:00:00+09:00", NOON),
    ("2024年5月1日 12:00", NOON.replace(month=11, day=12), "2024年5月1日 12:00", None),
    ("05/06/2024 - 10:15", None, "", None),
    ("Mon, 30 Nov -0001 00:00:00 +0000", NOON, "", None),
    ("0001-01-01T00:00:00+14:00", None, "", None),
    ("9999-12-31T23:59:59-12:00", None, "", None),
    ("", None, "", None),
]
LINKS = [
    ("/a", "https://post.example/a"),
    ("https://other.example/b", "https://other.example/b"),
    ("javascript:alert(1)", None),
    ("data:text/html,x", None),
    ("http://[broken", None),
    ("  ", None),
    (None, None),
]


@every_case(("printed", "parsed", "dated", "moment"), TIMES)
def test_a_time_keeps_its_zone(
    printed: str, parsed: datetime | None, dated: str, moment: datetime | None
) -> None:
    (item,) = keyed([replace(DRAFT, published=printed, published_at=parsed)])
    assert (item.dated, item.published_at) == (dated, moment)


TEXT = (
    "<p>The ferry left on Tuesday with more than a hundred guests on board.</p>"
    + "<p>It came back late.</p>" * 9
)
DECKS = [
    ("Why the quay <b>matters</b> to all.", "Why the quay matters to all."),
    ("The ferry left on Tuesday with more than a hundred guests on board.", ""),
    (
        "<p>The ferry left on Tuesday with more than a hundred guests on board. It came […]</p> "
        "<p>The post <a>Quay</a> appeared first on <a>Post</a>.</p>",
        "",
    ),
    ("All of it told anew. The post Quay appeared first on Harbour Post.", "All of it told anew."),
    ("It goes on ...", ""),
    ("Quay", ""),
    ("word " * 200, ""),
    ("", ""),
]


@every_case(("summary", "deck"), DECKS)
def test_a_summary_of_its_own_is_the_line_under_the_headline(summary: str, deck: str) -> None:
    (item,) = keyed([replace(DRAFT, text=TEXT, summary=summary)])
    assert item.deck == deck


@every_case(("link", "whole"), LINKS)
def test_a_link_is_an_address_of_the_web_or_none(link: object, whole: str | None) -> None:
    assert web_link(link, "https://post.example/feed") == whole


def test_a_key_is_that_of_the_guid_whatever_else_changes() -> None:
    (first,), (second,) = keyed([DRAFT]), keyed([replace(DRAFT, title="New title", text="more")])
    assert first.key == second.key


def test_items_of_one_guid_are_told_apart_by_all_that_they_show() -> None:
    twins = keyed([DRAFT, replace(DRAFT, title="Bridge"), replace(DRAFT, link=None)])
    assert len({item.key for item in twins}) == 3


def test_an_item_is_thin_by_its_words_not_by_its_markup() -> None:
    markup = "<p class='" + "x" * THIN + "'>Few words.</p>"
    thin, thick, dense = keyed(
        replace(DRAFT, guid=str(n), text=text)
        for n, text in enumerate((markup, "word " * (THIN // 5 + 1), "港" * (THIN // 3 + 1)))
    )
    assert (thin.thin, thick.thin, dense.thin) == (True, False, False)


def test_words_are_told_once() -> None:
    (item,) = keyed([replace(DRAFT, authors=("Ann", "", "Ann"), tags=("a &lt; b", "<i>c</i>"))])
    assert (item.authors, item.tags) == (("Ann",), ("a < b", "c"))


@every_case("parsed", [None, (99999999, 1, 1, 0, 0, 0, 0, 0, 0)])
def test_a_time_that_no_calendar_knows_is_none(parsed: object) -> None:
    assert instant_of(parsed) is None


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


def test_a_title_cannot_leave_its_place() -> None:
    page = page_of(item("x", title="</title></script><script>alert(1)</script>"))
    assert page.count("<script") == 1
    assert page.count("</script>") == 1


def test_the_same_item_gives_the_same_page() -> None:
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
    for piece in ("<script>", "<script ", "<style></", "<meta "):
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
