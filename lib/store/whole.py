"""Which stories the archive holds from their own pages, so that a feed's summary adds nothing to them."""

from collections.abc import Sequence
from pathlib import Path

from lib.model.parsed import Parsed
from lib.store.archive import open_for_reading
from lib.store.identity import keys_of

PART = '["only a part", '  # how the doubts of a capture begin that is not its whole story


def stored_whole(path: Path, summaries: Sequence[Parsed]) -> list[Parsed]:
    """Those of the summaries whose whole story is stored, by its address."""
    keys = {each.capture.sha256: _key(each) for each in summaries}
    wanted = [key for key in keys.values() if key is not None]
    if not wanted:
        return []
    with open_for_reading(path) as reading:
        rows = reading.execute(
            """select distinct s.key from story_key s join capture c using (article)
            where s.kind = 'address' and s.key in (select unnest($keys::ubigint[]))
            and c.outcome in ('stored', 'revision', 'known')
            and not contains(coalesce(c.doubts, ''), $part)""",
            {"keys": wanted, "part": PART},
        ).fetchall()
    whole = {key for (key,) in rows}
    return [each for each in summaries if keys[each.capture.sha256] in whole]


def _key(parsed: Parsed) -> int | None:
    return keys_of(parsed.cleaned.article, address=parsed.address, day=None).address
