"""CBC: a summary for cards precedes the standfirst, and videos are announced between the paragraphs."""

from lib.clean.publishers.rules import Rules

RULES = (
    Rules(
        domains=("cbc.ca",),
        clock="America/Toronto",
        cut={
            ".detailSummary": "repeated",
            "#a11yNotification": "hidden",
            "//div[@class = 'story']/div/*[self::strong or self::em][contains(., '|')]": "player",
            ".video-card-overlay-container, .video-time-container": "player",
            ".relatedlinks": "related",
            ".authorprofile": "author bio",
        },
        keep={"h2.deck": "deck", ".bylineDetails": "byline", ".image-caption, .media-caption": "caption"},
    ),
)
