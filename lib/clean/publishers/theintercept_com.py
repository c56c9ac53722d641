"""The Intercept: pictures are captioned twice, and portraits repeat the byline."""

from datetime import date

from lib.clean.publishers.rules import Rules

RULES = (
    Rules(
        domains=("theintercept.com",),
        until=date(2023, 6, 30),
        cut={
            ".FeaturedImageCaptionText--mobile, .Post-header-block .FeaturedImageCaption": "repeated",
            ".PromoteRelatedPost-promo, .RelatedPosts": "related",
            ".Post-contact": "note",
        },
        keep={
            ".Post-body .FeaturedImageCaptionText--desktop .FeaturedImageCaption-caption": "caption",
            ".Post-body .FeaturedImageCaptionText--desktop .FeaturedImageCaption-credit": "credit",
        },
    ),
    Rules(
        domains=("theintercept.com",),
        since=date(2023, 7, 1),
        clock="America/New_York",
        cut={
            ".article-toc": "menu",
            ".promote-banner, .promote-related-post, .most-read": "related",
            ".author-footer": "note",
            ".post__header .image__caption": "repeated",
        },
        keep={".post__excerpt": "deck"},
    ),
)
