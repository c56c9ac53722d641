"""Stories as entries of a bibliography: BibTeX (biblatex's @online), RIS and CSL-JSON.

Days are as the page prints them, in the story's own zone; the day of capture is when the address was read.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

# A story of lib.query.listing: article_id, headline, authors, publisher, section, tags, language,
# canonical_url, published_at (a time) or else day (a date), and captured_at.
Row = Mapping[str, Any]

# https://ctan.org/pkg/biblatex: braces keep the case of a title, and a name from being taken apart.
_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "$": r"\$", "&": r"\&",
    "#": r"\#", "_": r"\_", "%": r"\%", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_ADDRESS = re.compile(r"https?://[^\s\"<>\\^`{|}]+")
_RIS_END = "ER  - "  # with a space behind the dash, which readers of RIS look for although nothing follows
_NOT_PRINTED = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")


def bibtex(rows: Iterable[Row]) -> bytes:
    """Return the bytes of a BibTeX file: the stories as @online entries for biblatex, in UTF-8."""
    return _encoded("\n".join(map(_bibtex_entry, rows)))


def ris(rows: Iterable[Row]) -> bytes:
    """Return the bytes of an RIS file: the stories as entries of the type NEWS, authors as printed."""
    lines: list[str] = []
    for row in rows:
        lines += [f"{tag}  - {_one_line(value)}".rstrip(" ") for tag, value in _ris_fields(row)]
        lines.append(_RIS_END)
    return _encoded("\r\n".join(lines) + "\r\n")


def csl_json(rows: Iterable[Row]) -> bytes:
    """Return the stories as bytes of CSL-JSON, for citation processors (https://citationstyles.org)."""
    return _encoded(json.dumps([_csl_item(row) for row in rows], ensure_ascii=False, indent=1))


def _encoded(content: str) -> bytes:
    """Return a file's text in UTF-8; half a character, which a damaged headline may hold, becomes "?"."""
    return content.encode(errors="replace")


def _bibtex_entry(row: Row) -> str:
    """Return a story as "@online{wireroom-3qpxb579fd, ...}", without empty fields."""
    fields = {
        "title": f"{{{_latex(row['headline'])}}}",
        "author": " and ".join(f"{{{_latex(name)}}}" for name in row["authors"]),
        "organization": f"{{{_latex(row['publisher'])}}}",  # a list, whose names "and" would part
        "date": _iso(_published_day(row)),
        "url": _address(row),  # biblatex reads it letter by letter
        "urldate": _iso(_day(row["captured_at"])),
        "keywords": ", ".join(_latex(tag).replace(",", "") for tag in row["tags"]),
    }
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value.strip("{}"))
    return f"@online{{wireroom-{row['article_id']},\n{body}}}\n"


def _ris_fields(row: Row) -> Iterator[tuple[str, str]]:
    """Yield a story's tags and values, such as ("AU", "Ada Obi"), without the end of its entry."""
    published, captured = _published_day(row), _day(row["captured_at"])
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


def _csl_item(row: Row) -> dict[str, Any]:
    """Return a story as an object of CSL-JSON, without empty fields."""
    fields = {
        "id": f"wireroom-{row['article_id']}",
        "type": "article-newspaper",
        "title": _one_line(row["headline"]),
        "author": [{"literal": _one_line(name)} for name in row["authors"]],
        "container-title": _one_line(row["publisher"]),
        "issued": _csl_date(_published_day(row)),
        "accessed": _csl_date(_day(row["captured_at"])),
        "URL": _address(row),
        "language": row["language"],
    }
    return {name: value for name, value in fields.items() if value}


def _published_day(row: Row) -> date | None:
    """Return the day of the story's time, else the day that its page prints without a time, else None."""
    return _day(row["published_at"]) or _day(row["day"])


def _day(when: Any) -> date | None:
    """Return the day of a time or date; None if there is neither."""
    if isinstance(when, datetime):
        return when.date()
    return when if isinstance(when, date) else None


def _iso(when: date | None) -> str:
    return when.isoformat() if when else ""


def _csl_date(when: date | None) -> dict[str, Any]:
    return {"date-parts": [[when.year, when.month, when.day]]} if when else {}


def _address(row: Row) -> str:
    """Return the story's address if it is a web address that no format can misread; else ""."""
    url = str(row["canonical_url"] or "")
    return url if _ADDRESS.fullmatch(url) else ""


def _latex(words: str) -> str:
    """Return text on one line with what LaTeX would read as a command escaped: "5 % of" as "5 \\% of"."""
    return "".join(_LATEX.get(letter, letter) for letter in _one_line(words))


def _one_line(words: str | None) -> str:
    """Return text on one line, as a line break would end a field of RIS."""
    return _NOT_PRINTED.sub(" ", str(words or "")).strip()
