"""Checking a saved chart: its verdict, the differences, and a link to the same view."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import parse_qs

import streamlit as st

from lib.figures import CARRIERS
from lib.figures.case_file import CHART
from lib.figures.verify import SHOWS, Verdict, Verified, verify, verify_code
from lib.model.errors import FigureError
from lib.model.recipe import Recipe
from lib.query.filter.address import PARAMETERS, from_address
from lib.ui.cache import remember
from lib.ui.chart_files import VERIFY
from lib.ui.component import draw, say
from lib.ui.paths import pages
from lib.ui.render import Link, paragraph
from lib.ui.session import current_session, session
from lib.ui.view import BETWEEN, View
from lib.ui.widgets import section

TITLE = "Check a saved chart"
LARGEST = 200  # MB: it lies in the server's memory while it is checked
CALLED: dict[Verdict, str] = {
    "reproduced": "Reproduced", "changed": "The archive has changed", "altered": "It was altered",
    "another version": "Drawn by another version", "not here": "Its stories are not here",
    "damaged": "Damaged",
}  # fmt: skip
SHOWS_CHART = re.compile(r'\bchart\("(\w+)"')


class Place(NamedTuple):
    """Where a chart is shown: the path of its page, and the tab there, if any."""

    page: str
    tab: str = ""


PAGES = {  # by chart; a page of its own names it in its file
    **{
        name: Place(path)
        for path, file in pages().values()
        for name in SHOWS_CHART.findall(file.read_text(encoding="utf-8"))
    },
    CHART: Place("read"), "timeline": Place("timeline"), "strip": Place(""),
    "tags_bar": Place("browse", "tags"), "authors_bar": Place("browse", "authors"),
    "publishers_bar": Place("browse", "publishers"), "networks": Place("actors", "network"),
    "network": Place("actors", "network"), "matrix": Place("actors", "matrix"), "ego": Place("actors", "ego"),
    "over_time": Place("actors", "time"), "compare": Place("actors", "compare"),
    "actors_bar": Place("actors", "most"), "two_actors": Place("actors", "two"),
}  # fmt: skip


def check_figure(view: View) -> None:
    """Show the fields for a saved chart or its code, and the verdict."""
    if not view.archive.exists():
        return
    words = (
        "Does this archive still produce the same chart? Drop a case file or a chart that was saved with its "
        "recipe, or type the code at the end of its source line."
    )
    section(VERIFY, TITLE, paragraph(words))
    left, right = st.columns(2, gap="large")
    with left:
        file = st.file_uploader(
            "A saved chart or case file", type=[*CARRIERS, "zip"], max_upload_size=LARGEST, key="figure-file"
        )
    with right:
        code = st.text_input("Or its code", key="figure-code", placeholder="K7QF-2M9A", max_chars=20)
    with session(view.archive):
        if file:
            content = file.getvalue()
            found, name = sha256(content).hexdigest(), file.name

            def verify_file() -> Verified:
                return verify(current_session().reading(), content, name)

            _verdict(view, lambda: remember("verify", verify_file, found))
        elif code.strip():
            _verdict(view, lambda: verify_code(current_session().reading(), code))


def _verdict(view: View, check: Callable[[], Verified]) -> None:
    """Show what the check of a saved figure finds, or why it cannot be checked."""
    try:
        found = check()
    except FigureError as error:
        say("figure-verdict", str(error), css_class="bad", role="status")
        return
    draw(
        "workbench/verdict.html",
        "figure-verdict",
        title=CALLED[found.verdict],
        words=found.sentence,
        details=found.details,
        source=found.recipe.source if found.recipe else "",
        links=_links(view, found.recipe, found.verdict) if found.recipe else (),
        shows=SHOWS,
    )


def _links(view: View, recipe: Recipe, verdict: Verdict) -> list[Link]:
    """Return links to the chart's view now and, if the archive has changed, to the view as it was.

    [] if no page shows the chart.
    """
    if recipe.chart not in PAGES:
        return []
    now = same_view(view, recipe)
    links = [Link(now.href(), "Open this view")]
    if verdict == "changed" and not now.criteria.as_of:
        then = replace(now.criteria, as_of=datetime.fromisoformat(recipe.made_at))
        links.append(Link(replace(now, criteria=then).href(), "Open it as the archive was then"))
    return links


def same_view(view: View, recipe: Recipe) -> View:
    """Return the view that shows a recipe's chart; the Desk for a chart that no page shows."""
    parameters = parse_qs(recipe.address)
    own = {key: values[-1] for key, values in parameters.items() if key not in (*PARAMETERS, "theme")}
    page, tab = PAGES.get(recipe.chart, Place(""))
    if versus := own.pop("versus", ""):
        own["two"], tab = BETWEEN.join((own.pop("actor", ""), versus)), "two"
    if other := own.pop("other", ""):
        own["pair"] = BETWEEN.join((own.pop("actor", ""), other))
    if recipe.chart == "networks":
        own = {"each": "publisher", **own}  # as the chart has it where nothing else is asked for
    if tab:
        own["show"] = tab
    return replace(view, page=page, criteria=from_address(parameters), own=own)
