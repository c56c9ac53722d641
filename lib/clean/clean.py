"""From a capture to what it holds.

1. Parse once, within limits (parse), and cut the source text into pieces (source).
2. Read what the page tells machines: JSON-LD, meta tags, microdata (structured).
3. Find the headline (headline).
4. Let the extractors vote for the pieces of the story (body, votes), leave out further stories below it
   (others) and repair their choice (layout); where the publisher is known, lay its rules over it (ruled,
   publishers).
5. Give every piece its zone or the rule it is cut by (zones, cuts, captions).
6. Read byline, dates, section, tags, pictures, language, address.
7. Set apart cards for other stories (related) and live-ticker items (ticker).
8. Build the article; kept and cut together cover the source text.
9. Say what is doubtful about it (doubts).
"""

from lib.clean.assemble import assemble
from lib.clean.cutting.publisher_rules import ruled
from lib.clean.doubts.page import doubted_page, doubted_text
from lib.clean.fields.headline import headline
from lib.clean.fields.reading import Reading
from lib.clean.html.layout import Layout
from lib.clean.html.page import page_of
from lib.clean.html.refuse import refuse_other_pages
from lib.clean.html.votes import body, own_story
from lib.clean.text.page import clean_text
from lib.model.article import Cleaned
from lib.model.capture import Capture
from lib.model.collector import collector_paused


def clean(capture: Capture) -> Cleaned:
    """Return what one capture holds; raises NotAnArticle when there is no story in it."""
    with collector_paused():  # it would walk the elements of a page often
        return _cleaned(capture)


def _cleaned(capture: Capture) -> Cleaned:
    if capture.media_type == "text/plain":
        return doubted_text(capture, clean_text(capture))
    page = page_of(capture)
    title, source, number = headline(page.pieces, page.data)
    layout = Layout(
        page=page, body=own_story(page, body(page), number), headline=title, headline_piece=number
    )
    reading = Reading(layout=ruled(layout), headline_source=source)
    refuse_other_pages(reading)
    return doubted_page(reading, assemble(reading))
