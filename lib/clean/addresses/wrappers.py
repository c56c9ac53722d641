"""Takes the address of a story out of that of an archive, an AMP cache or a redirecting service."""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

DEEPEST = 5  # wrappers around one address

_WHOLE = re.compile(r"(?P<scheme>https?):/{1,2}(?P<rest>.+)", re.IGNORECASE | re.DOTALL)
_CAPTURED = re.compile(r"^/(?:web/|wayback/|all/|\w+/)?\d{4,14}(?:[a-z]{2}_)?\*?/(?P<rest>.+)$", re.DOTALL)
_ARCHIVES = re.compile(
    r"(?:^|\.)(?:web\.archive\.org|archive\.(?:today|ph|is|li|fo|md|vn|org)|arquivo\.pt|webarchive\.org\.uk"
    r"|wayback\.archive-it\.org|perma-archives\.org|webarchive\.nationalarchives\.gov\.uk|vefsafn\.is)$"
)
_CACHED = re.compile(r"^/(?:[a-z]/)?(?:wp/)?(?P<secure>s/)?(?P<rest>[^/]+\.[^/]+(?:/.*)?)$", re.DOTALL)
_CACHES = re.compile(r"(?:^|\.)(?:cdn\.ampproject\.org|bing-amp\.com)$")
_REDIRECTS: dict[str, tuple[str, ...]] = {  # path of the service, and the parameter that holds the address
    "/url": ("q", "url"), "/l.php": ("u",), "/imgres": ("imgrefurl",), "/search": ("q",),
}  # fmt: skip
_REDIRECTORS = re.compile(
    r"^(?:www\.google\.[a-z.]{2,6}|l\.facebook\.com|lm\.facebook\.com|webcache\.googleusercontent\.com)$"
)


def unwrapped(address: str) -> str:
    """Return the innermost address of the web; the address itself when nothing is wrapped around it.

    Raises ValueError for what no address can be split into.
    """
    for _ in range(DEEPEST):
        inner = _inner(address)
        if inner is None:
            break
        address = inner
    return address


def _inner(address: str) -> str | None:
    parts = urlsplit(address)
    host = parts.hostname or ""
    query = f"?{parts.query}" if parts.query else ""
    if _ARCHIVES.search(host) and (
        found := _WHOLE.search(unquote_scheme(parts.path)) or _CAPTURED.match(parts.path)
    ):
        whole = found.groupdict()
        return f"{whole.get('scheme') or 'http'}://{whole['rest'].lstrip('/')}{query}"
    if _CACHES.search(host) and (found := _CACHED.match(parts.path)):
        return f"https://{found['rest']}{query}"
    if host.startswith("www.google.") and parts.path.startswith("/amp/"):
        return f"https://{parts.path.removeprefix('/amp/').removeprefix('s/')}{query}"
    if _REDIRECTORS.match(host) and parts.path in _REDIRECTS:
        return _told(parts.path, parts.query)
    return None


def unquote_scheme(path: str) -> str:
    """Return a path in which an encoded scheme can be seen; the rest keeps its spelling."""
    return re.sub(r"https?%3A%2F%2F.*", lambda found: unquote(found[0]), path, flags=re.IGNORECASE)


def _told(path: str, query: str) -> str | None:
    given = dict(parse_qsl(query))
    for name in _REDIRECTS[path]:
        value = re.sub(r"^cache:(?:[\w-]+:)?", "", given.get(name, ""))
        if _WHOLE.match(value):
            return value
    return None
