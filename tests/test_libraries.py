"""Libraries are used by what they document: no private name, no inner module, nothing put into them."""

import ast
import importlib
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# The modules below a library's own that its documentation names.
DOCUMENTED = {
    "PIL.Image", "PIL.ImageDraw", "PIL.ImageOps",
    "fastwarc.warc", "lxml.etree", "lxml.html", "lxml.cssselect", "numpy.typing", "plotly.graph_objects",
    "py3langid.langid", "pyarrow.parquet", "pypdf.generic", "rapidfuzz.distance",
    "starlette.applications",
    "starlette.datastructures", "starlette.exceptions", "starlette.formparsers", "starlette.middleware",
    "starlette.middleware.gzip", "starlette.requests", "starlette.responses", "starlette.routing",
    "starlette.staticfiles", "starlette.types", "starlette.websockets",
    # The classes of what Streamlit's functions return, which it describes and does not name at its top.
    "streamlit.delta_generator", "streamlit.navigation.page", "streamlit.runtime.uploaded_file_manager",
}  # fmt: skip
# What no documented way can do, each with its reason at the place; none may be added without one.
UNAVOIDED = {
    "lib/ui/limits.py: uvicorn.protocols.http.auto is no documented module",
    "lib/ui/limits.py: protocol.connection_made is assigned",
    "lib/ui/limits.py: protocol.data_received is assigned",
    # Whether the window of a question was closed: no documented way tells it, and the engine would work on.
    "lib/ui/session.py: streamlit.runtime is no documented module",
    "lib/ui/session.py: streamlit.runtime.scriptrunner is no documented module",
}
SETTERS = {"setattr", "delattr"}
# Dictionaries that a library hands out to be filled.
FILLED = ("st.session_state", "st.query_params")
IMPORT = re.compile(r"^\s*(?:import|from)\s+(\w+)", re.MULTILINE)
FAULTS = (
    ("from trafilatura.xml import xmltotxt", "trafilatura.xml is no documented module"),
    ("from lxml.etree import _Element", "lxml.etree._Element is private"),
    ("from lxml import etree\nx: etree._Element", "etree._Element is private"),
    ("import htmldate\nhtmldate.extractors.parse = 1", "htmldate.extractors.parse is assigned"),
    ("import kaleido\nsetattr(kaleido, 'Kaleido', 1)", "kaleido is assigned"),
    ("from kaleido import Kaleido\nclass A(Kaleido):\n    def _get_kaleido_tab(self): ...", "overrides"),
    ("from uvicorn import Config\nconfig = Config\nconfig.load = 1", "config.load is assigned"),
)


def faults(tree: ast.Module) -> Iterator[str]:
    """Yield every use of a library by a name that it does not document."""
    bound = dict(_bound(tree))
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from _imported(node)
        elif isinstance(node, ast.Attribute):
            yield from _attribute(node, bound)
        elif isinstance(node, ast.Subscript) and isinstance(node.ctx, (ast.Store, ast.Del)):
            if _root(node) in bound and not ast.unparse(node).startswith(FILLED):
                yield f"{ast.unparse(node)} is assigned"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SETTERS:
            if _root(node.args[0]) in bound:
                yield f"{ast.unparse(node.args[0])} is assigned"
        elif isinstance(node, ast.ClassDef):
            yield from _overridden(node, bound)


def _attribute(node: ast.Attribute, bound: Mapping[str, str]) -> Iterator[str]:
    if _root(node) not in bound:
        return
    if node.attr.startswith("_") and not node.attr.endswith("__"):
        yield f"{ast.unparse(node)} is private"
    if isinstance(node.ctx, (ast.Store, ast.Del)):
        yield f"{ast.unparse(node)} is assigned"


def _bound(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield the names that stand for a library or a part of one, other names for these among them."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [(each.asname or each.name.split(".")[0], each.name) for each in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [(each.asname or each.name, f"{node.module}.{each.name}") for each in node.names]
        elif isinstance(node, (ast.Assign, ast.AnnAssign)) and isinstance(node.value, ast.Name):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            alias = found.get(node.value.id)
            names = [(each.id, alias) for each in targets if isinstance(each, ast.Name) and alias]
        else:
            continue
        found |= {name: path for name, path in names if _is_library(path)}
    yield from found.items()


def _is_library(path: str) -> bool:
    return path.split(".")[0] not in {"lib", "tests", "bench", *sys.stdlib_module_names}


def _imported(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    if isinstance(node, ast.Import):
        modules, names = [each.name for each in node.names], list[str]()
    else:
        modules, names = [node.module or ""], [each.name for each in node.names]
    for module in filter(_is_library, modules):
        whole = [f"{module}.{name}" for name in names if f"{module}.{name}" in DOCUMENTED]
        if "." in module and module not in DOCUMENTED:
            yield f"{module} is no documented module"
        yield from (f"{module}.{name} is private" for name in names if name.startswith("_"))
        if not whole:
            yield from (
                f"{module}.{name} is no documented module" for name in names if _is_module(f"{module}.{name}")
            )


def _is_module(path: str) -> bool:
    """Return whether a dotted name is an inner module of a library, which it does not name at its top."""
    parent, _, name = path.rpartition(".")
    held = getattr(importlib.import_module(parent), name, None)
    return type(held) is type(sys) and path not in DOCUMENTED and parent not in DOCUMENTED


def _root(node: ast.AST) -> str:
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _overridden(node: ast.ClassDef, bound: dict[str, str]) -> Iterator[str]:
    """Yield each private method of a library's class that a class of ours puts another in place of."""
    own = [each.name for each in node.body if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef))]
    private = [name for name in own if name.startswith("_") and not name.endswith("__")]
    for base in node.bases if private else ():
        path = bound.get(_root(base), "") + ast.unparse(base).removeprefix(_root(base))
        module, _, name = path.rpartition(".")
        held = getattr(importlib.import_module(module), name) if module else object
        yield from (f"{node.name} overrides {path}.{each}" for each in private if hasattr(held, each))


def sources() -> Iterator[Path]:
    yield from sorted((ROOT / "lib").rglob("*.py"))
    yield from sorted((ROOT / "pages").glob("*.py"))
    yield ROOT / "app.py"


def test_libraries_are_used_by_what_they_document() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in sources()}
    # All are parsed before any library is imported: threads that one starts may disturb the parser.
    trees = {
        path: ast.parse(text) for path, text in texts.items() if any(map(_is_library, IMPORT.findall(text)))
    }
    found = {f"{path.relative_to(ROOT)}: {each}" for path, tree in trees.items() for each in faults(tree)}
    assert found == UNAVOIDED


@pytest.mark.parametrize(("text", "fault"), FAULTS)
def test_an_undocumented_use_is_seen(text: str, fault: str) -> None:
    found = list(faults(ast.parse(text)))
    assert any(fault in each for each in found), found
