"""CNN: the videos beside a story bring headlines, durations and sources of their own."""

from datetime import date

from lib.clean.publishers.rules import Rules

RULES = (
    Rules(
        domains=("cnn.com",),
        since=date(2022, 6, 1),
        cut={
            ".video-resource, .video-playlist, [class*='video-inline_carousel']": "player",
            ".toast-popup": "related",
            ".social-share": "share",
        },
        keep={
            ".headline__text": "headline",
            ".byline__names": "byline",
            ".footnote": "body",
        },
        read={"authors": ".byline__names .byline__name"},
    ),
)
