"""What came of captures that were handed in: a heading, a sentence, the stories, what was refused and why."""

import re
from collections.abc import Sequence

from lib.model.errors import ArchiveError
from lib.model.wording import count
from lib.query import captures
from lib.store.files.home import archive_path
from lib.ui.answers import ask, session
from lib.ui.intake import inbox
from lib.ui.intake.page_words import page_words, said_last, shortened
from lib.ui.jobs.work import Ended
from lib.ui.lists import rows
from lib.ui.markup import el, esc, link, present
from lib.ui.view import SHELF

SHOWN = 5  # stories, and refusals, that are told one by one
REFUSED = re.compile(r"Rejected \(\w+\): ")
NONE = "0 stories stored"
REMOVED = "removed earlier"
STAYS = "What you removed stays away until you bring it back under "


def progress(words: str) -> str:
    """Return the newest line of work that goes on; "" when it has said nothing."""
    lines = page_words(words).strip().splitlines()
    return shortened(lines[-1]).replace(" of 1 files", " of 1 file") if lines else ""


def outcome(arrival: str, ended: Ended) -> tuple[str, str]:
    """Return a heading and markup on how the ingest of an arrival ended."""
    lines = [shortened(line) for line in said_last(ended.words)] or [ended.sentence]
    refused = [REFUSED.sub("", line) for line in lines if REFUSED.match(line)]
    if not ended.good:
        return "Not taken in", el("p", esc(lines[-1]), "bad")
    sentence = lines[-1].removeprefix(f"{NONE}, ")
    body = el("p", esc(f"{sentence[:1].upper()}{sentence[1:]}")) + removed_note(sentence)
    return _heading(lines[-1], refused), body + _stories(arrival) + _refusals(refused)


def removed_note(words: str) -> str:
    """Return how a removed story comes back, where words tell that one was left out; else ""."""
    if REMOVED not in words:
        return ""
    return el("p", f"{esc(STAYS)}{link('#removed-stories', 'Removed stories')}.", "note")


def _heading(sentence: str, refused: Sequence[str]) -> str:
    if not sentence.startswith(NONE) or "revision" in sentence:
        return "Taken in"
    if "known already" in sentence:
        return "Known already"
    return "Not taken in" if refused else "Nothing was taken in"


def _stories(arrival: str) -> str:
    """Return the stories that came, each to be opened; of many the first ones."""
    try:
        with session(archive_path()):
            found = rows(ask(captures.arrived, under=f"{inbox.folder_of(arrival)}/", mark=""))
    except ArchiveError:
        return ""  # the page says so in its own place
    told = {str(row["article_id"]): str(row["headline"]) for row in found if present(row["headline"])}
    items = "".join(
        el("li", link(f"/read?{SHELF}=own&article={key}", headline))
        for key, headline in list(told.items())[:SHOWN]
    )
    rest = f"; {count(len(told), 'story', 'stories')} in all" if len(told) > SHOWN else ""
    more = el("p", link(f"/read?{SHELF}=own", "Read the new stories") + rest)
    return el("ul", items, "came") + more if items else ""


def _refusals(refused: Sequence[str]) -> str:
    items = "".join(el("li", esc(each), "bad") for each in refused[:SHOWN])
    rest = count(len(refused) - SHOWN, "more was rejected", "more were rejected")
    more = link("/intake?outcome=rejected#receipts", f"{rest}; their receipts tell why")
    return (el("ul", items, "came") if items else "") + (el("p", more) if len(refused) > SHOWN else "")
