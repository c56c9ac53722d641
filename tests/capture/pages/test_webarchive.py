"""A page that Safari saved is read with its address and encoding."""

import plistlib
from typing import Any

import pytest

from lib.model.capture import Rejected
from tests.capture.archives import STORY
from tests.capture.captured import outcomes, the_capture
from tests.cases import every_case

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
    found = the_capture(saved(kind), name)
    assert (found.url, found.origin) == ("https://harbourpost.example/quay", name)
    assert "Old quay reopens" in found.content


def test_its_encoding_is_that_which_safari_tells() -> None:
    words = "<p>Начальник порта открыл причал".encode("cp1251")
    data = saved(WebResourceData=words, WebResourceTextEncodingName="windows-1251")
    assert "Начальник порта" in the_capture(data, "a.webarchive").content


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
    (found,) = outcomes(data, "quay.webarchive")
    assert isinstance(found, Rejected) and "save the page once more" in found.message
