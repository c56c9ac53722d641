"""Euronews: a picture's copyright is printed twice, in the caption and over the picture."""

from datetime import date

from lib.clean.publishers.rules import Rules

RULES = (
    Rules(
        domains=("euronews.com",),
        since=date(2023, 1, 1),
        cut={
            ".c-article-image-copyright": "repeated",
            ".c-article-caption__copyright": "note",
            "[class*='partage-commentaire']": "share",
            ".c-article-you-might-also-like, .c-top-stories": "related",
        },
        keep={
            ".c-article-summary": "deck",
            ".c-article-caption__credit": "credit",
            ".widget__quoteText": "quote",
        },
        read={"tags": "#adb-article-tags a"},
    ),
)
