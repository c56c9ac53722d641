"""Markup comes from templates: no module of the app, of exports or of figures writes an element by hand."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("lib/ui", "lib/export", "lib/figures", "lib/digest.py", "lib/apply_rules.py", "pages")
ELEMENT = re.compile(r"</?[a-z]|<!doctype", re.IGNORECASE)
# Modules that recognise markup, insert into a finished file or send a script, and what each may write.
ALLOWED = {
    "lib/ui/api/send.py": {"<!d", "<ti"},  # the bookmark sends a whole page, whose title is found
    "lib/ui/intake/bring_in.py": {"<!d", "<ht"},  # what is pasted may be HTML
    "lib/ui/paths.py": {"</h"},  # the end of the head of Streamlit's own page
    "lib/ui/security_headers.py": {"<sc", "</s"},  # scripts of Streamlit's own page are allowed by their sums
    "lib/export/figure.py": {"<sc", "</s", "<sv"},  # so are those of Plotly
    "lib/export/carriers/web_page.py": {"<!d", "<ht", "<sc", "</h", "</s"},
    "lib/export/carriers/svg.py": {"<me", "<sv", "</m", "</s"},
    "lib/export/chromium_renderer.py": {"<sc", "</h", "<st", "</s"},  # the page in which Chromium draws
}


def literals(text: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the text of each literal, of strings and bytes, but of docstrings."""
    tree = ast.parse(text)
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in prose:
            if isinstance(node.value, str):
                yield node.lineno, node.value
            elif isinstance(node.value, bytes):
                yield node.lineno, node.value.decode("latin-1")


def modules(*rooms: str) -> Iterator[Path]:
    for room in rooms:
        path = ROOT / room
        yield from [path] if path.is_file() else sorted(path.rglob("*.py"))


def test_no_module_writes_an_element() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text.strip()[:60]}"
        for path in modules(*ROOMS)
        for line, text in literals(path.read_text(encoding="utf-8"))
        for element in ELEMENT.finditer(text)
        if text[element.start() :][:3].lower() not in ALLOWED.get(f"{path.relative_to(ROOT)}", ())
    ]
    assert found == [], "write a template below lib/ui/templates or lib/export/templates"


@pytest.mark.parametrize("folder", ["lib/ui/templates", "lib/export/templates"])
def test_no_template_leaves_a_value_as_it_is(folder: str) -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in (ROOT / folder).rglob("*.*")}
    assert texts
    assert [path.name for path, text in texts.items() if re.search(r"\|\s*safe\b|autoescape", text)] == []


def test_literals_are_seen_and_docstrings_are_not() -> None:
    module = '"""<b>"""\nA = f"<p>{x}</p>"\nB = b"<i>"\ndef f():\n    """<u>"""\n    return "<s>"'
    assert {text for _, text in literals(module)} == {"<p>", "</p>", "<i>", "<s>"}
