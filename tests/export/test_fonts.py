"""The bundled families."""

import re

from lib.export import fonts
from tests.cases import every_case

NEEDED = [("Harbour", 2), ("Łódź", 4), ("Київ", 2), ("Łódź and Київ", 6)]


def test_every_face_of_the_style_sheet_lies_in_the_folder_and_is_woff2() -> None:
    assert all(face.file.read_bytes()[:4] == b"wOF2" for face in fonts.faces())
    assert {face.family for face in fonts.faces()} == {"Source Serif 4", "Source Sans 3"}


def test_no_font_lies_there_unused_and_each_family_has_its_licence() -> None:
    declared = {face.file for face in fonts.faces()}
    assert set(fonts.FOLDER.glob("*.woff2")) == declared
    licences = [file.read_text(encoding="utf-8") for file in fonts.FOLDER.glob("OFL-*.txt")]
    assert len(licences) == 2 and all("SIL OPEN FONT LICENSE" in text for text in licences)


def test_the_fonts_stay_light() -> None:
    assert sum(face.file.stat().st_size for face in fonts.faces()) < 1_200_000


@every_case(("text", "rules"), NEEDED)
def test_a_text_brings_the_faces_of_its_letters_only(text: str, rules: int) -> None:
    css = fonts.css_for(text)
    assert css.count("@font-face") == rules
    assert set(re.findall(r"url\((data:[^;]+)", css)) == {"data:font/woff2"}
