"""Which stories the archive holds: of an address, and of a capture."""

from collections.abc import Sequence
from pathlib import Path

from lib.store.archive import open_for_reading
from lib.store.batches.identity import address_key


def stories_at(path: Path, addresses: Sequence[str]) -> dict[str, str]:
    """Return the ids of the stories at folded addresses."""
    keys = {address_key(each): each for each in addresses}
    rows = _rows(
        path,
        """select key, article from story_key
        where kind in ('address', 'said') and key in (select unnest($asked::ubigint[]))
        order by kind = 'address'""",  # what is sure is told last, and so holds
        list(keys),
    )
    return {keys[int(key)]: article for key, article in rows}


def stories_of(path: Path, hashes: Sequence[str]) -> dict[str, str]:
    """Return the ids of the stories of captures."""
    rows = _rows(
        path,
        """select sha256, article from capture where article is not null
        and outcome in ('stored', 'revision', 'known') and sha256 in (select unnest($asked::varchar[]))""",
        list(hashes),
    )
    return {str(sha256): article for sha256, article in rows}


def _rows(path: Path, sql: str, asked: list[int] | list[str]) -> list[tuple[int | str, str]]:
    if not asked:
        return []
    with open_for_reading(path) as reading:
        return reading.execute(sql, {"asked": asked}).fetchall()
