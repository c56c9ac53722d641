"""The Kyiv Independent: cards of the editing system stand between the paragraphs."""

from datetime import date

from lib.clean.publishers.rules import Rules

RULES = (
    Rules(
        domains=("kyivindependent.com",),
        since=date(2022, 1, 1),
        clock="Europe/Kyiv",
        cut={
            ".c-content .kg-bookmark-card": "related",
            ".c-content .kg-signup-card, .c-content .kg-cta-card, .c-content .kg-button-card": "donation",
            ".trinityAudioPlaceholder, .trinity-tts-pb": "field: audio",
            ".c-content .kg-audio-card": "player",
        },
    ),
)
