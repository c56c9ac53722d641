"""Layout rules of publishers, a file each: data that comes on top of the general cleaning.

A file is named after the domain (`apnews_com.yaml`) and holds a row for each period of the layout. Files are
found by walking this folder.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from functools import cache
from pathlib import Path

from lib.clean.publishers.rules import Rules, read_file

FOLDER = Path(__file__).parent

_OFF: ContextVar[bool] = ContextVar("publisher rules are off", default=False)
_TRIED: ContextVar[Rules | None] = ContextVar("rules on trial", default=None)


@contextmanager
def off() -> Iterator[None]:
    """Clean without any publisher's rules, in this thread and within the block."""
    token = _OFF.set(True)
    try:
        yield
    finally:
        _OFF.reset(token)


@contextmanager
def tried(rules: Rules) -> Iterator[None]:
    """Clean with these rules on top of those of their domains, in this thread and within the block."""
    token = _TRIED.set(rules)
    try:
        yield
    finally:
        _TRIED.reset(token)


def known(hosts: Iterable[str]) -> tuple[str, tuple[Rules, ...]]:
    """Return the domain of the first host that has rules, and its rules for all periods."""
    if not _OFF.get():
        for domain in (each for host in hosts for each in _domains(host)):
            if rules := _on_trial(domain, by_domain().get(domain, ())):
                return domain, rules
    return "", ()


def _on_trial(domain: str, rules: tuple[Rules, ...]) -> tuple[Rules, ...]:
    more = _TRIED.get()
    if more is None or domain not in more.domains:
        return rules
    return tuple(
        replace(each, cut={**each.cut, **more.cut}, keep={**each.keep, **more.keep}) for each in rules
    ) or (more,)


@cache
def by_domain() -> dict[str, tuple[Rules, ...]]:
    """Return all rules by domain, read once."""
    found: dict[str, tuple[Rules, ...]] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        for rules in read_file(path):
            for domain in rules.domains:
                found[domain] = (*found.get(domain, ()), rules)
    return found


def _domains(host: str) -> Iterator[str]:
    """Yield a host and the domains above it, the longest first."""
    parts = host.split(".")
    yield from (".".join(parts[start:]) for start in range(len(parts) - 1))
