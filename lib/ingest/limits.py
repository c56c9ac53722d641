"""Limits of processor time and memory for reading one capture, enforced by the operating system."""

import os
import signal
import sys
from dataclasses import dataclass, replace
from pathlib import Path

PACE = 5_000_000  # bytes of a large file that a slow machine unpacks and looks through in a second
PARTS = "part it into smaller files, such as one web archive a day, and take these in"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Limits of processor time, memory and waiting for reading one capture, and their words in a message."""

    cpu_seconds: int = 10
    memory: int = 1 << 30  # bytes on top of what the worker has anyway
    wall_seconds: float = 120.0  # for one that merely waits, and where the system has no other limits
    whose: str = "one page"
    advice: str = "save the article alone, for example from the browser's reading view"

    def looking_through(self, size: int) -> "Limits":
        """Return limits for finding the next page in a file of `size` bytes, larger for a large file."""
        more = size // PACE
        if not more:
            return self
        return replace(
            self, cpu_seconds=self.cpu_seconds + more, wall_seconds=self.wall_seconds + 4 * more,
            whose="a file of its size", advice=PARTS,
        )  # fmt: skip


if sys.platform == "win32":

    def allow(limits: Limits) -> None:
        """Do nothing: without the `resource` module, only the wall clock stops a worker."""

    def cause_of_death(code: int, limits: Limits) -> str:
        """Return the exit code of a worker that ended, as the end of a sentence about its capture."""
        return f"ended the process that read it (status {code})"

else:
    import resource

    def allow(limits: Limits) -> None:
        """Limit what this process may use from now on to the time and memory for one capture."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + limits.cpu_seconds)
        if in_use := _address_space():
            _lower(resource.RLIMIT_AS, in_use + limits.memory)

    def cause_of_death(code: int, limits: Limits) -> str:
        """Return why a worker ended, by its exit code, as the end of a sentence about its capture."""
        if code == -signal.SIGXCPU:
            return f"takes more than {limits.cpu_seconds} seconds to read, the limit for {limits.whose}"
        if code in (-signal.SIGKILL, -signal.SIGABRT, -signal.SIGSEGV):
            return "ended the process that read it, most likely for want of memory"
        return f"ended the process that read it (status {code})"

    def _lower(which: int, to: int) -> None:
        """Set the soft limit of a resource to `to`, or to its hard limit if that is lower."""
        hard = resource.getrlimit(which)[1]
        resource.setrlimit(which, (to if hard == resource.RLIM_INFINITY else min(to, hard), hard))

    def _address_space() -> int:
        """Return the bytes of address space in use, 0 if the system does not say."""
        try:
            return int(Path("/proc/self/statm").read_bytes().split()[0]) * os.sysconf("SC_PAGE_SIZE")
        except OSError:
            return 0
