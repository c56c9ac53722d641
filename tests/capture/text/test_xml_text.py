"""XML that parsers give up at, made legible to them."""

import pytest
from lxml import etree

from lib.capture.text.xml_text import in_utf8, with_ampersands
from lib.model.errors import UnreadableCapture
from tests.cases import every_case

BARE = [
    (b"<a>AT&T</a>", b"<a>AT&amp;T</a>"),
    (b"<a h='?a=1&b=2'/>", b"<a h='?a=1&amp;b=2'/>"),
    (b"<a>&amp; &#38; &eacute;</a>", b"<a>&amp; &#38; &eacute;</a>"),
    (b"<a><![CDATA[x & y]]> & z</a>", b"<a><![CDATA[x & y]]> &amp; z</a>"),
    (b"<a><![CDATA[x & y", b"<a><![CDATA[x &amp; y"),
]


@every_case(("body", "legible"), BARE)
def test_a_bare_ampersand_is_escaped(body: bytes, legible: bytes) -> None:
    assert with_ampersands(body) == legible


@every_case("number", ["#xD903", "#55555", "#0", "#x110000", "#xFFFE", "#11"])
def test_what_stands_for_no_character_is_replaced(number: str) -> None:
    text = in_utf8(f"<a xmlns='x&{number};y'>&#233;&#x1F600;</a>".encode(), "x")
    root = etree.fromstring(text, etree.XMLParser(recover=True))
    assert (root.tag, root.text) == ("{x\ufffdy}a", "\u00e9\U0001f600")


def test_letters_by_name_outlive_a_fault_before_them() -> None:
    text = in_utf8(b"<a><<b h='?x=1&amp;y=2'>Q &amp; A &lt;<![CDATA[&amp;]]></b></a>", "x")
    (note,) = etree.fromstring(text, etree.XMLParser(recover=True))
    assert (note.get("h"), note.text) == ("?x=1&y=2", "Q & A <&amp;")


def test_the_encoding_that_is_declared_is_read() -> None:
    declared = "<?xml version='1.0' encoding='windows-1251'?><a>Київ</a>"
    assert in_utf8(declared.encode("cp1251"), "x") == declared.encode()


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(UnreadableCapture):
        in_utf8(bytes(range(32)) * 20, "x.xml")
