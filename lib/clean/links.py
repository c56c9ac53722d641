"""Makes the links of a text absolute, and as they were before an archive rewrote them."""

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from lib.clean.words import pattern
from lib.model.article import Link


@lru_cache(maxsize=4_096)  # the links of a card are asked about more than once
def absolute(address: str, base: str | None) -> str | None:
    """Return the absolute address of a link; None for scripts, mail and other links outside the web."""
    try:
        url = urljoin(base or "", address.strip())
        parts = urlsplit(url)
    except ValueError:  # no address
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def unarchived(address: str) -> str:
    """Return a link as it was before a web archive rewrote it; other links unchanged."""
    found = pattern("addresses", "link in an archive").match(address)
    return address[found.end() :] if found else address


def kept_links(links: Iterable[Link], base: str | None) -> tuple[Link, ...]:
    """Return the links of a block that lead to web addresses, as absolute URLs."""
    return tuple(
        Link(start=link.start, end=link.end, url=url) for link in links if (url := absolute(link.url, base))
    )
