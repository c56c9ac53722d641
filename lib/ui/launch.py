"""Starting the app: checks the port, builds the sample for a new reader, opens the browser."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import webbrowser
from pathlib import Path

from lib.store.files import keys
from lib.store.files.private import keep_private
from lib.store.paths import archive_path, keys_path, sample_path
from lib.ui.access import KEY, SHARED

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"


def main() -> int:
    """Run the app until it is stopped; return 1 if it could not start."""
    parser = argparse.ArgumentParser(prog="python -m lib.ui.launch", description=__doc__)
    parser.add_argument("--port", type=int, default=8501)
    parser.add_argument("--share", action="store_true", help="let other machines in, with a key")
    options = parser.parse_args()
    port = options.port
    if why := unusable(port):
        print(f"Port {port} cannot be used: {why}. Choose another: make run PORT={other(port)}")
        return 1
    if not archive_path().exists():
        sample()
    elif sample_path().exists():  # made anew beside the app if need be; else its page lays it out when asked
        threading.Thread(target=sample, daemon=True).start()
    address = f"http://{HOST}:{port}"
    print(f"\nWireroom is at {address}\nStop it with Ctrl-C.\n", flush=True)
    if options.share:
        print(invitation(port), flush=True)
    threading.Thread(target=show, args=(address, port), daemon=True).start()
    return serve(port, shared=options.share)


def invitation(port: int) -> str:
    """Return text with a link, which has a new key and opens the app from another machine."""
    keep_private()
    key = keys.give_out(keys_path())
    return (
        f"From another machine of your network: http://{own_address()}:{port}/?{KEY}={key}\n"
        "Whoever has this link can read and change all that you can; do not send it over a network that "
        "you do not trust.\n`python -m lib keys` lists the keys and withdraws them.\n"
    )


def own_address() -> str:
    """Return this machine's address in its network; 127.0.0.1 without a network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # chooses the way out; nothing is sent
        except OSError:
            return HOST
        return str(probe.getsockname()[0])


def unusable(port: int) -> str:
    """Return why the app cannot listen on the port, as the end of a sentence; "" if it can listen."""
    if not 0 < port < 65536:
        return "ports are numbers from 1 to 65535"
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            return "this account may not listen there"
        except OSError:
            return "another program listens there"
    return ""


def other(port: int) -> int:
    """Return a free port near the given one."""
    return next((p for p in range(max(1024, port + 1), 65536) if not unusable(p)), 8502)


def sample() -> None:
    """Build the sample if it is missing; if that fails, the app starts and offers it."""
    done = subprocess.run([sys.executable, "-m", "lib", "sample"], cwd=ROOT, check=False)
    if done.returncode not in (0, 3):
        print("The sample could not be laid out; the app starts without it and offers it again.")


def show(address: str, port: int) -> None:
    """Open the browser when the app answers, within a minute; nothing without a screen."""
    if not has_screen():
        return
    for _ in range(240):
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                webbrowser.open(address)
                return
        time.sleep(0.25)


def has_screen() -> bool:
    """Return whether this machine can show a browser window."""
    return sys.platform in ("darwin", "win32") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def serve(port: int, *, shared: bool) -> int:
    """Run the server until it is stopped, for other machines too if `shared`; return its exit code."""
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), f"--server.port={port}"]
    if shared:
        command += ["--server.address=0.0.0.0", "--server.allowedHosts=*"]
    environment = {**os.environ, SHARED: "1" if shared else ""}
    with subprocess.Popen(command, cwd=ROOT, env=environment) as app:
        signal.signal(signal.SIGTERM, lambda *_: app.terminate())  # else it would go on, and hold the port
        try:
            return app.wait()
        except KeyboardInterrupt:  # the app hears of it too
            return 0


if __name__ == "__main__":
    sys.exit(main())
