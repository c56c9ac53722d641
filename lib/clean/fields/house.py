"""The publisher's own name, for a page that was saved without an address."""

import re
from collections.abc import Sequence

from lib.clean.fields.publisher import publisher_of
from lib.clean.html.page import Page
from lib.clean.html.structured import texts
from lib.clean.text.lines import line_of

LONGEST = 300  # characters of a line that says who holds the rights

_HELD = re.compile(r"©|\(c\)|copyright|版[权權]所有", re.IGNORECASE)


def house_of(page: Page, authors: Sequence[str]) -> tuple[str, str]:
    """Return the name and its source: as machines are told it, else as the page prints who holds its
    rights.
    """
    data = page.data
    if name := data.named("og:site_name", "application-name"):
        return name, "site name"
    for each in data.listed(data.article.get("publisher")):
        if names := texts(each):
            return names[0], "json-ld"
    told = (*data.meta.get("copyright", ()), *(piece.text for piece in page.pieces))
    held = [line_of(text) for text in told if len(text) <= LONGEST and _HELD.search(text)]
    return publisher_of(held, authors, (), None)
