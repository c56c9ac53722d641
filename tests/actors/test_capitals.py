from lib.actors.find import names_in, passages
from lib.actors.languages import dictionary
from lib.actors.story import Story
from tests.actors.cast import dictionary_of, known_names, meant
from tests.cases import every_case

LITERAL = [
    "They met in Beijing on Monday.", "They landed near Beijing.", "He flew from Rome to Beijing.",
    "Beijing, China, was cold.", "BEIJING (Reuters) - The pier opened.", "Beijing was shelled overnight.",
    "Rockets were launched at Beijing.", "Residents were evacuated from Beijing.", "She visited Beijing.",
    "A Beijing-based bank failed.", "The outskirts of Beijing were calm.",
    "A train left for central Beijing.", "A Beijing court sentenced him.",
    "Beijing prosecutors charged him.", "The Beijing blast killed two.", "He owns a Beijing restaurant.",
    "The Beijing stadium was full.", "Talks were held in Rome and Beijing.",
    "Beijing's mayor opened the bridge.", "The governor of Beijing signed the law.",
    "Ports in Beijing state were closed.", "Beijing copper fell.", "Beijing aluminium stocks rose.",
]  # fmt: skip
GOVERNMENT = [
    "She warned Beijing of consequences.", "Beijing said it would sign.",
    "Beijing's full-scale war went on.", "Relations between Rome and Beijing cooled.",
    "Beijing has maintained close ties with Rome.", "They urged Beijing to use its influence over Rome.",
    "Nobody believed Beijing.", "They will send missiles to Beijing.", "Beijing blasts the plan.",
    "Beijing courts its neighbours.",
]  # fmt: skip


FOREIGN, DEFENCE, STAFF = (f"organisation/{office}" for office in (
    "russia-foreign-ministry", "russia-defence-ministry", "ukraine-general-staff"))  # fmt: skip
UKRAINE = "organisation/ukraine-foreign-ministry"
MINISTRIES = [
    ("The Russian Foreign Ministry spoke.", "Russian Foreign Ministry", FOREIGN),
    ("Russia’s defense ministry spoke.", "Russian Defence Ministry", DEFENCE),
    ("The Ministry of Foreign Affairs of Ukraine spoke.", "Ukrainian Foreign Ministry", UKRAINE),
    ("Ukraine's General Staff spoke.", "Ukrainian General Staff", STAFF),
    ("The General Staff of the Armed Forces of Ukraine spoke.", "Ukrainian General Staff", STAFF),
]


@every_case("text", LITERAL)
def test_a_capital_is_the_town(text: str) -> None:
    assert ("beijing", "Beijing", "name") in [(s.lower(), actor, role) for s, actor, role in meant(text)]


@every_case("text", GOVERNMENT)
def test_a_capital_is_the_government(text: str) -> None:
    assert ("Beijing", "China", "metonym") in meant(text)


def test_where_nothing_tells_the_rest_of_the_story_decides() -> None:
    names = meant("They met in Rome.", "Rome, they found, was lovely.")
    assert [actor for _, actor, _ in names] == ["Rome", "Rome"]
    town = [f"They {done} in Rome." for done in ("met", "danced", "slept", "sang", "ate")]
    actors = [actor for _, actor, _ in meant(*town, "Rome was lovely.", "Rome said no.")]
    assert actors == [*["Rome"] * 6, "Italy"]  # one sentence of the government leaves the rest the town
    actors = [actor for _, actor, _ in meant(*town[:4], "Rome was lovely.", "Rome said no.")]
    assert actors == [*["Rome"] * 4, "Italy", "Italy"]


def test_a_treaty_named_after_a_capital_is_a_thing() -> None:
    treaty, china = known_names("The Rome Agreement was signed by China.")
    assert (treaty.surface, treaty.kind, china.kind) == ("Rome Agreement", "other", "country")


ROLES = [
    ("Chinese President Xi Jinping spoke.", "Chinese", "title"),
    ("China's leader Xi Jinping spoke.", "China", "title"),
    ("Sergei Lavrov, Russia's foreign minister, spoke.", "Russia", "title"),
    ("U.S. special envoy for climate Joe Biden spoke.", "U.S.", "title"),
    ("Chinese companies told Xi Jinping so.", "Chinese", "demonym"),
    ("China thanked President Xi Jinping.", "China", "name"),
    ("The Chinese president spoke.", "Chinese", "demonym"),
]


@every_case(("text", "surface", "role"), ROLES)
def test_a_country_before_an_office_and_a_name_is_a_title(text: str, surface: str, role: str) -> None:
    assert next(found for name, _, found in meant(text) if name == surface) == role


@every_case(
    "text",
    [
        "She speaks Russian.", "A Russian-speaking guide left.", "She read it in Russian.",
        "She speaks Greek and Russian.", "She speaks Russian and works at sea.",
        "Speaking in Russian, the captain waved.", "It was printed in English, Italian and Russian.",
        "He is a Russian speaker.", "They are Russian-speakers.",
        "Russian dishes were served with Italian wines.",
    ],
)  # fmt: skip
def test_a_language_is_no_actor(text: str) -> None:
    assert meant(text) == []


NO_LANGUAGES = [
    ("In Brussels, French and German ministers met.", ["French", "German"]),
    ("The money was stolen from Israeli and Palestinian families.", ["Israeli", "Palestinian"]),
    ("Pressure came from Russian and Ukrainian officials.", ["Russian", "Ukrainian"]),
    ("The ships sailed in Russian and allied waters.", ["Russian"]),
    ("The ships sailed in Russian, Chinese and other waters.", ["Russian", "Chinese"]),
    ("Attacks in Israeli, Lebanese and Syrian towns went on.", ["Israeli", "Lebanese", "Syrian"]),
    ("Fires in Ukrainian towns 12 miles apart went out.", ["Ukrainian"]),
    ("She taught Russian and Ukrainian children.", ["Russian", "Ukrainian"]),
    ("The Iraqi speaker called a vote.", ["Iraqi"]),
    ("It was a matter of Russian dishonesty.", ["Russian"]),
    ("The French winemaker sued a British foodstuffs firm.", ["French", "British"]),
]


@every_case(("text", "names"), NO_LANGUAGES)
def test_peoples_before_a_noun_are_their_countries(text: str, names: list[str]) -> None:
    found = names_in(Story(passages=passages([(0, text)]), day=None), dictionary(), use_recogniser=False)
    assert [name.surface for name in found if name.role == "demonym" and name.kind == "country"] == names


LISTED = [
    ("en", "The guide is read in six languages: English, French, Tamil, Russian, Hindi and Greek."),
    ("en", "Its pages come in languages such as Turkish, Danish or Thai."),
    ("en", "They printed Polish, Czech, Tamil and Swedish language editions."),
    ("en", "He knows the Italian and Greek languages."),
    ("de", "Das Heft liegt in vier Sprachen vor: Deutsch, Russisch, Französisch und Türkisch."),
    ("de", "Man hört dort die russische und die türkische Sprache."),
    ("fr", "Le guide existe en plusieurs langues : russe, anglaise et turque."),
    ("es", "La guía se lee en tres idiomas: francés, ruso y turco."),
    ("it", "La guida esiste in tre lingue: francese, russa e turca."),
    ("pt", "O guia existe em três línguas: francês, russo e turco."),
    ("nl", "De gids is er in drie talen: Franse, Russische en Turkse."),
    ("ru", "Книга вышла на французском, турецком и китайском языках."),
    ("uk", "Книга вийшла французькою, турецькою та китайською мовами."),
    ("pl", "Przewodnik jest w trzech językach: francuski, rosyjski i turecki."),
    ("cs", "Průvodce vyšel ve třech jazycích: francouzský, ruský a turecký."),
    ("sv", "Boken finns på tre språk: franska, ryska och turkiska."),
    ("da", "Bogen findes på tre sprog: franske, russiske og tyrkiske."),
    ("no", "Boka finnes på tre språk: franske, russiske og tyrkiske."),
    ("ar", "صدر الكتاب بثلاث لغات: الفرنسية والروسية والصينية."),
    ("fa", "کتاب به سه زبان: فرانسوی، روسی و چینی منتشر شد."),
]


@every_case(("language", "text"), LISTED)
def test_a_list_of_languages_names_no_state(language: str, text: str) -> None:
    story = Story(passages=passages([(0, text)]), day=None, language=language)
    found = [name.surface for name in names_in(story, dictionary_of(language)) if name.kind == "country"]
    assert found == []


STATES = [
    ("The Italian, Russian and Chinese envoys spoke three languages.", ["Italian", "Russian", "Chinese"]),
    ("On languages, Russian and Chinese ministers agreed.", ["Russian", "Chinese"]),
    ("A law on languages and the Russian and Italian envoys divided them.", ["Russian", "Italian"]),
]


@every_case(("text", "names"), STATES)
def test_states_beside_the_word_for_languages_stay(text: str, names: list[str]) -> None:
    assert [surface for surface, _, _ in meant(text)] == names


PLACES = [
    ("The firm has offices in Italy, China and Jordan.", []),
    ("It is sold in nine countries, including Italy, China, Ukraine and Russia.", []),
    ("Tour dates: Italy, China and Jordan.", []),
    ("It has offices in Italy and China.", ["Italy", "China"]),
    ("Italy, China and Jordan signed the treaty.", ["Italy", "China", "Jordan"]),
    ("Weapons were sold to Italy, China and Jordan.", ["Italy", "China", "Jordan"]),
    ("The offices in Norden heard that Italy, China and Jordan agreed.", ["Italy", "China", "Jordan"]),
]


@every_case(("text", "states"), PLACES)
def test_a_list_of_places_ties_no_states(text: str, states: list[str]) -> None:
    assert [name.surface for name in known_names(text) if name.kind == "country"] == states


def test_people_are_their_country() -> None:
    people = [("Russians", "Russia", "demonym"), ("Italians", "Italy", "demonym")]
    assert meant("The Russians left; Italians came.") == people


@every_case(("text", "name", "actor"), MINISTRIES)
def test_a_ministry_belongs_to_the_country_beside_it(text: str, name: str, actor: str) -> None:
    ministry, country = sorted(known_names(text), key=lambda n: n.role == "nested")
    assert ministry.record is not None
    assert (ministry.record.name, ministry.record.id) == (name, actor)
    assert country.role == "nested" and ("Armed" not in text or "Armed" in ministry.surface)


def test_a_bare_ministry_is_the_one_named_before_or_nobody() -> None:
    names = known_names("The Chinese Foreign Ministry spoke.", "The foreign ministry gave no date.")
    assert names[-1].surface == "foreign ministry"
    assert names[-1].record == names[0].record
    assert known_names("The Infrastructure Ministry spoke.") == []


DESCENT = {
    "The Chinese-born chef opened a kitchen.": [],
    "A Chinese-origin family runs the mill.": [],
    "She is of Chinese descent.": [],
    "The Chinese tribes of the valley met.": [],
    "The Chinese fleet left.": ["China"],
    "The pier cost US$20 million, half of it paid in US dollars.": ["United States"],
}


@every_case(("text", "countries"), [*DESCENT.items()])
def test_descent_and_the_sign_of_a_currency_are_no_countries(text: str, countries: list[str]) -> None:
    assert [actor for _, actor, _ in meant(text)] == countries
