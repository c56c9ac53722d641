"""The Standard: class names change with every release, so pictures are told by what stands beside them."""

from datetime import date

from lib.clean.publishers.rules import Rules

_PICTURE = "//div[picture or div/picture][count(div[not(picture)]) <= 2][not(.//p or ancestor::a)]"

RULES = (
    Rules(
        domains=("standard.co.uk",),
        since=date(2023, 11, 1),
        clock="Europe/London",
        cut={
            "#piano-reg-wall, #regwall-success-banner": "promo",
            ".comment-banner": "comments",
            "#trendingSidebar": "related",
        },
        keep={
            "//h1/following-sibling::*[1][self::div][not(*)]": "deck",
            f"{_PICTURE}/div[not(picture)][1]": "caption",
            f"{_PICTURE}/div[not(picture)][2]": "credit",
        },
        read={"kicker": "//h1/preceding-sibling::*[1]/p"},
    ),
)
