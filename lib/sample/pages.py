"""Stories as saved pages: each layout template filled, everything escaped."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from lib.sample import clock
from lib.sample.addresses import address, file_name, image
from lib.sample.linked import graph, handle, language
from lib.sample.newsroom import FOLDER, newsroom
from lib.sample.stories import Story, as_of, stories

TEMPLATES = {
    "text": "text.txt.j2",
    "jsonld": "jsonld.html.j2",
    "plain": "plain.html.j2",
    "live": "live.html.j2",
}
# An older site in the encoding of its years; what it lacks becomes a character reference.
ENCODINGS = {"plain": "windows-1252"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One file as a reader's browser would have saved it."""

    name: str
    saved: datetime
    content: bytes
    story: Story


def pages() -> tuple[Page, ...]:
    """Return every page of the sample, in the order of its file names."""
    return tuple(sorted((page(story) for story in stories()), key=lambda made: made.name))


def page(story: Story) -> Page:
    """Return one story, laid out."""
    text = _template(TEMPLATES[story.layout]).render(
        story=story,
        paper=story.publisher,
        address=address(story),
        image=image(story),
        clock=clock,
        handle=handle,
        language=language(story),
        linked=Markup(graph(story, address=address(story), image=image(story))),
        notes=newsroom().people,
        related=[as_of(slug, story.saved) for slug in story.related],
        most_read=[as_of(slug, story.saved) for slug in story.most_read],
        link=address,
    )
    content = text.encode(ENCODINGS.get(story.layout, "utf-8"), "xmlcharrefreplace")
    return Page(name=file_name(story), saved=story.saved, content=content, story=story)


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "layouts"),
        autoescape=not name.endswith(".txt.j2"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(name)
