"""Sets the reader's marks that an import file holds, such as notes and labels, on the stories."""

from collections.abc import Sequence
from pathlib import Path

from lib.clean.addresses import canonical
from lib.model.imported import Imported
from lib.store.journal import marks
from lib.store.lookups import stories_at, stories_of


def apply_imported(archive: Path, imported: Sequence[Imported]) -> list[Imported]:
    """Set the marks of imported entries on their stories; return entries whose story the archive lacks."""
    by_hash = stories_of(archive, [entry.sha256 for entry in imported if entry.sha256])
    folded = {entry.url: canonical(entry.url) for entry in imported}
    by_address = stories_at(archive, [address for address in folded.values() if address])
    left = []
    for entry in imported:
        story = by_hash.get(entry.sha256 or "") or by_address.get(folded[entry.url] or "")
        if story:
            _mark(archive, story, entry)
        else:
            left.append(entry)
    return left


def _mark(archive: Path, story: str, each: Imported) -> None:
    """Set a story's marks and labels from an imported entry; a note that is there already stays."""
    read = each.read if each.read is not None else each.archived
    if read is not None:
        marks.set_read(archive, story, read)
    if each.starred is not None:
        marks.set_starred(archive, story, each.starred)
    for tag in each.tags:
        marks.add_label(archive, story, tag)
    quoted = (f"“{lit.quote}” {lit.note or ''}" if lit.quote else lit.note for lit in each.highlights)
    text = "\n\n".join(words.strip() for words in (each.note, *quoted) if words)
    if text and not marks.of(archive, story).note:
        marks.set_note(archive, story, text)
