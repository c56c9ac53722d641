"""Sources: what is followed, how each went last and when it is asked again, and what can be done with it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from urllib.parse import urlsplit

import streamlit as st

from lib.fetch import state
from lib.fetch.source import Source
from lib.ingest import following
from lib.model.wording import count
from lib.store.files.home import archive_path
from lib.ui.intake import desk_settings
from lib.ui.intake.outcome import last_work
from lib.ui.jobs import background, work
from lib.ui.jobs.work import Task
from lib.ui.markup import button, el, esc, story_count
from lib.ui.pieces import section, when


def sources_section() -> None:
    """Show the sources, by title."""
    followed = desk_settings.followed()
    listed = sorted(followed, key=lambda source: not _failed(source))  # what needs a look stands first
    busy = work.since("refresh") is not None
    words = el("p", _words(listed) if listed else NONE, "note")
    rows = [_source(n, source, busy) for n, source in enumerate(listed)]
    body = words + _failing(listed) + _trouble() + last_work("refresh", "Asked last", "")
    body += _rows(rows) + _foot(listed, busy)
    section("sources", "Sources", body, lambda word: _do(word, listed))
    if listed:
        st.download_button(
            "Save the list as OPML", data=partial(following.as_list, archive_path()),
            file_name="wireroom-sources.opml",
            mime="text/x-opml", on_click="ignore", type="tertiary", key="opml",
        )  # fmt: skip


SHOWN = 30
NONE = (
    "Nothing is followed yet. Give the address of a paper’s page or feed above, or drop a list of feeds "
    "(OPML) from another reader."
)


def _rows(rows: Sequence[str]) -> str:
    """Return the sources; of many the rest is folded away."""
    shown = el("ol", "".join(rows[:SHOWN]), "sources") if rows else ""
    if len(rows) <= SHOWN:
        return shown
    summary = el("summary", esc(f"The other {count(len(rows) - SHOWN, 'source')}"))
    return shown + el("details", summary + el("ol", "".join(rows[SHOWN:]), "sources"), "folded")


def _failed(source: Source) -> bool:
    return source.gone or bool(source.last_error)


def _failing(listed: Sequence[Source]) -> str:
    failed = sum(map(_failed, listed))
    words = f"{failed:,} of {count(len(listed), 'source')} could not be read at the last try."
    return el("p", esc(words), "bad") if failed else ""


def _words(listed: Sequence[Source]) -> str:
    number = count(len(listed), "source")
    pictures = " The lead picture of each new story is fetched from the host that its page names."
    pictures = pictures if desk_settings.settings().pictures else ""
    if not (desk_settings.settings().by_itself and desk_settings.allowed()):
        return esc(f"{number}. They are refreshed only when you ask.{pictures}")
    next_run = desk_settings.next_run(datetime.now(UTC))
    due = f" The next is due {when(next_run)}." if next_run else ""
    often = "each asked as often as it brings news, from every 15 minutes to once a day."
    return esc(f"{number}, {often}{due}{pictures}")


def _trouble() -> str:
    trouble = background.trouble()
    return el("p", esc(trouble), "bad", role="alert") if trouble else ""


def _source(number: int, source: Source, busy: bool) -> str:
    title = el("h3", esc(_name(source)))
    address = el("p", esc(source.request_url), "address")
    buttons = "" if busy else _buttons(number, source)
    return el("li", el("div", title + address + _standing(source)) + buttons)


def _name(source: Source) -> str:
    """Return the title, else the site's name: the address stands below."""
    return source.title or (urlsplit(source.url).hostname or source.url).removeprefix("www.")


def _standing(source: Source) -> str:
    went = f"Last read {when(source.last_success)}" if source.last_success else "Not read yet"
    parts = [went, story_count(source.brought) + " brought" if source.brought else ""]
    parts += ["full pages are fetched"] if source.full_text else []
    due = f"next {when(source.next_due)}" if source.next_due else "next at once"
    parts += [] if source.gone else [due]
    standing = el("p", esc(", ".join(part for part in parts if part)) + ".", "meta")
    if source.gone:
        return el("p", "It says that it is gone for good, and is not asked again.", "bad") + standing
    if source.last_error:
        times = f" {count(source.errors_in_row, 'time')} in a row." if source.errors_in_row > 1 else ""
        return el("p", esc(source.last_error + times), "bad") + standing
    return standing + (el("p", esc(source.last_result), "meta") if source.last_result else "")


def _buttons(number: int, source: Source) -> str:
    name = _name(source)
    full = "Keep to the feed" if source.full_text else "Fetch full pages"
    asks = "Ask it once more" if source.gone else "Refresh now"
    words = {"refresh": asks, "full": "" if source.gone else full, "unfollow": "Unfollow"}
    shown = (
        button(label, data_do=f"{word} {number}", aria_label=f"{label}: {name}")
        for word, label in words.items()
        if label
    )
    return el("p", "".join(shown), "actions")


def _foot(listed: Sequence[Source], busy: bool) -> str:
    by_itself = desk_settings.settings().by_itself
    label = "Refresh only when I ask" if by_itself else "Refresh when they are due"
    buttons = [("all", "Refresh all")] if listed and not busy else []
    buttons += [("by-itself", label)] if listed else []
    pictures = (
        "Fetch no pictures" if desk_settings.settings().pictures else "Fetch pictures for what I follow"
    )
    buttons += [("pictures", pictures)] if listed else []
    shown = "".join(button(words, data_do=word) for word, words in buttons)
    return el("p", shown, "actions") if shown else ""


def _do(word: str, listed: Sequence[Source]) -> None:
    verb, _, number = word.partition(" ")
    if verb == "all":
        work.submit(Task(name="refresh", arguments=("refresh", "--all")))
    elif verb == "by-itself":
        desk_settings.work_by_itself(not desk_settings.settings().by_itself)
    elif verb == "pictures":
        desk_settings.fetch_pictures(not desk_settings.settings().pictures)
    elif number.isdecimal() and int(number) < len(listed):
        _do_to(verb, listed[int(number)])


def _do_to(verb: str, source: Source) -> None:
    if verb == "refresh":
        work.submit(Task(name="refresh", arguments=("refresh", source.url)))
    elif work.since("refresh"):
        return  # what a refresh notes at its end would undo it
    elif verb == "full":
        now = state.sources(desk_settings.sources_path()).get(source.url)
        if now is not None:
            state.keep(desk_settings.sources_path(), [replace(now, full_text=not now.full_text)])
    elif verb == "unfollow":
        following.unfollow(archive_path(), source.url)
