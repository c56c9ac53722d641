"""Letters that were encoded twice are mended where that is certain, and nowhere else."""

import pytest

from lib.capture.text.twice_encoded import repaired
from tests.cases import every_case

WORDS = [
    "Don’t go, “he said” – café über Straße, £5 and 7 °C…", "L’hôpital à Noël, voilà; Élysée, ÅRHUS, Ærø",
    "Łódź, żółć i śnieg; Αθήνα σήμερα", "Привет мир, как дела", "Tiếng Việt được", "© 2024 Harbour Post",
    "it’s a face 😀 that smiles", "It’s the harbour’s plan – what’s open ✅ and → here",
    "A face 😀 between spaces", "أعلن الوزير افتتاح الجسر في الربيع.", "השר אמר כי הגשר ייפתח באביב.",
    "Նախարարը ասաց, որ կամուրջը կբացվի։", "मंत्री ने कहा कि पुल वसंत में खुलेगा।",
    "นายกเทศมนตรีประกาศขยายท่าเรือ", "მინისტრმა თქვა, რომ ხიდი გაიხსნება.", "市长宣布明年扩建旧港口码头。",
    "市長は古い岸壁の拡張を発表した。", "시장은 내년에 항구를 확장한다고 밝혔다.",
]  # fmt: skip
GENUINE = [
    "MANHÃ… começa em SÃO PAULO", "“HÅLL PÅ” sade han, ÆØÅ…", "„Spaß“ und «DIÄ»",
    "«… allé…» dit-il à l’été", "España: Ñ y Ð, Þ", "25 Å² on 25Å² of sea",
    "KAPITÄ\xadNE STREIKEN, LÄ\xadDEN ZU; PÅ\xadLITELIG",
    "„SMÅ®“ im Test; dijo «la Alhambra está»¹ y se fue", "Я сказал: «СССР» и №5", "日本語の文章、中国",
    "« É » “é” ‘à’ – déjà… là » à »", "plain words",
]  # fmt: skip
CASES = [
    "Old sites show donâ€™t where UTF-8 was read wrongly.",
    "<meta charset=utf-8><p>That is mojibake: cafÃ©, MÃ¼ller.</p>",
    "The apostrophe comes out as â€™ and the dash as â€“ there.",
    "<p>Instead of “café” the sign said “cafÃ©”.</p>",
]


def twice(text: str, codec: str = "cp1252") -> str:
    """Return as a program shows it that takes UTF-8 for an old code page."""
    return "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize("codec", ["cp1252", "latin-1"])
@pytest.mark.parametrize("text", WORDS)
def test_a_text_that_was_encoded_twice_is_itself_again(text: str, codec: str) -> None:
    assert repaired(twice(text, codec)) == (text, None)
    assert repaired(twice(twice(text, codec), codec)) == (text, None)


def test_a_russian_text_that_was_read_as_russian_is_too() -> None:
    text = "Начальник порта открыл причал"
    assert repaired(text.encode().decode("cp1251")) == (text, None)


@every_case("text", [*WORDS, *GENUINE])
def test_a_text_that_was_encoded_once_stays(text: str) -> None:
    assert repaired(text) == (text, None)


@every_case("text", CASES)
def test_a_text_that_shows_such_letters_stays_with_a_doubt(text: str) -> None:
    kept, doubt = repaired(text)
    assert kept == text
    assert doubt and "encoded twice" in doubt


def test_of_a_mixed_page_only_what_is_certain_is_mended() -> None:
    page = f"<nav>Économie</nav><p title='{twice('à voir')}'>{twice('Un café, “dit-il”')}</p><p>à droite</p>"
    assert repaired(page) == (
        "<nav>Économie</nav><p title='à voir'>Un café, “dit-il”</p><p>à droite</p>",
        None,
    )


def test_what_is_left_of_a_mixed_page_is_told() -> None:
    kept, doubt = repaired(f"<p>{twice('un café noir')}</p><p>été : {twice('un café noir')}</p>")
    assert kept == f"<p>un café noir</p><p>été : {twice('un café noir')}</p>"
    assert doubt and "Ã©" in doubt


@every_case("text", ["<" * 50_000 + "donâ€™t", "Ãé" * 50_000, "donâ€™t é " * 20_000, "Â©" * 50_000])
def test_texts_without_number_come_to_an_end(text: str) -> None:
    assert len(repaired(text)[0]) <= len(text)
