"""The words of the interface are those that a newsroom would print."""

import ast
import re
from collections.abc import Iterator
from functools import cache

from tests.cases import every_case
from tests.documents import ROOT

# What readers did not understand or was said in several ways, and what to write in its place.
AVOIDED = {
    r"fitting span": "the days of the selection",
    r"hold this selection|held selection": "keep this selection",
    r"(is )?called otherwise": "should have another name",
    r"is meant in one story": "is who one story means",
    r"partly (somebody|someone) else": "is sometimes someone else",
    r"name others than before": "how many stories changed",
    r"\bties? (was|were) born": "who is newly named together",
    r"tags, the \S+ with most stories": "the most used tags",
    r"\bt(ake|akes|aken|aking|ook) (it |this page |them |these )?in\b": "add",
    r"\blook(ing)? there\b": "name the place that is asked",
    r"without a word": "without saying why",
    r"when (I|you) say so": "when you ask",
    r"\btells? of it\b": "report it",
    r"\bput label|take the star": "add a label, remove the star",
    r"\bsell things\b": "shopping advice",
}  # fmt: skip
FOLDERS = ("lib/ui", "lib/charts", "lib/figures", "pages")


def words(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the line and words of each text in a module but its docstrings; … stands for what is set in."""
    skipped = set[int]()
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant() as note):
                skipped.add(id(note))
            case ast.JoinedStr(values=parts):
                skipped |= set(map(id, parts))
                yield node.lineno, "".join(_said(part) for part in parts)
            case ast.Constant(value=str(text)) if id(node) not in skipped:
                yield node.lineno, text


def _said(part: ast.expr) -> str:
    return str(part.value) if isinstance(part, ast.Constant) else "…"


@cache
def shown() -> list[tuple[str, str]]:
    """Return every text of the interface's modules, scripts and templates, each with its place."""
    found = []
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            for line, text in words(ast.parse(path.read_text(encoding="utf-8"))):
                found.append((f"{path.relative_to(ROOT)}:{line}", text))
        for path in sorted((ROOT / folder).rglob("*.js")):
            found.append((str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")))
        for path in sorted((ROOT / folder).rglob("*.html")):
            for text in re.split(r"<[^<>]*>|\{%.*?%\}", path.read_text(encoding="utf-8")):
                found.append((str(path.relative_to(ROOT)), " ".join(text.split())))
    return found


@every_case("avoided", AVOIDED)
def test_no_word_of_the_interface_is_one_that_readers_stumble_over(avoided: str) -> None:
    found = [f"{place}: {text}" for place, text in shown() if re.search(avoided, text, re.IGNORECASE)]
    assert found == [], f"write “{AVOIDED[avoided]}”"


def test_every_text_is_looked_at_and_no_docstring() -> None:
    module = ast.parse(
        '"""Take it in."""\nA = f"Take {x} in", "say", {"k": "so"}\ndef f():\n    """Look there."""'
    )
    assert [text for _, text in words(module)] == ["Take … in", "say", "k", "so"]
    assert "Add these files" in {text for _, text in shown()}


def test_a_control_that_a_text_names_is_there() -> None:
    texts = [(place, text) for place, text in shown() if not place.startswith("lib/ui/api/")]
    named = [(place, name) for place, text in texts for name in re.findall("“([A-Z][^“”…]+…?)”", text)]
    assert len(named) > 4
    there = tuple(text.split("(")[0].strip() for _, text in texts)
    assert [each for each in named if each[1] not in there] == []
