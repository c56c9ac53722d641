"""The Intake section of followed sources: last result, next refresh, and buttons for each."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from lib.fetch import followed_sources
from lib.fetch.source import Source
from lib.ingest import following
from lib.model.wording import count
from lib.store.paths import archive_path
from lib.ui.component import on_items
from lib.ui.downloads import save_button
from lib.ui.intake import desk_settings, followed
from lib.ui.intake.outcome import last_work
from lib.ui.jobs import background, work
from lib.ui.jobs.work import Task
from lib.ui.render import render
from lib.ui.widgets import section
from lib.ui.wording import when

SHOWN = 30  # sources; the others stand folded below


def sources_section() -> None:
    """Show the followed sources, failed ones first, then by title."""
    listed = sorted(followed.followed(), key=lambda source: not _has_failed(source))
    settings = desk_settings.settings()
    shown = render(
        "intake/sources.html",
        words=_words(listed) if listed else "",
        failed=sum(map(_has_failed, listed)),
        trouble=background.trouble(),
        last=last_work("refresh", "Asked last", ""),
        sources=listed,
        shown=SHOWN,
        name=followed.title_of,
        when=when,
        busy=work.submitted_at("refresh") is not None,
        by_itself=settings.by_itself,
        pictures=settings.pictures,
    )
    actions: dict[str, Callable[[str], object]] = {
        "all": lambda _: work.submit(Task(name="refresh", arguments=("refresh", "--all"))),
        "by-itself": lambda _: desk_settings.change(by_itself=not settings.by_itself),
        "pictures": lambda _: desk_settings.change(pictures=not settings.pictures),
    }
    section("sources", "Sources", shown, actions | on_items(listed, ("refresh", "full", "unfollow"), _act_on))
    if listed:
        made = partial(following.as_list, archive_path())
        save_button("Save the list as OPML", "wireroom-sources.opml", made, "opml", in_line=True)


def _has_failed(source: Source) -> bool:
    return source.gone or bool(source.last_error)


def _words(listed: Sequence[Source]) -> str:
    """Return the sentence above the list: how many sources, and when they are asked."""
    number = count(len(listed), "source")
    settings, pictures = desk_settings.settings(), ""
    if settings.pictures:
        pictures = " The lead picture of each new story is fetched from the host that its page names."
    if not (settings.by_itself and desk_settings.allowed()):
        return f"{number}. They are refreshed only when you ask.{pictures}"
    next_run = followed.next_run(datetime.now(UTC))
    due = f" The next is due {when(next_run)}." if next_run else ""
    often = "each asked as often as it brings news, from every 15 minutes to once a day."
    return f"{number}, {often}{due}{pictures}"


def _act_on(verb: str, source: Source) -> None:
    """Do with a source what its button says: refresh it, fetch full texts or stop that, or unfollow it."""
    if verb == "refresh":
        work.submit(Task(name="refresh", arguments=("refresh", source.url)))
    elif work.submitted_at("refresh"):
        return  # what a refresh notes at its end would undo it
    elif verb == "full":
        path, full_text = followed.sources_path(), not source.full_text
        followed_sources.change(path, [source.url], lambda held: replace(held, full_text=full_text))
    else:
        following.unfollow(archive_path(), source.url)
