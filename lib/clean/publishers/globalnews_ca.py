"""Global News: keywords are mixed with the desk's own labels; videos stand between the paragraphs."""

from lib.clean.publishers.rules import Rules

RULES = (
    Rules(
        domains=("globalnews.ca",),
        cut={
            ".c-video__data": "player",
            ".c-readmore": "read more",
            ".c-tabs, .c-tabs__tabContainer": "related",
            "[class*='googlePreferredSource']": "promo",
        },
        keep={".c-caption__desc": "caption", ".c-caption__credit": "credit"},
        read={"tags": "#article-tags .c-tags__body a"},
    ),
)
