"""The cleaner's words are data."""

import ast
import re
from pathlib import Path

from lib.clean import words
from lib.clean.says.furniture import wording
from tests.cases import every_case

NAMES = sorted(path.stem for path in Path(words.__file__).parent.glob("*.yaml"))


@every_case("name", NAMES)
def test_a_file_of_words_is_read_once(name: str) -> None:
    assert words.read(name)
    assert words.read(name) is words.read(name)


def test_words_join_into_one_alternation() -> None:
    pattern = re.compile(rf"\b{words.any_of(['quay', 'piers?'])}\b")
    assert pattern.findall("a quay, two piers, quayside") == ["quay", "piers"]


@every_case(
    ("text", "rule"),
    [
        ("Lees ook: Waterschap verhoogt heffing", "read more"),
        ("Zobacz także: Ceny biletów w górę", "read more"),
        ("Читайте також: У порту відкрили лінію", "read more"),
        ("Baca juga: Harga tiket naik", "read more"),
        ("यह भी पढ़ें: यात्रा की तारीखें घोषित", "read more"),
        ("相关新闻", "read more"),
        ("Publicidad", "advertisement"),
        ("Il vous reste 45.12% de cet article à lire.", "subscription"),
        ("会員記事", "subscription"),
        ("Reacties (12)", "comments"),
        ("Todos los derechos reservados", "note"),
        ("The post Ferry opens again appeared first on Larkhaven Log.", "note"),
        ("Der Beitrag Fähre fährt wieder erschien zuerst auf Larkhaven.", "note"),
        ("Подпишитесь на наш канал", "newsletter"),
        ("Подписание соглашения намечено на пятницу, сообщил владелец линии.", None),
        ("Lea, who runs the ferry, reads also at night.", None),
    ],
)
def test_furniture_is_known_in_the_language_of_its_page(text: str, rule: str | None) -> None:
    found = wording(text)
    assert (found.name if found else None) == rule


def test_each_sign_of_a_doubt_is_raised_and_each_that_is_raised_has_a_row() -> None:
    raised = set[object]()
    for path in (Path(words.__file__).parents[1] / "doubts").glob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "doubt":
                names = (each.value for each in ast.walk(call.args[0]) if isinstance(each, ast.Constant))
                raised.update(names)
    assert raised == set(words.read("doubts"))
