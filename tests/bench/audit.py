"""Licences of what is installed from the lock file, held against those that may be passed on with Wireroom.

`make audit` prints a line for each package whose licence is none of them, and ends with 1 where there is one.
"""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

LOCK = Path(__file__).resolve().parents[2] / "requirements.lock"
PIN = re.compile(r"^([\w.-]+)==", re.MULTILINE)

# Permissive ones, and those whose conditions end at the package's own files.
ALLOWED = re.compile(
    r"(the )?(\d-clause )?(mit|0?bsd|apache|isc|psf|python software foundation|cnri-python|zlib|cc0|mpl"
    r"|mozilla|lgpl|gnu lesser)\b.*",
    re.IGNORECASE,
)


def main() -> int:
    """Print what is not allowed; return 1 where there is anything."""
    names = pinned(LOCK.read_text(encoding="utf-8"))
    refused = list(not_allowed(names))
    for name, licence in refused:
        print(f"{name}: {licence or 'names no licence'}")
    print(f"{len(names)} packages, {len(refused)} with a licence that is not allowed")
    return 1 if refused else 0


def pinned(lock: str) -> list[str]:
    """Return the names of the packages of a lock file."""
    return sorted(set(PIN.findall(lock)))


def not_allowed(names: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the installed packages whose licence is not allowed."""
    for name in names:
        try:
            licence = licence_of(name)
        except PackageNotFoundError:
            continue  # it is for another system or Python
        if not is_allowed(licence):
            yield name, licence


def licence_of(name: str) -> str:
    """Return a package's licence as its own metadata tells, an expression where it has one."""
    told = metadata(name)
    classes = [each for each in told.get_all("Classifier", []) if each.startswith("License ::")]
    spelled = " AND ".join(each.rpartition(" :: ")[2] for each in classes)
    written = [told[name].partition("\n")[0] for name in ("License-Expression", "License") if name in told]
    return written[0] if "License-Expression" in told else spelled or "".join(written)


def is_allowed(licence: str) -> bool:
    """Return whether one of the licences to choose from is allowed in all of its parts."""
    return any(
        all(ALLOWED.fullmatch(part.strip(" ()")) for part in choice.split(" AND "))
        for choice in licence.split(" OR ")
    )


if __name__ == "__main__":
    sys.exit(main())
