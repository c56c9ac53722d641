"""Licences, known faults and care of what is installed from the lock file.

`make audit` prints a line for each package whose licence may not be passed on with Wireroom, of which a
database of faults knows any, or that looks unmaintained; it ends with 1 where there is one of the first two.
"""

import json
import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata, version
from pathlib import Path
from urllib.request import Request, urlopen

LOCK = Path(__file__).resolve().parents[1] / "requirements.lock"
DATABASE, PATIENCE = "https://api.osv.dev/v1/querybatch", 30.0  # seconds
MINOR = re.compile(r"Programming Language :: Python :: 3\.(\d+)")
OLDEST = 9  # of Python 3; what names none as new has seen no release since 2020
PIN = re.compile(r"^([\w.-]+)==", re.MULTILINE)

# Permissive ones, and those whose conditions end at the package's own files.
ALLOWED = re.compile(
    r"(the )?(\d-clause )?(mit|0?bsd|apache|isc|psf|python software foundation|cnri-python|zlib|cc0|mpl"
    r"|mozilla|lgpl|gnu lesser)\b.*",
    re.IGNORECASE,
)


def main() -> int:
    """Print what is not allowed, faulty or unmaintained; return 1 where there is any of the first two."""
    names = pinned(LOCK.read_text(encoding="utf-8"))
    refused = list(not_allowed(names))
    for name, licence in refused:
        print(f"{name}: {licence or 'names no licence'}")
    print(f"{len(names)} packages, {len(refused)} with a licence that is not allowed")
    for name, why in unmaintained(names):
        print(f"{name} {version(name)} may be unmaintained: {why}; look at its releases")
    try:
        faulty = known_faults(names)
    except (OSError, ValueError) as error:
        print(
            f"Known faults were not looked up: the database {DATABASE} could not be reached ({error}); run "
            "this again where there is a network."
        )
        return 1 if refused else 0
    for name, faults in faulty.items():
        print(f"{name} {version(name)} has known faults: {', '.join(faults)}")
    print(f"{len(faulty)} packages with faults that {DATABASE} knows")
    return 1 if refused or faulty else 0


def known_faults(names: list[str]) -> dict[str, list[str]]:
    """Return the installed packages of which the database knows faults, with the faults' names there.

    Raises OSError where the database cannot be reached, ValueError where its answer cannot be read.
    """
    there = [name for name in names if _is_installed(name)]
    asked = [{"package": {"name": n, "ecosystem": "PyPI"}, "version": version(n)} for n in there]
    head = {"Content-Type": "application/json"}
    request = Request(DATABASE, json.dumps({"queries": asked}).encode(), head)
    with urlopen(request, timeout=PATIENCE) as answer:
        results = json.load(answer)["results"]
    found = zip(there, results, strict=True)
    return {name: [each["id"] for each in result["vulns"]] for name, result in found if result.get("vulns")}


def unmaintained(names: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the installed packages that call themselves inactive or name no Python of the last years."""
    for name in filter(_is_installed, names):
        if why := neglect(metadata(name).get_all("Classifier", [])):
            yield name, why


def neglect(classifiers: list[str]) -> str:
    """Return why a package's classifiers tell of no care; "" where they do not."""
    if "Development Status :: 7 - Inactive" in classifiers:
        return "it calls itself inactive"
    named = [int(found[1]) for each in classifiers if (found := MINOR.fullmatch(each))]
    if named and max(named) < OLDEST:
        return f"it names no Python after 3.{max(named)}"
    return ""


def _is_installed(name: str) -> bool:
    try:
        return bool(metadata(name))
    except PackageNotFoundError:
        return False  # it is for another system or Python


def pinned(lock: str) -> list[str]:
    """Return the names of the packages of a lock file."""
    return sorted(set(PIN.findall(lock)))


def not_allowed(names: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the installed packages whose licence is not allowed."""
    for name in filter(_is_installed, names):
        if not is_allowed(licence := licence_of(name)):
            yield name, licence


def licence_of(name: str) -> str:
    """Return a package's licence as its own metadata tells, an expression where it has one."""
    text = metadata(name)
    classes = [each for each in text.get_all("Classifier", []) if each.startswith("License ::")]
    spelled = " AND ".join(each.rpartition(" :: ")[2] for each in classes)
    written = [text[name].partition("\n")[0] for name in ("License-Expression", "License") if name in text]
    return written[0] if "License-Expression" in text else spelled or "".join(written)


def is_allowed(licence: str) -> bool:
    """Return whether one of the licences to choose from is allowed in all of its parts."""
    return any(
        all(ALLOWED.fullmatch(part.strip(" ()")) for part in choice.split(" AND "))
        for choice in licence.split(" OR ")
    )


if __name__ == "__main__":
    sys.exit(main())
