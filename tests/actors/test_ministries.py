import pytest

from tests.actors.cast import known_names

MINISTRIES = [
    (
        "The Russian Foreign Ministry spoke.",
        "Russian Foreign Ministry",
        "organisation/russia-foreign-ministry",
    ),
    ("Russia’s defense ministry spoke.", "Russian Defence Ministry", "organisation/russia-defence-ministry"),
    (
        "The Ministry of Foreign Affairs of Ukraine spoke.",
        "Ukrainian Foreign Ministry",
        "organisation/ukraine-foreign-ministry",
    ),
    ("Ukraine's General Staff spoke.", "Ukrainian General Staff", "organisation/ukraine-general-staff"),
]


@pytest.mark.parametrize(("text", "name", "actor"), MINISTRIES)
def test_a_ministry_belongs_to_the_country_beside_it(text: str, name: str, actor: str) -> None:
    ministry, country = sorted(known_names(text), key=lambda n: n.role == "nested")
    assert ministry.record is not None
    assert (ministry.record.name, ministry.record.id) == (name, actor)
    assert country.role == "nested"


def test_a_general_staff_of_armed_forces_is_their_countrys() -> None:
    staff, country = known_names("The General Staff of the Armed Forces of Ukraine spoke.")
    assert staff.surface == "General Staff of the Armed Forces of Ukraine"
    assert staff.record is not None and staff.record.name == "Ukrainian General Staff"
    assert country.role == "nested"


def test_a_bare_ministry_is_the_one_named_before() -> None:
    names = known_names("The Chinese Foreign Ministry spoke.", "The foreign ministry gave no date.")
    assert names[-1].surface == "foreign ministry"
    assert names[-1].record == names[0].record


def test_a_ministry_without_a_country_is_nobody() -> None:
    assert known_names("The Infrastructure Ministry spoke.") == []
