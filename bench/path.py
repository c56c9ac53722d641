"""Prints the modules that a saved page passes before it is stored: `python -m bench.path [FILE]`."""

import inspect
import sys
import tempfile
import threading
from collections import Counter
from pathlib import Path
from types import CodeType, FrameType

from lib.ingest.run import ingest

ROOT = Path(__file__).resolve().parents[1]
LIB = ROOT / "lib"
PAGE = ROOT / "tests" / "data" / "captures" / "sample.html"
GOAL = 100


def passed(page: Path) -> set[tuple[str, str]]:
    """Return the module and qualified name of every function of lib that takes part in ingesting a page."""
    seen: set[CodeType] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            seen.add(frame.f_code)

    with tempfile.TemporaryDirectory() as folder:
        threading.setprofile(note)
        sys.setprofile(note)
        try:
            summary = ingest([page], archive=Path(folder) / "archive.duckdb", jobs=1, pooled=False)
        finally:
            sys.setprofile(None)
            threading.setprofile(None)
    assert summary.counts.stored == 1, f"{page} was not stored as one new story: {summary}"
    return {
        (path.relative_to(ROOT).as_posix(), code.co_qualname.partition(".<locals>")[0])
        for code in seen
        if code.co_flags & inspect.CO_OPTIMIZED  # neither a module nor the body of a class
        and not code.co_qualname.startswith("<")  # nor a comprehension in them
        and (path := Path(code.co_filename)).is_relative_to(LIB)
    }


def main(page: Path) -> None:
    """Print the modules and functions of each room, and of all together."""
    functions = passed(page)
    modules = {module for module, _ in functions}
    rooms = Counter(Path(module).parts[1].removesuffix(".py") for module in modules)
    for room, number in sorted(rooms.items()):
        of_room = sum(Path(module).parts[1].removesuffix(".py") == room for module, _ in functions)
        print(f"{room:<10} {number:>4} modules {of_room:>5} functions")
    print(
        f"{'all':<10} {len(modules):>4} modules {len(functions):>5} functions   (goal: under {GOAL} modules)"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PAGE)
