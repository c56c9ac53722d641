"""Lists of feeds are read from every reader's OPML, and written so that they read back alike."""

import pytest

from lib.capture.feeds.opml import feeds, to_opml
from lib.model.errors import UnreadableCapture
from lib.model.imported import Subscription
from tests.cases import every_case

LIST = """<?xml version="1.0"?><opml version="1.0"><body>
<outline text="Ports"><outline text="North"><outline TITLE="Harbour
 Post" xmlURL="https://a.example/feed?x=1&amp;y=2" htmlUrl="https://a.example/"/></outline></outline>
<outline text="Bridge" xmlUrl="feed://b.example/rss"/><outline text="B" xmlUrl="feed:https://c.example/rss"/>
<outline text="Again" xmlUrl="https://a.example/feed?x=1&amp;y=2"/><outline text="No" xmlUrl="file:///x"/>
</body></opml>"""


URLS = ["https://a.example/feed?x=1&y=2", "http://b.example/rss", "https://c.example/rss"]


def test_each_feed_of_the_web_is_given_once_with_title_site_and_folders() -> None:
    assert feeds(LIST.encode())[0] == Subscription(
        title="Harbour Post", feed_url=URLS[0], site_url="https://a.example/", folder=("Ports", "North")
    )
    assert [each.feed_url for each in feeds(LIST.encode())] == URLS


def test_bare_ampersands_and_missing_schemes_cost_no_feed() -> None:
    data = '<opml><body><outline text="Port & Quay"><outline xmlUrl="a.example/feed?x=1&y=2"/></outline>'
    (found,) = feeds(data.encode())
    assert (found.feed_url, found.folder) == ("https://a.example/feed?x=1&y=2", ("Port & Quay",))


def test_a_list_with_a_namespace_or_in_capitals_is_read() -> None:
    shouted = LIST.replace("opml", "OPML").replace("body", "BODY").replace("outline", "OUTLINE")
    assert feeds(shouted.encode()) == feeds(LIST.encode())
    data = LIST.replace("<opml", '<opml xmlns="http://opml.example/spec2"')
    assert feeds(data.encode()) == feeds(LIST.encode())


def test_an_old_encoding_and_numbers_of_no_letters_are_read() -> None:
    data = "<?xml version='1.0' encoding='ISO-8859-1'?><opml><body><outline text='caf\u00e9&#xD900;' xmlUrl='"
    (found,) = feeds(f"{data}https://a.example/'/></body></opml>".encode("latin-1"))
    assert found.title == "caf\u00e9\ufffd"


def test_what_is_written_reads_back_alike() -> None:
    listed = (
        *feeds(LIST.encode()),
        Subscription(title='Ka"i <&> Ёлка', feed_url="https://d.example/", folder=("Ports", "South")),
        Subscription(title="x", feed_url="https://e.example/", folder=("Ports",)),
    )
    assert set(feeds(to_opml(listed))) == set(listed)
    assert to_opml(listed).startswith(b"<?xml version='1.0' encoding='utf-8'?>")


def test_what_xml_cannot_hold_is_left_out() -> None:
    (found,) = feeds(to_opml([Subscription(title="a\0b\ud800c", feed_url="https://a.example/")]))
    assert found.title == "abc"


@every_case("data", [b"", b"<html>", b"junk", b"<?xml version='1.0'?>", b"{}"])
def test_what_is_no_list_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableCapture, match=r"no list of feeds .*; export it once more"):
        feeds(data, "feeds.opml")


DAMAGED = {
    "a list that breaks off": LIST[: LIST.index('<outline text="Again')],
    "an element whose name is damaged": LIST.replace("<body>", "<body><PS: x='1'/>"),
}


@every_case(("name", "data"), DAMAGED.items())
def test_damage_costs_no_feed_before_it(name: str, data: str) -> None:
    assert [each.feed_url for each in feeds(data.encode())] == URLS


def test_entities_are_not_followed() -> None:
    entity = '<!DOCTYPE opml [<!ENTITY f SYSTEM "file:///etc/hostname">]><opml'
    data = LIST.replace("<opml", entity).replace('text="Bridge"', 'text="x&f;"')
    assert feeds(data.encode())[1].title in ("x", "")
