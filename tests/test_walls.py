"""SQL stands in store and query only: the import contracts see who imports DuckDB, this who speaks to it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SPEAKING = (ROOT / "lib" / "store", ROOT / "lib" / "query")
# It keeps sources.sqlite, which no archive and no other room reads.
OWN_FILE = ROOT / "lib" / "fetch" / "followed_sources.py"
CALLS = {"execute", "executemany", "executescript", "sql"}
STATEMENT = re.compile(
    r"\s*(select\s.+\sfrom\s|with\s+\w+\s+as\s*\(|insert\s+(or\s+\w+\s+)?into\s|update\s+\w+\s+set\s"
    r"|delete\s+from\s|create\s+(or\s+replace\s+)?(temp\s+)?(table|view|index)\s|pragma\s)",
    re.IGNORECASE | re.DOTALL,
)
# What a file must hold for either: most hold neither and need not be parsed.
HINT = re.compile(
    r"\.(execute|executemany|executescript|sql)\b"
    r"|[\"'}](\s|\\n)*(select|with|insert|update|delete|create|pragma)\b",
    re.IGNORECASE,
)
FOREIGN = (
    ("reader.execute(statement)", "reader.execute"),
    ("found = db.frame if db else connection.sql(text)", "connection.sql"),
    ('STATEMENT = "select sha256 from capture"', "select sha256 from capture"),
    ('STATEMENT = f"delete from {table}"', "delete from"),
)


def sources() -> Iterator[Path]:
    for path in (*sorted((ROOT / "lib").rglob("*.py")), *sorted((ROOT / "pages").glob("*.py"))):
        if path != OWN_FILE and not any(path.is_relative_to(room) for room in SPEAKING):
            yield path
    yield ROOT / "app.py"


def spoken(text: str) -> Iterator[str]:
    """Yield each call that hands over a statement, and each text that begins as one."""
    if not HINT.search(text):
        return
    tree = ast.parse(text)
    prose = [node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)]
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CALLS:
            yield f"line {node.lineno}: {ast.unparse(node.func)}"
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in prose:
            yield from [f"line {node.lineno}: {node.value.strip()[:60]}"] * _is_statement(node.value)


def _is_statement(text: str) -> bool:
    return bool(STATEMENT.match(f"{text} "))


def test_only_store_and_query_speak_sql() -> None:
    said = [
        f"{path.relative_to(ROOT)}, {each}"
        for path in sources()
        for each in spoken(path.read_text(encoding="utf-8"))
    ]
    assert said == [], "move the statement into a function of lib/store or lib/query"


@pytest.mark.parametrize(("text", "found"), FOREIGN)
def test_calls_and_statements_are_seen(text: str, found: str) -> None:
    assert any(found in each for each in spoken(text))
