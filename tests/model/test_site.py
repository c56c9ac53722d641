"""Hosts of one registrable domain are one site."""

import pytest

from lib.model.site import site_of

SITES = [
    ("newsletter.taz.de", "taz.de"),
    ("taz.de", "taz.de"),
    ("Mail.News.BBC.co.uk.", "bbc.co.uk"),
    ("news.abc.net.au", "abc.net.au"),
    ("www.asahi.co.jp", "asahi.co.jp"),
    ("www.gov.cy.example", "cy.example"),
    ("news.post.example", "post.example"),
    ("co.uk", "co.uk"),
    ("localhost", "localhost"),
    ("127.0.0.1", "127.0.0.1"),
    ("", ""),
]


@pytest.mark.parametrize(("host", "site"), SITES)
def test_a_site_is_a_registrable_domain(host: str, site: str) -> None:
    assert site_of(host) == site
