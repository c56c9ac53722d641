"""Follow a source: an address is looked at first, then the reader says what to do with it."""

import re
from typing import Any

import streamlit as st

from lib.ingest import following
from lib.store.paths import archive_path
from lib.ui.component import sheet
from lib.ui.intake import desk_settings
from lib.ui.jobs import child, events, work
from lib.ui.jobs.background import taking_in
from lib.ui.jobs.events import shortened
from lib.ui.jobs.work import Task
from lib.ui.parts import Button
from lib.ui.render import Markup, render
from lib.ui.widgets import one_line

LOOKED = "looked at"
FIELD = "follow-address"
LONGEST = 2000  # characters of an address


def follow_field() -> None:
    """Show the field for an address and what stands there."""
    with st.form("follow-form", clear_on_submit=False, border=False), one_line("follow-line"):
        label = "Address of a source or page"
        given = st.text_input(label, placeholder="https://", key=FIELD)
        if st.form_submit_button("Find feeds", key="follow-look"):
            with st.spinner("Asking the site; this takes a few seconds."):
                st.session_state[LOOKED] = look(given.strip())
    found = st.session_state.get(LOOKED)
    if found:
        sheet(_shown(found), "looked", lambda word: _do(word, found))


def look(address: str) -> dict[str, Any]:
    """Return what stands at an address, as a child process found it."""
    url = address if "://" in address else f"https://{address}"
    if problem := unfit(address):
        return {"url": url, "feeds": [], "page": False, "message": problem, "unfit": True}
    done = child.finish([url], timeout=120, module="lib.ui.intake.look")
    if done.event.code == "looked":
        return dict(done.event.parameters)
    return {"url": url, "feeds": [], "page": False, "message": events.sentence(done.event)}


def unfit(address: str) -> str:
    """Return why this is no address of the web; "" when it may be one."""
    shown = shortened(address)
    scheme = re.match(r"([a-z][a-z0-9+.-]*):(?!\d)", address, re.I)
    if not address:
        return "Give the address of a page or a feed first."
    if re.match(r"[/~.\\]|[a-z]:[\\/]|file:", address, re.I):
        return f"{shown} is a place on this machine: drop the file below, or watch its folder."
    if len(address) > LONGEST:
        return f"{shown} is too long for an address."
    if re.search(r"\s", address):
        return f"“{shown}” is no address, for there is a space in it; give one address at a time."
    if scheme and scheme[1].casefold() not in ("http", "https"):
        return f"{shown} is no address of the web; it begins with http:// or https://."
    return ""


def _shown(found: dict[str, Any]) -> Markup:
    known = {source.url for source in desk_settings.followed()}
    return render(
        "intake/looked.html",
        title=_title(found),
        feeds=[
            (
                feed["title"] or feed["url"],
                f"{feed['kind']}, {feed['url']}",
                None if feed["url"] in known else _follow(number, feed),
            )
            for number, feed in enumerate(found["feeds"])
        ],
        message=shortened(found["message"]),
        is_page=found["page"],
    )


def _follow(number: int, feed: dict[str, str]) -> Button:
    name = feed["title"] or feed["url"]
    return Button("Follow", {"do": f"follow {number}"}, spoken=f"Follow: {name}")


def _title(found: dict[str, Any]) -> str:
    number = len(found["feeds"])
    if found.get("unfit"):
        return "There is nowhere to look"
    if not number:
        return "Nothing to follow was found"
    return "This can be followed" if number == 1 else f"{number} feeds can be followed"


def _do(word: str, found: dict[str, Any]) -> None:
    verb, _, number = word.partition(" ")
    if verb == "once":
        work.submit(taking_in("page", [str(found["url"])]))
    elif verb == "follow" and number.isdecimal() and int(number) < len(found["feeds"]):
        feed = found["feeds"][int(number)]
        following.keep(archive_path(), str(feed["url"]), title=str(feed["title"]))
        work.submit(Task(name="refresh", arguments=("refresh", str(feed["url"]))))
    st.session_state.pop(LOOKED, None)
    if verb in ("once", "follow"):
        st.session_state[FIELD] = ""
