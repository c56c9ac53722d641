"""What the actor file and the rules make of names in sentences of our own: kind, role and whom they mean."""

from datetime import UTC, datetime

from lib.actors import find
from tests.builders import article, blocks
from tests.cases import every_case

DAY = datetime(2024, 4, 9, tzinfo=UTC)

# sentence, surface, canonical name, kind, role
NAMED = (
    # metonyms and seats
    ("Kyiv urges Berlin to decide.", "Kyiv", "Ukraine", "country", "metonym"),
    ("The Kremlin denied it.", "Kremlin", "Russia", "country", "metonym"),
    ("The Pentagon sent a team.", "Pentagon", "U.S. Defense Department", "organisation", "metonym"),
    ("Brussels proposed a fund.", "Brussels", "European Union", "organisation", "metonym"),
    ("Downing Street said the text was final.", "Downing Street", "United Kingdom", "country", "metonym"),
    # literal places, in war reporting too
    ("They met in Kyiv on Monday.", "Kyiv", "Kyiv", "place", "name"),
    ("A concert near Paris was put off.", "Paris", "Paris", "place", "name"),
    ("Protesters stood at Beijing airport.", "Beijing", "Beijing", "place", "name"),
    ("Kyiv was shelled overnight.", "Kyiv", "Kyiv", "place", "name"),
    ("Families were evacuated from Kyiv.", "Kyiv", "Kyiv", "place", "name"),
    ("Drones flew over Moscow.", "Moscow", "Moscow", "place", "name"),
    ("A missile attack on Kyiv hurt two.", "Kyiv", "Kyiv", "place", "name"),
    ("The column moved towards Khartoum.", "Khartoum", "Khartoum", "place", "name"),
    ("He landed in Beijing, China, at noon.", "Beijing", "Beijing", "place", "name"),
    # demonyms
    ("Ukrainian crews trained abroad.", "Ukrainian", "Ukraine", "country", "demonym"),
    ("Chinese exports fell.", "Chinese", "China", "country", "demonym"),
    ("British ships left port.", "British", "United Kingdom", "country", "demonym"),
    # titles: the country only says whose office it is
    ("French President Emmanuel Macron spoke.", "French", "France", "country", "title"),
    ("French President Emmanuel Macron spoke.", "Emmanuel Macron", "Emmanuel Macron", "person", "name"),
    ("China's leader Xi Jinping spoke.", "China", "China", "country", "title"),
    # nested countries
    ("The U.S. State Department spoke.", "U.S. State Department", "U.S. State Department", "organisation",
     "name"),
    ("The U.S. State Department spoke.", "U.S.", "United States", "country", "nested"),
    ("The Russian Foreign Ministry spoke.", "Russian", "Russia", "country", "nested"),
    # ministries by pattern
    ("The Russian Foreign Ministry spoke.", "Russian Foreign Ministry", "Russian Foreign Ministry",
     "organisation", "name"),
    ("Poland's defence ministry spoke.", "Poland's defence ministry", "Polish Defence Ministry",
     "organisation", "name"),
    ("The Ministry of Finance of Japan spoke.", "Ministry of Finance of Japan", "Japanese Finance Ministry",
     "organisation", "name"),
    # surnames and families
    ("Joe Biden met Olaf Scholz. Biden left.", "Biden", "Joe Biden", "person", "surname"),
    ("Jill Biden read a book. Biden smiled.", "Biden", "Jill Biden", "person", "surname"),
    ("Xi Jinping spoke. Xi then left.", "Xi", "Xi Jinping", "person", "surname"),
    ("Yoon Suk Yeol spoke. Yoon then left.", "Yoon", "Yoon Suk Yeol", "person", "surname"),
    ("Orbán Viktor met guests.", "Orbán Viktor", "Viktor Orbán", "person", "name"),
    # transliterations
    ("Volodymyr Zelenskyy spoke.", "Volodymyr Zelenskyy", "Volodymyr Zelensky", "person", "name"),
    ("Vladimir Zelenskiy spoke.", "Vladimir Zelenskiy", "Volodymyr Zelensky", "person", "name"),
    ("Sergey Lavrov spoke.", "Sergey Lavrov", "Sergei Lavrov", "person", "name"),
    # groups and acronyms
    ("Hezbollah answered.", "Hezbollah", "Hezbollah", "group", "name"),
    ("The League of Free Ports (LFP) met. The LFP voted.", "LFP", "League of Free Ports", "organisation",
     "name"),
)  # fmt: skip

NOBODY = (  # sentence, word that is no actor in it
    ("Zaporizhzhia NPP lost power.", "NPP"),
    ("Zaporizhzhia NPP lost power.", "Zaporizhzhia NPP"),
    ("The story was first told by Reuters.", "Reuters"),
    ("Ukrinform wrote of two fires.", "Ukrinform"),
    ("The Secretary of State left.", "Secretary of State"),
    ("The PM and the FM left.", "FM"),
    ("She speaks Russian.", "Russian"),
    ("The Paris Agreement stands.", "Paris"),
    ("HIMARS and Patriot launchers came.", "Patriot"),
    ("European and Western aid came.", "Western"),
)


def mentions(text: str) -> set[tuple[str, str, str, str]]:
    story = article(text, blocks=blocks(("body", text)), published_at=DAY)
    return {(m.surface, m.canonical, m.kind, m.role) for m in find(story, use_recogniser=False)}


@every_case(("text", "surface", "canonical", "kind", "role"), NAMED)
def test_a_name_means_this_actor_in_this_role(
    text: str, surface: str, canonical: str, kind: str, role: str
) -> None:
    assert (surface, canonical, kind, role) in mentions(text), mentions(text)


@every_case(("text", "word"), NOBODY)
def test_what_is_no_actor_is_none(text: str, word: str) -> None:
    assert word not in {surface for surface, _, kind, _ in mentions(text) if kind != "place"}


def test_two_of_one_surname_stay_apart() -> None:
    text = "Vitali Klitschko and Wladimir Klitschko spoke. Later Joe Biden called; Jill Biden listened."
    people = {canonical for _, canonical, kind, _ in mentions(text) if kind == "person"}
    assert people == {"Vitali Klitschko", "Wladimir Klitschko", "Joe Biden", "Jill Biden"}


def test_a_surname_alone_that_many_bear_means_nobody_known() -> None:
    assert mentions("Johnson and Miller left early.") == set()


def test_capitals_and_title_case_hide_nobody() -> None:
    assert ("BIDEN", "Joe Biden", "person", "surname") in mentions("BIDEN MEETS XI IN BALI AS TALKS GO ON")
    assert ("Putin", "Vladimir Putin", "person", "surname") in mentions(
        "Putin Orders Long Pause In Winter Drills"
    )
