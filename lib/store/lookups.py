"""Looking up captures and stories in the archive, for ingest, reclean and rebuild."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from lib.store.archive import ArchiveReader, open_for_reading
from lib.store.batches.identity import address_key
from lib.store.schema import TOMBSTONE, UNDERSTOOD
from lib.store.statements import column

# Each field of a story with the value that is compared; all are of the revision that is shown.
FIELDS: Mapping[str, str] = {
    "headline": "s.headline",
    "kicker": "s.kicker",
    "deck": "s.deck",
    "byline": "t.byline",
    "authors": "s.authors",
    "text": "s.text",
    "zones": "kept.zones",
    "updates": "live.updates",
    "pictures": "images.images",
    "dateline": "t.dateline",
    "wire": "t.wire",
    "section": "s.section",
    "tags": "s.tags",
    "language": "s.language",
    "publisher": "s.publisher",
    "address": "s.canonical_url",
    "published": "(s.published_at, s.published_as, s.zone_name)",
    "updated": "s.updated_at",
    "form": "s.form",
    "briefs": "briefs.briefs",
    "related": "cards.cards",
    "left out": "cuts.cuts",
}

_FINGERPRINTS = f"""
with chosen as (select unnest($stories::varchar[]) as article),
rows as (select a.id, a.article from article a join chosen using (article) where a.shown)
select s.article_id, {", ".join(f"hash({value})" for value in FIELDS.values())}
from rows r join stories s on s.article_id = r.article join article_text t on t.id = r.id
left join (select id, list((zone, level, text) order by block) as zones
    from article_block semi join rows using (id) group by id) kept on kept.id = r.id
left join (select id, list((block, published_at) order by position) as updates
    from live_update semi join rows using (id) group by id) live on live.id = r.id
left join (select id, list((url, alt, caption, credit, lead) order by position) as images
    from image semi join rows using (id) group by id) images on images.id = r.id
left join (select id, list((headline, deck, url, slot, rank) order by position) as cards
    from related semi join rows using (id) group by id) cards on cards.id = r.id
left join (select id, list((text, rule) order by position) as cuts
    from cut semi join rows using (id) group by id) cuts on cuts.id = r.id
left join (select c.host, list((b.revision, b.published_at) order by b.revision) as briefs
    from carried c join chosen on chosen.article = c.host
    join article b on b.article = c.article and b.shown
    group by c.host) briefs on briefs.host = r.article
"""


def fingerprints(reader: ArchiveReader, stories: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Return for each story, by id, a hash of each of its fields, in the order of FIELDS."""
    rows = reader.execute(_FINGERPRINTS, {"stories": list(stories)}).fetchall()
    return {str(article): tuple(hashes) for article, *hashes in rows}


def stories_at(archive: Path, addresses: Sequence[str]) -> dict[str, str]:
    """Return {normalised address: id of the story with it}, without addresses of no story."""
    keys = {address_key(address): address for address in addresses}
    sql = """
        select key, article from story_key
        where kind in ('address', 'said') and key in (select unnest(?::ubigint[]))
        order by kind = 'address'"""  # the last of one address is taken: a sure one, where there is one
    if not keys:
        return {}
    with open_for_reading(archive) as reader:
        return {keys[key]: article for key, article in reader.execute(sql, [list(keys)]).fetchall()}


def stories_of(archive: Path, hashes: Sequence[str]) -> dict[str, str]:
    """Return {sha256 of a capture: id of its story} of these captures."""
    sql = f"""
        select sha256, article from capture where article is not null
        and outcome in {UNDERSTOOD} and sha256 in (select unnest(?::varchar[]))"""
    if not hashes:
        return {}
    with open_for_reading(archive) as reader:
        return dict(reader.execute(sql, [list(hashes)]).fetchall())


def captures_of(reader: ArchiveReader, hashes: Sequence[str]) -> dict[str, list[str]]:
    """Return {story id: hashes of all its captures} of the stories that the given captures belong to.

    Stories and captures are in the order in which they were stored.
    """
    rows = reader.execute(
        f"""select article, sha256 from capture where outcome in {UNDERSTOOD} and article in (
            select article from capture
            where sha256 in (select unnest(?::varchar[])) and outcome in {UNDERSTOOD})
        order by batch, rowid""",
        [list(hashes)],
    ).fetchall()
    return _grouped_by_story(rows)


def stored_stories(reader: ArchiveReader, publisher: str | None = None) -> dict[str, list[str]]:
    """Return {story id: hashes of its captures} in the order stored; of one publisher, if it is given."""
    rows = reader.execute(
        f"""select c.article, c.sha256 from capture c
            join article a on a.article = c.article and a.shown left join publisher p using (publisher_id)
        where c.outcome in {UNDERSTOOD} and ($publisher is null or lower(p.name) = lower($publisher))
        order by c.batch, c.rowid""",
        {"publisher": publisher},
    ).fetchall()
    return _grouped_by_story(rows)


def captures_by_publisher(reader: ArchiveReader, publishers: Sequence[str]) -> list[tuple[str, str, str]]:
    """Return (sha256, origin, headline) for each capture of these publishers, sorted by headline."""
    return reader.execute(
        f"""select distinct c.sha256, c.origin, t.headline
        from capture c join article a on a.article = c.article and a.revision = c.revision
        join article_text t on t.id = a.id join publisher p using (publisher_id)
        where c.outcome in {UNDERSTOOD} and p.name in (select unnest(?::varchar[]))
        order by t.headline, c.sha256""",
        [list(publishers)],
    ).fetchall()


def stored_hashes(reader: ArchiveReader) -> list[str]:
    """Return the sha256 of every capture that holds a story, sorted."""
    return column(reader, f"select sha256 from capture where outcome in {UNDERSTOOD} order by sha256")


def settled_hashes(reader: ArchiveReader) -> set[str]:
    """Return the sha256 of every stored or removed capture; rejected ones may be tried again."""
    return {*stored_hashes(reader), *tombstones(reader)}


def tombstones(reader: ArchiveReader) -> dict[str, str]:
    """Return the ids of removed stories, by the sha256 of each of their captures."""
    return dict(reader.execute("select sha256, article from tombstone").fetchall())


def tombstone_keys(reader: ArchiveReader) -> dict[int, str]:
    """Return {key: id of the removed story with it}, without keys that another story has now."""
    rows = reader.execute("select key, article from story_key where kind = ?", [TOMBSTONE]).fetchall()
    if not rows:
        return {}
    borne = "select key from story_key where kind <> ? and key in (select unnest(?::ubigint[]))"
    open_again = set(column(reader, borne, [TOMBSTONE, [key for key, _ in rows]]))
    return {key: article for key, article in rows if key not in open_again}


def aliases(reader: ArchiveReader) -> dict[str, str]:
    """Return the present ids of merged stories by their former ids."""
    return dict(reader.execute("select former, article from alias").fetchall())


def _grouped_by_story(rows: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return {story id: its hashes} from (story id, hash) pairs."""
    stories: dict[str, list[str]] = {}
    for article, sha256 in rows:
        stories.setdefault(article, []).append(sha256)
    return stories
