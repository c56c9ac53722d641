"""Reads and writes lists of feeds, as feed readers exchange them (OPML 1 and 2).

By opml.org/spec2.opml, an outline with an xmlUrl is a feed, an outline around others a folder.
"""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from lib.capture.exports.bookmark_entries import one_line
from lib.capture.formats import Outcome
from lib.capture.source_file import SourceFile, web_address
from lib.capture.text.xml_text import in_utf8
from lib.capture.unpack import refuse_binary, unpacked
from lib.model.capture import Skipped
from lib.model.controls import without_non_xml
from lib.model.errors import UnreadableCapture
from lib.model.imported import Subscription
from lib.model.wording import count

SUFFIXES = (".opml",)
ALSO_SUFFIXES = (".xml",)

DEEPEST = 20  # nested folders that are kept apart
_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?(?>\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*>)*+<opml[\s>]", re.DOTALL | re.IGNORECASE
)

_BARE_HOST = re.compile(r"(?:[\w-]{1,63}\.){1,8}[a-zA-Z]{2,24}(?:[/:?]|$)")  # an address without its scheme


def accepts(head: bytes) -> bool:
    """Return whether the bytes begin like an OPML list."""
    return bool(_ROOT.match(head))


def feeds(data: bytes, origin: str = "The list") -> tuple[Subscription, ...]:
    """Return the feeds in order, each address once; raises UnreadableCapture if this is not OPML."""
    data = unpacked(data, origin)
    refuse_binary(data, origin)
    if not data.strip():
        raise _no_list_error(origin, "it is empty")
    parser = etree.XMLParser(encoding="utf-8", recover=True, resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(in_utf8(data, origin).strip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _no_list_error(origin, str(error)) from error
    if root is None or str(root.tag).rpartition("}")[2].lower() != "opml":
        raise _no_list_error(origin, "it does not begin with opml")
    found: dict[str, Subscription] = {}
    for feed in _subscriptions(root):
        found.setdefault(feed.feed_url, feed)
    return tuple(found.values())


def to_opml(subscriptions: Iterable[Subscription], *, title: str = "Feeds") -> bytes:
    """Return the feeds in their folders as an OPML 2.0 file, without characters that XML cannot hold."""
    root = etree.Element("opml", version="2.0")
    head, body = etree.SubElement(root, "head"), etree.SubElement(root, "body")
    etree.SubElement(head, "title").text = without_non_xml(title)
    folders: dict[tuple[str, ...], etree.ElementBase] = {(): body}
    for feed in subscriptions:
        site = {"htmlUrl": without_non_xml(feed.site_url)} if feed.site_url else {}
        name = without_non_xml(feed.title or feed.feed_url)
        attributes = {"type": "rss", "text": name, "title": name, "xmlUrl": without_non_xml(feed.feed_url)}
        etree.SubElement(_element(folders, feed.folder), "outline", {**attributes, **site})
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))


def read(source: SourceFile) -> Iterator[Outcome]:
    """Yield one skip for the whole list: its feeds can be followed, but it holds no story."""
    number = count(len(feeds(source.data, source.origin)), "feed")
    yield Skipped(origin=source.origin, reason=f"list of {number}, to be followed")


def _no_list_error(origin: str, why: str) -> UnreadableCapture:
    message = f"{origin} is no list of feeds ({why}); export it once more from the feed reader as OPML."
    return UnreadableCapture(origin, message)


def _subscriptions(root: etree.ElementBase) -> Iterator[Subscription]:
    """Yield each outline with a web address as a feed, its folders from the outermost inwards."""
    for element in root.iter(etree.Element):
        if str(element.tag).rpartition("}")[2].lower() == "outline":  # some programs write capitals
            element.tag = "outline"
    for outline in root.iter("outline"):
        attributes = {str(name).lower(): str(value) for name, value in outline.attrib.items()}
        address = attributes.get("xmlurl", "").strip()
        if address.lower().startswith("feed:"):  # some readers write it before http or in its place
            rest = address[5:].removeprefix("//")
            address = rest if rest.lower().startswith(("http:", "https:")) else f"http://{rest}"
        elif _BARE_HOST.match(address):
            address = f"https://{address}"
        if url := web_address(address):
            folders = outline.iterancestors("outline")
            names = [one_line(folder.get("text") or folder.get("title")) for folder in folders]
            yield Subscription(
                title=one_line(attributes.get("title") or attributes.get("text")) or "", feed_url=url,
                site_url=web_address(attributes.get("htmlurl")),
                folder=tuple(name for name in reversed(names[:DEEPEST]) if name),
            )  # fmt: skip


def _element(folders: dict[tuple[str, ...], etree.ElementBase], path: tuple[str, ...]) -> etree.ElementBase:
    """Return the element of the folder with this path; add it and those above to the tree where missing."""
    if path not in folders:
        name = without_non_xml(path[-1])
        folders[path] = etree.SubElement(_element(folders, path[:-1]), "outline", text=name, title=name)
    return folders[path]
