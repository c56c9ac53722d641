"""The cleaning pipeline from a capture to an article, a folder per stage, for pages and copied text.

1. `segments` reads: a page is parsed once, within limits, and a copied text split into its lines; both become
   segments, the smallest units that are kept or cut.
2. `label` finds the story and gives every segment a zone, or the rule that cuts it: on a page by its
   headline (title), the votes of extractors (vote), the place that they give (located) and repairs (layout,
   publisher); in text by the best run of prose (text_run, text_title, text_body).
3. `fields` reads each field once: authors, dates, tags, pictures, language, publication.
4. `live` finds the entries of live blogs and tickers.
5. `story` combines all this, rejects a capture without a story, and notes the source of each field; kept and
   cut segments together cover the source text.
6. `doubts` lists what is doubtful about the result.

All use `says` to judge a single `segment`, `measure` for its weight, `addresses`, `words` and `publishers`.
"""

from lib.clean.doubts.page import doubted_page, doubted_text
from lib.clean.story.labelled_page import read_page
from lib.clean.story.page import page_story
from lib.clean.story.story import assemble
from lib.clean.story.text import text_story
from lib.model.capture import Capture
from lib.model.cleaned import Cleaned
from lib.model.gc_pause import collector_paused


def clean(capture: Capture) -> Cleaned:
    """Return the article in a capture with briefs, cards, cuts and doubts; raises CaptureError if none."""
    with collector_paused():  # it would walk the elements of a page often
        return _cleaned(capture)  # the page is let go of before the collector runs again


def _cleaned(capture: Capture) -> Cleaned:
    if capture.media_type == "text/plain":
        return doubted_text(capture, assemble(text_story(capture)))
    page = read_page(capture)
    story = page_story(page)
    return doubted_page(page, story, assemble(story))
