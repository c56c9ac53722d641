"""Which stories the archive holds: of an address, of a capture, and whole, so that a summary adds nothing."""

from collections.abc import Sequence
from pathlib import Path

from lib.store.archive import open_for_reading
from lib.store.identity import address_key

PART = '["only a part", '  # how the doubts of a capture begin that is not its whole story


def whole_stories(path: Path) -> set[int]:
    """The address keys of all stories that are stored whole."""
    with open_for_reading(path) as reading:
        rows = reading.execute(
            """select distinct s.key from story_key s join capture c using (article)
            where s.kind = 'address' and c.outcome in ('stored', 'revision', 'known')
            and not contains(coalesce(c.doubts, ''), $part)""",
            {"part": PART},
        ).fetchall()
    return {int(key) for (key,) in rows}


def stories_at(path: Path, addresses: Sequence[str]) -> dict[str, str]:
    """The ids of the stories at folded addresses."""
    keys = {address_key(each): each for each in addresses}
    rows = _rows(
        path,
        """select key, article from story_key
        where kind = 'address' and key in (select unnest($asked::ubigint[]))""",
        list(keys),
    )
    return {keys[int(key)]: article for key, article in rows}


def stories_of(path: Path, hashes: Sequence[str]) -> dict[str, str]:
    """The ids of the stories of captures."""
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
