"""Tags as their publisher orders them."""

from lib.clean.clean import clean
from lib.clean.fields.printed_tags import marked_tags, printed_tags
from lib.clean.fields.tags import best_tags
from lib.clean.found import Found
from lib.clean.segments.metadata import Structured
from tests.cases import every_case
from tests.clean.markup import HEAD, SENTENCE, news, page, story, text_capture

OUTLETS = frozenset({"harbourpost", "harbourpostexample"})
KEYWORDS = [
    (["Port", "City", "port"], ("Port", "City")),
    ("Port, City; Fishing", ("Port", "City", "Fishing")),
    (["Holt, Maren", "City"], ("Holt, Maren", "City")),
    (["type:story", "12345", "City"], ("City",)),
    ([{"name": "Port"}], ("Port",)),
    (["Port", "5f0c1a2b-1111-4222-8333-444455556666", "2024", "harbourpost.example"], ("Port", "2024")),
    (["Day: Friday", "Page Type: Article", "WC: 100-200", "Subject: Fishing", "Port"], ("Fishing", "Port")),
    ("Fishing &amp; Trade", ("Fishing & Trade",)),
    ("深空 探测 工程", ("深空", "探测", "工程")),
    (["Kommentar: Hafen", "Port"], ("Kommentar: Hafen", "Port")),
    (["NewsArticle", "Port", "Uncategorized", "See all topics", "未分类"], ("Port",)),
]
LINES = [
    ("<p>Filed under: <a href=/p>Port</a>, <a href=/c>City, Old</a></p>", ("Port", "City, Old")),
    ("<p>Tags: Port, City</p>", ("Port", "City")),
    ("<p>Теги: Порт, Місто</p>", ("Порт", "Місто")),
    ("<p>Tagged with: Port, City</p>", ("Port", "City")),
    ("<p>الكلمات المفتاحية: <a href=/1>السمك</a> <a href=/2>الميناء</a></p>", ("السمك", "الميناء")),
    ("<p>Lesen Sie mehr zu diesen Themen: <a href=/h>Hafen</a> <a href=/k>Kran</a></p>", ("Hafen", "Kran")),
    ("<p>İlgili konular: <a href=/l>Liman</a> <a href=/v>Vapur</a></p>", ("Liman", "Vapur")),
    ("<p>Tags: <a href=/p>Port (12),</a> <a href=/f>The Quay (1998)</a></p>", ("Port", "The Quay (1998)")),
    ("<p>Tags: #Port #City</p>", ("Port", "City")),
    ("<p>Tags: Port, City.</p>", ("Port", "City")),
    ("<p>Tags: Port, U.S.</p>", ("Port", "U.S.")),
    ("<p>Tags: Port, What now?</p>", ("Port", "What now?")),
    ("<p>Archivado en: <a href=/p>Puerto</a> <a href=/b>Barcos</a></p>", ("Puerto", "Barcos")),
    ("<p>Lees meer over: <a href=/h>Haven</a> <a href=/b>Boten</a></p>", ("Haven", "Boten")),
    ("<p>Lesen Sie mehr</p>", ()),
    ("<p>The tags were wet.</p>", ()),
]


def data(head: str = "", **fields: object) -> Structured:
    return page(f"<head>{news(**fields)}{head}</head>x").data


@every_case(("keywords", "expected"), KEYWORDS)
def test_json_ld_keywords_are_the_tags(keywords: object, expected: tuple[str, ...]) -> None:
    assert best_tags(data(keywords=keywords), (), outlets=OUTLETS) == Found(expected, "json-ld")


def test_meta_tags_and_links_stand_in() -> None:
    assert best_tags(data("<meta property='article:tag' content=Port>"), ()) == Found(
        ("Port",), "meta article:tag"
    )
    assert best_tags(data(), ["Port", "City"]) == Found(("Port", "City"), "links to tags")
    assert best_tags(data(), ()) == Found((), "none")


@every_case(("line", "expected"), LINES)
def test_a_line_of_tags_is_read(line: str, expected: tuple[str, ...]) -> None:
    assert printed_tags(page(line).segments) == expected


def test_an_entity_encoded_twice_parts_no_tag() -> None:
    head = "<meta name=keywords content='Port, Captain&amp;#39;s picks, City'>"
    assert best_tags(data(head), ()).value == ("Port", "Captain's picks", "City")


def test_only_the_subjects_of_a_content_systems_fields_are_tags() -> None:
    fields = ["Lite:true", "Tag:Old Quay", "Tag:Ferries", "Publication:harbour-notes", "LayerCake:0"]
    assert best_tags(data(keywords=fields), ()).value == ("Old Quay", "Ferries")
    # One or two with a colon are titles.
    assert best_tags(data(keywords=["Port", "Sea:Two"]), ()).value == ("Port", "Sea:Two")


def test_the_outlets_name_is_no_tag_among_keywords_of_the_site() -> None:
    head = "<meta name=keywords content='Port, Harbour Post, News'>"
    assert best_tags(data(head), (), outlets=OUTLETS) == Found(("Port",), "meta keywords")
    declared = data(keywords=["Port", "Harbour Post"])
    assert best_tags(declared, (), outlets=OUTLETS).value == ("Port",)
    # A story about the paper, which is linked as its subject.
    assert best_tags(declared, ["Port", "Harbour Post"], outlets=OUTLETS).value == ("Port", "Harbour Post")


def test_the_list_that_is_printed_as_links_wins() -> None:
    head = "<meta property='article:tag' content=Port><meta property='article:tag' content=Ferries>"
    found = data(head, keywords="maren, quay of old, herring, port")
    assert best_tags(found, ["Port", "Ferries"]) == Found(("Port", "Ferries"), "meta article:tag")
    assert best_tags(found, ()).source == "json-ld"


def test_tags_that_only_one_list_holds_and_nobody_sees_are_for_machines() -> None:
    head = "<meta name=news_keywords content='Port, Ferries'>"
    found = data(head, keywords=["Port", "Ferries", "City", "splitscreenimageright", "web"])
    assert best_tags(found, (), printed={"city"}).value == ("Port", "Ferries", "City")
    assert best_tags(data(head, keywords=["Port", "Ferries", "Trade"]), ()).value == (
        "Port",
        "Ferries",
        "Trade",
    )
    assert best_tags(data(head, keywords=["Port", "Ferries", "RED"]), ()).value == ("Port", "Ferries")


MARKED = [
    ("<a rel=tag href=/t>Port</a><a rel='category tag' href=/c>City</a>", ["Port"]),
    ("<a rel='category tag' href=/c>City</a>", ["City"]),
    ("<a href=/tag/port>Port</a>", []),
    (
        "<a rel=Tag href=/p>Port (3),</a> <a rel=tag href=/c><svg><title>Sign</title></svg>City</a>",
        ["Port", "City"],
    ),
]
PRINTED = [
    (
        "<ul><li><a href=/tag/port>Port</a></li><li><a href=/tag/old-city>Old city (12)</a></li></ul>",
        ("Port", "Old city"),
    ),
    ("<p><a href=/topics/port>#Port</a> <a href=/topics/city>#City</a></p>", ("Port", "City")),
    (
        "<footer><ul class=post-tags><li>TAGS</li><li><a href=/tag/port>Port</a></li></ul></footer>",
        ("Port",),
    ),
    ("<div><span>Temas</span><a href=/temas/mar>Mar</a><a href=/temas/cais>Cais</a></div>", ("Mar", "Cais")),
    ("<p><a href=/tag/us>U.S.</a> <a href=/tag/quay>Quayhoo!</a></p>", ("U.S.", "Quayhoo!")),
    ("<footer><ul><li><a href=/tag/port>Port</a></li></ul></footer>", ()),
    ("<p><a href=/tag/port>Port</a> <a href=/tag>See all topics</a></p>", ("Port",)),
    ("<p>The whole <a href=/tag/port>port</a> was closed for eleven days, said the office.</p>", ()),
    ("<p><a href=/tag/port>All about the port and what has become of it.</a></p>", ()),
    ("<nav><a href=/tag/port>Port</a></nav>", ()),
    ("<p><a href='http://[broken'>Port</a></p>", ()),
]


@every_case(("markup", "expected"), MARKED)
def test_a_category_is_a_tag_only_where_nothing_else_is(markup: str, expected: list[str]) -> None:
    assert marked_tags(page(f"<html><body>{markup}</body></html>").tree) == expected


@every_case(("markup", "expected"), PRINTED)
def test_lines_of_links_to_tags_are_tags(markup: str, expected: tuple[str, ...]) -> None:
    article = clean(story(markup)).article
    assert article.tags == expected
    assert article.provenance["tags"] == ("links to tags" if expected else "none")


STORY = f"{HEAD}\nBy Ada Obi\nOct. 3, 2025\n\n{SENTENCE * 3}\n\n{SENTENCE}The line reopens in May."


def text_tags(after: str) -> tuple[str, ...]:
    return clean(text_capture(f"{STORY}\n{after}\nAbout us")).article.tags


@every_case(
    "line",
    [
        "Tagged harbour, ferries", "Tagged with: harbour, ferries", "Tags: harbour, ferries",
        "Tags\nharbour\nferries", "Tags\nharbour, ferries", "Topics harbour | ferries",
    ],
)  # fmt: skip
def test_a_label_opens_tags(line: str) -> None:
    assert text_tags(line) == ("harbour", "ferries")


@every_case(
    ("line", "expected"),
    [
        ("タグ 港、船", ("港", "船")),
        ("标签 港口，渡轮，码头", ("港口", "渡轮", "码头")),
        ("الوسوم: ميناء، عبارة", ("ميناء", "عبارة")),
        ("ნავსადგური, გემი, ქალაქი", ("ნავსადგური", "გემი", "ქალაქი")),
        ("Tags:\nEuro 2024", ("Euro 2024",)),
        ("Tags:\nHarbour 12\nFerries 7", ("Harbour", "Ferries")),
        ("Tags | Share", ()),
    ],
)
def test_tags_are_parted_as_their_script_parts_them(line: str, expected: tuple[str, ...]) -> None:
    assert text_tags(line) == expected


@every_case(
    "line",
    [
        "Tags:\nharbour\nferries\nSidebar\nToday in town\n14:52\nNew crane",
        "Tags\nharbour\nferries\n14:52\nNew crane",
    ],
)
def test_a_sidebar_and_a_time_of_day_end_a_list_of_tags(line: str) -> None:
    assert text_tags(line) == ("harbour", "ferries")


def test_a_bare_list_of_names_is_one_of_tags() -> None:
    assert text_tags("Harbour, Ferries, Winter Storms") == ("Harbour", "Ferries", "Winter Storms")


def test_an_entry_of_a_list_is_none() -> None:
    dates = "Dates of the choir:\nJune 9 -- Quay Hall, Ostvik\nSept. 18 -- The Anchor, Port Ellen, IS\n"
    assert text_tags(f"{dates}Oct. 3 -- Rope Works, Bergholm") == ()


def test_a_headline_in_a_box_of_others_is_none() -> None:
    assert text_tags("Most popular\nNet Menders, Rope Makers, Bell Ringers Sail Together\n") == ()


def test_words_of_a_turkish_headline_are_its_words() -> None:
    tags, headline = ["İzmir", "İstanbul", "İnebolu", "İskele"], "İzmir, İstanbul ve İnebolu: İskele açıldı"
    found = clean(story("<p>Tags: Liman, Gemi</p>", headline=headline, head=news(keywords=tags)))
    assert found.article.tags == ("Liman", "Gemi")


@every_case("label", ["Etiketler", "Labels", "תגיות", "Từ khóa", "Címkék"])
def test_tags_are_labelled_in_many_languages(label: str) -> None:
    line = f"<div>{label}: <a href=/q/1>port</a>, <a href=/q/2>boats</a></div>"
    assert clean(story(line)).article.tags == ("port", "boats")


@every_case(
    ("inside", "keywords", "expected"),
    [
        # Crumbs within a list of tags lead to no menu.
        ("<div class=tags><p class=breadcrumb__item><a href=/b>BOATS</a></p></div>", (), ("BOATS",)),
        ("<div class=tags><a href=/b>Boats,</a> <a href=/p>Port (7)</a></div>", (), ("Boats", "Port")),
        # Drupal hides the label, not the field.
        ("<div class='field-tags field-label-hidden'><a href=/b>Boats</a></div>", (), ("Boats",)),
        # A program's words of the headline, and what the page prints.
        ("<p>Tags: Port, City</p>", ("old", "quay", "reopens", "satire", "now"), ("Port", "City")),
        ("<p>Tags: Port, City</p>", ("Harbours", "Storms", "Ferries", "Quays"), None),
        # The form of an address, and what the page prints.
        ("<p><a href=/x>North Quay &amp; Sea</a></p>", ("north-quay-sea", "west-pier"), None),
        # The headline, which some systems list too.
        ("", ("Port", "City", "Old quay reopens"), ("Port", "City")),
        # An editor's places and a program's numbers.
        ("", ("front-page", "latest-news", "stream-2345", "@hp-river", "Boats"), ("Boats",)),
    ],
)
def test_the_tags_of_a_page_are_those_that_a_reader_sees(
    inside: str, keywords: tuple[str, ...], expected: tuple[str, ...] | None
) -> None:
    found = clean(story(inside, head=news(keywords=list(keywords)))).article.tags
    printed = tuple("North Quay & Sea" if tag == "north-quay-sea" else tag for tag in keywords)
    assert found == (printed if expected is None else expected)


@every_case(
    ("own", "kept"),
    [
        # Sections of the whole site, in the languages of its editions, of which the story is about two.
        (("harbour", "storm"), ("harbour", "storm")),
        # Its own, though there are many of them.
        (("harbour", "storm", "choir", "pier", "city", "bell", "crowd", "captain"), None),
    ],
)
def test_a_menu_of_keywords_is_not_the_storys(own: tuple[str, ...], kept: tuple[str, ...] | None) -> None:
    sections = ("Sport", "Wetter", "Горoскоп", "Bourse", "Viajes", "Motori", "Reizen", "Praca", "Gesundheit")
    menu = [f"{name} {number}" for number in range(2) for name in sections]
    keywords = (*own, *menu)
    text = "<p>The crowd and the captain heard the bell of the city.</p>"
    found = clean(story(text, head=news(keywords=list(keywords)))).article.tags
    assert found == (keywords if kept is None else kept)


@every_case(
    ("head", "keywords", "expected"),
    [
        # A list with places of the front page gives way to another; alone it is without them, or no list.
        ("<meta property='article:tag' content='Mobile Showcase'><meta property='article:tag' content=City>"
         "<meta name=keywords content='Hafen, Kran'>", None, ("Hafen", "Kran")),
        ("<meta property='article:tag' content='Homepage Showcase'>"
         "<meta property='article:tag' content=Puerto><meta property='article:tag' content=Pesca>",
         None, ("Puerto", "Pesca")),
        ("<meta property='article:tag' content='qp-front, qp-news, newsatnine'>", None, ()),
        # Words for a layout, several of them and none printed; for the length beside the kind of page.
        ("", ["quai", "twocolumnswidequay", "textbelowthepicture"], ("quai",)),
        ("", ["Page Type: Article", "WC: 100-200", "Day: Friday", "Long", "Порт"], ("Порт",)),
        # What stays: one long word, long words that the page prints, a length among plain tags.
        ("", ["hafen", "hafenmeisterwahlen"], ("hafen", "hafenmeisterwahlen")),
        ("", ["kommunalpolitiken", "skatteförvaltningen"], ("kommunalpolitiken", "skatteförvaltningen")),
        ("", ["Long", "Short", "Quay News"], ("Long", "Short", "Quay News")),
    ],
)  # fmt: skip
def test_words_of_the_content_system_are_no_tags(
    head: str, keywords: object, expected: tuple[str, ...]
) -> None:
    declared = data(head, **({"keywords": keywords} if keywords else {}))
    assert best_tags(declared, (), printed={"skatteförvaltningen"}).value == expected


def test_tags_far_below_the_text_are_found_over_what_the_page_closes_with() -> None:
    rows = "".join(f"<li><a href=/{name}>{name}</a></li>" for name in ("Port", "City", "Islands"))
    notes = "".join(
        f"<p>{text}</p>" for text in ("Comment here, if you like, below the line.", "The Log, 2024.")
    )
    below = f"<ul class=tags>{rows}</ul><div class=shares><a href=/x>Send</a></div>{notes * 2}"
    assert clean(story(below)).article.tags == ("Port", "City", "Islands")


@every_case("below", ["#港口\n#渡輪", "#港口 #渡輪", "#港口, #渡輪"])
def test_hashtags_below_a_copied_text_are_its_tags(below: str) -> None:
    text = f"{HEAD}\n\nBy Ada Obi\n\n{SENTENCE * 3}\n\n{SENTENCE}\n\n{below}\n\nFollow us"
    assert clean(text_capture(text)).article.tags == ("港口", "渡輪")


def test_a_list_of_copied_tags_ends_where_the_reader_is_called_elsewhere() -> None:
    below = "Теги\nПорт\nПаром\nЧитать «Гавань» в\nTelegram"
    text = f"{HEAD}\n\nBy Ada Obi\n\n{SENTENCE * 3}\n\n{SENTENCE}\n\n{below}"
    assert clean(text_capture(text)).article.tags == ("Порт", "Паром")
