"""The independent origins of stories: those that share a key, as the copy of a sentence, share an origin."""

from collections.abc import Hashable, Iterable

import pandas as pd


def merged(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Return how many stories of each group share the origin of another, as a frame of `by` and merged.

    Takes the columns of `by`, id (the story) and key. Stories that are tied through others are one origin
    too.
    """
    rows = rows.drop_duplicates([*by, "id", "key"])
    rows = rows[rows.duplicated([*by, "key"], keep=False)].reset_index(drop=True)
    if rows.empty:
        return rows[by].assign(merged=pd.Series(dtype="int64"))
    story, key = (rows.groupby([*by, each]).ngroup() for each in ("id", "key"))
    origin, before = story, None
    while before is None or not origin.equals(before):
        before, origin = origin, origin.groupby(key).transform("min").groupby(story).transform("min")
    counted = rows.assign(origin=origin).groupby(by)[["id", "origin"]].nunique()
    return (counted["id"] - counted["origin"]).rename("merged").astype("int64").reset_index()


def groups(stories: Iterable[tuple[Hashable, Hashable]]) -> dict[Hashable, Hashable]:
    """Map each story of (story, key) pairs to the first story of its origin."""
    leader: dict[Hashable, Hashable] = {}
    place: dict[Hashable, int] = {}
    first: dict[Hashable, Hashable] = {}
    for story, key in stories:
        leader.setdefault(story, story)
        place.setdefault(story, len(place))
        ends = _root(leader, story), _root(leader, first.setdefault(key, story))
        older, younger = sorted(ends, key=place.__getitem__)
        leader[younger] = older
    return {story: _root(leader, story) for story in leader}


def _root(leader: dict[Hashable, Hashable], story: Hashable) -> Hashable:
    while leader[story] != story:
        leader[story] = leader[leader[story]]
        story = leader[story]
    return story
