"""Runs Streamlit, or a child of the app, in a world where every name under .test is the test server's.

The app itself has no setting that would open such a door.
"""

import functools
import os
import runpy
import sys
from collections.abc import Sequence

from lib.fetch import client
from lib.fetch.dialer import Dialer
from lib.fetch.polite_client import PoliteClient
from lib.ingest import inbox
from lib.ui.jobs import child
from tests.fetch.conftest import HURRIED, to_loopback
from tests.running import read_here

PORT = "WIREROOM_TEST_SERVER"


def open_doors(port: int) -> None:
    """Let what asks the web find the test server, and hurry, and read in one process."""
    exemptions = frozenset({("127.0.0.1", port)})
    vars(client)["Dialer"] = functools.partial(Dialer, resolve=to_loopback, exemptions=exemptions)
    vars(inbox)["PoliteClient"] = functools.partial(PoliteClient, pace=HURRIED)
    read_here().start()


def command(arguments: Sequence[str], module: str = "lib") -> list[str]:
    """Return the command line of a child that has the doors open too.

    Its few pages need one worker, and no model of names, which takes longer to load than they to read.
    """
    options = {"ingest": ("--jobs", "1", "--names", "file"), "refresh": ("--jobs", "1")}
    more = options.get(arguments[0], ()) if module == "lib" else ()
    return [sys.executable, "-m", "tests.browser.doors", module, *arguments, *more]


def main() -> None:
    """Run what the command line names, the app itself by default."""
    open_doors(int(os.environ[PORT]))
    child.command = command
    if sys.argv[1] != "run":
        sys.argv = sys.argv[1:]
    runpy.run_module("streamlit" if sys.argv[0].endswith("doors.py") else sys.argv[0], run_name="__main__")


if __name__ == "__main__":
    main()
