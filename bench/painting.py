"""What the benches of pages share: a home that an app runs on, and when a changed page is painted."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.generate import make

PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
TURN = "to => { history.pushState({}, '', to); dispatchEvent(new PopStateEvent('popstate')); }"
STORIES = 20_000


@contextmanager
def home_with(kept: Path | None, stories: int) -> Iterator[Path]:
    """Yield a home with the archive that is named and lies there, else a generated one, kept if named."""
    with tempfile.TemporaryDirectory() as folder:
        archive = kept or Path(folder) / "archive.duckdb"
        if not archive.exists():
            make(archive, stories)
        if kept:
            (Path(folder) / "archive.duckdb").symlink_to(kept.resolve())
        yield Path(folder)


def arguments(given: Sequence[str]) -> tuple[int, Path | None]:
    """Return the number of stories and the archive that the command line names."""
    return int(given[0]) if given else STORIES, Path(given[1]) if len(given) > 1 else None
