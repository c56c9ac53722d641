"""What other programs' readers had noted, laid into the marks of the stories that it belongs to."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from lib.clean.addresses.address import canonical
from lib.model.imported import Imported
from lib.store.files import marks
from lib.store.lookups import stories_at, stories_of


def lay(archive: Path, imported: Sequence[Imported]) -> list[Imported]:
    """Return marks each story as its entry says; gives the entries whose story the archive does not hold."""
    by_hash = stories_of(archive, [each.sha256 for each in imported if each.sha256])
    folded = {each.url: canonical(each.url) for each in imported}
    by_address = stories_at(archive, [address for address in folded.values() if address])
    left = []
    for each in imported:
        story = by_hash.get(each.sha256 or "") or by_address.get(folded[each.url] or "")
        if story:
            _mark(archive, story, each)
        else:
            left.append(each)
    return left


def _mark(archive: Path, story: str, each: Imported) -> None:
    """Return a mark that the list does not speak of stays as it is, and so does a note of the reader's
    own.
    """
    read = each.read if each.read is not None else each.archived
    if read is not None:
        marks.set_read(archive, story, read)
    if each.starred is not None:
        marks.set_starred(archive, story, each.starred)
    for tag in each.tags:
        marks.add_label(archive, story, tag)
    note = "\n\n".join(_notes(each))
    if note and not marks.of(archive, story).note:
        marks.set_note(archive, story, note)


def _notes(each: Imported) -> Iterator[str]:
    if each.note:
        yield each.note
    for highlight in each.highlights:
        quote = f"“{highlight.quote}”" if highlight.quote else ""
        yield " ".join(word for word in (quote, highlight.note) if word)
