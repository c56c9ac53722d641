"""No browser test asks at once what a later run draws: a busy machine would decide what it finds."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
STATES = {"is_checked", "is_disabled", "is_editable", "is_enabled", "is_hidden", "is_visible"}
READS = STATES | {
    "all_inner_texts", "all_text_contents", "bounding_box", "count", "eval_on_selector_all", "evaluate",
    "evaluate_all", "get_attribute", "inner_html", "inner_text", "input_value", "query_selector",
    "query_selector_all", "tally", "text_content", "title",
}  # fmt: skip
ACTS = {
    "check", "click", "dblclick", "fill", "go_back", "go_forward", "goto", "press", "press_sequentially",
    "reload", "select_option", "set_input_files", "tap", "type", "uncheck",
}  # fmt: skip
SETTLES = {"open", "opens", "still", "turn", "until"}  # what waits for every run
READERS = {"filled", "fresh", "intake", "papers", "reader"}


def calls(statement: ast.stmt) -> Iterator[str]:
    """Yield the names of what a statement calls, and of the properties of a page that it reads."""
    for node in ast.walk(statement):
        if isinstance(node, ast.Call):
            yield node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
        elif isinstance(node, ast.Attribute) and node.attr in ("text", "url"):
            of = ast.unparse(node.value).rpartition(".")[2]
            if of == "page" or of in READERS:
                yield "text_content"


def faults(function: ast.FunctionDef, settling: set[str]) -> tuple[list[int], bool]:
    """Return the lines that read the page too early, and whether the function leaves it still."""
    found, waiting, settled = [], False, False
    for node in sorted((n for n in ast.walk(function) if isinstance(n, ast.stmt)), key=lambda n: n.lineno):
        if not isinstance(node, (ast.Assert, ast.Assign, ast.Expr, ast.Return)):
            continue
        called = set(calls(node))
        if isinstance(node, ast.Assert) and called & STATES:
            found.append(node.lineno)
        if called & settling:
            waiting, settled = False, True
        elif waiting and called & READS and not isinstance(node, ast.Expr):
            found.append(node.lineno)
        elif called & ACTS:
            waiting = True
    return found, settled and not waiting


def early(source: str) -> list[int]:
    """Return the lines of a module that read a page before it is still."""
    module, settling = ast.parse(source), set(SETTLES)
    for node in module.body:
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("tests.browser."):
            path = HERE / f"{node.module.rpartition('.')[2]}.py"
            settling |= still_after(ast.parse(path.read_text("utf-8"))) & {each.name for each in node.names}
    settling |= still_after(module)
    functions = [node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)]
    return sorted({line for each in functions for line in faults(each, settling)[0]})


def still_after(module: ast.Module) -> set[str]:
    """Return the functions of a module that leave the page still."""
    functions = [node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)]
    return {each.name for each in functions if faults(each, SETTLES)[1]}


@pytest.mark.parametrize("path", sorted(HERE.glob("*.py")), ids=lambda path: path.stem)
def test_a_page_is_read_when_it_is_still_or_by_what_asks_again(path: Path) -> None:
    assert early(path.read_text(encoding="utf-8")) == []


EXAMPLES = (
    ("page.click('a')", "assert page.locator('b').count() == 1"),
    ("reader.until(lambda: 'laid out' in reader.text)", "assert page.locator('b').is_visible()"),
    ("page.keyboard.press('Enter')", "expect(page.locator('a')).to_be_visible()", "assert 'q=' in page.url"),
    ("page.go_back()", "number = reader.tally()"),
)


@pytest.mark.parametrize("lines", EXAMPLES)
def test_each_way_to_read_too_early_is_found(lines: tuple[str, ...]) -> None:
    source = "\n    ".join(("def test(page, reader):", *lines))
    assert early(source) == [len(lines) + 1]
    assert early(source.replace(lines[-1], f"reader.still()\n    {lines[-1]}")) == (
        [4] if "is_visible" in source else []
    )
