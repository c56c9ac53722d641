"""The reader's note on the open story and highlights in it: marked in the text, listed, saved as a file."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import streamlit as st

from lib.export import highlights as file
from lib.export.filenames import file_name
from lib.model.article import Article
from lib.model.controls import without_controls_in
from lib.store.journal import highlights, marks
from lib.store.journal.highlights import Highlight, Place
from lib.ui.attempt import attempted
from lib.ui.component import draw, say
from lib.ui.downloads import save_button
from lib.ui.render import render
from lib.ui.widgets import fill_field

Placed = Sequence[tuple[Highlight, Place | None]]
SHOWN = 280  # letters of a passage in the list
GONE = "These words are no longer in the story."
GONE_THEN = "These words are not in the text of that moment."
HOW = "To highlight, select words of the story, then press the button beside them"


def placed(archive: Path, story: Article) -> Placed:
    """Return the story's highlights with their places, in text order; highlights without a place are last."""
    texts = [block.text for block in story.blocks]
    found = [(each, highlights.place(each, texts)) for each in highlights.of_story(archive, story.id)]

    def place_in_text(each: tuple[Highlight, Place | None]) -> tuple[int, int]:
        return (each[1].block, each[1].start) if each[1] else (len(texts), 0)

    return sorted(found, key=place_in_text)


def add(archive: Path, article_id: str, passage: str) -> None:
    """Add a highlight that the page sent as JSON: its "quote", and the text "before" and "after" it."""
    sent = without_controls_in(json.loads(passage))  # the letters beside it may cut a pair
    words = {name: str(sent[name]) for name in ("quote", "before", "after")}
    highlights.add(archive, article_id, **words)


def menu(archive: Path, story: Article, found: Placed, note: str, *, then: bool = False) -> None:
    """Show the note on the story, its highlights, and a button that saves both.

    `then` says that the text of an earlier moment is shown, in which a highlight may be missing.
    """
    on_story = Highlight(key="", article=story.id, quote="", before="", after="", note=note)
    held = [*([on_story] if note else []), *(each for each, _ in found)]

    def notes_as_markdown() -> bytes:
        return file.markdown([(story, held)]).encode()

    with st.popover(f"Notes ({len(held)})" if held else "Notes", key="highlights"):
        _note_field(
            f"note-{story.id}", "Note on the story", note,
            lambda words, held: marks.set_note(archive, story.id, words.strip(), instead_of=held),
        )  # fmt: skip
        say("highlights-how", HOW, render("key_hint.html"), ".")
        for highlight, at in found:
            _one(archive, highlight, gone="" if at else GONE_THEN if then else GONE)
        if held:
            name = file_name(f"{story.id}-notes", story.headline, "md")
            save_button("Save notes as Markdown", name, notes_as_markdown, "save-highlights", in_line=True)


def _note_field(key: str, label: str, note: str, keep: Callable[[str, str], object]) -> None:
    """Show a field for a note; when it is changed, `keep` gets the new text and the former text."""
    st.text_area(
        label, key=key, height=68, placeholder=label, label_visibility="collapsed",
        on_change=fill_field(key, note, keep),
    )  # fmt: skip


def _one(archive: Path, highlight: Highlight, *, gone: str) -> None:
    """Show a highlighted passage with its note and a button that removes it; `gone` says that it is lost."""
    quote = highlight.quote if len(highlight.quote) <= SHOWN else highlight.quote[:SHOWN].rstrip() + "…"
    draw("read/highlight.html", f"passage-{highlight.key}", quote=quote, gone=gone)
    _note_field(
        f"note-{highlight.key}", "Note", highlight.note,
        lambda words, held: highlights.set_note(archive, replace(highlight, note=held), words.strip()),
    )  # fmt: skip
    st.button(
        "Remove highlight", key=f"remove-{highlight.key}", type="tertiary",
        on_click=attempted(highlights.remove), args=(archive, highlight),
    )  # fmt: skip
