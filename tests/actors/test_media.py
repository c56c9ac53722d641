"""Papers, stations and platforms are actors where a story is about them, on texts of our own."""

from datetime import UTC, datetime

from lib.actors.find import find
from lib.actors.plain_text import find_in_text
from lib.actors.publishers import publishes
from lib.actors.records import Record
from tests.builders import article, blocks
from tests.cases import every_case

NOBODY: list[str] = []
TELLS = [
    "He told CNN that the ferry was late, and CNN reported it. A CNN poll agreed.",
    "According to the BBC it was late. The BBC said it had seen a letter, the BBC's Ada Holm wrote.",
    "She posted it on Instagram and on TikTok. Her Instagram account has two followers.",
    "A YouTube video shows the quay. It was shared via WhatsApp.",
    "Reuters could not reach them. Photo: Reuters",
    "He spoke to Fox News, in an interview with NBC News, and wrote for the New York Times.",
    "The Washington Post reviewed the letter, first reported by Axios.",
    "Follow us on Twitter, Facebook and LinkedIn.",
    "The mayor said on Facebook that he is tired. A Facebook user laughed.",
    "She is a CNN analyst and a BBC presenter.",
    "The harbour master, a former Facebook executive, left.",
    "The Times fired two editors. The mayor sued the Times.",
    "“We sail at noon,” wrote the president on Twitter. The owner on Facebook thanked his crew.",
    "She announced the sale on Instagram. The chairman on Telegram denied it.",
    "He defended the attack in the Guardian. She renewed her attack in the Guardian on Monday.",
]
ABOUT = [
    ("CNN fired two hosts on Monday. The mayor then sued CNN.", ["CNN"]),
    ("The BBC apologised for the film. Critics accused the BBC of haste.", ["BBC"]),
    ("Instagram said it would hide likes.", ["Instagram"]),
    ("WhatsApp has blocked two million accounts.", ["WhatsApp"]),
    ("The court fined YouTube on Monday.", ["YouTube"]),
    ("The town wants a ban on TikTok by May.", ["TikTok"]),
    ("Twitter's chief executive left at noon.", ["Twitter"]),
    ("The New York Times Company grew. The New York Times will cut jobs. A reader sued the New York Times.",
     ["The New York Times"]),
    ("Facebook removed the page.", ["Facebook"]),
    ("The Washington Post laid off ten. The Washington Post's owner was silent.", ["The Washington Post"]),
]  # fmt: skip
HEADLINES = [
    ("Staff leave the BBC in a hurry", "harbourpost.example", ["BBC"]),
    ("Staff leave the BBC in a hurry", "bbc.co.uk", NOBODY),
    ("Mayor tells BBC of his plans", "harbourpost.example", NOBODY),
    ("BBC: the ferry is late", "harbourpost.example", NOBODY),
    ("Ferry is late -BBC", "harbourpost.example", NOBODY),
    ("BBC poll shows doubts", "harbourpost.example", NOBODY),
    ("A mayor is late", "harbourpost.example", NOBODY),
]


@every_case("text", TELLS)
def test_who_tells_of_a_story_is_not_in_it(text: str) -> None:
    assert list(find_in_text(text, use_recogniser=False).actors) == NOBODY


@every_case(("text", "named"), ABOUT)
def test_a_medium_that_acts_is_an_actor(text: str, named: list[str]) -> None:
    assert list(find_in_text(text, use_recogniser=False).actors) == named


@every_case(("headline", "publisher", "named"), HEADLINES)
def test_a_headline_names_an_actor_but_for_its_publisher(
    headline: str, publisher: str, named: list[str]
) -> None:
    body = "The mood is low. Nobody at the BBC would talk, he told the BBC."
    page = article(blocks=blocks(("headline", headline), ("body", body)), publisher=publisher)
    found = find(page, use_recogniser=False)
    assert sorted({mention.canonical for mention in found}) == named


def test_what_the_medium_is_told_stays_out_of_a_story_about_it() -> None:
    text = "CNN fired two hosts. The mayor sued CNN. He told CNN so on CNN."
    page = article(blocks=blocks(("body", text)))
    assert [mention.start for mention in find(page, use_recogniser=False)] == [0, text.index("CNN. He")]


def test_a_word_of_another_day_is_no_platform() -> None:
    text = "Telegram banned the ferry. The mayor sued Telegram."
    note = article(blocks=blocks(("body", text)), published_at=datetime(1962, 10, 22, 12, tzinfo=UTC))
    assert find(note, use_recogniser=False) == ()
    assert [
        mention.canonical for mention in find(article(blocks=blocks(("body", text))), use_recogniser=False)
    ]


@every_case(
    ("name", "alias", "publisher", "its"),
    [
        ("The New York Times", "NYT", "nytimes.com", True),
        ("The Guardian", "Guardian", "theguardian.com", True),
        ("Associated Press", "AP", "AP News", True),
        ("South China Morning Post", "Morning Post", "scmp.com", True),
        ("CNN", "Cable News Network", "edition.cnn.com", True),
        ("CNN", "Cable News Network", "nytimes.com", False),
        ("CNN", "Cable News Network", "", False),
        ("Daily Express", "Sunday Express", "express.co.uk", True),
        ("Daily Express", "Sunday Express", "zeit.de", False),
        ("Chicago Observer", "The Observer of Chicago", "bbc.co.uk", False),
        ("The News", "News of Larkhaven", "news.yahoo.com", False),
        ("Der Spiegel", "Spiegel Online", "www.spiegel.de", True),
        ("Corriere della Sera", "Corriere Milano", "corriere.it", True),
        ("Süddeutsche Zeitung", "Sueddeutsche Zeitung", "sueddeutsche.de", True),
        ("China Daily", "China Daily Asia", "china.example", False),
        ("Straits Times", "The Straits Times", "St. Brell Today", False),
    ],
)
def test_a_medium_is_known_by_its_domain(name: str, alias: str, publisher: str, its: bool) -> None:
    record = Record(id="organisation/x", name=name, kind="organisation", aliases=(alias,), medium="outlet")
    assert publishes(record, (publisher,)) is its
