"""Whether tests notice small faults: `python -m bench.mutants [--count 30] [--seed 1]`.

Each mutant is one change of one module of lib, in a copy of the project: a comparison, a number, a truth
value, an and or an or, a return. The tests that mirror the module run against it (its own file, then its
folder); a mutant survives when they pass.
"""

import argparse
import ast
import random
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 600  # seconds for the tests of one mutant; who takes longer has noticed
OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One changed module."""

    module: Path  # from the project's root
    line: int
    before: str
    after: str
    source: str


def main() -> int:
    """Make the mutants, run their tests, print what became of each."""
    parser = argparse.ArgumentParser(prog="python -m bench.mutants")
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    killed = 0
    with tempfile.TemporaryDirectory() as folder:
        project = _copied(Path(folder))
        for number, mutant in enumerate(_chosen(options.count, options.seed), 1):
            died = _dies(mutant, project)
            killed += died
            where = f"{mutant.module}:{mutant.line}"
            change = f"{mutant.before}  ->  {mutant.after}"
            print(f"{number:3} {'killed  ' if died else 'SURVIVED'} {where}: {change}", flush=True)
    print(f"{killed} of {options.count} killed")
    return 0


def _copied(folder: Path) -> Path:
    for name in ("lib", "tests", "bench", "pages"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("app.py", "conftest.py", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    return folder


def _chosen(count: int, seed: int) -> list[Mutant]:
    """Return mutants of different modules, drawn by lot; a module without tests of its own is left out."""
    lot = random.Random(seed)
    modules = [path.relative_to(ROOT) for path in sorted((ROOT / "lib").rglob("*.py"))]
    modules = [module for module in modules if _tests_of(module)]
    lot.shuffle(modules)
    found = (mutant for module in modules if (mutant := _mutant(module, lot)))
    return list(islice(found, count))


def _tests_of(module: Path) -> list[Path]:
    """Return the test file of a module, then its folder; none where it has no test file."""
    below = module.relative_to("lib")
    own = Path("tests") / below.with_name(f"test_{below.name}")
    return [own, own.parent] if (ROOT / own).exists() else []


def _mutant(module: Path, lot: random.Random) -> Mutant | None:
    """Return the module with one change inside a function; None where nothing can be changed."""
    tree = ast.parse((ROOT / module).read_text(encoding="utf-8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    nodes = [node for each in functions for statement in each.body for node in ast.walk(statement)]
    changes = [(node, changed) for node in nodes if (changed := _changed(node))]
    if not changes:
        return None
    node, changed = lot.choice(changes)
    line, before = getattr(node, "lineno", 0), ast.unparse(node)
    vars(node).update(vars(changed))
    return Mutant(module=module, line=line, before=before, after=ast.unparse(node), source=ast.unparse(tree))


def _changed(node: ast.AST) -> ast.AST | None:
    """Return a node of the same type that says something else; None where it is not one to change."""
    match node:
        case ast.Compare(ops=[operator]) if type(operator) in OPPOSITE:
            return ast.Compare(left=node.left, ops=[OPPOSITE[type(operator)]()], comparators=node.comparators)
        case ast.BoolOp():
            return ast.BoolOp(op=ast.Or() if isinstance(node.op, ast.And) else ast.And(), values=node.values)
        case ast.Constant(value=bool(value)):
            return ast.Constant(value=not value)
        case ast.Constant(value=int(value)):
            return ast.Constant(value=value + 1)
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            return ast.Return(value=ast.Constant(value=None))
    return None


def _dies(mutant: Mutant, project: Path) -> bool:
    """Return whether a test fails on the mutant."""
    path = project / mutant.module
    whole = path.read_text(encoding="utf-8")
    path.write_text(mutant.source, encoding="utf-8")
    try:
        return any(_fails(tests, project) for tests in _tests_of(mutant.module))
    finally:
        path.write_text(whole, encoding="utf-8")


def _fails(tests: Path, project: Path) -> bool:
    command = [sys.executable, "-B", "-m", "pytest", "-x", "-q", "-m", "not soak", str(tests)]
    try:
        done = subprocess.run(command, cwd=project, capture_output=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return True
    return done.returncode in (1, 2)  # 2: the tests cannot even be collected


if __name__ == "__main__":
    sys.exit(main())
