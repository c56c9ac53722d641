"""A day of use without a network: nothing tries to leave the machine but for what is followed or listed.

The day is spent in a network namespace that has no way out, whose kernel counts what would have left, whoever
tried it.
"""

import fcntl
import os
import re
import shutil
import socket
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from bench.readers import look_everywhere
from tests.running import app, verb

ROOT = Path(__file__).resolve().parents[2]
CAPTURES = ROOT / "tests" / "data" / "captures"
LISTS = re.compile(r"\.opml|\.csv|bookmarks|sitemap|wallabag")  # of addresses, whose pages are fetched
PAGES = [str(each) for each in sorted(CAPTURES.iterdir()) if not LISTS.search(each.name)]
FOLLOWED = "https://harbourpost.example/feed.xml"
APART = ["unshare", "--net", "--map-root-user"]
UP, SET_FLAGS = 1, 0x8914  # of an interface, in Linux
DAY = (
    ("ingest", *PAGES), ("doctor",), ("backup",), ("doctor", "--backups"), ("ingest", *PAGES),
    ("reclean",), ("corrections",), ("sources",), ("restore",), ("doctor", "--mend"), ("digest",),
    ("mail",), ("digest", "--mail"),
)  # fmt: skip


def attempts() -> int:
    """Return how often this namespace's kernel found no way for what should have left."""
    names, numbers = (
        line.split() for line in Path("/proc/net/snmp").read_text().splitlines() if line.startswith("Ip:")
    )
    return int(numbers[names.index("OutNoRoutes")])


def spend_a_day(home: Path) -> None:
    """Use Wireroom, print the attempts to leave, then those of a refresh of what is followed."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as lower:
        fcntl.ioctl(lower, SET_FLAGS, struct.pack("16sH14x", b"lo", UP))
    for words in DAY:
        done = verb(home, *words)
        assert "Traceback" not in done.err, (words, done.err)
    with app(home, WIREROOM_BACKGROUND="on") as address:
        seen = look_everywhere(address)
        assert not seen.errors, seen.errors
    print("quiet", attempts())
    verb(home, "follow", FOLLOWED)
    verb(home, "refresh")
    print("followed", attempts())


@pytest.mark.soak
@pytest.mark.process
@pytest.mark.skipif(not shutil.which("unshare"), reason="there are no network namespaces")
def test_a_day_of_use_tries_no_way_out_but_to_what_is_followed(tmp_path: Path) -> None:
    command = [*APART, sys.executable, "-m", "tests.ui.test_no_way_out", str(tmp_path)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, env=dict(os.environ)
    )
    if "unshare failed" in done.stderr:
        pytest.skip("this user may make no network namespace")
    note = dict(line.split() for line in done.stdout.splitlines() if line.startswith(("quiet", "followed")))
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(note["quiet"]) == 0 < int(note["followed"])  # the counter counts


if __name__ == "__main__":
    spend_a_day(Path(sys.argv[1]))
