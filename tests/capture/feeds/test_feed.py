"""Each item of a feed is a capture of its own, or is named."""

import json
import tarfile
from datetime import UTC, datetime
from pathlib import Path

from lib.capture import read, read_bytes
from lib.capture.feeds.feed import accepts
from lib.capture.formats import Outcome
from lib.clean.clean import clean
from lib.model.capture import Capture, Rejected, Skipped
from lib.model.feed import SUMMARY
from tests.capture.feed_words import SENTENCE, atom, rss
from tests.cases import every_case
from tests.corpora import hostile

NOW = datetime(2024, 3, 13, 9, 0, tzinfo=UTC)
FEEDS = [
    rss([]),
    atom(""),
    b"\xef\xbb\xbf<!-- a\n note --><?xml-stylesheet href='x'?><!DOCTYPE rss [<!ENTITY a 'b'>]>\n<rss>",
    b"<rdf:RDF xmlns:rdf='x'>",
    b"<a:feed xmlns:a='x'>",
    '<?xml version="1.0" encoding="utf-16"?><rss>'.encode("utf-16"),
    b'{ "version" : "https://jsonfeed.org/version/1",',
    b'{"feed_url": "https://a.example/f", "items": [{"content_html": "<p>Its version stands behind all items',
    b"<!-- a comment that is longer than the beginning",
    b"<entry xmlns='http://www.w3.org/2005/Atom'>",
    b"<br />\n<b>Warning</b>: no such key in line 3<br />\n<?xml version='1.0'?>\n<rss version='2.0'>",
]
NO_FEEDS = [
    b"", b"words of a feed", b"<html><body><rss>", b"<opml version='2.0'>", b"<urlset>", b'{"version": "1"}',
    b"<entry>", b'{"items": ["content_html"]}', b'{"title": "One article a line", "content_html": "<p>"}',
    b"<p>How a feed begins:</p><script>x = `<?xml version='1.0'?><rss>`</script>",
    b"<?xml version='1.0'?><!DOCTYPE html><html>",
]  # fmt: skip


@every_case("account", ["admin", "root", "Administrator", "wpengine"])
def test_an_account_is_no_author(account: str) -> None:
    body = f"<dc:creator>{account}</dc:creator><description>{SENTENCE * 5}</description>"
    feed = f"<rss xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><item>{body}</item></channel></rss>"
    (found,) = read_bytes(feed.encode(), name="a.rss", captured_at=NOW)
    assert isinstance(found, Capture)
    assert clean(found).article.authors == ()


def taken(body: bytes, name: str = "feed.xml", at: datetime = NOW) -> list[Outcome]:
    return list(read_bytes(body, name=name, captured_at=at))


@every_case("head", FEEDS)
def test_a_feed_is_known_by_how_it_begins(head: bytes) -> None:
    assert accepts(head)


@every_case("head", NO_FEEDS)
def test_nothing_else_is_taken_for_one(head: bytes) -> None:
    assert not accepts(head)


def test_a_summary_beside_the_text_is_its_deck() -> None:
    note = "The port is glad to have its old quay back, and says so."
    markup = "".join(f"<p>{n}: {SENTENCE}</p>" for n in range(9))
    content = f"<content:encoded><![CDATA[{markup}]]></content:encoded>"
    rows = [f"<title>Quay</title><description>{note}</description>{content}"]
    json_feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"id": "1", "title": "Quay", "summary": note, "content_html": markup}],
    }
    for body, name in ((rss(rows), "f.xml"), (json.dumps(json_feed).encode(), "f.json")):
        (found,) = taken(body, name)
        assert isinstance(found, Capture)
        article = clean(found).article
        assert article.deck == note and note not in article.text.split("\n\n")[1]


def test_an_item_that_was_encoded_twice_is_read_once() -> None:
    words = SENTENCE.replace("town", "town’s café").encode().decode("cp1252")
    (found,) = taken(rss([f"<title>DÃ©jÃ\u00a0 vu</title><description>{words}</description>"]))
    assert isinstance(found, Capture)
    assert "Déjà vu" in found.content and "town’s café" in found.content and found.doubt is None


def test_words_of_a_failing_script_before_a_feed_do_not_hide_it() -> None:
    body = b"Notice: old cache<br>\n" + rss([f"<title>Quay</title><description>{SENTENCE}</description>"])
    (found,) = taken(body)
    assert isinstance(found, Capture) and "Quay" in found.content


def test_an_item_is_a_capture_with_the_address_of_its_page() -> None:
    long = f"<title>Quay</title><link>https://post.example/q</link><description>{SENTENCE * 20}</description>"
    whole, summary = taken(rss([long, f"<title>B</title><description>{SENTENCE}</description>"]))
    assert isinstance(whole, Capture) and isinstance(summary, Capture)
    assert (whole.url, whole.origin) == ("https://post.example/q", "feed.xml#1")
    assert (whole.partial, whole.captured_at) == (None, NOW)
    assert (summary.url, summary.origin, summary.partial) == (None, "feed.xml#2", SUMMARY)
    assert whole.kept_as == ".html" and whole.original.decode() == whole.content


def test_an_item_is_the_same_capture_whenever_its_feed_is_read() -> None:
    item = f"<guid>1</guid><title>A</title><description>{SENTENCE}</description>"
    (before,), (*_, after) = taken(rss([item])), taken(rss(["<title>new</title>", item]))
    assert isinstance(before, Capture) and isinstance(after, Capture)
    assert before.sha256 == after.sha256


def test_an_item_without_text_is_named() -> None:
    (found,) = taken(rss(["<title>Only a headline</title><description>&lt;p&gt; &lt;/p&gt;</description>"]))
    assert found == Skipped(origin="feed.xml#1", reason="item without text")


def test_what_is_missing_of_a_feed_is_told_after_its_items() -> None:
    items = [f"<title>{n}</title><description>{SENTENCE}</description>" for n in range(3)]
    *read_, damage = taken(rss(items, end="<item><title>fo"))
    assert isinstance(damage, Rejected) and "its end is missing" in damage.message
    assert len({each.origin for each in [*read_, damage]}) == len(read_) + 1
    *_, last, _ = taken(rss([f"<title>A</title><description>{SENTENCE * 20}</description>"], end=""))
    assert isinstance(last, Capture) and last.partial == "the feed breaks off in this item"


def test_a_time_that_lies_years_ahead_is_left_out() -> None:
    item = "<title>Later</title><pubDate>Fri, 01 Jan 2190 00:00:00 GMT</pubDate><description>x</description>"
    (found,) = taken(rss([item]))
    assert isinstance(found, Capture) and "2190" not in found.content
    (soon,) = taken(rss([item]), at=datetime(2189, 12, 31, 12, tzinfo=UTC))
    assert isinstance(soon, Capture) and "2190" in soon.content


def test_a_file_that_only_bears_the_suffix_is_refused_in_words() -> None:
    (found,) = taken(b"<html><p>Front</p></html>", name="front.rss")
    assert isinstance(found, Rejected) and "holds no feed" in found.message


def test_every_hostile_feed_comes_to_items_or_is_named(tmp_path: Path) -> None:
    folder = hostile("feeds")
    with tarfile.open(folder / "feedparser_cases.tar") as cases:
        cases.extractall(tmp_path, filter="data")
    found = [path for root in (folder / "own", tmp_path) for path in sorted(root.rglob("*.xml"))]
    assert len(found) > 300
    for path in found:
        outcomes = list(read(path))
        assert outcomes, path
        assert not [each for each in outcomes if isinstance(each, Rejected) and each.kind == "Fault"], path


@every_case("sign", ["\x07", "\x1b[31m", "\x7f", "\ud83d", "\ufffe"])
def test_signs_of_control_and_halves_of_signs_are_no_text_of_an_item(sign: str) -> None:
    rows = [{"id": "1", "title": "Old quay", "content_text": f"The ferry{sign} sails. {SENTENCE * 9}"}]
    note = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": rows}).encode()
    (found,) = taken(note, "f.json")
    assert isinstance(found, Capture) and sign not in found.content
    (again,) = taken(found.original, "page.html")
    assert isinstance(again, Capture) and again.content == found.content
