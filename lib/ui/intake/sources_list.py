"""Sources: what is followed, how each went last and when it is asked again, and what can be done with it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from urllib.parse import urlsplit

import streamlit as st

from lib.fetch import state
from lib.fetch.source import Source
from lib.ingest import following
from lib.model.wording import count
from lib.store.paths import archive_path
from lib.ui.intake import desk_settings
from lib.ui.intake.outcome import last_work
from lib.ui.jobs import background, work
from lib.ui.jobs.work import Task
from lib.ui.parts import Button
from lib.ui.render import render
from lib.ui.widgets import section, when
from lib.ui.wording import story_count


def sources_section() -> None:
    """Show the sources, by title."""
    followed = desk_settings.followed()
    listed = sorted(followed, key=lambda source: not _failed(source))  # what needs a look stands first
    busy = work.since("refresh") is not None
    sources = [_source(n, source, busy) for n, source in enumerate(listed)]
    failed = sum(map(_failed, listed))
    of = count(len(listed), "source")
    shown = render(
        "intake/sources.html",
        words=_words(listed) if listed else NONE,
        failed=f"{failed:,} of {of} could not be read at the last try." if failed else "",
        trouble=background.trouble(),
        last=last_work("refresh", "Asked last", ""),
        sources=sources[:SHOWN],
        rest=sources[SHOWN:],
        others=count(len(sources) - SHOWN, "source"),
        buttons=_foot(busy) if listed else [],
    )
    section("sources", "Sources", shown, lambda word: _do(word, listed))
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


def _failed(source: Source) -> bool:
    return source.gone or bool(source.last_error)


def _words(listed: Sequence[Source]) -> str:
    number = count(len(listed), "source")
    pictures = " The lead picture of each new story is fetched from the host that its page names."
    pictures = pictures if desk_settings.settings().pictures else ""
    if not (desk_settings.settings().by_itself and desk_settings.allowed()):
        return f"{number}. They are refreshed only when you ask.{pictures}"
    next_run = desk_settings.next_run(datetime.now(UTC))
    due = f" The next is due {when(next_run)}." if next_run else ""
    often = "each asked as often as it brings news, from every 15 minutes to once a day."
    return f"{number}, {often}{due}{pictures}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedSource:
    """A source, how it stands, and what can be done with it."""

    name: str
    address: str
    trouble: str
    standing: str
    result: str
    buttons: tuple[Button, ...]


def _source(number: int, source: Source, busy: bool) -> ListedSource:
    times = f" {count(source.errors_in_row, 'time')} in a row." if source.errors_in_row > 1 else ""
    trouble = source.last_error + times if source.last_error else ""
    if source.gone:
        trouble = "It says that it is gone for good, and is not asked again."
    return ListedSource(
        name=_name(source),
        address=source.request_url,
        trouble=trouble,
        standing=_standing(source),
        result="" if trouble else source.last_result or "",
        buttons=() if busy else _buttons(number, source),
    )


def _name(source: Source) -> str:
    """Return the title, else the site's name: the address stands below."""
    return source.title or (urlsplit(source.url).hostname or source.url).removeprefix("www.")


def _standing(source: Source) -> str:
    went = f"Last read {when(source.last_success)}" if source.last_success else "Not read yet"
    parts = [went, story_count(source.brought) + " brought" if source.brought else ""]
    parts += ["full pages are fetched"] if source.full_text else []
    due = f"next {when(source.next_due)}" if source.next_due else "next at once"
    parts += [] if source.gone else [due]
    return ", ".join(part for part in parts if part) + "."


def _buttons(number: int, source: Source) -> tuple[Button, ...]:
    full = "Keep to the feed" if source.full_text else "Fetch full pages"
    asks = "Ask it once more" if source.gone else "Refresh now"
    words = {"refresh": asks, "full": "" if source.gone else full, "unfollow": "Unfollow"}
    return tuple(
        Button(label, {"do": f"{word} {number}"}, spoken=f"{label}: {_name(source)}")
        for word, label in words.items()
        if label
    )


def _foot(busy: bool) -> list[Button]:
    settings = desk_settings.settings()
    by_itself = "Refresh only when I ask" if settings.by_itself else "Refresh when they are due"
    pictures = "Fetch no pictures" if settings.pictures else "Fetch pictures for what I follow"
    buttons = {"all": "" if busy else "Refresh all", "by-itself": by_itself, "pictures": pictures}
    return [Button(label, {"do": word}) for word, label in buttons.items() if label]


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
