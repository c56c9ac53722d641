"""The tab Versions: a story's revisions, each compared with the one before."""

import pandas as pd

from lib.model.article import TEXT_ZONES, Article
from lib.query import one_story
from lib.ui.cache import ask
from lib.ui.render import Markup, render
from lib.ui.text_changes import ChangedParagraph, changes
from lib.ui.wording import Row, records

COMPARED = ("headline", "caption", "ticker", *TEXT_ZONES)  # what a reader sees change


def versions(frame: pd.DataFrame, article_id: str, listed: str) -> Markup:
    """Return a story's revisions as HTML, newest first, each with its changes to the revision before.

    `frame` is of lib.query.one_story.revisions; `listed` is the revision that lists show, "" if none does.
    """
    found = records(frame)
    parts: list[tuple[Row, bool, list[ChangedParagraph]]] = []
    for row, before in zip(found, [*found[1:], None], strict=True):
        changed: list[ChangedParagraph] = []
        if before is not None:
            old, new = (ask(one_story.article, article_id, str(each["revision"])) for each in (before, row))
            changed = list(changes(_texts(old), _texts(new))) if old and new else []
        parts.append((row, before is None, changed))
    return render("read/versions.html", versions=parts, listed=listed)


def _texts(story: Article) -> list[str]:
    """Return the texts of a story's blocks that are compared, in order."""
    return [block.text for block in story.blocks if block.zone in COMPARED]
