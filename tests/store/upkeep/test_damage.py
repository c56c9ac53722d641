"""Each file of a home, damaged in each way: doctor tells it, and everything that was told as kept is back.

`make soak` prints the table; the damage of one kind is tried with every run of the tests.
"""

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from bench.readers import look_everywhere
from lib.actors.decided import Ledger
from lib.fetch import followed_sources
from lib.ingest.mend import mend
from lib.model.errors import WireroomError
from lib.store import originals
from lib.store.batches.stories import save
from lib.store.files import settings
from lib.store.journal import corrections, joined_names, ledger, marks
from lib.store.paths import files
from lib.store.upkeep.backup import backup
from lib.store.upkeep.doctor import examine
from lib.store.upkeep.restore import restore
from tests.builders import article, keep_original, parsed
from tests.running import LOG, app
from tests.store.asked import rows
from tests.store.upkeep.test_backup import everything

FILES = (
    "archive.duckdb", "archive.duckdb.wal", "receipts.jsonl", "journal.sqlite", "journal.jsonl",
    "sources.sqlite", "desk.json", "original",
)  # fmt: skip


def flipped(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


DAMAGE: dict[str, Callable[[bytes], bytes | None]] = {
    "deleted": lambda content: None,
    "emptied": lambda content: b"",
    "halved": lambda content: content[: len(content) // 2],
    "cut by a byte": lambda content: content[:-1],
    "flipped": flipped,
    "garbage": lambda content: b"\x00garbage\xff" * (len(content) // 9 + 1),
}
CASES = [
    pytest.param(file, damage, marks=() if damage == "garbage" else pytest.mark.soak)
    for file in FILES
    for damage in DAMAGE
]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with a file of each kind, the newest story in the write-ahead log, and a backup."""
    path = everything(tmp_path_factory.mktemp("home"))
    joined_names.join(path, "tag", "Harbours", "Harbour")
    three = parsed(article("Three"), text="Three")
    keep_original(files(path).originals, three.capture)
    save(path, [three], resolver=Ledger(ledger.read(path)), checkpointed=False)
    backup(path)
    assert path.with_name("archive.duckdb.wal").stat().st_size
    return path


@pytest.fixture(scope="module")
def wanted(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> list[object]:
    """Return all that the home keeps while it is sound."""
    return kept(Path(shutil.copytree(whole.parent, tmp_path_factory.mktemp("sound") / "home")) / whole.name)


def kept(path: Path) -> list[object]:
    """Return all that was told as kept."""
    own = files(path)
    stories = rows(path, "select headline, text from stories order by all")
    return [
        stories,
        [originals.load(own.originals, each) for each in originals.hashes_in(own.originals)],
        marks.in_state(path, "starred"),
        corrections.read(path),
        ledger.read(path),
        followed_sources.sources(own.sources),
        settings.read(own.settings),
        joined_names.read(path),
    ]


def damaged(whole: Path, folder: Path, name: str, damage: str) -> Path:
    """Return a copy of the home in which one file is damaged."""
    path = Path(shutil.copytree(whole.parent, folder)) / "archive.duckdb"
    file = path.with_name(name) if name != "original" else next(files(path).originals.glob("??/??/*"))
    content = DAMAGE[damage](file.read_bytes())
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    return path


@pytest.mark.parametrize(("name", "damage"), CASES)
def test_what_is_damaged_is_told_and_comes_back(
    whole: Path, wanted: list[object], tmp_path: Path, name: str, damage: str
) -> None:
    path = damaged(whole, tmp_path / "home", name, damage)
    note = [found.sentence for found in examine(path) if found.trouble]
    print(f"{name} {damage}: {' '.join(note)[:150]}")
    if not note:
        assert kept(path) == wanted  # nothing of value was hit
    with suppress(WireroomError):  # for an archive that cannot be opened the backup serves
        mend(path, jobs=1, pooled=False)
    if [found for found in examine(path) if found.trouble] or kept(path) != wanted:
        restore(path)
        mend(path, jobs=1, pooled=False)
    assert kept(path) == wanted
    assert [found.sentence for found in examine(path) if found.trouble] == []


@pytest.mark.soak
@pytest.mark.process
@pytest.mark.parametrize("name", [*FILES, "keys.json", "api-token"])
@pytest.mark.parametrize("damage", DAMAGE)
def test_the_app_starts_on_a_damaged_home_and_shows_every_page(
    whole: Path, tmp_path: Path, name: str, damage: str
) -> None:
    for secret in ("keys.json", "api-token"):
        whole.with_name(secret).write_text('["what another start has left"]')
    home = damaged(whole, tmp_path / "home", name, damage).parent
    with app(home) as address:
        assert look_everywhere(address).errors == []
    assert "Traceback" not in (home / LOG).read_text("utf-8", "replace")
