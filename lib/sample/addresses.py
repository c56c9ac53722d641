"""Where a story stood on its paper's site, and what its saved page is called."""

from lib.sample.linked import handle
from lib.sample.stories import Story

SUFFIX = {"text": ".txt", "jsonld": ".html", "plain": ".htm", "live": ".html"}


def address(story: Story) -> str:
    """Return the web address of a story; both captures of one story share it."""
    day = story.day
    if story.published is None:  # an address with a day in it would date the story
        return f"http://www.{story.publisher.domain}/guides/{story.slug}.html"
    if story.layout == "plain":
        return f"http://www.{story.publisher.domain}/archive/{day:%Y%m%d}/{story.slug}.html"
    return f"{story.publisher.root}/{handle(story.section)}/{day:%Y/%m/%d}/{story.slug}/"


def image(story: Story) -> str | None:
    """Return the address of a story's photograph; nothing is ever loaded from it."""
    if story.caption is None:
        return None
    return f"{story.publisher.root}/images/{story.day:%Y/%m}/{story.slug}-1200.jpg"


def file_name(story: Story) -> str:
    """Return the name of the saved page."""
    copy = ".first" if story.copy_number else ""
    return f"{story.day.isoformat()}-{story.slug}{copy}{SUFFIX[story.layout]}"
