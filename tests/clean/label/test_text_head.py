from lib.clean.clean import clean
from tests.cases import every_case
from tests.clean.markup import SENTENCE, text_capture

TITLE = "Northern ferry line opens again before the winter"
DECK = "The crews of the northern ferry line had asked for it since the summer."
BODY = f"{SENTENCE * 2}\n\nThe northern line opens again before the winter, the owner said.\n\n{SENTENCE * 3}"
QUESTION = "Who pays for the northern ferry line this winter?"
BACKWARDS = "The ferry line is going backwards again"
MARKET = "港町の魚市場、閉鎖へ"
SENTENCE_JA = "港町の議会は十日の夜、古い魚市場を閉鎖することを賛成多数で決めた。"
BAZAAR = "मछली बाज़ार पर फ़ैसला"
DANDA = "नगर परिषद ने रात में पुराने मछली बाज़ार को बंद करने का फ़ैसला किया।"
SHOPS = "बाज़ार के दुकानदार कई महीनों से नई जगह की माँग कर रहे थे और परिषद उनकी बात सुनती रही।"
STREET = "मछली बाज़ार के पास की सड़क भी अब चौड़ी की जाएगी और पुराने घाट पर नावें नहीं रुकेंगी।"
QUAY = "市长宣布明年扩建旧港口码头"
FERRY = "渡轮中午离开北码头，天黑之前返回港口，乘客们都很满意。" * 3
WARM = "Larkhaven melts in 38 °C as the ferry line stands still"
HEADLINES = (
    ("it is no section", f"News\nPorts\n{TITLE}\nBy Ada Obi\n\n{BODY}", TITLE),
    ("it is no deck", f"{TITLE}\n\n{DECK}\n\nBy Ada Obi\nOct. 3, 2025\n\n{BODY}", TITLE),
    ("it is no quotation",
     f'{TITLE}\nBy Ada Obi\n\n"The ferry is what we live from"\n— Jo Roos, deckhand\n\n{BODY}', TITLE),
    ("it is no caption",
     f"Home\nHome/Ports/{TITLE}\n{TITLE}\nPhoto: Anna Okafor / AFP\nThe ferry at its quay.\n3 Oct 2025"
     f"\n\n{BODY}", TITLE),
    ("it may be quoted", f'"{TITLE}"\nBy Ada Obi\n\n{BODY}', TITLE),
    ("a title over a weekday and a clock",
     "Allow me to speak of ferry crews of the north\nJo Roos 3 October 2025 9:00 AM\n1\n23\n\n"
     f"PORTS\n{BACKWARDS}\nAda Obi\nMonday 5:30PM\n\n{BODY}", BACKWARDS),
    ("it is not the author over it",
     f"Ideas\nAda Obi\nOct. 3, 2025 9:00 AM\n{TITLE}\nPhotograph: Anna Okafor / AFP\n\n{BODY}", TITLE),
    ("a question signed right below beats an entry of the menu",
     'Suggest a Ferry\nDonate\n"The northern line costs each of us two crowns a week."\n'
     f"— Jo Roos on Sunday, in a letter\n{QUESTION}\nBy Ada Obi\nOct. 3, 2025\n{BODY}", QUESTION),
    ("a first sentence with a wide stop is none",
     f"海岸新聞\n{MARKET}\n2026年3月11日 9時30分\n{SENTENCE_JA}\n{SENTENCE_JA * 3}", MARKET),
    ("a deck that ends with a danda is none",
     f"तट समाचार\n{BAZAAR}\n{DANDA}\n11 मार्च 2026\n{SHOPS} {STREET}\n\n{STREET} {SHOPS}\n\n{SHOPS}", BAZAAR),
    ("a headline may name a temperature", f"Home\n{WARM}\nBy Ada Obi\n\n{BODY}", WARM),
    # beside a stroke the longer side, also without spaces
    *((line, f"{line}\n\n记者 李明\n2025年10月3日\n\n{FERRY}\n\n{FERRY[28:]}", QUAY)
      for line in (f"{QUAY} | 港口城市每日新闻网", f"港口城市每日新闻网 | {QUAY}", f"国际 | {QUAY}")),
)  # fmt: skip


@every_case(("promise", "page", "title"), HEADLINES)
def test_the_headline_of_a_copied_page_is_found(promise: str, page: str, title: str) -> None:
    assert clean(text_capture(page)).article.headline.strip('"') == title


def test_a_text_without_a_headline_says_so() -> None:
    article = clean(text_capture(BODY)).article
    assert article.provenance["headline"] == "first words of the text"
    assert not [block for block in article.blocks if block.zone == "headline"]


CAPTION = "The ferry at its quay on Thursday night"


def test_a_line_over_a_credit_is_the_caption_and_the_one_above_it_the_deck() -> None:
    page = f"{TITLE}\n\n{DECK}\n\n{CAPTION}\nGetty Images\n\nBy Ada Obi\n\n{BODY}"
    article = clean(text_capture(page)).article
    assert article.deck == DECK
    assert [(each.caption, each.credit) for each in article.images] == [(CAPTION, "Getty Images")]


def test_buttons_are_no_kicker() -> None:
    for above, kicker in (("The ports", "The ports"), ("twitter linkedin facebook", None)):
        page = f"Home\n\n{above}\n{TITLE}\nBy Ada Obi\n\n{BODY}"
        assert clean(text_capture(page)).article.kicker == kicker


def test_a_number_over_a_credit_is_no_caption() -> None:
    page = f"{TITLE}\nBy Ada Obi\n\n2\nPhoto: Anna Okafor / AFP\n\n{BODY}"
    assert [each.caption for each in clean(text_capture(page)).article.images] == [None]


def test_towns_with_their_temperatures_are_no_headline() -> None:
    row = "Larkhaven12 °C\tPort Fog9 °C\tNorth Quay (Sound)10 °C"
    assert clean(text_capture(f"Start\n{row}\n\nThe day\n\n{BODY}")).article.headline != row
