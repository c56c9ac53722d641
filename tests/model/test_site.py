"""Hosts of one registrable domain are one site."""

from lib.model.site import site_of
from tests.cases import every_case

SITES = [
    ("newsletter.taz.de", "taz.de"),
    ("taz.de", "taz.de"),
    ("Mail.News.BBC.co.uk.", "bbc.co.uk"),
    ("news.abc.net.au", "abc.net.au"),
    ("www.asahi.co.jp", "asahi.co.jp"),
    ("www.gov.cy.example", "cy.example"),
    ("news.post.example", "post.example"),
    ("co.uk", "co.uk"),
    ("www.ann.github.io", "ann.github.io"),
    ("ann.blogspot.com", "ann.blogspot.com"),
    ("github.io", "github.io"),
    ("localhost", "localhost"),
    ("127.0.0.1", "127.0.0.1"),
    ("", ""),
]


@every_case(("host", "site"), SITES)
def test_a_site_is_a_registrable_domain(host: str, site: str) -> None:
    assert site_of(host) == site
