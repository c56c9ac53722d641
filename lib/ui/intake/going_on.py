"""The work of Intake that runs or waits, its results, and what could not be added."""

import streamlit as st

from lib.model.wording import count
from lib.ui.component import draw
from lib.ui.intake import desk_settings, followed, inbox
from lib.ui.intake.bring_in import MINE
from lib.ui.intake.outcome import outcome
from lib.ui.jobs import background, events, work
from lib.ui.jobs.work import KINDS, WAITING
from lib.ui.render import Button, paragraph, stack


def going_on() -> None:
    """Show the running work and then its result; this part of the page refreshes itself."""
    if MINE not in st.session_state and (here := inbox.waiting()):
        st.session_state[MINE] = here[-1]  # handed in before the page was loaded anew, or elsewhere
    every = 1.0 if _busy() else 3.0 if begins_by_itself() else None
    st.fragment(_show_status, run_every=every)(_ends())
    show_stuck()


def begins_by_itself() -> bool:
    """Return whether work may start without a click, such as from a watched folder."""
    settings = desk_settings.settings()
    due = settings.by_itself and followed.followed()
    return desk_settings.allowed() and bool(settings.watched or due)


def _busy() -> list[str]:
    """Return the kinds of work that run or wait; files just handed in are "ingest" before it has started."""
    names = [name for name in KINDS if work.submitted_at(name)]
    mine = st.session_state.get(MINE)
    waits = mine in inbox.waiting() and "ingest" not in names
    return [*(["ingest"] if waits else []), *names]


def _ends() -> tuple[str, ...]:
    """Return when each kind of work ended last, then the busy kinds; it changes as work starts or ends."""
    results = map(work.last_result, KINDS)
    return (*(end.ended_at if end else "" for end in results), *_busy())


def _show_status(before: tuple[str, ...]) -> None:
    """Show the work that runs or waits, and the result of what was handed in; rerun the page at its end."""
    if _ends() != before:
        st.rerun()
    for name in _busy():
        first = WAITING if work.is_waiting(name) else KINDS[name].first
        words = events.progress(work.last_event(name)) if work.submitted_at(name) else ""
        body = paragraph(words or first)
        draw("intake/status.html", f"progress-{name}", title=KINDS[name].label, body=body)
    arrival = str(st.session_state.get(MINE, ""))
    result = None if _busy() else inbox.result(arrival)
    if result and result.ended_at:
        title, body = outcome(arrival, result)
        draw("intake/status.html", "taken", title=title, body=body)


def show_stuck() -> None:
    """Show files that could not be added, as when the archive was damaged, with a button to try again."""
    found = inbox.stuck()
    if not found:
        return
    again = paragraph(Button("Try again", {"do": "again"}), css_class="")
    body = stack(paragraph(found[-1].sentence, css_class="bad"), again)
    waits = "waits" if len(found) == 1 else "wait"

    def ingest_again(_: str) -> None:
        for arrival in inbox.stuck():
            inbox.again(arrival.name)
        background.worker().poke()

    title = f"{count(len(found), 'arrival')} could not be added, and {waits}"
    draw("intake/status.html", "stuck", {"again": ingest_again}, title=title, body=body)
