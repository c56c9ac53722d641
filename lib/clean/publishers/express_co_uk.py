"""The Express: entries of a live blog open with a clock and a name; promotions stand between them."""

from lib.clean.publishers.rules import Rules

RULES = (
    Rules(
        domains=("express.co.uk",),
        clock="Europe/London",
        cut={
            ".live-events__entry-info": "field: time",
            ".whatsapp-group": "promo",
            ".dont-miss, .box.related-articles, .two-related-articles": "read more",
        },
        keep={
            "article > header > h3": "deck",
            ".live-events__entry-head": "body",
        },
        read={"authors": ".publish-info .author a"},
    ),
)
