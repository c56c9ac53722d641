"""The word lists and patterns of the cleaning, as data: one YAML file per topic, read once.

A topic's `patterns` are rows: a `name`, a regular expression as `pattern` (a list means alternatives; line
breaks are dropped), and examples for a test: `yes`, with the groups that each must give, and `no`. `match`
says how the pattern is used: on the `whole` text, its `start`, or `anywhere` (the default). Case is ignored
unless the row says `case: exact`. `{labels}` inserts the words under `labels` in the same file, `{names.by}`
those under `by` in names.yaml.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_SAFE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # 10 times faster where libyaml is built in
_RESOLVERS = _SAFE.yaml_implicit_resolvers.items()
# Here "yes", "no", "on" and "y" are the words they are: no file holds a truth value.
_TRUTH = "tag:yaml.org,2002:bool"
_WORDS = {letter: [pair for pair in pairs if pair[0] != _TRUTH] for letter, pairs in _RESOLVERS}
_LOADER: Any = type("_Loader", (_SAFE,), {"yaml_implicit_resolvers": _WORDS})
_INSERTED = re.compile(r"\{(?:(?P<topic>[a-z]+)\.)?(?P<name>[a-z][a-z_ ]*)\}")


@cache
def read(name: str) -> Any:
    """Return the parsed content of `<name>.yaml` in this folder."""
    text = Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=_LOADER)


def any_of(words: Iterable[str]) -> str:
    """Return one regular expression that matches any of these expressions."""
    return f"(?:{'|'.join(words)})"


@cache
def pattern(topic: str, name: str) -> re.Pattern[str]:
    """Return the pattern of this name in a topic's file, compiled."""
    row = rows(topic)[name]
    given = row["pattern"]
    expression = "".join((given if isinstance(given, str) else "|".join(given)).splitlines())
    return re.compile(_with_words(expression, topic), 0 if row.get("case") == "exact" else re.IGNORECASE)


@cache
def rows(topic: str) -> Mapping[str, Mapping[str, Any]]:
    """Return the rows of a topic's patterns by name, as written."""
    return {row["name"]: row for row in read(topic)["patterns"]}


def _with_words(expression: str, topic: str) -> str:
    """Return the expression with each name in braces, "{labels}", replaced by the words of that name."""

    def words_of(found: re.Match[str]) -> str:
        where = found["topic"] or topic
        words = read(where)[found["name"]]
        return _with_words(words if isinstance(words, str) else any_of(words), where)

    return _INSERTED.sub(words_of, expression)
