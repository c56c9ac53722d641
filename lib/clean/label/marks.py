"""The rules that cut a segment for the marks of its place in the markup, as markup.yaml has them."""

from collections.abc import Iterable, Mapping

from lib.clean import words

_BY_MARK: Mapping[str, str] = words.read("markup")["rules"]
OVERRULES = frozenset(words.read("markup")["overrules"].split())


def rule_of_marks(marks: Iterable[str]) -> str | None:
    """Return the rule that cuts a segment by the surest of its marks, such as "ad"; None if none cuts."""
    return next((rule for mark, rule in _BY_MARK.items() if mark in marks), None)
