"""Every question of the room that gives a frame, with its columns."""

from collections.abc import Callable

import pandas as pd

from lib.model.filter import Filter
from lib.query import (
    actors,
    attention,
    authors,
    captures,
    compare,
    coverage,
    ego,
    evidence,
    facets,
    network,
    network_by,
    one_story,
    publishers,
    slots,
    stories,
    tags,
    two_actors,
)
from lib.query.frames import Columns
from lib.store.archive import ArchiveReader

Question = Callable[[ArchiveReader, Filter], pd.DataFrame]
SHARES: Columns = {"stories": "count", "share": "share"}
PLACED: Columns = {
    **network.NODES, "community": "count", "betweenness": "share", "x": "share", "y": "share",
}  # fmt: skip

QUESTIONS: dict[str, tuple[Question, Columns]] = {
    "newest": (stories.newest, stories.NEWEST),
    "over time": (coverage.over_time, coverage.COLUMNS),
    "over time by tag": (lambda db, criteria: coverage.over_time(db, criteria, by="tag"), coverage.COLUMNS),
    "over time by hour": (
        lambda db, criteria: coverage.over_time(db, criteria, unit="hour"),
        coverage.COLUMNS,
    ),
    "tags": (tags.counts, tags.COLUMNS),
    "authors": (authors.counts, authors.COLUMNS),
    "publishers": (publishers.counts, {"publisher": "text", **SHARES}),
    "options": (lambda db, criteria: facets.options(db, criteria, field="tags"), facets.OPTIONS),
    "actors": (actors.counts, actors.COLUMNS),
    "named": (actors.most_named, actors.NAMED),
    "edges": (
        lambda db, criteria: network.edges(db, network.NetworkRequest(criteria=criteria)),
        network.EDGES,
    ),
    "each": (
        lambda db, criteria: network_by.counts(db, network_by.EachRequest(criteria=criteria, each="tag")),
        network_by.COLUMNS,
    ),
    "attention": (attention.shares, attention.COLUMNS),
    "two actors": (
        lambda db, criteria: two_actors.comparison(db, criteria, actor="Norland", versus="Sudland"),
        two_actors.COLUMNS,
    ),
    "changes": (
        lambda db, criteria: compare.changes(
            db, compare.ComparisonRequest(criteria=criteria, against="tags=Harbour")
        ),
        compare.COLUMNS,
    ),
    "changed actors": (
        lambda db, criteria: compare.layout(
            db, compare.ComparisonRequest(criteria=criteria, against="tags=Harbour")
        ),
        {**compare.NODES, "community": "count", "x": "share", "y": "share"},
    ),
    "ego": (
        lambda db, criteria: ego.edges(db, ego.EgoRequest(criteria=criteria, ego="country/norland")),
        network.EDGES,
    ),
    "partners": (
        lambda db, criteria: ego.partners(db, ego.EgoRequest(criteria=criteria, ego="country/norland")),
        network.EDGES,
    ),
    "ego layout": (
        lambda db, criteria: ego.layout(db, ego.EgoRequest(criteria=criteria, ego="country/norland")),
        PLACED,
    ),
    "cells": (
        lambda db, criteria: network.cells(db, network.MatrixRequest(criteria=criteria)),
        network.EDGES,
    ),
    "layout": (lambda db, criteria: network.layout(db, network.NetworkRequest(criteria=criteria)), PLACED),
    "evidence": (
        lambda db, criteria: evidence.sentences(db, criteria, actor="Norland", other="Sudland"),
        evidence.COLUMNS,
    ),
    "removed": (lambda db, criteria: one_story.cuts_frame(db, "nowhere"), one_story.REMOVED),
    "related": (lambda db, criteria: one_story.related(db, "nowhere"), one_story.RELATED),
    "briefs": (lambda db, criteria: one_story.briefs(db, "nowhere"), one_story.BRIEFS),
    "revisions": (lambda db, criteria: one_story.revisions(db, "nowhere"), one_story.REVISIONS),
    "mentions": (lambda db, criteria: one_story.mentions(db, "nowhere", criteria), one_story.MENTIONS),
    "history": (lambda db, criteria: slots.history(db, "nowhere"), slots.HISTORY),
    "receipts": (lambda db, criteria: captures.receipts(db), captures.RECEIPTS),
    "outcomes": (lambda db, criteria: captures.outcomes(db), captures.OUTCOMES),
    "doubtful": (lambda db, criteria: captures.doubtful(db, below=0.8), captures.DOUBTFUL),
    "doubts": (lambda db, criteria: captures.doubts(db, "nowhere"), captures.DOUBTS),
}
