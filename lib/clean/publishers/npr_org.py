"""NPR: each picture's caption stands twice, and the blog writes updates into quotations."""

from lib.clean.publishers.rules import Rules

RULES = (
    Rules(
        domains=("npr.org",),
        clock="America/New_York",
        cut={
            ".credit-caption": "repeated",  # the copy for enlarging has no button in its words
            ".enlarge-options": "form",
            ".internallink, .bucketwrap.internallink": "related",
            ".audio-module, .audio-embed-overlay": "player",
        },
        keep={
            ".storytitle h1": "headline",
            "blockquote.edTag": "quote",
            ".enlarge_html .caption": "caption",
            ".enlarge_html .credit": "credit",
        },
        read={"tags": ".tags a", "authors": ".byline__name a"},
    ),
)
