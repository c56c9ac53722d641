"""A recipe inside the file of its figure: it comes back whole, and a changed picture is found."""

import io
import json
from collections.abc import Callable

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from lib.export.carriers.common import KEY
from lib.export.embedded_recipe import RecipeDamaged, RecipeMissing, embed, read_recipe
from tests.cases import every_case

FIELDS = {"chart": "timeline", "title": "Who & <whom>? </script> Київ ]]>", "rows": [[1, None, 0.25, True]]}


def png(colour: str = "navy") -> bytes:
    out = io.BytesIO()
    picture = Image.new("RGB", (40, 20), "white")
    picture.putpixel((3, 3), {"navy": (0, 0, 128), "red": (255, 0, 0)}[colour])
    picture.save(out, "PNG")
    return out.getvalue()


def pdf(operator: str = "0 0 30 20 re f") -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    page, drawn = writer.add_blank_page(width=300, height=200), DecodedStreamObject()
    drawn.set_data(operator.encode())
    page[NameObject("/Contents")] = writer._add_object(drawn)
    writer.write(out)
    return out.getvalue()


def svg(x: int = 1) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="9"><text x="{x}">a</text>\n</svg>'.encode()


def html(word: str = "bars") -> bytes:
    return f"<!doctype html>\n<html><head><title>t</title>\n</head><body>{word}</body></html>".encode()


def plotly(y: float = 1.5) -> bytes:
    return json.dumps({"figure": {"data": [{"y": [y, 2]}]}}).encode()


FILES: dict[str, tuple[bytes, Callable[[bytes], bytes]]] = {  # a file, and what another program makes of it
    "png": (
        png(),
        lambda held: held.replace(held[held.index(b"IHDR") - 8 :], held[held.index(b"IHDR") - 8 :]),
    ),
    "pdf": (pdf(), lambda held: rewritten(held)),
    "svg": (svg(), lambda held: held.replace(b'width="9"', b" width = '9' ")),
    "html": (html(), lambda held: held),
    "json": (plotly(), lambda held: json.dumps(json.loads(held), indent=2).encode()),
}
OTHER = {
    "png": png("red"),
    "pdf": pdf("0 0 31 20 re f"),
    "svg": svg(2),
    "html": html("pie"),
    "json": plotly(1.6),
}


def rewritten(held: bytes) -> bytes:
    writer, out = PdfWriter(clone_from=io.BytesIO(held)), io.BytesIO()
    writer.compress_identical_objects()
    writer.write(out)
    return out.getvalue()


@every_case("kind", FILES)
def test_a_recipe_comes_back_whole(kind: str) -> None:
    content, packed_anew = FILES[kind]
    held = embed(content, FIELDS)
    for file in (held, packed_anew(held)):
        found = read_recipe(file, "chart")
        assert dict(found.fields) == FIELDS and found.drawn == found.shows


@every_case("kind", FILES)
def test_another_picture_under_the_same_recipe_is_found(kind: str) -> None:
    held, other = (read_recipe(embed(file, FIELDS), "a") for file in (FILES[kind][0], OTHER[kind]))
    assert held.shows != other.shows


def test_a_figure_of_json_may_name_an_svg() -> None:
    content = json.dumps({"figure": {"layout": {"title": {"text": "<svg> in the news"}}}}).encode()
    assert dict(read_recipe(embed(content, FIELDS), "chart.json").fields) == FIELDS


def test_text_behind_the_recipe_is_part_of_the_picture() -> None:
    held = embed(svg(), FIELDS)
    added = held.replace(b"</metadata>", b"</metadata>hidden")
    assert read_recipe(added, "chart.svg").shows != read_recipe(held, "chart.svg").shows


def test_a_changed_letter_of_the_recipe_is_damage() -> None:
    held = embed(html(), FIELDS)
    with pytest.raises(RecipeDamaged, match="changed after it was written"):
        read_recipe(held.replace(b"timeline", b"timelime"), "chart.html")


@every_case("kind", ["png", "pdf", "svg", "json"])
def test_a_file_cut_short_is_damage_or_has_no_recipe(kind: str) -> None:
    held = embed(FILES[kind][0], FIELDS)
    with pytest.raises((RecipeDamaged, RecipeMissing)):
        read_recipe(held[: len(held) * 3 // 4], "chart")


BARE = [(content, "Type the code") for content, _ in FILES.values()]
OTHERS = [
    (each, "is no PNG, SVG, PDF, HTML or JSON") for each in (b"", b"GIF89a", b"PK\x03\x04", b"\xff" * 900)
]


@every_case(("content", "said"), [*BARE, *OTHERS])
def test_a_file_without_a_recipe_says_what_to_do(content: bytes, said: str) -> None:
    with pytest.raises(RecipeMissing, match=said):
        read_recipe(content, "chart")


@every_case("content", [b"{", b"[1]{", b"%PDF-1.7 nothing", b"\x89PNG\r\n\x1a\n\0\0", b"<svg"])
def test_what_only_begins_like_a_figure_is_no_crash(content: bytes) -> None:
    with pytest.raises((RecipeDamaged, RecipeMissing)):
        read_recipe(content, "chart")


def test_other_programs_find_it() -> None:
    with Image.open(io.BytesIO(embed(png(), FIELDS))) as picture:
        picture.load()
        assert json.loads(picture.info[KEY])["chart"] == "timeline"
    attached = PdfReader(io.BytesIO(embed(pdf(), FIELDS))).attachments[f"{KEY}.json"]
    assert json.loads(attached[0])["chart"] == "timeline"
