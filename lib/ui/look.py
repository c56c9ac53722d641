"""Looks at an address in a process of its own: what can be followed there, as a line of JSON."""

import json
import sys
from dataclasses import asdict
from typing import Any

from lib.capture.feed_parser import parse
from lib.fetch import Visitor, discover
from lib.ingest.asking import asking
from lib.store.home import archive_path

NO_FEED = "names no feed"  # a page came, as its discovery says


def main(address: str) -> int:
    """Print what stands at the address."""
    with asking(archive_path()) as visitor:
        print(json.dumps(looked(address, visitor), ensure_ascii=False))
    return 0


def looked(address: str, visitor: Visitor) -> dict[str, Any]:
    """Return the feeds of an address, and whether it is a page that can be taken in."""
    found = discover(address, visitor, parse)
    itself = len(found.feeds) == 1 and found.feeds[0].url == address
    return {
        "url": address,
        "feeds": [asdict(each) for each in found.feeds],
        "page": not itself and (bool(found.feeds) or NO_FEED in found.message),
        "message": found.message,
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
