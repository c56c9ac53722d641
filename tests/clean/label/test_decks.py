"""The standfirst: whatever box and tag it stands in, and no first paragraph or excerpt."""

from itertools import product

from lib.clean.clean import clean
from lib.model.article import Article
from tests.cases import every_case
from tests.clean.markup import LAST, PARAGRAPHS, PROSE, capture, story

DECKS = {
    "en": "Boats came back to the old quay on Monday, two years after the storm.",
    "de": "Die Boote sind am Montag an den alten Kai zurückgekehrt, zwei Jahre nach dem Sturm.",
    "tr": "Fırtınadan iki yıl sonra tekneler pazartesi günü eski rıhtıma geri döndü.",
    "ja": "月曜日に船が古い岸壁に戻り、嵐から二年ぶりに魚市場が開かれることになった。",
}
LINE = "<h{level}>{text}</h{level}>"


def _article(box: str) -> Article:
    return clean(capture(f"<body><nav><a href=/a>City</a></nav><article>{box}</article></body>")).article


@every_case(
    ("kind", "language"),
    product(["share-tools", "byline", "article-hed-byline", "post-menu"], DECKS),
)
def test_a_box_with_the_headline_in_it_is_no_row_of_buttons_nor_a_byline(kind: str, language: str) -> None:
    head = (
        f"<h1>Old quay reopens</h1><p class=summary>{DECKS[language]}</p><figure><img src=/i.jpg>"
        "<figcaption>Boats at the quay.</figcaption></figure><div class=share><a href=/s>Share</a></div>"
    )
    found = _article(f"<div class={kind}>{head}</div><div>{PARAGRAPHS}</div>")
    assert found.deck == DECKS[language]
    assert [block.text for block in found.blocks if block.zone == "caption"] == ["Boats at the quay."]


def test_a_box_of_buttons_below_the_headline_stays_one() -> None:
    box = (
        "<div class=share-tools><p>Send the story of the boats and the quay to a friend who sails.</p></div>"
    )
    assert _article(f"<h1>Old quay reopens</h1>{box}<div>{PARAGRAPHS}</div>").deck is None


@every_case("deck", ["周一船只返回旧码头，距风暴已两年。", "嵐から二年、古い岸壁に船が戻った。"])
def test_a_standfirst_of_chinese_or_japanese_takes_fewer_letters(deck: str) -> None:
    text = "第一批三艘渔船在七点之前驶入港口，港务局长敲响了沉默两年的钟声。"
    paragraphs = "".join(f"<p>{text * 2}{number}</p>" for number in range(4))
    for box in (f"<p class=summary>{deck}</p>", f"<p>{deck}</p><div class=byline>记者 李明</div>"):
        assert _article(f"<h1>旧码头重新开放</h1>{box}{paragraphs}").deck == deck


@every_case(("level", "language"), product([2, 4, 5, 6], DECKS))
def test_a_standfirst_in_a_heading_may_stand_below_the_byline(level: int, language: str) -> None:
    deck, byline = LINE.format(level=level, text=DECKS[language]), "<div class=byline>By Ada Obi</div>"
    found = _article(f"<h1>Old quay reopens</h1>{byline}{deck}{PARAGRAPHS}<h3>The next day</h3>{LAST}")
    assert found.deck == DECKS[language]


@every_case(
    "heading",
    [
        "A short heading",
        "What has the storm of two years ago done to the northern quay?",
        "Was hat der Sturm vor zwei Jahren mit dem alten Kai gemacht?",
    ],
)
def test_a_heading_of_the_first_section_is_no_standfirst(heading: str) -> None:
    found = _article(
        f"<h1>Old quay reopens</h1><div class=byline>By Ada Obi</div><h2>{heading}</h2>{PARAGRAPHS}"
    )
    assert found.deck is None
    assert [block.level for block in found.blocks if block.text == heading] == [2]


def test_the_first_of_several_headings_dressed_alike_is_no_standfirst() -> None:
    first, second = DECKS["en"], "The ferry to the islands will use the new landing from the first of April."
    byline = "<div class=byline>By Ada Obi</div>"
    found = _article(f"<h1>Old quay reopens</h1>{byline}<h2>{first}</h2>{PARAGRAPHS}<h2>{second}</h2>{LAST}")
    assert found.deck is None


def test_a_long_sentence_dressed_as_a_heading_is_a_paragraph_and_a_long_question_is_not() -> None:
    said = "The council had planned for three years of work, the harbour master said of the quay on Monday, "
    sentence, question = (
        said + "and nobody had believed him.",
        said + "and who had believed him before the storm?",
    )
    found = _article(
        f"<h1>Old quay reopens</h1>{PARAGRAPHS}<h3>{sentence}</h3>{LAST}<h3>{question}</h3>{PARAGRAPHS}"
    )
    assert {block.text: block.level for block in found.blocks if block.text.startswith(said)} == {
        sentence: 0,
        question: 3,
    }


@every_case(
    ("first", "dateline"),
    [
        (
            "HARBOUR CITY (AP) — Boats came back to the old quay on Monday, two years after the storm.",
            "HARBOUR CITY",
        ),
        (
            "HAFENSTADT (dpa) - Am Montag sind die Boote an den alten Kai zurückgekehrt, so die Stadt.",
            "HAFENSTADT",
        ),
        ("Boats came back to the old quay on Monday, two years after the storm had taken it away.", None),
    ],
)
def test_the_first_paragraph_is_no_standfirst_for_being_the_description(
    first: str, dateline: str | None
) -> None:
    described = f"<meta name=description content='{first}'>"
    found = clean(story(head=described, over=f"<p>{first}</p>")).article
    assert (found.deck, found.dateline) == (None, dateline)
    assert found.text.startswith(first)
    apart = clean(story(head=described, over=f"<p><b>{first}</b></p>")).article
    assert apart.deck == first


@every_case("tail", ["…", "...", " […]"])
def test_an_excerpt_that_the_text_goes_on_from_is_cut(tail: str) -> None:
    picture = f"<figure><img src=/i.jpg><figcaption>{DECKS['de']}</figcaption></figure>"
    excerpt = f"{DECKS['de']} {PROSE[0][:70]}{tail}"
    found = _article(f"<h1>Old quay reopens</h1><h3>{excerpt}</h3>{picture}{PARAGRAPHS}")
    assert excerpt not in [block.text for block in found.blocks]
    other = f"{DECKS['en']} What the harbour master said of it{tail}"
    assert other in [
        block.text for block in _article(f"<h1>Old quay</h1><h3>{other}</h3>{PARAGRAPHS}").blocks
    ]
