"""Publishers as they are listed, and the keys that a paper's printed name shares with its domain."""

import re
from functools import lru_cache

from lib.model.article import Article
from lib.store.names.spelling import CACHE_SIZE

DOMAIN = re.compile(r"(?:[\w-]+\.)+[\w-]{2,}")
ENDINGS = r"(?:\.(?:com?|org|net|gov|info|news|example|[a-z]{2}))+"


def listed_publisher(article: Article) -> str:
    """Return the publisher of an article as it is listed.

    An edition or other part of a site (de.harbourpost.com) that has the site's name (Harbour Post) is listed
    as the site: harbourpost.com.
    """
    site_keys = {*publisher_keys(article.site_name or "")}
    if not site_keys or not is_domain(article.publisher):
        return article.publisher
    labels = article.publisher.lower().split(".")
    parents = (".".join(labels[place:]) for place in range(1, len(labels) - 1))
    return next((domain for domain in parents if site_keys & {*publisher_keys(domain)}), article.publisher)


@lru_cache(CACHE_SIZE)
def publisher_keys(name: str) -> tuple[str, ...]:
    """Return keys that a printed name ("The Harbour Post") shares with its domain (harbourpost.com).

    A domain that begins with "the" has two: The Harbour Post may be at theharbourpost.com, TheTide at
    thetide.com. The first is that of the whole domain: hashes of stored stories were made from it alone, so
    what comes first must not change.
    """
    folded = re.sub(r"^(www\.|the\s+)", "", name.casefold().strip())
    whole = "".join(re.findall(r"\w", re.sub(rf"{ENDINGS}$", "", folded)))
    if not whole:
        return ()
    bare = whole.removeprefix("the") if is_domain(name) else whole
    return (whole,) if bare in ("", whole) else (whole, bare)


def is_domain(publisher: str) -> bool:
    """Return whether the whole text has the form of a domain name."""
    return bool(DOMAIN.fullmatch(publisher))
