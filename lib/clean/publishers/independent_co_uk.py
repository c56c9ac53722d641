"""The Independent: its pages carry galleries, notices and a player between the paragraphs."""

from datetime import date

from lib.clean.publishers.rules import Rules

RULES = (
    Rules(
        domains=("independent.co.uk",),
        since=date(2020, 1, 1),
        clock="Europe/London",
        cut={
            "amp-lightbox, .lightbox-wrapper, .bookmark-notification": "promo",
            "amp-lightbox[id*='gallery'], amp-carousel, .gallery-btn": "gallery",
            "#video_holder .closebtn, .video-popout-close, .video-sticky-video": "player",
            ".sponsored-features": "ad",
            ".most-popular, .popular-videos": "related",
        },
        keep={"#articleHeader h1 + h2 + p": "deck", "#main > p > a": "body"},
    ),
)
