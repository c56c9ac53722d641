"""What can be done to an archive, and a plain model of what each of it leaves: sets of stories."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from lib.ingest.decide import decide, sync_decisions, undecide
from lib.ingest.startup import finish_killed_runs
from lib.store import originals
from lib.store.archive import open_for_reading
from lib.store.backup_files import age, backups
from lib.store.batches.stories import save
from lib.store.journal import ledger
from lib.store.lock import writer_lock
from lib.store.lookups import tombstones
from lib.store.paths import files
from lib.store.removal import remove
from lib.store.removal_again import lift_tombstones
from lib.store.upkeep.backup import backup
from lib.store.upkeep.compact import compact
from lib.store.upkeep.restore import restore
from tests.builders import archive, article, keep_original, parsed
from tests.store.asked import rows

ANCHOR = "Anchor"  # never removed: the decision goes with the last story that it touches
NAMES = (ANCHOR, "Barge", "Crane", "Dredger")
PAGES = {
    name: parsed(article(name, f"The {name} of Norway came in.", f"Its {name} crew went ashore."),
                 names={"Norway": "country"})
    for name in NAMES
}  # fmt: skip
STORY = {page.capture.sha256: name for name, page in PAGES.items()}
NORTH = "country/~north"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a reader would miss, or would not want to see again."""

    stories: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    originals: frozenset[str] = frozenset()
    merged: bool = False
    backup: int = 0  # the number of the newest


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """The state, with what the backups hold."""

    state: State = State()
    copied: frozenset[str] = frozenset()  # stories in the newest backup
    shared: frozenset[str] = frozenset()  # originals in the folder of all of them

    def after(self, step: str, name: str) -> "Model":
        """Return what the step leaves."""
        now, it = self.state, frozenset({name})
        stored = name in now.stories
        match step:
            case "take in" if name not in now.removed:
                now = replace(now, stories=now.stories | it, originals=now.originals | it)
            case "remove" if stored and name != ANCHOR:
                now = replace(
                    now, stories=now.stories - it, removed=now.removed | it, originals=now.originals - it
                )
            case "let in":
                now = replace(now, removed=now.removed - it)
            case "merge" | "undo":
                now = replace(now, merged=step == "merge")
            case "backup":
                held = (self.shared | now.originals) - now.removed
                return Model(state=replace(now, backup=now.backup + 1), copied=now.stories, shared=held)
            case "restore" if now.backup:
                back = self.shared - now.removed
                now = replace(now, stories=self.copied - now.removed, originals=now.originals | back)
        return replace(self, state=now)


def begun(folder: Path) -> tuple[Path, Model]:
    """Return an archive with the one story that stays."""
    path = archive(folder)
    take(path, "take in", ANCHOR)
    return path, Model().after("take in", ANCHOR)


def take(path: Path, step: str, name: str) -> None:
    """Take a step, where there is anything to do."""
    STEPS[step](path, name)


def start_again(path: Path) -> None:
    """Do what each start of the app does."""
    finish_killed_runs(path)


def shared(path: Path) -> frozenset[str]:
    """Return the stories whose originals lie in the folder of all backups."""
    return frozenset(STORY[sha256] for sha256 in originals.hashes_in(files(path).backup_originals))


def observed(path: Path) -> State:
    """Return what is there."""
    with open_for_reading(path) as reading:
        rows = reading.execute("select headline from stories").fetchall()
        actors = reading.execute("select distinct actor_id from mentions").fetchall()
        gone = tombstones(reading)
    headlines = [headline for (headline,) in rows]
    assert len(headlines) == len(set(headlines))
    return State(
        stories=frozenset(headlines),
        removed=frozenset(STORY[sha256] for sha256 in gone),
        originals=frozenset(STORY[sha256] for sha256 in originals.hashes_in(files(path).originals)),
        merged=actors == [(NORTH,)],
        backup=max((age(each)[0] for each in backups(path)), default=0),
    )


def _take_in(path: Path, name: str) -> None:
    page = PAGES[name]
    with writer_lock(path):
        keep_original(files(path).originals, page.capture)
        saved = save(path, [page], resolver=sync_decisions(path))
        if saved.receipts[0].outcome == "removed":
            originals.forget(files(path).originals, page.capture.sha256)


def _remove(path: Path, name: str) -> None:
    found = rows(path, "select article_id from stories where headline = ?", [name])
    if found and name != ANCHOR:
        remove(path, str(found[0][0]))


def _let_in(path: Path, name: str) -> None:
    with open_for_reading(path) as reading:
        gone = tombstones(reading).get(PAGES[name].capture.sha256)
    if gone:
        lift_tombstones(path, gone)


def _merge(path: Path, _: str) -> None:
    if not ledger.read(path):
        decide(path, "merge", actor="country/norway", to=NORTH, called="The North")


def _undo(path: Path, _: str) -> None:
    for each in ledger.read(path):
        undecide(path, each.id)


def _restore(path: Path, _: str) -> None:
    if backups(path):
        restore(path)


STEPS: dict[str, Callable[[Path, str], object]] = {
    "take in": _take_in,
    "remove": _remove,
    "let in": _let_in,
    "merge": _merge,
    "undo": _undo,
    "backup": lambda path, _: backup(path),
    "restore": _restore,
    "compact": lambda path, _: compact(path),
}
