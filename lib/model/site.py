"""The registrable domain of a host, by which addresses of one site are recognised."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tldextract import TLDExtract


def site_of(host: str) -> str:
    """Return the registrable domain of a host (taz.de of newsletter.taz.de), by the public suffix list.

    Where a service hands out names to others, each is a site of its own: ann.github.io and bob.github.io. A
    suffix that the list does not know is one label long, by its default rule (publicsuffix.org/list). An IP
    address, a single label and a public suffix have no registrable domain and are returned as they are.
    """
    host = host.lower().rstrip(".")
    known = _suffix_list().extract_str(host)
    if known.suffix:
        return known.top_domain_under_public_suffix or host
    return f"{known.subdomain.rpartition('.')[2]}.{known.domain}" if known.subdomain else host


@cache
def _suffix_list() -> "TLDExtract":
    """Return the bundled public suffix list; nothing is fetched or written."""
    from tldextract import TLDExtract  # takes 0.1 s to import, and few pages need it

    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
