"""Notes on the author and appeals to the reader: zones of their own, kept and out of the text."""

from lib.clean.clean import clean
from lib.clean.label.notes import Notes
from lib.model.article import Link
from lib.model.cleaned import Cleaned
from tests.cases import every_case
from tests.clean.markup import HEAD, PARAGRAPHS, PROSE, SENTENCE, cleaned_whole, story, text_capture

APART = Notes(authors=("Ada Obi", "김하늘"), publication=("harbourpost.example", "The Harbour Post"))
BIOGRAPHIES = (
    "Ada Obi is a reporter who writes about ferries and the towns they serve.",
    "Ada Obi covers the northern coast. Follow her on X @adaobi or write to ada@harbourpost.example",
    "About the author: Ada Obi, a former deck hand, is the author of “Nine Knots”.",
    "Ada Obi schreibt als freie Autorin über Häfen und die Leute, die dort arbeiten.",
    "Ada Obi est journaliste et suit depuis dix ans la vie des ports.",
    "Ada Obi es periodista y escribe sobre los puertos del norte.",
    "Ada Obi è una giornalista e scrive di porti.", "Ada Obi jest dziennikarką i pisze o portach.",
    "Jan Kowal is a senior reporter for The Harbour Post covering trade and the docks.",
    "Contact Ada Obi at a.obi@elsewhere.example", "-- By Ada Obi Follow @adaobi",
    "Ada Obi and Jan Kowal are members of the harbour's council.", "Twitter: @adaobi",
    "김하늘 기자 haneul@harbourpost.example",
    "Ada schreibt als freie Autorin über Häfen und die Leute, die dort arbeiten.",
)  # fmt: skip
APPEALS = (
    "Do you have a story to tell? Email: ada.obi@harbourpost.example",
    "Do you live by the quay? Write to us at newsroom@post.example and tell us what you saw.",
    "Haben Sie einen Fehler gefunden? Schreiben Sie uns: hinweise@harbourpost.example",
    "Vous avez une information ? Écrivez-nous, notre adresse est port@harbourpost.example",
    "Email: sport@harbourpost.example",
)
OF_THE_STORY = (
    "Anyone who saw the boat is asked to call. You can also write to witness@police.example",
    "Did you see the boat? Contact Sergeant Holt at holt@police.example",
    "If you are in the US, write to the owner at skipper@boats.example",
    "Jan Kowal is a senior engineer who has worked on the pier since the storm.",
    "Jan Kowal was a reporter for The Harbour Post before he went to sea.",
    '"Follow us at @harbourpost," Ada Obi told the crowd, "and you will see."',
    "Every morning the boat leaves before dawn, and every evening it is late.",
    "Ada Obi",
    "The Harbour Post reported on Monday that the pier would stay closed.",
    "— Ada Obi (@adaobi) December 15, 2025",
    "Ada Obi: Is that so, professor?",
    "Ada Sylvester, the assistant secretary of the harbour, made the announcement. She named no ships.",
    "Harbour line: help@boats.example",
    "“Without your support the boats would rot,” the skipper told the crowd.",
    'Your donation buys the boats that we need here, and please give it before noon on Friday."',
    "She asked the islanders to please donate to the lifeboat fund.",
    "Die Spende war die größte, die das Hafenamt je bekam.",
)
GIFTS = (
    "Your contribution keeps independent journalism at the quay alive.",
    "We cannot do this work without your support.",
    "Mit Ihrer Spende helfen Sie uns, weiter vom Hafen zu berichten.",
    "Votre soutien nous permet de continuer : faites un don.",
    "Tu apoyo nos mantiene en el muelle. Haz una donación.",
    "Il tuo contributo ci permette di restare indipendenti.",
    "Wesprzyj nas: bez czytelników nie byłoby naszej redakcji.",
    "Поддержите нас, чтобы мы могли работать дальше.",
    "Підтримайте нашу редакцію, станьте частиною спільноти.",
)
LAST_OFFERS = (
    "Every Monday the best of the docks",
    "Jeden Freitag das Wichtigste aus dem Hafen",
    "Chaque matin les nouvelles du port",
    "毎週月曜日に港のニュースをお届け",
)


@every_case("text", BIOGRAPHIES)
def test_a_note_on_the_author_is_told_by_name_and_office_or_address(text: str) -> None:
    assert APART.zone(text, last=True) == "biography"


@every_case("text", APPEALS)
def test_an_appeal_speaks_to_the_reader_and_gives_an_address_of_the_publication(text: str) -> None:
    assert APART.zone(text) == "appeal"


@every_case("text", OF_THE_STORY)
def test_what_a_story_tells_stays_in_it(text: str) -> None:
    assert APART.zone(text, last=True) is None


@every_case("text", GIFTS)
def test_who_asks_the_reader_for_money_at_the_end_makes_an_appeal(text: str) -> None:
    assert APART.zone(text, last=True) == "appeal" and APART.zone(text) is None


def test_an_appeal_for_money_goes_over_several_paragraphs() -> None:
    asked = (
        "<h3>The quay needs a paper</h3>",
        f"<p>{GIFTS[0]}</p>",
        "<p>The Harbour Post is read more than ever, but its adverts are gone. We put up no wall.</p>",
        "<p>Reports like ours take time, and we do it because it is your harbour, too.</p>",
        "<p>Please contribute to our work here.</p>",
    )
    found = clean(story("".join(asked), head=HEADED))
    assert [zone for zone, _ in zones(found)] == ["appeal"] * len(asked)
    assert found.article.text.endswith(PROSE[-1])


def test_a_pen_name_with_an_initial_has_a_note_of_its_own() -> None:
    apart = Notes(authors=("Ada O",), publication=("harbourpost.example",))
    assert apart.zone("Ada O is a writer who brings the news of the docks to the islands.") == "biography"


@every_case(("name", "known"), [("BBQ", True), ("HP", False)])
def test_a_short_name_of_a_publication_is_a_word_of_an_address(name: str, known: bool) -> None:
    line = Notes(authors=(), publication=(name,))
    asked = "Have you seen the boat? Write to desk@{}.example"
    assert (line.zone(asked.format(name.lower())) == "appeal") is known
    assert line.zone(asked.format(f"{name.lower()}s")) is None


@every_case("text", LAST_OFFERS)
def test_an_offer_of_letters_is_one_at_the_end_alone(text: str) -> None:
    assert APART.zone(text, last=True) == "appeal" and APART.zone(text) is None


@every_case(
    ("text", "url", "zone"),
    [
        ("Want to hear of the next boat? Sign up here", "https://harbourpost.example/newsletters", "appeal"),
        ("Want to hear of the next boat? Sign up here", "https://boats.example/newsletters", None),
        ("Follow the Post on Facebook", "https://www.facebook.com/harbourpost", "appeal"),
        ("You can read the ruling here.", "https://harbourpost.example/ruling.pdf", None),
    ],
)
def test_a_link_is_an_address_too(text: str, url: str, zone: str | None) -> None:
    assert APART.zone(text, [Link(start=0, end=4, url=url)]) == zone


HEADED = "<meta name=author content='Ada Obi'><meta property=og:site_name content='The Harbour Post'>"


def zones(found: Cleaned) -> list[tuple[str, str]]:
    return [
        (block.zone, block.text) for block in found.article.blocks if block.zone in ("biography", "appeal")
    ]


@every_case(
    ("inside", "zone"),
    [
        (f"<p>{BIOGRAPHIES[1]}</p>", "biography"),
        (f"<div class=author-bio><p>{BIOGRAPHIES[8]}</p></div>", "biography"),
        (f"<p><em>{BIOGRAPHIES[8]}</em></p>", "biography"),
        (f"<p>{APPEALS[0]}</p>", "appeal"),
        (f"<div class=newsletter><p>{APPEALS[1]}</p></div>", "appeal"),
    ],
)
def test_a_page_keeps_it_below_its_story(inside: str, zone: str) -> None:
    found = cleaned_whole(story(inside, head=HEADED))
    assert [each for each, _ in zones(found)] == [zone]
    assert found.article.text.endswith(PROSE[-1])


OF_ITS_REPORTER = (
    "Ada Obi, our correspondent at the quay, saw the first boats of the year come home on Monday.",
    "Ada Obi ist Redakteurin der Hafenpost und war am Montag dabei, als die ersten Boote kamen.",
)


@every_case("text", OF_ITS_REPORTER)
def test_a_first_paragraph_that_names_its_reporter_is_of_the_story(text: str) -> None:
    author = "<meta name=author content='Ada Obi'><meta property='og:site_name' content='Hafenpost'>"
    for paragraph, zone in ((f"<p>{text}</p>", "body"), (f"<p><i>{text}</i></p>", "biography")):
        blocks = cleaned_whole(story(head=author, over=paragraph)).article.blocks
        assert [block.zone for block in blocks if block.text == text] == [zone]


def test_a_box_that_was_cut_gives_no_button() -> None:
    page = story("<div class=newsletter><a href=/newsletters>Subscribe now</a></div>", head=HEADED)
    assert not zones(clean(page))


def test_a_heading_over_a_note_goes_with_it() -> None:
    page = story(f"<h3>The writer</h3><p>{BIOGRAPHIES[0]}</p>", head=HEADED)
    assert [zone for zone, _ in zones(clean(page))] == ["biography", "biography"]


def test_the_same_note_is_kept_once() -> None:
    note = f"<div class=author-bio><p>{BIOGRAPHIES[8]}</p></div>"
    assert len(zones(clean(story(note + note, head=HEADED)))) == 1


def test_copied_text_keeps_it_below_its_story() -> None:
    copied = f"{HEAD}\n\nBy Ada Obi\nOct. 3, 2025\n\n{SENTENCE * 2}\n\n{SENTENCE * 3}\n\n{BIOGRAPHIES[0]}\n\n"
    tip = "Have a tip about the harbour? Write to us and we will call you back."
    found = cleaned_whole(text_capture(copied + tip))
    assert [zone for zone, _ in zones(found)] == ["biography", "appeal"]
    assert "Ada Obi is" not in found.article.text


def test_a_headline_alone_that_links_to_another_story_is_a_card() -> None:
    link = "<p><a href=/city/crane>Crane falls into the harbour at night</a></p>"
    found = clean(story(link + PARAGRAPHS.replace("boats", "ships")))
    assert "Crane falls" not in found.article.text
    assert [(card.headline, card.url) for card in found.related] == [
        ("Crane falls into the harbour at night", "https://harbourpost.example/city/crane")
    ]
