"""The publisher's own tags, from a labelled line, a labelled list or a bare list of commas."""

import re
from collections.abc import Iterable, Sequence

from lib.clean.text.lines import Line
from lib.clean.text.marks import Mark
from lib.clean.text.sheet import Sheet
from lib.clean.text.story import LIST_SIGNS

_ABOVE = 6
_BELOW = 14
_LABEL = re.compile(
    r"^\W*(?:tags?|tagged(?: with| as| in)?|topics?|keywords?|filed under|published under|related topics"
    r"|in this story|themen(?:seiten)?|schlagw[oö]rte?r?|schlagworte"
    r"|stichwörter|mehr zu(?:m thema)?|mots[- ]clés|thèmes|sujets|etiquetas|temas|etichette"
    r"|ämnen(?: i artikeln)?|följ ämnen i artikeln|emner|tagi|tematy"
    r"|související témata|powiązane tematy|temas relacionados|sujets (?:associés|liés)|argomenti|more about"
    r"|témata|štítky|теги|темы|топік\w*|more|キーワード|タグ|태그|الكلمات المفتاحية|الوسوم|marcadores)"
    r"(?!(?-i:[a-zß-ÿа-яёіїє]))\s*(?P<colon>[:：])?\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"^\W*(?:more|mehr zu(?:m thema)?)\b", re.IGNORECASE
)  # labels of other lists too, unless a colon follows
_COUNTED = re.compile(
    r"(?<=[^\W\d_])\s?\d{1,5}$"
)  # "Harbour120": a tag with its number of stories glued to it
_MOST = 25


def find_tags(
    lines: Sequence[Line], marks: Sequence[Mark], headline: int, first: int, last: int, sheet: Sheet
) -> tuple[str, ...]:
    """Return the tags printed over the headline or under the text, in their order."""
    above = lines[max(0, headline - _ABOVE) : headline]
    between = lines[headline + 1 : first]
    below = lines[max(first, last - 3) : last + 1 + _BELOW]
    for line in [*below, *between, *above[::-1]]:
        tags = _labelled(line, lines, marks, sheet)
        if tags:
            return tags
    for line in [*above[::-1], *between, *below[:10]]:
        if sheet.is_open(line) and _may_be_tags(line, marks) and (listed := _comma_list(line.text, least=3)):
            sheet.cut(line, "field: tags")
            return listed
    return ()


def _may_be_tags(line: Line, marks: Sequence[Mark]) -> bool:
    """Return whether a line without a label may list tags.

    No sentence, no entry of a list, no other headline.
    """
    above = marks[line.number - 1].rule if line.number else None
    heads = above is not None and above.name in ("slot", "link to another story")
    return not line.terminal and not heads and not any(sign in line.text for sign in LIST_SIGNS)


def _labelled(line: Line, lines: Sequence[Line], marks: Sequence[Mark], sheet: Sheet) -> tuple[str, ...]:
    match = _LABEL.match(line.text) if line.weight <= 40 and sheet.is_open(line) else None
    if not match or (_WEAK.match(line.text) and not match["colon"]):
        return ()
    if match["rest"]:
        spaced = bool(match["colon"]) or line.text.count(",") >= 1
        tags = _comma_list(match["rest"], least=1) if spaced else ()
        if tags:
            sheet.cut(line, "field: tags")
        return tags
    return _listed(line, lines, marks, sheet)


def _listed(label: Line, lines: Sequence[Line], marks: Sequence[Mark], sheet: Sheet) -> tuple[str, ...]:
    """Return tags one a line under their label."""
    members: list[Line] = []
    for line in lines[label.number + 1 : label.number + 1 + _MOST]:
        ends = (marks[line.number].kind == "rule" and bool(members)) or (
            bool(members) and members[0].text.startswith("#") and not line.text.startswith("#")
        )
        if (
            not sheet.is_open(line)
            or ends
            or line.weight > 5
            or line.terminal
            or line.text.endswith(":")
            or (members and members[-1].gap_after)
        ):
            break
        members.append(line)
    if not members:
        return ()
    for line in (label, *members):
        sheet.cut(line, "field: tags")
    single = _comma_list(members[0].text, least=2) if len(members) == 1 else ()
    counted = sum(bool(_COUNTED.search(line.text)) for line in members) == len(members)
    names = (_COUNTED.sub("", line.text) if counted else line.text for line in members)
    return single or _distinct(name.strip(" #,") for name in names)


def _comma_list(text: str, *, least: int) -> tuple[str, ...]:
    items = [item.strip(" #\t") for item in re.split(r"\s*[,;|、•·]\s*", text)]
    items = [item for item in items if item]
    short = all(
        len(item.split()) <= 5 and len(item) <= 50 and not re.search(r"[!?\"“”:]", item) for item in items
    )
    capital = sum(not item[0].islower() for item in items)
    return (
        _distinct(items)
        if len(items) >= least and short and (least == 1 or capital >= 0.8 * len(items))
        else ()
    )


def _distinct(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
