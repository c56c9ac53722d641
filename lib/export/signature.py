"""Signing case files with the reader's own SSH key, and checking signatures, by `ssh-keygen -Y`.

The namespace keeps a signature that was made for another purpose from counting here.
"""

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from lib.model.errors import FigureError

NAMESPACE = "wireroom"
ABSENT = (
    "There is no ssh-keygen on this machine, so nothing can be signed and no signature checked; it comes "
    "with OpenSSH. All else of a case file works without it."
)
SECONDS = 60.0  # a key may ask for its passphrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """The result of checking a signature, with a sentence; `good` is None where it is unknown."""

    good: bool | None
    sentence: str


def sign(content: bytes, key: Path) -> bytes:
    """Return the signature of the bytes by a private SSH key; raises FigureError where it cannot sign."""
    if shutil.which("ssh-keygen") is None:
        raise FigureError(str(key), f"Nothing was written: {ABSENT}")
    done = _run_ssh_keygen(["sign", "-f", str(key), "-n", NAMESPACE], content)
    if done.returncode:
        raise FigureError(
            str(key),
            f"Nothing was written: {key} could not sign it ({_error_of(done)}); name a private SSH key.",
        )
    return done.stdout


def check(content: bytes, signature: bytes, signers: Path | None = None) -> Signed:
    """Return whether a signature is of the bytes; with a file of allowed signers, also who made it.

    A bad signature, or one of a key that is not in the file, is an answer, no error; without ssh-keygen
    `good` is None.
    """
    if shutil.which("ssh-keygen") is None:
        return Signed(good=None, sentence=f"It is signed, but by whom was not checked. {ABSENT}")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "signature"
        file.write_bytes(signature)
        if signers is None:
            done = _run_ssh_keygen(["check-novalidate", "-n", NAMESPACE, "-s", str(file)], content)
            if done.returncode:
                return _not_signed(done)
            key = done.stdout.decode(errors="replace").rpartition(" key ")[2].strip()
            words = (
                f"Signed with the key {key}; whose that is, --signers FILE says (a list as ssh-keygen's "
                "allowed_signers)."
            )
            return Signed(good=True, sentence=words)
        found = _run_ssh_keygen(["find-principals", "-f", str(signers), "-s", str(file)], b"")
        who = found.stdout.decode(errors="replace").split("\n")[0].strip()
        if found.returncode or not who:
            return Signed(good=False, sentence=f"Signed with a key of nobody in {signers}.")
        verify = ["verify", "-f", str(signers), "-I", who, "-n", NAMESPACE, "-s", str(file)]
        done = _run_ssh_keygen(verify, content)
        return Signed(good=True, sentence=f"Signed by {who}.") if done.returncode == 0 else _not_signed(done)


def _not_signed(done: subprocess.CompletedProcess[bytes]) -> Signed:
    return Signed(good=False, sentence=f"Its signature is none of this manifest ({_error_of(done)}).")


def _run_ssh_keygen(arguments: list[str], content: bytes) -> subprocess.CompletedProcess[bytes]:
    """Run `ssh-keygen -Y` on the bytes and return how it ended; after SECONDS it has failed, with code 1."""
    command = ["ssh-keygen", "-Y", *arguments]
    plain = {**os.environ, "LC_ALL": "C"}
    try:
        return subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, env=plain)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 1, b"", b"no answer in a minute")


def _error_of(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return the last line that ssh-keygen wrote to stderr, without its full stop."""
    lines = done.stderr.decode(errors="replace").strip().splitlines()
    return lines[-1].rstrip(".\r") if lines else "ssh-keygen says nothing"
