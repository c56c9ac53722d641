"""The reader's highlights in the open story: marked in the text, listed with notes, saved as Markdown."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import streamlit as st

from lib.export import highlights as file
from lib.export.filenames import file_name
from lib.model.article import Article
from lib.model.controls import without_controls_in
from lib.store.journal import highlights
from lib.store.journal.highlights import Highlight, Place
from lib.ui.attempt import attempted
from lib.ui.component import draw, say
from lib.ui.downloads import save_button

Placed = Sequence[tuple[Highlight, Place | None]]
SHOWN = 280  # letters of a passage in the list
GONE = "These words are no longer in the story."
GONE_THEN = "These words are not in the text of that moment."
HOW = "Select words of the story, then press the button beside them or the key h."


def placed(archive: Path, story: Article) -> Placed:
    """Return the story's highlights with their places, in text order; those not found are last."""
    texts = [block.text for block in story.blocks]
    found = [(each, highlights.place(each, texts)) for each in highlights.of(archive, story.id)]

    def order(each: tuple[Highlight, Place | None]) -> tuple[int, int]:
        return (each[1].block, each[1].start) if each[1] else (len(texts), 0)

    return sorted(found, key=order)


def spans(found: Placed) -> Mapping[int, list[tuple[int, int]]]:
    """Return by block number the highlighted spans in it."""
    marked: dict[int, list[tuple[int, int]]] = {}
    for _, at in found:
        if at:
            marked.setdefault(at.block, []).append((at.start, at.end))
    return marked


def add(archive: Path, article_id: str, passage: str) -> None:
    """Add the highlight of a passage that the page sent, as JSON."""
    sent = without_controls_in(json.loads(passage))  # the letters beside it may cut a pair
    words = {name: str(sent[name]) for name in ("quote", "before", "after")}
    highlights.add(archive, article_id, **words)


def menu(archive: Path, story: Article, found: Placed, *, then: bool = False) -> None:
    """Show the highlights with their notes, and a button that saves them as a file."""

    def made() -> bytes:
        return file.markdown([(story, [each for each, _ in found])]).encode()

    label = f"Highlights ({len(found)})" if found else "Highlights"
    with st.popover(label, key="highlights"):
        say("highlights-how", HOW)
        for highlight, at in found:
            _one(archive, highlight, gone="" if at else GONE_THEN if then else GONE)
        if found:
            name = file_name(f"{story.id}-highlights", story.headline, "md")
            save_button("Save highlights as Markdown", name, made, "save-highlights", in_line=True)


def _one(archive: Path, highlight: Highlight, *, gone: str) -> None:
    """Show a highlighted passage with its note and a button that removes it."""
    quote = highlight.quote if len(highlight.quote) <= SHOWN else highlight.quote[:SHOWN].rstrip() + "…"
    draw("read/highlight.html", f"passage-{highlight.key}", quote=quote, gone=gone)
    key = f"note-{highlight.key}"

    def changed() -> None:
        highlights.set_note(archive, highlight, st.session_state[key].strip())

    st.text_area(
        "Note", highlight.note, key=key, height=68, placeholder="Note", label_visibility="collapsed",
        on_change=attempted(changed),
    )  # fmt: skip
    st.button(
        "Remove highlight", key=f"remove-{highlight.key}", type="tertiary",
        on_click=attempted(highlights.remove), args=(archive, highlight),
    )  # fmt: skip
