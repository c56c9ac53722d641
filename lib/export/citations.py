"""Stories as entries of a bibliography: BibTeX (biblatex's @online), RIS and CSL-JSON.

The rows are those of lib.query.listing. Days are as the page prints them, in the story's own zone; the day of
capture is when the address was read.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

Row = Mapping[str, Any]

# https://ctan.org/pkg/biblatex: braces keep the case of a title, and a name from being taken apart.
_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "$": r"\$", "&": r"\&",
    "#": r"\#", "_": r"\_", "%": r"\%", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_ADDRESS = re.compile(r"https?://[^\s\"<>\\^`{|}]+")
_NOT_PRINTED = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")


def bibtex(rows: Iterable[Row]) -> bytes:
    """Return the bytes of a BibTeX file: the stories as @online entries for biblatex, in UTF-8."""
    return "\n".join(map(_entry, rows)).encode(errors="replace")


def ris(rows: Iterable[Row]) -> bytes:
    """Return the bytes of an RIS file: the stories as entries of the type NEWS, authors as printed."""
    lines = (
        f"{tag}  - {_line(value)}".rstrip(" ") + " " * (tag == "ER")
        for row in rows
        for tag, value in _ris(row)
    )
    return ("\r\n".join(lines) + "\r\n").encode(errors="replace")


def csl_json(rows: Iterable[Row]) -> bytes:
    """Return the stories as bytes of CSL-JSON, for citation processors (https://citationstyles.org)."""
    return json.dumps([_item(row) for row in rows], ensure_ascii=False, indent=1).encode(errors="replace")


def _entry(row: Row) -> str:
    fields = {
        "title": f"{{{_latex(row['headline'])}}}",
        "author": " and ".join(f"{{{_latex(name)}}}" for name in row["authors"]),
        "organization": _latex(row["publisher"]),
        "date": _iso(_published(row)),
        "url": _address(row),  # biblatex reads it letter by letter
        "urldate": _iso(_captured(row)),
        "keywords": ", ".join(_latex(tag).replace(",", "") for tag in row["tags"]),
    }
    held = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value.strip("{}"))
    return f"@online{{wireroom-{row['article_id']},\n{held}}}\n"


def _ris(row: Row) -> Iterator[tuple[str, str]]:
    published, captured = _published(row), _captured(row)
    yield "TY", "NEWS"
    yield "ID", str(row["article_id"])
    yield "TI", row["headline"]
    yield from (("AU", name) for name in row["authors"])
    optional = (
        ("T2", row["publisher"]), ("SE", row["section"]), ("PY", f"{published:%Y}" if published else ""),
        ("DA", f"{published:%Y/%m/%d}" if published else ""), ("UR", _address(row)),
        ("Y2", f"{captured:%Y/%m/%d}" if captured else ""), ("LA", row["language"]),
    )  # fmt: skip
    yield from ((tag, value) for tag, value in optional if value)
    yield from (("KW", tag) for tag in row["tags"])
    yield "ER", ""


def _item(row: Row) -> dict[str, Any]:
    fields = {
        "id": f"wireroom-{row['article_id']}",
        "type": "article-newspaper",
        "title": _line(row["headline"]),
        "author": [{"literal": _line(name)} for name in row["authors"]],
        "container-title": _line(row["publisher"]),
        "issued": _parts(_published(row)),
        "accessed": _parts(_captured(row)),
        "URL": _address(row),
        "language": row["language"],
    }
    return {name: value for name, value in fields.items() if value}


def _published(row: Row) -> date | None:
    return _day(row["published_at"]) or _day(row["day"])


def _captured(row: Row) -> date | None:
    return _day(row["captured_at"])


def _day(when: Any) -> date | None:
    if isinstance(when, datetime):
        return when.date()
    return when if isinstance(when, date) else None


def _iso(when: date | None) -> str:
    return when.isoformat() if when else ""


def _parts(when: date | None) -> dict[str, Any]:
    return {"date-parts": [[when.year, when.month, when.day]]} if when else {}


def _address(row: Row) -> str:
    found = _ADDRESS.fullmatch(str(row["canonical_url"] or ""))
    return found[0] if found else ""


def _latex(words: str) -> str:
    return "".join(_LATEX.get(letter, letter) for letter in _line(words))


def _line(words: str | None) -> str:
    """Return text on one line, as a line break would end a field of RIS."""
    return _NOT_PRINTED.sub(" ", str(words or "")).strip()
