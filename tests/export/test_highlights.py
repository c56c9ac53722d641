"""Highlights as Markdown: headline, source, passages, notes, and what is lost."""

from lib.export.highlights import markdown
from lib.store.journal.highlights import Highlight
from tests.builders import article


def test_passages_stand_as_quotations_with_their_notes_and_nothing_in_them_acts() -> None:
    story = article("Harbour *opens*", "Ferries left at noon.", canonical_url="https://port.example/1")
    held = [
        Highlight(key="1", article="a", quote="Ferries left", before="", after="", note="At *noon*?"),
        Highlight(key="2", article="a", quote="Ferries <b>stayed</b>", before="", after=""),
    ]
    said = markdown([(story, held)])
    assert said.startswith("# Harbour \\*opens\\*\n\n") and "<https://port.example/1>" in said
    assert "> Ferries left\n\nAt \\*noon\\*?" in said
    assert "> Ferries \\<b\\>stayed\\</b\\>\n\n*No longer in the story.*\n" in said


def test_the_note_on_a_story_quotes_nothing() -> None:
    whole = Highlight(key="", article="a", quote="", before="", after="", note="Read *twice*.")
    said = markdown([(article("Harbour", "Ferries left."), [whole])])
    assert said.endswith("\n\nRead \\*twice\\*.\n") and ">" not in said.split("Read")[0]
