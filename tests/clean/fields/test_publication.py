from dataclasses import replace

from lib.clean.clean import clean
from lib.clean.fields.publication import publisher_of, unglue
from lib.clean.found import Found
from lib.clean.segment import Segment
from tests.cases import every_case
from tests.clean.markup import PARAGRAPHS, capture, news, story

DESKS = (
    ("The Delta Post news desk", "The Delta Post"),
    ("The Delta Post foreign desk", "The Delta Post"),
    ("The Delta Post markets desk", "The Delta Post"),
    ("The Delta Post Sports Desk", "The Delta Post"),
    ("BBC News staff", "BBC News"),
    ("Washington bureau", ""),
    ("news desk", ""),
    ("Our Foreign Staff", ""),
)
PAGES = (
    (("© 2024 Elbtaler Bote",), (), "Elbtaler Bote"),
    (("Copyright 2023 Pine County Press",), (), "Pine County Press"),
    (("Delta Post homepage",), (), "Delta Post"),
    (("© Martin Taylor of Aberdeenshire", "Photo: Martin Taylor of Aberdeenshire"), (), ""),
    (("© Elbtaler Bote", "Elbtaler Bote am Morgen"), (), "Elbtaler Bote"),
    (("Der Kran im Hafen. © Kran Foto Services | Ada Obi", "© 2025 Elbtaler Bote"), (), "Elbtaler Bote"),
    (("Docks Home", "Docks Home", "Docks Home", "© 2018 Elbeboats.com, Inc."), (), "Elbeboats.com"),
    (("© 2019 Delta Network.Pier Casting, Inc.All Rights Reserved.",), (), "Delta Network"),
    (("© Pier.example 2003 - 2019 powered by Delta",), (), "Pier.example"),
    (("About Examiner", "Copyright 2019. Delta Examiner. All Rights Reserved."), (), "Delta Examiner"),
    (("All rights reserved.",), ("The Delta Post news desk",), "The Delta Post"),
    (("Follow Ada Obi",), ("Ada Obi",), ""),
    (("Follow Nairobi", "Nairobi homepage"), (), ""),  # whence the author writes
    (("Copyright 2024 The AP. All rights reserved", "Copyright © deltanews 2024"), (), "deltanews"),
    (("© 2019 The Associated Press. All rights reserved.",), (), "The Associated Press"),
    (("Copyright © 海岸新聞社 無断転載を禁じます。",), (), "海岸新聞社"),
    (("Copyright © 备案号：港ICP备2031号", "© 2031 版权所有 海岸日报"), (), "海岸日报"),
    (("Copyright ⓒ 海岸日報. All rights reserved.",), (), "海岸日報"),
    (("海岸网版权所有，未经授权禁止使用",), (), "海岸网"),
    (("Nothing to see here",), ("Ada Obi",), ""),
    (("Sign up for Newsletter", "More from Podcasts", "About Menu"), (), ""),
    (("The Delta PostAda Obi", "The Delta Post was never printed."), (), "The Delta Post"),
)
COMPANIES = (
    # A company's notice gives way to the name under which it publishes, where the page prints one.
    (("Quay Sports Home", "© 2004-2019 Quay Interactive. All Rights Reserved."), "Quay Sports"),
    (("Kranblick © 2019 NewDock ADS, LLC. All rights reserved.",), "Kranblick"),
    (
        ("Follow Daily Kite on socials:", "Choose Daily Kite as your source.", "© 2026 Dock Media"),
        "Daily Kite",
    ),
    (("Zur Elbtaler-Bote-Startseite", "©2024 Verlag Hansen-Wolter GmbH & Co. KG"), "Elbtaler-Bote"),
    # It stays the publisher where nothing else is named, and so does a domain, whatever its form.
    (("Copyright © 2019 MediaDock Group, Inc.", "Follow us"), "MediaDock Group"),
    (("Segeln Home", "Rudern Home", "© 2024 Dock Media"), "Dock Media"),
    (("About Corporate", "© 2024 Dock Communications, Inc."), "Dock Communications"),
    (("Dockstone © 2024 Dock Stone, LLC.",), "Dock Stone"),
    (("Docks Home", "© 2018 Elbeboats.com, Inc."), "Elbeboats.com"),
    (("© 2024 Elbtaler Bote", "Follow Hafen"), "Elbtaler Bote"),
)
GLUED = (
    ("The Delta PostAda Obi", "The Delta Post", ("The Delta Post", "Ada Obi")),
    ("Harbour GazetteJonas Ekdal", "", ("Harbour Gazette", "Jonas Ekdal")),
    ("Ada Obi", "", None),
    ("Ronald McDonald", "", None),
    ("Kurier NordenŁukasz Holm", "", ("Kurier Norden", "Łukasz Holm")),
    ("Портова газетаІда Брандт", "", ("Портова газета", "Іда Брандт")),
)


@every_case(("texts", "authors", "publisher"), PAGES)
def test_a_page_names_its_publisher(texts: tuple[str, ...], authors: tuple[str, ...], publisher: str) -> None:
    assert publisher_of([Segment(text=text) for text in texts], authors, (), None).value == publisher


@every_case(("texts", "publisher"), COMPANIES)
def test_a_company_s_notice_names_no_paper_where_the_page_does(
    texts: tuple[str, ...], publisher: str
) -> None:
    assert publisher_of([Segment(text=text) for text in texts], (), (), None).value == publisher


@every_case(("author", "publisher"), DESKS)
def test_a_desk_names_its_paper_without_its_own_words(author: str, publisher: str) -> None:
    assert publisher_of([], [author], (), None).value == publisher


def test_an_address_names_the_publisher_best() -> None:
    assert publisher_of(
        [Segment(text="© 2024 Elbtaler Bote")], (), (), "https://www.delta.example/a"
    ) == Found("delta.example", "address")


@every_case(("text", "publisher", "parts"), GLUED)
def test_a_publisher_is_parted_from_an_author(
    text: str, publisher: str, parts: tuple[str, str] | None
) -> None:
    assert unglue(text, publisher) == parts


CASES = [
    ("<meta property=og:site_name content='Harbour Post'>", "", "Harbour Post", "site name"),
    (news(publisher={"name": "Harbour Post"}), "", "Harbour Post", "json-ld"),
    ("", "<footer>© 2024 Harbour Post. All rights reserved.</footer>", "Harbour Post", "names on the page"),
    ("<meta name=copyright content='海岸网版权所有'>", "", "海岸网", "names on the page"),
    ("", "<p>More from Harbour Post</p><p>Follow Harbour Post on the water</p>", "", None),
]


@every_case(("head", "foot", "name", "source"), CASES)
def test_the_publisher_s_name_stands_in_for_its_address(
    head: str, foot: str, name: str, source: str | None
) -> None:
    article = clean(replace(story(foot, head=head), url=None)).article
    assert (article.publisher, article.provenance.get("publisher")) == (name, source)


def test_an_address_goes_before_a_name() -> None:
    head = "<meta property=og:site_name content='Harbour Post'>"
    assert clean(story(head=head)).article.publisher == "harbourpost.example"


SITES = (
    ("dailypier.example", ("The Daily Pier",), (), "The Daily Pier"),
    ("dailypier.example", (), ("The Daily Pier",), "The Daily Pier"),
    ("www.dailypier.example", ("Sport",), ("Wire Agency", "The Daily Pier"), "The Daily Pier"),
    ("hs.example", ("Sport", "Harbour Sheet"), (), "Harbour Sheet"),  # by its initials
    ("hp.example", ("HP24",), (), "HP24"),
    ("uferblaetter.example", ("Uferblätter",), (), "Uferblätter"),
    ("sport.latimes.example", ("Lower Arm Times",), (), "Lower Arm Times"),
    ("kaizen.example", ("海岸新聞",), (), "海岸新聞"),
    ("dailypier.example", ("U.S.", "Wire Agency"), (), None),
    ("dailypier.example", ("DailyPier.example",), (), "DailyPier.example"),
    ("o.dailypier.example", ("Other News",), (), None),
    ("dailypier.example", ("Daily Pier GmbH",), (), None),
    ("dailypier.example", ("www.dailypier.example", "https://dailypier.example/", "@dailypier"), (), None),
    ("dailypier.example", ("Daily Pier: all the news of the harbour, its ships and sailors",), (), None),
    ("dailypier.example", (), (), None),
)


@every_case(("host", "metas", "declared", "expected"), SITES)
def test_a_page_says_what_its_publication_is_called(
    host: str, metas: tuple[str, ...], declared: tuple[str, ...], expected: str | None
) -> None:
    meta = "".join(f'<meta property="og:site_name" content="{name}">' for name in metas)
    page = story(head=meta + news(publisher=[{"name": name} for name in declared]))
    article = clean(replace(page, url=f"https://{host}/a-story")).article
    assert (article.publisher, article.site_name) == (host.removeprefix("www."), expected)


@every_case(
    ("shown", "name", "expected"),
    [
        ("https://larkhaven-log.example/city/quay-1234567", "Larkhaven Log", "larkhaven-log.example"),
        ("https://larkhaven-log.example/news/another-7654321", "Larkhaven Log", "harbourpost.example"),
        ("https://larkhaven-log.example/city/quay-1234567", "Harbour Post", "harbourpost.example"),
    ],
)
def test_of_sister_papers_the_one_that_shows_the_page_is_its_publisher(
    shown: str, name: str, expected: str
) -> None:
    head = (
        "<link rel=canonical href=https://harbourpost.example/city/quay-1234567>"
        f"<meta property='og:url' content='{shown}'><meta property='og:site_name' content='{name}'>"
    )
    saved = story(head=head).content
    assert clean(capture(saved, url=None)).article.publisher == expected


@every_case(
    ("head", "expected"),
    [
        ("<title>Old quay reopens - Harbour Post</title>", "Harbour Post"),
        ("<title>Alter Kai ist offen | Stadt | The Harbour Post</title>", "The Harbour Post"),
        ("<title>Le quai rouvre – HarbourPost.example</title>", "HarbourPost.example"),
        ("<meta property=og:site_name content='Harbour Post - noticias del puerto y de todo el mar'>",
         "Harbour Post"),
        ("<meta property=og:site_name content='Post'><title>Quay opens - Harbour Post</title>", "Post"),
        # No name: the section, words of the headline, one that is unlike the domain.
        ("<title>Old quay reopens - Politics</title>", None),
        ("<title>Harbour Post</title>", None),
        ("<title>Old quay reopens - harbour, post, sport</title>", None),
        ("<title>Набережная открыта - Вести</title>", None),
    ],
)  # fmt: skip
def test_the_end_of_a_title_names_the_site_where_nothing_declares_it(head: str, expected: str | None) -> None:
    assert clean(capture(f"<html>{head}<h1>Old quay reopens</h1>{PARAGRAPHS}")).article.site_name == expected
