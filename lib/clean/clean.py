"""From a capture to what it holds: one pipeline, a folder a stage, pages and copied text alike.

1. `segments` reads: a page is parsed once, within limits, and cut into pieces, with what it
   declares to machines; a copied text falls into lines.
2. `label` finds the story and gives every piece and line its zone or the rule it is cut by: on a page by its
   headline (title), the votes of extractors (vote) and what repairs them (repair, publisher); in text by the
   best run of prose (text_run, text_head, text_body).
3. `fields` reads each field once: authors, dates, tags, pictures, language, publication.
4. `live` finds the entries of live blogs and tickers.
5. `story` puts all of it together, refuses what holds no story, and says where each field was read; kept and
   cut together cover the source text.
6. `doubts` says what is doubtful about it.

All of them ask `says` what one line says by itself, `measure` how much it says, `addresses`, `words` and
`publishers`.
"""

from lib.clean.doubts.page import doubted_page, doubted_text
from lib.clean.story.assemble import assemble
from lib.clean.story.labelled_page import read_page
from lib.clean.story.page import page_story
from lib.clean.story.text import read_text, text_story
from lib.model.article import Cleaned
from lib.model.capture import Capture
from lib.model.gc_pause import collector_paused


def clean(capture: Capture) -> Cleaned:
    """Return the article in a capture with its cuts and doubts; raises NotAnArticle where there is none."""
    with collector_paused():  # it would walk the elements of a page often
        return _cleaned(capture)  # the page is let go of before the collector runs again


def _cleaned(capture: Capture) -> Cleaned:
    if capture.media_type == "text/plain":
        return doubted_text(capture, assemble(text_story(read_text(capture))))
    page = read_page(capture)
    story = page_story(page)
    return doubted_page(page, story, assemble(story))
