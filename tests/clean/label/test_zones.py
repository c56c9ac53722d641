"""Every segment gets a zone or a rule."""

import re

from lib.clean.clean import clean
from tests.cases import every_case
from tests.clean.markup import LAST, PARAGRAPHS, PROSE, capture, story

INSIDE = [
    ("<blockquote><p>It is the same smell and the same noise as ever before.</p></blockquote>", "quote"),
    ("<ul><li>the crane has to be tested before the summer</li></ul>", "list"),
    ("<table><tr><td>Tonnes</td></tr></table>", "table"),
    ("<figure><img src=/i.jpg><figcaption>Boats at the quay.</figcaption></figure>", "caption"),
    ("<div class=x><img src=/i.jpg><p>The boats at the quay on Monday.</p></div>", "caption"),
    ("<p>Photo: Ivo Brandt</p>", "credit"),
]
CUT = [
    ("<div class=share>Share</div>", "share"),
    ("<div class='newsletter-box'><p>News of the city every morning at six.</p></div>", "newsletter"),
    ("<div class=comments><p>What a day that was for all of us!</p></div>", "comments"),
    ("<div class=author-bio><p>Maren Holt covers the port for us.</p></div>", "author bio"),
    ("<div class=x>March 11, 2024</div>", "field: time"),
    ("<h1>Old quay reopens</h1>", "repeated headline"),
    ("<div><p>Our letter from the port is for you.</p><form><input type=email></form></div>", "control"),
]


@every_case(("markup", "zone"), INSIDE)
def test_a_segment_of_the_story_has_its_zone(markup: str, zone: str) -> None:
    assert zone in [block.zone for block in clean(story(markup + LAST)).article.blocks]


@every_case(("markup", "rule"), CUT)
def test_a_segment_that_is_no_part_of_it_has_its_rule(markup: str, rule: str) -> None:
    assert rule in [cut.rule for cut in clean(story(markup)).cuts]


def test_a_standfirst_stands_apart() -> None:
    deck = "Boats came back on Monday, two years on."
    article = clean(story(head=f"<meta name=description content='{deck}'>", over=f"<p>{deck}</p>")).article
    assert article.deck == deck
    assert article.text.startswith(article.deck)


@every_case(
    "deck",
    [
        "Boats came back on Monday, two years after the storm.",
        "Die Boote sind am Montag zurückgekehrt, zwei Jahre nach dem Sturm.",
        "月曜日に船が戻り、嵐から二年ぶりに魚市場が開かれることになった。",
    ],
)
def test_a_standfirst_that_is_printed_twice_is_kept_once(deck: str) -> None:
    found = clean(
        capture(
            f"<article><header><h1>Old quay reopens</h1><div class=dek>{deck}</div></header>"
            f"<div class=abstract-deck>{deck}</div><div class=body>{PARAGRAPHS}</div></article>"
        )
    )
    assert found.article.deck == deck
    assert [cut.rule for cut in found.cuts if cut.text == deck] == ["repeated"]


@every_case(
    "line",
    [
        "Like this story? Share it with a friend!",
        "Hat Ihnen der Artikel gefallen? Dann sagen Sie es weiter.",
        "Понравилась статья? Поделитесь с друзьями.",
        "¿Te ha gustado esta noticia? Compártela.",
        "喜欢这篇文章？请分享。",
    ],
)
def test_a_line_that_asks_for_praise_stands_beside_the_story(line: str) -> None:
    found = clean(story(f"<p>{line}</p>")).article
    assert line not in found.text
    assert [block.zone for block in found.blocks if block.text == line] == ["appeal"]


@every_case("time", ["Mis en ligne le 12 mars 2019", "Published: 12 March 2019", "2019年3月12日"])
def test_a_time_alone_at_the_end_is_no_text(time: str) -> None:
    found = clean(story(f"<p>{time}</p>"))
    assert time not in found.article.text
    assert [cut.rule for cut in found.cuts if cut.text == time] == ["field: time"]


@every_case(
    "line",
    [
        "By Maren Holt (Harbour News)May 24, 2019 for all of the islands",
        "Von Maren Holt (Hafenblatt) am 24. Mai 2019 aus dem alten Hafen",
        "Par Maren Holt (Le Quai) le 24 mai 2019 depuis le vieux port",
    ],
)
def test_a_byline_right_under_the_headline_is_no_standfirst(line: str) -> None:
    found = clean(capture(f"<article><h1>Old quay reopens</h1><h3>{line}</h3>{PARAGRAPHS}</article>")).article
    assert found.deck is None and line not in found.text and found.authors == ("Maren Holt",)


def test_a_sentence_that_opens_as_praise_does_is_of_the_story() -> None:
    line = "Like this storm, the last one came from the west, the harbour master said on Monday."
    assert line in clean(story(f"<p>{line}</p>")).article.text


@every_case(
    ("between", "deck"),
    [
        ("<div class=x><p>Boats came back on Monday, two years on.</p></div>", True),
        ("<div class=x><h2>Boats came back on Monday, two years on.</h2></div>", True),
        ("<div class=x><h2>Boats came back on Monday</h2></div>", False),
        ("<div class=x><p>Boats came back on a Monday two years after the storm</p></div>", True),
        ("<div class=x><p>Maren Holt and Ivo Brandt in Larkhaven and Ada Lind</p></div>", False),
        ("<div class=share><p>Boats came back on Monday, two years on.</p></div>", False),
        ("<div class=x><p>Printed on 12 March 2024 at the harbour by us.</p></div>", False),
        ("<div class=x><p>Boats came back on Monday.</p><p>Many came to see the boats.</p></div>", False),
    ],
)
def test_one_line_of_prose_under_the_headline_is_a_standfirst(between: str, deck: bool) -> None:
    page = capture(f"<body><h1>Old quay reopens</h1>{between}<article>{PARAGRAPHS}</article></body>")
    assert bool(clean(page).article.deck) is deck


def test_the_first_paragraph_is_no_standfirst_though_it_is_marked_as_one() -> None:
    lines = f"<p class=dek>Boats are back on Monday.</p><p class=dek>{PROSE[0] * 3}</p>"
    text = "".join(f"<p>{words}</p>" for words in (*PROSE, *(words.replace("a", "u") for words in PROSE)))
    found = clean(capture(f"<body><article><h1>Old quay reopens</h1>{lines}{text}</article></body>")).article
    assert found.deck == "Boats are back on Monday."
    assert PROSE[0] * 3 in found.text


def test_a_sub_heading_keeps_the_level_of_its_tag_or_class() -> None:
    for heading in ("<h3>Piers</h3>", "<div class=subheadline>Piers</div>"):
        blocks = clean(story(heading + LAST)).article.blocks
        assert [block.text for block in blocks if block.level == 3] == ["Piers"]


LINES = (
    ("<strong>The piers</strong>", 3),
    ("<strong>The piers.</strong>", 0),
    ("The <strong>piers</strong>", 0),
    ("<b>桟橋の再開</b>", 3),
    ("<b>市長は「二年待った」と話した。</b>", 0),
    ("<b>أعيد فتح الرصيف،</b>", 0),
    ("<b>घाट फिर खुल गया।</b>", 0),
    ("<b>گھاٹ دوبارہ کھل گیا۔</b>", 0),
)


@every_case(("line", "level"), LINES)
def test_a_bold_line_over_a_paragraph_is_a_sub_heading_and_no_sentence_in_any_script(
    line: str, level: int
) -> None:
    text = (
        "The crowd went home at noon, when the rain that the harbour had waited for all week began to fall."
    )
    article = clean(story(f"<p>{line}</p><p>{text}</p>")).article
    shown = re.sub("<.*?>", "", line)
    assert [block.level for block in article.blocks if block.text == shown] == [level]


def test_every_cut_has_a_reason() -> None:
    assert all(cut.reason.endswith(".") for cut in clean(story("<p>Share</p>")).cuts)


def test_a_caption_that_is_printed_again_is_kept_once() -> None:
    caption = "<figcaption>The boats at the quay on Monday at seven.</figcaption>"
    figure = f"<figure><img src=/i.jpg>{caption}</figure>"
    found = clean(story(figure + LAST + figure))
    assert [block.zone for block in found.article.blocks].count("caption") == 1
    assert "repeated" in [cut.rule for cut in found.cuts]


def test_the_pictures_of_a_carousel_over_the_text_have_captions_and_no_counters() -> None:
    slide = (
        "<div class=Carousel-slide><img src=/{0}.jpg><div class=CarouselSlide-info><div>{0} of 2</div>"
        "<div class=CarouselSlide-infoDescription>{1}</div></div></div>"
    )
    slides = slide.format(1, "The boats at the quay on Monday.") + slide.format(2, "The quay by night.")
    article = clean(story(LAST, over=f"<div class=Carousel>{slides}</div>")).article
    captions = [block.text for block in article.blocks if block.zone == "caption"]
    assert captions == ["The boats at the quay on Monday.", "The quay by night."]
    assert article.deck is None


def test_a_pull_quote_known_by_its_class_alone_is_printed_once() -> None:
    words = "It is the same smell and the same noise as ever."
    quoted = f"<p>“{words}” the harbour master told the choir of the school.</p>"
    found = clean(story(f"{quoted}<div class=pullquote><p>“{words}”</p></div>{LAST}"))
    assert [cut.rule for cut in found.cuts if cut.text.strip("“”") == words] == ["repeated"]


def test_a_link_in_a_figure_leads_to_a_story_and_captions_nothing() -> None:
    figure = "<figure><div><a href=/ferry><b>Ferry stays in port again</b><i>Read more</i></a></div></figure>"
    found = clean(story(figure + LAST))
    assert all("Ferry" not in block.text for block in found.article.blocks)


def test_a_caption_keeps_its_links_beside_a_credit() -> None:
    caption = "Boats at the <a href='/quay'>old quay</a>. (Ivo Brandt/AFP)"
    figure = f"<figure><img src=/i.jpg><figcaption>{caption}</figcaption></figure>"
    blocks = clean(story(figure + LAST)).article.blocks
    (shown,) = (block for block in blocks if block.zone == "caption")
    (link,) = shown.links
    assert (shown.text[link.start : link.end], link.url[-5:]) == ("old quay", "/quay")
    assert [block.text for block in blocks if block.zone == "credit"] == ["(Ivo Brandt/AFP)"]


@every_case(
    "kind",
    ["post-author", "byline", "category-list", "tags tag-ferry", "share-list", "site-footer", "ad-box"],
)
def test_another_story_in_a_box_of_any_mark_is_related_and_has_a_card(kind: str) -> None:
    titles = [
        "What the storm left behind at the northern pier",
        "Der Hafen wartet noch immer auf sein neues Haus",
    ]
    cards = "".join(f"<li class='{kind}'><h4><a href=/n/{text[:3]}>{text}</a></h4></li>" for text in titles)
    found = clean(story(f"</article><div><ul>{cards}</ul>"))
    assert [cut.rule for cut in found.cuts if cut.text in titles] in ([], ["related", "related"])
    assert [card.headline for card in found.related] == titles


@every_case(
    ("markup", "rule"),
    [
        ("<div class=tags><a rel=tag href=/t/1>The ferry to all northern islands</a></div>", "field: tags"),
        ("<div class=share><a href=/city/quay?to=x>Click to share it with friends at sea</a></div>", "share"),
        ("<div class=ad><a href=https://shop.example/x>Twelve boats that your family will love</a></div>",
         "advertisement"),
    ],
)  # fmt: skip
def test_a_link_that_is_no_headline_of_the_site_keeps_the_rule_of_its_mark(markup: str, rule: str) -> None:
    assert rule in [cut.rule for cut in clean(story(f"</article>{markup}")).cuts]


@every_case(
    "line",
    [
        "<div class=copyright>The original source of this article is the Harbour Post</div>",
        "<div class=copyright>Copyright © Ada Obi, Harbour Post, 2024</div>",
        "<div class=article_credit>Follow Ada Obi on her own page</div>",
        "<!-- end of the text --><div class=copyright>From the Harbour Post</div>", "<p>Source: Author</p>",
        "<p>Quelle: Hafenamt</p>", "<p>Źródło: Port</p>", "<p>(Graphic: Ferries since 2019 - here)</p>",
    ],
)  # fmt: skip
def test_a_line_below_the_text_credits_no_picture_for_sounding_like_a_credit(line: str) -> None:
    figure = "<figure><img src=/i.jpg><figcaption>Boats.</figcaption></figure>"
    found = clean(story(line, over=figure)).article
    assert [block.text for block in found.blocks if block.zone == "credit"] == []
    assert [image.credit for image in found.images] == [None]


@every_case(
    "line",
    [
        "<p>Photo: Ada Obi</p>",
        "<div class=photo-credit>Foto: Ada Obi</div>",
        "<p><img src=/chart.png></p><p>Quelle: Hafenamt</p>",
        "<p><img src=/chart.png></p><!-- chart --><?end chart?><p>Quelle: Hafenamt</p>",
        f"<p>Source: Harbour Office</p>{LAST}",
    ],
)
def test_a_credit_below_its_picture_in_the_text_or_of_a_photo_stays_one(line: str) -> None:
    assert "credit" in [block.zone for block in clean(story(line)).article.blocks]
