"""The New Yorker: lines between sections are headings by role alone."""

from lib.clean.publishers.rules import Rules

RULES = (
    Rules(
        domains=("newyorker.com",),
        clock="America/New_York",
        cut={
            "[data-testid='MagazineDisclaimer'], [class*='MagazineDisclaimer']": "note",
            "[class*='NewsletterSubscribe']": "newsletter",
        },
        keep={
            ".body__inner-container > [role='heading'], .body__inner-container > ul.paywall > li": "body",
            "[class*='CaptionCredit']": "credit",
            "[class*='ContentHeaderDek']": "deck",
        },
        read={"kicker": ".rubric__name", "tags": "[data-testid='TagCloudWrapper'] a"},
    ),
)
