"""Authors as they are listed: news agencies under one name, publishing companies not at all."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from lib.store.names.spelling import key


def listed_author(name: str) -> str:
    """Return an author in the listed spelling; an agency under one of its names (dpa)."""
    printed = " ".join(name.split())
    return _agencies().get(key(printed), printed)


def is_house(name: str) -> bool:
    """Return whether a declared author is a publishing company."""
    return key(name) in _houses()


def is_agency(name: str) -> bool:
    """Return whether an author's name is a name of a news agency."""
    return key(name) in _agencies()


@cache
def _agencies() -> Mapping[str, str]:
    """Return the listed name of each agency, by the keys of all its names."""
    agencies = _data()["agencies"].items()
    return {key(name): listed for listed, others in agencies for name in (listed, *others)}


@cache
def _houses() -> frozenset[str]:
    return frozenset(map(key, _data()["houses"]))


@cache
def _data() -> Any:
    return yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
