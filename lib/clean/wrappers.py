"""Finds the address that an archive, an AMP cache or a redirecting service wraps in its own."""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from lib.clean import words

_ARCHIVES = words.pattern("addresses", "archive")
_REDIRECTORS = words.pattern("addresses", "host that redirects")
_ADDRESS = re.compile(r"(?P<scheme>https?):/{1,2}(?P<rest>.+)", re.IGNORECASE | re.DOTALL)
_ENCODED = re.compile(r"https?%3A%2F%2F.*", re.IGNORECASE)
_CAPTURED_PATH = re.compile(
    r"^/(?:web/|wayback/|all/|\w+/)?\d{4,14}(?:[a-z]{2}_)?\*?/(?P<rest>.+)$", re.DOTALL
)
_CACHED_PATH = re.compile(r"^/(?:[a-z]/)?(?:wp/)?(?P<secure>s/)?(?P<rest>[^/]+\.[^/]+(?:/.*)?)$", re.DOTALL)
_CACHED = words.pattern("addresses", "kept by a search engine")
_CACHES = re.compile(r"(?:^|\.)(?:cdn\.ampproject\.org|bing-amp\.com)$")
# Path of the service, and the parameter that holds the address.
_REDIRECTS: dict[str, tuple[str, ...]] = {
    "/url": ("q", "url"), "/l.php": ("u",), "/imgres": ("imgrefurl",), "/search": ("q",),
}  # fmt: skip


def unwrapped(address: str) -> str | None:
    """Return the address wrapped by an archive, AMP cache or redirecting service; None if there is none."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    query = f"?{parts.query}" if parts.query else ""
    query += f"#{parts.fragment}" if parts.fragment.startswith("!") else ""  # it names a story
    if _ARCHIVES.search(host) and (
        found := _ADDRESS.search(_ENCODED.sub(lambda scheme: unquote(scheme[0]), parts.path))
        or _CAPTURED_PATH.match(parts.path)
    ):
        whole = found.groupdict()
        return f"{whole.get('scheme') or 'http'}://{whole['rest'].lstrip('/')}{query}"
    if _CACHES.search(host) and (found := _CACHED_PATH.match(parts.path)):
        return f"https://{found['rest']}{query}"
    if host.startswith("www.google.") and parts.path.startswith("/amp/"):
        return f"https://{parts.path.removeprefix('/amp/').removeprefix('s/')}{query}"
    if _REDIRECTORS.match(host) and parts.path in _REDIRECTS:
        return _target(parts.path, parts.query)
    return None


def _target(path: str, query: str) -> str | None:
    """Return the address in the parameter of a redirecting service's path; None without one."""
    given = dict(parse_qsl(query))
    for name in _REDIRECTS[path]:
        value = _CACHED.sub("", given.get(name, ""))
        if _ADDRESS.match(value):
            return value
    return None
