"""Giving out and withdrawing keys, in a process that imports nothing else."""

import json
from hashlib import sha256
from pathlib import Path

from lib.store.files import keys


def exchange(path: Path, number: int) -> None:
    """Give out keys and withdraw every second one, however long another process is busy with them."""
    keys.PATIENCE = 60.0
    for _ in range(number):
        gone, stays = keys.give_out(path), keys.give_out(path)
        held = json.loads(path.read_text())
        keys.withdraw(
            path, next(each["id"] for each in held if each["hash"] == sha256(gone.encode()).hexdigest())
        )
        with path.with_name("stays").open("a") as kept, path.with_name("gone").open("a") as went:
            kept.write(f"{stays}\n")
            went.write(f"{gone}\n")
