import pytest

from lib.clean.fields.text_captions import caption_of, names_holder, plain_credit
from lib.clean.text.lines import Line, ends_a_sentence, weight

CAPTIONS = (
    (
        "The quay at dusk on Oct. 1, 2025. (Ode Brandt/Pool/Nordpix)",
        "The quay at dusk on Oct. 1, 2025.",
        "Ode Brandt/Pool/Nordpix",
    ),
    ("A film crew on the pier (Image: Getty)", "A film crew on the pier", "Getty"),
    ("Der neue Kran im Hafen. © Karl Ahrens/dpa", "Der neue Kran im Hafen.", "Karl Ahrens/dpa"),
    ("Les pompiers sur le quai. ANNA OKAFOR / AFP", "Les pompiers sur le quai.", "ANNA OKAFOR / AFP"),
    (
        "A boat passes the pier of the old harbour. AP Photo",
        "A boat passes the pier of the old harbour.",
        "AP Photo",
    ),
    ("GETTY", "", "GETTY"),
    ("Foto: Karl Ahrens", "", "Karl Ahrens"),
    ("Photo by Ada Obi", "", "Ada Obi"),
    ("Ada Obi / Harbour Images", "", "Ada Obi / Harbour Images"),
    (
        "閉鎖が決まった魚市場＝2026年3月9日、港町、佐藤健撮影",
        "閉鎖が決まった魚市場＝2026年3月9日、港町",
        "佐藤健撮影",
    ),
    ("港に入る漁船＝ロイター", "港に入る漁船", "ロイター"),
    ("港の時計＝同町で2019年5月", "港の時計＝同町で2019年5月", ""),
)
NO_CAPTIONS = (
    "The minister spoke to reporters on Monday (see below).",
    "The club (founded in 1904) won again.",
    "Either/or is a book about choices.",
    "She said the photo was taken at noon.",
    "町長は「市場＝命」と話した。",
)


def line(text: str) -> Line:
    return Line(0, 0, len(text), text, True, True, weight(text), ends_a_sentence(text), 1)


@pytest.mark.parametrize(("text", "caption", "credit"), CAPTIONS)
def test_a_caption_is_parted_from_its_credit(text: str, caption: str, credit: str) -> None:
    found = caption_of(line(text))
    assert found is not None
    assert text[: found.end] == caption
    assert plain_credit(text[found.credit_start : found.credit_end]) == credit


@pytest.mark.parametrize("text", NO_CAPTIONS)
def test_sentences_are_no_captions(text: str) -> None:
    assert caption_of(line(text)) is None


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("© Per Holm", True),
        ("© dpa", True),
        ("© Harbourshop", False),
        ("© 2026 Per Holm", False),
        ("© Harbour Post. All rights reserved", False),
        ("Per Holm", False),
    ],
)
def test_a_sign_and_a_name_are_a_picture_s_holder(text: str, held: bool) -> None:
    assert names_holder(line(text)) is held
