"""Bookmarks as every browser exports them, and Pinboard and others with them: each entry is an address.

The format: "Netscape Bookmark File Format", learn.microsoft.com/previous-versions/windows/internet-explorer/
ie-developer/platform-apis/aa753582. Firefox adds TAGS, Pinboard TAGS and TOREAD. Folders are kept as tags,
except those that browsers make themselves.
"""

from collections.abc import Iterator

from lxml import etree

from lib.capture.arrival import Arrival, web_address
from lib.capture.formats import Outcome
from lib.capture.moments import moment_of
from lib.capture.text.decode import decoded
from lib.capture.unpack import unpacked
from lib.model.capture import Skipped
from lib.model.imported import Imported

SUFFIXES: tuple[str, ...] = ()
ALSO = (".html", ".htm")

DEEPEST = 20  # folders in folders that become tags
_OF_BROWSERS = ("personal_toolbar_folder", "unfiled_bookmarks_folder")
_READ = frozenset({"title", "h1", "h3", "a", "dd"})


def accepts(head: bytes) -> bool:
    """Return whether the bytes begin like a file of bookmarks."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:60].upper()
    return start.startswith(b"<!DOCTYPE NETSCAPE-BOOKMARK-FILE")


def read(arrival: Arrival) -> Iterator[Outcome]:
    """Yield an entry for each address of the web; what is none is told."""
    text = decoded(unpacked(arrival.data, arrival.origin), origin=arrival.origin).content
    listener = _Listener()
    parser = etree.HTMLParser(target=listener, encoding="utf-8", recover=True)
    parser.feed(text.encode())
    parser.close()
    for number, each in enumerate(listener.found, 1):
        yield _entry(each, f"{arrival.origin}#{number}")


def _entry(found: "_Found", origin: str) -> Outcome:
    url = web_address(found.told.get("href"))
    if url is None:
        return Skipped(origin=origin, reason="bookmark that leads to no page of the web")
    tags = [tag.strip() for tag in (found.told.get("tags") or "").split(",")]
    return Imported(
        url=url,
        origin=origin,
        title=_line(found.title),
        tags=tuple(dict.fromkeys(tag for tag in (*found.folders, *tags) if tag)),
        added_at=moment_of(found.told.get("add_date")),
        read=False if found.told.get("toread") == "1" else None,
        note=_line(found.note),
    )


def _line(words: str) -> str | None:
    return " ".join(words.split()) or None


class _Found:
    def __init__(self, told: dict[str, str], folders: tuple[str, ...]) -> None:
        self.told, self.folders = told, folders
        self.title = self.note = ""


class _Listener:
    """Hears the tags of the file one after the other; the file may nest its folders as deep as it likes."""

    def __init__(self) -> None:
        self.found: list[_Found] = []
        self._folders: list[str] = []
        self._next = ""
        self._in = ""

    def start(self, tag: str, told: dict[str, str]) -> None:
        if tag == "dl":
            self._folders.append(self._next)
            self._next = ""
        elif tag == "a":
            folders = tuple(" ".join(each.split()) for each in self._folders[-DEEPEST:])
            self.found.append(_Found(dict(told), folders))
        if tag in _READ:
            self._next = "" if tag == "h3" else self._next
            own = tag == "h3" and any(name in told for name in _OF_BROWSERS)
            self._in = "" if own else tag

    def end(self, tag: str) -> None:
        if tag == "dl" and self._folders:
            self._folders.pop()
        if tag in _READ or tag == "dl":
            self._in = ""

    def data(self, words: str) -> None:
        if self._in == "h3":
            self._next += words
        elif self._in == "a":
            self.found[-1].title += words
        elif self._in == "dd" and self.found:
            self.found[-1].note += words

    def close(self) -> None:
        """Have nothing left to do: all that was heard is in `found`."""
