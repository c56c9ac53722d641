"""The headline among what a page prints and what it tells machines."""

import pytest

from lib.clean.label.bare_title import bare_title
from lib.clean.label.title import headline
from lib.clean.says.titles import alike
from tests.cases import every_case
from tests.clean.markup import page

NEWS = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "%s"}</script>'
OG = "<meta property='og:title' content='%s'>"
OLD = "Old quay reopens"
TODAY, AGAIN, WINTERS = f"{OLD} today", f"{OLD} again", f"{OLD} after two winters"
ALL_BOATS = f"{OLD} to all the boats"
PAGES = [
    (f"<h1>{OLD}</h1>", f"<title>{OLD} | Post</title>", OLD, "h1"),
    ("<p>x</p>", f"<title>{OLD}</title>", OLD, "title"),
    ("<p>x</p>", OG % OLD, OLD, "og:title"),
    ("<p>x</p>", NEWS % OLD, OLD, "json-ld"),
    (f"<h1>My Blog</h1><h2>{OLD}</h2>", f"<title>{OLD} | My Blog</title>", OLD, "title"),
    ("<h1>Quay open: old quay reopens again</h1>", NEWS % "The quay" + OG % AGAIN, AGAIN, "og:title"),
    (f"<h1>{OLD}</h1>", NEWS % OLD + OG % "You will not believe this old quay", OLD, "h1"),
    ("<p>x</p>", "", "", "none"),
    # the site's name as an h1 before the story's, or instead of it
    ("<h1>Harbour Post Online</h1><h1>‘The quay’: how an old pier came back to life</h1>",
     "<title>How the quay came back - Harbour Post Online</title>",
     "‘The quay’: how an old pier came back to life", "h1"),
    ("<h1>Notes from the pier</h1><h3>The lean boat</h3>",
     "<title>Notes from the pier: The lean boat</title>" + OG % "The lean boat", "The lean boat", "og:title"),
    (f"<h1><a href=/>The whole harbour speaks to you</a></h1><h1>{OLD}</h1>",
     "<title>Quay news of today</title>", "Quay news of today", "title"),
    # and a heading beside the story is the site's
    (f"<h1>{ALL_BOATS}</h1><h3>Harbour Post</h3>",
     "<meta property='og:site_name' content='Harbour Post'>"
     f"<title>{ALL_BOATS} - Harbour Post</title>" + OG % "You will not believe it", ALL_BOATS, "h1"),
    # the second line of a headline as the only h1
    ("<div>The old quay reopens today</div><h1>Boats came back after two winters</h1>",
     OG % "The old quay reopens today", "The old quay reopens today", "og:title"),
    # one h1 of several words is the headline, whatever is declared
    ("<h1>Related</h1><h1>How the herring found its way back to us</h1>", "<title>Fish prices fall</title>",
     "How the herring found its way back to us", "h1"),
    ("<h1>We build the boats of the coast</h1><h2>Fish prices fall</h2>",
     OG % "Fish prices fall", "Fish prices fall", "og:title"),
    (f"<h3>{WINTERS}</h3><h1>Herring returns to us</h1><h1>A choir sings at sea</h1>",
     OG % f"{WINTERS} - Harbour", WINTERS, "og:title"),
    (f"<p><b>{WINTERS}</b></p>", f"<title>Notes of Ivo: {WINTERS}</title>", WINTERS, "title"),
    (f"<h3>Premiere in Kestrel - {OLD} as a theatre</h3>", OG % f"{OLD} as a theatre",
     f"{OLD} as a theatre", "og:title"),
    # kickers and second lines inside the h1
    (f"<h1><span class=kicker>Port</span> <span> - </span> <span>{TODAY}</span></h1>",
     OG % TODAY, TODAY, "h1"),
    (f"<h1>{TODAY} <small class=subtitle>A school choir sang to it</small></h1>", NEWS % TODAY, TODAY, "h1"),
    (f"<h1><span class=kicker>Port</span>: <b>{TODAY}</b></h1>",
     NEWS % f"Port: {TODAY}", f"Port: {TODAY}", "h1"),
    (f"<h1><span class=kicker>Port</span>: <b>{TODAY}</b></h1>",
     NEWS % TODAY + OG % f"Port: {TODAY}", TODAY, "h1"),
    ("<h1><span class=topline>Hafen</span> <span>Alter Kai wieder offen</span></h1>",
     NEWS % "Hafen: Alter Kai wieder offen", "Alter Kai wieder offen", "h1"),
    # cut short or escaped for machines
    (f"<h1>{WINTERS} of work</h1>", NEWS % f"{OLD} after..." + OG % "Two winters: old quay reopens",
     f"{WINTERS} of work", "h1"),
    ("<h1>Fish &amp; trade at the old quay</h1>",
     NEWS % "Fish &amp; trade at the old quay" + OG % "Trade at the old quay thrives",
     "Fish & trade at the old quay", "h1"),
    # declared titles of the whole site, or that describe the subject, are printed nowhere
    (f"<h1>{WINTERS}</h1><h1>In this picture a boat lies at the old quay of Kestrel</h1>",
     f"<title>{WINTERS}</title>" + OG % "Harbour Post - Latest News", WINTERS, "h1"),
    ("<h1>Kestrel</h1>",
     "<link rel=canonical href=https://en.larkhavenlog.example/x><title>Kestrel - Larkhavenlog</title>"
     + NEWS % "harbour town in the north", "Kestrel", "h1"),
    ("<p>x</p>", "<title>这个港口重新开放了_港口_海港日报</title>", "这个港口重新开放了", "title"),
    ("<p>x</p>", "<title>항구가 다시 열렸다-사회ㅣ항구일보</title>", "항구가 다시 열렸다", "title"),
]  # fmt: skip


@every_case(("body", "head", "expected", "source"), PAGES)
def test_a_headline_is_found(body: str, head: str, expected: str | None, source: str) -> None:
    found = page(f"<html><head>{head}</head><body>{body}</body></html>")
    assert headline(found)[:2] == (expected, source)


def test_a_heading_that_prints_the_title_behind_a_label_is_the_headline() -> None:
    for heading, number in (
        (f"12 March {AGAIN}", 0),
        ("How the choir of Kestrel saw the old quay reopens again", None),
    ):
        found = page(f"<html><head>{OG % AGAIN}</head><body><h2>{heading}</h2><p>x</p></body></html>")
        assert headline(found)[2] == number
    assert headline(found)[:2] == (AGAIN, "og:title")


TITLE = "Northern ferry line opens again before the winter"
PARTED = [
    ("Larkhaven Log | {}", "", ""),
    ("Larkhaven Log: {}", "", ""),
    ("{} :: Larkhaven Log", "", ""),
    ("{} - The Larkhaven Log, news of the islands since 1912", "", ""),
    ("{} - larkhavenlog.example", "", ""),
    ("Opinion | {}", "", ""),
    ("x", "<h1>{} - Larkhaven Log</h1>", ""),
    ("x", "<h1><i>+</i>{}</h1>", OG),
    ("Larkhaven Log", "<p itemprop=headline>{}</p>", ""),
]


@every_case(("title", "body", "head"), PARTED)
def test_site_section_and_label_are_parted_from_a_headline(title: str, body: str, head: str) -> None:
    own = "<link rel=canonical href=https://www.larkhavenlog.example/ports/ferry-line>"
    found = page(
        f"<html><head><title>{title.format(TITLE)}</title>{own}{head and head % TITLE}</head>"
        f"<body>{body.format(TITLE)}<p>x</p></body></html>"
    )
    assert headline(found)[0] == TITLE


def test_titles_of_one_story_are_alike() -> None:
    assert alike("Old quay reopens after two winters", "Old quay reopens after two winters | Post")
    assert alike("The old quay reopens after winters", "After two winters the old quay reopens")
    assert alike("Storm", "STORM")
    assert not alike("Old quay reopens", "Ferry timetable changes")


SITE = "<meta property='og:site_name' content='Harbour Post'>"
LOG = "<meta property='og:url' content='https://www.larkhavenlog.example/quay'>"
CHINESE = "市长宣布明年扩建旧港口"
BARE = [
    # the site's name, as it is declared
    ("Old quay reopens - Harbour Post", SITE, OLD),
    ("Harbour Post | Old quay reopens", SITE, OLD),
    ("The old quay reopens at last - Larkhaven Log", LOG, "The old quay reopens at last"),
    ("The old quay reopens at last - Tidings",
     "<meta property='og:url' content='https://en.tidings.example/quay'>", "The old quay reopens at last"),
    (f"港口城市每日新闻网 | {CHINESE}", SITE, CHINESE),
    (f"{CHINESE} | 港口城市每日新闻网", SITE, CHINESE),
    (f"{CHINESE}-海港网", "", CHINESE),
    (f"{CHINESE}-社会-海港日报", "", CHINESE),
    ("市长宣布明年扩建旧港口-码头", "", "市长宣布明年扩建旧港口-码头"),
    ("Old quay reopens - Post",
     "<link rel=canonical href='http://[a/b'><meta property=og:site_name content=Post>", OLD),
    # what is of the headline
    ("Old quay - reopened at last", SITE, "Old quay - reopened at last"),
    ("북항-남항 다시 열렸다", SITE, "북항-남항 다시 열렸다"),
    ("What the old quay has to say to the Harbour Post", SITE,
     "What the old quay has to say to the Harbour Post"),
    ("Inside Harbour Post", SITE, "Inside Harbour Post"),
    ("The old quay reopens - Larkhaven", SITE, "The old quay reopens - Larkhaven"),
    ("The old quay reopens - ?", "", "The old quay reopens - ?"),
    ("The old quay reopens - at last", "<meta property='og:url' content='https://[larkhaven'>",
     "The old quay reopens - at last"),
]  # fmt: skip


@every_case(("title", "head", "bare"), BARE)
def test_what_a_page_calls_itself_is_no_part_of_its_headline(title: str, head: str, bare: str) -> None:
    found = page(f"<html><head><title>{title}</title>{head}</head><body><p>x</p></body></html>")
    assert headline(found)[0] == bare
    assert bare_title(title, found.data) == bare


@pytest.mark.parametrize(
    "printed", ["<h2>{}</h2>", "<h3 class=post-title>{}</h3>", "<p><font size=5><b>{}</b></font></p>"]
)
@pytest.mark.parametrize("title", ["Old quay reopens", "Alter Kai wieder offen", "Старая пристань открыта"])
def test_a_short_title_without_an_h1_is_known_as_it_is_printed(printed: str, title: str) -> None:
    body = f"{printed.format(title)}<p>The first three boats came in before seven.</p>"
    of = page(f"<head><title>{title} - Harbour Post</title></head>{body}")
    assert headline(of)[0] == title


@every_case(
    ("title", "body"),
    [
        ("Harbour Post News - Old quay reopens", "<h2>Harbour Post News</h2><h3>Old quay reopens</h3>"),
        ("HP-2018-013542 - Harbour Post", "<h3>HP-2018-013542</h3>"),
    ],
)
def test_what_may_be_the_sites_own_is_no_short_title(title: str, body: str) -> None:
    of = page(f"<head><title>{title}</title></head>{body}<p>The first three boats came in.</p>")
    assert headline(of)[0] == title
