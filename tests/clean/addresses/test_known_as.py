"""Which addresses of a capture tell its story, which count beside its words, and which are none of its."""

import pytest

from lib.clean.addresses.known_as import names_of
from lib.model.parsed import Names

SITE = "https://harbourpost.example"
STORY = f"{SITE}/city/old-quay-reopens"
OTHER = f"{SITE}/sea/ferry-stays-in-port"
PROXY = "https://proxy.example/~r/quay/Xy"

# believed, where it was found, what led there; what is sure, what is only said
ROWS = [
    ("nothing", None, None, (), (), ()),
    ("one address", STORY, STORY, (), (STORY,), ()),
    ("a page without an address of its own", STORY, None, (), (STORY,), ()),
    ("tracking", f"{STORY}?utm_source=feed", STORY, (), (STORY,), ()),
    ("a mobile host", STORY, "https://m.harbourpost.example/city/old-quay-reopens", (), (STORY,), ()),
    ("AMP", STORY, f"{SITE}/amp/city/old-quay-reopens", (), (STORY,), ()),
    ("the same words on another path", STORY, f"{SITE}/mobile/old-quay-reopens", (),
     (STORY, f"{SITE}/mobile/old-quay-reopens"), ()),
    ("the same number", f"{STORY}-123456", f"{SITE}/n/123456", (),
     (f"{STORY}-123456", f"{SITE}/n/123456"), ()),
    ("where it was first printed", "https://wire.example/2024/old-quay-reopens", STORY, (),
     ("https://wire.example/2024/old-quay-reopens", STORY), ()),
    ("a number found out by its page", STORY, f"{SITE}/?p=12", (), (f"{SITE}?p=12",), (STORY,)),
    ("a feed's proxy", STORY, STORY, (PROXY,), (STORY,), (PROXY,)),
    ("a redirect between two forms", STORY, STORY, (f"{SITE}/r/old-quay-reopens",),
     (STORY, f"{SITE}/r/old-quay-reopens"), ()),
    # a canonical link that a site has on every page, or left from the page before
    ("another story", STORY, OTHER, (), (), (STORY, OTHER)),
    ("the day before", f"{SITE}/2024/04/08/what-we-know", f"{SITE}/2024/04/09/what-we-know", (), (),
     (f"{SITE}/2024/04/08/what-we-know", f"{SITE}/2024/04/09/what-we-know")),
    ("a part of a series", f"{SITE}/live-from-the-quay-day-1", f"{SITE}/live-from-the-quay-day-2", (),
     (f"{SITE}/live-from-the-quay-day-2",), (f"{SITE}/live-from-the-quay-day-1",)),
    # a page that always shows the newest report
    ("the newest report", STORY, f"{SITE}/city", (), (STORY,), ()),
    ("the newest report elsewhere", STORY, f"{SITE}/news/live-updates", (), (),
     (STORY, f"{SITE}/news/live-updates")),
    ("the site itself", STORY, f"{SITE}/", (), (STORY,), ()),
    # where redirects lead in vain
    ("a redirect to the front page", SITE, f"{SITE}/", (STORY,), (SITE,), ()),
    ("a redirect to the section", f"{SITE}/city", f"{SITE}/city", (STORY,), (f"{SITE}/city",), ()),
    ("a redirect to a login", f"{SITE}/account/login", f"{SITE}/account/login", (STORY,),
     (f"{SITE}/account/login",), (STORY,)),
    ("no address", "http://[broken", "mailto:x@y.example", ("ftp://x",), (), ()),
]  # fmt: skip


@pytest.mark.parametrize(
    ("what", "believed", "found", "ways", "sure", "said"), ROWS, ids=[row[0] for row in ROWS]
)
def test_an_address_is_sure_or_said_or_none(
    what: str,
    believed: str | None,
    found: str | None,
    ways: tuple[str, ...],
    sure: tuple[str, ...],
    said: tuple[str, ...],
) -> None:
    assert names_of(believed, found, ways) == Names(sure=sure, said=said)
