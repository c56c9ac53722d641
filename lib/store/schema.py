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

UNDERSTOOD = "('stored', 'revision', 'known')"  # outcomes of captures that hold a story
TOMBSTONE = "buried"  # kind of a story_key that keeps a removed story away

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
create table setting(key varchar, value varchar);  -- stored_settings.py
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
create table story_key(                        -- recognises a story: identity.py
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

create table sentence_sketch(                   -- copies of a sentence agree in a, b or c: sketches.py
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
