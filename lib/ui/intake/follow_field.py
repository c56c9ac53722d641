"""The field for following a source: its address is examined first, then the reader chooses what to do."""

import re
from collections.abc import Mapping
from typing import Any

import streamlit as st

from lib.ingest import following
from lib.store.paths import archive_path
from lib.ui.component import Actions, on_items, sheet
from lib.ui.intake import followed
from lib.ui.jobs import child, work
from lib.ui.jobs.background import ingest_task
from lib.ui.jobs.events import shortened
from lib.ui.jobs.work import Task
from lib.ui.render import Markup, render
from lib.ui.widgets import one_line

LOOKED = "looked at"
FIELD = "follow-address"
LONGEST = 2000  # characters of an address


def follow_field() -> None:
    """Show the field for an address, and what was found there."""
    with st.form("follow-form", clear_on_submit=False, border=False), one_line("follow-line"):
        label = "Address of a source or page"
        given = st.text_input(label, placeholder="https://", key=FIELD)
        if st.form_submit_button("Find feeds", key="follow-look"):
            with st.spinner("Asking the site; this takes a few seconds."):
                st.session_state[LOOKED] = look(given.strip())
    found = st.session_state.get(LOOKED)
    if found:
        sheet(feed_list(found), "looked", actions(found))


def look(address: str) -> dict[str, Any]:
    """Return what a child process finds at an address: url, feeds, whether it is a page, and a message."""
    url = address if "://" in address else f"https://{address}"
    if problem := unfit(address):
        return {"url": url, "feeds": [], "page": False, "message": problem, "unfit": True}
    done = child.finish([url], timeout=120, module="lib.ui.intake.look")
    if done.event.code == "looked":
        return dict(done.event.parameters)
    return {"url": url, "feeds": [], "page": False, "message": done.sentence}


def unfit(address: str) -> str:
    """Return why a text is no web address, as a sentence; "" if it may be one."""
    shown = shortened(address)
    scheme = re.match(r"([a-z][a-z0-9+.-]*):(?!\d)", address, re.I)
    if not address:
        return "Give the address of a page or a feed first."
    if re.match(r"[/~.\\]|[a-z]:[\\/]|file:", address, re.I):
        return f"{shown} is a place on this machine: drop the file below, or watch its folder."
    if len(address) > LONGEST:
        return f"{shown} is too long for an address."
    if re.search(r"\s", address):
        return f"“{shown}” is no address, as there is a space in it; give one address at a time."
    if scheme and scheme[1].casefold() not in ("http", "https"):
        return f"{shown} is no web address; those begin with http:// or https://."
    return ""


def feed_list(found: Mapping[str, Any]) -> Markup:
    """Return as HTML the feeds found at an address, each with a button to follow it."""
    known = {source.url for source in followed.followed()}
    return render("intake/looked.html", found=found, known=known, message=shortened(found["message"]))


def actions(found: Mapping[str, Any]) -> Actions:
    """Return the actions of the buttons: follow a feed, add the page once, or close."""

    def begin(task: Task) -> None:
        work.submit(task)
        st.session_state.pop(LOOKED, None)
        st.session_state[FIELD] = ""

    def follow(_: str, feed: Mapping[str, Any]) -> None:
        following.follow_feed(archive_path(), str(feed["url"]), title=str(feed["title"]))
        begin(Task(name="refresh", arguments=("refresh", str(feed["url"]))))

    return {
        "once": lambda _: begin(ingest_task("page", [str(found["url"])])),
        "close": lambda _: st.session_state.pop(LOOKED, None),
        **on_items(found["feeds"], ["follow"], follow),
    }
