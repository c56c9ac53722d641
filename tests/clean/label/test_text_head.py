from lib.clean.clean import clean
from tests.cases import every_case
from tests.clean.markup import SENTENCE, text_capture

TITLE = "Northern ferry line opens again before the winter"
DECK = "The crews of the northern ferry line had asked for it since the summer."
BODY = f"{SENTENCE * 2}\n\nThe northern line opens again before the winter, the owner said.\n\n{SENTENCE * 3}"
PAGES = (
    f"News\nPorts\n{TITLE}\nBy Ada Obi\n\n{BODY}",
    f"{TITLE}\n\n{DECK}\n\nBy Ada Obi\nOct. 3, 2025\n\n{BODY}",
    f'{TITLE}\nBy Ada Obi\n\n"The ferry is what we live from"\n— Jo Roos, deckhand\n\n{BODY}',
    f"Home\nHome/Ports/{TITLE}\n{TITLE}\nPhoto: Anna Okafor / AFP\nThe ferry at its quay.\n3 Oct 2025"
    f"\n\n{BODY}",
    f'"{TITLE}"\nBy Ada Obi\n\n{BODY}',
)


@every_case("page", PAGES)
def test_the_headline_is_no_deck_quotation_caption_or_section(page: str) -> None:
    assert clean(text_capture(page)).article.headline.strip('"') == TITLE


def test_a_text_without_a_headline_says_so() -> None:
    article = clean(text_capture(BODY)).article
    assert article.provenance["headline"] == "first words of the text"
    assert not [block for block in article.blocks if block.zone == "headline"]


def test_a_line_over_a_credit_is_the_caption_and_the_one_above_it_the_deck() -> None:
    page = (
        f"{TITLE}\n\n{DECK}\n\nThe ferry at its quay on Thursday night\nGetty Images\n\nBy Ada Obi\n\n{BODY}"
    )
    article = clean(text_capture(page)).article
    assert article.deck == DECK
    assert [(each.caption, each.credit) for each in article.images] == [
        ("The ferry at its quay on Thursday night", "Getty Images")
    ]


def test_buttons_are_no_kicker() -> None:
    for above, kicker in (("The ports", "The ports"), ("twitter linkedin facebook", None)):
        page = f"Home\n\n{above}\n{TITLE}\nBy Ada Obi\n\n{BODY}"
        assert clean(text_capture(page)).article.kicker == kicker


def test_a_title_over_a_weekday_and_a_clock_is_the_headline() -> None:
    other = "Allow me to speak of ferry crews of the north\nJo Roos 3 October 2025 9:00 AM\n1\n23"
    title = "The ferry line is going backwards again"
    page = f"{other}\n\nPORTS\n{title}\nAda Obi\nMonday 5:30PM\n\n{BODY}"
    assert clean(text_capture(page)).article.headline == title


def test_a_number_over_a_credit_is_no_caption() -> None:
    page = f"{TITLE}\nBy Ada Obi\n\n2\nPhoto: Anna Okafor / AFP\n\n{BODY}"
    assert [each.caption for each in clean(text_capture(page)).article.images] == [None]


def test_the_author_over_the_headline_is_not_the_headline() -> None:
    page = f"Ideas\nAda Obi\nOct. 3, 2025 9:00 AM\n{TITLE}\nPhotograph: Anna Okafor / AFP\n\n{BODY}"
    assert clean(text_capture(page)).article.headline == TITLE


def test_a_question_signed_right_below_beats_an_entry_of_the_menu() -> None:
    question = "Who pays for the northern ferry line this winter?"
    said = '"The northern line costs each of us two crowns a week."\n— Jo Roos on Sunday, in a letter'
    page = f"Suggest a Ferry\nDonate\n{said}\n{question}\nBy Ada Obi\nOct. 3, 2025\n{BODY}"
    assert clean(text_capture(page)).article.headline == question


def test_a_first_sentence_with_a_wide_stop_is_no_headline() -> None:
    title, sentence = (
        "港町の魚市場、閉鎖へ",
        "港町の議会は十日の夜、古い魚市場を閉鎖することを賛成多数で決めた。",
    )
    page = f"海岸新聞\n{title}\n2026年3月11日 9時30分\n{sentence}\n{sentence * 3}"
    assert clean(text_capture(page)).article.headline == title


@every_case(
    "line",
    [
        "市长宣布明年扩建旧港口码头 | 港口城市每日新闻网",
        "港口城市每日新闻网 | 市长宣布明年扩建旧港口码头",
        "国际 | 市长宣布明年扩建旧港口码头",
    ],
)
def test_the_headline_beside_a_stroke_is_the_longer_side_also_without_spaces(line: str) -> None:
    text = "渡轮中午离开北码头，天黑之前返回港口，乘客们都很满意。" * 3
    page = f"{line}\n\n记者 李明\n2025年10月3日\n\n{text}\n\n{text[28:]}"
    assert clean(text_capture(page)).article.headline == "市长宣布明年扩建旧港口码头"


def test_a_deck_that_ends_with_a_danda_is_no_headline() -> None:
    title = "मछली बाज़ार पर फ़ैसला"
    deck = "नगर परिषद ने रात में पुराने मछली बाज़ार को बंद करने का फ़ैसला किया।"
    shops = "बाज़ार के दुकानदार कई महीनों से नई जगह की माँग कर रहे थे और परिषद उनकी बात सुनती रही।"
    street = "मछली बाज़ार के पास की सड़क भी अब चौड़ी की जाएगी और पुराने घाट पर नावें नहीं रुकेंगी।"
    page = f"तट समाचार\n{title}\n{deck}\n11 मार्च 2026\n{shops} {street}\n\n{street} {shops}\n\n{shops}"
    assert clean(text_capture(page)).article.headline == title


def test_towns_with_their_temperatures_are_no_headline() -> None:
    row = "Larkhaven12 °C\tPort Fog9 °C\tNorth Quay (Sound)10 °C"
    page = f"Start\n{row}\n\nThe day\n\n{BODY}"
    assert clean(text_capture(page)).article.headline != row
    warm = "Larkhaven melts in 38 °C as the ferry line stands still"
    assert clean(text_capture(f"Home\n{warm}\nBy Ada Obi\n\n{BODY}")).article.headline == warm
