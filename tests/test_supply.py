"""What is installed is locked by hash, lies within the ranges, and may be passed on."""

import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.bench.audit import is_allowed, not_allowed, pinned

ROOT = Path(__file__).resolve().parents[1]
LOCKS = [("requirements.txt", "requirements.lock"), ("tests/requirements.txt", "tests/requirements.lock")]
PIN = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)


@pytest.mark.parametrize(("ranges", "lock"), LOCKS)
def test_the_lock_is_of_the_ranges_that_stand_beside_it(ranges: str, lock: str) -> None:
    lines = (ROOT / ranges).read_text(encoding="utf-8").splitlines()
    wanted = [Requirement(line.partition("#")[0]) for line in lines if line.partition("#")[0].strip()]
    pins = dict[str, list[str]]()
    for name, version in PIN.findall((ROOT / lock).read_text(encoding="utf-8")):
        pins.setdefault(name, []).append(version)
    for each in wanted:
        found = pins.get(re.sub(r"[-_.]+", "-", each.name).lower())
        assert found, f"{each.name} is not in {lock}; `make lock` writes it anew"
        assert all(version in each.specifier for version in found), f"{each} is {found} in {lock}"


@pytest.mark.parametrize("lock", [lock for _, lock in LOCKS])
def test_every_pin_has_hashes_and_no_index_is_named(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    pins = re.split(r"^(?=\S)", text, flags=re.MULTILINE)[1:]
    assert len(pins) > 80
    assert [pin for pin in pins if "--hash=sha256:" not in pin] == []
    assert "://" not in text and "--index" not in text and "--find-links" not in text


def test_every_licence_may_be_passed_on() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert list(not_allowed(pinned(lock))) == []


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [("MIT", True), ("BSD-3-Clause AND Zlib", True), ("GPL-2.0-only OR MPL-1.1", True), ("", False),
     ("GPL-3.0-or-later", False), ("MIT AND AGPL-3.0", False), ("MITRE", False)],
)  # fmt: skip
def test_a_licence_is_allowed_in_all_its_parts(licence: str, allowed: bool) -> None:
    assert is_allowed(licence) == allowed
