"""Reuters: the site of 2021 prints its topics beside codes for machines; the one before it hid measures."""

from datetime import date

from lib.clean.publishers.rules import Rules

RULES = (
    Rules(
        domains=("reuters.com",),
        until=date(2021, 4, 20),
        clock="UTC",
        cut={
            "[class^='BreakpointDetector']": "hidden",
            "[class*='RelatedCoverage']": "related",
            "figcaption[class^='Slideshow']": "gallery",
            "[class*='trustBadge'], [class*='TrustBadge']": "note",
        },
        keep={"[class*='ArticleBody-byline'] [class*='Byline-byline']": "byline"},
        read={"section": "[class*='ArticleHeader-info'] > a, [class*='ArticleHeader_channel'] a"},
    ),
    Rules(
        domains=("reuters.com",),
        since=date(2021, 4, 21),
        clock="UTC",
        cut={
            "[data-testid='LicenceContentButton'], [class*='license-content']": "promo",
            "[class*='ad-slot__container']": "ad",
            "[data-testid^='Read Next'], [class*='read-next']": "related",
        },
        keep={
            "h1[data-testid='Heading']": "headline",
            "[data-testid^='paragraph-']": "body",
        },
        read={"tags": "[data-testid='TagsWithTooltip'] a, [class*='tags__tag-item'] a"},
    ),
)
