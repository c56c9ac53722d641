"""A test asks what a module offers: no private name of lib stands in a test or a benchmark."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TESTS = sorted(path for folder in ("tests", "bench") for path in (ROOT / folder).rglob("*.py"))


WORD = re.compile(r"(?<![\w}])_[A-Za-z]\w*")
# A private word where an attribute, a text or an import may name it: without one a file need not be parsed.
NAMED = re.compile(r"[.'\"]_[A-Za-z]|\bimport\b(?:[^\n(]*|\s*\([^)]*)\b_[A-Za-z]")


def is_private(name: str) -> bool:
    """Return whether a name begins with one underscore."""
    return name.startswith("_") and not name.startswith("__") and name != "_"


@cache
def private() -> frozenset[str]:
    """Return the private names that stand in modules of lib."""
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "lib").rglob("*.py"))
    return frozenset(name for source in sources for name in WORD.findall(source) if is_private(name))


def uses(source: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that name something private of lib, as an import, an attribute or a word to patch."""
    if not NAMED.search(source) or private().isdisjoint(WORD.findall(source)):
        return
    nodes = [*ast.walk(ast.parse(source))]
    own = {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    of_lib = private() - own
    foreign = {"self", "cls"} | {
        each.asname or each.name
        for node in nodes
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] != "lib"
        for each in node.names
    }
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "lib":
            yield from ((node.lineno, each.name) for each in node.names if is_private(each.name))
        elif isinstance(node, ast.Attribute) and node.attr in of_lib:
            if not (isinstance(node.value, ast.Name) and node.value.id in foreign):
                yield node.lineno, node.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            name = node.value.rpartition(".")[2]
            if name in of_lib and name.isidentifier():
                yield node.lineno, name


def test_no_test_and_no_benchmark_names_what_is_private() -> None:
    found = {str(path.relative_to(ROOT)): list(uses(path.read_text(encoding="utf-8"))) for path in TESTS}
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "source",
    [
        "from lib.store.opening import _thread",
        "module.{0}()",
        "monkeypatch.setattr(module, '{0}', None)",
        "vars(module)['{0}']",
        "patch('lib.store.archive.{0}')",
    ],
)
def test_each_way_to_name_something_private_is_found(source: str) -> None:
    assert [line for line, _ in uses(source.format(min(private())))] == [1]
