"""The recipe of a figure: filter, settings, data and version, so that it can be drawn again and compared."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

FORM = 1  # of the fields below; a later form is not understood
LISTED = 5_000  # stories that a recipe lists one by one
_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"  # none that is taken for another: Crockford's base 32
_READ_AS = str.maketrans("oil", "011")
_CODE = re.compile(rf"[{_LETTERS}]{{8}}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A figure's data as a table: numbers with nine significant digits, days and times in ISO 8601."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """The stories behind a figure: their number, a SHA-256 of ids and revisions, and up to 5,000 of them.

    Ids and revisions are hashes or random words: they show nothing of a story's text.
    """

    stories: int
    sha256: str
    listed: Mapping[str, str] | None  # id: revision


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """All that is needed to draw a figure again: chart, filter, data, stories; nothing else of the reader."""

    chart: str
    address: str  # the filter and the chart's settings, as `python -m lib export` takes them
    title: str
    source: str  # the source line
    rows: Mapping[str, Rows]  # by part: "frame", or "nodes" and "edges"
    slice: Slice
    decisions: Sequence[str]  # ids of those that the actors rest on
    figure: str  # SHA-256 of the figure as it is handed to the library that draws it
    version: str
    made_at: str  # ISO 8601, UTC
    withheld: bool = False  # the filter has labels, which the address leaves out

    @property
    def code(self) -> str:
        """The code on the source line, as 7K2M-X0QD, the same for the same question and data."""
        parts = [self.chart, self.address, asdict(self)["rows"], self.slice.sha256]
        number = int.from_bytes(hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).digest()[:5])
        letters = "".join(_LETTERS[number >> shift & 31] for shift in range(35, -1, -5)).upper()
        return f"{letters[:4]}-{letters[4:]}"

    def fields(self) -> dict[str, Any]:
        """Return the recipe as a dict for JSON."""
        return {"form": FORM, "code": self.code, **asdict(self)}


def recipe_from(fields: Mapping[str, Any]) -> Recipe:
    """Return the recipe in a JSON object.

    Raises ValueError, TypeError or KeyError if the object holds no valid recipe.
    """
    own = {name: fields[name] for name in Recipe.__dataclass_fields__}
    own["rows"] = {str(part): Rows(**held) for part, held in own["rows"].items()}
    own["slice"] = Slice(**own["slice"])
    made = Recipe(**own)
    _check(made)
    if made.code != fields["code"]:
        raise ValueError("its code is another's")
    return made


def _check(made: Recipe) -> None:
    """Raise ValueError where a field is of another type: the file may have been made to do harm."""
    texts = (made.chart, made.address, made.title, made.source, made.figure, made.version, made.made_at)
    listed = {} if made.slice.listed is None else made.slice.listed
    whole = (
        all(isinstance(each, str) for each in (*texts, made.slice.sha256, *made.decisions)),
        isinstance(made.slice.stories, int),
        isinstance(listed, dict) and all(isinstance(each, str) for each in listed.values()),
        all(len(row) == len(part.columns) for part in made.rows.values() for row in part.rows),
    )
    if not all(whole) or datetime.fromisoformat(made.made_at).tzinfo is None:
        raise ValueError("a field is of another kind")


def printed_code(code: str) -> str | None:
    """Return a code that somebody typed in its printed form, as 7K2M-X0QD; None if it is no code."""
    plain = re.sub(r"[\s\u2010-\u2015-]", "", code).casefold().translate(_READ_AS)
    return f"{plain[:4]}-{plain[4:]}".upper() if _CODE.fullmatch(plain) else None
