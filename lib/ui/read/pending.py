"""What the reader corrected, where the stories do not follow it yet."""

from lib.model.errors import WireroomError
from lib.model.wording import count
from lib.query import captures
from lib.store.decisions import corrections
from lib.ui.answers import ask, current_session
from lib.ui.markup import el, esc

WHEN = "as after a restored backup, or after an edit of the file of corrections"
DO = "Run <code>python -m lib reclean</code> in a terminal to clean the stories again."


def pending(story: str | None = None) -> str:
    """Return a note where a story, or any of the archive, does not follow the corrections; else ""."""
    archive = current_session().archive
    try:
        made = corrections.read(archive)
    except WireroomError as error:
        return "" if story else el("p", esc(str(error)), "note")
    told = ask(captures.followed, tuple(sorted({each.sha256 for each in made})))
    late = set(corrections.waiting(made, ((sha256, ids) for sha256, _, ids in told)))
    stories = {article for sha256, article, _ in told if sha256 in late}
    if not stories or story not in (None, *stories):
        return ""
    which = "This story does" if story else f"{count(len(stories), 'story does', 'stories do')}"
    return el("p", f"{esc(which)} not follow your corrections yet, {esc(WHEN)}. {DO}", "note", role="status")
