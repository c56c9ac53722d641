"""Examining an address in a child process: the feeds found there, printed as a JSON event."""

import json
import sys
from dataclasses import asdict

from lib.capture.feeds.parse import parse
from lib.fetch import discover
from lib.ingest.addresses import open_client
from lib.store.paths import archive_path


def main(address: str) -> None:
    """Print a JSON event with the feeds found at the address."""
    with open_client(archive_path()) as client:
        found = discover(address, client, parse)
    print(json.dumps({"code": "looked", "parameters": {"url": address, **asdict(found)}}))


if __name__ == "__main__":
    main(sys.argv[1])
