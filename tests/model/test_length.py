from lib.model.length import is_estimated, word_count
from tests.cases import every_case


@every_case(
    ("text", "words"),
    [
        ("The harbour doesn't close.", 4),
        ("港は月曜日に閉まる。市は新しい橋を待つ。", 9),
        ("港口周一关闭，Ada Obi 说。", 5),
        ("ท่าเรือปิดวันจันทร์", 4),
        ("항구는 월요일에 닫는다.", 3),
        ("« Bonjour », dit-il !", 2),
        ("— Да, — сказал он.", 3),
        ("The ferry - which was late - sailed.", 6),
        ("", 0),
    ],
)
def test_words_are_counted_or_estimated(text: str, words: int) -> None:
    assert word_count(text) == words


@every_case(
    ("text", "estimated"), [("Ada Obi, 奥比, said so.", False), ("港は月曜日に閉まる。", True), ("", False)]
)
def test_an_estimate_is_told(text: str, estimated: bool) -> None:
    assert is_estimated(text) is estimated
