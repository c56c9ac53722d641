"""South China Morning Post: the standfirst is a list, and the picture's title stands before the headline."""

from datetime import date

from lib.clean.publishers.rules import Rules

RULES = (
    Rules(
        domains=("scmp.com",),
        since=date(2019, 1, 1),
        until=date(2023, 12, 31),
        clock="Asia/Hong_Kong",
        cut={
            ".read-more, .button-container": "form",
            ".author-card": "author bio",
            ".columnist-label, .trust-label, .follow-button": "promo",
        },
        keep={
            ".inner__main-headline": "headline",
            ".opinion-article__summary--li, .generic-article__summary--li": "deck",
            ".head__main-images .main-image__title": "caption",
            ".topic-label__topic-author": "byline",
        },
        read={"authors": ".article-author__name-link"},
    ),
)
