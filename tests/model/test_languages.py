from lib.model.languages import language
from tests.cases import every_case

NAMED = {"ru": "Russian", "pt-BR": "Portuguese", "ZH": "Chinese", "qq": "qq", "": ""}


@every_case("code", NAMED)
def test_a_language_is_called_by_its_english_name_or_else_by_its_code(code: str) -> None:
    assert language(code) == NAMED[code]
