"""The Los Angeles Times: a title is printed against the author's name."""

from datetime import date

from lib.clean.publishers.rules import Rules

RULES = (
    Rules(
        domains=("latimes.com",),
        since=date(2014, 5, 1),
        clock="America/Los_Angeles",
        cut={
            "aside.faq-module, .faq-module": "box",
            "ps-promo": "promo",
            ".google-dfp-ad-wrapper": "ad",
        },
        keep={".figure-caption": "caption", ".figure-credit": "credit"},
        read={"authors": ".byline .author-name > a"},
    ),
)
