"""Notes on stories and highlighted passages with their notes as Markdown, one story after another."""

from collections.abc import Iterator, Sequence

from lib.export.article import heading, plain
from lib.model.article import Article
from lib.store.journal.highlights import Highlight, place


def markdown(stories: Sequence[tuple[Article, Sequence[Highlight]]]) -> str:
    """Return as Markdown each story's headline and source, the note on it, its passages with their notes."""
    return "\n\n".join(part for story, held in stories for part in _story(story, held)) + "\n"


def _story(story: Article, held: Sequence[Highlight]) -> Iterator[str]:
    """Yield the Markdown of a story's heading and highlights, with a remark on those that the text lost."""
    yield from heading(story)
    texts = [block.text for block in story.blocks]
    for each in held:
        if each.quote:
            yield "\n".join(f"> {line}" for line in plain(each.quote).splitlines())
            if place(each, texts) is None:
                yield "*No longer in the story.*"
        if each.note:
            yield plain(each.note)
