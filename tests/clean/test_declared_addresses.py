"""Which of a page's own addresses is believed."""

from urllib.parse import quote

from lib.clean.addresses import canonical
from lib.clean.segments.address import page_address, story_addresses
from lib.model.parsed import StoryAddresses
from tests.cases import every_case
from tests.clean.markup import page, scripts

REPORT = "https://harbourpost.example/city/old-quay-reopens-after-storm"
SAVED = f"{REPORT}?utm_source=letter"
# canonical link, og:url, saved address; the believed address, how its source begins, the note besides
ROWS = [
    (REPORT, None, SAVED, REPORT, "canonical link", ""),
    (REPORT, None, None, REPORT, "canonical link", ""),
    ("/city/old-quay-reopens-after-storm", None, SAVED, REPORT, "canonical link", ""),
    (None, REPORT, None, REPORT, "og:url", ""),
    (None, None, SAVED, REPORT, "saved address", ""),
    ("https://harbourpost.example/", REPORT, None, REPORT, "og:url", "is a front page"),
    ("https://harbourpost.example/", None, SAVED, REPORT, "saved address", "is a front page"),
    ("https://harbourpost.example/en", None, SAVED, REPORT, "saved address", "is a front page"),
    ("https://harbourpost.example/city", None, SAVED, REPORT, "saved address", "is a section's page"),
    ("https://cms.example/theme/demo", None, SAVED, REPORT, "saved address", "is another site's page"),
    ("https://cms.example/theme/demo", REPORT, SAVED, REPORT, "og:url", "is another site's page"),
    # the same story where it was first printed is believed
    ("https://wire.example/2024/old-quay-reopens-after-storm", None, SAVED,
     "https://wire.example/2024/old-quay-reopens-after-storm", "canonical link", ""),
    # a mirror's saved address against two witnesses of the page
    (REPORT, REPORT, "https://mirror.example/saved/page", REPORT, "canonical link", ""),
    # a later page of the story belongs to its first
    (REPORT, None, f"{REPORT}/2", REPORT, "canonical link", ""),
    # subdomains of one publisher
    ("https://islands.harbourpost.example/old-quay", None, SAVED,
     "https://islands.harbourpost.example/old-quay", "canonical link", ""),
    # a second level of its country, and another publisher below it
    ("https://post.wien.gv.at/old-quay", None, "https://kurier.linz.gv.at/a", "https://kurier.linz.gv.at/a",
     "saved address", "is another site's page"),
    ("http://[broken", None, SAVED, REPORT, "saved address", ""),
    ("https://harbourpost.example/", None, None, "https://harbourpost.example", "canonical link", ""),
    (None, None, None, None, "none", ""),
]  # fmt: skip


@every_case(("link", "shared", "saved", "address", "source", "note"), ROWS)
def test_a_page_is_believed_about_its_address_with_reason(
    link: str | None, shared: str | None, saved: str | None, address: str | None, source: str, note: str
) -> None:
    head = f"<link rel=canonical href='{link}'>" if link else ""
    head += f"<meta property='og:url' content='{shared}'>" if shared else ""
    found = page(f"<html><head>{head}</head><body><p>x</p></body></html>")
    believed, said = page_address(found.tree, found.data, saved)
    assert believed == address
    assert said.partition(";")[0] == source
    assert said.endswith(note)
    assert bool(note) == ("not believed" in said)


def test_the_front_page_in_the_data_of_a_story_is_not_its_address() -> None:
    node = {"@type": "NewsArticle", "url": "https://harbourpost.example/", "mainEntityOfPage": REPORT}
    found = page(f"<html><head>{scripts(node)}</head><body><p>x</p></body></html>")
    assert page_address(found.tree, found.data, None)[0] == REPORT


SITE = "https://harbourpost.example"
QUAY = f"{SITE}/city/old-quay-reopens"
OTHER = f"{SITE}/sea/ferry-stays-in-port"
SEA, CITY, NUMBER = quote("море"), quote("город"), 123456
STORM = f"{SITE}/{SEA}/{quote('шторм-закрыл-гавань')}"
NEWEST = f"{SITE}/{CITY}/{quote('новости-этого-часа')}"
PROXY = "https://proxy.example/~r/quay/Xy"

# believed, where it was found, what led there; what is sure, what is only said
NAMED = [
    ("nothing", None, None, (), (), ()),
    ("one address", QUAY, QUAY, (), (QUAY,), ()),
    ("a page without an address of its own", QUAY, None, (), (QUAY,), ()),
    ("a front page that a page without an address declares", f"{SITE}/", None, (), (), (SITE,)),
    ("tracking", f"{QUAY}?utm_source=feed", QUAY, (), (QUAY,), ()),
    ("a mobile host", QUAY, "https://m.harbourpost.example/city/old-quay-reopens", (), (QUAY,), ()),
    ("AMP", QUAY, f"{SITE}/amp/city/old-quay-reopens", (), (QUAY,), ()),
    ("the same words on another path", QUAY, f"{SITE}/mobile/old-quay-reopens", (),
     (QUAY, f"{SITE}/mobile/old-quay-reopens"), ()),
    ("the same number", f"{QUAY}-123456", f"{SITE}/n/123456", (),
     (f"{QUAY}-123456", f"{SITE}/n/123456"), ()),
    ("where it was first printed", "https://wire.example/2024/old-quay-reopens", QUAY, (),
     ("https://wire.example/2024/old-quay-reopens", QUAY), ()),
    ("a number found out by its page", QUAY, f"{SITE}/?p=12", (), (f"{SITE}?p=12",), (QUAY,)),
    ("a feed's proxy", QUAY, QUAY, (PROXY,), (QUAY,), (PROXY,)),
    ("a redirect between two forms", QUAY, QUAY, (f"{SITE}/r/old-quay-reopens",),
     (QUAY, f"{SITE}/r/old-quay-reopens"), ()),
    # a canonical link that a site has on every page, or left from the page before
    ("another story", QUAY, OTHER, (), (), (QUAY, OTHER)),
    ("the day before", f"{SITE}/2024/04/08/what-we-know", f"{SITE}/2024/04/09/what-we-know", (), (),
     (f"{SITE}/2024/04/08/what-we-know", f"{SITE}/2024/04/09/what-we-know")),
    ("a part of a series", f"{SITE}/live-from-the-quay-day-1", f"{SITE}/live-from-the-quay-day-2", (),
     (f"{SITE}/live-from-the-quay-day-2",), (f"{SITE}/live-from-the-quay-day-1",)),
    ("another number of the same month", f"{SITE}/page/202404/1310923", f"{SITE}/page/202404/1310999", (),
     (f"{SITE}/page/202404/1310999",), (f"{SITE}/page/202404/1310923",)),
    ("another number of a shelf", f"{SITE}/0410/c90000-20155555", f"{SITE}/0409/c90000-20154444", (),
     (f"{SITE}/0409/c90000-20154444",), (f"{SITE}/0410/c90000-20155555",)),
    ("the same day", f"{SITE}/240410/old-quay-reopens", f"{SITE}/240410/ferry-stays-in-port", (), (),
     (f"{SITE}/240410/old-quay-reopens", f"{SITE}/240410/ferry-stays-in-port")),
    ("the same amount", f"{SITE}/bank-cuts-10000-jobs", f"{SITE}/union-fears-for-10000-jobs", (),
     (f"{SITE}/union-fears-for-10000-jobs",), (f"{SITE}/bank-cuts-10000-jobs",)),
    # a page that always shows the newest report
    ("the newest report", QUAY, f"{SITE}/city", (), (QUAY,), ()),
    ("the newest report elsewhere", QUAY, f"{SITE}/news/live-updates", (), (),
     (QUAY, f"{SITE}/news/live-updates")),
    # letters that are percent-encoded, which has digits: no number, and no other number
    ("the newest report in other letters", STORM, NEWEST, (), (), (STORM, NEWEST)),
    ("the newest report by a query in other letters", STORM, f"{SITE}/news?rubrik=%C3%A4rzte", (), (),
     (STORM, f"{SITE}/news?rubrik=%C3%A4rzte")),
    ("other letters on another path", STORM, STORM.replace(SEA, CITY), (),
     (STORM, STORM.replace(SEA, CITY)), ()),
    ("the same number behind other letters", f"{SITE}/{SEA}{NUMBER}", f"{SITE}/n/{NUMBER}", (),
     (f"{SITE}/{SEA}{NUMBER}", f"{SITE}/n/{NUMBER}"), ()),
    ("the site itself", QUAY, f"{SITE}/", (), (QUAY,), ()),
    # where redirects lead in vain
    ("a redirect to the front page", SITE, f"{SITE}/", (QUAY,), (SITE,), ()),
    ("a redirect to the section", f"{SITE}/city", f"{SITE}/city", (QUAY,), (f"{SITE}/city",), ()),
    ("a redirect to a login", f"{SITE}/account/login", f"{SITE}/account/login", (QUAY,),
     (f"{SITE}/account/login",), (QUAY,)),
    ("no address", "http://[broken", "mailto:x@y.example", ("ftp://x",), (), ()),
]  # fmt: skip


@every_case(("what", "believed", "found", "ways", "sure", "said"), NAMED)
def test_an_address_is_sure_or_said_or_none(
    what: str,
    believed: str | None,
    found: str | None,
    ways: tuple[str, ...],
    sure: tuple[str, ...],
    said: tuple[str, ...],
) -> None:
    assert story_addresses(believed, found, ways) == StoryAddresses(
        main=canonical(believed) or canonical(found), sure=sure, said=said
    )
