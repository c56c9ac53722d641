"""The one address of a story."""

from urllib.parse import quote

from lib.clean.addresses import LONGEST, canonical, host_of, slug_of
from lib.clean.links import absolute, kept_links, unarchived
from lib.model.article import Link
from tests.cases import every_case

SITE = "https://harbourpost.example"
STORY = f"{SITE}/city/old-quay-reopens"
CACHE = "https://harbourpost-example.cdn.ampproject.org"
ARCHIVE = "https://web.archive.org/web/2020"
SAME = [
    # how the reader came
    (STORY, f"{STORY}?utm_source=mail&utm_medium=letter&utm_campaign=morning"),
    (STORY, f"{STORY}?fbclid=IwAR0abc"),
    (STORY, f"{STORY}?gclid=Cj0&gad_source=1&gbraid=x"),
    (STORY, f"{STORY}?igshid=abc&mc_cid=1&mc_eid=2"),
    (STORY, f"{STORY}?at_medium=RSS&at_campaign=KARANGA"),
    (STORY, f"{STORY}?ref=rss"),
    (STORY, f"{STORY}?source=newsletter&from=home"),
    (STORY, f"{STORY}?cmp=rss"),
    (STORY, f"{STORY}?srsltid=AfmBOoq"),
    (STORY, f"{STORY}?_ga=1.2&_gl=3"),
    (f"{STORY}?id=7", f"{STORY}?utm_source=x&amp;id=7&amp;utm_medium=y"),
    (f"{STORY}?a=1&b=2", f"{STORY}?b=2&a=1"),
    # in which form the page is shown
    (STORY, f"{STORY}/amp"),
    (STORY, f"{STORY}/amp/"),
    (STORY, f"{STORY}?amp"),
    (STORY, f"{STORY}?amp=1"),
    (STORY, f"{STORY}?outputType=amp"),
    (STORY, "https://harbourpost.example/amp/city/old-quay-reopens"),
    (f"{STORY}.html", f"{STORY}.amp.html"),
    (STORY, "https://amp.harbourpost.example/city/old-quay-reopens"),
    (STORY, f"{STORY}/print"),
    (STORY, f"{STORY}/print/"),
    (STORY, f"{STORY}?print=1"),
    (STORY, f"{STORY}?view=print"),
    (STORY, f"{STORY}?printable=true"),
    (f"{STORY}?id=7", f"{STORY}?id=7&output=print"),
    # hosts
    (STORY, "http://harbourpost.example/city/old-quay-reopens"),
    (STORY, "https://www.harbourpost.example/city/old-quay-reopens"),
    (STORY, "https://m.harbourpost.example/city/old-quay-reopens"),
    (STORY, "https://mobile.harbourpost.example/city/old-quay-reopens"),
    (STORY, "https://www.m.harbourpost.example/city/old-quay-reopens"),
    (STORY, "https://HarbourPost.Example/city/old-quay-reopens"),
    (STORY, "https://harbourpost.example./city/old-quay-reopens"),
    (STORY, "https://harbourpost.example:443/city/old-quay-reopens"),
    (STORY, "http://harbourpost.example:80/city/old-quay-reopens"),
    (STORY, "https://reader:secret@harbourpost.example/city/old-quay-reopens"),
    ("https://münchen.example/kai", "https://xn--mnchen-3ya.example/kai"),
    ("https://straße.example/kai", "https://xn--strae-oqa.example/kai"),
    ("https://Пример.example/новини", "https://xn--e1afmkfd.example/новини"),
    # paths
    (STORY, f"{STORY}/"),
    (STORY, f"{STORY}#comments"),
    (STORY, f"  {STORY}\n"),
    (STORY, f"{STORY}/index.html"),
    (STORY, f"{STORY}/default.aspx"),
    (STORY, "https://harbourpost.example//city//old-quay-reopens"),
    ("https://en.harbourpost.example/quay", "https://en.m.harbourpost.example/quay"),
    ("https://zh-min-nan.harbourpost.example/quay", "https://zh-min-nan.m.harbourpost.example/quay"),
    ("https://islands.harbourpost.example/quay", "https://www.islands.mobile.harbourpost.example/quay"),
    (STORY, "https://harbourpost.example/city/old%2Dquay%2dreopens"),
    (STORY, f"{STORY};jsessionid=1A2B"),
    ("https://harbourpost.example/quai-rénové", "https://harbourpost.example/quai-r%C3%A9nov%c3%a9"),
    ("https://harbourpost.example/quai-rénové", "https://harbourpost.example/quai-re\u0301nove\u0301"),
    ("https://harbourpost.example/a-%FC", "https://harbourpost.example/a-%fc"),
    # archives, caches and redirects
    (STORY, f"https://web.archive.org/web/20240312090000/{STORY}"),
    (STORY, f"https://web.archive.org/web/20240312090000id_/{STORY}?utm_source=x"),
    (STORY, f"https://web.archive.org/web/2024*/{STORY}"),
    (STORY, f"https://archive.ph/20240312090000/{STORY}"),
    (STORY, f"https://archive.today/o/AbCdE/{STORY}"),
    (STORY, f"{CACHE}/c/s/harbourpost.example/city/old-quay-reopens"),
    (STORY, f"{CACHE}/v/s/harbourpost.example/city/old-quay-reopens/amp?usqp=1"),
    (STORY, "https://www.google.com/amp/s/harbourpost.example/city/old-quay-reopens/amp"),
    (STORY, "https://www.google.co.uk/amp/harbourpost.example/city/old-quay-reopens"),
    (STORY, f"https://www.google.com/url?q={STORY}&sa=U"),
    (STORY, f"https://l.facebook.com/l.php?u={quote(STORY, safe='')}%3Ffbclid%3D1"),
    (STORY, f"https://web.archive.org/web/20240312/https://web.archive.org/web/20240311/{STORY}"),
]
DIFFERENT = [
    (f"{ARCHIVE}/https://a.example/#!/one", f"{ARCHIVE}/https://a.example/#!/two"),
    ("https://www.google.com/amp/s/a.example/#!/one", "https://www.google.com/amp/s/a.example/#!/two"),
    ("https://harbourpost.example/story.php?id=7", "https://harbourpost.example/story.php?id=8"),
    ("https://harbourpost.example/?p=12", "https://harbourpost.example/?p=13"),
    ("https://harbourpost.example/read?article=a-1", "https://harbourpost.example/read?article=a-2"),
    ("https://harbourpost.example/news.php?12345", "https://harbourpost.example/news.php?12346"),
    ("https://harbourpost.example/news.php?cid=123", "https://harbourpost.example/news.php?cid=124"),
    (f"{SITE}/city/port/item?cid=123", f"{SITE}/city/port/item?cid=124"),
    (f"{SITE}/story?ref=quay", f"{SITE}/story?ref=pier"),
    (f"{SITE}/article-view?slug=facebook-buys-quay", f"{SITE}/article-view?slug=facebook-sells-quay"),
    (f"{SITE}/read-news/index.php?slug=rss-is-dead", f"{SITE}/read-news/index.php?slug=rss-is-back"),
    (f"{STORY}?page=1", f"{STORY}?page=2"),
    (STORY, "https://harbourpost.example/city/old-quay-closes"),
    (STORY, "https://harbourpost.example/city/Old-Quay-Reopens"),
    (STORY, "https://islands.harbourpost.example/city/old-quay-reopens"),
    (STORY, "https://harbourpost.example:8443/city/old-quay-reopens"),
    (STORY, "https://harbour-post.example/city/old-quay-reopens"),
    (f"{STORY}/2", f"{STORY}/3"),
    ("https://harbourpost.example/#!/story/1", "https://harbourpost.example/#!/story/2"),
    ("https://harbourpost.example/gear/guitar-amp.html", "https://harbourpost.example/gear/guitar-.html"),
    ("https://harbourpost.example/gear/small-print", "https://harbourpost.example/gear/small"),
    ("https://harbourpost.example/print", "https://harbourpost.example/"),
    ("https://harbourpost.example/a%2Fb-c", "https://harbourpost.example/a/b-c"),
    ("https://m.co.uk/quay-story", "https://co.uk/quay-story"),
    ("https://en.mail.harbourpost.example/quay", "https://en.harbourpost.example/quay"),
    ("https://hafen-grüße.example/kai", "https://hafen-grüsse.example/kai"),
    (f"{ARCHIVE}/{STORY}", f"{ARCHIVE}/{SITE}/city/old-quay-closes"),
    (f"https://harbourpost.example/share?u={STORY}", STORY),
    ("https://harbourpost.example/video?v=abc", "https://harbourpost.example/video?v=abd"),
]
NO_ADDRESSES = [
    "mailto:desk@harbourpost.example", "http://[broken", "http://[::1]/quay", "localhost/x", "http://localhost/x",
    "javascript:alert(1)", "file:///srv/quay.html", "data:text/html,quay", "http://", "https:///quay", "//",
    "", None, "http://harbourpost.example:port/quay", "http://harbourpost.example:99999/quay", "about:blank", "https://a%FF.example/x",
    "https://a..example/x", "https://-.example/x",
    "blob:https://x",
]  # fmt: skip
SLUGS = [
    ("https://harbourpost.example/city/old-quay-reopens.html", "old-quay-reopens"),
    ("https://harbourpost.example/2024/03/old-quay-reopens/12345", "old-quay-reopens"),
    ("https://harbourpost.example/%D0%BD%D0%BE%D0%B2%D0%B0-%D0%BF%D1%80%D0%B8%D1%81%D1%82%D0%B0%D0%BD%D1%8C",
     "нова-пристань"),
    ("https://harbourpost.example/12345", None),
    ("http://[broken", None),
    (None, None),
]  # fmt: skip
WRITTEN = [
    (f"{STORY}/?utm_source=x#top", STORY),
    ("https://harbourpost.example/story.php?id=7&utm_medium=y", "https://harbourpost.example/story.php?id=7"),
    ("https://www.harbourpost.example/", "https://harbourpost.example"),
]


@every_case(("one", "other"), SAME)
def test_copies_of_one_story_share_an_address(one: str, other: str) -> None:
    assert canonical(one) == canonical(other) is not None


@every_case(("one", "other"), DIFFERENT)
def test_two_stories_keep_two_addresses(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)
    assert canonical(one) and canonical(other)


@every_case("pair", SAME + DIFFERENT)
def test_folding_twice_changes_nothing(pair: tuple[str, str]) -> None:
    for address in pair:
        assert canonical(canonical(address)) == canonical(address)


@every_case(("address", "expected"), [*WRITTEN, *((address, None) for address in NO_ADDRESSES)])
def test_an_address_of_the_web_is_written_in_its_shortest_form(
    address: str | None, expected: str | None
) -> None:
    assert canonical(address) == expected


def test_a_very_long_address_is_read_as_far_as_the_limit() -> None:
    assert len(canonical(f"{STORY}/{'a' * 100_000}") or "") <= LONGEST


@every_case(("address", "expected"), SLUGS)
def test_a_slug_is_the_last_speaking_part(address: str | None, expected: str | None) -> None:
    assert slug_of(address) == expected


def test_a_publisher_is_a_host_without_prefixes() -> None:
    assert host_of("https://www.harbourpost.example/a") == host_of("https://m.harbourpost.example/b")


BASE = "https://harbourpost.example/city/quay"
ADDRESSES = [
    ("/council", "https://harbourpost.example/council"),
    ("https://other.example/a", "https://other.example/a"),
    ("javascript:alert(1)", None),
    ("mailto:desk@harbourpost.example", None),
    ("http://[broken", None),
    ("data:text/html,x", None),
]


@every_case(("address", "expected"), ADDRESSES)
def test_an_address_is_made_whole_or_dropped(address: str, expected: str | None) -> None:
    assert absolute(address, BASE) == expected
    assert absolute("/council", None) is None


def test_a_block_keeps_the_links_of_the_web() -> None:
    links = (Link(start=0, end=3, url="/a"), Link(start=4, end=7, url="tel:1"))
    assert kept_links(links, BASE) == (Link(start=0, end=3, url="https://harbourpost.example/a"),)


REWRITTEN = [
    f"https://web.archive.org/web/20240312103000/{BASE}",
    f"//web.archive.org/web/20240312103000/{BASE}",
    f"/web/20240312103000/{BASE}",
    f"https://archive.ph/o/a1B2c/{BASE}",
    BASE,
]


@every_case("address", REWRITTEN)
def test_a_link_that_an_archive_rewrote_leads_where_it_led(address: str) -> None:
    assert unarchived(address) == BASE


@every_case("address", ["https://web.archive.org/about/", "/2024/harbour"])
def test_a_link_to_an_archive_itself_stays(address: str) -> None:
    assert unarchived(address) == address
