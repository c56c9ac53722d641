"""What is installed is locked by hash, lies within the ranges, and may be passed on."""

import re
import tomllib
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from unittest.mock import Mock

import pytest
from packaging.requirements import Requirement

from bench import audit
from bench.audit import is_allowed, known_faults, neglect, not_allowed, pinned
from lib import VERSION

ROOT = Path(__file__).resolve().parents[1]
LOCKS = [("requirements.txt", "requirements.lock"), ("tests/requirements.txt", "tests/requirements.lock")]
PIN = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)


def test_the_project_and_its_code_are_of_one_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == VERSION


@pytest.mark.parametrize(("ranges", "lock"), LOCKS)
def test_the_lock_is_of_the_ranges_that_stand_beside_it(ranges: str, lock: str) -> None:
    lines = (ROOT / ranges).read_text(encoding="utf-8").splitlines()
    wanted = [Requirement(line.partition("#")[0]) for line in lines if line.partition("#")[0].strip()]
    pins = dict[str, list[str]]()
    for name, pin in PIN.findall((ROOT / lock).read_text(encoding="utf-8")):
        pins.setdefault(name, []).append(pin)
    for each in wanted:
        found = pins.get(re.sub(r"[-_.]+", "-", each.name).lower())
        assert found, f"{each.name} is not in {lock}; `make lock` writes it anew"
        assert all(pin in each.specifier for pin in found), f"{each} is {found} in {lock}"


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
    ("lock", "brings"),
    [("lib/ingest/requirements-cluster.txt", {"distributed", "fsspec"}),
     ("tests/requirements-objects.txt", {"moto", "s3fs"})],
)  # fmt: skip
def test_an_extra_fits_the_lock(lock: str, brings: set[str]) -> None:
    extra = (ROOT / lock).read_text(encoding="utf-8")
    locked = dict(PIN.findall((ROOT / "tests/requirements.lock").read_text(encoding="utf-8")))
    pins = dict(PIN.findall(extra))
    assert brings <= pins.keys() and "://" not in extra
    assert extra.count("==") == len(pins) and extra.count(" \\\n    --hash=sha256:") >= len(pins)
    assert {name: pin for name, pin in pins.items() if locked.get(name, pin) != pin} == {}
    assert list(not_allowed(pinned(extra))) == []


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [("MIT", True), ("BSD-3-Clause AND Zlib", True), ("GPL-2.0-only OR MPL-1.1", True), ("", False),
     ("GPL-3.0-or-later", False), ("MIT AND AGPL-3.0", False), ("MITRE", False)],
)  # fmt: skip
def test_a_licence_is_allowed_in_all_its_parts(licence: str, allowed: bool) -> None:
    assert is_allowed(licence) == allowed


def test_known_faults_are_those_that_the_database_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = b'{"results": [{"vulns": [{"id": "GHSA-1"}, {"id": "PYSEC-2"}]}, {}]}'
    asked = Mock(return_value=BytesIO(answer))
    monkeypatch.setattr(audit, "urlopen", asked)
    assert known_faults(["duckdb", "not-installed", "streamlit"]) == {"duckdb": ["GHSA-1", "PYSEC-2"]}
    request = asked.call_args[0][0]
    assert version("duckdb").encode() in request.data and b"not-installed" not in request.data


def test_a_database_out_of_reach_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(audit, "urlopen", Mock(side_effect=OSError("no route")))
    assert audit.main() == 0
    assert "could not be reached (no route); run this again" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("classifiers", "why"),
    [(["Development Status :: 7 - Inactive"], "inactive"),
     (["Programming Language :: Python :: 3.6", "Programming Language :: Python :: 3.8"], "3.8"),
     (["Programming Language :: Python :: 3.8", "Programming Language :: Python :: 3.12"], ""),
     (["Programming Language :: Python :: 3"], "")],
)  # fmt: skip
def test_what_looks_unmaintained_is_named(classifiers: list[str], why: str) -> None:
    assert why in neglect(classifiers) and bool(why) == bool(neglect(classifiers))
