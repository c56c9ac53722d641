"""Ministries and parties by the country of the dateline or of the publisher."""

from lib.actors.find import find
from lib.actors.languages import dictionary
from lib.actors.story_countries import filed_in, published_in
from tests.builders import article
from tests.cases import every_case

FILED = {
    "ISLAMABAD": "pakistan",
    "LAHORE, Pakistan": "pakistan",
    "Warsaw, June 3": "poland",
    "LARKHAVEN": None,
    "PARIS/ROME": None,
    "ATHENS, Ga.": None,
    "LEBANON, Ohio": None,
    "Tbilisi, Georgia": "georgia",
    None: None,
}
PUBLISHED = {
    "harbour.pk": "pakistan",
    "quay.co.uk": "united-kingdom",
    "daily.com.au": "australia",
    "harbour.com": None,
    "harbour.tv": None,
    "The Harbour Gazette": None,
    "": None,
}
# dateline, publisher, story: the ministries and parties that it names
STORIES: list[tuple[str | None, str, str, list[str]]] = [
    # the dateline's country
    ("ISLAMABAD", "harbour.com", "The foreign ministry said Indian troops had fired.",
     ["organisation/pakistan-foreign-ministry"]),
    ("TOKYO", "harbour.com", "The finance ministry would say nothing.",
     ["organisation/japan-finance-ministry"]),
    ("CAIRO", "harbour.pk", "The interior ministry said three were held.",
     ["organisation/egypt-interior-ministry"]),
    ("BERLIN", "harbour.com", "Poland is late, the defence ministry said.", []),
    ("WASHINGTON", "harbour.com", "The defense ministry said so.", []),
    # the publisher's country, where the story names none more often
    (None, "harbour.pk", "The foreign ministry said no.", ["organisation/pakistan-foreign-ministry"]),
    (None, "harbour.co.ke", "Kenya waits. The health ministry said Uganda knew.",
     ["organisation/kenya-health-ministry"]),
    (None, "harbour.pk", "Egypt votes. Egypt waits. The interior ministry said so.", []),
    (None, "harbour.ca", "The health ministry said so.", []),
    (None, "harbour.com", "The foreign ministry said no.", []),
    # one that was named before, and the story's own
    ("ISLAMABAD", "harbour.pk", "China's foreign ministry spoke. The foreign ministry knew.",
     ["organisation/china-foreign-ministry"] * 2),
    # parties that several countries have
    (None, "harbour.co.kr", "The Democratic Party said no.", []),
    (None, "harbour.com", "The Democratic Party said no.", ["organisation/democratic-party"]),
    (None, "harbour.co.kr", "American voters waited. The U.S. Democratic Party said no.",
     ["organisation/democratic-party"]),
    (None, "harbour.co.nz", "The Labour Party said no.", []),
    (None, "harbour.co.uk", "The Labour Party said no.", ["organisation/labour-party"]),
    ("SEOUL", "harbour.com", "The Democratic Party said no.", []),
]  # fmt: skip
# The same in German: councils and courts of one name in two countries.
IN_GERMAN: list[tuple[str, str, list[str]]] = [
    ("hafen.ch", "Die Schweiz wartet. Der Nationalrat sagt nein.", []),
    ("hafen.com", "In der Schweiz sagt der Nationalrat nein.", []),
    ("hafen.at", "Der Nationalrat sagt nein.", ["organisation/national-council-of-austria"]),
    ("hafen.com", "Österreich wartet. Der Beschluss des Nationalrats steht aus.",
     ["organisation/national-council-of-austria"]),
    ("hafen.de", "Der Verfassungsgerichtshof in München sagt nein.", []),
]  # fmt: skip


@every_case(("dateline", "home"), FILED.items())
def test_a_dateline_names_a_country_by_its_capital(dateline: str | None, home: str | None) -> None:
    country = filed_in(article(dateline=dateline), dictionary())
    assert (country and country.id) == (home and f"country/{home}")


@every_case(("publisher", "home"), PUBLISHED.items())
def test_a_publisher_is_at_home_by_its_domain(publisher: str, home: str | None) -> None:
    country = published_in(article(publisher=publisher), dictionary())
    assert (country and country.id) == (home and f"country/{home}")


@every_case(("dateline", "publisher", "text", "expected"), STORIES)
def test_a_body_without_a_country_is_of_the_story_s_own(
    dateline: str | None, publisher: str, text: str, expected: list[str]
) -> None:
    story = article("Late again", text, dateline=dateline, publisher=publisher)
    found = [each.actor_id for each in find(story, use_recogniser=False) if not each.unsure]
    assert [key for key in found if "ministry" in key or "party" in key] == expected


@every_case(("publisher", "text", "expected"), IN_GERMAN)
def test_a_council_of_two_countries_is_of_the_story_s_own(
    publisher: str, text: str, expected: list[str]
) -> None:
    story = article("Wieder spät", text, publisher=publisher, language="de")
    found = [each.actor_id for each in find(story, use_recogniser=False) if not each.unsure]
    assert [key for key in found if "austria" in key and "country" not in key] == expected


def test_what_the_foreign_ministry_was_far_above_is_not_the_story_s_own() -> None:
    story = article(
        "Late again", "China's foreign ministry spoke.", "The foreign ministry knew.", dateline="ISLAMABAD"
    )
    found = [each.actor_id for each in find(story, use_recogniser=False)]
    assert [key for key in found if "ministry" in key] == ["organisation/china-foreign-ministry"]


ASSEMBLY = "organisation/national-assembly-of-venezuela"
IN_SPANISH: tuple[tuple[str, list[str]], ...] = (
    ("La Asamblea Nacional votó la ley en Quito. El Gobierno de Ecuador la pidió.", []),
    ("La Asamblea Nacional votó la ley.", []),
    ("Cuba calla. La Asamblea Nacional votó la ley de puertos de Cuba.", []),
    ("Venezuela espera. La Asamblea Nacional votó la ley.", [ASSEMBLY]),
    ("Nicolás Maduro habló en Caracas. La Asamblea Nacional votó la ley.", [ASSEMBLY]),
)


@every_case(("text", "expected"), IN_SPANISH)
def test_an_assembly_that_many_states_have_needs_its_country(text: str, expected: list[str]) -> None:
    found = find(article("Otra vez tarde", text, language="es"))
    assert [each.actor_id for each in found if "ssembl" in each.actor_id and not each.unsure] == expected
    assert all(each.unsure for each in found if "asamblea" in each.actor_id)


AMERICAN: tuple[tuple[str, list[str]], ...] = (
    ("Joe Biden asked Congress for money. Biden called the Senate. Biden waits.",
     ["us-congress", "us-senate"]),
    ("Americans wait for the Supreme Court. Joe Biden spoke. Biden went.", ["us-supreme-court"]),
    ("The Navy waits. President Biden thanked Americans. The U.S. waits.", ["us-navy"]),
    # another country's, a state's, a story that names America in passing, or nobody in office
    ("Joe Biden flew to Manila. Biden said the Philippines waits; the Senate of the Philippines voted. "
     "The Philippine Supreme Court heard Biden.", []),
    ("Joe Biden lost Texas. Biden said so. Biden left. Gov. Ann Holm asked the Senate.", []),
    ("Joe Biden lost Ohio. Biden said so. Biden left. The state Supreme Court waits; the Senate voted.", []),
    ("Joe Biden called. The Senate said no. Poland voted.", []),
    ("Americans wait. The U.S. waits. America votes. The Senate waits.", []),
)  # fmt: skip


@every_case(("text", "expected"), AMERICAN)
def test_a_body_of_a_story_about_american_politics_needs_no_other_name(
    text: str, expected: list[str]
) -> None:
    found = find(article("Late again", text, publisher="harbour.com"), use_recogniser=False)
    bodies = {each.actor_id for each in found if "organisation/us-" in each.actor_id and not each.unsure}
    assert bodies == {f"organisation/{key}" for key in expected}
