"""Looks at an address in a process of its own: what can be followed there, as a JSON event."""

import json
import sys
from dataclasses import asdict
from typing import Any

from lib.capture.feeds.parse import parse
from lib.fetch import Visitor, discover
from lib.ingest.inbox import asking
from lib.store.files.home import archive_path


def main(address: str) -> int:
    """Print what stands at the address."""
    with asking(archive_path()) as visitor:
        event = {"code": "looked", "parameters": looked(address, visitor)}
        print(json.dumps(event, ensure_ascii=False))
    return 0


def looked(address: str, visitor: Visitor) -> dict[str, Any]:
    """Return the feeds of an address, and whether it is a page that can be taken in."""
    found = discover(address, visitor, parse)
    return {
        "url": address,
        "feeds": [asdict(each) for each in found.feeds],
        "page": found.page,
        "message": found.message,
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
