"""Walks the publishers: every row of rules is well formed and makes a difference to a page of our own.

Rules are known by host, and can be switched off.
"""

import json
import threading
from datetime import date, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from lxml.cssselect import CSSSelector
from lxml.etree import XPath

from bench.cleaning import coverage_violations
from bench.cleaning.coverage import source_text
from lib.clean import publishers
from lib.clean.clean import clean
from lib.clean.publishers import Rules, file_name, read_file
from lib.model.article import ZONES
from lib.model.cleaned import Cleaned
from lib.model.rules import RULES
from tests.cases import every_case
from tests.clean.test_clean import captured, cleaned_page, summary

FILES = {path.name: read_file(path) for path in sorted(publishers.FOLDER.glob("*.yaml"))}
ROWS = [
    pytest.param(rules, id=f"{Path(name).stem}-{number}")
    for name, rows in FILES.items()
    for number, rules in enumerate(rows)
]
PAGES = [
    path
    for path in sorted(Path(__file__).parents[2].joinpath("data/publishers").glob("*/*/source.html"))
    if path.parts[-3] in publishers.by_domain()
]
NAMED = ("headline", "authors", "published_at", "tags", "section")  # fields with a provenance of their own


@cache
def cleaned_generally(path: Path) -> Cleaned:
    """Return what cleaning without the rules of publishers gives of a page."""
    with publishers.tried(None):
        return clean(captured(path))


def understood(cleaned: Cleaned) -> dict[str, Any]:
    """Return what is understood of a page; what is cut from it belongs to the general cleaning."""
    found = summary(cleaned)
    return {name: value for name, value in found.items() if name != "cuts"}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parts[-3]}-{path.parts[-2]}")
def test_a_page_is_understood_as_expected_by_its_rules_alone(path: Path) -> None:
    expected = json.loads(path.with_name("expected.json").read_text(encoding="utf-8"))
    fields = {name: value for name, value in expected.items() if name != "cuts"}
    assert understood(cleaned_page(path)) == fields
    assert understood(cleaned_generally(path)) != fields, (
        "the rules do nothing: the general cleaning suffices"
    )
    assert coverage_violations(source_text(captured(path)), cleaned_page(path)) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parts[-3]}-{path.parts[-2]}")
def test_a_field_found_by_a_rule_says_so(path: Path) -> None:
    ruled, general = cleaned_page(path).article, cleaned_generally(path).article
    changed = [name for name in NAMED if getattr(ruled, name) != getattr(general, name)]
    zoned = ruled.published_zone and general.published_zone and ruled.published_zone != general.published_zone
    text = [name for name in changed if not (name == "published_at" and zoned)]
    assert all(ruled.provenance[name].startswith("rule for ") for name in text)
    assert not zoned or "by the rule for" in str(ruled.published_zone)


@pytest.mark.parametrize("rules", ROWS)
def test_every_row_has_a_page_of_its_time(rules: Rules) -> None:
    notes = [path.with_name("expected.json") for path in PAGES if path.parts[-3] in rules.domains]
    days = [json.loads(note.read_text(encoding="utf-8"))["published_at"] for note in notes]
    assert any(rules.holds(datetime.fromisoformat(day).date()) for day in days), (
        "write a page into tests/data/publishers/<domain>/<slug>"
    )


@pytest.mark.parametrize("rules", ROWS)
def test_a_row_is_well_formed(rules: Rules) -> None:
    assert set(rules.cut.values()) <= set(RULES)
    assert set(rules.keep.values()) <= set(ZONES)
    assert rules.cut or rules.keep or rules.read or rules.clock
    assert rules.reason[0].isupper() and rules.reason.endswith(".")
    assert rules.clock is None or ZoneInfo(rules.clock)
    assert not set(rules.cut) & set(rules.keep)
    for selector in (*rules.cut, *rules.keep, *rules.read.values()):
        assert XPath(selector) if selector.startswith("/") else CSSSelector(selector, translator="html")


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_named_after_its_first_domain(name: str) -> None:
    assert name == file_name(FILES[name][0].domains[0])


@every_case("domain", publishers.by_domain())
def test_the_periods_of_a_domain_do_not_overlap(domain: str) -> None:
    rows = sorted(publishers.by_domain()[domain], key=lambda each: each.since or date.min)
    for earlier, later in pairwise(rows):
        assert earlier.until is not None and later.since is not None and earlier.until < later.since


@every_case(
    ("hosts", "domain"),
    [
        (("edition.cnn.com",), "cnn.com"),  # by the domain above it
        (("web.archive.org", "cnn.com", "reuters.com"), "cnn.com"),  # the first with rules wins
        (("harbourpost.example", ""), ""),
        (("notreuters.com",), ""),  # only ends alike
    ],
)
def test_a_host_is_known_by_its_domain(hosts: tuple[str, ...], domain: str) -> None:
    found, rules = publishers.known(hosts)
    assert (found, bool(rules)) == (domain, bool(domain))


def test_off_holds_within_its_block_and_thread_alone() -> None:
    elsewhere: list[str] = []
    with publishers.tried(None):
        assert publishers.known(("reuters.com",)) == ("", ())
        thread = threading.Thread(target=lambda: elsewhere.append(publishers.known(("reuters.com",))[0]))
        thread.start()
        thread.join()
    assert elsewhere == ["reuters.com"]
    assert publishers.known(("reuters.com",))[0] == "reuters.com"
