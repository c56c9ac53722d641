"""A figure with its question and source line, in every size."""

import plotly.graph_objects as go
import pytest

from lib.charts import charts as every
from lib.charts import legend, printed, style, title
from tests.charts import frames

NOTE = "Wireroom · 20 stories of 40 · tagged Harbour · days in Kyiv time"


def on_paper(figure: go.Figure, size: printed.Size = printed.PRESETS["report"]) -> go.Figure:
    return printed.printed(figure, question="Who is named with whom?", source=NOTE, theme="print", size=size)


@pytest.mark.parametrize("name", frames.CHARTS)
@pytest.mark.parametrize("kind", ["full", "empty"])
def test_every_chart_has_its_question_and_source(name: str, kind: str) -> None:
    chart, frame = every()[name], getattr(frames, kind)(name)
    asked, plain = title(chart, frame), chart.figure(frame)
    assert chart.QUESTION not in str(plain.layout.title.text)
    assert not [said for said in plain.layout.annotations if said.name == "source"]
    drawn = printed.printed(plain, question=asked, source=NOTE, theme="light")
    assert asked.endswith("?") and asked in drawn.layout.title.text.replace("<br>", " ")
    assert [said.text for said in drawn.layout.annotations if said.name == "source"] == [NOTE]
    assert drawn.layout.width == printed.PRESETS["report"].width


def test_a_long_question_takes_two_lines_on_a_narrow_page() -> None:
    narrow = printed.Size(width=280, height=300, pixels=390, fixed=False)
    title = on_paper(style.sheet("light", height=300), narrow).layout.title
    one = on_paper(style.sheet("light", height=300)).layout.title
    assert title.text.count("<br>") == 1 and title.pad.t - one.pad.t == 16  # Plotly sets two lines higher


def test_a_subtitle_moves_under_the_question() -> None:
    drawn = on_paper(style.sheet("light", height=300, subtitle="Stories a day"))
    assert drawn.layout.title.subtitle.text == "Stories a day"


@pytest.mark.parametrize("preset", printed.PRESETS)
@pytest.mark.parametrize("height", [200, 900])
def test_a_preset_keeps_its_shape_whatever_the_figure_s_height(preset: printed.Preset, height: int) -> None:
    size = printed.PRESETS[preset]
    layout = on_paper(style.sheet("print", height=height), size).layout
    if size.fixed:
        assert layout.width / layout.height == pytest.approx(size.width / size.height, rel=0.01)
    assert layout.height - layout.margin.t - layout.margin.b >= height - 60 and layout.width >= size.width
    flat = on_paper(style.unstretched(style.sheet("print", height=height)), size).layout
    assert flat.height - flat.margin.t - flat.margin.b == height - 30  # few bars are not blown up


def test_a_figure_that_is_far_lower_than_its_page_is_not_stretched() -> None:
    one = frames.attention().query("series == 'Norland'")
    low = every()["over_time"].figure(one)
    own = low.layout.height
    assert on_paper(low).layout.height < own + 150 < printed.PRESETS["report"].height
    page = on_paper(every()["over_time"].figure(one), printed.PRESETS["page"]).layout
    assert page.height == 1400 and page.height - page.margin.t - page.margin.b < own


def test_what_a_slide_has_no_room_for_is_said() -> None:
    room = style.Room(584, 200, 5)
    drawn = every()["tags_bar"].figure(frames.full("tags_bar"), room=room)
    assert len(drawn.data[0].x) == 5 and "Top 5 of 25" in drawn.layout.title.text
    compared = every()["two_actors"].figure(frames.full("two_actors"), room=room)
    assert len(compared.data[1].x) == 5 and "The 5 tags with the largest" in compared.layout.title.text
    network = every()["network"].figure(frames.network(), room=room)
    assert sum(each.xanchor is not None for each in network.layout.annotations) == 5
    assert "The core: 5 of 25 actors, " in network.layout.title.text
    named = every()["networks"].figure(frames.networks(), room=room)
    assert "2 of 5 publishers, 5 of 10 actors" in named.layout.title.text
    strips = every()["over_time"].figure(frames.attention(), room=style.Room(584, 200, 2))
    assert "2 of 3 names, the first" in strips.layout.title.text
    apart = every()["timeline"].figure(frames.over_time(), layout="apart", room=style.Room(584, 200, 2))
    assert "The 2 largest of 3" in apart.layout.title.text


@pytest.mark.parametrize("height", [360, 1200])
def test_a_sentence_is_whole_on_a_slide_that_grew_beyond_its_width(height: int) -> None:
    words = (
        "Stories a day of the twenty publishers that named the pier most often after it was closed in spring."
    )
    drawn = on_paper(style.sheet("print", height=height, subtitle=words), printed.PRESETS["slide"])
    assert drawn.layout.title.subtitle.text.replace("<br>", " ") == words


def test_a_legend_is_laid_out_for_the_width_of_its_file() -> None:
    drawn = every()["network"].figure(frames.network())
    assert drawn.layout.title.text.count("<br>") == 2
    signs = legend.without_legend(drawn)[1].signs
    wide = on_paper(drawn).layout
    assert wide.title.subtitle.text.count("<br>") == 1 and wide.height == printed.PRESETS["report"].height
    assert all(sign.name in wide.title.subtitle.text for sign in signs)
