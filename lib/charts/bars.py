"""Bar charts of the names with most stories: actors, tags, authors, publishers."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from lib.charts import style
from lib.charts.actor_groups import Group, by_kind
from lib.charts.name_rows import name_rows
from lib.charts.text_metrics import number, percent, safe
from lib.model.wording import count, listed

MOST = 20  # bars: a page of a laptop, and a reader reads no more
FEWEST_STRETCHED = 9  # bars: fewer would be drawn too far apart if they filled a page
_FRAME = 64  # pixels of height beside the bars
_VALUE_ROOM = 84  # pixels behind the longest bar, for "12,345  99.9%"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """A bar chart of one kind of name, such as tags: columns, title, query, words, what a click gives."""

    COLUMNS: tuple[str, ...]  # the first is what a click on a bar hands over
    QUESTION: str
    ASKS: Mapping[str, str]
    column: str  # the names
    does: tuple[str, str]  # what one story does, and several: "carries the tag", "carry the tag"
    empty: str

    def figure(
        self, frame: pd.DataFrame, /, *, theme: style.Theme = "light", room: style.Room = style.PAGE
    ) -> go.Figure:
        """Return horizontal bars, one for each name, most stories first, up to MOST."""
        if frame.empty:
            return style.unstretched(style.empty_state(self.empty, theme, height=200))
        most = min(room.names, MOST)
        drawn = _bars(frame, self, theme, most)
        return drawn if min(len(frame), most) >= FEWEST_STRETCHED else style.unstretched(drawn)

    def alt(self, frame: pd.DataFrame, /) -> str:
        """Return a description: the first five names and the number of all stories."""
        if frame.empty:
            return self.empty
        first = frame.head(5)
        leaders = [
            f"{name} ({number(stories)})"
            for name, stories in zip(_display_names(first, self), first["stories"], strict=True)
        ]
        most = f"{_superlative(frame)}: {listed(leaders)}. {count(_number_of_names(frame), 'row')} in all."
        return f"Horizontal bars, in shares of {_all_stories(frame)}. {most}"


CHARTS = {
    "actors_bar": Ranking(
        COLUMNS=("actor_id", "actor", "kind", "stories", "share"),
        QUESTION="Who is in the news?",
        ASKS={"frame": "actors.counts"},
        column="actor",
        does=("names", "name"),
        empty="No story of this selection names an actor. Loosen the filter to see some.",
    ),
    "authors_bar": Ranking(
        COLUMNS=("author", "stories", "share"),
        QUESTION="Who writes the news?",
        ASKS={"frame": "authors.counts"},
        column="author",
        does=("carries the byline of", "carry the byline of"),
        empty="No story of this selection names its author. Loosen the filter to see some.",
    ),
    "publishers_bar": Ranking(
        COLUMNS=("publisher", "stories", "share"),
        QUESTION="Who publishes the news?",
        ASKS={"frame": "publishers.counts_with_names"},
        column="publisher",
        does=("comes from", "come from"),
        empty="No story of this selection names its publisher. Loosen the filter to see some.",
    ),
    "tags_bar": Ranking(
        COLUMNS=("tag", "stories", "share"),
        QUESTION="Which tags does the news carry?",
        ASKS={"frame": "tags.counts"},
        column="tag",
        does=("carries the tag", "carry the tag"),
        empty="No story of this selection carries a tag. Loosen the filter to see some.",
    ),
}


def _bars(every: pd.DataFrame, ranking: Ranking, theme: style.Theme, most: int) -> go.Figure:
    """Return the bars of the first `most` names, in one colour or in those of their kinds of actor."""
    full = _display_names(every.head(most), ranking)
    names = name_rows(full)
    frame = every.head(most).assign(label=names.labels, full=full)
    kinds = "kind" in ranking.COLUMNS
    groups = [*by_kind(frame)] if kinds else [Group(name="", colour=style.SERIES[0], nodes=frame)]
    words = f"Stories, and their share of {_all_stories(every)}"
    if (of := _number_of_names(every)) > len(frame):
        words += f"<br>Top {len(frame)} of {number(of)}"
    if every.attrs.get("order") == "mentions":
        words += f"<br>{_superlative(every)} first"
    figure = style.sheet(
        theme,
        height=_FRAME + names.row * len(frame),
        subtitle=words,
        signs=[group.sign for group in groups if kinds],
    )
    figure.add_traces([_bar(group, ranking, theme=theme) for group in groups])
    figure.update_layout(
        barmode="overlay",
        bargap=0.34,
        hovermode="closest",
        clickmode="event+select",
        xaxis=style.axis(theme, visible=False, range=[0, float(frame["stories"].max()) or 1.0]),
        yaxis=names.axis(theme),
        margin={"l": names.room, "r": _VALUE_ROOM, "b": 4},
    )
    return figure


def _display_names(frame: pd.DataFrame, ranking: Ranking) -> list[str]:
    """Return the names of the frame's rows as readers see them; publishers as `attrs["called"]` has them."""
    called = frame.attrs.get("called", {})
    return [str(called.get(name, name)) for name in frame[ranking.column]]


def _superlative(frame: pd.DataFrame) -> str:
    """Return the words before the first names: "Most mentioned" if ordered by mentions, else "Most"."""
    return "Most mentioned" if frame.attrs.get("order") == "mentions" else "Most"


def _number_of_names(frame: pd.DataFrame) -> int:
    """Return the number of all names, those beyond the frame's rows included."""
    return int(frame.attrs.get("of", len(frame)))


def _bar(group: Group, ranking: Ranking, *, theme: style.Theme) -> go.Bar:
    """Return the bars of one colour, each with its number and share behind it and its key for a click."""
    part = group.nodes
    return go.Bar(
        orientation="h",
        x=part["stories"].astype(int).tolist(),
        y=part["label"].tolist(),
        name=group.name,
        customdata=[[key] for key in part[ranking.COLUMNS[0]]],
        text=[
            f"<b>{number(stories)}</b>  <span style='color:{style.ink(theme).muted}'>{percent(share)}</span>"
            for stories, share in zip(part["stories"], part["share"], strict=True)
        ],
        textposition="outside",
        textfont={"color": style.ink(theme).text, "size": style.TEXT_SIZE},
        cliponaxis=False,
        constraintext="none",
        hovertext=[
            f"{count(stories, f'story {ranking.does[0]}', f'stories {ranking.does[1]}')} {safe(name)}"
            for stories, name in zip(part["stories"], part["full"], strict=True)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
        marker={"color": group.colour, "line": {"width": 0}},
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 0.4}},
    )


def _all_stories(frame: pd.DataFrame) -> str:
    """Return "all 1,204 stories" or "the only story", computed from the frame's first number and share."""
    first = frame.iloc[0]
    if not first["share"]:
        return "all stories"
    number_of_all = round(first["stories"] / first["share"])
    return f"all {number_of_all:,} stories" if number_of_all > 1 else "the only story"
