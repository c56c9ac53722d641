import pytest

from lib.actors.lone import judged
from tests.actors.cast import recognised_name, story

WHOLE = "Anneliese Moss met Gerhard Voss. "
LONE = [
    ("Then Quill said so.", [("Quill", "person")]),
    ("They sold it to Quill.", [("Quill", "organisation")]),
    ("They landed in Quill.", [("Quill", "place")]),
    ("They beat the Quills.", [("Quills", "organisation")]),
    ("Then Martha left.", [("Martha", "person")]),
    ("Slideshow follows.", []),
    ("They said that He left.", []),
]


@pytest.mark.parametrize(("text", "expected"), LONE)
def test_a_lone_word_is_a_person_only_where_the_story_says_so(
    text: str, expected: list[tuple[str, str]]
) -> None:
    where = story(WHOLE + text)
    surface = next(w.strip(".") for w in text.split() if w[0].isupper() and w not in ("Then", "They"))
    names = [recognised_name(where, full, "person") for full in ("Anneliese Moss", "Gerhard Voss")]
    names.append(recognised_name(where, surface, "person", role="surname"))
    assert [(n.surface, n.kind) for n in judged(where, names)[2:]] == expected


def test_an_excerpt_gives_the_benefit_of_the_doubt() -> None:
    where = story("They sold it to Quill.")
    (name,) = judged(where, [recognised_name(where, "Quill", "person", role="surname")])
    assert name.kind == "person"
