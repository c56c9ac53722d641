"""24 Kanal: topics of the site stand over the headline, and the author's name under the text."""

from datetime import date

from lib.clean.publishers.rules import Rules

RULES = (
    Rules(
        domains=("24tv.ua",),
        until=date(2022, 12, 31),
        clock="Europe/Kyiv",
        cut={
            ".top-tags-wrapper": "menu",
            ".tags-item-list": "field: tags",
            ".read-also": "read more",
            "#newsSummary > [id^='adv']": "ad",
        },
        keep={
            "#newsAnnotation": "deck",
            ".news-author": "byline",
            "//*[@id = 'newsSummary']/p[span[contains(@class, 'lazyload-holder')]]": "caption",
        },
        read={"authors": ".news-author a", "tags": ".tags-item-list a", "kicker": ".top-news-info .rubric a"},
    ),
)
