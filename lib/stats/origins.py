"""Counting copies once: stories that share a key, such as a copied sentence, have one origin."""

from collections.abc import Hashable, Iterable

import pandas as pd


def merged(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Return for each group how many of its stories are copies: stories minus independent origins.

    Takes the columns of `by`, id (the story) and key; returns those of `by` and merged. Stories that share
    keys only through other stories have one origin too.
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
    """Return {story: first story of its group} from (story, key) pairs; a common key joins two groups."""
    leader: dict[Hashable, Hashable] = {}
    place: dict[Hashable, int] = {}
    first: dict[Hashable, Hashable] = {}
    for story, key in stories:
        leader.setdefault(story, story)
        place.setdefault(story, len(place))
        ends = _first_of_group(leader, story), _first_of_group(leader, first.setdefault(key, story))
        older, younger = sorted(ends, key=place.__getitem__)
        leader[younger] = older
    return {story: _first_of_group(leader, story) for story in leader}


def _first_of_group(leader: dict[Hashable, Hashable], story: Hashable) -> Hashable:
    """Return the first story of a group; `leader` is {story: an earlier story of its group}.

    The ways that were followed are shortened in `leader`.
    """
    while leader[story] != story:
        leader[story] = leader[leader[story]]
        story = leader[story]
    return story
