"""Captions and credits in one line are two things."""

from lib.clean.clean import clean
from lib.clean.says.captions import (
    bare_credit,
    caption_of,
    is_credit,
    names_holder,
    says_credit,
    split_credit,
)
from lib.clean.says.line import mark_lines
from lib.clean.segment import Segment
from tests.cases import every_case
from tests.clean.markup import story

SPLIT = [
    ("Boats at the quay. (Ivo Brandt/AFP)", "Boats at the quay.", "(Ivo Brandt/AFP)"),
    ("Boats at the quay. Photo: Ivo Brandt", "Boats at the quay.", "Photo: Ivo Brandt"),
    ("Boats at the quay. Pic: Ivo Brandt", "Boats at the quay.", "Pic: Ivo Brandt"),
    ("Boats at the quay. Getty Images/Brandt", "Boats at the quay.", "Getty Images/Brandt"),
    ("Boats at the quay © Ivo Brandt", "Boats at the quay", "© Ivo Brandt"),
    ("Boote am Kai. Foto: Ivo Brandt/dpa", "Boote am Kai.", "Foto: Ivo Brandt/dpa"),
    ("Boats at the quay / I. Brandto / Uosto nuotr.", "Boats at the quay /", "I. Brandto / Uosto nuotr."),
    ("閉鎖が決まった市場＝3月9日、港町、佐藤健撮影", "閉鎖が決まった市場＝3月9日、港町、", "佐藤健撮影"),
    ("السوق صباح الاثنين (رويترز)", "السوق صباح الاثنين", "(رويترز)"),
    ("Boats (and one ferry) at the quay on Monday", None, None),
    ("The quay (a) in March, (b) in May and (c) in June", None, None),
    ("(A) The quay. (B) The crane. Photo: Ivo Brandt", "(A) The quay. (B) The crane.", "Photo: Ivo Brandt"),
    ("Boats at the quay (c) Ivo Brandt", "Boats at the quay", "(c) Ivo Brandt"),
    ("Maren Holt, left, and the mayor.", None, None),
    ("The work begins in May, the engineer said. – AFP", None, None),
    ("The work begins in May. – Ivo Brandt/AFP", "The work begins in May.", "– Ivo Brandt/AFP"),
    ("A flag. (AP Photo/Ivo Brandt) AP Photo", "A flag.", "(AP Photo/Ivo Brandt) AP Photo"),
    ("(Photo illustration by Ivo Brandt / Harbour Times; photographs via Getty Images)", None, None),
    ("Flagge am Kai. (dpa/Ivo Brandt) dpa", "Flagge am Kai.", "(dpa/Ivo Brandt) dpa"),
]
CREDITS = [
    ("Photo: Ivo Brandt", "Ivo Brandt"),
    ("Foto: dpa", "dpa"),
    ("© Ivo Brandt", "Ivo Brandt"),
    ("Photo by Ivo Brandt", "Ivo Brandt"),
    ("Reuters", "Reuters"),
    ("Getty Images", "Getty Images"),
    ("ivobrandt - stock.adobe.com", "ivobrandt - stock.adobe.com"),
    ("Brandt/AFP", "Brandt/AFP"),
    ("(Harbour Post)", "Harbour Post"),
    ("Bildrechte: Ivo Brandt", "Ivo Brandt"),
    ("写真：田中", "田中"),
    ("Foto: Ivo Brandt (Keystone)", "Ivo Brandt (Keystone)"),
    ("(Getty Images/Brandt).", "Getty Images/Brandt"),
    ("(Image: ( Image: Getty Images)", "Getty Images"),
    ("Credits: Ivo Brandt", "Ivo Brandt"),
    ("Photo: (Ivo Brandt) and (Maren Holt)", "(Ivo Brandt) and (Maren Holt)"),
    ("(AP) / (Reuters)", "(AP) / (Reuters)"),
    ("Photo: (Ivo Brandt (AP))", "Ivo Brandt (AP)"),
    ("Photo: (Ivo Brandt", "Ivo Brandt"),
]


@every_case(("text", "caption", "credit"), SPLIT)
def test_a_credit_is_split_from_its_caption(text: str, caption: str | None, credit: str | None) -> None:
    cut = split_credit(text) or None  # a credit alone has no caption
    assert (cut and text[:cut].strip(), cut and text[cut:].strip()) == (caption, credit)


@every_case(("text", "bare"), CREDITS)
def test_a_credit_is_known_and_loses_its_label(text: str, bare: str) -> None:
    assert is_credit(text)
    assert bare_credit(text) == bare


NO_CREDITS = (
    "The harbour master rang the bell.",
    "Boats at the quay. (Brandt/AFP)",
    "Boats on their way to the quay - dpa",
    "EPA officials inspect the river at dawn.",
    "Bloomberg speaks on the quay in 2012.",
)
UNSAID = (
    "Reuters: the harbour opened on Monday, the mayor said.",
    "[Ivo: I cannot hear you.]",
    "(None)",
)


def test_prose_is_no_credit() -> None:
    assert [text for text in NO_CREDITS if is_credit(text)] == []
    assert is_credit("Supplied by the crew.")
    assert is_credit("Getty Images photographs of the quay by Ada Obi.")


def test_a_bracketed_line_of_the_text_is_a_credit_only_where_it_says_so() -> None:
    assert says_credit("(Photo: Ivo Brandt)")
    assert [text for text in UNSAID if says_credit(text)] == []


@every_case("text", ["Credits:", "Photo:", "Foto", "(Bild:)", "Source"])
def test_a_bare_label_names_nobody(text: str) -> None:
    assert bare_credit(text) == ""


def test_a_bare_label_in_a_figure_gives_no_credit() -> None:
    figure = "<figure><img src=/q.jpg><figcaption>Boats at the quay<p>Credits:</p></figcaption></figure>"
    found = clean(story(figure))
    assert [(each.caption, each.credit) for each in found.article.images] == [("Boats at the quay", None)]
    assert [cut.rule for cut in found.cuts if cut.text == "Credits:"] == ["control"]


CAPTIONS = (
    (
        "The quay on Oct. 1, 2025. (Ode Brandt/Pool/Nordpix)",
        "The quay on Oct. 1, 2025.",
        "Ode Brandt/Pool/Nordpix",
    ),
    ("A film crew on the pier (Image: Getty)", "A film crew on the pier", "Getty"),
    ("Der neue Kran im Hafen. © Karl Ahrens/dpa", "Der neue Kran im Hafen.", "Karl Ahrens/dpa"),
    ("Les pompiers sur le quai. ANNA OKAFOR / AFP", "Les pompiers sur le quai.", "ANNA OKAFOR / AFP"),
    ("A boat passes the old pier. AP Photo", "A boat passes the old pier.", "AP Photo"),
    ("GETTY", "", "GETTY"),
    ("Foto: Karl Ahrens", "", "Karl Ahrens"),
    ("Photo by Ada Obi", "", "Ada Obi"),
    ("Photos from Ada Obi", "", "Ada Obi"),
    ("Photos from the Harbour Archive", "", "Harbour Archive"),
    ("Photos d'Ada Obi", "", "Ada Obi"),
    ("Foto’s van Ada Obi", "", "Ada Obi"),
    ("Foto av Ada Obi", "", "Ada Obi"),
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
    "The minister spoke to reporters on Monday (see below).", "The club (founded in 1904) won again.",
    "Either/or is a book about choices.", "She said the photo was taken at noon.",
    "Photos from the quay show two boats.", "Источник в порту сообщил об отходе парома.",
    "A fonte do rio fica na serra.", "图书馆在港口开放。", "町長は「市場＝命」と話した。",
)  # fmt: skip


LABELLED = """
    Fotografía: Ada Obi | Fotografia: Ada Obi | Beeld: Ada Obi | fot. Ada Obi | Nuotr. Ada Obi |
    Снимка: Ада Оби | Görsel: Ada Obi | Slika: Ada Obi | Archivfoto: Ada Obi | Symbolbild: dpa |
    Foto d'archivio: Ada Obi | Źródło: PAP | Zdroj: ČTK | Forrás: MTI | Πηγή: ΑΠΕ |
    Источник: ТАСС | Джерело: Ukrinform | Kaynak: Anadolu | תמונה: עדה | चित्र: रवि |
    画像：港新聞社 | 사진=항구군 제공 | /사진=김하늘 기자 | 图：王芳 | 图源：港口日报 | 王芳 摄 |
    Nguồn: Ada Obi | Sumber: Antara | منبع: ایرنا | Izvor: Hina
"""


@every_case("text", " ".join(LABELLED.split()).split(" | "))
def test_who_made_a_picture_is_labelled_in_many_languages(text: str) -> None:
    assert mark_lines([line(text)])[0].mark.kind == "credit"


def line(text: str) -> Segment:
    return Segment(text=text)


@every_case(("text", "caption", "credit"), CAPTIONS)
def test_a_caption_is_parted_from_its_credit(text: str, caption: str, credit: str) -> None:
    found = caption_of(line(text))
    assert found is not None
    assert text[: found.end] == caption
    assert bare_credit(text[found.credit_start : found.credit_end]) == credit


@every_case("text", NO_CAPTIONS)
def test_sentences_are_no_captions(text: str) -> None:
    assert caption_of(line(text)) is None


@every_case(
    ("text", "held"),
    [
        ("© Per Holm", True),
        ("© Harbourshop", False),
        ("© 2026 Per Holm", False),
        ("© Harbour Post, all rights reserved", False),
        ("Per Holm", False),
    ],
)
def test_a_sign_and_a_name_are_a_picture_s_holder(text: str, held: bool) -> None:
    assert names_holder(text) is held
