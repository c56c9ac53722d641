"""Reads bookmarks as exported by all browsers, Pinboard and others (HTML): each entry is an address.

The format: "Netscape Bookmark File Format", learn.microsoft.com/previous-versions/windows/internet-explorer/
ie-developer/platform-apis/aa753582. Firefox adds TAGS, Pinboard TAGS and TOREAD. Folders become tags, except
the browsers' own top folders. The lists of links that Pocket and Instapaper hand out as HTML have a heading
for what is unread and what is archived.
"""

import re
from collections.abc import Iterator

from lxml import etree

from lib.capture.exports.bookmark_entries import DEEPEST, NO_PAGE, entry, one_line
from lib.capture.formats import Outcome
from lib.capture.source_file import SourceFile
from lib.capture.text.decode import decoded
from lib.capture.unpack import unpacked

SUFFIXES: tuple[str, ...] = ()
ALSO_SUFFIXES = (".html", ".htm")

_OF_BROWSERS = ("personal_toolbar_folder", "unfiled_bookmarks_folder")
_READ = frozenset({"title", "h1", "h3", "a", "dd"})
_BREAKS = frozenset({"br", "p", "div", "li"})  # in a description: they part words
_OF_BOOKMARKS = re.compile(rb"(?:\xef\xbb\xbf)?\s*<!DOCTYPE NETSCAPE-BOOKMARK-FILE", re.IGNORECASE)
_OF_LINKS = re.compile(rb"<title>\s*(?:Pocket Export|Instapaper: Export)\s*</title>", re.IGNORECASE)
_STATES = {"Unread": False, "Archive": True, "Read Archive": True}


def accepts(head: bytes) -> bool:
    """Return whether the bytes begin like a file of bookmarks, or an HTML list of Pocket or Instapaper."""
    return _OF_BOOKMARKS.match(head) is not None or _OF_LINKS.search(head) is not None


def read(source: SourceFile) -> Iterator[Outcome]:
    """Yield an entry for each bookmark of a web address, a skip for any other bookmark."""
    text = decoded(unpacked(source.data, source.origin), origin=source.origin).content
    collector = _Collector()
    parser = etree.HTMLParser(target=collector, encoding="utf-8", recover=True)
    parser.feed(text.encode())
    parser.close()
    for number, bookmark in enumerate(collector.found, 1):
        fields, archived = bookmark.attributes, _STATES.get(bookmark.heading)
        yield entry(
            fields.get("href"), f"{source.origin}#{number}", title="".join(bookmark.title), otherwise=NO_PAGE,
            tags=(*bookmark.folders, *fields.get("tags", "").split(",")),
            added_at=fields.get("add_date") or fields.get("time_added"),
            read=False if fields.get("toread") == "1" else archived, archived=archived,
            note=one_line("".join(bookmark.note)),
        )  # fmt: skip


class _Found:
    """A bookmark as its file gives it: attributes, the folders around it, the heading of its list."""

    def __init__(self, attributes: dict[str, str], folders: tuple[str, ...], heading: str) -> None:
        self.attributes, self.folders, self.heading = attributes, folders, heading
        self.title, self.note = list[str](), list[str]()  # in the pieces that the parser hands out


class _Collector:
    """A parser target that collects bookmarks; folders may nest to any depth."""

    def __init__(self) -> None:
        self.found: list[_Found] = []
        self._folders: list[str] = []  # around the place that is read, the outermost first
        self._next: list[str] = []  # the title of the folder whose list follows
        self._heading: list[str] = []  # the last <h1>, such as "Archive"
        self._noted: _Found | None = None  # whose description a <dd> is; None: a folder's
        self._text: list[str] = []  # what the text that is read belongs to

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Enter a folder at its list, note a link with its folders, begin to read a title, part words."""
        if tag in _READ:
            self._text = []
        if tag in _BREAKS:
            self._text.append(" ")
        elif tag == "dl":
            self._folders.append("".join(self._next))
            self._next = []
        elif tag == "a":
            folders = tuple(" ".join(folder.split()) for folder in self._folders[-DEEPEST:])
            self._noted = _Found(dict(attributes), folders, "".join(self._heading))
            self.found.append(self._noted)
            self._text = self._noted.title
        elif tag == "dd" and self._noted:
            self._text = self._noted.note
        elif tag == "h1":
            self._heading = self._text
        elif tag == "h3":
            self._noted = None
            self._next = [] if any(name in attributes for name in _OF_BROWSERS) else self._text

    def end(self, tag: str) -> None:
        if tag == "dl" and self._folders:
            self._folders.pop()
        if tag in _READ or tag == "dl":
            self._text = []

    def data(self, words: str) -> None:
        self._text.append(words)

    def close(self) -> None:
        """Do nothing: all bookmarks are in `found`."""
