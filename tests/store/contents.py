"""All that an archive holds, without the numbers that it happens to have given."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from lib.model.article import ALL_ZONES, DEFAULT_ZONES
from lib.model.mention import DEFAULT_ROLES, KINDS, LIST, codes_of
from lib.store import summaries
from lib.store.archive import ArchiveReader, open_for_reading
from lib.store.summaries import FIELDS, TOP

KEY = "a.article || '/' || a.revision"


def _by_text(table: str) -> str:
    return f"select {KEY}, x.* exclude (id) from {table} x join article a using (id) order by all"


def _listed(ids: str, table: str, column: str) -> str:
    return f"list_transform({ids}, i -> (select any_value({column}) from {table} where {table}_id = i))"


ASKED = {
    **{view: f"select * from {view} order by all" for view in
       ("stories", "mentions", "co_mentions", "tags", "authors", "actors")},
    **{table: _by_text(table) for table in
       ("article_text", "article_body", "article_block", "image", "cut", "live_update", "related")},
    "names": "select 'tag', name from tag union select 'author', name from author union "
             "select 'actor', key from actor union select 'publisher', name from publisher order by all",
    "article": "select article, revision, shown, batch, form, day, published_at, words, len(tags) "
               "from article order by all",
    "mention": f"select {KEY}, n.key, m.* exclude (id, actor_id) from mention m join actor n "
               "using (actor_id) join article a using (id) order by all",
    "masks": f"select {KEY}, n.key, m.* exclude (id, actor_id) from story_actor m join actor n "
             "using (actor_id) join article a using (id) order by all",
    "inverted": f"select {KEY}, n.key from actor_article join article a using (id) join actor n "
                f"using (actor_id) union all select {KEY}, n.name from tag_article join article a using (id) "
                f"join tag n using (tag_id) union all select {KEY}, n.name from author_article "
                "join article a using (id) join author n using (author_id) order by all",
    "capture": "select * from capture order by all",
    "story_key": "select * from story_key order by all",
    "carried": "select * from carried order by all",
    "named": "select key, name, kind from actor order by all",
    "sketches": _by_text("sentence_sketch"),
    "found_before": _by_text("found_before"),
    "found_actor": "select * from found_actor order by all",
    "ledger": "select value from setting where key = 'ledger'",
    "rows": "select count(*), count(distinct id) from article",
}  # fmt: skip


def kept(db: ArchiveReader) -> list[list[tuple[object, ...]]]:
    """Return the names that the archive keeps as a filter counts them by default, the sentences that are
    lists, and the pairs in others.
    """
    return [
        db.execute(f"select * from {table} order by all").fetchall()
        for table in ("counted_name", "list_sentence", "named_pair")
    ]


def counted(db: ArchiveReader) -> list[list[tuple[object, ...]]]:
    """Return what it should keep, counted mention by mention."""
    names: dict[tuple[int, int, int], list[int]] = {}
    mentions = """
        select id, actor_id, kind, role, zone, sent, para from mention join actor using (actor_id)"""
    lists: dict[tuple[int, int, int], set[int]] = {}
    together: dict[tuple[int, int], set[int]] = {}
    kinds: dict[int, int] = {}
    for row, actor, kind, role, zone, sent, para in db.execute(mentions).fetchall():
        lists.setdefault((row, sent, para), set()).add(actor)
        if role in codes_of(DEFAULT_ROLES) and ALL_ZONES[zone] in DEFAULT_ZONES:
            together.setdefault((row, sent), set()).add(actor)
            kinds[actor] = KINDS.index(kind)
            sums = names.setdefault((row, actor, sent // 64), [KINDS.index(kind), 0, 0, 0])
            sums[1:] = sums[1] | 1 << sent % 64, sums[2] | 1 << para % 64, sums[3] + 1
    listed = {(row, sent) for (row, sent, _), actors in lists.items() if len(actors) >= LIST}
    pairs: Counter[tuple[int, int, int]] = Counter()
    for (row, sent), actors in together.items():
        if (row, sent) not in listed:
            pairs.update((row, x, y) for x, y in combinations(sorted(actors), 2))
    return [
        sorted((row, actor, kind, chunk, *sums) for (row, actor, chunk), (kind, *sums) in names.items()),
        sorted((*place, len(actors)) for place, actors in lists.items() if len(actors) >= LIST),
        sorted((row, x, y, 1 << kinds[x] | 1 << kinds[y], count) for (row, x, y), count in pairs.items()),
    ]


def keeps_what_it_says(db: ArchiveReader) -> bool:
    """Return whether what is kept of mentions and sketches is what they say."""
    bands = db.execute("select id, sent, unnest([a, b, c]) from sentence_sketch").fetchall()
    rows: dict[int, set[int]] = {}
    for row, _, band in bands:
        rows.setdefault(band, set()).add(row)
    copied = db.execute("from copied_sketch").fetchall()
    must = {each for each in bands if len(rows[each[2]]) > 1}
    held = len(copied) == len(set(copied)) and must <= set(copied) <= set(bands)
    text = {name: (db.totals or {}).get(name) for name in ("state", "numbers", "actors")}
    summed = db.totals is None or (text == _totals(db) and _sums(db) == _summed(db))
    return held and kept(db) == counted(db) and summed and _stand_together(db)


def _stand_together(db: ArchiveReader) -> bool:
    """Return whether the rows of an actor in a story stand one after another, in each table of names."""
    every = "select count(*) filter (begins), count(*) filter (ends), count(distinct (id, actor_id)) from {}"
    tables = ("story_actor", "counted_name")
    found = [db.execute(every.format(summaries.begun(table, "true"))).fetchall()[0] for table in tables]
    return all(len(set(numbers)) == 1 for numbers in found)


def _sums(db: ArchiveReader) -> list[list[tuple[object, ...]]]:
    """Return the sums over the whole archive that are kept, of names and of pairs."""
    names, pairs = "actor_id, kind, stories, mentions", "x, y, kinds, sentences, stories"
    return [
        db.execute(f"select {columns} from {table} order by all").fetchall()
        for table, columns in (("whole_name", names), ("whole_pair", pairs), ("whole_day", "*"))
    ]


def _summed(db: ArchiveReader) -> list[list[tuple[object, ...]]]:
    """Return what they should be."""
    shown = {row for (row,) in db.execute("select id from article where shown").fetchall()}
    entries, _, pairs = counted(db)
    names: dict[object, tuple[object, set[object], list[int]]] = {}
    for row, actor, kind, *_, mentions in entries:
        if row in shown:
            _, rows, numbers = names.setdefault(actor, (kind, set(), []))
            rows.add(row)
            numbers.append(int(str(mentions)))
    together: dict[tuple[object, ...], list[int]] = {}
    for row, x, y, kinds, sentences in pairs:
        if row in shown:
            together.setdefault((x, y, kinds), []).append(int(str(sentences)))
    return [
        sorted((actor, kind, len(rows), sum(numbers)) for actor, (kind, rows, numbers) in names.items()),
        sorted((*pair, sum(numbers), len(numbers)) for pair, numbers in together.items()),
        sorted(_days(db)),
    ]


def _days(db: ArchiveReader) -> Iterator[tuple[object, ...]]:
    """Yield the stories of each day by which of a field's largest names stands first."""
    columns = "day, form, tags, authors, [publisher_id], [section_id], [language_id]"
    rows = db.execute(f"select {columns} from article where shown").fetchall()
    for place, field in enumerate(("", *FIELDS)):
        carried = [[n for n in row[place + 1] or () if n is not None] if field else [] for row in rows]
        held = Counter(number for numbers in carried for number in numbers)
        top = sorted(held, key=lambda number: (-held[number], number))[:TOP]
        first = [next((n for n in numbers if n in top), -1) for numbers in carried]
        by_day = [*zip(rows, first, strict=True)]
        stories = Counter((row[0], number) for row, number in by_day if row[0] is not None)
        texts = Counter((row[0], n) for row, n in by_day if not field and row[1] != "brief")
        for (day, number), count in stories.items():
            yield field, day, number, count, texts[day, number]


def _totals(db: ArchiveReader) -> dict[str, object]:
    """Return the numbers of the whole archive, counted anew."""
    actors: dict[int, set[int]] = {}
    shown = {row for (row,) in db.execute("select id from article where shown").fetchall()}
    for row, actor, kind, *_ in counted(db)[0]:
        if row in shown:
            actors.setdefault(int(str(kind)), set()).add(int(str(actor)))
    numbers = db.execute(
        summaries.totals(
            "(from article where shown)", "(from {} where id in (select id from article where shown))".format
        )
    ).fetchall()[0]
    return {
        "state": db.state, "numbers": [*numbers],
        "actors": sorted([kind, len(who)] for kind, who in actors.items()),
    }  # fmt: skip


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of every table and view by its name."""
    with open_for_reading(path) as reading:
        assert keeps_what_it_says(reading)
        return {name: reading.execute(sql).fetchall() for name, sql in ASKED.items()}
