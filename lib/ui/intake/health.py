"""The Intake section on health: checks of the archive, backups, removed stories, the log."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from lib.model.errors import WireroomError
from lib.model.wording import count
from lib.query import captures
from lib.store.durable import tail
from lib.store.paths import archive_path, backups, files
from lib.store.upkeep.backup import KEEP
from lib.ui.cache import ask, session
from lib.ui.component import draw
from lib.ui.damage import is_mendable
from lib.ui.intake.room import room_part, size, sizes
from lib.ui.jobs import events, work
from lib.ui.jobs.child import Ended
from lib.ui.jobs.work import Task
from lib.ui.render import Markup, paragraph, render
from lib.ui.widgets import section, when
from lib.ui.wording import records

RESULTS = {  # of work: while it runs, if it failed, if it was done
    "restore": ("The backup is being put in place.", "Not restored", "Restored"),
    "mend": ("What is missing is being added.", "Not mended", "Mended"),
}
UNTOUCHED = "The archive is as it was; choose another backup."
STAMP = "%Y%m%dT%H%M%S.%fZ"
LINES, BYTES = 100, 60_000  # of the log, from its end
SHOWN = 12  # findings of the archive check


def health_section() -> None:
    """Show the state of the reader's own archive and buttons to check, back up and restore it."""
    archive = archive_path()
    if not archive.exists() and not backups(archive):
        words = "There is no archive of your own yet; its health will stand here."
        section("health", "Health", paragraph(words))
        return
    shown = render(
        "intake/health.html",
        check=_check(),
        backups=_backups(archive),
        room=room_part(archive),
        removed=_removed(archive),
    )
    section("health", "Health", shown, ACTIONS, css_class="desk-section health")


ACTIONS: Mapping[str, Callable[[str], object]] = {  # by the first word of a button
    "check": lambda _: _submit("check", "doctor"),
    "backup": lambda _: _submit("backup", "backup"),
    "mend": lambda _: _submit("mend", "doctor", "--mend"),
    "restore": lambda backup: st.session_state.update(restore=backup),
    "return": lambda story: _submit("bring-back", "bring-back", story),
}


def _submit(name: str, *arguments: str) -> None:
    work.submit(Task(name=name, arguments=(*arguments, "--archive", str(archive_path()))))


def question() -> None:
    """Ask for confirmation before restoring the backup that was chosen."""
    chosen = st.session_state.pop("restore", "")
    if backup := next((kept for kept in _kept(archive_path()) if kept.name == chosen), None):
        ask_before_restore(backup)


@st.dialog("Restore this backup?")
def ask_before_restore(chosen: Path) -> None:
    """Show the dialog that asks before a backup is restored."""
    draw("intake/restore.html", "restore-question", when=when(made_at(chosen)))
    if st.button("Restore", type="primary", key="restore-now"):
        _submit("restore", "restore", str(chosen))
        st.rerun()


def made_at(backup: Path) -> datetime:
    """Return when a backup was made, from its file name, else from its time of change."""
    try:
        return datetime.strptime(backup.stem.rpartition("-")[2], STAMP).replace(tzinfo=UTC)
    except ValueError:
        return datetime.fromtimestamp(backup.stat().st_mtime, UTC)


def _check() -> Markup:
    """Return the part on the last check of the archive, with its findings and what was mended since."""
    ended = filter(None, (work.last_result("check"), work.last_result("mend")))  # who mends checks at the end
    last, busy = max(ended, key=lambda end: end.ended_at, default=None), work.submitted_at("check")
    found = last.event.parameters.get("findings", ()) if last else ()
    more = len(found) - SHOWN
    return render(
        "intake/check.html",
        busy=bool(busy),
        checked=when(last.ended_at) if last else "",
        damaged=bool(last and last.code),
        sentence=last.sentence if last else "",
        findings=[(events.remedied(each), bool(each.get("trouble"))) for each in found[:SHOWN]],
        more=count(more, "more finding") if more > 0 else "",
        mended=list(_results()),
        mend=_is_mendable(),
    )


def _is_mendable() -> bool:
    """Return whether a restore or check found something that is not repaired since, and no repair runs."""
    restored, mended, checked = (work.last_result(each) for each in ("restore", "mend", "check"))
    due = [restored] if restored and restored.event.parameters.get("lost") else []
    due += [checked] if checked and checked.code else []
    late = any(mended is None or mended.ended_at < each.ended_at for each in due)
    late = late or is_mendable(archive_path())
    return late and not (work.submitted_at("mend") or work.submitted_at("restore"))


def _results() -> Iterator[tuple[str, str, str]]:
    """Yield verdict, time and facts of the last restore and the last repair; or that it is running."""
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


def _kept(archive: Path) -> list[Path]:
    """Return the backups that are files."""
    return [backup for backup in backups(archive) if backup.is_file()]


def _backups(archive: Path) -> Markup:
    """Return the part on backups: each with its time and size, the newest first."""
    found = [(backup, weight) for backup in _kept(archive)[::-1] for weight in sizes(backup)]
    busy, last = work.submitted_at("backup"), work.last_result("backup")
    return render(
        "intake/backups.html",
        keep=KEEP,
        backups=[(when(made_at(backup)), size(weight), backup.name) for backup, weight in found],
        busy=bool(busy),
        failed=last.sentence if last and not last.good and not busy else "",
    )


def _removed(archive: Path) -> Markup:
    """Return the part on removed stories, with a button that brings one back."""
    try:
        with session(archive):
            frame = ask(captures.removed)
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


def last_lines(path: Path) -> list[str]:
    """Return the last lines of a file, newest first, 100 at most."""
    return tail(path, BYTES).splitlines()[-LINES:][::-1]


def log_section() -> None:
    """Show the last lines of the log, folded."""
    if lines := last_lines(files(archive_path()).log):
        draw("intake/log.html", "log", number=count(len(lines), "line"), lines="\n".join(lines))
