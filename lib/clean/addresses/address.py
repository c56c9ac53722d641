"""One address for one story: how a reader came, and in which form a page is shown, is folded.

Folded: archive wrappers and AMP viewers, http and https, www., mobile and AMP hosts, default ports,
fragments, trailing slashes, index files, print and AMP views, tracking parameters, the order of parameters,
percent-encoding and IDN forms. Never folded: a parameter that may name the story.
"""

import re
from functools import lru_cache
from unicodedata import normalize
from urllib.parse import quote, unquote, urlsplit

from lib.clean.addresses.parameters import kept_query
from lib.clean.addresses.wrappers import unwrapped

LONGEST = 4_000  # characters of an address that are read
ROUNDS = 8

_CONTROL = re.compile(r"[\x00-\x20\x7f]+")
_HOST_PREFIX = re.compile(r"^(?:www\d?|m|mobile|amp|mobil|touch)\.(?=[^.]+\.[^.])")
_PUBLIC = re.compile(r"^(?:com?|net|org|gov|ac|edu|or|ne|go)\.[a-z]{2}$")
_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,120}[a-z0-9_])?\.){1,30}[a-z0-9-]{1,120}")
_INDEX = re.compile(r"/(?:index|default)\.(?:s?html?|php\d?|aspx?|jsp)$", re.IGNORECASE)
_VIEW = re.compile(
    r"(?<=[^/])/(?:amp|print|printview|drucken)(?:\.html?)?$|^/(?:amp|print)(?=/[^/]+/)"
    r"|(?<=[^/])\.(?:amp|print)(?=\.html?$|$)",
    re.IGNORECASE,
)
_SESSION = re.compile(r";jsessionid=[^/]*", re.IGNORECASE)
_DOTS = re.compile(r"/\.(?=/|$)")
_UP = re.compile(r"/(?!\.\.(?:/|$))[^/]+/\.\.(?=/|$)")
_SUFFIX = re.compile(r"\.(?:s?html?|php|aspx?|amp)$")
_GENERIC = frozenset(
    re.findall(
        r"\w+",
        "news article articles story stories view read reader show detail details display post posts page "
        "full item content blog artikel nachrichten noticia noticias nota ver actualite actualites leggi web "
        "site www cgi bin en de fr es it ru uk pl cms node index default main home nyheter novosti novyny",
    )
)
_SAFE = "!$&'()*+,;=:@~-._"


@lru_cache(maxsize=20_000)  # a page links to the same stories many times, and so does the next page
def canonical(address: str | None) -> str | None:
    """Return the address that all copies of one story share; None for what is no address of the web."""
    if not address:
        return None
    known: str | None = _CONTROL.sub("", address[:LONGEST])
    before = None
    try:
        for _ in range(ROUNDS):  # what is folded may show another wrapper or view
            if known is None or known == before:
                break
            before, known = known, _canonical(unwrapped(known))
    except ValueError:  # no address at all
        return None
    return known


def _canonical(address: str) -> str | None:
    parts = urlsplit(address)
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        return None
    host = _host(parts.hostname)
    if not _HOST.fullmatch(host):
        return None
    where = f"{host}:{parts.port}" if parts.port not in (None, 80, 443) else host
    path = _path(parts.path)
    query = kept_query(parts.query, speaks=_speaks(path))
    anchor = f"#{parts.fragment}" if parts.fragment.startswith("!/") else ""  # names a story behind a script
    return f"https://{where}{path}{query}{anchor}"


def _host(name: str) -> str:
    """Return the host without its prefixes, in ASCII; not by IDNA 2003, which makes one name of ß and ss."""
    labels = normalize("NFC", name.rstrip(".").lower()).replace("。", ".").split(".")
    host = ".".join(each if each.isascii() else f"xn--{each.encode('punycode').decode()}" for each in labels)
    while (shorter := _HOST_PREFIX.sub("", host)) != host and not _PUBLIC.match(shorter):
        host = shorter
    return host


def _path(path: str) -> str:
    parts = (_segment(each) for each in _SESSION.sub("", path).split("/"))
    path = _DOTS.sub("", re.sub(r"/{2,}", "/", "/".join(parts)))
    while (shorter := _UP.sub("", path, count=1)) != path:
        path = shorter
    path = _INDEX.sub("", path).rstrip("/")
    return _VIEW.sub("", path)


def _segment(text: str) -> str:
    """Return a part of a path in one spelling.

    Composed letters, encoded as UTF-8 where an address must be.
    """
    try:
        return quote(normalize("NFC", unquote(text, errors="strict")), safe=_SAFE)
    except UnicodeDecodeError:  # an older encoding: only the case of its digits is settled
        return re.sub(r"%[0-9a-fA-F]{2}", lambda found: found[0].upper(), quote(text, safe=_SAFE + "%"))


def _speaks(path: str) -> bool:
    """Return whether a path alone tells one story from another: by its own words or by a long number."""
    words = re.findall(r"[^\W\d_]{2,}", unquote(_SUFFIX.sub("", path)).casefold())
    return len(set(words) - _GENERIC) >= 2 or bool(re.search(r"\d{5,}", path))


def host_of(address: str | None) -> str:
    """Return the publisher's domain in an address, without www and mobile prefixes."""
    known = canonical(address)
    return (urlsplit(known).hostname or "") if known else ""


def slug_of(address: str | None) -> str | None:
    """Return the last speaking part of an address."""
    if not address:
        return None
    try:
        path = urlsplit(address).path
    except ValueError:  # no address
        return None
    for part in reversed(unquote(path).split("/")):
        bare = _SUFFIX.sub("", part)
        if len(re.findall(r"[^\W\d_]{2,}", bare)) >= 2:
            return bare
    return None
