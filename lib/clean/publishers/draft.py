"""Writes the file of a publisher from selectors that were found by hand, ready to be looked over."""

import json
from collections.abc import Iterator, Mapping

from lib.model.article import Zone


def file_name(domain: str) -> str:
    """Return the name of the file that holds a domain's rules, e.g. "apnews_com.py"."""
    return f"{domain.replace('.', '_').replace('-', '_')}.py"


def draft(
    domain: str, *, cut: Mapping[str, str] | None = None, keep: Mapping[str, Zone] | None = None
) -> str:
    """Return the text of a module with one row of rules for a domain.

    `cut` gives to each selector the name of a rule in cuts.REASONS, `keep` the zone of what it finds.
    """
    return "\n".join(
        [
            f'"""{domain}: drafted from corrections made by hand."""',
            "",
            "from lib.clean.publishers.rules import Rules",
            "",
            "RULES = (",
            "    Rules(",
            f"        domains=({_quoted(domain)},),",
            *_mapping("cut", cut or {}),
            *_mapping("keep", keep or {}),
            "    ),",
            ")",
            "",
        ]
    )


def _mapping(name: str, rows: Mapping[str, str]) -> Iterator[str]:
    if rows:
        yield f"        {name}={{"
        yield from (f"            {_quoted(selector)}: {_quoted(value)}," for selector, value in rows.items())
        yield "        },"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
