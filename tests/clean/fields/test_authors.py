"""Authors as pages declare, link and print them."""

from lib.clean.clean import clean
from lib.clean.fields.authors import as_printed
from lib.clean.fields.declared_authors import declared_authors, declared_outlet, is_account, outlets_of
from lib.clean.fields.profiles import linked_authors
from lib.clean.found import Found
from lib.clean.segments.metadata import Structured
from tests.cases import every_case
from tests.clean.markup import HEAD, SENTENCE, capture, news, page, scripts, story, text_capture

OUTLETS = frozenset({"harbourpost"})
PAPER = {"@type": "Organization", "name": "Harbour Post"}
HOLT, BRANDT = ({"@type": "Person", "name": name} for name in ("Maren Holt", "Ivo Brandt"))
BOTH = ("Maren Holt", "Ivo Brandt")
NAMED = (  # in JSON-LD, in further markup of the head, the authors
    ([HOLT, BRANDT], "", BOTH),
    ({"@type": "Person", "givenName": "Maren", "familyName": "Holt"}, "", BOTH[:1]),
    ({"@type": "Person", "givenName": "花子", "familyName": "山田"}, "", ("山田花子",)),
    ({"@type": "Person", "familyName": "Holt"}, "", ("Holt",)),
    ("Maren Holt", "", BOTH[:1]),
    ({"@type": "Role", "roleName": "reporter", "author": {"name": "Maren Holt"}}, "", BOTH[:1]),
    ([PAPER, HOLT], "", BOTH[:1]),
    ({"@type": "Organization", "name": "Harbour Post news desk"}, "", ("Harbour Post news desk",)),
    ([HOLT, {"@type": "Organization", "name": "AFP"}], "", ("Maren Holt", "AFP")),
    ([HOLT, [BRANDT]], "", BOTH),
    ({"@list": [HOLT, "Ivo Brandt"]}, "", BOTH),
    (PAPER, "", ()),
    (None, "", ()),
    # markup and addresses are no names
    ([{"@type": "Person", "name": "<a href='/m'>Maren Holt</a>"}], "", BOTH[:1]),
    ({"@type": "Person", "name": "mail@post.example (Maren Holt)"}, "", BOTH[:1]),
    ({"@type": "Person", "name": "https://post.example/author/holt"}, "", ()),
    (None, "<meta name=author content='By &lt;a href=/m&gt;Maren Holt&lt;/a&gt; and Ivo Brandt'>", BOTH),
    # meta tags stand in, and who is no house signs before a house
    (None, "<meta name=author content='Maren Holt and Ivo Brandt'>", BOTH),
    (
        None,
        "<meta name=author content='Quay Media'><meta name=article:author content='Maren Holt'>",
        BOTH[:1],
    ),
    # no authors: a paper and the portal that shows it, the site by its address or the words of its domain
    (None, "<meta property='og:article:author' content='항구일보 | 누리'>", ()),
    (None, "<meta name=author content='The Paper (www.harbourpost.example)'>", ()),
    (None, "<meta name=author content='Harbours &amp; Boats'>", ()),
)
PUBLISHERS = {"누리": "nuri.example", "Harbours": "harboursnboats.example"}


def data(author: object, meta: str = "") -> Structured:
    return page(f"<head>{news(author=author)}{meta}</head><body>x</body>").data


def best(found: Structured, outlets: frozenset[str], publisher: str) -> Found[tuple[str, ...]]:
    return next(iter(declared_authors(found, outlets, publisher)), Found[tuple[str, ...]]((), "none"))


@every_case(("author", "meta", "expected"), NAMED)
def test_declarations_name_the_authors(author: object, meta: str, expected: tuple[str, ...]) -> None:
    publisher = next((host for name, host in PUBLISHERS.items() if name in meta), "harbourpost.example")
    assert best(data(author, meta), OUTLETS, publisher).value == expected


def test_who_bears_the_address_of_the_publisher_is_an_outlet_and_an_agency_is_none() -> None:
    found = data(None, "<meta name=author content='The Paper (www.harbourpost.example)'>")
    assert "thepaper" in outlets_of(found, "harbourpost.example")
    found = data([HOLT, {"@type": "Organization", "name": "SDA"}])
    assert "sda" not in outlets_of(found, "harbourpost.example")


def test_an_outlet_that_signs_alone_is_declared() -> None:
    assert declared_outlet(data(PAPER)) == ("Harbour Post",)
    assert declared_outlet(data({"@type": "Person", "name": "https://post.example/author/holt"})) == ()


ADMIN, OWN = (f"https://harbourpost.example/author/{name}/" for name in ("admin", "mholt"))
ACCOUNTS = [
    ("mholt", "", True),
    ("epd", "", False),
    ("Harbour D", ADMIN, True),
    ("Maren Holt", OWN, False),
    ("Олена", "", False),
]


@every_case(("name", "url", "expected"), ACCOUNTS)
def test_an_account_is_told_from_an_author(name: str, url: str, expected: bool) -> None:
    assert is_account(name, data({"@type": "Person", "name": name, "url": url})) is expected


def test_every_source_that_names_authors_is_listed_in_order() -> None:
    found = data("Maren Holt", "<meta name=author content='Maren Holt, Ivo Brandt'>")
    assert declared_authors(found, OUTLETS, "harbourpost.example") == [
        Found(("Maren Holt",), "json-ld"),
        Found(("Maren Holt", "Ivo Brandt"), "meta author"),
    ]


HOME = "harbourpost.example"
LINKED = [
    ("<p>By <a href=/author/maren-holt>Maren Holt</a>Staff Writer</p>", ["Maren Holt"]),
    ("<p><a href='https://www.harbourpost.example/profile/ivo'>Ivo</a></p>", ["Ivo"]),
    ("<p><a href=/autoren/1>Maren Holt</a> <a href=/autoren/1>Mehr von ihr</a></p>", ["Maren Holt"]),
    ("<p>By <a rel=author href=/m>Maren Holt</a></p>", ["Maren Holt"]),
    ("<p><a href='https://videos.example/user/harbourpost'>Videos</a></p>", []),
    ("<p><a href='https://social.example/profile/harbourpost'>Follow</a></p>", []),
    ("<p><a href=/people/>People</a></p>", []),
    ("<p>Medically reviewed by <a href=/author/ivo>Ivo Brandt</a></p>", []),
    ("<p><a href=https://www.harbourpost.example/author/ivo>Ivo Brandt</a></p>", ["Ivo Brandt"]),
    ("<p><a href=https://newharbourpost.example/author/ivo>Ivo Brandt</a></p>", []),
    (
        "<p>By <a href=/author/m>Maren Holt</a>, Edited by: <a href=/author/i>Ivo Brandt</a></p>",
        ["Maren Holt"],
    ),
    ("<p><a href=/author/maren-holt-lind>Maren Holt - Lind</a></p>", ["Maren Holt-Lind"]),
    ("<p><a href=/author/maren-holt>Maren Holt - Oslo</a></p>", ["Maren Holt - Oslo"]),
    ("<p><a href=/city/quay>Maren Holt</a></p>", []),
    ("<p><a href='http://[broken'>Maren Holt</a></p>", []),
]
SPELLED = [
    (("Maren Mcholt",), "By Maren McHolt", ("Maren McHolt",)),
    (("MAREN HOLT",), "Write to Maren Holt. MAREN HOLT", ("MAREN HOLT",)),
    (("Maren Holt",), "MAREN HOLT", ("Maren Holt",)),
    (("maren holt",), "Photo: Maren Holt", ("Maren Holt",)),
    (("dpa",), "DPA", ("dpa",)),
    (("marenholt",), "Maren Holt", ("Maren Holt",)),
    (("marenholt",), "Mar en holt", ("marenholt",)),
]


@every_case(("markup", "names"), LINKED)
def test_a_link_to_a_profile_names_an_author(markup: str, names: list[str]) -> None:
    segments = page(f"<html><body>{markup}</body></html>").segments
    assert [name for segment in segments for name in linked_authors(segment, HOME).values()] == names


@every_case(("declared", "line", "expected"), SPELLED)
def test_a_name_is_spelled_as_the_page_prints_it(
    declared: tuple[str, ...], line: str, expected: tuple[str, ...]
) -> None:
    assert as_printed(declared, [line]) == expected


CREW = ("Maren Holt", "Ivo Brandt", "Ada Lind", "Nils Aune", "Tuva Berg")
EACH_LINKED = [f"<a href=/author/{number}>{name}</a>" for number, name in enumerate(CREW)]
PRINTED = [
    (f"<p>By {', '.join(EACH_LINKED[:4])} and {EACH_LINKED[4]}</p>", CREW),
    ("".join(f"<p>{link}</p>" for link in EACH_LINKED), CREW[:4]),
    ("<p class=byline>By Maren Holt and Ivo Brandt</p>", ("Maren Holt", "Ivo Brandt")),
    ("<p class=byline>未知</p>", ()),
    ("<p class=byline>发布于</p>", ()),
    ("<p class=byline>关注</p>", ()),
    ("<p class=byline>港湾新闻见习记者 王芳</p>", ("王芳",)),
    ("<p class=byline>王芳</p>", ("王芳",)),
    ("<div><a rel=author href=/m>Maren</a></div>", ("Maren",)),
    ("<p>By Maren Holt</p>", ("Maren Holt",)),
    ("<p>Maren Holt</p>", ("Maren Holt",)),
    ("<p class=byline>By Maren Holt, Jr.</p>", ("Maren Holt, Jr",)),
    ("<p class=byline>By The Quay Post Reporter | 11 March 2024</p>", ()),
    ("<p class=byline>Von unserem Korrespondenten | 11. März 2024</p>", ()),
    ("<p class=byline>Par notre correspondante | 11 mars 2024</p>", ()),
    ("<p class=byline>Von Maren Holt, KESTREL NORD | 11. März 2024</p>", ("Maren Holt",)),
    ("<div>Maren Holt | 11.03.2024</div>", ("Maren Holt",)),
    ("<div class=comments><p class=author>Angry Reader</p></div>", ()),
    ("<p class=byline>Follow us on Facebook</p>", ()),
    ("<p class=byline><a href=/author/maren>Maren</a></p>", ("Maren",)),
    ("<p class=byline>By <a href=/author/maren>Maren Holt</a>Staff Writer</p>", ("Maren Holt",)),
    ("<p class=byline>By <a href=/author/maren>Maren Holt</a> and Ivo Brandt</p>", BOTH),
    ("<div>AFP, MANILA</div>", ("AFP",)),
    ("<div class=author>كتبت: ليلى حداد</div>", ("ليلى حداد",)),
    ("<div class=author>ليلى حداد، أحمد سالم</div>", ("ليلى حداد", "أحمد سالم")),
    ("<p>بقلم: ليلى حداد و أحمد سالم</p>", ("ليلى حداد", "أحمد سالم")),
    ("<p><a href=/author/1>ليلى حداد</a> <a href=/author/2>أحمد سالم</a></p>", ("ليلى حداد", "أحمد سالم")),
    ("<p>Interview: Maren Holt | 11.03.2024</p>", ("Maren Holt",)),
    ("<p>Interviewed at the quay on Monday</p>", ()),
    ("<p class=author><a href=/a>City</a></p>", ()),
]


WON = "was elected mayor of the harbour town, after a vote that took three rounds to be counted."
SHOWN = "<blockquote class=twitter-tweet><p>The bell rang again today.</p>{}</blockquote>"
# Bylines in the markup and the languages of many papers: what stands under the headline, and under the story.
BY_LAYOUT = [
    ("<div><div>By</div><div>Maren Holt</div><div>25 April 2024</div></div>", "", ("Maren Holt",)),
    ("<div class=by><span>Maren Holt</span><a href=https://x.example/mh>@mh</a></div>", "", ("Maren Holt",)),
    ("<div class='credits reader-credits'>Maren Holt</div>", "", ("Maren Holt",)),
    ("<p class=credits>Words by Maren Holt. Photographs by Ivo Brandt</p>", "", ("Maren Holt",)),
    ("<p>Tekst Maren Holt Beeld Ivo Brandt</p>", "", ("Maren Holt",)),
    ("<p>Texto: Maren Holt</p><p>Fotos: Ivo Brandt</p>", "", ("Maren Holt",)),
    ("<p class=byline>By MAREN HOLT<br>Staff Writer</p>", "", ("Maren Holt",)),
    ("<p>25.04.2024, 10:30 Uhr | Autor: Maren Holt</p>", "", ("Maren Holt",)),
    ("<p>April 25, 2024 by Maren Holt 3 Comments</p>", "", ("Maren Holt",)),
    ("<p>In Ports by Maren Holt April 25, 2024</p>", "", ("Maren Holt",)),
    ("<div><i>Ayşe Demir</i><i>Kayıt Anı: 25.04.2024 10:30</i></div>", "", ("Ayşe Demir",)),
    ("<dl><dt>Author</dt><dd>Maren Holt</dd><dt>Date</dt><dd>25 April 2024</dd></dl>", "", ("Maren Holt",)),
    ("<p class=author>Maren Holt<a href=mailto:m@x.example>m@x.example</a></p>", "", ("Maren Holt",)),
    ("<div><a href=/@mh>Maren Holt</a><span>3 min read</span></div>", "", ("Maren Holt",)),
    ("<p>Article rédigé par Maren Holt</p>", "", ("Maren Holt",)),
    ("<p>de Ana Popescu</p><p>25 aprilie 2024</p>", "", ("Ana Popescu",)),
    ("<p>Szerző: Kovács Anna</p>", "", ("Kovács Anna",)),
    ("<p>Toimittaja: Maren Holt</p>", "", ("Maren Holt",)),
    ("<p>Γράφει ο Νίκος Παππάς</p>", "", ("Νίκος Παππάς",)),
    ("<div>Ayşe Demir</div><div>25 Nisan 2024 10:30</div>", "", ("Ayşe Demir",)),
    ("<div>김하늘 기자 <span>입력 2024.04.25 10:30</span></div>", "", ("김하늘",)),
    ("<p>文／山田太郎　写真／佐藤花子</p>", "", ("山田太郎",)),
    ("<div><span>2024-04-25</span><span>来源：港口日报</span><span>作者：王海</span></div>", "", ("王海",)),
    ("<p>記者王海／台北報導</p>", "", ("王海",)),
    ("<div>بقلم أحمد سالم</div>", "", ("أحمد سالم",)),
    ("<div>מאת נועה לוי</div>", "", ("נועה לוי",)),
    ("<div class=author-name>أحمد سالم</div>", "", ("أحمد سالم",)),
    ("", "<h3>About the author</h3><p><b>Maren Holt</b> is a reporter at the Post.</p>", ("Maren Holt",)),
    ("", "<p><em>Maren Holt is a professor of ports at the island college.</em></p>", ("Maren Holt",)),
    ("", "<p>— Maren Holt</p>", ("Maren Holt",)),
    ("", "<p><strong>Nguyễn Văn An</strong></p>", ("Nguyễn Văn An",)),
    ("", "<p>[항구=김하늘 기자]</p>", ("김하늘",)),
    ("", "<p>（山田太郎）</p>", ("山田太郎",)),
    ("<p>港口日报4月25日电（记者李明、王芳）码头今天重新开放，第一批渔船进港。</p>", "", ("李明", "王芳")),
    ("<p>（本報記者 李明 通訊員 王芳）碼頭今天重新開放，第一批漁船進港。</p>", "", ("李明", "王芳")),
    ("<p>（海港社記者林大文東港縣9日電）碼頭今天重新開放，第一批漁船進港。</p>", "", ("林大文",)),
    ("<p>[항구=김하늘 기자] 부두가 오늘 다시 열렸고 첫 배가 일곱 시 전에 들어왔다.</p>", "", ("김하늘",)),
    # elements of one line that nothing but their style parts
    ("<div class=authors><a href=/x>Maren Holt</a><a href=/y>Ivo Brandt</a></div>", "", BOTH),
    ("<div class=author><a href=/x>Maren Holt</a><span>Harbour reporter</span></div>", "", ("Maren Holt",)),
    # no names: buttons, a town beside the day, what a later card prints
    ("<p>25 April 2024</p><button>Artikel Teilen</button>", "", ()),
    ("<p>LARKHAVEN, NORWAY</p><p>25 April 2024</p>", "", ()),
    ("<p>2024年4月25日</p><p>小字号</p>", "", ()),
    ("<p>25 April 2024</p><p>Listen Now</p><p>Save Story</p>", "", ()),
    ("<p>25/04/2024</p><p>Guardar Noticia</p><p>Compartir</p>", "", ()),
    ("<p>25 апреля 2024</p><p>Слушать Новость</p>", "", ()),
    ("<p>25 April 2024</p><p>Hundred People</p>", "", ()),  # words of the text
    ("<p>By Monday, the council will decide.</p>", "", ()),
    ("<p>Von Montag an fahren keine Züge.</p>", "", ()),
    ("<p>Por Navidad, las barcas vuelven.</p>", "", ()),
    ("<h2>By Land and Sea</h2>", "", ()),
    ("<h2>Report: Storm Damage Rises</h2>", "", ()),
    ("<p>Larkhaven City | 25 April 2024</p>", "", ()),
    ("<p>Morning Briefing</p><p>25 April 2024</p>", "", ()),
    ("<p>Starring Ivo Brandt</p>", "", ()),
    (f"<p>Ivo Brandt | 25 April 2024</p><p>Ivo Brandt {WON}</p>", "", ()),  # whom the story is about
    (f"<p>On Tuesday <a href=/profile/ivo>Ivo Brandt</a> {WON}</p>", "", ()),
    ("<p>By Maren | 25 April 2024</p>", "", ("Maren",)),
    ("<h2>Choir Songs Again</h2><p>25 April 2024</p>", "", ()),
    ("", "<div><h3><a href=/y>Herring is dear again</a></h3><p>By Ivo Brandt</p></div>", ()),
    ("", "<div><a href=/y>Herring is dear again today</a> <a rel=author href=/i>Ivo Brandt</a></div>", ()),
    ("", "<p>Ivo Brandt is the director of the port, which opened in 1912.</p>", ()),
    ("", "<p><strong>Related Stories</strong></p>", ()),
    ("", "<div><h3><a href=/x>Ferry late again</a></h3><p><a href=/author/a>Ada Lind</a></p></div>", ()),
    # a marked name below the text, a post that is shown, the printed edition
    ("", "<p class=block_author>Ada Obi</p>", ("Ada Obi",)),
    ("", "<p>Ada Obi</p>", ()),
    (SHOWN.format("— Harbour Watch (@harbourwatch) June 16, 2019"), "", ()),
    (SHOWN.format("— Ada Obi (@adaobi) 16. Juni 2019"), "", ()),
    ("<div><strong class=c-signature__author>Ada Obi</strong></div>"
     "<time>12.mar.2024 às 11h20</time> <a href=/e>EDIÇÃO IMPRESSA</a>", "", ("Ada Obi",)),
    *((line, "", names) for line, names in PRINTED),
]  # fmt: skip


@every_case(("over", "under", "expected"), BY_LAYOUT)
def test_a_byline_is_read_in_any_layout(over: str, under: str, expected: tuple[str, ...]) -> None:
    assert clean(story(under, over=over)).article.authors == expected


def test_the_page_s_own_author_signs_where_no_story_is_declared() -> None:
    nodes = [
        {"@type": "WebPage", "author": {"@id": "#holt"}},
        {"@type": "Person", "@id": "#holt", "name": "Maren Holt"},
    ]
    assert clean(story(head=scripts({"@graph": nodes}))).article.authors == ("Maren Holt",)


def test_the_printed_byline_is_kept_apart_from_the_text() -> None:
    article = clean(story(over="<p>By Maren Holt</p>")).article
    assert article.byline == "By Maren Holt"
    assert "Maren" not in article.text
    assert clean(story(over="<p>港口新闻记者 王芳 李明</p>")).article.byline == "港口新闻记者 王芳 李明"
    crumbs = "<meta name=author content=港湾>", "<p>港湾首页 > 正文</p>"
    assert clean(story(head=crumbs[0], over=crumbs[1])).article.byline is None
    described = "<p class=byline>By Maren Holt, an editor of the harbour desk. She has covered the ports.</p>"
    assert clean(story(over=described)).article.byline is not None
    opened = "By Maren Holt, Kestrel correspondent. The boats came home on Monday after two winters at sea."
    assert opened in clean(story(over=f"<p>{opened}</p>")).article.text
    shown = SHOWN.format("— Ada Obi (@adaobi) 16. Juni 2019")
    assert clean(story(over=shown)).article.byline is None


def best_of(author: str, line: str, *, url: str = "") -> tuple[tuple[str, ...], str]:
    """Return the authors of a page with a declared and a printed author, and their source."""
    article = clean(story(head=news(author={"name": author, "url": url}), over=line)).article
    return article.authors, article.provenance["authors"]


SIGNED_ACCOUNTS = [
    ("mholt", "<p><a href=/author/mholt>Maren Holt</a></p>", "", ("Maren Holt",)),
    ("mholt", "", "", ("mholt",)),
    ("marenholt", "<p>By Maren Holt</p>", "", ("Maren Holt",)),
    ("Harbour D", "<p>by Harbour D | 5 March 2024</p><p><b>MAREN HOLT</b></p>", "/author/admin/", BOTH[:1]),
    ("Maren Holt", "<p class=byline>By Maren Holt, Cape Town</p>", "", ("Maren Holt",)),
    ("MAREN MCHOLT", "<p>By Maren McHolt</p>", "", ("Maren McHolt",)),
]


@every_case(("author", "line", "url", "expected"), SIGNED_ACCOUNTS)
def test_print_mends_what_is_declared(author: str, line: str, url: str, expected: tuple[str, ...]) -> None:
    authors, source = best_of(author, line, url=url)
    assert authors == expected
    assert source.startswith("json-ld") == (authors[0].casefold() == author.casefold())


LINK = "<p class=byline><a href=/author/x>Harbourpost</a></p>"
BY_META = "meta author, the outlet itself"
SIGNED_OUTLETS = [
    ("", LINK, "Harbourpost", "author link, the outlet itself"),
    ("<meta name=author content=harbourpost>", "", "harbourpost", BY_META),
    (
        "<meta name=author content='harbourpost.example, Kestrel, Westland'>",
        "",
        "harbourpost.example",
        BY_META,
    ),
]


@every_case(("head", "line", "outlet", "source"), SIGNED_OUTLETS)
def test_the_outlet_signs_where_nobody_else_does(head: str, line: str, outlet: str, source: str) -> None:
    article = clean(story(head=head, over=line)).article
    assert (article.authors, article.provenance["authors"].partition(";")[0]) == ((outlet,), source)


def test_the_town_and_state_of_the_outlet_are_no_part_of_its_name() -> None:
    head = "<meta name=author content='harbourpost.example.de, Kassel, Germany'>"
    assert clean(story(head=head)).article.authors == ("harbourpost",)


INSTEAD = [
    ("Post Staff", "<p>Written by <a href=/columns?author=1>Maren Holt</a></p>", ("Maren Holt",)),
    ("onze redactie", "<p>Door <a rel=author href=/m>Maren Holt</a></p>", ("Maren Holt",)),
    ("AFP", "<div class=byline>Maren Holt / AFP / Updated: March 11, 2024</div>", ("Maren Holt", "AFP")),
    ("AFP", "<p class=byline>AFP</p>", ("AFP",)),
    (
        "AFP",
        "<p><a href=/people/q>Click Here</a> for news of the <a href=/people/q>Old Quay</a></p>",
        ("AFP",),
    ),
    ("Post Staff", "<p>Larkhaven Harbour | 11 March 2024</p>", ("Post Staff",)),
]


@every_case(("declared", "line", "expected"), INSTEAD)
def test_who_signs_in_print_stands_in_for_a_desk(declared: str, line: str, expected: tuple[str, ...]) -> None:
    assert best_of(declared, line)[0] == expected


def test_a_byline_under_the_text_names_who_wrote_what_a_desk_heads() -> None:
    for under, author in (("<p>-- By Ada Obi Follow @adaobi</p>", "Ada Obi"), ("", "News Desk")):
        page = story(under, head="<meta name=author content='News Desk'>")
        assert clean(page).article.authors == (author,)


COPIED = f"{SENTENCE * 4}\n\n{SENTENCE * 2}"
BY_PLACE = [
    # whom the story is about needs a label
    (f"{HEAD}\nIvo Brandt\nOct. 3, 2025\n\nIvo Brandt {WON}\n\n{SENTENCE * 3}", ()),
    (f"{HEAD}\nBy Ivo Brandt\nOct. 3, 2025\n\nIvo Brandt {WON}\n\n{SENTENCE * 3}", ("Ivo Brandt",)),
    # nobody named in a list or for the press signs, nor a label at the end of the page
    (f"{HEAD}\n\n{COPIED}\n\nRelated\nBridge closed for a week\nBea Lind\nOct. 1, 2025", ()),
    (f"{HEAD}\n\n{COPIED}\n\nComments\nBea Lind\n2 days ago\nI was there.", ()),
    (f"{HEAD}\n\n{COPIED}\n\nMedia contact\nBea Lind\nPress officer\nbea@quay.example", ()),
    (f"{HEAD}\n\n{COPIED}\n\nPressekontakt:\nBea Lind\nLeiterin Kommunikation", ()),
    (f"{HEAD}\n\nOct. 3, 2025\n\n{SENTENCE * 4}\n\nJan Kowal\n\n{SENTENCE * 2}\n\nBy:", ()),
]


@every_case(("text", "authors"), BY_PLACE)
def test_the_authors_of_a_copied_story_are_named_above_it(text: str, authors: tuple[str, ...]) -> None:
    assert clean(text_capture(text)).article.authors == authors


def test_a_colophon_below_other_stories_signs_a_copied_one() -> None:
    other = "Related\nBridge closed for a week\n\nDate 03.10.2025\nAuthor Ada Obi\nSubjects Ports, Ferries"
    article = clean(text_capture(f"{HEAD}\n\n{COPIED}\n\n{other}")).article
    assert article.authors == ("Ada Obi",) and article.published_at is not None


def test_the_site_that_is_declared_as_the_author_gives_way_to_who_signs() -> None:
    page = (
        "<html lang=zh><head><title>港口重新开放_港口网</title>"
        "<meta property='article:author' content=港口网></head><body>"
        "<h1>港口重新开放</h1><p class=info>2024年02月27日 19:35 来源于 港口网 作者：李明</p>"
        "<p>港口管理部门周一表示，旧码头经过三个月的维修后重新开放，第一批渔船当天早上进港。</p>"
        "<p>工程师在冬天的暴风雨过后更换了四百多根木桩，费用比原先担心的要少得多，市长向他们表示感谢。</p>"
        "<p>几百人站在防波堤上，学校的合唱团唱了两首关于鲱鱼的歌，直到中午下雨时人群才散去。</p>"
    )
    article = clean(capture(page, url="https://www.gangkou.example/2024/1.html")).article
    assert (article.authors, article.site_name) == (("李明",), "港口网")


def test_a_byline_that_goes_on_behind_an_and_of_its_own_line_has_both_names() -> None:
    page = story(over="<p>By Ada Holm</p><p>and</p><p>Ivo Brandt</p>")
    assert clean(page).article.authors == ("Ada Holm", "Ivo Brandt")


def test_a_reporter_in_brackets_at_the_end_of_a_chinese_story_signs_it() -> None:
    opened, built = "港口今天重新开放,船只返回码头,居民欢呼。" * 6, "市长说工程花了两年。" * 6
    text = f"港口今天重新开放的消息传来\n\n2024年3月4日\n\n{opened}\n\n{built}(记者 王小明)\n\n责任编辑:李四"
    assert clean(text_capture(text)).article.authors == ("王小明",)
