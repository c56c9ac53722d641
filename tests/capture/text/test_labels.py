"""Labels of the web mean the codecs they mean there."""

import codecs

import pytest

from lib.capture.text.labels import CODEC_OF

MEANT = [
    ("latin1", "cp1252"),
    ("gb2312", "gb18030"),
    ("utf-16", "utf-8"),
    ("shift_jis", "cp932"),
    ("utf8mb4", "utf-8"),
    ("csisolatin1", "cp1252"),
    ("iso_8859-9:1989", "cp1254"),
    ("sun_eu_greek", "iso8859_7"),
]


@pytest.mark.parametrize(("label", "codec"), MEANT)
def test_a_label_means_what_the_web_means(label: str, codec: str) -> None:
    assert CODEC_OF[label] == codec


@pytest.mark.parametrize("label", ["hex", "idna", "undefined", "punycode", "unicode_escape", "rot13"])
def test_codecs_that_are_no_encodings_of_text_are_no_labels(label: str) -> None:
    assert label not in CODEC_OF


def test_every_codec_is_known() -> None:
    assert all(codecs.lookup(codec) for codec in set(CODEC_OF.values()))
