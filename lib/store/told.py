"""What the archive tells of its stories, field by field, to be compared with what it tells later."""

from collections.abc import Mapping, Sequence

from lib.store.archive import ArchiveReader

# Each field of a story with the value that is compared; all are of the revision that is shown.
FIELDS: Mapping[str, str] = {
    "headline": "s.headline",
    "kicker": "s.kicker",
    "deck": "s.deck",
    "byline": "t.byline",
    "authors": "s.authors",
    "text": "s.text",
    "zones": "kept.zones",
    "updates": "live.told",
    "pictures": "seen.told",
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
    "briefs": "told_briefs.told",
    "related": "cards.told",
    "left out": "gone.told",
}

_TOLD = f"""
with asked as (select unnest($stories::varchar[]) as article),
rows as (select a.id, a.article from article a join asked using (article) where a.shown)
select s.article_id, {", ".join(f"hash({value})" for value in FIELDS.values())}
from rows r join stories s on s.article_id = r.article join article_text t on t.id = r.id
left join (select id, list((zone, level, text) order by block) as zones
    from article_block semi join rows using (id) group by id) kept on kept.id = r.id
left join (select id, list((block, published_at) order by position) as told
    from live_update semi join rows using (id) group by id) live on live.id = r.id
left join (select id, list((url, alt, caption, credit, lead) order by position) as told
    from image semi join rows using (id) group by id) seen on seen.id = r.id
left join (select id, list((headline, deck, url, slot, rank) order by position) as told
    from related semi join rows using (id) group by id) cards on cards.id = r.id
left join (select id, list((text, rule) order by position) as told
    from cut semi join rows using (id) group by id) gone on gone.id = r.id
left join (select c.host, list((b.revision, b.published_at) order by b.revision) as told
    from carried c join asked on asked.article = c.host join article b on b.article = c.article and b.shown
    group by c.host) told_briefs on told_briefs.host = r.article
"""


def told(reading: ArchiveReader, stories: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """For each of the stories a fingerprint of every field, in the order of FIELDS."""
    rows = reading.execute(_TOLD, {"stories": list(stories)}).fetchall()
    return {str(article): tuple(marks) for article, *marks in rows}
