"""Rolling Stone: until 2022 the site's name was the first heading of a page."""

from datetime import date

from lib.clean.publishers.rules import Rules

RULES = (
    Rules(
        domains=("rollingstone.com",),
        until=date(2022, 9, 30),
        clock="America/New_York",
        cut={
            ".c-byline__detail, .c-author": "author bio",
            ".c-related, .c-related-links-wrapper, .c-editors-picks": "related",
        },
        keep={
            ".l-article-header__row--title": "headline",
            ".c-picture__title": "caption",
            ".c-picture__source": "credit",
        },
        read={"tags": ".c-tags a", "authors": ".c-byline__link"},
    ),
    Rules(
        domains=("rollingstone.com",),
        since=date(2022, 10, 1),
        clock="America/New_York",
        cut={
            "[class*='culture-council-disclaimer'], [class*='culture-council-tooltip']": "note",
            "[class*='author-details'], [class*='author-detail-outer']": "author bio",
            "[class*='recirculation-modules']": "related",
        },
        keep={"[class*='article-excerpt']": "deck", ".o-figure cite": "credit"},
        read={"kicker": "[class*='article-kicker']"},
    ),
)
