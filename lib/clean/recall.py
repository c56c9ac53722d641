"""A further opinion on a page, which keeps too much rather than too little: it tells what was left out.

Resiliparse takes 1.6 ms a page, parsing included, and returns nearly everything that a page's main part shows
(recall 0.98 where its precision is 0.86): what it does not hold is hardly the story's, and what it holds
beyond the kept text deserves a second look.
"""

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree

from lib.clean.body import MOST_ELEMENTS, MOST_PIECES
from lib.clean.page import Page
from lib.clean.votes import voted

MOST_MARKUP = 3_000_000  # characters; its parser's time grows with the square of unclosed elements


def recalled(page: Page) -> frozenset[int] | None:
    """The pieces that the opinion holds; None for a page that it would take seconds over."""
    content = page.capture.content
    if len(content) > MOST_MARKUP or len(page.pieces) > MOST_PIECES or len(page.order) > MOST_ELEMENTS:
        return None
    tree = HTMLTree.parse(content)
    return voted(page.folds, extract_plain_text(tree, main_content=True, alt_texts=False))
