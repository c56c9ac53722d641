"""The archive's tables: one row a revision of a story, dense integer ids, names in tables of their own.

No PRIMARY KEY, UNIQUE, index or ENUM on big tables: uniqueness is checked at ingest by a join.

Masks. The sentences of an article that hold a mention are numbered in page order, and so are their
paragraphs (blocks). Numbers are cut into chunks: a chunk holds at most 64 sentences and at most 64
paragraphs, and a paragraph never lies in two chunks (one of more than 64 such sentences is counted in parts
of 64).
`story_actor` has a row for each (story, actor, zone, role, chunk): bit b of smask is sentence chunk*64+b, bit
b of pmask paragraph chunk*64+b, zone the place in lib.model.article.ZONES, role the role_code of mentions. A
sentence stands in one zone, so a co-mention in one sentence is bit_count(a.smask & b.smask), exactly.

`article.id` numbers rows and changes when the archive is compacted; `article.article` is the story's own id
and never does. Inverted tables hold the rows of every revision: join `article` and ask for `shown`.
"""

from lib.model.article import DEFAULT_ZONES, ZONES
from lib.model.mention import (
    DEFAULT_KINDS,
    DEFAULT_ROLES,
    DOUBT_BITS,
    ROLE_CODES,
    ROLES,
)
from lib.store.literals import literals

UNDERSTOOD = "('stored', 'revision', 'known')"  # outcomes of captures that hold a story
TOMBSTONE = "buried"  # kind of a story_key that keeps a removed story away
# Setting: what the whole archive holds, in numbers, and the state of which they and the tables of
# lib.store.stored_sums are, as JSON.
TOTALS = "totals, days and reports"
COMPACTION_DUE = "compaction_due"  # setting after a removal: the file's free room may still hold the words
JOURNAL = "journal"  # setting: the id of the journal of the archive's home, which another home's is not
LEFT = "left"  # setting of an archive beside which a removal that was cut short has left something
FORMER_BATCHES = "former_batches"  # setting of an archive that took the place of one: the last number of that
REBUILDING = "rebuilding"  # setting of an archive put in place, until every kept original is in it
RESTORED = "restored"  # its value where a backup was put in place that is older than some captures

# Every table that holds a part of a story, by its row.
PARTS = (
    "article_text", "article_body", "article_block", "image", "cut", "live_update", "related", "mention",
    "quotation", "story_actor", "sentence_sketch", "found_before", "tag_article", "author_article",
    "actor_article", "word_article", "indexed", "site_name", "sought", "counted_name", "list_sentence",
    "named_pair", "copied_sketch",
)  # fmt: skip

SHOWN = "id not in (select id from article where not shown)"  # of rows of other tables; few rows are not

LAYOUT = 8  # a newer archive is refused, an older one upgraded (upgrade.py) or rebuilt from the originals

TABLES = """
create table setting(key varchar, value varchar);  -- layout, desk_zone, created_at, state, ledger, journal
create table batch(
    batch integer, kind varchar, hash varchar,     -- kind: ingest, removal, reclean, ledger
    captures integer, articles integer, stored_at timestamp);
create table capture(
    sha256 varchar, origin varchar, url varchar, media_type varchar,
    captured_at timestamp, captured_assumed varchar, batch integer,
    outcome varchar,                               -- stored, revision, known, rejected, removed
    kind varchar, reason varchar,                  -- of a rejection
    article varchar, revision varchar, blocks integer, cuts integer,
    confidence float, doubts varchar,              -- doubts: JSON [[kind, reason, weight], ...]
    corrections varchar);                          -- ids of the reader's corrections that it was cleaned with
create table alias(former varchar, article varchar);
create table story_key(                        -- recognises a story: rows.py
    key ubigint, kind varchar, article varchar);   -- kind: address, worded, said, headline; buried: kept away
create table carried(article varchar, host varchar);  -- a brief and each story whose page carried it
create table tombstone(sha256 varchar, article varchar, removed_at timestamp);

create table publisher(publisher_id integer, name varchar);
create table section(section_id integer, name varchar);
create table language(language_id integer, code varchar);
create table author(author_id integer, name varchar, desk boolean);
create table tag(tag_id integer, name varchar);
create table actor(actor_id integer, key varchar, name varchar, kind varchar);

create table article(
    id integer,                                    -- row: a revision of a story or brief
    article varchar,                               -- the story's own id, the same for all its revisions
    revision varchar, shown boolean, batch integer, form varchar,
    day integer,                                   -- since 1970-01-01: days.day_of; null: undated
    published_at timestamp, publisher_id integer, section_id integer, language_id integer, words integer,
    tags integer[], authors integer[]);
create table article_text(
    id integer, sha256 varchar, host varchar,      -- host: the first story whose page carried this brief
    canonical_url varchar, slug varchar, headline varchar, kicker varchar, deck varchar, byline varchar,
    dateline varchar, wire varchar, published_as varchar, zone_name varchar, zone_assumed boolean,
    zone_reason varchar, updated_at timestamp, captured_at timestamp, read_minutes integer, has_audio boolean,
    provenance varchar);                           -- JSON object
create table article_body(id integer, body varchar);      -- headline and text zones: what search reads
create table article_block(id integer, block integer, zone utinyint, level utinyint,
    text varchar using compression zstd,           -- read story by story; article_body is what is scanned
    "at" integer, "end" integer, links varchar);     -- links: JSON [[start, end, url], ...]
create table image(id integer, position integer, url varchar, alt varchar, caption varchar,
    credit varchar, lead boolean);
create table cut(id integer, position integer, text varchar using compression zstd, rule varchar,
    reason varchar, "at" integer, "end" integer, confidence float);
create table live_update(id integer, position integer, block integer, published_at timestamp,
    published_as varchar, zone_name varchar, zone_assumed boolean, zone_reason varchar);
create table related(id integer, position integer, headline varchar, deck varchar, publisher varchar,
    authors varchar[], url varchar, "at" integer, "end" integer, slot varchar, rank integer);
create table slot_card(                              -- a card in a box of a page, in each capture of it
    sha256 varchar, article varchar,               -- the capture, and the story whose page it is
    captured_at timestamp, captured_assumed varchar, day integer, position integer,
    slot varchar, rank integer, headline varchar, url varchar);
create table mention(
    id integer, actor_id integer, role utinyint, zone utinyint, block integer,
    sent integer, para integer,                    -- chunk*64+bit, as in the masks
    start integer, "end" integer, sentence_start integer, sentence_end integer, surface varchar);
create table quotation(                         -- what an actor says: quotations.py
    id integer, actor_id integer, role utinyint, zone utinyint, block integer,  -- of the name of the speaker
    start integer, "end" integer,                  -- the sentences that show it, in the paragraph's text
    words varchar using compression zstd);         -- the quoted ones; parts are joined by " … "
create table story_actor(                       -- sums of mention: stored_sums.py
    id integer, actor_id integer, zone utinyint, role utinyint, chunk integer,
    smask ubigint, pmask ubigint, mentions integer);
create table found_before(                      -- all found in a text that decisions have changed
    id integer, keys varchar[], roles utinyint[], blocks integer[], starts integer[], ends integer[],
    sentence_starts integer[], sentence_ends integer[]);
create table found_actor(key varchar, name varchar);  -- every actor that was found, as it was first spelled

create table sentence_sketch(                   -- copies of a sentence agree in a, b or c: texts.py
    id integer, sent integer, a ubigint, b ubigint, c ubigint);

create table tag_article(tag_id integer, id integer);  -- inverted, sorted: every filter goes through these
create table author_article(author_id integer, id integer);
create table actor_article(actor_id integer, id integer);

create table word_article(word varchar, id integer);  -- folded words of article_body, sorted
create table indexed(id integer);  -- whose words stand there; the texts of others are scanned
create table site_name(id integer, name varchar);  -- what a page calls its publication
create table sought(id integer, names varchar);  -- lib.model.article.Sought, where not "all"
create table counted_name(             -- names as a filter counts them by default: stored_sums.py
    id integer, actor_id integer, kind utinyint,     -- kind: place in lib.model.mention.KINDS
    chunk integer, smask ubigint, pmask ubigint, mentions integer);
create table list_sentence(id integer, sent integer, para integer, names integer);
create table named_pair(               -- two of counted_name in sentences that are no lists
    id integer, x integer, y integer, kinds utinyint,  -- x < y; kinds: bits of both kinds
    sentences integer);
create table copied_sketch(id integer, sent integer, band ubigint);  -- bands of several stories
create table whole_name(               -- sums of counted_name over all stories that are shown
    actor_id integer, kind utinyint, stories bigint, mentions bigint, reports bigint);
create table whole_pair(               -- and of named_pair
    x integer, y integer, kinds utinyint, sentences bigint, stories bigint, reports bigint);
create table whole_copy(id integer, report integer);  -- copies: one report with another story
create table copied_name(              -- rows of counted_name of stories in copied_sketch
    id integer, actor_id integer, kind utinyint, chunk integer, smask ubigint);
create table copied_pair(id integer, x integer, y integer, kinds utinyint, sentences integer);
create table copied_size(id integer, sentences integer);  -- of their rows of sentence_sketch
create table whole_link(field varchar, number integer, stories bigint);  -- of a tag, an author
create table whole_day(                -- of a day, by the first of a field's largest names
    field varchar, day integer, number integer, stories bigint, texts bigint);  -- "": all; texts: no briefs
"""


def _listed(ids: str, table: str, key: str) -> str:
    """Return the SQL for the list of names of a list of ids, in order."""
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
