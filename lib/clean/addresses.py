"""Normalizes URLs, so that one story has one address however a reader reached it.

Removed or unified: archive wrappers and AMP viewers, http and https, www., mobile and AMP hosts, default
ports, fragments, trailing slashes, index files, print and AMP views, tracking parameters, the order of
parameters, percent-encoding and IDN forms. Kept: any parameter that may identify the story.
"""

import re
from functools import lru_cache
from unicodedata import normalize
from urllib.parse import parse_qsl, quote, quote_plus, unquote, unquote_plus, urlsplit

from lib.clean.words import pattern, read

LONGEST = 4_000  # characters of an address that are read
_ROUNDS = 12  # wrappers around one address, and passes over what is in them

_CONTROL = re.compile(r"[\x00-\x20\x7f]+")
# The view of a phone may stand behind a language or section: en.m.quay.example.
_HOST_PREFIX = re.compile(
    r"^(?:(?:www\d?|m|mobile|amp|mobil|touch)\.|([a-z][a-z-]{1,11}\.)(?:m|mobile)\.)(?=[^.]+\.[^.])"
)
_PUBLIC = pattern("addresses", "public suffix")
_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,120}[a-z0-9_])?\.){1,30}[a-z0-9-]{1,120}")
_SESSION = re.compile(r";jsessionid=[^/]*", re.IGNORECASE)
_SUFFIX = pattern("addresses", "suffix")
_GENERIC = frozenset(read("addresses")["generic"].split())
_SAFE = "!$&'()*+,;=:@~-._"

_LIKELY_TRACKING = pattern("addresses", "likely tracking")
_VIEW_NAME = pattern("addresses", "name of a view")
_VIEW_VALUE = pattern("addresses", "value of a view")
_PRINT_NAME = pattern("addresses", "name of a print view")
_VIEW = pattern("addresses", "view in a path")
_NUMBER = re.compile(r"\d{3,}")
_ADDRESS = re.compile(r"(https?):/{1,2}(.+)", re.IGNORECASE | re.DOTALL)
_ENCODED = re.compile(r"https?%3A%2F%2F.*", re.IGNORECASE)
_CACHED_PATH = re.compile(r"^/(?:[a-z]/)?(?:wp/)?(?:s/)?([^/]+\.[^/]+(?:/.*)?)$", re.DOTALL)
# Path of the service, and the parameter that holds the address.
_REDIRECTS: dict[str, tuple[str, ...]] = {"/url": ("q", "url"), "/l.php": ("u",)}


@lru_cache(maxsize=20_000)  # a page links to the same stories many times, and so does the next page
def canonical(address: str | None) -> str | None:
    """Return the normalized address that all copies of a story share; None if the text is no web address."""
    if not address:
        return None
    known = _CONTROL.sub("", address[:LONGEST])
    try:
        for _ in range(_ROUNDS):  # one pass may uncover another wrapper or view
            shorter = unwrapped(known) or _canonical(known)
            if shorter in (None, known):
                return shorter
            known = shorter
    except ValueError:  # no address at all
        return None
    return known


def _canonical(address: str) -> str | None:
    """Return the address after one pass of normalizing; None if it leads to no host of the web.

    Raises ValueError for a text that is no address.
    """
    parts = urlsplit(address)
    host = _host(parts.hostname or "") if parts.scheme.lower() in ("http", "https") else None
    if host is None:
        return None
    where = f"{host}:{parts.port}" if parts.port not in (None, 80, 443) else host
    path = _path(parts.path)
    words = re.findall(r"[^\W\d_]{2,}", unquote(_SUFFIX.sub("", path)).casefold())
    speaks = len(set(words) - _GENERIC) >= 2 or bool(re.search(r"\d{5,}", path))
    query = _query(parts.query, speaks=speaks)
    anchor = f"#{parts.fragment}" if parts.fragment.startswith("!/") else ""  # names a story behind a script
    return f"https://{where}{path}{query}{anchor}"


def _host(printed: str) -> str | None:
    """Return a host in ASCII without prefixes such as "www." and "m."; None if the text is no host."""
    labels = normalize("NFC", printed.rstrip(".").lower()).replace("。", ".").split(".")
    # Not by IDNA 2003, which makes one name of ß and ss.
    host = ".".join(each if each.isascii() else f"xn--{each.encode('punycode').decode()}" for each in labels)
    while (shorter := _HOST_PREFIX.sub(r"\1", host)) != host and not _PUBLIC.match(shorter):
        host = shorter
    return host if _HOST.fullmatch(host) else None


def _path(path: str) -> str:
    """Return a path without sessions, index files and views, in normalized spelling."""
    parts = (_segment(each) for each in _SESSION.sub("", path).split("/"))
    path = re.sub(r"/{2,}", "/", "/".join(parts))
    return _VIEW.sub("", pattern("addresses", "index file").sub("", path).rstrip("/"))


def _segment(text: str) -> str:
    """Return a part of a path in normalized spelling: NFC, percent-encoded where that is needed."""
    try:
        return quote(normalize("NFC", unquote(text, errors="strict")), safe=_SAFE)
    except UnicodeDecodeError:  # an older encoding: only the case of its digits is made one
        return re.sub(r"%[0-9a-fA-F]{2}", lambda found: found[0].upper(), quote(text, safe=_SAFE + "%"))


def _query(query: str, *, speaks: bool) -> str:
    """Return the query parameters that identify the story, sorted, with "?" before them; "" if none does.

    `speaks` says that the path alone identifies the story: then likely trackers are removed too.
    """
    pairs = (each.partition("=") for each in query.replace("&amp;", "&").split("&") if each)
    said = (pair for pair in pairs if not _is_dropped(pair[0], pair[2], speaks=speaks))
    kept = [(_encoded(name), sign, _encoded(value)) for name, sign, value in said]
    whole = "&".join(f"{name}{sign}{value}" for name, sign, value in sorted(kept, key=lambda pair: pair[0]))
    return f"?{whole}" if whole else ""


def _encoded(text: str) -> str:
    """Return a parameter's name or value in one spelling of its percent-encoding."""
    try:
        return quote_plus(unquote_plus(text, errors="strict"))
    except UnicodeDecodeError:  # an older encoding
        return text


def _is_dropped(name: str, value: str, *, speaks: bool) -> bool:
    """Return whether a parameter, such as "utm_source=x", says nothing about which story is meant."""
    if pattern("addresses", "tracking").match(name) or (_VIEW_NAME.match(name) and _VIEW_VALUE.match(value)):
        return True
    if _PRINT_NAME.match(name) and value.lower() in ("", "1", "true", "yes", "y", "on", "print"):
        return True
    # A number may name the story.
    return speaks and not _NUMBER.fullmatch(value) and bool(_LIKELY_TRACKING.match(name))


def host_of(address: str | None) -> str:
    """Return the host of an address without www and mobile prefixes; "" if it is no web address."""
    known = canonical(address)
    return (urlsplit(known).hostname or "") if known else ""


def slug_of(address: str | None) -> str | None:
    """Return the last part of a path that has two words, e.g. "storm-hits-norden"; None if none has."""
    for part in reversed(unquote(path_of(address or "")).split("/")):
        bare = _SUFFIX.sub("", part)
        if len(re.findall(r"[^\W\d_]{2,}", bare)) >= 2:
            return bare
    return None


def path_of(address: str) -> str:
    """Return the path of a URL; "" if it is invalid."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def unwrapped(address: str) -> str | None:
    """Return the address that an archive, AMP cache or redirecting service wraps; None if none is wrapped."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    query = f"?{parts.query}" if parts.query else ""
    query += f"#{parts.fragment}" if parts.fragment.startswith("!") else ""  # it names a story
    path = _ENCODED.sub(lambda scheme: unquote(scheme[0]), parts.path)
    if pattern("addresses", "archive").search(host) and (found := _ADDRESS.search(path)):
        return f"{found[1]}://{found[2].lstrip('/')}{query}"
    if host.endswith(".cdn.ampproject.org") and (found := _CACHED_PATH.match(parts.path)):
        return f"https://{found[1]}{query}"
    if host.startswith("www.google.") and parts.path.startswith("/amp/"):
        return f"https://{parts.path.removeprefix('/amp/').removeprefix('s/')}{query}"
    if pattern("addresses", "host that redirects").match(host) and parts.path in _REDIRECTS:
        return _target(parts.path, parts.query)
    return None


def _target(path: str, query: str) -> str | None:
    """Return the address in the parameter of a redirecting service; None for any other path."""
    given = dict(parse_qsl(query))
    values = (given.get(name, "") for name in _REDIRECTS[path])
    return next(filter(_ADDRESS.match, values), None)
