"""Homes that former versions wrote, with a backup, of every kind of work of a reader's, and what is in them.

In each a story was removed after the backup, about which something of every kind had been noted with the word
SECRET; every second line of corrections, decisions, names and recipes has no sum. The version of layout 4
knew fewer kinds and wrote no second copy of the marks.
"""

import tarfile
from pathlib import Path

from lib.store.journal import corrections, highlights, joined_names, ledger, marks, recipes, views

FOLDER = Path(__file__).resolve().parents[1] / "data" / "layouts" / "work"
LAYOUTS = (4, 5)
FERRY, BRIDGE, MARKET, KIOSK = "99jmj8m7kb", "p9evmxj4zb", "9jwk8v41pk", "d4fawnddw8"  # the last was removed
SECRET = "Zanzibarquux"

OF_BOTH = {
    "read": [FERRY], "starred": [FERRY, MARKET],
    "labels": ["fog", "gone", "war"], "note": "Compare “both” letters.",
    "corrections": ["c0000001", "c0000001"], "decisions": ["rename"],
}  # fmt: skip
OF_FIVE = {
    **OF_BOTH, "labels": ["fog", "war"], "decisions": ["rename", "accept"],
    "highlights": [("two years of work", "Really two?")], "views": ["After the backup", "Ferries"],
    "questions": {"How many": "select count(*) from stories"}, "figures": ["timeline?q=ferry"],
    "joined": ["Ferry", "Town"], "recipes": [("P99A-RNQX", True), ("CWA1-PWBM", False)],
}  # fmt: skip
HELD = {4: OF_BOTH, 5: OF_FIVE}


def unpacked(layout: int, folder: Path) -> Path:
    """Return the archive of the home of a layout."""
    with tarfile.open(FOLDER / f"{layout}.tar.xz") as packed:
        packed.extractall(folder, filter="data")
    return folder / "archive.duckdb"


def work(path: Path) -> dict[str, object]:
    """Return all that the reader has noted, without the kinds of which there is nothing."""
    found: dict[str, object] = {
        "read": marks.in_state(path, "read"), "starred": marks.in_state(path, "starred"),
        "labels": marks.all_labels(path), "note": marks.marks_on(path, FERRY).note,
        "corrections": [each.id for each in corrections.read(path)],
        "decisions": [each.what for each in ledger.read(path)],
        "highlights": [(each.quote, each.note) for each in highlights.all_highlights(path)],
        "views": [each.name for each in views.all_views(path)], 
        "questions": {each.name: each.body for each in marks.saved_items(path, "question")},
        "figures": [each.name for each in marks.saved_items(path, "figure")],
        "joined": [each.name for each in joined_names.read(path)],
        "recipes": [(each.code, bool(each.recipe)) for each in recipes.read(path)],
    }  # fmt: skip
    return {kind: held for kind, held in found.items() if held}
