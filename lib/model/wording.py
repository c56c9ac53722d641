"""Wording shared by all messages: lists of names, numbers with their nouns, names of timezones."""

from collections.abc import Iterable

from lib.model.letters import is_small

TURNED = str.maketrans("+-", "-+")


def listed(words: Iterable[object], word: str = "and") -> str:
    """Return words joined as in a sentence: "A, B and C" for the `word` "and"; "" for no words."""
    said = [str(each) for each in words]
    return f"{', '.join(said[:-1])} {word} {said[-1]}" if len(said) > 1 else "".join(said)


def count(number: float, one: str, many: str | None = None) -> str:
    """Return a number with its noun: "1 story", "1,204 stories"; `many` is by default `one` with an s."""
    return f"{number:,.0f} {one if number == 1 else many or f'{one}s'}"


def against(stories: int, usual: float, unit: str) -> str:
    """Return a number of stories beside the usual one in words.

    Such as "2.0 times the usual 3.5 a day" or "usually one in 4 days"; `unit` is "day".
    """
    usual = round(usual, 1) if usual >= 1 else usual
    if usual >= 1:
        return f"{stories / usual:.1f} times the usual {usual:.1f} a {unit}"
    if not usual:
        return f"usually none a {unit}"
    every = round(1 / usual)
    return f"usually one in {count(every, unit)}" if every > 1 else f"usually one a {unit}"


def said_by(saying: int, reports: int) -> str:
    """Return how many reports of an event say a sentence: "2 of 7 independent reports say it"."""
    if saying == 1:
        return f"{count(reports, 'independent report')} of the event, each in other words"
    return f"{saying} of {count(reports, 'independent report')} say it"


def begins_midway(sentence: str) -> bool:
    """Return whether a sentence begins with a small letter: its beginning stands in another paragraph."""
    first = sentence.lstrip("“„\"‘'«‹([ ").split(" ", 1)[0]
    return is_small(first[:1]) and first == first.lower()  # a name such as "iPhone" has a large letter too


def zone_words(zone: str) -> str:
    """Return a timezone as a reader calls it: "New York time" for America/New_York."""
    if zone.upper().endswith("UTC"):
        return "UTC"
    if zone.startswith("Etc/GMT"):  # their names count the hours to the west
        return f"UTC{zone.removeprefix('Etc/GMT').translate(TURNED)}"
    return zone if "/" not in zone else zone.rsplit("/", 1)[1].replace("_", " ") + " time"
