from typing import get_args

from lib.actors.context_kinds import typed_by_context, with_lone_words
from lib.actors.contexts import TABLE, Context, Sign
from lib.actors.yaml_file import read_yaml
from lib.model.mention import Kind
from tests.actors.cast import recognised_name, story
from tests.cases import every_case

CONTEXTS: list[tuple[str, str, Kind, Kind]] = [
    ("Ms Quill, who left early, was calm.", "Quill", "organisation", "person"),
    ("Quill, 42, was calm.", "Quill", "place", "person"),
    ("The carmaker Ted Quill sold shares.", "Ted Quill", "person", "organisation"),
    ("Ted Quill shares fell.", "Ted Quill", "person", "organisation"),
    ("They met in Castel Verde at noon.", "Castel Verde", "person", "place"),
    ("He is Dr. Wenzel of Quill, who is 46.", "Quill", "organisation", "organisation"),
    ("It is late, says Quill.", "Quill", "place", "person"),
    ("Olayo Quill told lawmakers so.", "Olayo Quill", "place", "person"),
    ("Port Quill told lawmakers so.", "Port Quill", "place", "place"),
    ("Quill Island said so.", "Quill Island", "place", "place"),
    ("Quill chairman Ted Marsh left.", "Quill", "place", "organisation"),
    ("The Quill party won.", "Quill", "person", "organisation"),
    ("Fire broke out at Quill power plant.", "Quill", "organisation", "place"),
    ("Troops stood south of Quill.", "Quill", "organisation", "place"),
    ("He was flown to Castel Verde.", "Castel Verde", "organisation", "place"),
    ("They met Ted Quill at noon.", "Ted Quill", "person", "person"),
    ("In Ted Quill's view it was late; in Ted Quill ’s too.", "Ted Quill", "person", "person"),
    ("The frigate Ted Quill sank.", "Ted Quill", "person", "other"),
]


@every_case(("text", "surface", "seen", "kind"), CONTEXTS)
def test_the_words_around_correct_the_kind(text: str, surface: str, seen: Kind, kind: Kind) -> None:
    where = story(text)
    (name,) = typed_by_context(where, [recognised_name(where, surface, seen)])
    assert name.kind == kind


def test_a_context_knows_speech_articles_and_beginnings() -> None:
    where = story("Quill said so. The Quill opened.")
    first, second = (Context.around(where, recognised_name(where, "Quill", "person", nth)) for nth in (0, 1))
    assert (first.of_a_person, first.shows("opening"), first.shows("the")) == (True, True, False)
    assert (second.of_a_person, second.shows("opening"), second.shows("the")) == (False, False, True)


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


@every_case(("text", "expected"), LONE)
def test_a_lone_word_is_a_person_only_where_the_story_says_so(
    text: str, expected: list[tuple[str, str]]
) -> None:
    where = story(WHOLE + text)
    surface = next(w.strip(".") for w in text.split() if w[0].isupper() and w not in ("Then", "They"))
    names = [recognised_name(where, full, "person") for full in ("Anneliese Moss", "Gerhard Voss")]
    names.append(recognised_name(where, surface, "person", role="surname"))
    assert [(n.surface, n.kind) for n in with_lone_words(where, names)[2:]] == expected


def test_an_excerpt_gives_the_benefit_of_the_doubt() -> None:
    where = story("They sold it to Quill.")
    (name,) = with_lone_words(where, [recognised_name(where, "Quill", "person", role="surname")])
    assert name.kind == "person"


ROWS: list[tuple[Sign, str]] = [
    (sign, example) for sign, rows in read_yaml(TABLE).items() for row in rows for example in row["shown"]
]


@every_case(("sign", "example"), ROWS)
def test_every_row_of_the_table_shows_its_sign(sign: Sign, example: str) -> None:
    before, _, rest = example.partition("[")
    surface, _, behind = rest.partition("]")
    where = story(f"{before}{surface}{behind}")
    assert Context.around(where, recognised_name(where, surface, "place")).shows(sign)


def test_the_table_has_the_signs_of_the_code_and_each_row_is_shown() -> None:
    table = read_yaml(TABLE)
    assert set(table) == set(get_args(Sign))
    parts = {"before", "behind", "not before", "passage", "shown"}
    assert all({"shown"} < set(row) <= parts for rows in table.values() for row in rows)
