"""What a removal that was cut short left behind, beside an archive that no longer has the story."""

from pathlib import Path

from lib.store.archive import open_for_reading
from lib.store.decisions import corrections
from lib.store.files import marks, originals
from lib.store.files.home import files


def forget_leftovers(path: Path) -> int:
    """Delete originals, corrections and mark of removed stories; return the number of originals."""
    with open_for_reading(path) as reading:
        rows = reading.execute("select sha256, article from tombstone order by sha256").fetchall()
    folder, hashes = files(path).originals, [str(sha256) for sha256, _ in rows]
    left = [each for each in hashes if originals.path_of(folder, each).exists()]
    for each in left:
        originals.forget(folder, each)
    if rows:
        corrections.forget(path, hashes)
        marks.forget(path, sorted({str(article) for _, article in rows}))
    return len(left)
