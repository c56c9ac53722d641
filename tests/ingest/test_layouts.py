"""An archive of each former layout opens, or is rebuilt, with all that its reader did.

Each was written by the version that brought its layout: three stories of ours, one of them removed, one with
a star, and Norway called "The North". A new layout adds its file to tests/data/layouts.
"""

import tarfile
from pathlib import Path

import pytest

from lib.ingest import mend
from lib.model.errors import ArchiveDamaged
from lib.store.archive import open_for_reading
from lib.store.files import marks, receipts
from lib.store.files.home import files
from lib.store.schema import LAYOUT
from lib.store.upkeep.doctor import examine

FOLDER = Path(__file__).resolve().parents[1] / "data" / "layouts"
LAYOUTS = sorted(int(path.name.partition(".")[0]) for path in FOLDER.glob("*.tar.xz"))
STORIES = [
    ("t1re0b8rb8", "Bridge over the Lark is closed until May"),
    ("zp0m6g1sb9", "Ferry opens after two years of work"),
]


def unpacked(layout: int, folder: Path) -> Path:
    """Return the archive of a layout."""
    with tarfile.open(FOLDER / f"{layout}.tar.xz") as packed:
        packed.extractall(folder, filter="data")
    return folder / "archive.duckdb"


def test_every_layout_from_the_fourth_has_an_archive() -> None:
    assert list(range(4, LAYOUT + 1)) == LAYOUTS


def test_an_older_layout_names_the_command_that_rebuilds_it(tmp_path: Path) -> None:
    with pytest.raises(ArchiveDamaged, match="doctor --mend"), open_for_reading(unpacked(4, tmp_path)):
        pass


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_archive_of_each_layout_comes_to_this_one_whole(layout: int, tmp_path: Path) -> None:
    path = unpacked(layout, tmp_path)
    done = mend(path, jobs=1, apart=False)
    assert bool(done.aside) == (layout < LAYOUT)
    with open_for_reading(path) as reading:
        stories = reading.execute("select article_id, headline from stories order by headline").fetchall()
        names = reading.execute("select distinct actor from mentions where actor_id = 'country/norway'")
        assert names.fetchall() == [("The North",)]
        gone = reading.execute("select article from tombstone").fetchall()
    assert stories == STORIES
    assert gone == [("31q62qy51f",)] and receipts.let_in_again(receipts.history(path)) == {}
    assert marks.of(path, STORIES[1][0]).starred
    assert files(path).ledger.exists()
    assert [found.sentence for found in examine(path) if found.trouble] == []
