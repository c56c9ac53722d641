"""Addresses of links: whole, and of the web alone."""

from urllib.parse import urljoin, urlsplit

from lib.model.article import Link


def absolute(address: str, base: str | None) -> str | None:
    """Return the whole address of a link; None for scripts, mail and whatever is not of the web."""
    try:
        url = urljoin(base or "", address.strip())
        parts = urlsplit(url)
    except ValueError:  # no address
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def kept_links(links: tuple[Link, ...], base: str | None) -> tuple[Link, ...]:
    """Return the links of a block that lead to the web."""
    return tuple(
        Link(start=link.start, end=link.end, url=url) for link in links if (url := absolute(link.url, base))
    )
