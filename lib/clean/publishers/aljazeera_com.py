"""Al Jazeera: boxes of links stand between the paragraphs."""

from datetime import date

from lib.clean.publishers.rules import Rules

RULES = (
    Rules(
        domains=("aljazeera.com",),
        until=date(2020, 11, 30),
        clock="UTC",
        cut={
            ".inpage-embed": "embed",
            ".article-body-artSource": "note",
            "//*[contains(@class, 'article-p-wrapper')]//h4[normalize-space() = 'More:']": "read more",
        },
        keep={".article-heading-des": "deck", ".article-heading-author-name > span": "byline"},
        read={"tags": "#article-body-topics a"},
    ),
)
