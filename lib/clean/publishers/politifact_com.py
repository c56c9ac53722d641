"""PolitiFact: sub-headings are no headings, and day and names share one line."""

from datetime import date

from lib.clean.publishers.rules import Rules

RULES = (
    Rules(
        domains=("politifact.com",),
        until=date(2020, 1, 31),
        clock="America/New_York",
        cut={".widget_about-article, .widget_contact-us, .widget_browseBlog": "box"},
        keep={
            ".pf_subheadline": "body",
            ".article__header > .article__meta, .article > .article__meta": "byline",
        },
        read={"authors": ".article__meta a"},
    ),
)
