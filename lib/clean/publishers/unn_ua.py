"""UNN, the Ukrainian agency: day and name share one line, and boxes of weather stand beside the text."""

from datetime import date

from lib.clean.publishers.rules import Rules

RULES = (
    Rules(
        domains=("unn.ua", "unn.com.ua"),
        until=date(2022, 12, 31),
        clock="Europe/Kyiv",
        cut={
            ".b-informer": "box",
            ".b-news-source": "note",
            ".h-news-feed": "related",
        },
        keep={".b-news-text > p > a": "body"},
        read={"tags": ".b-news-tags a"},
    ),
)
