"""A title or a form of address says which bearer of a surname is meant."""

from datetime import date

from lib.actors.find import names_in
from lib.actors.languages import dictionary
from lib.actors.named_actors import actor_of
from lib.actors.offices import OFFICES, offices
from lib.actors.records import read_records
from lib.actors.yaml_file import read_yaml
from tests.actors.cast import story
from tests.cases import every_case

DAY = date(2024, 5, 1)
# text, day, the actors of its lone surnames, "?" for one that stays undecided
MEANT: list[tuple[str, date, list[str]]] = [
    ("Hunter Biden left. President Biden spoke.", date(2023, 5, 1), ["Joe Biden"]),
    ("Hunter Biden left. Vice President Biden spoke.", date(2012, 5, 1), ["Joe Biden"]),
    ("Michelle Obama came. President Obama waved.", DAY, ["Barack Obama"]),
    ("Prime Minister Johnson spoke.", date(2021, 5, 1), ["Boris Johnson"]),
    ("Former Prime Minister Johnson spoke.", DAY, ["Boris Johnson"]),
    ("Vice President Harris spoke.", date(2023, 5, 1), ["Kamala Harris"]),
    ("Kim Johnson left. President Johnson of the college spoke.", DAY, ["Kim Johnson"]),
    ("Jane Moss met her husband Karl Moss. Mr Moss left.", DAY, ["Karl Moss"]),
    ("Jane Moss met her husband Karl Moss. Ms. Moss left.", DAY, ["Jane Moss"]),
    ("Jane Moss met her husband Karl Moss. Moss left.", DAY, ["?"]),
    ("Officer Tim Vale was shot. His widow Ada Vale wept. Officer Vale was 30.", DAY, ["Tim Vale"]),
    ("Judge Ann Quarn met Piers Quarn. Judge Quarn ruled.", DAY, ["Ann Quarn"]),
    ("Dr. Paul Quarn met Piers Quarn. Dr. Quarn left.", DAY, ["Paul Quarn"]),
    # a relative of a known person who is not named in full
    ("Melania Trump came. Trump signed it.", DAY, ["?"]),
    ("Jill Biden taught. Biden signed it.", DAY, ["?"]),
    ("Michelle Obama came. Obama spoke for an hour.", DAY, ["?"]),
    ("Brigitte Macron spoke. Macron vetoed it.", DAY, ["?"]),
    ("Lachlan Murdoch left the board. Murdoch owns the paper.", DAY, ["?"]),
    ("Laura Bush read to Americans. Bush signed it.", date(2004, 5, 1), ["?"]),
    ("Laura Bush read to Americans. Bush signed it.", DAY, ["Laura Bush"]),
    ("Laura Bush read to Poles. Bush signed it.", date(2004, 5, 1), ["Laura Bush"]),
    ("Ada Meloni sang in Italy. Meloni signed it.", DAY, ["?"]),
    ("Carrie Johnson left Britain. Johnson signed it.", date(2021, 5, 1), ["?"]),
    # a relative, and the title of the one who holds or held the office
    ("Donald Trump Jr. left. President Trump spoke.", date(2025, 5, 1), ["Donald Trump"]),
    ("Laura Bush read. President Bush signed it.", DAY, ["George W. Bush"]),
    ("Laura Bush read. President Bush signed it.", date(2004, 5, 1), ["George W. Bush"]),
    ("Chelsea Clinton came. Former President Clinton waved.", DAY, ["Bill Clinton"]),
    ("Brigitte Macron came. President Macron waved.", DAY, ["Emmanuel Macron"]),
    # a rank that nobody has whom the story names in full
    (
        "Mayor Joe Dolan spoke. Private Dolan was shot. Dolan was 19. Mayor Dolan wept.",
        DAY,
        ["?", "?", "Joe Dolan"],
    ),
    ("Senator Ada Holm spoke. Corporal Holm was shot.", DAY, ["?"]),
    ("Judge Rosa Marn ruled. Trooper Marn saw it. Judge Marn left.", DAY, ["?", "Rosa Marn"]),
    ("Gov. Tom Brell left. Governor Tom Brell spoke. Corporal Brell wrote.", DAY, ["?"]),
    ("Mayor Joe Dolan, once Sergeant Joe Dolan, left. Sgt. Dolan slept.", DAY, ["Joe Dolan"]),
    ("Mayor Joe Dolan opened it. Councilman Dolan left.", DAY, ["Joe Dolan"]),
    # one whom the story called so before another of the surname came, and away from the other's full name
    (
        "Ada Brell runs. Brell is tall. Brell sings.\n\nHer uncle, Tom Brell, sat. Brell left.\n\nIt rains."
        "\n\nBrell won.",
        DAY,
        ["Ada Brell", "Ada Brell", "?", "Ada Brell"],
    ),
    ("Ada Brell runs. Brell sings.\n\nTom Brell sat.\n\nIt rains.\n\nBrell won.", DAY, ["Ada Brell", "?"]),
    (
        "Ada Brell runs. Brell is tall. Brell sings.\n\nTom Brell sat.\n\nBrell left.\n\nTom Brell slept."
        "\n\nBrell won.",
        DAY,
        ["Ada Brell", "Ada Brell", "?", "?"],
    ),
    (
        "Ivanka Trump ran. Trump is tall. Trump sings.\n\nTiffany Trump sat.\n\nIt rains.\n\nTrump won.",
        date(2018, 5, 1),
        ["?", "?", "?"],
    ),
    # two of one surname, one office: by the day of the story
    ("Prime Minister Sharif spoke.", date(2015, 5, 1), ["Nawaz Sharif"]),
    ("Prime Minister Sharif spoke.", date(2025, 5, 1), ["Shehbaz Sharif"]),
    ("Prime Minister Rasmussen spoke.", date(2005, 5, 1), ["Anders Fogh Rasmussen"]),
    ("Prime Minister Rasmussen spoke.", date(2017, 5, 1), ["Lars Løkke Rasmussen"]),
    ("President Bush spoke.", date(1990, 5, 1), ["George H. W. Bush"]),
    ("President Bush spoke.", date(2005, 5, 1), ["George W. Bush"]),
    ("Barbara Bush read. President Bush signed it.", date(1990, 5, 1), ["George H. W. Bush"]),
    ("Lachlan Park ran. President Park spoke.", date(2015, 5, 1), ["Park Geun-hye"]),
    ("Amy Carter read. President Carter signed it.", date(1978, 5, 1), ["Jimmy Carter"]),
    ("Jemima Khan left. Prime Minister Khan spoke.", date(2020, 5, 1), ["Imran Khan"]),
    ("Doris Schröder left. Chancellor Schröder spoke.", date(2003, 5, 1), ["Gerhard Schröder"]),
    ("Marina Berlusconi left. Prime Minister Berlusconi spoke.", date(2010, 5, 1), ["Silvio Berlusconi"]),
    ("Prime Minister Hasina fled.", date(2024, 5, 1), ["Sheikh Hasina"]),
    # one who has left the office, whoever of the surname holds it now
    ("Former President Bush waved.", date(2003, 5, 1), ["George H. W. Bush"]),
    ("Former Prime Minister Sharif waved.", date(2025, 5, 1), ["Nawaz Sharif"]),
    ("Former President Trump waved.", date(2025, 5, 1), ["Donald Trump"]),
    ("Laura Trump read. Former President Trump waved.", date(2022, 5, 1), ["Donald Trump"]),
    ("Ex-President Carter waved.", date(2015, 5, 1), ["Jimmy Carter"]),
    ("Brigitte Macron came. Then President Macron waved.", DAY, ["Emmanuel Macron"]),
    # ranks that one person is given in turn
    ("Sgt. Luis Quarn was shot. His widow, Maria Quarn, wept. Officer Quarn was 34.", DAY, ["Luis Quarn"]),
    ("Deputy Tom Brell died. His wife Rosa Brell spoke. Constable Brell was kind.", DAY, ["Tom Brell"]),
    ("Rep. Ada Holm met her son Tom Holm. Congresswoman Holm spoke.", DAY, ["Ada Holm"]),
    ("Justice Rosa Marn met Luis Marn. Judge Marn ruled.", DAY, ["Rosa Marn"]),
    ("Professor Ann Quill met Tom Quill. Dr. Quill spoke.", DAY, ["Ann Quill"]),
    # given names that begin alike, and those that are one
    ("Jane Moss met John Moss. Moss left.", DAY, ["?"]),
    ("Mark Quarn met his brother Marcus Quarn. Quarn left.", DAY, ["?"]),
    ("Ada Quill met Anna Quill. Quill left.", DAY, ["?"]),
    ("Robert Quarn spoke. Bob Quarn was late. Quarn left.", DAY, ["Robert Quarn"]),
    ("Saddam fell. Hussein was tried.", DAY, ["Saddam Hussein"]),
    ("B. Obama came. Barack Obama spoke. Obama left.", DAY, ["Barack Obama"]),
]


@every_case(("text", "day", "expected"), MEANT)
def test_a_title_says_who_is_meant(text: str, day: date, expected: list[str]) -> None:
    lone = [
        name for name in names_in(story(*text.split("\n\n"), day=day), dictionary()) if name.role == "surname"
    ]
    assert ["?" if name.undecided else actor_of(name, "").name for name in lone] == expected


def test_every_tenure_is_of_a_record_and_ends_after_it_begins() -> None:
    ids = {record.id for record in read_records()}
    for row in read_yaml(OFFICES):
        assert row["of"] in ids
        for person, *days in row["held"]:
            assert person in ids
            dated = [day for day in days if day != "unknown"]
            assert dated == sorted(dated)


def test_a_word_that_is_no_title_of_state_means_nobody() -> None:
    held = offices(dictionary())
    assert held.holder("the mayor ", "Biden", date(2023, 5, 1)) is None
    assert held.holder("President ", "Quarn", date(2023, 5, 1)) is None
    assert held.holder("Former President ", "Marcos", date(2023, 5, 1)) is None


def test_a_surname_in_capitals_is_the_same() -> None:
    held = offices(dictionary())
    for printed in ("de Gaulle", "DE GAULLE"):
        person = held.holder("President ", printed, date(1962, 5, 1))
        assert person is not None and person.name == "Charles de Gaulle"
