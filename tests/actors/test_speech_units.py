"""Sentences are joined where a quotation runs through them; titles and single quoted words are no speech."""

from lib.actors.speech_units import Named, Unit, units
from tests.cases import every_case


def read(text: str, *called: str) -> list[Unit]:
    """Return the units of a paragraph with the names that are `called` so."""
    starts = [(text.index(name), name) for name in called]
    names = [
        Named(start=start, end=start + len(name), key=f"person/{name}", kind="person")
        for start, name in sorted(starts)
    ]
    return list(units(text, names))


def test_sentences_that_one_quotation_runs_through_are_one_unit() -> None:
    text = "It rained. “We waited. We waited for days,” said Ida Brandt. Nobody came."
    assert [text[unit.start : unit.end] for unit in read(text)] == [
        "It rained.",
        "“We waited. We waited for days,” said Ida Brandt.",
        "Nobody came.",
    ]


@every_case(
    ("text", "quoted"),
    [
        ("She said: “No ship will wait.”", "No ship will wait."),
        ("She called it “a long winter”, then “a gift to the fog”.", "a long winter … a gift to the fog"),
        ("She read “Winter Fog over Norland” aloud.", ""),
        ("She called it “odd”.", ""),
    ],
)
def test_titles_and_single_words_are_no_quotations(text: str, quoted: str) -> None:
    (unit,) = read(text)
    assert unit.words(unit.quotes) == quoted


def test_a_name_inside_a_quotation_is_not_one_of_the_unit() -> None:
    (unit,) = read("“Tom Hale must go home,” said Ida Brandt.", "Ida Brandt", "Tom Hale")
    assert [name.key for name in unit.names] == ["person/Ida Brandt"]
