"""A small actor file of our own and builders of stories and names, for the tests of this room."""

from datetime import date
from functools import cache
from typing import Any

from lib.actors.dictionary import Dictionary
from lib.actors.find import names_in, passages
from lib.actors.languages import dictionary
from lib.actors.records import Record
from lib.actors.story import Name, Story
from lib.model.mention import Kind

RECORDS = (
    Record(id="country/russia", name="Russia", kind="country", demonyms=("Russian", "Russians"),
        capital="Moscow", seats=("Kremlin",), since=date(1991, 12, 26)),
    Record(id="country/soviet-union", name="Soviet Union", kind="country",
        demonyms=("Soviet", "Soviets", "Russian", "Russians"), capital="Moscow", until=date(1991, 12, 25)),
    Record(id="country/ukraine", name="Ukraine", kind="country", demonyms=("Ukrainian", "Ukrainians"),
        capital="Kyiv", capital_aliases=("Kiev",), since=date(1991, 8, 24)),
    Record(id="country/china", name="China", kind="country", demonyms=("Chinese",), capital="Beijing"),
    Record(id="country/italy", name="Italy", kind="country", demonyms=("Italian", "Italians"),
        capital="Rome"),
    Record(id="country/jordan", name="Jordan", kind="country", demonyms=("Jordanian",), capital="Amman"),
    Record(id="country/georgia", name="Georgia", kind="country", guarded=("Georgia",), capital="Tbilisi"),
    Record(id="country/united-states", name="United States", kind="country", aliases=("US", "U.S.", "USA"),
        demonyms=("American", "Americans"), capital="Washington", seats=("White House",)),
    Record(id="organisation/nato", name="NATO", kind="organisation"),
    Record(id="organisation/us-treasury", name="U.S. Treasury", kind="organisation"),
    Record(id="organisation/us-state-department", name="U.S. State Department", kind="organisation",
        aliases=("State Department",)),
    Record(id="person/joe-biden", name="Joe Biden", kind="person", famous_surname=True,
        since=date(1973, 1, 3)),
    Record(id="person/xi-jinping", name="Xi Jinping", kind="person", surname="Xi", famous_surname=True),
    Record(id="person/volodymyr-zelensky", name="Volodymyr Zelensky", kind="person", famous_surname=True,
        since=date(2019, 5, 20)),
    Record(id="person/sergei-lavrov", name="Sergei Lavrov", kind="person", famous_surname=True),
    Record(id="organisation/harbour-gazette", name="Harbour Gazette", kind="organisation", medium="outlet"),
    Record(id="organisation/reuters", name="Reuters", kind="organisation", medium="outlet"),
    Record(id="group/harbour-front", name="Harbour Front", kind="group"),
    Record(id="place/odesa", name="Odesa", kind="place", aliases=("Odessa",)),
)  # fmt: skip
KNOWN = Dictionary(RECORDS, ("AI", "Secretary of State"))
TODAY = date(2024, 4, 9)


@cache
def dictionary_of(language: str) -> Dictionary:
    """Return the dictionary of a language, kept for all tests: the program keeps those of eight."""
    return dictionary(language)


def story(*texts: str, day: date | None = TODAY) -> Story:
    """Return a story of the given blocks."""
    return Story(passages=passages(list(enumerate(texts))), day=day)


def known_names(*texts: str, day: date | None = TODAY) -> list[Name]:
    """Return what the small actor file and the rules find, without the recogniser."""
    return names_in(story(*texts, day=day), KNOWN, use_recogniser=False)


def meant(*texts: str, day: date | None = TODAY) -> list[tuple[str, str, str]]:
    """Surface, actor and role of each name that the small actor file finds."""
    return [
        (n.surface, n.record.name if n.record else n.canonical, n.role) for n in known_names(*texts, day=day)
    ]


def recognised_name(where: Story, surface: str, kind: Kind, nth: int = 0, **fields: Any) -> Name:
    """Return a name as the recogniser would give it: the nth place of the surface."""
    places = [
        (number, at)
        for number, passage in enumerate(where)
        for at in range(len(passage.text))
        if passage.text.startswith(surface, at)
    ]
    number, at = places[nth]
    given: dict[str, Any] = {"source": "recogniser", **fields}
    return Name(passage=number, start=at, end=at + len(surface), surface=surface, kind=kind, **given)
