"""The independent origins of stories: those with copies of one sentence share an origin."""

from collections.abc import Hashable, Iterable

import pandas as pd

BANDS = ("a", "b", "c")


def origins(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Return the number of independent origins of each group, as a frame of `by` and origins.

    Takes the columns of `by`, id (the story) and the bands a, b, c of a naming sentence (missing where it is
    too short to identify). Two stories of a group belong together where any of their sentences
    agree in a band; stories that are tied through others are one origin too.
    """
    merged = {
        group: _merges(zip(own["id"], own["band"], strict=True))
        for group, own in _repeated(rows, by).groupby(by, sort=False)
    }
    sizes = rows.groupby(by)["id"].nunique().rename("stories").reset_index()
    keys = [*sizes[by].itertuples(index=False, name=None)]
    counts = [stories - merged.get(key, 0) for key, stories in zip(keys, sizes["stories"], strict=True)]
    return sizes[by].assign(origins=pd.Series(counts, dtype="int64"))


def groups(stories: Iterable[tuple[Hashable, Hashable]]) -> dict[Hashable, Hashable]:
    """Map each story of (story, band) pairs to the first story of its origin."""
    leader: dict[Hashable, Hashable] = {}
    place: dict[Hashable, int] = {}
    first: dict[Hashable, Hashable] = {}
    for story, band in stories:
        leader.setdefault(story, story)
        place.setdefault(story, len(place))
        ends = _root(leader, story), _root(leader, first.setdefault(band, story))
        older, younger = sorted(ends, key=place.__getitem__)
        leader[younger] = older
    return {story: _root(leader, story) for story in leader}


def _repeated(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Return the (group, id, band) rows whose band another story of the group has too: most have none."""
    long = pd.concat([rows[[*by, "id", band]].set_axis([*by, "id", "band"], axis=1) for band in BANDS])
    long = long.dropna(subset=["band"]).drop_duplicates()
    return long[long.groupby([*by, "band"])["id"].transform("size") > 1]


def _merges(pairs: Iterable[tuple[Hashable, Hashable]]) -> int:
    """Return how many stories share the origin of another."""
    found = groups(pairs)
    return len(found) - len(set(found.values()))


def _root(leader: dict[Hashable, Hashable], story: Hashable) -> Hashable:
    while leader[story] != story:
        leader[story] = leader[leader[story]]
        story = leader[story]
    return story
