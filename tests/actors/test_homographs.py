"""Words of countries and persons that mean something else where they stand, and those that do not."""

from lib.actors.find import names_in
from lib.actors.languages import dictionary
from lib.actors.named_actors import is_actor
from lib.actors.plain_text import find_in_text
from tests.actors.cast import story
from tests.cases import every_case

NOBODY: list[str] = []
# text: the default actors that it names, from the actor file alone
ALONE: dict[str, list[str]] = {
    # a word that opens a sentence and that the story writes small
    "Turkey is served at noon. The turkey was large.": NOBODY,
    "Polish your shoes first. A good polish costs little.": NOBODY,
    "“China is back,” she said of the plates. Her china is old.": NOBODY,
    "Poles fell over the road. Two poles hit a van.": NOBODY,
    "Roast the bird slowly.\nTurkey needs time: a turkey is dry.": NOBODY,
    "Turkey warned Greece. Envoys of Turkey ate turkey.": ["Greece", "Turkey"],
    "China warned of it, says china.example/news.": ["China"],
    "Turkey warned of it.": ["Turkey"],
    "Poles vote today.": ["Poland"],
    "He flew to China to buy china.": ["China"],
    # a town in a state, as agencies shorten it
    "LEBANON, Pa. (AP) — A barn burned down in Lebanon.": NOBODY,
    "A farmer of Lebanon, N.H., sold his barn.": NOBODY,
    "They met in Mexico, Mo., and left Mexico at noon.": NOBODY,
    "The mayor of Peru, Ill., left.": NOBODY,
    "A school in Poland, Ohio, closed. Poland is small.": NOBODY,
    "Troops left Lebanon. A farmer of Lebanon, Pa., saw Lebanese soldiers.": ["Lebanon"],
    "In the U.S., California said no.": ["United States"],
    "He left Lebanon, and Ill.": ["Lebanon"],
    "Lebanon, Mo. Holm and others met. Lebanese troops left.": ["Lebanon"],
    "Poland and Ohio signed it.": ["Poland"],
    # a ship that is called after a president
    "The USS Gerald R. Ford left Norfolk. The Gerald R. Ford is large.": NOBODY,
    "The aircraft carrier Harry S. Truman sank a boat.": NOBODY,
    "The Ronald Reagan carrier strike group came.": NOBODY,
    "Two Gerald R. Ford-class ships cost more.": NOBODY,
    "The carrier Jimmy Carter was late.": NOBODY,
    "The USS Ronald Reagan is named for the president. Ronald Reagan was an actor.": ["Ronald Reagan"],
    "The president, Jimmy Carter, boarded a carrier.": ["Jimmy Carter"],
    "Aboard the ship was Ronald Reagan.": ["Ronald Reagan"],
    "The late Gerald Ford pardoned him.": ["Gerald Ford"],
    "They praised Harry Truman.": ["Harry S. Truman"],
    # a family name that is a title, a month or a given name is not put first
    "Army Major John Holm left.": NOBODY,
    "In May Theresa Holm left.": NOBODY,
    "The designer Paul Rand drew it.": NOBODY,
    "Meredith James left, and so did Henry Ariel.": NOBODY,
    "John Major met Theresa May and Rand Paul.": ["John Major", "Rand Paul", "Theresa May"],
    "Orban Viktor met Zelensky Volodymyr.": ["Viktor Orbán", "Volodymyr Zelensky"],
    # an accent that the people's name has not
    "Germán Holm left.": NOBODY,
    "Volker Türk spoke. Türk left.": ["Volker Türk"],
    "A German left.": ["Germany"],
    # what is called after a country
    "The French Quarter was shut. Great Danes barked.": NOBODY,
    "American Indians of the Indian reservation left Indian Country.": NOBODY,
    "The Panama Papers named a Vietnam veteran.": NOBODY,
    "It was a Turkey Trot. The Vietnam War was over.": NOBODY,
    "Vietnam and Panama signed it.": ["Panama", "Vietnam"],
    # places and groups that are called after a country, or as a road is
    "He left Little Haiti for the Turks and Caicos Islands.": NOBODY,
    "A Northern Irish ferry crossed the Irish Sea.": NOBODY,
    "They flew from New Guinea to French Polynesia.": NOBODY,
    "The M23 was shut near Larkhaven. The M23 is wide.": NOBODY,
    "A Sandworm and the Vale of Larkhaven were painted.": NOBODY,
    "Irish fishermen left Haiti.": ["Haiti", "Ireland"],
    "M23 rebels left. The M23 said so.": ["M23"],
    "The mining giant Vale closed it. Vale said so.": ["Vale"],
    "The Epstein-Barr virus is old. Boric acid kills ants.": NOBODY,
    # an acronym of another body than the record's
    "The Seattle Police Department (SPD) left. The SPD said no.": NOBODY,
    "The International Cricket Council (ICC) met. The ICC said so.": ["International Cricket Council"],
    "The England and Wales Cricket Board (ECB) met. The ECB left.": ["England and Wales Cricket Board"],
    "The International Cricket Council met. An ICC official left.": ["International Cricket Council"],
    "Larkhaven’s Food and Drugs Authority (FDA) left.": NOBODY,
    "The Social Democratic Party (SPD) left. The SPD said no.": ["Social Democratic Party of Germany"],
    "The International Criminal Court (ICC) met.": ["International Criminal Court"],
    "The ICC met the ECB.": ["European Central Bank", "International Criminal Court"],
    "The Drug Enforcement Agency (DEA) left.": ["Drug Enforcement Administration"],
    "He left for Lagos (WHO) in May.": ["World Health Organization"],
}
# with the recogniser: a people's or a capital's name that a person of the story bears
BORNE: dict[str, list[str]] = {
    "The investor Mark Cuban left. Cuban said no.": ["Mark Cuban"],
    "The actress Dawn French was there. “No,” French added.": ["Dawn French"],
    "The actor Denzel Washington came. Washington told reporters so.": ["Denzel Washington"],
    "Volker Turk came. Turk said no.": ["Volker Türk"],
    "They saw Mark Cuban. Cuban’s firm grew.": ["Mark Cuban"],
    "Mark Cuban met Cuban officials.": ["Cuba", "Mark Cuban"],
    "The Cuban government left.": ["Cuba"],
}


@every_case(("text", "actors"), ALONE.items())
def test_a_word_means_what_stands_there(text: str, actors: list[str]) -> None:
    names = names_in(story(text), dictionary(), use_recogniser=False)
    assert sorted({name.record.name for name in names if name.record and is_actor(name)}) == actors


@every_case(("text", "actors"), BORNE.items())
def test_a_people_s_name_that_speaks_is_a_person_s(text: str, actors: list[str]) -> None:
    assert list(find_in_text(text).actors) == actors
