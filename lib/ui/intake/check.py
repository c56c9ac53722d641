"""The part of Health on the last check of the archive, and on what was restored or mended since."""

from collections.abc import Iterator
from pathlib import Path

from lib.model.wording import count
from lib.ui.damage import is_mendable
from lib.ui.jobs import events, work
from lib.ui.jobs.child import Ended
from lib.ui.render import Markup, render
from lib.ui.wording import when

RESULTS = {  # of work: while it runs, if it failed, if it was done
    "restore": ("The backup is being put in place.", "Not restored", "Restored"),
    "mend": ("What is missing is being added.", "Not mended", "Mended"),
}
UNTOUCHED = "The archive is as it was; choose another backup."
SHOWN = 12  # findings of the archive check


def check_part(archive: Path) -> Markup:
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
        mended=list(_mended()),
        mend=_is_mendable(archive),
    )


def _is_mendable(archive: Path) -> bool:
    """Return whether a restore or check found something that is not repaired since, and no repair runs."""
    restored, mended, checked = (work.last_result(each) for each in ("restore", "mend", "check"))
    due = [restored] if restored and restored.event.parameters.get("lost") else []
    due += [checked] if checked and checked.code else []
    late = any(mended is None or mended.ended_at < each.ended_at for each in due)
    late = late or is_mendable(archive)
    return late and not (work.submitted_at("mend") or work.submitted_at("restore"))


def _mended() -> Iterator[tuple[str, str, str]]:
    """Yield verdict, time and facts in words of the last restore and repair, or "", "" and that one runs."""
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
