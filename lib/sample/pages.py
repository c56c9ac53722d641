"""The sample's stories as saved pages: addresses, file names and a template for each layout."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from lib.sample import clock
from lib.sample.linked import graph, handle, language
from lib.sample.newsroom import FOLDER, newsroom
from lib.sample.stories import Story, as_of, stories

SUFFIX = {"text": ".txt", "jsonld": ".html", "plain": ".htm", "live": ".html"}
# An older site in the encoding of its years; what it lacks becomes a character reference.
ENCODINGS = {"plain": "windows-1252"}


def address(story: Story) -> str:
    """Return the web address of a story of the sample; both captures of one story share it."""
    day = story.day
    if story.published is None:  # an address with a day in it would date the story
        return f"http://www.{story.publisher.domain}/guides/{story.slug}.html"
    if story.layout == "plain":
        return f"http://www.{story.publisher.domain}/archive/{day:%Y%m%d}/{story.slug}.html"
    return f"{story.publisher.root}/{handle(story.section)}/{day:%Y/%m/%d}/{story.slug}/"


def image(story: Story) -> str | None:
    """Return the address of a story's photograph, from which nothing is loaded; None without a caption."""
    if story.caption is None:
        return None
    return f"{story.publisher.root}/images/{story.day:%Y/%m}/{story.slug}-1200.jpg"


def file_name(story: Story) -> str:
    """Return a saved page's file name: day, slug, ".first" for an earlier capture, suffix of the layout."""
    copy = ".first" if story.copy_number else ""
    return f"{story.day.isoformat()}-{story.slug}{copy}{SUFFIX[story.layout]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPage:
    """One page of the sample as a browser would have saved it: file name, time, bytes and its story."""

    name: str
    saved: datetime
    content: bytes
    story: Story


def pages() -> tuple[SavedPage, ...]:
    """Return all pages of the sample, sorted by file name."""
    return tuple(sorted((page(story) for story in stories()), key=lambda made: made.name))


def page(story: Story) -> SavedPage:
    """Return a capture of a story as a saved page, rendered by the template of its layout."""
    text = _template(f"{story.layout}.{'txt' if story.layout == 'text' else 'html'}.j2").render(
        story=story, paper=story.publisher, address=address(story), image=image(story), clock=clock,
        handle=handle, language=language(story), notes=newsroom().people, link=address,
        linked=Markup(graph(story, address=address(story), image=image(story))),
        related=[as_of(slug, story.saved) for slug in story.related],
        most_read=[as_of(slug, story.saved) for slug in story.most_read],
    )  # fmt: skip
    content = text.encode(ENCODINGS.get(story.layout, "utf-8"), "xmlcharrefreplace")
    return SavedPage(name=file_name(story), saved=story.saved, content=content, story=story)


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
