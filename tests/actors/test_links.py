"""A name of the actor file means its record where the story does not speak against it."""

from lib.actors.find import names_in
from lib.actors.languages import dictionary
from tests.actors.cast import story
from tests.cases import every_case

# text: the records that it names, in reading order
LINKS = {
    # a word without its accents, and one with too many
    "Støre spoke. Jonas Gahr Støre left the store.": ["person/jonas-gahr-store"] * 2,
    "Jonas Gahr Støre left. The App Store is no store.": ["person/jonas-gahr-store"],
    "Über die Lage sprach niemand.": [],
    "Uber grew.": ["organisation/uber"],
    "Nestle sold it. Birds nestle here.": [],
    "Citroen makes cars.": ["organisation/citroen"],
    # a typographic hyphen or quote is no accent
    "Coca\u2011Cola grew. Rolls\u2010Royce shrank.": ["organisation/coca-cola", "organisation/rolls-royce"],
    "Moody‘s cut its rating.": ["organisation/moodys"],
    # a surname behind a form of address that no statesman has
    "Judge Merz ruled. Merz left.": [],
    "El juez Macron dictó sentencia.": [],
    "Officer Vance saw it.": [],
    "Nurse Trump left.": [],
    "Coach Putin won.": [],
    "Emmanuel Macron came. Doctor Macron left.": ["person/emmanuel-macron"] * 2,
    "Macron spoke.": ["person/emmanuel-macron"],
    # a surname that many bear
    "Duda is a website builder.": [],
    "President Duda spoke.": ["person/andrzej-duda"],
    "Poland's Duda spoke.": ["country/poland", "person/andrzej-duda"],
    "Andrzej Duda came. Duda left.": ["person/andrzej-duda"] * 2,
    # a name that ends in 's, and a person's possessive
    "A McDonald’s opened in Larkhaven.": ["organisation/mcdonalds"],
    "McDonald's grew. McDonald's shares fell.": ["organisation/mcdonalds"] * 2,
    "Moody's cut its rating.": ["organisation/moodys"],
    "Lloyd's of London met Sotheby's.": ["organisation/lloyds-of-london", "organisation/sothebys"],
    "Ada Lloyd's dog ran. Lloyd's dog is old.": [],
    "Emmanuel Macron's aide stayed.": ["person/emmanuel-macron"],
    # a party that several countries have
    "South Korea's Democratic Party won.": ["country/south-korea"],
    "The Democratic Party won.": ["organisation/democratic-party"],
    "The U.S. Democratic Party won.": ["country/united-states", "organisation/democratic-party"],
    "In Israel the Labour Party lost.": ["country/israel"],
    "Britain voted. The Labour Party lost.": ["country/united-kingdom", "organisation/labour-party"],
    # another country's body
    "Canada's Justice Department answered.": ["country/canada"],
    "The Justice Department answered.": ["organisation/us-justice-department"],
    # another country's ministry
    "China's Foreign Ministry warned. The Foreign Ministry said Pakistan had closed the border.": [
        "country/china", "organisation/china-foreign-ministry", "country/pakistan",
    ],
    "Iran's Foreign Ministry protested. The Foreign Ministry said Turkey had closed its airspace.": [
        "country/iran", "organisation/iran-foreign-ministry", "country/turkey",
    ],
    "Poland votes. The Foreign Ministry of Poland answered.": [
        "country/poland", "organisation/poland-foreign-ministry", "country/poland",
    ],
    "The Russian Defence Ministry said so. The Ukrainian Defence Ministry denied it.": [
        "country/russia", "organisation/russia-defence-ministry",
        "country/ukraine", "organisation/ukraine-defence-ministry",
    ],
    "The Indian Health Ministry warned.": ["country/india", "organisation/india-health-ministry"],
    # companies that carry a country's name
    "Emirates inks an order.": ["organisation/emirates-airline"],
    "Air France met Russian Railways.": [
        "country/france", "organisation/air-france", "country/russia", "organisation/russian-railways",
    ],
    "Turkish Airlines landed.": ["country/turkey", "organisation/turkish-airlines"],
    "The United Arab Emirates met British Airways.": [
        "country/united-arab-emirates", "country/united-kingdom", "organisation/british-airways",
    ],
    "Canada Post is old.": ["country/canada", "organisation/canada-post"],
    # a company's word in the name of a site, a person's possessive in the name of a company
    "Verizon Arena opened. Kennedy Bridge fell.": [],
    "Bank of America cut jobs.": ["country/united-states", "organisation/bank-of-america"],
}  # fmt: skip


@every_case(("text", "ids"), LINKS.items())
def test_a_name_means_its_record_unless_the_story_speaks_against_it(text: str, ids: list[str]) -> None:
    names = names_in(story(text), dictionary(), use_recogniser=False)
    assert sorted(n.record.id for n in names if n.record and n.counted) == sorted(ids)


RECOGNISED = {
    # another given name or initial makes another person
    "George P. Bush met them.": {("George P. Bush", "person", None)},
    # a company's word is the surname of a person of the story
    "The actor Harrison Ford smiled. Then Ford left.": {
        ("Harrison Ford", "person", None), ("Ford", "person", None)},
    # a possessive is read before a name that ends in s
    "Michael McDonald sang. They praised McDonald’s song.": {
        ("Michael McDonald", "person", None), ("McDonald", "person", None)},
    # a product is no company
    "Apple Watch users may be happy.": {("Apple Watch", "other", None)},
}  # fmt: skip


@every_case(("text", "found"), RECOGNISED.items())
def test_a_name_that_the_recogniser_finds(text: str, found: set[tuple[str, str, None]]) -> None:
    names = [name for name in names_in(story(text), dictionary()) if not name.inner]
    assert {(name.surface, name.kind, name.record) for name in names} == found


@every_case("surname", ["Holm", "Kovač", "Šmíd", "O'Dell", "Holm-Voss"])
def test_a_country_before_a_surname_of_the_story_is_a_given_name(surname: str) -> None:
    for verb in (" won", "'s win", "’s win"):
        text = f"Israel {surname}{verb}. {surname} smiled."
        found = names_in(story(text), dictionary(), use_recogniser=False)
        named = [(name.surface, name.kind) for name in found]
        assert named == [(f"Israel {surname}", "person"), (surname, "person")]
