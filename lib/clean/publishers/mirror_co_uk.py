"""The Mirror and its sisters: entries of a live blog open with a clock and a name."""

from lib.clean.publishers.rules import Rules

RULES = (
    Rules(
        domains=("mirror.co.uk", "dailystar.co.uk"),
        clock="Europe/London",
        cut={
            ".live-event-entry > .entry-info": "field: time",
            "[data-testid='image-count-label']": "gallery",
            "[class*='GooglePreferredSource']": "promo",
        },
        keep={
            "[data-testid='leadtext']": "deck",
            ".live-event-entry .entry-content > h3": "body",
            ".image__caption--embedded .caption": "caption",
            ".image__caption--embedded .credit": "credit",
        },
        read={"kicker": "[data-testid='primary-badge-link']"},
    ),
)
