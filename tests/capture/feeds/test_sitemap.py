"""Sitemaps give addresses; those of news give title, time, paper and language as well."""

import gzip
from datetime import UTC, datetime

from lib.capture.feeds.sitemap import accepts, links
from lib.model.capture import Rejected, Skipped
from lib.model.imported import Imported
from tests.capture.captured import outcomes
from tests.cases import every_case

HEAD = (
    '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">'
)
NEWS = (
    "<url><image:image><image:loc>https://a.example/1.jpg</image:loc></image:image>"
    "<loc> https://a.example/1?x=1&amp;y=2\n</loc><news:news><news:publication>"
    "<news:name>Harbour Post</news:name><news:language>en</news:language></news:publication>"
    "<news:publication_date>2024-03-12T08:00:00+02:00</news:publication_date>"
    "<news:title>Quay &amp; ferries</news:title></news:news></url>"
)
INDEX = (
    '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://a.example/news.xml'
    "</loc></sitemap></sitemapindex>"
)


def test_news_is_an_address_with_title_and_time() -> None:
    found = links(f"{HEAD}{NEWS}<url><loc>https://a.example/2</loc></url></urlset>".encode())
    assert found.entries[0] == Imported(
        url="https://a.example/1?x=1&y=2", origin="#1", title="Quay & ferries", publisher="Harbour Post",
        published_at=datetime(2024, 3, 12, 6, tzinfo=UTC), language="en",
    )  # fmt: skip
    assert [each.url for each in found.entries] == ["https://a.example/1?x=1&y=2", "https://a.example/2"]
    assert (found.more, found.doubt) == ((), None)


def test_a_packed_sitemap_is_opened() -> None:
    data = gzip.compress(f"{HEAD}{NEWS}</urlset>".encode())
    assert len(links(data).entries) == 1
    (found,) = outcomes(data, "news.xml.gz")
    assert isinstance(found, Imported)


def test_a_list_of_sitemaps_names_them() -> None:
    assert links(INDEX.encode()).more == ("https://a.example/news.xml",)
    (found,) = outcomes(INDEX.encode(), "sitemap.xml")
    assert found == Skipped(
        origin="https://a.example/news.xml", reason="further sitemap, to be asked for by its address"
    )


def test_a_damaged_sitemap_is_read_as_far_as_it_goes() -> None:
    found = outcomes(f"{HEAD}{NEWS}<url><loc>https://a.ex".encode(), "s.xml")
    assert isinstance(found[0], Imported) and isinstance(found[-1], Rejected)
    assert "damaged sitemap" in found[-1].message


def test_faults_on_the_way_cost_no_address_behind_them() -> None:
    urls = "".join(f"<url><loc>https://a.example/page{n}?x=1&y=2</loc></url>" for n in range(3))
    for fault in (b"<", b"\xff\xfe\x80", b"&", b"&#xD800;", b"<!-- note -->"):
        found = links(f"{HEAD}{urls}@{NEWS}</urlset>".encode().replace(b"@", fault))
        assert [each.url for each in found.entries][:3] == [
            f"https://a.example/page{n}?x=1&y=2" for n in range(3)
        ]
        assert found.entries[-1].title == "Quay & ferries"


FILE = '<!DOCTYPE urlset [<!ENTITY f SYSTEM "file:///etc/hostname"><!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
PICTURES = '<i:loc xmlns:i="http://www.google.com/schemas/sitemap-image/1.1">https://a.example/pic</i:loc>'
ADDRESSES = {
    "each is given once and only of the web": (
        HEAD + "".join(f"<url><loc>{each}</loc></url>" for each in ("http://a.example/",) * 2 + ("file:///x",)),
        "http://a.example/"),
    "entities are not followed": (f"{FILE}<urlset><url><loc>https://a.example/&f;&b;</loc></url>",
        "https://a.example/"),
    "it is its own and whole": (
        f"<!DOCTYPE urlset>\n<urlset><url><loc>https://a.example/<!-- note -->quay</loc>{PICTURES}</url>",
        "https://a.example/quay"),
    "a damaged namespace costs none": (
        f"{HEAD}{NEWS}".replace("www.sitemaps.org", "www.sitemaps}org"), "https://a.example/1?x=1&y=2"),
}  # fmt: skip


@every_case(("promise", "listed"), ADDRESSES.items())
def test_the_address_of_an_entry(promise: str, listed: tuple[str, str]) -> None:
    data, address = listed
    assert [each.url for each in links(f"{data}</urlset>".encode()).entries] == [address]
    assert accepts(b"<!DOCTYPE urlset>\n<urlset>")


@every_case(
    "end",
    [
        "<url><loc>https://a.example/trunc", "<url><loc>https:/", "<url><loc>https://a.example/1?x=1&amp;y=2",
        "<url><loc>", "<url><image:image><image:loc>https://a.example/pic",
    ],
)  # fmt: skip
def test_an_address_that_the_file_cuts_short_is_none(end: str) -> None:
    found = links(f"{HEAD}{NEWS}{end}".encode())
    (kept,) = found.entries
    assert kept.title == "Quay & ferries" and found.doubt


def test_what_the_file_cuts_short_costs_the_rest_of_its_entry_nothing() -> None:
    cut = NEWS.partition("<image:image>")[0] + "<loc>https://a.example/2</loc><news:news><news:title>Quay &am"
    assert [(each.url, each.title) for each in links(f"{HEAD}{cut}".encode()).entries] == [
        ("https://a.example/2", None)
    ]
    assert links(INDEX.partition("ws.xml")[0].encode()).more == ()
