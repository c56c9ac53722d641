import pytest

from lib.actors.spelling import letters, same_spelling, spellings
from tests.actors.cast import KNOWN, TODAY, recognised_name, story


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zelensky", "Zelenskyy"),
        ("Zelenskiy", "Zelensky"),
        ("Kharkov", "Harkov"),
        ("Zhukov", "Jukov"),
        ("Yelena", "Elena"),
    ],
)
def test_transliterations_share_their_letters(one: str, other: str) -> None:
    assert letters(one) == letters(other)


@pytest.mark.parametrize(
    ("surface", "actor"),
    [
        ("Vladimir Zelenskiy", "Volodymyr Zelensky"),
        ("Serhii Lavrov", "Sergei Lavrov"),
        ("Olena Zelenska", None),
        ("Sergei Lagunov", None),
    ],
)
def test_another_spelling_means_the_record(surface: str, actor: str | None) -> None:
    (name,) = spellings(KNOWN).known([recognised_name(story(surface), surface, "person")], TODAY)
    assert (name.record.name if name.record else None) == actor


def test_two_spellings_in_one_story_are_one_person() -> None:
    where = story("Dmytro Haidenko spoke. Dmitry Gaidenko and Dmitri Haydenko spoke.")
    surfaces = ("Dmytro Haidenko", "Dmitry Gaidenko", "Dmitri Haydenko")
    names = same_spelling([recognised_name(where, surface, "person") for surface in surfaces])
    assert {name.canonical or name.surface for name in names} == {"Dmytro Haidenko"}


def test_short_surnames_are_kept_apart() -> None:
    where = story("Igor Panin met Igor Janin.")
    names = [recognised_name(where, surface, "person") for surface in ("Igor Panin", "Igor Janin")]
    assert same_spelling(names) == names
