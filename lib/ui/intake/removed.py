"""The part of Health on removed stories, each of which can be brought back."""

from pathlib import Path

from lib.model.errors import WireroomError
from lib.query import captures
from lib.ui.cache import ask
from lib.ui.jobs import events, work
from lib.ui.render import Markup, render
from lib.ui.session import session
from lib.ui.wording import records, when


def removed_part(archive: Path) -> Markup:
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
