"""Every kind of feed comes to the same items; what is damaged is read as far as it goes."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from lib.capture.feeds.parse import parse
from lib.model.errors import CaptureError, TooLarge
from lib.model.feed import Feed, Item
from tests.capture.feed_words import SENTENCE, atom, rss
from tests.cases import every_case

HERE = "https://post.example/feeds/all.xml"
WISHES = [
    ("<ttl>90</ttl>", timedelta(minutes=90)),
    ("<ttl>soon</ttl>", None),
    ("<ttl>99999999999</ttl>", timedelta(minutes=525_600)),
    ("<sy:updatePeriod>daily</sy:updatePeriod>", timedelta(days=1)),
    ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>",
     timedelta(minutes=30)),
    ("<sy:updatePeriod>never</sy:updatePeriod>", None),
]  # fmt: skip
NO_FEEDS = [
    b"", b"<html><body>Front</body></html>", b'{"items": []}', b"{", b'{"version": 3}', b"words", b"<a/>",
]  # fmt: skip


def fed(body: bytes, **note: str | None) -> Feed:
    found = parse(body, HERE, **note)  # type: ignore[arg-type]
    assert found is not None
    return found


def item(body: bytes) -> Item:
    (found,) = fed(body).items
    return found


ITEM = (
    "<guid isPermaLink='false'>7</guid><link>/quay</link>"
    "<title>Quay &amp;amp; bridge &lt;b&gt;reopen&lt;/b&gt;</title>"
    "<pubDate>Tue, 12 Mar 2024 10:30:00 +0200</pubDate><dc:creator>Ann Lee</dc:creator>"
    "<category>Harbour</category><category>Harbour</category><description>Short.</description>"
)
ENTRY = (
    "<entry><id>x</id><title>One</title><link href='one'/><published>2024-03-12T10:30:00Z</published>"
    "<updated>2024-03-12T11:00:00Z</updated><author><name>Ann</name></author>"
    "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Two</p></div></content></entry>"
)


def test_an_rss_item_says_all_that_it_says() -> None:
    found = item(rss([ITEM], head="<language>de</language>"))
    assert (found.guid, found.link, found.title) == ("7", "https://post.example/quay", "Quay & bridge reopen")
    assert found.published_at == datetime(2024, 3, 12, 8, 30, tzinfo=UTC)
    assert (found.dated, found.updated) == ("2024-03-12T10:30:00+02:00", "")
    assert (found.authors, found.tags, found.language) == (("Ann Lee",), ("Harbour",), "de")
    assert (found.text, found.thin, found.position) == ("Short.", True, 0)


def test_an_atom_entry_says_when_it_was_changed() -> None:
    found = item(atom(ENTRY))
    assert (found.link, found.authors) == ("https://post.example/feeds/one", ("Ann",))
    assert (found.dated, found.updated) == ("2024-03-12T10:30:00+00:00", "2024-03-12T11:00:00+00:00")
    assert "<p>Two</p>" in found.text
    undated = item(atom("<entry><id>x</id><title>One</title><updated>2024-03-12T11:00:00Z</updated></entry>"))
    assert (undated.dated, undated.updated) == ("2024-03-12T11:00:00+00:00", "")  # it came out then


@every_case("never", ["0001-01-01T00:00:00", "9999-12-31T23:59:59", "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_an_item_of_the_first_or_last_year_has_no_time_and_spoils_no_other(never: str) -> None:
    dates = (never, "Tue, 12 Mar 2024 10:30:00 GMT")
    items = fed(rss(f"<guid>{n}</guid><pubDate>{date}</pubDate>" for n, date in enumerate(dates))).items
    assert [each.published_at for each in items] == [None, datetime(2024, 3, 12, 10, 30, tzinfo=UTC)]


PEOPLE = [  # what stands in an entry of Atom, in its feed -> whose it is
    ("<author><name>Ann</name></author>", "<author><name>Post Desk</name></author>", ("Ann",)),
    ("", "<author><name>Post Desk</name></author>", ("Post Desk",)),
    ("<source><author><name>Bo</name></author></source>", "<author><name>Desk</name></author>", ("Bo",)),
    ("", "", ()),
]


@every_case(("own", "shared", "authors"), PEOPLE)
def test_an_atom_entry_without_authors_has_those_of_its_source_or_feed(
    own: str, shared: str, authors: tuple[str, ...]
) -> None:
    assert item(atom(f"{shared}<entry><id>x</id><title>One</title>{own}</entry>")).authors == authors


@every_case(
    ("note", "authors"),
    [
        ("<author>lee@post.example (Ann Lee)</author>", ("Ann Lee",)),
        ("<author>lee@harbour.london</author>", ("lee@harbour.london",)),
        ("<author>Ann Lee</author>", ("Ann Lee",)),
        ("<author>lee@post.com (Ann Lee)</author>", ("Ann Lee",)),
        ("", ()),  # the feed's editor is no author of its items
    ],
)
def test_an_author_of_rss_is_the_name_behind_the_address(note: str, authors: tuple[str, ...]) -> None:
    head = "<managingEditor>desk@post.com (The Desk)</managingEditor>"
    assert item(rss([f"<title>One</title>{note}"], head=head)).authors == authors


def test_a_link_that_counts_readers_gives_way_to_the_one_it_stands_for() -> None:
    space = "xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0'"
    burned = f"<feedburner:origLink {space}>https://post.example/quay</feedburner:origLink>"
    found = item(rss([f"<title>One</title><link>https://feeds.example/~r/7</link>{burned}"]))
    assert found.link == "https://post.example/quay"


def test_an_entry_of_atom_may_be_a_document_of_its_own() -> None:
    entry = (
        b"<?xml version='1.0'?><entry xmlns='http://www.w3.org/2005/Atom'><title>One</title>"
        b"<link href='/one'/><id>x</id></entry>\n"
    )
    found = fed(entry)
    assert [each.link for each in found.items] == ["https://post.example/one"]
    assert not found.cut
    assert fed(entry.removesuffix(b"</entry>\n")).cut


def test_a_json_feed_is_read_by_its_own_names() -> None:
    rows = [
        {"id": 3, "url": "/three", "title": "Three", "content_text": "Line.\n\nLine.", "tags": ["Sea"],
         "date_published": "2024-03-12T10:30:00+02:00", "authors": [{"name": "Ann"}, 5]},
        {"id": "4", "external_url": "https://other.example/4", "content_html": "<p>x",
         "author": {"name": "B"}},
        "no item",
    ]  # fmt: skip
    note = {"version": "https://jsonfeed.org/version/1.1", "title": "Sea", "items": rows, "language": "en"}
    first, second = fed(json.dumps(note).encode()).items
    assert (first.guid, first.link, first.plain) == ("3", "https://post.example/three", True)
    assert (first.tags, first.dated) == (("Sea",), "2024-03-12T10:30:00+02:00")
    assert first.published_at == datetime(2024, 3, 12, 8, 30, tzinfo=UTC)
    assert (second.link, second.plain, second.authors) == ("https://other.example/4", False, ("B",))
    assert first.language == "en"


@every_case(("head", "every"), WISHES)
def test_a_feed_says_how_often_it_changes(head: str, every: timedelta | None) -> None:
    assert fed(rss([], head=head)).every == every


@every_case("body", NO_FEEDS)
def test_what_is_no_feed_is_none(body: bytes) -> None:
    assert parse(body, HERE) is None


def test_a_feed_without_its_end_is_read_as_far_as_it_goes() -> None:
    found = fed(rss([f"<title>{n}</title>" for n in range(3)], end="<item><title>fo"))
    assert [each.title for each in found.items][:3] == ["0", "1", "2"]
    assert found.cut and found.doubt and "end" in found.doubt


TEXT = "Паром городской гавани ушёл во вторник утром, и на борту было более ста гостей. "
PAROM = (
    "<rss version='2.0'><channel><item>\n<title>Паром</title>\n"
    "<description>{}</description></item></channel></rss>"
)
GUESSED = PAROM.format(TEXT * 9)
DECLARED = PAROM.removeprefix("<rss").join(("<?xml version='1.0' encoding='windows-1251'?><rss", ""))
WIDE = rss(["<title>Київ & Львів</title>"]).decode().replace("utf-8", "utf-16")
OWN_ENTITY = b'<!DOCTYPE rss [\n<!ENTITY paper "Harbour Post">]><rss><channel><item><title>&paper; x</title>'
# the bytes, the encoding that the server names, the titles, a word of the doubt or None
READINGS: dict[str, tuple[bytes, str | None, list[str], str | None]] = {
    "not well formed": (rss(["<title>one</b></title>", "<title>second</title>"]), None, ["one", "second"],
        "not well formed"),
    "a bare ampersand": (rss(["<title>AT&T & Co wins</title>", "<title><![CDATA[a &b c]]></title>"]), None,
        ["AT&T & Co wins", "a &b c"], None),
    "UTF-8, whatever the server says": (rss(["<title>café</title>"]), "iso-8859-1", ["café"], None),
    "the server's encoding": (PAROM.encode("cp1251"), "windows-1251", ["Паром"], None),
    "the declared encoding, not the server's": (DECLARED.encode("cp1251"), "utf-8", ["Паром"], None),
    "an encoding that nobody declares": (GUESSED.encode("cp1251"), None, ["Паром"], "guessed"),
    "several encodings": (
        PAROM.encode().replace(b"<description>{}", b"<description>" + TEXT.encode("cp1251") + b"\x98"), None,
        ["Паром"], "guessed"),
    "a declaration that goes on": (
        b"<?xml" + b' encoding="utf-8"' * 2_000 + "?><rss><channel><item><title>é</title>".encode(), None,
        ["é"], "end"),
    "an entity of the feed's own": (OWN_ENTITY + b"</item></channel></rss>", None, ["Harbour Post x"], None),
    **{codec: (WIDE.encode(codec), None, ["Київ & Львів"], None)
       for codec in ("utf-16", "utf-16-le", "utf-16-be")},
}  # fmt: skip


@every_case(("name", "reading"), READINGS.items())
def test_a_feed_is_read_whatever_it_says_of_its_bytes(
    name: str, reading: tuple[bytes, str | None, list[str], str | None]
) -> None:
    body, charset, titles, doubt = reading
    found = fed(body, media_type="text/xml" if charset else None, charset=charset)
    assert [each.title for each in found.items] == titles
    assert doubt in (found.doubt or "") if doubt else found.doubt is None


def test_a_tag_of_thousands_of_attributes_is_refused() -> None:
    crowd = " ".join(f"a{n}='1'" for n in range(5_000))
    with pytest.raises(TooLarge, match="attributes"):
        parse(f"<rss><channel {crowd}></channel></rss>".encode(), HERE)


def test_a_declaration_on_one_line_with_all_items_is_read_alone() -> None:
    one = '<title>Quay</title><description>Files have encoding="utf-8" in them.</description>'
    body = rss([one] * 3_000).replace(b"\n", b" ")
    for before in (b"", b"\xef\xbb\xbf\n "):
        found = fed(before + body)  # feedparser alone takes the square of it
        assert len(found.items) == 3_000 and not found.doubt


def test_entities_made_of_entities_are_not_unfolded() -> None:
    laughs = "".join(f"<!ENTITY a{n + 1} '{f'&a{n};' * 10}'>" for n in range(9))
    body = f"<!DOCTYPE rss [<!ENTITY a0 'ha'>{laughs}]><rss><channel><item><title>&a9; x</title></item>"
    assert len(fed(body.encode()).items[0].title) < 10


def test_items_of_nothing_do_not_count_where_there_is_nothing_but_them() -> None:
    assert len(fed(rss(["<title>Quay</title>", *[""] * 5_000])).items) == 1
    assert len(fed(rss(["<title>Quay</title>", "", ""])).items) == 3


def test_whatever_the_parser_meets_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feedparser.parse", lambda *_, **__: [].pop())
    with pytest.raises(CaptureError, match="cannot be read"):
        parse(rss([]), HERE)


def test_a_short_text_beside_a_shorter_summary_is_whole() -> None:
    both = "<description>First.</description><content:encoded>{}</content:encoded>"
    assert item(rss([f"<title>x</title>{both.format(SENTENCE)}"])).thin is False
    assert item(rss([f"<title>x</title>{both.format(SENTENCE + ' […]')}"])).thin is True


def test_texts_that_never_end_are_searched_once() -> None:
    feed = fed(rss(["<title>A & B</title><description><![CDATA[C & D]]></description>"]))
    assert (feed.items[0].title, feed.items[0].text) == ("A & B", "C & D")
    unended = b"<rss><channel><item><title>A & B</title></item>" + b"<![CDATA[ & " * 100_000
    assert parse(unended, "https://harbourpost.example/feed") is not None


def test_a_feed_of_thousands_of_namespaces_is_refused_by_its_name() -> None:
    crowd = "".join(f"<a{n}:b xmlns:a{n}='u{n}'/>" for n in range(3_000))
    with pytest.raises(TooLarge, match=r"The feed box\.rss has more than 2,000 namespaces"):
        parse(f"<rss><channel>{crowd}</channel></rss>".encode(), "", origin="box.rss")
    same = "".join(f"<item xmlns:a='{HERE}'><title>{n}</title></item>" for n in range(3_000))
    assert len(fed(f"<rss><channel>{same}</channel></rss>".encode()).items) == 3_000
