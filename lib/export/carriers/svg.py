"""SVG: the recipe is <metadata id=KEY>; what the picture shows is its canonical XML."""

from html import escape

from lxml import etree

from lib.export.carriers.common import KEY, sha256

_RECIPE = f".//{{http://www.w3.org/2000/svg}}metadata[@id='{KEY}']"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def accepts(start: bytes) -> bool:
    """Return whether a file's first bytes are those of an SVG."""
    return start.startswith(b"<") and b"<svg" in start


def put(content: bytes, text: str) -> bytes:
    """Return the SVG with the recipe's text as its last element."""
    at = content.rindex(b"</svg>")
    element = f'<metadata id="{KEY}">{escape(text, quote=False)}</metadata>'
    return content[:at] + element.encode() + content[at:]


def get(content: bytes) -> str | None:
    """Return the text of the recipe in the SVG; None if it holds none."""
    return etree.fromstring(content, _PARSER).findtext(_RECIPE) or None


def shows(content: bytes) -> str:
    """Return a SHA-256 of what an SVG shows: its canonical XML without the recipe."""
    root = etree.fromstring(content, _PARSER)
    for held in root.findall(_RECIPE):
        held.clear(keep_tail=True)
        held.tag = KEY
    etree.strip_tags(root, KEY)  # the empty elements go, what stands behind them stays
    return sha256(etree.tostring(root, method="c14n"))
