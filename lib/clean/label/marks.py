"""The rules by which a segment is cut for the marks of its place in the markup."""

from collections.abc import Iterable

# The first mark that a place carries names the rule; the order is from certain to vague.
_BY_MARK = {
    "head": "page title", "noscript": "noscript", "consent": "consent", "newsletter": "newsletter",
    "donation": "donation", "comments": "comments", "share": "share", "ad": "advertisement",
    "bio": "author bio", "related": "related", "tags": "field: tags", "footer": "footer",
    "disclaimer": "note", "menu": "menu", "form": "control", "button": "control", "player": "player",
    "caption": "other caption", "figure": "other caption", "credit": "note", "gallery": "gallery",
    "promo": "promotion", "paywall": "subscription", "embed": "embed", "byline": "field: byline",
    "time": "field: time", "kicker": "field: section", "ticker": "related", "drawing": "hidden",
    "unseen": "hidden", "hidden": "hidden", "layer": "overlay", "factbox": "box",
}  # fmt: skip

# Marks strong enough to overrule an extractor that took the place for the story.
OVERRULES = frozenset(
    """consent newsletter donation comments share ad bio related form tags promo ticker unseen layer footer
    disclaimer player""".split()  # noqa: SIM905 - one row of words
)


def rule_of_marks(marks: Iterable[str]) -> str | None:
    """Return the rule that cuts a segment by the surest of its marks, such as "ad"; None if none cuts."""
    return next((rule for mark, rule in _BY_MARK.items() if mark in marks), None)
