"""Fox News and Fox Business: a video above the text is captioned, and lines in capitals lead elsewhere."""

from lib.clean.publishers.rules import Rules

RULES = (
    Rules(
        domains=("foxnews.com", "foxbusiness.com"),
        clock="America/New_York",
        cut={
            ".featured-video .info, .video-container .info": "player",
            "//*[contains(@class, 'article-body')]/p[count(*) = 1][a/strong or strong/a]"
            "[string-length(normalize-space()) = string-length(normalize-space(*))]": "read more",
        },
        keep={".sub-headline": "deck", ".author-byline > span": "byline"},
        read={"kicker": ".article-header .eyebrow a", "authors": ".author-byline a"},
    ),
)
