"""The Intake section on health: the last check of the archive, its backups, its room, its removed stories."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

import streamlit as st

from lib.model.errors import WireroomError
from lib.model.wording import count
from lib.query import captures
from lib.store.backup_files import backups, parts
from lib.store.paths import archive_path
from lib.store.upkeep.backup import KEEP
from lib.ui.cache import ask
from lib.ui.component import draw
from lib.ui.damage import is_mendable
from lib.ui.intake.room import room_part, size, sizes
from lib.ui.jobs import events, work
from lib.ui.jobs.child import Ended
from lib.ui.jobs.work import Task
from lib.ui.render import Markup, paragraph, render
from lib.ui.session import session
from lib.ui.widgets import section
from lib.ui.wording import records, when

RESULTS = {  # of work: while it runs, if it failed, if it was done
    "restore": ("The backup is being put in place.", "Not restored", "Restored"),
    "mend": ("What is missing is being added.", "Not mended", "Mended"),
}
UNTOUCHED = "The archive is as it was; choose another backup."
SHOWN = 12  # findings of the archive check
STAMP = "%Y%m%dT%H%M%S.%fZ"  # in the name of a backup
CHOSEN = "restore"  # in the session: the name of the backup of which the reader is asked


def health_section() -> None:
    """Show the state of the reader's own archive and buttons to check, back up and restore it."""
    archive = archive_path()
    if not archive.exists() and not backups(archive):
        words = "There is no archive of your own yet; its health will stand here."
        section("health", "Health", paragraph(words))
        return
    shown = render(
        "intake/health.html",
        check=_check_part(archive),
        backups=backups_part(archive),
        room=room_part(archive),
        removed=_removed_part(archive),
    )
    section("health", "Health", shown, ACTIONS, css_class="desk-section health")


def _begin(name: str, *arguments: str) -> None:
    """Submit a command on the reader's own archive as work of this kind."""
    work.submit(Task(name=name, arguments=(*arguments, "--archive", str(archive_path()))))


ACTIONS: Mapping[str, Callable[[str], object]] = {  # by the first word of a button
    "check": lambda _: _begin("check", "doctor"),
    "backup": lambda _: _begin("backup", "backup"),
    "mend": lambda _: _begin("mend", "doctor", "--mend"),
    "restore": lambda backup: st.session_state.update({CHOSEN: backup}),
    "return": lambda story: _begin("bring-back", "bring-back", story),
}


def _check_part(archive: Path) -> Markup:
    """Return the part on the last check of the archive, with its findings and what was mended since."""
    ended = filter(None, (work.last_result("check"), work.last_result("mend")))  # who mends checks at the end
    last = max(ended, key=lambda end: end.ended_at, default=None)
    found = last.event.parameters.get("findings", ()) if last else ()
    more = len(found) - SHOWN
    return render(
        "intake/check.html",
        busy=bool(work.submitted_at("check")),
        checked=when(last.ended_at) if last else "",
        damaged=bool(last and last.code),
        sentence=last.sentence if last else "",
        findings=[(events.remedied(each), bool(each.get("trouble"))) for each in found[:SHOWN]],
        more=count(more, "more finding") if more > 0 else "",
        mended=list(_mended()),
        mend=_offers_mending(archive),
    )


def _offers_mending(archive: Path) -> bool:
    """Return whether a restore or check found a fault that is not repaired since, and no repair runs."""
    restored, mended, checked = (work.last_result(each) for each in ("restore", "mend", "check"))
    due = [restored] if restored and restored.event.parameters.get("lost") else []
    due += [checked] if checked and checked.code else []
    late = any(mended is None or mended.ended_at < each.ended_at for each in due) or is_mendable(archive)
    return late and not (work.submitted_at("mend") or work.submitted_at("restore"))


def _mended() -> Iterator[tuple[str, str, str]]:
    """Yield verdict, time and facts in words of the last restore and of the last repair.

    While one of them runs, verdict and time are "", and the facts say that it runs.
    """
    restored, mended = work.last_result("restore"), work.last_result("mend")
    if restored and mended and restored.ended_at <= mended.ended_at:
        restored = None  # what was missing came since
    for name, last in (("restore", restored), ("mend", mended)):
        doing, *verdicts = RESULTS[name]
        if work.submitted_at(name):
            yield "", "", doing
        elif last:
            yield verdicts[last.good], when(last.ended_at), _facts(last)


def _facts(last: Ended) -> str:
    """Return what a restore or repair did, one fact a line."""
    report = last.event.parameters
    if last.event.code == "examined":
        return "\n".join(events.done(report["mended"] or {}))
    if last.name == "restore" and last.event.code == "failed":  # what helps an archive helps no backup
        return f"{events.brief(report['message'], report.get('subject', ''))} {UNTOUCHED}"
    return "\n".join(events.lines(last.event))


def backups_part(archive: Path) -> Markup:
    """Return the part on backups: each with its time and the size of its files, the newest first."""
    found = [(backup, sum(chain(*map(sizes, parts(backup))))) for backup in _kept(archive)[::-1]]
    busy, last = work.submitted_at("backup"), work.last_result("backup")
    return render(
        "intake/backups.html",
        keep=KEEP,
        backups=[(when(made_at(backup)), size(weight), backup.name) for backup, weight in found if weight],
        busy=bool(busy),
        failed=last.sentence if last and not last.good and not busy else "",
    )


def _kept(archive: Path) -> list[Path]:
    """Return the backups that are files, the oldest first."""
    return [backup for backup in backups(archive) if backup.is_file()]


def made_at(backup: Path) -> datetime:
    """Return when a backup was made, from its file name, else from its time of change."""
    try:
        return datetime.strptime(backup.stem.rpartition("-")[2], STAMP).replace(tzinfo=UTC)
    except ValueError:
        return datetime.fromtimestamp(backup.stat().st_mtime, UTC)


def restore_question() -> None:
    """Show the dialog before a backup is restored, if a click has chosen one."""
    chosen = st.session_state.pop(CHOSEN, "")
    if backup := next((kept for kept in _kept(archive_path()) if kept.name == chosen), None):
        ask_before_restore(backup)


@st.dialog("Restore this backup?")
def ask_before_restore(chosen: Path) -> None:
    """Show the dialog that asks before a backup is restored; its button starts the job."""
    draw("intake/restore.html", "restore-question", when=when(made_at(chosen)))
    if st.button("Restore", type="primary", key="restore-now"):
        _begin("restore", "restore", str(chosen))
        st.rerun()


def _removed_part(archive: Path) -> Markup:
    """Return the part on removed stories, with a button that brings one back."""
    try:
        with session(archive):
            frame = ask(captures.removed_stories)
    except WireroomError as error:
        return render("intake/removed.html", trouble=events.error_words(error))
    last, number = work.last_result("bring-back"), int(frame.attrs.get("of", 0))
    return render(
        "intake/removed.html",
        trouble="",
        stories=[
            (str(row["article_id"]), when(row["removed_at"]), f"{int(row['captures']):,}")
            for row in records(frame)
        ],
        newest=f"The last {len(frame)} of {number:,}. " if len(frame) < number else "",
        outcome="\n".join(events.lines(last.event)) if last else "",
        good=bool(last and last.good),
    )
