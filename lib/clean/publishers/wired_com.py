"""Wired: keywords for machines are mixed with the names of templates; the topics stand below the text."""

from datetime import date

from lib.clean.publishers.rules import Rules

RULES = (
    Rules(
        domains=("wired.com",),
        since=date(2018, 1, 1),
        clock="America/New_York",
        cut={
            "[class*='RecircMostPopular'], [class*='recirc-most-popular']": "related",
            "[class*='ProductEmbed']": "embed",
        },
        keep={"[class*='CaptionCredit'], .caption__credit": "credit"},
        read={"tags": "[data-testid='TagCloudWrapper'] a, .tag-cloud__tag-link", "kicker": ".rubric__name"},
    ),
)
