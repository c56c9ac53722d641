"""Which tests came and went since a commit: `python -m bench.inventory COMMIT`."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("tests", "bench")


@dataclass(slots=True)
class Inventory:
    """The tests of one state of the project: names with their files, assertions, expected exceptions."""

    tests: dict[str, list[str]] = field(default_factory=dict)
    asserts: int = 0
    raises: int = 0

    def add(self, name: str, source: str) -> None:
        """Count one file."""
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                self.tests.setdefault(node.name, []).append(name)
            self.asserts += isinstance(node, ast.Assert)
            self.raises += isinstance(node, ast.With) and "pytest.raises" in ast.unparse(node.items[0])

    @property
    def functions(self) -> int:
        """How many test functions there are."""
        return sum(map(len, self.tests.values()))


def main(commit: str) -> int:
    """Print the counts of then and now, and the names that are gone or new."""
    then, now = Inventory(), Inventory()
    for name, source in _committed(commit):
        then.add(name, source)
    for path in sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py")):
        now.add(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))
    print(f"test functions  {then.functions:6} {now.functions:6}")
    print(f"assert          {then.asserts:6} {now.asserts:6}")
    print(f"pytest.raises   {then.raises:6} {now.raises:6}")
    for title, some, other in (("gone", then, now), ("new", now, then)):
        for name in sorted(some.tests.keys() - other.tests.keys()):
            print(f"{title}  {name} ({some.tests[name][0]})")
    return 0


def _committed(commit: str) -> Iterator[tuple[str, str]]:
    listed = _git("ls-tree", "-r", "--name-only", commit, *ROOMS).splitlines()
    for name in listed:
        if name.endswith(".py"):
            yield name, _git("show", f"{commit}:{name}")


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
