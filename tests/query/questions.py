"""Every question of the room that gives a frame, with its columns."""

from collections.abc import Callable

import pandas as pd

from lib.model.filter import Filter
from lib.query import (
    actors,
    attention,
    authors,
    backbone,
    captures,
    compare,
    coverage,
    ego,
    evidence,
    facets,
    lists,
    network,
    one_story,
    slots,
    stories,
    tags,
)
from lib.query.columns import Columns
from lib.store.archive import Reading

Question = Callable[[Reading, Filter], pd.DataFrame]
SHARES: Columns = {"stories": "count", "share": "share"}
PLACED: Columns = {**network.NODES, "community": "count", "x": "share", "y": "share"}

QUESTIONS: dict[str, tuple[Question, Columns]] = {
    "newest": (stories.newest, lists.NEWEST),
    "over time": (coverage.over_time, coverage.COLUMNS),
    "over time by tag": (lambda db, wanted: coverage.over_time(db, wanted, by="tag"), coverage.COLUMNS),
    "over time by hour": (lambda db, wanted: coverage.over_time(db, wanted, unit="hour"), coverage.COLUMNS),
    "tags": (tags.counts, tags.COLUMNS),
    "co-tags": (lambda db, wanted: tags.together(db, wanted, tag="Harbour"), tags.TOGETHER),
    "authors of a tag": (lambda db, wanted: tags.authors(db, wanted, tag="Harbour"), tags.AUTHORS),
    "authors": (authors.counts, authors.COLUMNS),
    "tags of an author": (lambda db, wanted: authors.tags(db, wanted, author="Ada Lind"), authors.TAGS),
    "publishers": (facets.publishers, {"publisher": "text", **SHARES}),
    "sections": (facets.sections, {"section": "text", **SHARES}),
    "languages": (facets.languages, {"language": "text", **SHARES}),
    "options": (lambda db, wanted: facets.options(db, wanted, field="tags"), facets.OPTIONS),
    "actors": (actors.counts, actors.COLUMNS),
    "named": (actors.named, actors.NAMED),
    "edges": (network.edges, network.EDGES),
    "backbone": (backbone.edges, network.EDGES),
    "backbone layout": (backbone.layout, PLACED),
    "attention": (attention.shares, attention.COLUMNS),
    "changes": (lambda db, wanted: compare.changes(db, wanted, against="tags=Harbour"), compare.COLUMNS),
    "changed actors": (
        lambda db, wanted: compare.layout(db, wanted, against="tags=Harbour"),
        {**compare.NODES, "community": "count", "x": "share", "y": "share"},
    ),
    "ego": (lambda db, wanted: ego.edges(db, wanted, ego="country/norland"), network.EDGES),
    "ego layout": (lambda db, wanted: ego.layout(db, wanted, ego="country/norland"), PLACED),
    "nodes": (network.nodes, network.NODES),
    "layout": (network.layout, PLACED),
    "evidence": (
        lambda db, wanted: evidence.sentences(db, wanted, actor="Norland", other="Sudland"),
        evidence.COLUMNS,
    ),
    "removed": (lambda db, wanted: stories.removed(db, "nowhere"), one_story.REMOVED),
    "related": (lambda db, wanted: stories.related(db, "nowhere"), one_story.RELATED),
    "briefs": (lambda db, wanted: stories.briefs(db, "nowhere"), one_story.BRIEFS),
    "revisions": (lambda db, wanted: stories.revisions(db, "nowhere"), one_story.REVISIONS),
    "mentions": (lambda db, wanted: stories.mentions(db, "nowhere", wanted), one_story.MENTIONS),
    "slots": (slots.slots, slots.SLOTS),
    "history": (lambda db, wanted: slots.history(db, "nowhere"), slots.HISTORY),
    "receipts": (lambda db, wanted: captures.receipts(db), captures.RECEIPTS),
    "outcomes": (lambda db, wanted: captures.outcomes(db), captures.OUTCOMES),
    "doubtful": (lambda db, wanted: captures.doubtful(db, below=0.8), captures.DOUBTFUL),
    "doubts": (lambda db, wanted: captures.doubts(db, "nowhere"), captures.DOUBTS),
}
