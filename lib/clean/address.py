"""One address for one story: tracking parameters, AMP and mobile addresses folded."""

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from lxml.html import HtmlElement

from lib.clean.structured import Structured, first_text

_TRACKING = re.compile(
    r"^(?:utm_\w+|at_\w+|mc_\w+|pk_\w+|mtm_\w+|ns_\w+|fbclid|gclid|dclid|msclkid|yclid|twclid"
    r"|igshid|ito|cmpid?|cid"
    r"|ref|ref_?src|referrer|source|src|smid|smtyp|partner|campaign|feature|share|shared|sh"
    r"|xtor|wt_?\w*|icid|ocid"
    r"|ncid|spm|amp|outputtype|output|__twitter_impression|guccounter|guce_\w+|sref|leadsource"
    r"|traffic_?source|taid"
    r"|mod|rss|from|sfnsn|trk|emci|emdi|ceid|sc_\w+|dicbo|cn-track|_ga|_gl|hss_channel|__source|via)$",
    re.IGNORECASE,
)
_AMP_PATH = re.compile(
    r"/amp(?:\.html?)?/?$|^/amp(?=/)|\.amp(?=\.html?$|$)|(?<=-)amp(?=\.html?$)", re.IGNORECASE
)
_HOST_PREFIX = re.compile(r"^(?:www\d?|m|mobile|amp|mobil)\.(?=[^.]+\.)", re.IGNORECASE)
_AMP_CACHE = re.compile(r"^/(?:[cv]/)?s?/?([^/]+\.[^/]+/.*)$")


def canonical(address: str | None) -> str | None:
    """The address that all copies of one story share."""
    if not address:
        return None
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:  # no address at all
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or "." not in parts.hostname:
        return None
    if parts.hostname.endswith(".cdn.ampproject.org") and (inner := _AMP_CACHE.match(parts.path)):
        return canonical(f"https://{inner[1]}")
    host = _HOST_PREFIX.sub("", parts.hostname.casefold())
    query = [(key, value) for key, value in parse_qsl(parts.query) if not _TRACKING.match(key)]
    path = _AMP_PATH.sub("", parts.path).rstrip("/")
    where = f"{host}:{port}" if port not in (None, 80, 443) else host
    return f"https://{where}{path}" + (f"?{urlencode(query)}" if query else "")


def page_address(tree: HtmlElement, data: Structured, captured: str | None) -> tuple[str | None, str]:
    """The story's address and which source gave it."""
    links = [
        link.get("href") or ""
        for link in tree.iter("link")
        if "canonical" in (link.get("rel") or "").casefold().split()
    ]
    page = data.article.get("mainEntityOfPage")
    candidates = (
        *((urljoin(captured or "", href), "canonical link") for href in links),
        (data.named("og:url"), "og:url"),
        (first_text(data.article.get("url")), "json-ld"),
        (page.get("@id") if isinstance(page, dict) else page, "json-ld"),
        (captured, "saved address"),
    )
    own = [
        (known, source) for text, source in candidates if isinstance(text, str) and (known := canonical(text))
    ]
    # A canonical link to a front page is a template's mistake: any address with a path says more.
    return next((each for each in own if urlsplit(each[0]).path), own[0] if own else (None, "none"))


def host_of(address: str | None) -> str:
    """The publisher's domain in an address, without www and mobile prefixes."""
    known = canonical(address)
    return (urlsplit(known).hostname or "") if known else ""


def slug_of(address: str | None) -> str | None:
    """The last speaking part of an address."""
    if not address:
        return None
    for part in reversed(urlsplit(address).path.split("/")):
        bare = re.sub(r"\.(?:s?html?|php|aspx?|amp)$", "", part)
        if len(re.findall(r"[^\W\d_]{2,}", bare)) >= 2:
            return bare
    return None
