"""The views that readers ask in SQL; lib.store.documented says what their columns mean.

They name tables of lib.store.schema, show the newest revision of each story, and come after each other where
one asks another.
"""

from lib.model.article import DEFAULT_ZONES, ZONES
from lib.model.mention import DEFAULT_KINDS, DEFAULT_ROLES, DOUBT_BITS, ROLE_CODES, ROLES
from lib.store.literals import literals


def _listed(ids: str, table: str, key: str) -> str:
    """Return the SQL for the list of the names that `table` has by `key` of the ids in a list, in order."""
    return f"""(select coalesce(list(n.name order by x.place), []) from (
        select unnest({ids}) as {key}, generate_subscripts({ids}, 1) as place) x
        join {table} n using ({key}))"""


VIEWS = f"""
create view story_tags as
select a.article as article_id, date '1970-01-01' + a.day as day, t.name as tag
from article a join tag_article i using (id) join tag t using (tag_id) where a.shown;

create view stories as
select a.article as article_id, t.headline, t.kicker, t.deck, p.name as publisher, s.name as section,
    l.code as language, {_listed("a.authors", "author", "author_id")} as authors,
    {_listed("a.tags", "tag", "tag_id")} as tags, date '1970-01-01' + a.day as day, a.published_at,
    t.published_as, t.zone_name, t.zone_assumed, t.updated_at, a.words, t.read_minutes, t.has_audio, a.form,
    t.host, t.canonical_url, t.captured_at, a.revision, b.body as text
from article a join article_text t using (id) join article_body b using (id)
left join publisher p using (publisher_id) left join section s using (section_id)
left join language l using (language_id)
where a.shown;

create view mentions as
select a.article as article_id, date '1970-01-01' + a.day as day, n.key as actor_id, n.name as actor, n.kind,
    [{literals(ROLES)}][m.role % {ROLE_CODES} + 1] as role,
    (m.role & {DOUBT_BITS["undecided"]}) <> 0 as undecided, (m.role & {DOUBT_BITS["unsure"]}) <> 0 as unsure,
    [{literals(ZONES)}][m.zone + 1] as zone, m.block, m.sent,
    m.start, m."end", m.surface,
    substring(k.text, m.sentence_start + 1, m.sentence_end - m.sentence_start) as sentence
from mention m join article a using (id) join actor n using (actor_id)
join article_block k on k.id = m.id and k.block = m.block
where a.shown;

create view quotations as
select a.article as article_id, date '1970-01-01' + a.day as day, n.key as actor_id, n.name as actor, n.kind,
    [{literals(ROLES)}][q.role % {ROLE_CODES} + 1] as role,
    (q.role & {DOUBT_BITS["undecided"]}) <> 0 as undecided, (q.role & {DOUBT_BITS["unsure"]}) <> 0 as unsure,
    [{literals(ZONES)}][q.zone + 1] as zone, q.block, q.start, q."end", q.words,
    substring(k.text, q.start + 1, q."end" - q.start) as passage
from quotation q join article a using (id) join actor n using (actor_id)
join article_block k on k.id = q.id and k.block = q.block
where a.shown;

create view co_mentions as
with named as (
    select distinct article_id, day, actor_id, actor, zone, block, sent, sentence from mentions
    where zone in ({literals(DEFAULT_ZONES)}) and role in ({literals(DEFAULT_ROLES)})
    and not undecided and not unsure and kind in ({literals(DEFAULT_KINDS)}))
select a.article_id, a.day, a.actor as a, b.actor as b, a.actor_id as a_id, b.actor_id as b_id,
    a.zone, a.block, a.sentence
from named a join named b on a.article_id = b.article_id and a.sent = b.sent and a.actor_id < b.actor_id;

create view slots as
select c.slot, p.name as publisher, date '1970-01-01' + c.day as day, c.captured_at, c.captured_assumed,
    c.rank, c.headline, c.url, c.article as page_id,
    -- The story of this archive that the card leads to: by its address, else by its headline there.
    coalesce(
        (select min(k.article) from article k join article_text t using (id)
            where k.shown and t.canonical_url = c.url),
        (select min(k.article) from article k join article_text t using (id)
            where k.shown and k.form <> 'brief' and t.headline = c.headline
            and k.publisher_id is not distinct from a.publisher_id)) as article_id
from slot_card c join article a on a.article = c.article and a.shown
left join publisher p using (publisher_id);

create view tags as
select t.name as tag, count(*) as stories from tag t
join tag_article i using (tag_id) join article a using (id) where a.shown group by t.name;

create view authors as
select n.name as author, n.desk, count(*) as stories from author n
join author_article i using (author_id) join article a using (id) where a.shown group by n.name, n.desk;

create view actors as
select n.key as actor_id, n.name as actor, n.kind, count(*) as stories from actor n
join actor_article i using (actor_id) join article a using (id) where a.shown group by n.key, n.name, n.kind;
"""
