"""`actors SOURCE...`: print the actors that each capture names, and the pairs named together."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lib.cli.places import source
from lib.model.errors import WireroomError

if TYPE_CHECKING:
    from lib.model.parsed import Parsed

HELP = "print who is named in each capture and with whom, one JSON object a line; nothing is stored"


class UnreadableLine(WireroomError):
    """Raised when the file given with --texts, or a line of it, is not read as JSON objects."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments and options to its parser."""
    given = parser.add_mutually_exclusive_group(required=True)
    given.add_argument(
        "sources",
        metavar="SOURCE",
        nargs="*",
        type=source,
        default=[],
        help="a file, a folder or an address of the web",
    )
    given.add_argument(
        "--texts", metavar="FILE", type=Path, help='bare texts, a line {"id": ..., "text": ...} each'
    )


def run(options: argparse.Namespace) -> int:
    """Print a JSON object for each capture or text; return 3 if captures were rejected, else 0."""
    from lib.actors import recogniser_state

    state = recogniser_state()
    if not state.available:
        print(state.sentence, file=sys.stderr)
    return _texts(options.texts) if options.texts else _captures(options.sources)


def _captures(sources: list[str]) -> int:
    """Print a line of JSON for each capture: its actors and pairs; return 3 if any was rejected, else 0."""
    from lib.actors import EXTRAS, co_mentions
    from lib.actors.co_mentions import counted_mentions
    from lib.cli import printed

    unsaid = dict(EXTRAS)  # what is missing is said once, at the first story that would need it

    def named(each: "Parsed") -> dict[str, Any]:
        story, mentions = each.cleaned.article, each.mentions
        extra = unsaid.pop(story.language or "", None)
        if extra and not extra.state().available:
            print(extra.state().sentence, file=sys.stderr)
        counted, pairs = counted_mentions(story, mentions), co_mentions(story, mentions)
        return printed.mentions_json(each.capture.origin, story, mentions, counted, pairs)

    return printed.each_capture(sources, named, named=True)


def _texts(path: Path) -> int:
    """Print a line of JSON for each text of a file: its id, spans of names, and actors; return 0."""
    from lib.actors import find_in_text
    from lib.cli import printed

    for text in _json_lines(path):
        found = find_in_text(text["text"])
        printed.line(
            {"id": text["id"], "spans": [list(span) for span in found.spans], "actors": list(found.actors)}
        )
    return 0


def _json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the JSON object of each line that is not blank; raises UnreadableLine for a bad line or file."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _text(path, number, line)
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise UnreadableLine(f"{path} cannot be read ({why}); name a file of JSON Lines in UTF-8.") from error


def _text(path: Path, number: int, line: str) -> dict[str, Any]:
    """Return the object in a line; raises UnreadableLine if it is no object with "id" and "text"."""
    try:
        text = json.loads(line)
        if isinstance(text["text"], str) and "id" in text:
            return dict(text)
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise UnreadableLine(
        f'Line {number} of {path} is not {{"id": ..., "text": "..."}}; mend it and run this again.'
    )
