"""The versions of a story: when each was captured, and word by word what changed from one to the next."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

import pandas as pd

from lib.model.article import Article
from lib.model.wording import count
from lib.query import one_story
from lib.ui.answers import ask
from lib.ui.lists import Row, rows
from lib.ui.markup import el, esc, instant

ALIKE = 0.4  # least likeness of two paragraphs that are shown as one that was edited
WORD = re.compile(r"\S+\s*")
NEXT = 3  # new paragraphs among which the edited form of an old one is sought
LONGEST = 4_000_000  # words of the old paragraph times words of the new that are compared one by one
READ = (
    "headline",
    "deck",
    "caption",
    "body",
    "quote",
    "list",
    "table",
    "ticker",
)  # what a reader sees change


def versions(frame: pd.DataFrame, article_id: str, listed: str) -> str:
    """Return the captured texts of a story as markup, the newest first, each against the one before it.

    `listed` is the revision that lists show.
    """
    found = rows(frame)
    parts = []
    for row, before in zip(found, [*found[1:], None], strict=True):
        body = el("p", "The first version here.", "note")
        if before is not None:
            old, new = (ask(one_story.article, article_id, str(each["revision"])) for each in (before, row))
            body = "".join(changes(_paragraphs(old), _paragraphs(new))) if old and new else ""
        parts.append(el("section", _head(row, listed) + body, "version"))
    return "".join(parts)


def _head(row: Row, listed: str) -> str:
    shown = " · shown in lists" if row["revision"] == listed else ""
    words = f"Captured {instant(row['captured_at'], 'UTC')} UTC · {count(row['words'], 'word')}{shown}"
    return el("h3", esc(words))


def _paragraphs(story: Article) -> list[str]:
    return [block.text for block in story.blocks if block.zone in READ]


def changes(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """Yield the paragraphs of the new text as markup: words that came and went are marked, unchanged
    paragraphs are counted.
    """
    for deed, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if deed == "equal":
            unchanged = count(last - first, "paragraph", "paragraphs")
            yield el("p", f"{unchanged} unchanged", "note")
            continue
        gone, come = list(old[first:last]), list(new[start:end])
        while gone or come:
            if gone and come and _alike(gone[0], come[0]):
                yield el("p", _edited(gone.pop(0), come.pop(0)))
            elif gone and (not come or not any(_alike(gone[0], each) for each in come[:NEXT])):
                yield el("p", el("del", esc(gone.pop(0))))
            else:
                yield el("p", el("ins", esc(come.pop(0))))


def side_by_side(was: str, now: str) -> str:
    """Return what a sentence was and is as markup; "" for none."""
    if was and now and _alike(was, now):
        return _edited(was, now)
    return " ".join(filter(None, (el("del", esc(was)) if was else "", el("ins", esc(now)) if now else "")))


def _alike(one: str, other: str) -> bool:
    words, others = one.split(), other.split()
    if len(words) * len(others) > LONGEST:
        return False
    return SequenceMatcher(None, words, others, autojunk=False).ratio() >= ALIKE


def _edited(old: str, new: str) -> str:
    """Return a paragraph with what came and went in it, in whole words."""
    before, after = WORD.findall(old), WORD.findall(new)
    parts = []
    for deed, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = "".join(before[first:last]), "".join(after[start:end])
        if deed == "equal":
            parts.append(esc(come))
        else:
            parts += [el("del", esc(gone)), "" if gone.endswith(" ") else " "] if gone else []
            parts += [el("ins", esc(come))] if come else []
    return "".join(parts)
