"""Small pieces of markup; everything foreign goes through esc()."""

import html
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import pandas as pd

from lib.model.direction import Direction, direction
from lib.model.wording import count

Span = Sequence[object]  # [start, end, ...] in the text


def esc(text: object) -> str:
    """Return the text with every character of markup made harmless; nothing for a missing value."""
    return "" if text is None or text is pd.NaT or text != text else html.escape(str(text), quote=True)


def present(value: object) -> bool:
    """Tell whether a cell of a frame holds something."""
    return value is not None and value is not pd.NaT and value == value and value != ""


def link(href: str, label: str, kind: str = "", **attributes: str) -> str:
    """Return a link with an escaped label."""
    return el("a", esc(label), kind, href=href, **attributes)


def button(label: str, kind: str = "quiet", **attributes: str) -> str:
    """Return a button with an escaped label; `data_do` is the word that it sends."""
    return el("button", esc(label), kind, type="button", **attributes)


def el(name: str, body: str = "", kind: str = "", **attributes: str) -> str:
    """Return an element around markup; `aria_label="x"` becomes an escaped attribute."""
    shape = f' class="{kind}"' if kind else ""
    extra = (f' {key.strip("_").replace("_", "-")}="{esc(value)}"' for key, value in attributes.items())
    return f"<{name}{shape}{''.join(extra)}>{body}</{name}>"


def dotted(parts: Iterable[str]) -> str:
    """Return those of the parts that hold something, with a dot between two."""
    return '<span class="dot" aria-hidden="true"> · </span>'.join(filter(None, parts))


def turned(text: str, around: Direction = "ltr") -> dict[str, str]:
    """Return the attribute that makes an element read the other way than what stands around it."""
    own = direction(text, around)
    return {"dir": own} if own != around else {}


def table(
    kind: str,
    caption: str,
    heads: Sequence[tuple[str, str]],
    body: str,
    *,
    sorts: Mapping[str, str] | None = None,
    sorted_by: str = "",
) -> str:
    """Return a table; heads are (words, class of the column), and `sorts` the links that sort by some."""

    def head(words: str, column: str) -> str:
        href = (sorts or {}).get(words)
        shown = link(href, words, data_stay="1") if href else esc(words)
        order = "descending" if column else "ascending"  # a column of names begins with A
        return el("th", shown, column, scope="col", **({"aria_sort": order} if words == sorted_by else {}))

    cells = "".join(head(*each) for each in heads)
    return el("table", el("caption", caption) + el("thead", el("tr", cells)) + el("tbody", body), kind)


def marked(text: str, spans: Iterable[Span], offset: int = 0, *, own: Iterable[Span] = ()) -> str:
    """Return the text with the spans marked; overlapping spans are joined. `own` are the reader's marks."""
    parts, at, spans = [], 0, list(spans)
    for start, end in _joined(own, offset, len(text)):
        parts += [marked(text[at:start], spans, offset + at)]
        parts += [el("mark", marked(text[start:end], spans, offset + start), "own")]
        at = end
    left = at
    for start, end in _joined(spans, offset + left, len(text) - left):
        parts += [esc(text[at : left + start]), "<mark>", esc(text[left + start : left + end]), "</mark>"]
        at = left + end
    return "".join([*parts, esc(text[at:])])


def _joined(spans: Iterable[Span], offset: int, length: int) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted((int(str(s[0])) - offset, int(str(s[1])) - offset) for s in spans):
        start, end = max(0, start), min(length, end)
        if start >= end:
            continue
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def capital(words: str) -> str:
    """Return the words with their first letter large."""
    return words[:1].upper() + words[1:]


def story_count(number: float) -> str:
    """Return a number of stories in words."""
    return count(number, "story", "stories")


def instant(at: object, zone: str, *, day_only: bool = False) -> str:
    """Return an instant as a reader of the zone says it: '24 October 1962, 10:05 am'.

    Where the day alone is known it is the day of the instant's own zone, as the publisher printed it.
    """
    if not present(at):
        return ""
    stamp = pd.Timestamp(str(at))
    aware = stamp.tz_localize("UTC") if stamp.tz is None else stamp
    moment: datetime = (aware if day_only else aware.tz_convert(ZoneInfo(zone))).to_pydatetime()
    date = f"{moment.day} {moment:%B %Y}"
    return date if day_only else f"{date}, {clock(moment)}"


def clock(moment: datetime) -> str:
    """Return the time of day: '10:05 am'."""
    return f"{moment.hour % 12 or 12}:{moment:%M} {'am' if moment.hour < 12 else 'pm'}"


def day(value: object, *, weekday: bool = False) -> str:
    """Return a day: '24 October 1962', with its weekday when asked for."""
    if not present(value):
        return ""
    stamp = pd.Timestamp(str(value))
    return f"{stamp:%A}, {stamp.day} {stamp:%B %Y}" if weekday else f"{stamp.day} {stamp:%B %Y}"


def days(first: object, last: object) -> str:
    """Return a span of days as short as it can be said: '16–28 October 1962'."""
    if not present(first) or not present(last):
        return day(first) or day(last)
    a, b = pd.Timestamp(str(first)), pd.Timestamp(str(last))
    if a == b:
        return day(a)
    if (a.year, a.month) == (b.year, b.month):
        return f"{a.day}–{b.day} {b:%B %Y}"
    return f"{a.day} {a:%B} – {day(b)}" if a.year == b.year else f"{day(a)} – {day(b)}"
