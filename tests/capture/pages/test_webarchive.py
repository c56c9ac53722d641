"""A page that Safari saved is read with its address and encoding."""

import plistlib
from datetime import UTC, datetime
from typing import Any

import pytest

from lib.capture import read_bytes
from lib.model.capture import Capture, Rejected
from tests.capture.archives import STORY
from tests.cases import every_case

NOON = datetime(2024, 3, 12, 12, tzinfo=UTC)
MAIN = {
    "WebResourceData": STORY.replace("harbour", "Häfen").encode("koi8-r", "xmlcharrefreplace"),
    "WebResourceURL": "https://harbourpost.example/quay",
    "WebResourceMIMEType": "text/html",
    "WebResourceTextEncodingName": "UTF-8",
}


def saved(kind: plistlib.PlistFormat = plistlib.FMT_BINARY, **text: Any) -> bytes:
    main = {name: value for name, value in {**MAIN, **text}.items() if value is not None}
    return plistlib.dumps({"WebMainResource": main, "WebSubresources": [MAIN]}, fmt=kind)


@pytest.mark.parametrize("kind", [plistlib.FMT_BINARY, plistlib.FMT_XML])
@pytest.mark.parametrize("name", ["quay.webarchive", "quay"])
def test_the_page_is_read(kind: plistlib.PlistFormat, name: str) -> None:
    (found,) = read_bytes(saved(kind), name=name, captured_at=NOON)
    assert isinstance(found, Capture)
    assert (found.url, found.origin) == ("https://harbourpost.example/quay", name)
    assert "Old quay reopens" in found.content


def test_its_encoding_is_that_which_safari_tells() -> None:
    words = "<p>Начальник порта открыл причал".encode("cp1251")
    (found,) = read_bytes(
        saved(WebResourceData=words, WebResourceTextEncodingName="windows-1251"), name="a.webarchive",
        captured_at=NOON,
    )  # fmt: skip
    assert isinstance(found, Capture) and "Начальник порта" in found.content


@every_case("data", [
    b"bplist00 junk",
    b"<?xml version='1.0'?><plist>",
    saved()[:-40],
    saved(WebResourceData=None),
    saved(WebResourceData="text"),
    saved(WebResourceMIMEType="application/pdf"),
    plistlib.dumps(["WebMainResource"]),
    plistlib.dumps({"WebMainResource": 5}),
    b"<plist>" + b"<array>" * 100_000,
])  # fmt: skip
def test_what_holds_no_page_is_told(data: bytes) -> None:
    (found,) = read_bytes(data, name="quay.webarchive", captured_at=NOON)
    assert isinstance(found, Rejected) and "save the page once more" in found.message
