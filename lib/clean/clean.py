"""From a capture to what it holds: one cascade with two readers.

1. Read: a page is parsed once, within limits (html/parse), and cut into pieces (html/segments), with what it
   tells machines (html/structured); copied text falls into lines (text/lines), each marked by its words
   (text/marks).
2. Find the story: on a page by its headline (fields/headline), the votes of extractors (html/votes) and what
   repairs them (html/layout, cutting/publisher_rules); in text by the best run of prose (text/run,
   text/head).
3. Give every piece and line its zone or the rule it is cut by (cutting, text/body), those of live blogs and
   tickers included (live).
4. Refuse what holds no story (html/story, text/story).
5. Read each field once: names, dates, tags, pictures, language, address (fields, dates, addresses), with the
   source that won (fields/provenance).
6. Assemble article, briefs, cards and cuts; kept and cut together cover the source text (assemble).
7. Say what is doubtful about it (doubts).
"""

from lib.clean.assemble import assemble
from lib.clean.doubts.page import doubted_page, doubted_text
from lib.clean.html.story import read_page
from lib.clean.text.story import read_text
from lib.model.article import Cleaned
from lib.model.capture import Capture
from lib.model.collector import collector_paused


def clean(capture: Capture) -> Cleaned:
    """Return what one capture holds; raises NotAnArticle when there is no story in it."""
    with collector_paused():  # it would walk the elements of a page often
        return _cleaned(capture)  # the page is let go of before the collector runs again


def _cleaned(capture: Capture) -> Cleaned:
    if capture.media_type == "text/plain":
        return doubted_text(capture, assemble(read_text(capture)))
    story = read_page(capture)
    return doubted_page(story, assemble(story))
