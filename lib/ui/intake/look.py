"""Examining an address in a child process: the feeds found there, printed as a JSON event."""

import json
import sys
from dataclasses import asdict
from typing import Any

from lib.capture.feeds.parse import parse
from lib.fetch import PoliteClient, discover
from lib.ingest.addresses import open_client
from lib.store.paths import archive_path


def main(address: str) -> None:
    """Print a JSON event with the feeds found at the address."""
    with open_client(archive_path()) as client:
        event = {"code": "looked", "parameters": looked(address, client)}
        print(json.dumps(event))


def looked(address: str, client: PoliteClient) -> dict[str, Any]:
    """Return the feeds found at an address, and whether it is a page that can be added."""
    return {"url": address, **asdict(discover(address, client, parse))}


if __name__ == "__main__":
    main(sys.argv[1])
