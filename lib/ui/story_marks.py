"""The reader's marks on the stories of a list, and the actions of the keys and buttons that change them."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import pandas as pd

from lib.store.journal import marks
from lib.store.journal.marks import Marked
from lib.ui.component import Actions
from lib.ui.session import current_session

NO_MARK = Marked()
# By the word of a key or button: what writes the mark, and its value.
MARKS: Mapping[str, tuple[Callable[[Path, Sequence[str], bool], None], bool]] = {
    "read": (marks.set_read, True), "unread": (marks.set_read, False),
    "star": (marks.set_starred, True), "unstar": (marks.set_starred, False),
}  # fmt: skip


def marks_on(frame: pd.DataFrame) -> Mapping[str, Marked]:
    """Return by story id the reader's marks on each story of a frame."""
    held = marks.marks_by_story(current_session().archive, list(frame["article_id"]))
    return {article: held.get(article, NO_MARK) for article in map(str, frame["article_id"])}


def mark_actions(archive: Path, story: str = "") -> Actions:
    """Return {word: action} for words such as "star ID"; `story` is the id if a word names none."""

    def mark(word: str, sent: str) -> None:
        write, value = MARKS[word]
        write(archive, [story or sent], value)

    return {word: partial(mark, word) for word in MARKS}
