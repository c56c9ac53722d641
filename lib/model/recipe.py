"""What a figure was drawn from, so that anybody can draw it again and compare."""

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
    """The data of a figure; numbers have nine digits, days and moments are ISO 8601."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """The stories of a figure: how many, a SHA-256 of their ids and revisions, and these where they are few.

    An id is a random word, and so is a revision: neither holds a word of its story.
    """

    stories: int
    sha256: str
    listed: Mapping[str, str] | None  # id: revision


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """All from which a figure is drawn; holds no path, name or note of the reader's, and no label."""

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
        """Eight letters and digits that the source line prints; the same question and data, the same code."""
        parts = [self.chart, self.address, asdict(self)["rows"], self.slice.sha256]
        number = int.from_bytes(hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).digest()[:5])
        letters = "".join(_LETTERS[number >> shift & 31] for shift in range(35, -1, -5)).upper()
        return f"{letters[:4]}-{letters[4:]}"

    def fields(self) -> dict[str, Any]:
        """Return the recipe as an object of JSON."""
        return {"form": FORM, "code": self.code, **asdict(self)}


def understood(fields: Mapping[str, Any]) -> Recipe:
    """Return the recipe of an object of JSON; raises ValueError, TypeError or KeyError where it is none."""
    own = {name: fields[name] for name in Recipe.__dataclass_fields__}
    own["rows"] = {str(part): Rows(**held) for part, held in own["rows"].items()}
    own["slice"] = Slice(**own["slice"])
    made = Recipe(**own)
    _check(made)
    if made.code != fields["code"]:
        raise ValueError("its code is another's")
    return made


def _check(made: Recipe) -> None:
    """Raise ValueError where a field is of another kind: whoever wrote the file may have meant harm."""
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


def typed(code: str) -> str | None:
    """Return a code as it is printed, from how somebody typed it; None for what is none."""
    plain = re.sub(r"[\s-]", "", code).casefold().translate(_READ_AS)
    return f"{plain[:4]}-{plain[4:]}".upper() if _CODE.fullmatch(plain) else None
